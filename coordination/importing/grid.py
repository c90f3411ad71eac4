"""One table with its heads: cells by column, and the place of each for issues and evidence."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from coordination.errors import DataError, Issue, column_letters, did_you_mean
from coordination.loading.tables.raw_rows import RawRow, RawTable
from coordination.model.validation_messages import printable
from coordination.text.names import plain_name

__all__ = ["Cell", "Grid", "empty_table", "folded", "grid_of", "plain_name", "shown", "tidy"]

_SHOWN = 60
"""Characters of a cell that a message repeats."""

_BLANK = frozenset(("", "-", "--", "---", "–", "—", ".", "/", "?", "(blank)", "#n/a", "#ref!"))
"""Cells that say nothing, as people and pivot tables leave them."""


def folded(text: str) -> str:
    """A text as it counts when two are compared: without regard to case and kinds of blanks.

    Example:
        >>> folded("Action\\u00a0 Contre la FAIM")
        'action contre la faim'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def tidy(text: str) -> str:
    """A text on one line, with plain blanks.

    Example:
        >>> tidy("Action\\u00a0Contre\\nla Faim")
        'Action Contre la Faim'
    """
    return " ".join(text.split())


def shown(text: str) -> str:
    """The beginning of a text, as a message shows it."""
    return printable(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}...")


class Cell(NamedTuple):
    """One cell: its text, its row, its column from 0, and its table."""

    text: str
    row: RawRow
    column: int
    grid: Grid

    def with_text(self, text: str) -> Cell:
        """A part of the cell, or what it means."""
        return Cell(text, self.row, self.column, self.grid)

    def issue(self, message: str, expected: str = "", suggestion: str = "") -> Issue:
        """An issue about the cell."""
        heads, raw = self.grid.heads, self.grid.raw
        head = heads[self.column] if self.column < len(heads) else ""
        return raw.issue(self.row, self.column, message, expected, suggestion, head=head)

    @property
    def blank(self) -> bool:
        """Whether it says nothing."""
        return self.text.lower() in _BLANK


@dataclass(frozen=True)
class Grid:
    """One table below its heads.

    Attributes:
        raw: the table as it was read.
        head: the row with the heads, None where there is none.
        heads: the head of each column; repeated ones with a number, empty ones with their letters.
        rows: the rows below that hold anything.
        above: rows above the heads, such as a title.
        repeated: heads that several columns have.
        tags: the row of HXL tags below the heads (#org, #sector), None where there is none.
    """

    raw: RawTable
    head: RawRow | None
    heads: tuple[str, ...]
    rows: tuple[RawRow, ...]
    above: tuple[RawRow, ...] = ()
    repeated: tuple[str, ...] = field(default=())
    tags: RawRow | None = None

    @cached_property
    def _columns(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, name in enumerate(self.heads):
            found.setdefault(folded(name), number)
        return found

    def column(self, head: str) -> int | None:
        """The number of the column with a head, from 0, or None where there is none."""
        return self._columns.get(folded(head))

    def near(self, head: str) -> str:
        """A suggestion of the head that was meant, or ""."""
        return did_you_mean(head[:80], self.heads[:500])

    def cells(self, column: int) -> Iterator[Cell]:
        """The cells of a column."""
        for row in self.rows:
            yield Cell(row.cell(column), row, column, self)

    def cell(self, row: RawRow, column: int) -> Cell:
        """The cell of a row in a column."""
        return Cell(row.cell(column), row, column, self)


def empty_table(file: str) -> DataError:
    """The error for a file without a single row."""
    return DataError.of("the table is empty", "heads, and rows below", file=printable(file))


def grid_of(raw: RawTable, head: int | None) -> Grid:
    """The table below the row with the heads.

    Args:
        raw: the table as it was read.
        head: number of the row with the heads, None where nothing looks like it.
    """
    top = next((row for row in raw.rows if row.number == head), None)
    below = tuple(row for row in raw.rows if head is None or row.number > head)
    above = tuple(row for row in raw.rows if head is not None and row.number < head)
    tags = below[0] if below and _are_tags(below[0]) else None
    below = below[1:] if tags else below
    width = max((_width(row) for row in (*below, *([top] if top else []))), default=0)
    names = [tidy(top.cell(n)) if top else "" for n in range(width)]
    counts = Counter(folded(name) for name in names if name)
    taken: set[str] = set()
    heads = []
    for place, name in enumerate(names):
        title, number = name or f"column {column_letters(place + 1)}", 1
        base = title
        while folded(title) in taken:
            number += 1
            title = f"{base} ({number})"
        taken.add(folded(title))
        heads.append(title)
    repeated = tuple(dict.fromkeys(name for name in names if counts[folded(name)] > 1))
    return Grid(raw, top, tuple(heads), below, above, repeated, tags)


_TAG = re.compile(r"#[a-z][a-z0-9_]*(\s*\+\s*[a-z0-9_]+)*", re.IGNORECASE)


def _are_tags(row: RawRow) -> bool:
    """Whether a row holds tags of the Humanitarian Exchange Language, which are no data."""
    written = [cell for cell in row.cells if cell]
    return len(written) > 1 and all(map(_TAG.fullmatch, written))


def _width(row: RawRow) -> int:
    return next((n for n in range(len(row.cells), 0, -1) if row.cells[n - 1]), 0)
