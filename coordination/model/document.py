"""The shape of one data file."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from coordination.model.agency import Agency, Function
from coordination.model.annotations import misfit
from coordination.model.conclusion import Conclusion
from coordination.model.evidence import Source
from coordination.model.examined import Examined
from coordination.model.figure import Figure
from coordination.model.link import Link
from coordination.model.passage import Passage
from coordination.model.place import Place
from coordination.model.provenance import Study
from coordination.model.recommendation import Recommendation
from coordination.model.record import Day, Name, Record, Text
from coordination.model.requirement import Requirement

__all__ = ["FORMAT", "SECTIONS", "Document"]

FORMAT = 2
"""Version of the data file's form that this package writes; it also reads those before."""


def _check_format(value: Any) -> Any:
    if str(value).strip() in [str(known) for known in range(1, FORMAT + 1)]:
        return value
    raise misfit(
        f"'{str(value)[:80]}' is not a version of the form that this package reads",
        f"{FORMAT} or less",
        "a file of a later form is read by a later version of coordination",
    )


def _as_entries(value: Any) -> Any:
    return (value,) if isinstance(value, str | dict | Examined) else value


def _said(study: Study | None) -> Study | None:
    """A study of which nothing is said is none; tables and workbooks can't hold it."""
    said = study is not None and any(value is not None for _, value in study)
    return study if said else None


class Document(Record):
    """All records of one network, as a data file holds them."""

    title: Name
    """What the network shows, of whom and when."""
    format: Annotated[int, BeforeValidator(_check_format)] = FORMAT
    """Version of the form of the file."""
    headline: Text | None = None
    """What a reader should take away, in one sentence."""
    as_of: Day | None = None
    """Day on which its statuses hold."""
    summary: Text | None = None
    """What a reader should know before reading on."""
    examined: Annotated[tuple[Examined, ...], BeforeValidator(_as_entries)] = ()
    """Sections that the sources cover in full, so that what isn't recorded in them isn't there."""
    study: Annotated[Study | None, AfterValidator(_said)] = None
    """How it was made."""
    sources: tuple[Source, ...] = ()
    passages: tuple[Passage, ...] = ()
    places: tuple[Place, ...] = ()
    functions: tuple[Function, ...] = ()
    agencies: tuple[Agency, ...] = ()
    links: tuple[Link, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    figures: tuple[Figure, ...] = ()


SECTIONS = (
    "sources",
    "passages",
    "places",
    "functions",
    "agencies",
    "links",
    "requirements",
    "conclusions",
    "recommendations",
    "figures",
)
"""Names of the lists of records in a data file, in the order in which they refer back."""
