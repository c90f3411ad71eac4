"""Find the line of a row in a large table, once something is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coordination.loading.tables.raw_csv import record_places

if TYPE_CHECKING:
    import polars as pl

__all__ = ["RowPlaces"]


class RowPlaces:
    """Lines and numbers of the rows of one table.

    Args:
        path: the file.
        rows: the number of each row that is kept, from 0.
        heads: headings that are likely.
    """

    def __init__(self, path: Path, rows: pl.Series, heads: tuple[str, ...]) -> None:
        self._path, self._rows, self._heads = path, rows, heads
        self._found: list[tuple[int, int]] | None = None

    def of(self, row: int) -> tuple[int, str]:
        """Line of a row, 0 where the file has none, and its number as people are told it.

        In a CSV file it is the number that a spreadsheet shows; in Parquet rows count from 1.

        Args:
            row: its place among the rows that are kept, from 0.
        """
        if self._path.suffix.lower() != ".csv":
            return 0, f"row {self._rows[row] + 1}"
        if self._found is None:
            # Blank rows stand in no network; a cell with line ends moves all lines below it.
            self._found = record_places(self._path, self._heads)[1:]
        if row < len(self._found):
            number, line = self._found[row]
            return line, f"row {number}"
        return self._rows[row] + 2, f"row {self._rows[row] + 2}"
