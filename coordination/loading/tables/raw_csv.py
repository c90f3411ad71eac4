"""Rows of a CSV file, whatever program and locale wrote it."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from coordination.errors import Issue
from coordination.loading.files import unreadable
from coordination.loading.tables.cell_text import clean
from coordination.loading.tables.raw_rows import MAX_COLUMNS, MAX_ROWS, RawRow, RawTable
from coordination.model.validation_messages import printable

__all__ = ["decoded", "read_csv", "record_places", "separator_of"]

MAX_BYTES = 128 * 1024 * 1024
"""Largest CSV file that is read row by row."""

SEPARATORS = (",", ";", "\t", "|")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; those of UTF-32 begin as those of UTF-16 do, so they come first."""

_LOOKED_AT = 200
"""Rows by which the separator is told."""


def read_csv(
    path: Path, name: str, issues: list[Issue], heads: tuple[str, ...] = ()
) -> RawTable | None:
    """The rows of a CSV file, or None and an issue where it can't be read.

    Args:
        path: the file.
        name: what issues call it.
        issues: takes what is wrong.
        heads: headings that are likely, which help to tell the separator.
    """
    shown = printable(name)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        issues.append(unreadable(name, error))
        return None
    if len(data) > MAX_BYTES:
        issues.append(
            Issue(
                shown,
                message=f"it is larger than {MAX_BYTES // 1024**2} MiB",
                expected="larger tables as Parquet",
            )
        )
        return None
    if (binary := _binary(data)) is not None:
        issues.append(Issue(shown, message=f"it is {binary}, not a CSV file"))
        return None
    text, note = decoded(data)
    text, separator = _declared(text)
    separator = separator or separator_of(text, heads)
    rows = _rows(text, separator, shown, issues)
    return RawTable(
        name,
        rows=tuple(rows),
        notes=(note,) if note else (),
        decimal_comma=separator in (";", "\t"),
    )


def _binary(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return "a workbook or another archive"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "an old workbook (.xls)"
    if data.startswith(b"%PDF"):
        return "a PDF file"
    return "a Parquet file" if data.startswith(b"PAR1") else None


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file and, where its encoding had to be guessed, a note of what was taken.

    Example:
        >>> decoded("Québec".encode("cp1252"))
        ('Québec', 'it is not UTF-8, and was read as Windows-1252')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
            called = encoding.upper().removesuffix("-SIG")
            return text, "" if encoding == "utf-8-sig" else f"it was read as {called}"
    start = data[:2000]
    for order, place in (("le", 1), ("be", 0)):
        # Text in the Latin alphabet: every other byte is nil.
        if len(start) >= 4 and start[place::2].count(0) > 0.4 * len(start):
            return data.decode(f"utf-16-{order}", errors="replace"), "it was read as UTF-16"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "it is not UTF-8, and was read as Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "it is not UTF-8, and was read as Latin-1"


def _declared(text: str) -> tuple[str, str]:
    """The text and the separator that its first line declares, as Excel writes it (sep=;)."""
    first = text[:8].splitlines()[:1]
    if first and len(first[0]) == 5 and first[0].lower().startswith("sep="):
        # The line stays, so that lines keep their numbers; it is an empty row.
        return text[5:], first[0][4]
    return text, ""


def separator_of(text: str, heads: tuple[str, ...] = ()) -> str:
    """The separator by which most rows have as many cells as each other, and some cells.

    The first rows may hold a title, so that they are no measure of the others.

    Args:
        text: the text, or its beginning.
        heads: headings that are likely.
    """
    known = {head.lower() for head in heads}

    def score(separator: str) -> tuple[int, int, float, int]:
        rows = [row for row in _few(text, separator) if any(map(str.strip, row))]
        if not rows:
            return (0, 0, 0.0, 0)
        widths = Counter(map(len, rows))
        wide, often = max(widths.items(), key=lambda item: (item[1], item[0]))
        named = max(sum(clean(cell).lower() in known for cell in row) for row in rows[:10])
        even = often / len(rows)
        return (named, int(wide > 1), even, wide)

    return max(SEPARATORS, key=score)


def _few(text: str, separator: str) -> Iterator[list[str]]:
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ):
            if number >= _LOOKED_AT:
                return
            yield row
    except csv.Error:
        return


def record_places(path: Path, heads: tuple[str, ...] = ()) -> list[tuple[int, int]]:
    """The number of each row that isn't empty, as a spreadsheet shows it, and its line.

    Args:
        path: a CSV file that was read before.
        heads: headings that are likely.
    """
    text, _ = decoded(path.read_bytes())
    text, separator = _declared(text)
    found = []
    try:
        for number, line, cells in _records(text, separator or separator_of(text, heads)):
            if any(map(clean, cells)):
                found.append((number, line))
    except csv.Error:
        pass  # what was read so far
    return found


def _records(text: str, separator: str) -> Iterator[tuple[int, int, list[str]]]:
    """Number, line and cells of each row; a cell may hold line ends."""
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for number, cells in enumerate(reader, 1):
        yield number, line, cells
        line = reader.line_num + 1


def _rows(text: str, separator: str, name: str, issues: list[Issue]) -> Iterator[RawRow]:
    number = line = 1
    try:
        for number, line, cells in _records(text, separator):
            if number > MAX_ROWS or len(cells) > MAX_COLUMNS:
                issues.append(_too_large(name, line))
                return
            row = tuple(map(clean, cells))
            if any(row):
                yield RawRow(number, line, row)
    except csv.Error as error:
        issues.append(Issue(name, line, where=f"after row {number}", message=_plainly(error)))


def _plainly(error: csv.Error) -> str:
    return f"the row can't be read: {error}"


def _too_large(name: str, line: int) -> Issue:
    return Issue(
        name,
        line,
        message=f"it has more than {MAX_ROWS:,} rows or {MAX_COLUMNS:,} columns",
        expected="larger tables as Parquet",
    )
