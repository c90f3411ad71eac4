"""Sort the files of a folder: tables of a network, other data, and what is passed over."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from coordination.errors import Issue, did_you_mean
from coordination.loading.files import inside
from coordination.loading.tables.endings import SHEET_ENDINGS
from coordination.loading.tables.sections import SHEETS, section_named
from coordination.model.validation_messages import printable

__all__ = ["folder_tables"]

_TABLES = (".csv", ".tsv", ".tab", *SHEET_ENDINGS)

_DATA = (*_TABLES, ".parquet", ".feather", ".graphml", ".gexf", ".cyjs", ".net", ".dl", ".numbers")
"""Endings of data; a file that has one is never passed over."""

_WORDS = (".md", ".html", ".htm", ".pdf", ".docx", ".png", ".svg", ".jpg", ".jpeg")
"""Endings of what may be called as a section is, and is no table of it."""


def folder_tables(
    folder: Path, name: str, issues: list[Issue], bulk: Collection[Path] = ()
) -> list[tuple[Path, str]]:
    """The workbooks and CSV files of a folder, each with the name that issues call it by.

    Any other data is an issue, as is a file that is named as a section and can't be read.

    Args:
        folder: the folder.
        name: what issues call it.
        issues: takes what isn't understood.
        bulk: tables that are read in another way.
    """
    found = []
    for path in sorted(folder.iterdir()):
        if path in bulk or path.name.startswith((".", "~$")) or path.is_dir():
            continue
        called = os.path.join(name, path.name)
        ending = path.suffix.lower()
        section = section_named(path.name.split(".")[0])
        if ending in SHEET_ENDINGS or (ending in _TABLES and section_named(path.stem)):
            inside(folder, path)
            found.append((path, called))
        elif ending in (".yaml", ".yml", ".json"):
            continue
        elif ending in _DATA or (section and ending not in _WORDS):
            issues.append(_unknown(path, called, section))
    return found


def _unknown(path: Path, name: str, section: str | None) -> Issue:
    shown = printable(name)
    quoted = f"'{shown}'" if " " in shown else shown
    hint = f"did you mean {section}.csv?" if section else did_you_mean(path.stem[:60], SHEETS)
    return Issue(
        shown,
        message="the file isn't understood",
        expected=f"tables named as sections ({', '.join(SHEETS)}) that end in .csv, and workbooks",
        suggestion=hint
        or "keep it in another folder, or make a network of it: "
        f"coordination import {quoted} --output case.xlsx",
    )
