"""Ids made of names: the same name gives the same id in every table."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Container

from coordination.importing.grid import folded
from coordination.model.ids import numbered, slug

__all__ = ["made_id", "untaken"]

_LONGEST = 90
"""Characters of an id that is made; an id has 100 at most, and a mark may follow."""


def made_id(name: str, what: str = "agency") -> str:
    """An id from a name, with a mark where letters of it are lost.

    Args:
        name: the name.
        what: what it names, for a name that has no letter an id may have.

    Example:
        >>> made_id("Médecins Sans Frontières"), made_id("国境")
        ('medecins-sans-frontieres', 'agency-ab5107')
    """
    spread = unicodedata.normalize("NFKD", name)
    letters = spread.encode("ascii", "ignore").decode()
    made = slug(letters)
    lost = any(one.isalnum() and not one.isascii() for one in spread)
    if made and not lost and len(made) <= _LONGEST:
        return made
    made = made[: _LONGEST - 8].strip("-") or what
    return f"{made}-{_mark(name)}"


def _mark(name: str) -> str:
    return hashlib.sha256(folded(name).encode("utf-8", "replace")).hexdigest()[:6]


def untaken(made: str, name: str, taken: Container[str]) -> str:
    """An id that is free: the one that was made, else with a mark of the name.

    Args:
        made: the id.
        name: the name that it was made of.
        taken: ids that others have.
    """
    if made not in taken:
        return made
    return numbered(f"{made[: _LONGEST - 8].strip('-')}-{_mark(name)}", taken)
