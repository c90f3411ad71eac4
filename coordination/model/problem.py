"""One thing that doesn't fit between records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Loc", "Problem"]

Loc: TypeAlias = tuple[str | int, ...]
"""Path to a value inside the data."""


@dataclass(frozen=True)
class Problem:
    """One thing that doesn't fit between records.

    Attributes:
        loc: path to the value that is wrong.
        message: what was found, in one sentence.
        expected: what is accepted there, or "".
        suggestion: the likely fix, or "".
        other: path to the other place that the problem is about, or ().
    """

    loc: Loc
    message: str
    expected: str = ""
    suggestion: str = ""
    other: Loc = ()
