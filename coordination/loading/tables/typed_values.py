"""Read words, dates and switches as people and programs type them."""

from __future__ import annotations

import re
from collections.abc import Collection

from coordination.loading.tables.made_ids import slug

__all__ = ["as_date", "as_flag", "as_word"]

_FLAGS = {
    **dict.fromkeys(("x", "✓", "✔", "ja", "oui", "si", "sí", "sim", "wahr", "vrai"), "true"),
    **dict.fromkeys(("verdadero", "vero", "verdadeiro"), "true"),
    **dict.fromkeys(("nein", "non", "não", "falsch", "faux", "falso"), "false"),
}
"""How programs and people of other languages write yes and no."""


def as_word(text: str, words: Collection[str]) -> str:
    """The word that is meant, whatever its case and whatever stands between its parts.

    Example:
        >>> as_word("Joint operation", ["joint-operation"]), as_word("shop", ["office"])
        ('joint-operation', 'shop')
    """
    if text in words:
        return text
    found = slug(text)
    return found if found in words else text


def as_flag(text: str) -> str:
    """Yes or no as the records take them.

    Example:
        >>> as_flag("Ja"), as_flag("no")
        ('true', 'no')
    """
    return _FLAGS.get(text.casefold(), text)


_TIMESTAMP = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}.*\Z")
_POINTED = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\Z")


def as_date(text: str) -> str:
    """A date in ISO 8601, of a timestamp or of day, month and year with points between them.

    Example:
        >>> as_date("2009-06-30 00:00:00"), as_date("30.6.2009"), as_date("6/30/2009")
        ('2009-06-30', '2009-06-30', '6/30/2009')
    """
    if found := _TIMESTAMP.match(text):
        return found[1]
    if found := _POINTED.match(text):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return text
