"""Give the cells of tables places as in a text, so that checks of data files serve tables too."""

from __future__ import annotations

import re

from coordination.errors import Issue
from coordination.loading.nodes import Elsewhere, Span, Text
from coordination.loading.tables.raw_rows import RawRow, RawTable

__all__ = ["TableText"]

_RECORD = re.compile(r"^[a-z]+\[[0-9]+\]\.?(mandates\[[0-9]+\]\.?)?")


class TableText(Text):
    """The cells of one or several tables, each by a number.

    Args:
        name: name of the file or folder, where an issue is about no cell.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, "")
        self._cells: list[tuple[RawTable | None, RawRow | None, int | None, str]] = []
        self.cell(None, None, None, "")

    def cell(
        self, table: RawTable | None, row: RawRow | None, column: int | None, head: str
    ) -> int:
        """The number of a cell, or of a row or table where it has no column or row.

        Args:
            table: its table.
            row: its row.
            column: its column, from 0.
            head: the heading of the column.
        """
        self._cells.append((table, row, column, head))
        place = Elsewhere(len(self._cells) - 1)
        place.text = self
        return place

    def place(self, index: int) -> tuple[int, int]:
        """Line or row of a cell, and its column; both from 1, as annotations of code want them."""
        issue = self.issue((index, index), "")
        return max(issue.line, 1), max(issue.column, 1)

    def file_of(self, index: int) -> str:
        """The file that holds a cell."""
        table = self._cells[index][0]
        return self.name if table is None else table.file

    def called(self, index: int) -> str:
        """A place as sentences name it."""
        return str(self.issue((index, index), ""))

    def issue(
        self, span: Span, message: str, expected: str = "", suggestion: str = "", *, where: str = ""
    ) -> Issue:
        """An issue about a cell, named by its heading and what is inside it."""
        table, row, column, head = self._cells[span[0]]
        inside = _RECORD.sub("", where)
        field = head if not inside or head.startswith("evidence_") else inside
        if table is None:
            table, field = RawTable(self.name), inside
        return table.issue(row, column, message, expected, suggestion, head=field)
