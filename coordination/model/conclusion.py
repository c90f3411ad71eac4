"""Conclusions: what a source concludes about how agencies coordinate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import model_validator

from coordination.model import vocabulary
from coordination.model.annotations import Many, Term
from coordination.model.evidence import Evidence
from coordination.model.place import PlaceName
from coordination.model.record import Id, Misfit, Record, Text, fitting

__all__ = ["Conclusion"]


class Conclusion(Record):
    """What a source concludes about coordination, in the words of the rules.

    What exists is a link; what ought to exist is a requirement; what somebody concludes is a
    conclusion.

    Example:
        >>> Conclusion(id="who-leads", finds="ambiguous-lead", agencies=["atf", "fbi"]).works
        False
    """

    id: Id
    finds: Annotated[str, Term(vocabulary.CONCLUSIONS)]
    """What the source finds: the name of a rule, or `works`."""
    agencies: Annotated[tuple[Id, ...], Many] = ()
    """Ids of the agencies of which it is said: those who didn't do their part, or all concerned."""
    towards: Annotated[tuple[Id, ...], Many] = ()
    """Ids of the agencies on the other side, where the sides differ."""
    functions: Annotated[tuple[Id, ...], Many] = ()
    """Functions that it is about; none means that the source names none."""
    places: Annotated[tuple[PlaceName, ...], Many] = ()
    """Places that it is about; none means that the source names none."""
    kinds: Annotated[tuple[Annotated[str, Term(vocabulary.LINK_KINDS)], ...], Many] = ()
    """Kinds of link that it is about; none means that the source names none."""
    about: Annotated[tuple[Id, ...], Many] = ()
    """Ids of the links and requirements that it is about; mandates go by agencies and functions."""
    extent: Annotated[str, Term(vocabulary.EXTENTS)] = "wholly"
    """How far it holds."""
    says: Text | None = None
    """What is concluded, in our own words."""
    cause: Text | None = None
    """Why it is so, where the source says so, in our own words."""
    effect: Text | None = None
    """What follows from it, where the source says so, in our own words."""
    confidence: Annotated[str, Term(vocabulary.CONFIDENCE)] = "documented"
    """How firm it is, as a word."""
    evidence: Annotated[tuple[Evidence, ...], Many] = ()
    """Passages that carry it or contradict it."""

    @model_validator(mode="after")
    def _check(self) -> Conclusion:
        return fitting(self)

    def misfits(self) -> Iterator[Misfit]:
        """What doesn't fit together among those of whom something is concluded."""
        if not (self.agencies or self.about):
            yield Misfit(
                "it names no agency, link or requirement",
                "agencies, or about, or both",
                frozenset(("agencies", "about")),
            )
        if self.towards and not self.agencies:
            yield Misfit(
                "it has towards without agencies",
                "the agencies of which it is said",
                frozenset(("agencies", "towards")),
            )

    @property
    def works(self) -> bool:
        """Whether it says that the coordination works."""
        return self.finds == "works"

    @property
    def assumed(self) -> bool:
        """Whether nothing that was read confirms it; such a conclusion never makes a finding."""
        return self.confidence == "assumed"
