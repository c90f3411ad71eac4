"""Recommendations: what an auditor asked whom to do, and what it answers."""

from __future__ import annotations

from typing import Annotated

from pydantic import JsonValue

from coordination.model import vocabulary
from coordination.model.evidence import Evidence
from coordination.model.link import Link
from coordination.model.record import Id, Many, PartialDate, Record, Term, Text

__all__ = ["Amendment", "Recommendation", "Would"]


class Amendment(Record):
    """Fields of one record that would change."""

    id: Id
    """Agency, link or requirement that would change."""
    set: dict[str, JsonValue]
    """New values by field name, as a data file writes them."""


class Would(Record):
    """What carrying out a recommendation would change in the records."""

    add: tuple[Link, ...] = ()
    """Links that would come into being."""
    change: tuple[Amendment, ...] = ()
    """Records that would change."""
    remove: Annotated[tuple[Id, ...], Many] = ()
    """Agencies, links or requirements that would go."""

    @property
    def names(self) -> set[str]:
        """Ids of the agencies, links and requirements that it changes, removes or joins."""
        ends = {end for link in self.add for end in link.agencies}
        return {*self.remove, *(one.id for one in self.change)} | ends


class Recommendation(Record):
    """What an auditor asked whom to do."""

    id: Id
    by: Id
    """Agency that recommends."""
    to: Annotated[tuple[Id, ...], Many]
    """Agencies asked."""
    says: Text
    """What is asked, in our own words."""
    status: Annotated[str, Term(vocabulary.RECOMMENDATION_STATUSES)] = "open"
    """What became of it."""
    date: PartialDate | None = None
    """When it was made."""
    answers: Annotated[tuple[Id, ...], Many] = ()
    """Requirements, links or conclusions that it is meant to mend."""
    would: Would | None = None
    """What carrying it out would change, so that its effect can be computed."""
    evidence: Annotated[tuple[Evidence, ...], Many] = ()
    """Passages that carry it."""
