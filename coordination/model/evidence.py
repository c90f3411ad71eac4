"""Where a record comes from: sources, and passages of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from coordination.model import vocabulary
from coordination.model.record import Id, Many, PartialDate, Record, Term, Text

__all__ = ["Evidence", "Source", "WebAddress"]


def _check_address(value: str) -> str:
    if value.lower().startswith(("https://", "http://")) and not any(
        character.isspace() or ord(character) < 32 for character in value
    ):
        return value
    raise PydanticCustomError(
        "bad_address",
        "'{word}' is not a web address",
        {
            "word": value[:80],
            "expected": "an address that begins with https:// or http://",
            "suggestion": "",
        },
    )


WebAddress = Annotated[str, AfterValidator(_check_address)]
"""A web address; other schemes (javascript:, file:) are refused."""


class Source(Record):
    """A citable document."""

    id: Id
    title: Text
    """Title as published."""
    publisher: Text | None = None
    """Body that published it."""
    author: Text | None = None
    """Who wrote it."""
    published: PartialDate | None = None
    """When it was published."""
    kind: Annotated[str, Term(vocabulary.SOURCE_KINDS)] = "other"
    """What sort of document it is."""
    url: WebAddress | None = None
    """Where it can be read."""
    file: Text | None = None
    """Name of a local copy of its text, relative to the data file."""
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] | None = None
    """Checksum of that copy, so that a changed file is noticed."""
    note: Text | None = None
    """What a reader should know of it: how much was read, whether it is a draft."""


class Evidence(Record):
    """One passage of a source, and what it says about the record that carries it."""

    source: Id
    """Id of the source."""
    at: Text
    """Place in the source: page, paragraph or section."""
    says: Text | None = None
    """The claim in our own words."""
    quote: Text | None = None
    """The exact words, short, where the wording itself is the evidence."""
    speaker: Text | None = None
    """Who says it, where the source reports somebody's statement."""
    stance: Annotated[str, Term(vocabulary.STANCES)] = "supports"
    """Whether the passage carries the record or contradicts it."""
    finds: Annotated[str, Term(vocabulary.FINDS)] | None = None
    """On a requirement: whether the passage reports it met or lacking."""
    practices: Annotated[tuple[Annotated[str, Term(vocabulary.PRACTICES)], ...], Many] = ()
    """Leading practices of collaboration (GAO-23-105520) that the passage speaks of."""
