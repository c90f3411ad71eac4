"""A file of answers: what agencies say to findings, as the page saves it to be mailed back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from coordination.model.annotations import Term, misfit
from coordination.model.record import Day, Id, Misfit, Name, PartialDate, Record, Text, fitting

__all__ = ["ANSWERED", "POSITIONS", "Answer", "AnswerFile", "Answered", "CitedPassage", "Of"]

POSITIONS: dict[str, str] = {
    "agrees": "The agency agrees.",
    "agrees-in-part": "The agency agrees in part.",
    "disagrees": "The agency disagrees.",
    "answers": "The agency answers a question.",
}

ANSWERED: dict[str, str] = {
    "finding": "A finding, by its key.",
    "conclusion": "What a source concludes, by its id.",
    "link": "A link, by its id.",
    "recommendation": "A recommendation, by its id.",
    "question": "An open question, by its key.",
}

MOST_ANSWERS = 1_000
"""Answers in one file."""


def _at_most(letters: int) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) > letters:
            found = f"the text has {len(value):,} letters"
            raise misfit(found, f"{letters:,} letters at most")
        return value

    return AfterValidator(check)


Short = Annotated[Name, _at_most(1_000)]
Words = Annotated[Text, _at_most(10_000)]


class Answered(Record):
    """What is answered, and how it read when it was."""

    kind: Annotated[str, Term(ANSWERED)]
    """What it is."""
    key: Short
    """Key of the finding, or id of the record."""
    saw: Words | None = None
    """What it said on the page on which it was answered."""


class CitedPassage(Record):
    """The passage that an agency points to."""

    document: Short
    """Title of the document, or id of a source of the network."""
    place: Short | None = None
    """Page, paragraph or section."""
    quote: Words | None = None
    """The exact words."""
    date: PartialDate | None = None
    """When the document is from."""


class Answer(Record):
    """What one agency says to one matter."""

    to: Answered
    """What is answered."""
    position: Annotated[str, Term(POSITIONS)]
    """Whether the agency agrees; to a question it only answers."""
    agency: Id
    """The agency that answers."""
    words: Words
    """What it says."""
    speaker: Short | None = None
    """Who says it for the agency."""
    passage: CitedPassage | None = None
    """What it rests on."""
    day: Day | None = None
    """When it was given."""

    @model_validator(mode="after")
    def _check(self) -> Answer:
        return fitting(self)

    def misfits(self) -> Iterator[Misfit]:
        """Whether it takes a position on a question, or none on something else."""
        if (self.to.kind == "question") != (self.position == "answers"):
            yield Misfit(
                f"the position on a {self.to.kind} is {self.position}",
                "answers for a question, and only there",
                frozenset(("to", "position")),
            )


class Of(Record):
    """The network that was answered to."""

    title: Short
    as_of: Day | None = None


class AnswerFile(Record):
    """Answers of agencies to the findings about one network."""

    answers_version: Literal["1"]
    """Version of the form of the file."""
    network: Of
    """The network that was answered to."""
    answers: Annotated[tuple[Answer, ...], Field(max_length=MOST_ANSWERS)]
    """The answers."""
