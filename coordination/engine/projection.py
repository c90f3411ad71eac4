"""Projection: how links become the simple graph that measures are taken from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coordination.engine.columns import ALWAYS, NEVER, STATUSES, Columns
from coordination.errors import expect, unknown
from coordination.model import day_of, require_jurisdiction, vocabulary

__all__ = ["Direction", "Layer", "PairWeight", "Projection"]

Direction = Literal["weak", "strong", "directed"]
PairWeight = Literal["none", "kinds"]
Layer = Literal["formal", "operational"]


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
            run both ways (a mutual link does); "directed": one arc for each way. None leaves it to
            the measure: arcs for in- and out-degree, reciprocity and brokerage, "weak" for others.
        weight: strength of a tie, larger is closer: "none" makes it 1, "kinds" the number of
            different kinds of link in the pair (in each direction where arcs are directed).
        date: day on which links must be in force, as `Network.at` decides it, of a year or a month
            its last; None takes them as the data has them, without a look at their dates.
        jurisdiction: country or subdivision that agencies must belong to, or None.
        layer: "formal" counts links that a rule puts there, such as agreements; "operational" those
            in which work, information, people or money passes; None both. Links have the layer of
            their kind unless their record says otherwise.

    Raises:
        ValueError: a word that the vocabulary doesn't have, a text that is no day, or a code that
            is no jurisdiction.

    Example:
        >>> print(Projection(kinds=("agreement",), weight="kinds"))
        links of kind agreement; status active; strength: number of different kinds
    """

    kinds: tuple[str, ...] | None = None
    statuses: tuple[str, ...] = tuple(sorted(vocabulary.WORKING))
    functions: tuple[str, ...] | None = None
    direction: Direction | None = None
    weight: PairWeight = "none"
    date: datetime.date | None = None
    jurisdiction: str | None = None
    layer: Layer | None = None

    def __post_init__(self) -> None:
        for name, known in (("kinds", vocabulary.LINK_KINDS), ("statuses", vocabulary.STATUSES)):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, _words(name, value, known))
        if self.functions is not None:
            expect(Iterable, self.functions, "functions", "list of ids")
            object.__setattr__(self, "functions", tuple(sorted({*self.functions})))
        if self.date is not None:
            object.__setattr__(self, "date", day_of(self.date))
        if self.direction is not None:
            _words("direction", (self.direction,), ("weak", "strong", "directed"))
        _words("weight", (self.weight,), ("none", "kinds"))
        if self.layer is not None:
            _words("layer", (self.layer,), ("formal", "operational"))
        if self.jurisdiction is not None:
            require_jurisdiction(self.jurisdiction)

    def __str__(self) -> str:
        ways = {"weak": "either way", "strong": "both ways", "directed": "directed"}
        kinds = "any kind" if self.kinds is None else f"kind {_listed(self.kinds)}"
        parts = [
            f"{self.layer} links of {kinds}" if self.layer else f"links of {kinds}",
            f"status {_listed(self.statuses)}",
            *([] if self.functions is None else [f"serving {_listed(self.functions)}"]),
            *([ways[self.direction]] if self.direction else []),
            "strength: number of different kinds" if self.weight == "kinds" else "unweighted",
            *([f"in force on {self.date}"] if self.date else []),
            *([f"agencies of {self.jurisdiction}"] if self.jurisdiction else []),
        ]
        return "; ".join(parts)

    def towards(self, default: Direction) -> Projection:
        """The same with a direction: its own, or else this one."""
        return self if self.direction else replace(self, direction=default)

    def rows(self, columns: Columns) -> NDArray[np.bool_]:
        """Which rows of the columns count.

        Raises:
            ValueError: a function that the network doesn't have.
        """
        formal = None if self.layer is None else self.layer == "formal"
        counted = columns.where(self.kinds, formal=formal, looped=False)
        if self.functions is not None:
            _words("functions", self.functions, columns.functions)
            counted &= columns.serving(self.functions)
        if self.date is None:
            return counted & columns.where(statuses=self.statuses)
        # One that ended later was running on the day; see `coordination.model.subset.in_force_on`.
        ended = (columns.status == STATUSES.index("ended")) & (columns.end != ALWAYS)
        status = np.where(ended, STATUSES.index("active"), columns.status)
        counted &= np.isin(status, [STATUSES.index(status) for status in self.statuses])
        day = self.date.toordinal()
        counted &= (columns.start <= day) & (columns.end >= day)
        counted &= (columns.start != NEVER) | (status != STATUSES.index("planned"))
        counted &= status != STATUSES.index("ended")
        return counted


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(words) or "(none)"


def _words(name: str, given: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        given = (given,)
    expect(Iterable, given, name, "list of texts")
    listed = tuple(given)
    for word in listed:
        expect(str, word, f"an entry of {name}", "text")
    words, accepted = tuple(sorted(set(listed))), tuple(known)
    for word in words:
        if word not in accepted:
            raise unknown("", word, accepted, where=name)
    return words
