"""Normalise names, for comparing them."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["plain_name"]


def plain_name(text: str) -> str:
    """A name without accents, marks and case, for what is only alike.

    Example:
        >>> plain_name("Croix-Rouge Guinée")
        'croix rouge guinee'
    """
    spread = unicodedata.normalize("NFKD", text).casefold()
    kept = spread
    if not spread.isascii():
        kept = "".join(one for one in spread if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^\w\s]|_", " ", kept).split())
