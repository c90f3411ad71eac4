"""Passages of sources that several records cite, each written once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import model_validator

from coordination.model import vocabulary
from coordination.model.annotations import Many, Term
from coordination.model.record import Id, Misfit, Name, Record, Text, fitting

__all__ = ["Passage"]


class Passage(Record):
    """One passage of a source; records cite it by its id in their `evidence`."""

    id: Id
    source: Id
    """Id of the source."""
    at: Text
    """Place in the source: page, paragraph or section."""
    says: Text | None = None
    """The claim in our own words."""
    quote: Text | None = None
    """The exact words, short, where the wording itself is the evidence."""
    speaker: Name | None = None
    """Who says it, where the source reports somebody's statement."""
    stance: Annotated[str, Term(vocabulary.STANCES)] = "supports"
    """Whether it carries the records that cite it or contradicts them."""
    practices: Annotated[tuple[Annotated[str, Term(vocabulary.PRACTICES)], ...], Many] = ()
    """Leading practices of collaboration (GAO-23-105520) that it speaks of."""
    answer_by: Id | None = None
    """Agency whose answer it is, where an agency answers a finding in it."""
    answers_to: Annotated[tuple[Text, ...], Many] = ()
    """What it answers: keys of findings, ids of links, conclusions, recommendations ..."""

    @model_validator(mode="after")
    def _check(self) -> Passage:
        return fitting(self)

    def misfits(self) -> Iterator[Misfit]:
        """Whether nobody answers what it answers to."""
        if self.answers_to and self.answer_by is None:
            yield Misfit(
                "it has answers_to without answer_by",
                "the agency that answers",
                frozenset(("answer_by", "answers_to")),
            )
