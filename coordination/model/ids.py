"""Make ids: small letters, digits and single hyphens, none of them twice."""

from __future__ import annotations

import re
from collections.abc import Container

__all__ = ["numbered", "slug"]


def slug(text: str) -> str:
    """The letters of a text that an id may have, with hyphens for the rest; "" where it has none.

    Example:
        >>> slug("ATF, Phoenix Division"), slug("国境")
        ('atf-phoenix-division', '')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def numbered(name: str, taken: Container[str]) -> str:
    """A name that is free: itself, else with the first number from 2 that makes it so.

    Example:
        >>> numbered("atf", {"ice"}), numbered("atf", {"atf", "atf-2"})
        ('atf', 'atf-3')
    """
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
