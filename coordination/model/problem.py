"""One thing that is wrong with a record, or between records."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

__all__ = ["Loc", "Problem"]

Loc: TypeAlias = tuple[str | int, ...]
"""Path to a value inside the data."""


class Problem(NamedTuple):
    """One thing that is wrong with a record, or between records.

    Attributes:
        loc: path to the value that is wrong.
        message: what was found, in one sentence.
        expected: what is accepted there, or "".
        suggestion: the likely fix, or "".
        other: path to the other place that the problem is about, or ().
        kind: "missing", "unknown" (a key that there isn't) or "wrong".
    """

    loc: Loc
    message: str
    expected: str = ""
    suggestion: str = ""
    other: Loc = ()
    kind: Literal["missing", "unknown", "wrong"] = "wrong"

    @property
    def words(self) -> tuple[str, str, str]:
        """Message, expectation and suggestion, as issues take them."""
        return self.message, self.expected, self.suggestion
