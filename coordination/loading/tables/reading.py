"""Read networks from workbooks, and from CSV files that stand in one folder."""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from pathlib import Path

from coordination.errors import DataWarning, Issue, did_you_mean
from coordination.loading.nodes import Mapping
from coordination.loading.tables.endings import SHEET_ENDINGS
from coordination.loading.tables.names import complete
from coordination.loading.tables.raw_rows import RawTable, read_raw
from coordination.loading.tables.sections import SHEETS, heads_of, is_remark, normal, section_named
from coordination.loading.tables.table_records import tree_of_tables
from coordination.loading.tables.table_text import TableText
from coordination.model.validation_messages import printable

__all__ = ["not_ours", "raw_tables", "tree_of_files"]

_ASIDE = ("guide", "lists")
"""Sheets of ours that hold no records."""


def tree_of_files(
    files: Sequence[tuple[Path, str]],
    name: str,
    beside: Sequence[Mapping],
    issues: list[Issue],
) -> tuple[TableText, Mapping]:
    """The records in workbooks and CSV files, as the parse tree of a data file.

    Args:
        files: path of each file, and the name that issues call it by.
        name: what issues call them together.
        beside: trees of data files that belong to the same network.
        issues: takes what is wrong.
    """
    text = TableText(name)
    held = [pair for path, called in files for pair in raw_tables(path, called, issues)]
    notes = {note for _, table in held for note in table.notes}
    for note in sorted(notes):
        which = [table.file for _, table in held if note in table.notes]
        warnings.warn(f"{', '.join(map(printable, which))}: {note}", DataWarning, stacklevel=4)
    tree = tree_of_tables(held, text, issues)
    complete(tree, text, beside, issues)
    return text, tree


def raw_tables(path: Path, name: str, issues: list[Issue]) -> list[tuple[str, RawTable]]:
    """The tables of ours in a file, each with the section that it holds.

    Args:
        path: the file.
        name: what issues call it.
        issues: takes what is wrong, a sheet that isn't understood too.
    """
    if path.suffix.lower() not in SHEET_ENDINGS:
        section = section_named(path.stem)
        assert section is not None  # other files aren't asked for
        heads = heads_of(section)
        return [(section, table) for table in read_raw(path, name, issues, heads=heads)]
    before = len(issues)
    tables = [table for table in read_raw(path, name, issues) if table.rows]
    if len(issues) > before:
        return []
    if not any(section_named(table.sheet) for table in tables):
        issues.append(not_ours(path, name, [table.sheet for table in tables]))
        return []
    found = []
    for table in tables:
        section = section_named(table.sheet)
        if section is not None:
            found.append((section, table))
        elif not (is_remark(table.sheet) or normal(table.sheet) in _ASIDE):
            issues.append(_unknown_sheet(table))
            meant = [one for one in SHEETS if f"'{one}'" in did_you_mean(table.sheet[:60], SHEETS)]
            if len(meant) == 1 and all(section_named(one.sheet) != meant[0] for one in tables):
                found.append((meant[0], table))  # so that what refers to it isn't wrong as well
    return found


def _unknown_sheet(table: RawTable) -> Issue:
    hint = did_you_mean(table.sheet[:60], SHEETS)
    aside = f"put its name into brackets to keep a sheet of your own: ({table.sheet})"
    message = "there is no such sheet in a workbook of ours"
    return table.issue(None, None, message, ", ".join(SHEETS), hint or aside)


def not_ours(path: Path, name: str, sheets: Sequence[str] = ()) -> Issue:
    """The issue about a table that isn't one of a network, with what to do.

    Args:
        path: the file.
        name: what issues call it.
        sheets: the sheets that it holds.
    """
    shown = printable(name)
    quoted = f"'{shown}'" if " " in shown else shown
    to_import = f"coordination import {quoted} --output case.xlsx"
    if sheets:
        listed = ", ".join(map(printable, sheets[:8]))
        return Issue(
            shown,
            message=f"its sheets are none of ours ({listed})",
            expected="sheets such as agencies and links, as `coordination new case.xlsx` makes",
            suggestion=f"a table of other columns becomes a network by: {to_import}",
        )
    section = section_named(path.stem)
    if section is not None:
        folder = os.fspath(path.parent) or "."
        return Issue(
            shown,
            message=f"it is one table of a network, that of {section}",
            expected="the folder that holds it",
            suggestion=f"name the folder: {printable(folder)}",
        )
    if path.suffix.lower() in SHEET_ENDINGS:
        return Issue(
            shown,
            message="its sheets are all empty",
            expected="sheets such as agencies and links, as `coordination new case.xlsx` makes",
        )
    return Issue(
        shown,
        message="it is a single table",
        expected="a workbook, as `coordination new case.xlsx` makes, or a folder with tables such "
        "as agencies.csv and links.csv",
        suggestion=f"a table of other columns becomes a network by: {to_import}",
    )
