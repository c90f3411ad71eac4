"""Read one table in bulk, from a CSV or Parquet file that may be hostile."""

from __future__ import annotations

import csv
import io
import os
import tempfile
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coordination.errors import DataWarning, Issue
from coordination.files import reads
from coordination.files.apart import ApartFailed
from coordination.files.parquet import parquets_as_text
from coordination.loading.tables.cell_text import clean
from coordination.loading.tables.raw_csv import decoded, separator_of
from coordination.loading.tables.row_places import RowPlaces
from coordination.loading.tables.sections import heads_of, normal
from coordination.loading.tables.tidy import tidied
from coordination.model.validation_messages import printable

if TYPE_CHECKING:
    import polars as pl

__all__ = ["read_frame", "read_parquets"]

MOST_COLUMNS = 1_000
"""Columns of a table beyond which it isn't read; a network has some forty."""

_LONGEST_HEAD = 1024**2
"""Bytes of a CSV file in which the line of heads ends."""

_NO_TEXT = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]"
"""Characters that no text has, as in data files."""


class _Unread(Exception):
    """The file isn't read; the message says why."""


def read_parquets(paths: Iterable[Path]) -> dict[Path, pl.DataFrame | ApartFailed]:
    """The tables of Parquet files as text, or why each can't be read.

    They are read in a process of their own, as a small file may expand to more than there is room
    for, and a damaged one may end the process that reads it.
    """
    import polars as pl

    files = [path for path in paths if path.suffix.lower() == ".parquet"]
    if not files:
        return {}
    with tempfile.TemporaryDirectory(prefix="coordination-", ignore_cleanup_errors=True) as folder:
        held = [os.path.join(folder, f"{n}.arrow") for n in range(len(files))]
        failed = parquets_as_text(list(zip(map(str, files), held, strict=True)))
        return {
            path: pl.read_ipc(text) if error is None else error
            for path, text, error in zip(files, held, failed, strict=True)
        }


def read_frame(
    path: Path,
    name: str,
    section: str,
    issues: list[Issue],
    parquets: Mapping[Path, pl.DataFrame | ApartFailed],
) -> tuple[pl.DataFrame, RowPlaces] | None:
    """A table whose cells are all text, and where its rows stand, or None and what is wrong.

    Args:
        path: the file.
        name: what issues call it.
        section: "agencies" or "links".
        issues: takes what is wrong.
        parquets: what `read_parquets` gave.
    """
    import polars as pl

    shown = printable(name)
    reads(path)
    try:
        frame = _parquet(parquets[path]) if path in parquets else _csv(path, name, section)
        frame = _with_heads(frame, [_called(head) for head in frame.columns])
        frame, kept = tidied(frame, section)
    except (_Unread, pl.exceptions.PolarsError, OSError, ValueError, csv.Error) as error:
        reason = printable(" ".join(str(error).split())[:200])
        issues.append(Issue(shown, message=f"it can't be read as a table: {reason}"))
        return None
    before = len(issues)
    places = RowPlaces(path, kept, heads_of(section))
    for column in frame.columns:
        rows = frame[column].str.contains(_NO_TEXT).fill_null(False).arg_true()
        for row in rows.head(20).to_list():
            line, called = places.of(row)
            where = f"{called}, {printable(column)[:60]}"
            message = "the cell holds a character that no text has"
            issues.append(Issue(shown, line, where=where, message=message))
    return (frame, places) if len(issues) == before else None


def _called(head: str) -> str:
    """The name of the column that a heading means, as small tables have it."""
    plain = clean(head)
    return normal(plain) if plain.isprintable() and normal(plain) else plain


def _with_heads(frame: pl.DataFrame, heads: Sequence[str]) -> pl.DataFrame:
    twice = sorted({head for head in heads if heads.count(head) > 1})
    if twice:
        raise _Unread(f"two columns are called '{twice[0][:60]}'")
    return frame.rename(dict(zip(frame.columns, heads, strict=True)))


def _csv(path: Path, name: str, section: str) -> pl.DataFrame:
    import polars as pl

    with path.open("rb") as stream:
        head = stream.read(_LONGEST_HEAD)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise _Unread("it is empty")
    if len(head) == _LONGEST_HEAD:
        if b"\n" not in head:
            raise _Unread(f"its first line is longer than {_LONGEST_HEAD // 1024**2} MiB")
        head = head[: head.rindex(b"\n") + 1]
    beginning, note = decoded(head)
    separator = separator_of(beginning, heads_of(section))
    line = beginning.partition("\n")[0]
    if line.count(separator) >= MOST_COLUMNS:
        raise _Unread(f"it has more than {MOST_COLUMNS:,} columns")
    heads = [head.strip() for head in next(csv.reader([line], delimiter=separator), [])]
    if twice := sorted({one for one in heads if heads.count(one) > 1}):
        raise _Unread(f"two columns are called '{twice[0][:60]}'")
    how: dict[str, Any] = {"infer_schema": False, "null_values": [""], "separator": separator}
    if not note:
        try:
            return pl.read_csv(path, glob=False, **how)
        except pl.exceptions.ComputeError as error:
            if "utf-8" not in str(error).lower():
                raise
    text, note = decoded(path.read_bytes())
    warnings.warn(f"{printable(name)}: {note}", DataWarning, stacklevel=2)
    return pl.read_csv(io.BytesIO(text.encode()), **how)


def _parquet(found: pl.DataFrame | ApartFailed) -> pl.DataFrame:
    if isinstance(found, ApartFailed):
        raise _Unread(str(found))
    return found
