"""Recommendations: what an auditor asked whom to do, and what it answers."""

from __future__ import annotations

from typing import Annotated

from coordination.model import vocabulary
from coordination.model.evidence import Evidence
from coordination.model.record import Id, Many, PartialDate, Record, Term, Text

__all__ = ["Recommendation"]


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
    """Requirements or links that it is meant to mend."""
    evidence: tuple[Evidence, ...] = ()
    """Passages that carry it."""
