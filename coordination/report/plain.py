"""Text that any terminal can show: wrapped by display width, and with fallbacks for characters."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator

from coordination.model.sentences import printable

__all__ = ["FALLBACK", "columns", "one_line", "wrap"]

FALLBACK = "coordination.plain"
"""Name of the error handler for encoding that writes "-" for a dash and "e" for "é"."""

_PLAIN = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2022": "*",
    "\u2026": "...",
    "\u2190": "<-",
    "\u2192": "->",
    "\u2194": "<->",
    "\u00a0": " ",
    "\u00ab": '"',
    "\u00bb": '"',
    "\u00b7": "-",
    "\u00df": "ss",
    "\u00d7": "x",
    "\u20ac": "EUR",
}


def _fallback(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_without_marks(one) for one in lacking), error.end


def _without_marks(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in parts if part.isascii())
    return kept or ("" if unicodedata.combining(character) else "?")


codecs.register_error(FALLBACK, _fallback)


def one_line(text: str) -> str:
    """Text on one line, with what a terminal would act on made visible."""
    return printable(" ".join(text.split()))


def columns(text: str) -> int:
    """Columns that a terminal needs for a text: two for a wide character, none for an accent."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def wrap(text: str, width: int, first: str = "", following: str = "") -> Iterator[str]:
    """Lines of a text that is to be so wide.

    Args:
        text: the text; its own line breaks count as spaces.
        width: columns of a line. A word that is longer (an address) has a line of its own.
        first: what the first line begins with.
        following: what the other lines begin with.
    """
    line, empty = first, True
    for word in one_line(text).split(" "):
        if not empty and columns(line) + 1 + columns(word) > width:
            yield line
            line, empty = following, True
        line, empty = (line + word if empty else f"{line} {word}"), False
    yield line
