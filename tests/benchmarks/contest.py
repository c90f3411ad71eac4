"""Two ways to one result, timed in turn in one process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Row", "rounds", "timed"]

_MOST_SECONDS = 20.0
"""Seconds of one contest from which it isn't repeated."""


@dataclass(frozen=True)
class Row:
    """One row of the table.

    Attributes:
        what: what is done, as the table says it.
        ours: seconds, median; None where a row is about memory.
        other: what it is held against, or "".
        theirs: seconds of that, median.
        value: what is measured where it isn't the ratio of the two ("246 MB").
        goal: the goal in words.
        met: whether it is met; None where there is none.
    """

    what: str
    ours: float | None = None
    other: str = ""
    theirs: float | None = None
    value: str = ""
    goal: str = ""
    met: bool | None = None

    @classmethod
    def contest(
        cls, what: str, ours: float, other: str, theirs: float, least: float | None = None
    ) -> Row:
        """A row whose goal is to be a number of times faster."""
        goal = "" if least is None else f"{least:g} x" if least >= 1 else f"1/{1 / least:g} x"
        met = None if least is None else theirs / ours >= least
        return cls(what, ours, other, theirs, f"{theirs / ours:,.1f} x", goal, met)

    def to_json(self) -> dict[str, Any]:
        """As it passes from process to process."""
        return asdict(self)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and the result."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def rounds(
    ours: Callable[[], Callable[[], Any]], theirs: Callable[[], Any], times: int = 3
) -> tuple[float, Any, float, Any]:
    """Median seconds and results of two ways, taken in turn so that both have the same weather.

    Args:
        ours: makes one way afresh, which isn't timed, since what is computed once is kept.
        theirs: the other way.
        times: how often; less where it takes long.
    """
    first, second = [], []
    mine = yours = None
    while len(first) < times and (not first or sum(first) + sum(second) < _MOST_SECONDS):
        seconds, mine = timed(ours())
        first.append(seconds)
        seconds, yours = timed(theirs)
        second.append(seconds)
    return statistics.median(first), mine, statistics.median(second), yours
