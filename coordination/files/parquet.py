"""Read a Parquet file in a process of its own, as text.

A small file may expand to more than there is room for, and a damaged one may end the process that
reads it. This imports little, since that process starts anew for each file.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coordination.files.apart import answer, bound_memory, run_apart

if TYPE_CHECKING:
    import polars as pl

__all__ = ["main", "parquet_as_text"]

MOST_COLUMNS = 1_000
"""Columns of a table beyond which it isn't read; a network has some forty."""

MOST_SECONDS = 120.0
"""Time that reading one file may take."""

MOST_MEMORY = 3 * 1024**3
"""Memory for reading a file, besides what its size allows."""

_ROOM = 512 * 1024**2
"""Bytes that the content may take, besides what the file's size allows."""

_TIMES = 60
"""How many times the file's size the content may take: of real ones it takes some twenty."""

_REASONS = {
    "MemoryError": "it takes more memory than its size allows",
    "PanicException": "it is damaged",
}


def parquet_as_text(path: Path, held: str) -> None:
    """Write the table of a Parquet file as an Arrow file whose cells are all text.

    Args:
        path: the file.
        held: where to write.

    Raises:
        ApartFailed: it can't be read, or not within the limits.
    """
    code = "from coordination.files.parquet import main; main()"
    settings = {"POLARS_MAX_THREADS": "2"}
    run_apart(code, os.path.abspath(path), held, seconds=MOST_SECONDS, settings=settings)


def main() -> None:
    """Do it in this process; both paths were given as arguments."""
    path, held = sys.argv[1:3]
    answer(lambda: _write_as_text(path, held), _REASONS)


def _write_as_text(path: str, held: str) -> bytes:
    size = os.path.getsize(path)
    bound_memory(MOST_MEMORY + 4 * _TIMES * size)
    import polars as pl

    if len(pl.read_parquet_schema(path)) > MOST_COLUMNS:
        raise ValueError(f"it has more than {MOST_COLUMNS:,} columns")
    frame = _with_dates(pl.read_parquet(path, glob=False))
    for _ in range(2):  # as it is, and as text
        if frame.estimated_size() > _ROOM + _TIMES * size:
            raise ValueError("it expands to more than its size allows")
        frame = frame.with_columns(pl.all().cast(pl.String, strict=False))
    frame.write_ipc(held)
    return b""


def _with_dates(frame: pl.DataFrame) -> pl.DataFrame:
    """Timestamps as days, and numbers of which all are whole as whole ones."""
    import polars as pl

    found = []
    for name, kind in frame.schema.items():
        column = frame[name]
        if isinstance(kind, pl.Datetime):
            found.append(column.dt.date())
        elif kind.is_float():
            held = column.drop_nulls().drop_nans()
            whole = bool((held == held.round()).all()) and bool((held.abs() < 1e15).all())
            found.append(column.fill_nan(None).cast(pl.Int64) if whole else column.fill_nan(None))
    return frame.with_columns(found)
