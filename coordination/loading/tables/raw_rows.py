"""Raw rows of any table that people bring: CSV of every locale, and sheets of workbooks.

Nothing here knows what the columns mean. A row keeps the number by which the user's own program
shows it, so that issues can name it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from coordination.errors import Issue, column_letters
from coordination.files import reads
from coordination.loading.files import NO_TEXT
from coordination.loading.tables.endings import SHEET_ENDINGS
from coordination.model.validation_messages import printable

__all__ = [
    "RawRow",
    "RawTable",
    "read_raw",
    "without_controls",
]

MAX_ROWS = 250_000
"""Most rows of one table; more goes in as Parquet."""

MAX_COLUMNS = 2_000
"""Most columns of one table."""


@dataclass(frozen=True)
class RawRow:
    """One row that isn't empty.

    Attributes:
        number: its number as a spreadsheet shows it, from 1.
        line: the line of the text on which it begins, from 1; 0 in a sheet.
        cells: its cells as text, without spaces at their ends; "" is an empty one.
    """

    number: int
    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The cell of a column, from 0; "" beyond the end of the row."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class RawTable:
    """One sheet, or one CSV file.

    Attributes:
        file: name of the file as issues call it.
        sheet: name of the sheet; "" of a CSV file.
        rows: its rows, without the empty ones. Shorter rows end early.
        notes: what was taken for granted in reading it, such as its encoding.
        decimal_comma: whether the file is of a locale that writes 0,5; known of CSV alone.
        merged: merged ranges: first row, first column, last row, last column, each from 1.
        hidden: whether the sheet is hidden.
    """

    file: str
    sheet: str = ""
    rows: tuple[RawRow, ...] = ()
    notes: tuple[str, ...] = ()
    decimal_comma: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = field(default=())
    hidden: bool = False

    def issue(
        self,
        row: RawRow | None,
        column: int | None,
        message: str,
        expected: str = "",
        suggestion: str = "",
        *,
        head: str = "",
    ) -> Issue:
        """An issue at a cell, named as the user's program shows it.

        Args:
            row: the row, or None for the whole table.
            column: the column, from 0, or None for the whole row.
            message: what was found, in one sentence.
            head: the heading of the column, or what else says where it is.
            expected: what is accepted there.
            suggestion: the likely fix.
        """
        number = 0 if row is None else row.number
        where = printable(head)[:80]
        if self.sheet:
            line, place = number, 0 if column is None else column + 1
        else:
            line, place = 0 if row is None else row.line, 0
            parts = [f"row {number}"] if number else []
            if column is not None:
                parts.append(f"column {column_letters(column + 1)}")
            if where:
                parts[-1:] = [f"{parts[-1]} ({where})"] if parts else [where]
            where = ", ".join(parts)
        return Issue(
            printable(self.file),
            line,
            place,
            where=where,
            message=printable(message),
            expected=printable(expected),
            suggestion=printable(suggestion),
            sheet=printable(self.sheet),
        )

    def unmerged(self) -> RawTable:
        """The same with the text of each merged range in all its cells."""
        if not self.merged:
            return self
        rows = {row.number: row for row in self.rows}
        for top, left, bottom, right in self.merged:
            text = rows[top].cell(left - 1) if top in rows else ""
            if not text or (bottom - top + 1) * (right - left + 1) > MAX_ROWS:
                continue
            for number in range(top, bottom + 1):
                row = rows.get(number, RawRow(number, 0, ()))
                cells = [*row.cells, *[""] * (right - len(row.cells))]
                cells[left - 1 : right] = [text] * (right - left + 1)
                rows[number] = replace(row, cells=tuple(cells))
        return replace(self, rows=tuple(rows[number] for number in sorted(rows)), merged=())


def without_controls(table: RawTable, issues: list[Issue], most: int) -> RawTable:
    """A table without the control characters of its cells, each of which is an issue.

    Args:
        table: the table.
        issues: takes an issue for each cell that holds a control character, or what is no
            character.
        most: the largest number of issues that it takes.
    """
    found = list(_cells_without_text(table))
    if not found:
        return table
    issues += found[:most]
    rows = (
        replace(row, cells=tuple(NO_TEXT.sub("", one) for one in row.cells)) for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _cells_without_text(table: RawTable) -> Iterator[Issue]:
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            if found := NO_TEXT.search(cell):
                yield table.issue(
                    row,
                    column,
                    f"the text contains the control character U+{ord(found[0]):04X}",
                    expected="text without control characters",
                )


def read_raw(
    path: str | os.PathLike[str], name: str, issues: list[Issue], *, heads: tuple[str, ...] = ()
) -> list[RawTable]:
    """The tables in a file: each sheet of a workbook, or the one of a CSV file.

    Args:
        path: the file.
        name: what issues call it.
        issues: takes what is wrong.
        heads: headings that are likely, which help to tell the separator.

    Returns:
        The tables, or nothing and an issue where the file can't be read.

    Example:
        >>> from pathlib import Path
        >>> _ = Path("edges.csv").write_text("from;to\\natf;\\u00a0ice \\n", encoding="utf-8")
        >>> read_raw("edges.csv", "edges.csv", [])[0].rows[1]
        RawRow(number=2, line=2, cells=('atf', 'ice'))
    """
    file = Path(path)
    reads(file)
    if file.suffix.lower() in SHEET_ENDINGS:
        from coordination.loading.tables.raw_sheets import read_sheets

        return read_sheets(file, name, issues)
    from coordination.loading.tables.raw_csv import read_csv

    table = read_csv(file, name, issues, heads)
    return [] if table is None else [table]
