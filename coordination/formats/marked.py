"""A copy of a workbook or of CSV files in which each problem stands in its row."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from coordination.errors import CoordinationError, Issue
from coordination.files import write_bytes
from coordination.formats.marked_sheets import Mark, add_marked, add_problems
from coordination.formats.workbook_sheets import Book
from coordination.loading import files_read
from coordination.loading.tables.endings import is_table
from coordination.loading.tables.raw_rows import RawTable, read_raw
from coordination.loading.tables.sections import normal, section_named

__all__ = ["write_marked"]

_CELL = re.compile(r"row ([0-9]+)(?:, column ([A-Z]+))?")
_OURS = ("guide", "lists")


def write_marked(
    data: str | os.PathLike[str], issues: Sequence[Issue], path: str | os.PathLike[str]
) -> int:
    """Write a copy of tables with the problems of each row beside it.

    The copy can be mended and read: what is added stands in a column and a sheet of which the names
    are in brackets.

    Args:
        data: the workbook, or the folder of tables.
        issues: what reading them found wrong.
        path: the workbook to write.

    Returns:
        How many rows have a problem.

    Raises:
        CoordinationError: there is no table that can be read, or the copy would stand in its place.
    """
    files = [file for file in files_read(data) if is_table(file)]
    if Path(path).suffix.lower() != ".xlsx":
        raise CoordinationError(f"{path}: the marked copy is a workbook, and ends in .xlsx")
    tables = [(file, table) for file in files for table in read_raw(file, file.name, [])]
    tables = [(file, one) for file, one in tables if normal(one.sheet) not in _OURS]
    if not tables:
        raise CoordinationError("there is no table that can be read, so no copy was written")
    book = Book("Problems")
    named = _sheet_names(tables)
    marks = {name: list(_marks(file, table, issues)) for name, file, table in named}
    listed = [(name, mark) for name, found in marks.items() for mark in found]
    told = {id(mark.issue) for _, mark in listed}
    add_problems(book, listed, [issue for issue in issues if id(issue) not in told])
    for name, _, table in named:
        add_marked(book, name, section_named(name), table, marks[name])
    book.add_lists()
    write_bytes(path, book.content("(problems)"), inputs=files)
    return len({(name, mark.row) for name, mark in listed})


def _sheet_names(
    tables: Iterable[tuple[Path, RawTable]],
) -> list[tuple[str, Path, RawTable]]:
    found: list[tuple[str, Path, RawTable]] = []
    for file, table in tables:
        whole = table.sheet or section_named(file.stem) or file.stem
        name = re.sub(r"[\[\]:*?/\\]", "_", whole)[:31]
        taken = {one.lower() for one, _, _ in found}
        number = 1
        while name.lower() in taken:
            number += 1
            name = f"{whole[:25]} {number}"
        found.append((name, file, table))
    return found


def _marks(file: Path, table: RawTable, issues: Sequence[Issue]) -> Iterable[Mark]:
    for issue in issues:
        if Path(issue.file).name != file.name or issue.sheet != table.sheet:
            continue
        if table.sheet:
            if issue.line:
                yield Mark(issue, issue.line, issue.column)
        elif found := _CELL.match(issue.where):
            yield Mark(issue, int(found[1]), _number(found[2] or ""))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
