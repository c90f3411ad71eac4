"""Links: one recorded relation between agencies each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, Any

from pydantic import Field, model_validator

from coordination.model import vocabulary
from coordination.model.annotations import Many, Term
from coordination.model.evidence import Evidence
from coordination.model.ids import slug
from coordination.model.record import (
    Id,
    Misfit,
    Name,
    PartialDate,
    Record,
    Text,
    first_day,
    fitting,
    last_day,
)

__all__ = ["Link", "derived_id"]


def derived_id(data: dict[str, Any]) -> str:
    """An id from what identifies the relation, so that two files give it the same one.

    Status, dates of end, confidence and evidence stay out: they are what changes between audits.
    """
    ends = _words(data.get("parties") or (data.get("source"), data.get("target")))
    if str(data.get("mutual")).strip().lower() == "true":
        ends.sort()
    functions = sorted(_words(data.get("functions") or ()))
    kind = str(data.get("kind"))
    content = "\n".join([kind, "|".join(ends), "|".join(functions), str(data.get("start") or "")])
    digest = hashlib.sha256(content.encode()).hexdigest()[:6]
    # Ends that aren't ids are an issue of their own, and the id made from them isn't another.
    name = slug("-".join([kind, *ends[:3]])[:90])
    return f"{name or 'link'}-{digest}"


def _words(value: Any) -> list[str]:
    """The words of a field, whatever was put there: it isn't checked yet."""
    return [*map(str, value if isinstance(value, list | tuple | set | frozenset) else [value])]


class Link(Record):
    """One recorded relation between two agencies, or one instrument of three and more."""

    id: Id = ""
    """Name of the link; where none is written, it is made from kind, ends, functions and start."""
    kind: Annotated[str, Term(vocabulary.LINK_KINDS)]
    """What sort of relation it is."""
    source: Id | None = None
    """Agency that it starts from; either end where it is mutual."""
    target: Id | None = None
    """Agency that it leads to."""
    parties: tuple[Id, ...] = ()
    """Three or more agencies of one instrument, instead of source and target."""
    mutual: bool = Field(default=True, description="Whether it runs both ways; default per kind.")
    """Whether it runs both ways; the default depends on the kind."""
    formal: bool = Field(default=False, description="Whether a rule puts it there; see kinds.")
    """Whether a rule or structure puts it there rather than work done; default per kind."""
    status: Annotated[str, Term(vocabulary.STATUSES)] = "active"
    """Whether it exists and works."""
    functions: Annotated[tuple[Id, ...], Many] = ()
    """Functions that it serves; none means that the source names none."""
    name: Name | None = None
    """Name by which readers know it, such as the title of a memorandum."""
    start: PartialDate | None = None
    """When it began."""
    end: PartialDate | None = None
    """When it ended or ends."""
    due: PartialDate | None = None
    """When it was to be answered or delivered."""
    under: Id | None = None
    """Id of the agreement, directive, liaison or task force, or of the forum, it stands under."""
    superseded_by: Id | None = None
    """Id of the link that replaced it."""
    cause: Text | None = None
    """Why it is as it is, where a source says so, in our own words."""
    effect: Text | None = None
    """What follows from it, where a source says so, in our own words."""
    confidence: Annotated[str, Term(vocabulary.CONFIDENCE)] = "documented"
    """How firm it is, as a word."""
    evidence: Annotated[tuple[Evidence, ...], Many] = ()
    """Passages that carry it or contradict it."""

    @model_validator(mode="before")
    @classmethod
    def _fill_defaults(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        filled = dict(data)
        term = vocabulary.LINK_KINDS.get(str(data.get("kind")))
        if term is not None:
            filled.setdefault("mutual", term.mutual)
            filled.setdefault("formal", term.formal)
        if not filled.get("id"):
            filled["id"] = derived_id(filled)
        return filled

    @model_validator(mode="after")
    def _check(self) -> Link:
        return fitting(self)

    def misfits(self) -> Iterator[Misfit]:
        """What doesn't fit together: its ends, its dates, and what it stands under."""
        ends = frozenset(("source", "target", "parties"))
        if self.parties:
            if self.source or self.target:
                yield Misfit(
                    "it has parties as well as a source or target",
                    "either parties, or source and target",
                    ends,
                )
            if len(self.parties) < 3 or len(set(self.parties)) < len(self.parties):
                yield Misfit(
                    "its parties are fewer than three or repeated",
                    "three or more different agencies; two go into source and target",
                    frozenset(("parties",)),
                )
        elif not (self.source and self.target):
            missing = "target" if self.source else "source"
            yield Misfit(
                f"it has no {missing}", "source and target, or three or more parties", ends
            )
        if self.start and self.end and last_day(self.end) < first_day(self.start):
            yield Misfit(
                f"it ends ({self.end}) before it starts ({self.start})",
                "a start that is not after the end",
                frozenset(("start", "end")),
            )
        for name, means in (("superseded_by", "superseded by"), ("under", "under")):
            if self.id and getattr(self, name) == self.id:
                yield Misfit(
                    f"it is {means} itself", "the id of another link", frozenset(("id", name))
                )

    @property
    def agencies(self) -> tuple[str, ...]:
        """Ids of all its ends, each once."""
        if self.parties:
            return self.parties
        source, target = self.ends
        return (source,) if source == target else (source, target)

    @property
    def ends(self) -> tuple[str, str]:
        """Source and target of a link of two; the first two parties of a larger instrument."""
        if self.parties:
            return self.parties[0], self.parties[1]
        assert self.source is not None and self.target is not None  # the model's check saw to it
        return self.source, self.target

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """Each (source, target, key) that it joins.

        Yields:
            One triple for a link of two, with the link's id as key. For an instrument of several
            parties one for each pair, with a key such as "epic-members:atf~ice".
        """
        if not self.parties:
            yield (*self.ends, self.id)
            return
        for one, other in combinations(self.parties, 2):
            first, second = sorted((one, other))
            yield first, second, f"{self.id}:{first}~{second}"

    @property
    def in_force(self) -> bool:
        """Whether it exists on the network's date, working or not."""
        return vocabulary.STATUSES[self.status].in_force

    @property
    def works(self) -> bool:
        """Whether it exists and nothing says that it fails."""
        return vocabulary.STATUSES[self.status].working

    @property
    def operational(self) -> bool:
        """Whether work, information, people or money passes through it."""
        return not self.formal

    @property
    def exchange(self) -> bool:
        """Whether information is what passes."""
        return self.kind in vocabulary.EXCHANGE_KINDS

    @property
    def assumed(self) -> bool:
        """Whether nothing that was read confirms it; such a link never carries a finding."""
        return self.confidence == "assumed"

    def serves(self, function: str | None) -> bool:
        """Whether it serves a function; a link that names no function serves any."""
        return function is None or not self.functions or function in self.functions

    def shares_function(self, other: Link) -> bool:
        """Whether both serve one function; a link that names none serves any."""
        if not self.functions or not other.functions:
            return True
        return not set(self.functions).isdisjoint(other.functions)
