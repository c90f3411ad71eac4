"""The shape of one data file."""

from __future__ import annotations

from typing import Annotated

from coordination.model import vocabulary
from coordination.model.agency import Agency, Function
from coordination.model.evidence import Source
from coordination.model.figure import Figure
from coordination.model.link import Link
from coordination.model.provenance import Study
from coordination.model.recommendation import Recommendation
from coordination.model.record import Day, Many, Record, Term, Text
from coordination.model.requirement import Requirement

__all__ = ["SECTIONS", "Document"]


class Document(Record):
    """All records of one network, as a data file holds them."""

    title: Text
    """What the network shows, of whom and when."""
    as_of: Day | None = None
    """Day on which its statuses hold."""
    summary: Text | None = None
    """What a reader should know before reading on."""
    examined: Annotated[tuple[Annotated[str, Term(vocabulary.SECTIONS)], ...], Many] = ()
    """Sections that the sources cover in full, so that what isn't recorded in them isn't there."""
    study: Study | None = None
    """How it was made."""
    sources: tuple[Source, ...] = ()
    functions: tuple[Function, ...] = ()
    agencies: tuple[Agency, ...] = ()
    links: tuple[Link, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    figures: tuple[Figure, ...] = ()


SECTIONS = (
    "sources",
    "functions",
    "agencies",
    "links",
    "requirements",
    "recommendations",
    "figures",
)
"""Names of the lists of records in a data file, in the order in which they refer back."""
