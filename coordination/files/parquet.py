"""Read Parquet files in a process of their own, as text.

A small file may expand to more than there is room for, and a damaged one may end the process that
reads it. This imports little, since that process starts anew for each folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coordination.files.apart import ApartFailed, answer, bound_memory, run_apart

if TYPE_CHECKING:
    import polars as pl

__all__ = ["main", "parquets_as_text", "write_as_text"]

MOST_COLUMNS = 1_000
"""Columns of a table beyond which it isn't read; a network has some forty."""

MOST_SECONDS = 120.0
"""Time that reading the files of a folder may take."""

MOST_MEMORY = 3 * 1024**3
"""Memory for reading files, besides what their size allows."""

_ROOM = 512 * 1024**2
"""Bytes that the content of one may take, besides what the file's size allows."""

_TIMES = 60
"""How many times the file's size the content may take: of real ones it takes some twenty."""

_REASONS = {
    "MemoryError": "it takes more memory than its size allows",
    "PanicException": "it is damaged",
}


def parquets_as_text(files: Sequence[tuple[str, str]]) -> list[ApartFailed | None]:
    """Write the tables of Parquet files as Arrow files whose cells are all text.

    One process reads them all, since to start it takes longer than to read most tables. Where one
    ends it, another process goes on with those after it.

    Args:
        files: path of each, and of the new file that its table becomes.

    Returns:
        Why each can't be read, or not within the limits, or None where it was.
    """
    found: list[ApartFailed | None] = []
    while left := files[len(found) :]:
        paths = [os.path.abspath(path) for pair in left for path in pair]
        try:
            run_apart(_APART, *paths, seconds=MOST_SECONDS, settings=_SETTINGS)
        except ApartFailed as error:
            read = next((n for n, (_, held) in enumerate(left) if not os.path.exists(held)), None)
            found += [None] * len(left) if read is None else [*[None] * read, error]
        else:
            found += [None] * len(left)
    return found


_APART = "from coordination.files.parquet import main; main()"
_SETTINGS = {"POLARS_MAX_THREADS": "2"}


def main() -> None:
    """Do it in this process; the paths were given as arguments, two for each file."""
    paths, held = sys.argv[1::2], sys.argv[2::2]
    answer(lambda: _write_all(paths, held), _REASONS)


def _write_all(paths: Sequence[str], held: Sequence[str]) -> bytes:
    bound_memory(MOST_MEMORY + 4 * _TIMES * sum(map(os.path.getsize, paths)))
    for path, target in zip(paths, held, strict=True):
        write_as_text(path, target)
    return b""


def write_as_text(path: str, held: str) -> None:
    """Do it for one file in this process.

    Raises:
        Exception: of any kind that the reader has.
    """
    import polars as pl

    size = os.path.getsize(path)
    if len(pl.read_parquet_schema(path)) > MOST_COLUMNS:
        raise ValueError(f"it has more than {MOST_COLUMNS:,} columns")
    frame = _with_dates(pl.read_parquet(path, glob=False))
    for _ in range(2):  # as it is, and as text
        if frame.estimated_size() > _ROOM + _TIMES * size:
            raise ValueError("it expands to more than its size allows")
        frame = frame.with_columns(pl.all().cast(pl.String, strict=False))
    # The target is there only once it is whole, which tells who started this how far it came.
    frame.write_ipc(held + ".part")
    os.replace(held + ".part", held)


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
