"""Rows of the sheets of a workbook: .xlsx, .xls and .ods."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

from coordination.errors import Issue
from coordination.files.apart import answer, bound_memory, run_apart
from coordination.loading.files import unreadable
from coordination.loading.tables.cell_text import cell_text
from coordination.loading.tables.raw_rows import MAX_COLUMNS, MAX_ROWS, RawRow, RawTable
from coordination.loading.tables.sheet_limits import MAX_BYTES, examine
from coordination.model.validation_messages import printable

__all__ = ["read_sheets"]


def read_sheets(path: Path, name: str, issues: list[Issue]) -> list[RawTable]:
    """The sheets of a workbook in its order, or none and an issue where it can't be read.

    Args:
        path: the file.
        name: what issues call it.
        issues: takes what is wrong.
    """
    shown = printable(name)
    try:
        if path.stat().st_size > MAX_BYTES:
            issues.append(Issue(shown, message=f"it is larger than {MAX_BYTES // 1024**2} MiB"))
            return []
        before = len(issues)
        examine(path, shown, issues)
        if len(issues) > before:
            return []
        if path.suffix.lower() == ".xls" or not is_zipfile(path):
            # What such a file comes to can't be told beforehand, so its reader is bounded.
            content = run_apart(_APART, os.path.abspath(path), seconds=MOST_SECONDS)
            held = [_unpacked(name, *fields) for fields in json.loads(content)]
        else:
            held = _tables(path, name)
    except OSError as error:
        issues.append(unreadable(name, error))
        return []
    except BaseException as error:  # calamine has one for each sort of broken file, and panics
        if not (isinstance(error, Exception) or type(error).__name__ == "PanicException"):
            raise
        reason = _REASONS.get(type(error).__name__) or printable(" ".join(str(error).split())[:200])
        issues.append(Issue(shown, message=f"it can't be read as a workbook: {reason}"))
        return []
    for table in held:
        if any(len(row.cells) > MAX_COLUMNS or row.number > MAX_ROWS for row in table.rows):
            message = f"it has more than {MAX_ROWS:,} rows or {MAX_COLUMNS:,} columns"
            issues.append(table.issue(None, None, message))
    return held if len(issues) == before else []


_APART = "from coordination.loading.tables.raw_sheets import main; main()"

_REASONS = {"PasswordError": "it is protected by a password"}

MOST_SECONDS = 120.0
"""Time that reading an old workbook may take."""

MOST_MEMORY = 2 * 1024**3
"""Memory that reading an old workbook may take."""


def main() -> None:
    """Read the workbook that was given as an argument, and write its tables as JSON."""
    path = Path(sys.argv[1])

    def read() -> bytes:
        bound_memory(MOST_MEMORY)
        return json.dumps([_packed(table) for table in _tables(path, "")]).encode()

    answer(read, {**_REASONS, "MemoryError": "it takes more memory than there may be"})


def _packed(table: RawTable) -> list[Any]:
    rows = [(row.number, row.cells) for row in table.rows]
    return [table.sheet, rows, table.merged, table.hidden]


def _unpacked(name: str, sheet: str, rows: list[Any], merged: list[Any], hidden: bool) -> RawTable:
    held = tuple(RawRow(number, 0, tuple(cells)) for number, cells in rows)
    ranges = tuple((top, left, bottom, right) for top, left, bottom, right in merged)
    return RawTable(name, sheet, held, merged=ranges, hidden=hidden)


def _tables(path: Path, name: str) -> list[RawTable]:
    import python_calamine

    with python_calamine.CalamineWorkbook.from_path(path) as book:
        return [
            _table(book, number, name)
            for number, sheet in enumerate(book.sheets_metadata)
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]


def _table(book: Any, number: int, name: str) -> RawTable:
    import python_calamine

    sheet = book.get_sheet_by_index(number)
    hidden = book.sheets_metadata[number].visible != python_calamine.SheetVisibleEnum.Visible
    table = RawTable(name, sheet.name, hidden=hidden)
    if sheet.start is None:
        return table
    values = sheet.to_python(skip_empty_area=False)
    rows = []
    for at, cells in enumerate(values, 1):
        row = tuple(map(cell_text, cells))
        if any(row):
            rows.append(RawRow(at, 0, row))
    merged = tuple(
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return RawTable(name, sheet.name, tuple(rows), merged=merged, hidden=hidden)
