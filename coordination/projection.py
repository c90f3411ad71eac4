"""Projection: the one named step from links to a simple graph that measures are taken from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coordination.columns import KINDS, STATUSES, Columns
from coordination.model import did_you_mean, vocabulary

__all__ = ["Direction", "PairWeight", "Projection"]

Direction = Literal["weak", "strong", "directed"]
PairWeight = Literal["none", "kinds"]


@dataclass(frozen=True)
class Projection:
    """Which links count, and how the links of a pair become one tie.

    Several links of one pair become one tie, so that a second document about the pair changes no
    number. Self-links never count. All agencies stay, tied or not, unless `jurisdiction` narrows
    them.

    Attributes:
        kinds: kinds of link that count; None means all.
        statuses: statuses that count; by default those of links that work.
        functions: functions that count; None means all. A link that names none serves any.
        direction: "weak": a pair is tied where a link runs either way; "strong": only where links
            run both ways (a mutual link does); "directed": one arc for each way.
        weight: strength of a tie, larger is closer: "none" makes it 1, "kinds" the number of
            different kinds of link in the pair (in each direction where arcs are directed).
        date: day on which links must be in force, or None for the day of the data.
        jurisdiction: country or subdivision that agencies must belong to, or None.

    Raises:
        ValueError: a word that the vocabulary doesn't have.

    Example:
        >>> print(Projection(kinds=("agreement",), weight="kinds"))
        links of kind agreement; status active; either way; strength: number of different kinds
    """

    kinds: tuple[str, ...] | None = None
    statuses: tuple[str, ...] = tuple(sorted(vocabulary.WORKING))
    functions: tuple[str, ...] | None = None
    direction: Direction = "weak"
    weight: PairWeight = "none"
    date: datetime.date | None = None
    jurisdiction: str | None = None

    def __post_init__(self) -> None:
        for name, known in (("kinds", vocabulary.LINK_KINDS), ("statuses", vocabulary.STATUSES)):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, _words(name, value, known))
        if self.functions is not None:
            object.__setattr__(self, "functions", tuple(sorted({*self.functions})))
        if isinstance(self.date, str):
            object.__setattr__(self, "date", datetime.date.fromisoformat(self.date))
        _words("direction", (self.direction,), ("weak", "strong", "directed"))
        _words("weight", (self.weight,), ("none", "kinds"))

    def __str__(self) -> str:
        ways = {"weak": "either way", "strong": "both ways", "directed": "directed"}
        parts = [
            f"links of kind {', '.join(self.kinds)}" if self.kinds else "links of any kind",
            f"status {', '.join(self.statuses)}",
            *([f"serving {', '.join(self.functions)}"] if self.functions else []),
            ways[self.direction],
            "strength: number of different kinds" if self.weight == "kinds" else "unweighted",
            *([f"in force on {self.date}"] if self.date else []),
            *([f"agencies of {self.jurisdiction}"] if self.jurisdiction else []),
        ]
        return "; ".join(parts)

    def rows(self, columns: Columns) -> NDArray[np.bool_]:
        """Which rows of the columns count.

        Raises:
            ValueError: a function that the network doesn't have.
        """
        counted = np.isin(columns.status, [STATUSES.index(status) for status in self.statuses])
        counted &= columns.source != columns.target
        if self.kinds is not None:
            counted &= np.isin(columns.kind, [KINDS.index(kind) for kind in self.kinds])
        if self.functions is not None:
            _words("functions", self.functions, columns.functions)
            counted &= columns.serving(self.functions)
        if self.date is not None:
            day = self.date.toordinal()
            counted &= (columns.start <= day) & (columns.end >= day)
        return counted


def _words(name: str, given: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        given = (given,)
    words, accepted = tuple(sorted(set(given))), tuple(known)
    for word in words:
        if word not in accepted:
            hint = did_you_mean(str(word), accepted)
            raise ValueError(f"{name}: there is no {word!r}" + (f"; {hint}" if hint else ""))
    return words
