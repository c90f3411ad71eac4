"""Write tables on the command line as aligned text, Markdown, CSV or JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from coordination.cli.command import Failure
from coordination.cli.streams import emit
from coordination.text.csv_cells import csv_text

__all__ = ["FORMATS", "add_rows", "put_result", "put_rows", "put_tables"]

FORMATS = ("text", "markdown", "csv", "json")


def add_rows(parser: ArgumentParser, default: str = "text") -> None:
    """Add how rows are written, and where."""
    parser.add_argument(
        "--format", choices=FORMATS, default=default, help=f"how to write it (default: {default})"
    )
    parser.add_argument("--output", metavar="FILE", help="write to this file")


def put_rows(rows: Sequence[dict[str, Any]], arguments: Namespace) -> None:
    """Write the rows of one table.

    Args:
        rows: flat dicts; the columns are all their keys, in the order of appearance.
        arguments: what was typed (`format`, `output`).
    """
    put_tables([rows], arguments, {})


class _Written(Protocol):
    def to_markdown(self) -> str: ...

    def to_records(self) -> list[dict[str, Any]]: ...


def put_result(result: _Written, arguments: Namespace) -> None:
    """Write a result: as its own Markdown, or its rows in another format.

    Args:
        result: what was computed.
        arguments: what was typed (`format`, `output`).
    """
    if arguments.format == "markdown":
        emit(result.to_markdown(), arguments.output)
    else:
        put_rows(result.to_records(), arguments)


def put_tables(
    tables: Sequence[Sequence[dict[str, Any]]],
    arguments: Namespace,
    notes: Mapping[str, str],
) -> None:
    """Write one table or several, with notes on what they were taken from.

    Args:
        tables: rows of each.
        arguments: what was typed (`format`, `output`).
        notes: sentence by what it is about. Text and Markdown have them below, JSON beside the
            rows; a CSV file has room for them only in its rows.

    Raises:
        Failure: several tables don't go into one CSV file.
    """
    form = arguments.format
    tables = [rows for rows in tables if rows] or [[]]
    if form == "csv" and len(tables) > 1:
        raise Failure(
            "a CSV file holds one table: ask for agencies, ties, groups and the network separately"
        )
    if form == "json":
        content: dict[str, Any] = {"rows": [row for rows in tables for row in rows]}
        if notes:
            content["taken_from"] = dict(notes)
        text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    elif form == "csv":
        head = _columns(tables[0])
        text = csv_text(head, ([row.get(key) for key in head] for row in tables[0]))
    else:
        write = _markdown if form == "markdown" else _aligned
        text = "\n".join(write(rows, _columns(rows)) if rows else "none\n" for rows in tables)
        text += "".join(f"\n{note}\n" for note in _told(notes))
    emit(text, arguments.output, exact=form in ("csv", "json"))


def _columns(rows: Sequence[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key in row))


def _told(notes: Mapping[str, str]) -> list[str]:
    """Each note once, with all that it is about."""
    about: dict[str, list[str]] = {}
    for name, note in notes.items():
        about.setdefault(note, []).append(name)
    return [f"{', '.join(names)}: {note}" for note, names in about.items()]


def _markdown(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    from coordination.text.markdown import escaped, table

    def shown(value: Any) -> str:
        return escaped(value) if isinstance(value, str) else _cell(value)

    cells = ([shown(row.get(key)) for key in columns] for row in rows)
    return table(columns, cells, marked=True) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.4g}" if isinstance(value, float) else " ".join(str(value).split())


def _aligned(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    lined = [list(columns), *([_cell(row.get(key)) for key in columns] for row in rows)]
    widths = [max(len(line[n]) for line in lined) for n in range(len(columns))]
    numbers = [all(isinstance(row.get(key), int | float | None) for row in rows) for key in columns]
    lines = []
    for line in lined:
        cells = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numbers, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"
