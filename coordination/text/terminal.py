"""Text for terminals: on one line, or wrapped to a width."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from coordination.model.validation_messages import printable

__all__ = ["columns", "one_line", "wrap"]


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
    line, used, empty = first, columns(first), True
    for word in one_line(text).split(" "):
        size = columns(word)
        if not empty and used + 1 + size > width:
            yield line
            line, used, empty = following, columns(following), True
        line = line + word if empty else f"{line} {word}"
        used, empty = used + size + (not empty), False
    yield line
