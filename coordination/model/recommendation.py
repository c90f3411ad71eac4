"""Recommendations: what an auditor asked whom to do, and what it answers."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, JsonValue

from coordination.model import vocabulary
from coordination.model.annotations import Many, Term, misfit
from coordination.model.evidence import Evidence
from coordination.model.link import Link
from coordination.model.record import Id, PartialDate, Record, Text, check_text

__all__ = ["Amendment", "Recommendation", "Would"]


_MOST_LEVELS = 15
"""Levels of lists and mappings in a new value; no field of a record has more than four."""


def _check_value(value: Any, level: int = 0) -> Any:
    """See that a new value is one that a data file can hold, down to its last text."""
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= one < "\ue000" for one in value):
            raise misfit("the text contains half of a character", "whole characters")
        if value:
            check_text(value)
    elif isinstance(value, dict | list | tuple) and level < _MOST_LEVELS:
        for one in [*value, *value.values()] if isinstance(value, dict) else value:
            _check_value(one, level + 1)
    elif isinstance(value, dict | list | tuple):
        raise misfit(f"it has more than {_MOST_LEVELS} levels of nesting", "fewer brackets")
    elif isinstance(value, int | float) and not abs(value) < 1e300:  # NaN neither
        raise misfit("the number is too large", "a number such as 62600 or 0.5")
    return value


class Amendment(Record):
    """Fields of one record that would change."""

    id: Id
    """Agency, link or requirement that would change."""
    set: Annotated[dict[str, JsonValue], BeforeValidator(_check_value)]
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
