"""Sheets of a marked copy: the problems listed, and each in its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordination.errors import CoordinationError, Issue, column_letters
from coordination.formats.workbook_sheets import MOST_CHARACTERS, WIDE, Book
from coordination.loading.tables.raw_rows import RawTable
from coordination.loading.tables.sections import columns, normal

__all__ = ["Mark", "add_marked", "add_problems"]


@dataclass(frozen=True)
class Mark:
    """A problem of a row.

    Attributes:
        issue: the problem.
        row: the row, from 1.
        column: the column, from 1; 0 where the whole row is meant.
    """

    issue: Issue
    row: int
    column: int

    @property
    def words(self) -> str:
        """The problem as a cell says it."""
        head = f"{self.issue.where}: " if self.issue.sheet and self.issue.where else ""
        expected = f" Expected: {self.issue.expected}." if self.issue.expected else ""
        hint = f" {self.issue.suggestion}" if self.issue.suggestion else ""
        return f"{head}{self.issue.message}.{expected}{hint}"


def add_problems(book: Book, marks: Sequence[tuple[str, Mark]], others: Sequence[Issue]) -> None:
    """The sheet that lists every problem, each with a link to its cell.

    Args:
        marks: name of a sheet, and a problem in it.
        others: problems that are in none of the sheets.
    """
    sheet = book.book.add_worksheet("(problems)")
    for at, (head, width) in enumerate((("sheet", 16), ("cell", 10), ("problem", 110))):
        sheet.write_string(0, at, head, book.head)
        sheet.set_column(at, at, width)
    sheet.freeze_panes(1, 0)
    for row, (name, mark) in enumerate(marks, 1):
        cell = f"{column_letters(mark.column or 1)}{mark.row}"
        sheet.write_string(row, 0, name, book.text)
        sheet.write_url(row, 1, f"internal:'{name}'!{cell}", book.link, cell)
        sheet.write_string(row, 2, mark.words[:MOST_CHARACTERS], book.text)
    for row, issue in enumerate(others, len(marks) + 1):
        sheet.write_string(row, 2, str(issue)[:MOST_CHARACTERS], book.text)


def add_marked(
    book: Book, name: str, section: str | None, table: RawTable, marks: Sequence[Mark]
) -> None:
    """A sheet as it was, with the problems of each row in a column at its end.

    Args:
        name: its name.
        section: the section that it holds, or None.
        table: its rows.
        marks: its problems.
    """
    sheet = book.book.add_worksheet(name)
    wide = max((len(row.cells) for row in table.rows), default=0)
    wrong = {(mark.row, mark.column): mark for mark in reversed(marks)}
    known = {column.name: column for column in columns(section)} if section else {}
    filled = {row.number: row for row in table.rows}
    for row in table.rows:
        head = row is table.rows[0]
        for at, text in enumerate(row.cells):
            marked = (row.number, at + 1) in wrong
            form = book.wrong if marked else book.head if head else book.text
            if len(text) > MOST_CHARACTERS:
                raise CoordinationError(f"{name}, row {row.number}: a text is too long for a cell")
            if text or marked:
                sheet.write_string(row.number - 1, at, text, form)
            if head:
                sheet.set_column(at, at, WIDE.get(normal(text), 18))
                if section not in (None, "about") and normal(text) in known:
                    book.validate(sheet, at, table.rows[-1].number + 50, known[normal(text)])
    for (number, at), mark in wrong.items():
        if at:
            if number not in filled or at > len(filled[number].cells):
                sheet.write_string(number - 1, at - 1, "", book.wrong)
            comment = {"x_scale": 3, "y_scale": 1.5}
            sheet.write_comment(number - 1, at - 1, mark.words[:2000], comment)
    beside: dict[int, list[str]] = {}
    for mark in marks:
        beside.setdefault(mark.row, []).append(mark.words)
    first = table.rows[0].number if table.rows else 1
    # In brackets, so that the copy can be mended and read: such columns are left aside.
    of_heads = "\n".join(["(problems)", *beside.pop(first, [])])
    sheet.write_string(first - 1, wide, of_heads[:MOST_CHARACTERS], book.head)
    sheet.set_column(wide, wide, 80)
    for number, words in beside.items():
        sheet.write_string(number - 1, wide, "\n".join(words)[:MOST_CHARACTERS], book.wrong)
    sheet.freeze_panes(first, 0)
