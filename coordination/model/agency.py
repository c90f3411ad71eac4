"""Agencies, the functions they carry out, and their mandates."""

from __future__ import annotations

from typing import Annotated

from coordination.model import vocabulary
from coordination.model.annotations import Many, Term
from coordination.model.evidence import Evidence
from coordination.model.place import PlaceName
from coordination.model.record import Id, Name, PartialDate, Record, Text

__all__ = ["Agency", "Function", "Mandate"]


class Function(Record):
    """A task that several agencies carry out."""

    id: Id
    name: Name
    """Name as it stands in a sentence, such as `firearms tracing`."""
    description: Text | None = None
    """What the task covers."""


class Mandate(Record):
    """One agency's role in one function."""

    function: Id
    """Id of the function."""
    role: Annotated[str, Term(vocabulary.ROLES)] = "participant"
    """What the agency answers for in it."""
    places: Annotated[tuple[PlaceName, ...], Many] = ()
    """Places in which it holds; none means the agency's jurisdiction."""
    evidence: Annotated[tuple[Evidence, ...], Many] = ()
    """Passages that establish it."""


class Agency(Record):
    """An organisation that can act, or a named collective of them."""

    id: Id
    name: Name
    """Full name."""
    abbreviation: Name | None = None
    """Short name by which readers know it."""
    aliases: Annotated[tuple[Name, ...], Many] = ()
    """Other names by which sources and tables know it."""
    main: bool = False
    """Whether it is one of those that the network is about, so that pictures show it first."""
    kind: Annotated[str, Term(vocabulary.AGENCY_KINDS)] = "agency"
    """What sort of agency it is."""
    level: Annotated[str, Term(vocabulary.LEVELS)] | None = None
    """Level of government it belongs to."""
    jurisdiction: PlaceName | None = None
    """Country, subdivision or other place it acts for; absent for international agencies."""
    part_of: Id | None = None
    """Id of the agency that it is a part of."""
    members: Annotated[tuple[Id, ...], Many] = ()
    """Ids of the members of a collective, programme or task force."""
    since: PartialDate | None = None
    """Since when it has its present form: created, or moved to its present parent, that day."""
    succeeds: Annotated[tuple[Id, ...], Many] = ()
    """Ids that it, or what it was formed from, had in networks of earlier dates."""
    mandates: tuple[Mandate, ...] = ()
    """Functions that it holds."""
    note: Text | None = None
    """What a reader should know of it."""
    evidence: Annotated[tuple[Evidence, ...], Many] = ()
    """Passages that establish the agency and its place."""

    @property
    def label(self) -> str:
        """Short name for sentences and pictures: the abbreviation, else the name."""
        return self.abbreviation or self.name

    def role_in(self, function: str) -> str | None:
        """The agency's own role in a function, or None where it holds no mandate in it."""
        return next((m.role for m in self.mandates if m.function == function), None)

    def places_of(self, mandate: Mandate) -> tuple[str, ...]:
        """Places in which one of its mandates holds; () where nothing says where."""
        return mandate.places or ((self.jurisdiction,) if self.jurisdiction else ())
