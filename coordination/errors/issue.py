"""One problem of the data, with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Issue", "column_letters"]


@dataclass(frozen=True, order=True)
class Issue:
    """One problem of the data: where it is, what it is, what was expected.

    Attributes:
        file: name of the file as it was given, or "" for records built in code.
        line: line of the place, or row of a sheet, from 1; 0 where there is none.
        column: column of the place, from 1; 0 where there is none.
        where: path to the value inside the data, such as `links[3].status`.
        message: what was found, in one sentence.
        expected: what is accepted there, or "".
        suggestion: the likely fix ("did you mean 'atf'?"), or "".
        snippet: the line of the file with the place marked below it, or "".
        sheet: name of the sheet, where the file is a workbook, or "".
    """

    file: str = ""
    line: int = 0
    column: int = 0
    where: str = ""
    message: str = ""
    expected: str = ""
    suggestion: str = ""
    snippet: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        head = ": ".join(part for part in (self._place(), self.where, self.message) if part)
        lines = [head]
        if self.snippet:
            lines.append(self.snippet)
        if self.expected:
            lines.append(f"  expected: {self.expected}")
        if self.suggestion:
            lines.append(f"  {self.suggestion}")
        return "\n".join(lines)

    def _place(self) -> str:
        if not self.sheet:
            return ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        row = f"row {self.line}" if self.line else ""
        column = f"column {column_letters(self.column)}" if self.column else ""
        return ", ".join(part for part in (self.file, f"sheet {self.sheet}", row, column) if part)


def column_letters(column: int) -> str:
    """The letters by which spreadsheets call a column.

    Args:
        column: its number, from 1.

    Example:
        >>> column_letters(1), column_letters(28)
        ('A', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
