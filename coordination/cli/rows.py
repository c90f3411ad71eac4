"""Rows of a table on the command line: as aligned text, Markdown, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from coordination.cli.reporting import emit

__all__ = ["FORMATS", "add_rows", "put_rows"]

FORMATS = ("text", "markdown", "csv", "json")


def add_rows(parser: ArgumentParser, default: str = "text") -> None:
    """Add how rows are written, and where."""
    parser.add_argument(
        "--format", choices=FORMATS, default=default, help=f"how to write it (default: {default})"
    )
    parser.add_argument("--output", metavar="FILE", help="write to this file")


def put_rows(
    rows: Sequence[dict[str, Any]], arguments: Namespace, notes: Sequence[str] = ()
) -> None:
    """Write rows, with notes on what they were taken from.

    Args:
        rows: flat dicts; the columns are all their keys, in the order of appearance.
        arguments: what was typed (`format`, `output`).
        notes: sentences; text and Markdown have them below, JSON beside the rows, CSV nowhere.
    """
    columns = list(dict.fromkeys(key for row in rows for key in row))
    form = arguments.format
    if form == "json":
        content = {"rows": list(rows), "notes": list(notes)}
        text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    elif form == "csv":
        stream = io.StringIO()
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        text = stream.getvalue()
    elif form == "markdown":
        lines = [columns, ["---"] * len(columns)]
        lines += [[_cell(row.get(key)).replace("|", "\\|") for key in columns] for row in rows]
        text = "".join("| " + " | ".join(line) + " |\n" for line in lines)
        text += "".join(f"\n{note}\n" for note in notes)
    else:
        text = _aligned(rows, columns) + "".join(f"\n{note}\n" for note in notes)
    emit(text, arguments.output, exact=form in ("csv", "json"))


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.4g}" if isinstance(value, float) else " ".join(str(value).split())


def _aligned(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    table = [list(columns), *([_cell(row.get(key)) for key in columns] for row in rows)]
    widths = [max(len(line[n]) for line in table) for n in range(len(columns))]
    numbers = [all(isinstance(row.get(key), int | float | None) for row in rows) for key in columns]
    lines = []
    for line in table:
        cells = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numbers, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"
