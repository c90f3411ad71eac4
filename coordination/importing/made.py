"""A record in the making: its fields, the cells that gave them, and the rows that it cites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from coordination.errors import column_letters
from coordination.importing.grid import Cell, Grid

__all__ = ["Made", "numbers_text"]


@dataclass
class Made:
    """One record in the making.

    Attributes:
        fields: its fields, without evidence.
        cells: the cells that gave them, by field.
        places: what of the table carries it: for each remark, or None, the places.
    """

    fields: dict[str, Any]
    cells: dict[str, Cell] = field(default_factory=dict)
    places: dict[str | None, dict[tuple[str, int, int | None], None]] = field(default_factory=dict)

    def cite(
        self, grid: Grid, row: int, column: int | None = None, says: str | None = None
    ) -> None:
        """Note that a row, or a cell of it, carries the record."""
        self.places.setdefault(says, {})[grid.raw.sheet, row, column] = None

    def evidence(self, source: str) -> list[dict[str, Any]]:
        """The passages that carry it: one for each remark."""
        return [
            {"source": source, "at": _places_text(cited), **({"says": says} if says else {})}
            for says, cited in self.places.items()
        ]


def _places_text(cited: Iterable[tuple[str, int, int | None]]) -> str:
    """The places that carry a record, as one phrase: "Links, rows 2-4 and 9", "row 3, cell C3"."""
    by_sheet: dict[str, tuple[list[int], list[str]]] = {}
    for sheet, row, column in cited:
        rows, cells = by_sheet.setdefault(sheet, ([], []))
        if column is None:
            rows.append(row)
        else:
            cells.append(f"row {row}, cell {column_letters(column + 1)}{row}")
    parts = []
    for sheet, (rows, cells) in by_sheet.items():
        if len(cells) > _MOST_CITED:
            cells = [*cells[:_MOST_CITED], f"{len(cells) - _MOST_CITED:,} more cells"]
        if rows:
            word = "row" if len(set(rows)) == 1 else "rows"
            cells = [f"{word} {numbers_text(rows)}", *cells]
        parts += [f"{sheet}, {part}" if sheet else part for part in cells]
    return "; ".join(parts)


_MOST_CITED = 40
"""Ranges of rows, or cells, that a passage names."""


def numbers_text(numbers: Iterable[int], most: int = _MOST_CITED) -> str:
    """Numbers of rows in their order, runs as ranges.

    Example:
        >>> numbers_text([2, 3, 4, 9]), numbers_text(range(1, 9, 2), most=2)
        ('2-4 and 9', '1, 3 and 2 more')
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [str(low) if low == high else f"{low}-{high}" for low, high in runs[:most]]
    more = sum(high - low + 1 for low, high in runs[most:])
    if more:
        words.append(f"{more:,} more")
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
