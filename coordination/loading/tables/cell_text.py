"""The text of one cell, the same for every table, so that what is checked is what is kept."""

from __future__ import annotations

import datetime
import re
from typing import Any

__all__ = ["cell_text", "clean"]

# What people paste with a word and never see: spaces of every kind, marks of width nil.
_UNSEEN = "\u200b\u2060\ufeff\x00"
_EDGES = re.compile(rf"^[\s{_UNSEEN}]+|[\s{_UNSEEN}]+$")

_EXACT = 1e15
"""Numbers from here on have no exact unit in a spreadsheet, and stay what they are."""


def clean(text: str) -> str:
    """A text without what stands unseen at its ends: spaces, no-break spaces, byte order marks.

    Example:
        >>> clean("active\\u00a0"), clean(" MX ")
        ('active', 'MX')
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    return _EDGES.sub("", text)


def cell_text(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates as ISO 8601 has them.

    Example:
        >>> cell_text(2009.0), cell_text(0.5), cell_text(datetime.date(2009, 6, 30))
        ('2009', '0.5', '2009-06-30')
    """
    if isinstance(value, str):
        return clean(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return clean(str(value))
