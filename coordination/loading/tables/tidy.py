"""Clean the cells of a large table column by column, as cells of small tables are cleaned."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coordination.loading.tables.sections import Column, columns
from coordination.loading.tables.typed_values import as_date, as_flag, as_word

if TYPE_CHECKING:
    import polars as pl

__all__ = ["tidied"]

_UNSEEN = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\ufeff"
"""What stands unseen at the ends of a cell: spaces, and marks without width."""


def tidied(frame: pl.DataFrame, section: str) -> tuple[pl.DataFrame, pl.Series]:
    """The table with each cell stripped and each word as records have it, without empty rows.

    What is checked is what is kept: `active ` is `active` to both.

    Args:
        frame: a table whose cells are all text.
        section: "agencies" or "links".

    Returns:
        The table, and the number of each of its rows in the one given, from 0.
    """
    import polars as pl

    plain = frame.select((pl.all().str.len_bytes() == pl.all().str.len_chars()).all()).row(0)
    strips = [  # the short way is twice as fast, and enough where all is ASCII
        pl.col(name).str.strip_chars() if ascii_only else pl.col(name).str.strip_chars(_UNSEEN)
        for name, ascii_only in zip(frame.columns, plain, strict=True)
    ]
    frame = frame.with_columns(strips)
    frame = frame.with_columns(pl.when(pl.all().str.len_bytes() > 0).then(pl.all()))
    known = {column.name: column for column in columns(section)}
    for name in frame.columns:
        column = known.get(name)
        if column is not None and (meant := _meant(column)) is not None:
            frame = frame.with_columns(_each(frame[name], meant))
    kept = pl.Series(range(frame.height), dtype=pl.Int64)
    empty = frame.select(pl.all_horizontal(pl.all().is_null())).to_series()
    if frame.width and empty.any():
        frame, kept = frame.filter(~empty), kept.filter(~empty)
    return frame, kept


def _meant(column: Column) -> Callable[[str], str] | None:
    """How a cell of the column is read; None where it is what it says."""
    words = column.words
    if words is not None and not column.many:
        return lambda text: as_word(text, words)
    if column.form == "date":
        return as_date
    return (
        (lambda text: _SWITCHES.get(as_flag(text).lower(), text)) if column.form == "flag" else None
    )


_SWITCHES = {
    **dict.fromkeys(("true", "yes", "y", "1", "on", "t"), "true"),
    **dict.fromkeys(("false", "no", "n", "0", "off", "f"), "false"),
}


def _each(series: pl.Series, meant: Callable[[str], str]) -> pl.Series:
    """A column with each different text read once."""
    found = {text: meant(text) for text in series.unique().drop_nulls().to_list()}
    changed = {text: word for text, word in found.items() if word != text}
    return series.replace(changed) if changed else series
