"""Write CSV cells that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["csv_bytes", "csv_text", "guarded", "unguarded"]

# What makes a spreadsheet compute a cell, the wide forms of East Asian text too.
_FORMULA = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile("'+[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """Text that no spreadsheet computes: an apostrophe stands before what looks like a formula.

    Example:
        >>> guarded("=1+1"), guarded("ATF"), unguarded(guarded("'=1"))
        ("'=1+1", 'ATF', "'=1")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text before `guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table as CSV, every cell of text guarded; numbers stay as they are, None is empty.

    Example:
        >>> csv_text(["what", "value"], [["=1+1", -0.5], ["ATF", None]])
        "what,value\\n'=1+1,-0.5\\nATF,\\n"
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    # Python quotes a cell for a line feed, and not for a carriage return, which ends a row as well.
    quoting = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in [head, *rows]:
        cells = [guarded(cell) if isinstance(cell, str) else cell for cell in row]
        returns = any("\r" in cell for cell in cells if isinstance(cell, str))
        (quoting if returns else writer).writerow(cells)
    return stream.getvalue()


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The same in UTF-8."""
    return csv_text(head, rows).encode("utf-8", "replace")
