"""Where a record comes from: sources, and passages of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from coordination.model import vocabulary
from coordination.model.annotations import Many, Term, Word, misfit
from coordination.model.passage import Passage
from coordination.model.record import Id, Name, PartialDate, Record, Text

__all__ = ["Evidence", "Source", "WebAddress", "passages_of"]


_NO_ADDRESS = re.compile(r"[\s\x00-\x1f]")


def _check_address(value: str) -> str:
    if value.lower().startswith(("https://", "http://")) and not _NO_ADDRESS.search(value):
        return value
    expected = "an address that begins with https:// or http://"
    raise misfit(f"'{value[:80]}' is not a web address", expected)


WebAddress = Annotated[str, Word(_check_address)]
"""A web address; other schemes (javascript:, file:) are refused."""


class Source(Record):
    """A citable document."""

    id: Id
    title: Name
    """Title as published."""
    publisher: Name | None = None
    """Who published it."""
    author: Name | None = None
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


_ABSENT = object()


def _required(value: Any) -> Any:
    if value is _ABSENT:
        raise PydanticCustomError("missing", "it is missing")
    return value


_Required = BeforeValidator(_required)


class Evidence(Record):
    """One passage of a source, and what it says about the record that carries it.

    The passage is written out, or it is one of the network's `passages`, by id. In the second case
    its own fields are filled in as soon as the record is part of a network.

    Example:
        >>> Evidence.model_validate("page-nine").passage
        'page-nine'
    """

    passage: Id | None = None
    """Id of one of the `passages`, instead of source, at, quote and speaker."""
    source: Annotated[Id, _Required] = ""
    """Id of the source."""
    at: Annotated[Text, _Required] = ""
    """Place in the source: page, paragraph or section."""
    says: Text | None = None
    """The claim in our own words."""
    quote: Text | None = None
    """The exact words, short, where the wording itself is the evidence."""
    speaker: Name | None = None
    """Who says it, where the source reports somebody's statement."""
    stance: Annotated[str, Term(vocabulary.STANCES)] = "supports"
    """Whether the passage carries the record or contradicts it."""
    finds: Annotated[str, Term(vocabulary.FINDS)] | None = None
    """On a requirement: whether the passage reports it as met or as lacking."""
    practices: Annotated[tuple[Annotated[str, Term(vocabulary.PRACTICES)], ...], Many] = ()
    """Leading practices of collaboration (GAO-23-105520) that the passage speaks of."""

    @model_validator(mode="before")
    @classmethod
    def _written_or_named(cls, data: Any) -> Any:
        if isinstance(data, str):
            return {"passage": data}
        if isinstance(data, dict) and data.get("passage") is None:
            return {"source": _ABSENT, "at": _ABSENT, **data}
        return data

    @property
    def given(self) -> frozenset[str]:
        """Fields that the record itself gives, rather than the passage that it names."""
        return frozenset(self.model_fields_set)

    def filled(self, passages: Mapping[str, Passage]) -> Evidence:
        """The same with the fields of the passage that it names; its own words go before those."""
        passage = passages.get(self.passage or "")
        if passage is None:
            return self
        own: set[str] = {
            name
            for name in ("says", "stance", "practices")
            if name in self.model_fields_set and getattr(self, name) != getattr(passage, name)
        }
        values = {
            name: getattr(self if name in own else passage, name)
            for name in ("source", "at", "says", "quote", "speaker", "stance", "practices")
        }
        if self.finds is not None:
            own.add("finds")
        return Evidence.model_construct(
            _fields_set={"passage", *own}, passage=self.passage, finds=self.finds, **values
        )


def passages_of(record: Record) -> Iterator[tuple[tuple[str | int, ...], Evidence]]:
    """Each passage that a record or one of its mandates rests on, with the path to it."""
    fields = vars(record)  # asked for a field that it doesn't have, a record is slow to answer
    for n, passage in enumerate(fields.get("evidence", ())):
        yield ("evidence", n), passage
    for m, mandate in enumerate(fields.get("mandates", ())):
        for n, passage in enumerate(mandate.evidence):
            yield ("mandates", m, "evidence", n), passage
