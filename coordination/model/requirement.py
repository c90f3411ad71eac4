"""Requirements: coordination that ought to exist, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from coordination.model import vocabulary
from coordination.model.annotations import Many, Term
from coordination.model.evidence import Evidence
from coordination.model.place import PlaceName
from coordination.model.record import Id, Misfit, Record, Text, fitting

__all__ = ["Asking", "Case", "Counterpart", "Described", "Requirement"]


class Counterpart(Record):
    """Who the other side of a requirement is.

    `agency` and `collective` name an agency; `jurisdiction` or `same`, `kind` and `level` describe
    agencies and may be combined. A requirement towards a place is met by one agency in it; one
    towards a collective or a kind asks for every agency of it.
    """

    agency: Id | None = None
    """One named agency."""
    collective: Id | None = None
    """Each member of a named collective."""
    jurisdiction: PlaceName | None = None
    """An agency of this country, subdivision or other place."""
    same: Annotated[str, Term(vocabulary.SAME)] | None = None
    """An agency in the same place as the agency that needs it."""
    kind: Annotated[str, Term(vocabulary.AGENCY_KINDS)] | None = None
    """Agencies of this kind."""
    level: Annotated[str, Term(vocabulary.LEVELS)] | None = None
    """Agencies of this level."""

    @model_validator(mode="after")
    def _check(self) -> Counterpart:
        return fitting(self)

    def misfits(self) -> Iterator[Misfit]:
        """Whether it says who is meant, in one way."""
        named = [name for name in ("agency", "collective") if getattr(self, name)]
        described = [
            name for name in ("jurisdiction", "same", "kind", "level") if getattr(self, name)
        ]
        if len(named) + bool(described) != 1:
            yield Misfit(
                "a counterpart is named or described, once",
                "agency, or collective, or some of jurisdiction, same, kind, level",
                frozenset(type(self).model_fields),
            )
        if self.jurisdiction and self.same:
            yield Misfit(
                "the counterpart's place is given twice",
                "jurisdiction, or same: place",
                frozenset(("jurisdiction", "same")),
            )

    @property
    def each(self) -> bool:
        """Whether every agency on the other side is meant, rather than some one of them."""
        placed = self.jurisdiction or self.same
        return bool(self.collective) or (bool(self.kind) and not placed)


class Described(Record):
    """Agencies by what they are: each that fits all that is said."""

    kind: Annotated[str, Term(vocabulary.AGENCY_KINDS)] | None = None
    """Agencies of this kind."""
    level: Annotated[str, Term(vocabulary.LEVELS)] | None = None
    """Agencies of this level."""
    jurisdiction: PlaceName | None = None
    """Agencies of this country, subdivision or other place."""
    function: Id | None = None
    """Agencies that hold a mandate in this function."""

    @model_validator(mode="after")
    def _check(self) -> Described:
        return fitting(self)

    def misfits(self) -> Iterator[Misfit]:
        """Whether it says nothing of who is meant."""
        fields = frozenset(type(self).model_fields)
        if not any(getattr(self, name) for name in fields):
            yield Misfit(
                "nothing says which agencies are meant",
                "some of kind, level, jurisdiction and function",
                fields,
            )


def _form(value: Any) -> str:
    if isinstance(value, dict | Described):
        return "described"
    return "several" if isinstance(value, list | tuple) else "one"


Asking = Annotated[
    Annotated[Id, Tag("one")]
    | Annotated[tuple[Id, ...], Field(min_length=1), Tag("several")]
    | Annotated[Described, Tag("described")],
    Discriminator(_form),
]
"""Who has a requirement: one agency by its id, several, or each that a description fits."""


class Requirement(Record):
    """Coordination that ought to exist: the criteria of an audit finding."""

    id: Id
    agency: Asking
    """The side that needs it: an id, a list of ids, or a description of agencies."""
    counterpart: Counterpart
    """The other side."""
    function: Id | None = None
    """Function that it serves."""
    kinds: Annotated[tuple[Annotated[str, Term(vocabulary.LINK_KINDS)], ...], Many] = ()
    """Kinds of link that would meet it; none means any operational kind."""
    direction: Annotated[
        str,
        Term(
            {
                "mutual": "It must run both ways.",
                "to-counterpart": "It must run from the agency to its counterpart.",
                "from-counterpart": "It must run from the counterpart to the agency.",
                "any": "Either way will do.",
            }
        ),
    ] = "any"
    """Which way it must run."""
    single: bool = False
    """Whether one agency must answer for the other side, not several without a lead."""
    written: bool = False
    """Whether it must also be agreed in writing."""
    examined: bool = Field(default=False, description="Whether somebody looked; see evidence.")
    """Whether somebody looked; by default, whether a passage of its evidence `finds` something."""
    under: Id | None = None
    """Id of the agreement, directive, liaison or task force, or of the forum, that sets it."""
    says: Text | None = None
    """What is required and why, in our own words."""
    cause: Text | None = None
    """Why it is not met, where a source says so, in our own words."""
    effect: Text | None = None
    """What follows from that, where a source says so, in our own words."""
    evidence: Annotated[tuple[Evidence, ...], Many] = ()
    """Passages that set the requirement, and (with `finds`) passages that report on it."""

    @model_validator(mode="before")
    @classmethod
    def _fill_defaults(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "examined" in data:
            return data
        passages = data.get("evidence") or ()
        finds = [
            passage.get("finds") if isinstance(passage, dict) else getattr(passage, "finds", None)
            for passage in (passages if isinstance(passages, list | tuple) else ())
        ]
        return {**data, "examined": any(finds)}

    def accepts(self, kind: str) -> bool:
        """Whether a link of this kind would meet it."""
        return kind in (self.kinds or vocabulary.OPERATIONAL_KINDS)

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the agencies that it names; () where it describes them."""
        if isinstance(self.agency, Described):
            return ()
        return (self.agency,) if isinstance(self.agency, str) else self.agency

    @property
    def reported(self) -> str | None:
        """What sources report of it: "met", "lacking", "disputed" where they differ, or None."""
        found = {passage.finds for passage in self.evidence if passage.finds}
        if len(found) > 1:
            return "disputed"
        return found.pop() if found else None


class Case(Requirement):
    """A requirement of one agency: what a requirement of several comes to for each of them.

    A counterpart in the same place is one in a place that is named.
    """

    agency: Id
    """The agency that needs it."""
