"""Rows of the sheets of a workbook: .xlsx, .xls and .ods."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coordination.errors import Issue
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
    import python_calamine

    shown = printable(name)
    try:
        if path.stat().st_size > MAX_BYTES:
            issues.append(Issue(shown, message=f"it is larger than {MAX_BYTES // 1024**2} MiB"))
            return []
        before = len(issues)
        examine(path, shown, issues)
        if len(issues) > before:
            return []
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            return [
                table
                for number, sheet in enumerate(book.sheets_metadata)
                if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
                if (table := _table(book, number, name, issues)) is not None
            ]
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        issues.append(Issue(shown, message=f"it can't be read: {reason}"))
    except python_calamine.PasswordError:
        issues.append(
            Issue(shown, message="it is protected by a password", expected="a copy without one")
        )
    except BaseException as error:  # calamine has one for each sort of broken file, and panics
        if not (isinstance(error, Exception) or type(error).__name__ == "PanicException"):
            raise
        reason = " ".join(str(error).split())[:200]
        issues.append(Issue(shown, message=f"it can't be read as a workbook: {reason}"))
    return []


def _table(book: Any, number: int, name: str, issues: list[Issue]) -> RawTable | None:
    import python_calamine

    sheet = book.get_sheet_by_index(number)
    hidden = book.sheets_metadata[number].visible != python_calamine.SheetVisibleEnum.Visible
    table = RawTable(name, sheet.name, hidden=hidden)
    if sheet.start is None:
        return table
    if sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS:
        message = f"it has more than {MAX_ROWS:,} rows or {MAX_COLUMNS:,} columns"
        issues.append(table.issue(None, None, message))
        return None
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
