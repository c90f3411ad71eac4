"""The records of a network: how they are held, copied and compared."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Self

from coordination.arguments import checked_arguments
from coordination.errors import expect
from coordination.model import (
    SECTIONS,
    Agency,
    Conclusion,
    Document,
    Examined,
    Figure,
    Function,
    Gazetteer,
    Link,
    Passage,
    Place,
    Recommendation,
    Requirement,
    Source,
    Study,
)
from coordination.model.by_id import ById
from coordination.model.cited import with_passages
from coordination.model.validate import check_references, document_of

if TYPE_CHECKING:
    from coordination.engine.columns import Columns
    from coordination.engine.engine import Engine

__all__ = ["Origin", "Records"]


class Origin(NamedTuple):
    """Where in which file a record stands, line and column from 1."""

    file: str
    line: int
    column: int


_HEAD = ("title", "headline", "summary", "as_of", "examined", "scopes", "study")
_STATE = (*_HEAD, "origins", *SECTIONS)
"""Attributes that make a network; what else it holds follows from them."""
_OF_SETTING = ("gazetteer", "_labels_apart")
"""What follows from agencies, functions, places and sources alone."""


class Records:
    """What a `Network` is as a value: it holds records, never changes, is copied and compared."""

    title: str
    headline: str | None
    summary: str | None
    as_of: datetime.date | None
    examined: frozenset[str]
    scopes: tuple[Examined, ...]
    study: Study | None
    origins: Mapping[tuple[str, str], Origin]
    sources: Mapping[str, Source]
    passages: Mapping[str, Passage]
    places: Mapping[str, Place]
    functions: Mapping[str, Function]
    agencies: Mapping[str, Agency]
    links: Mapping[str, Link]
    requirements: Mapping[str, Requirement]
    conclusions: Mapping[str, Conclusion]
    recommendations: Mapping[str, Recommendation]
    figures: Mapping[str, Figure]

    def __init__(
        self,
        document: Document | None = None,
        *,
        origins: Mapping[tuple[str, str], Origin] | None = None,
        checked: bool = False,
        cited: bool = False,
        **records: Any,
    ) -> None:
        if document is None:
            document = document_of(records)
        elif records:
            raise TypeError("give a document or its fields, not both")
        expect(Document, document, "document")
        if not checked:
            check_references(document)
        examined = frozenset(one.section for one in document.examined if one.whole)
        passages = {passage.id: passage for passage in document.passages}
        sections = {}
        for section in SECTIONS:
            found = getattr(document, section)
            if passages and not cited:
                found = [with_passages(record, passages) for record in found]
            sections[section] = ById.of(section, found).read_only
        self._fill(
            title=document.title,
            headline=document.headline,
            summary=document.summary,
            as_of=datetime.date.fromisoformat(document.as_of) if document.as_of else None,
            examined=examined,
            scopes=tuple(
                dict.fromkeys(
                    one
                    for one in document.examined
                    if not one.whole and one.section not in examined
                )
            ),
            study=document.study,
            origins=MappingProxyType(dict(origins or {})),
            **sections,
        )

    def _fill(self, **attributes: Any) -> None:
        """Set attributes, which nobody else may."""
        self.__dict__.update(attributes)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a network never changes; {name!r} can't be set: make a new network")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a network never changes; {name!r} can't be deleted")

    @classmethod
    def of_tables(
        cls,
        columns: Columns,
        agencies: Mapping[str, Agency],
        links: Mapping[str, Link],
        rest: Document,
        *,
        origins: Mapping[tuple[str, str], Origin] | None = None,
    ) -> Self:
        """A network whose agencies and links are columns, for data in bulk.

        Args:
            columns: agencies and links as arrays; the caller has checked them.
            agencies: the same agencies as records by id, made when asked for.
            links: the same links likewise, each of two agencies, in the order of the columns.
            rest: everything else; its own agencies and links are ignored.
            origins: where each record stands in its file, by (section, id).
        """
        from coordination.engine.engine import Engine

        network = cls(
            rest.model_copy(update={"agencies": (), "links": ()}), origins=origins, checked=True
        )
        engine = Engine(agencies, network.functions, links, columns, gazetteer=network.gazetteer)
        network._fill(agencies=agencies, links=links, engine=engine)
        return network

    def recoded(self, records: Mapping[str, Mapping[str, Any]]) -> Self:
        """The network with some records coded otherwise: statuses, evidence, roles of mandates.

        It shares with this one whatever follows from the rest. The caller has checked the records.

        Args:
            records: the new records, by section and id; all are there already. None leaves out a
                record to which none of the others refers any more and that is in no column, such
                as a conclusion.
        """
        found = type(self).__new__(type(self))
        found._fill(**{name: value for name, value in self.__dict__.items() if name in _STATE})
        for section, new in records.items():
            both = {**getattr(self, section), **new}
            whole = {key: record for key, record in both.items() if record is not None}
            found._fill(**{section: ById(section, whole).read_only})
        found._fill(engine=self.engine.recoded(found.agencies, found.links, records))
        return found.in_setting_of(self)

    def in_setting_of(self, other: Records) -> Self:
        """Share with another network what follows from agencies, functions, places and sources.

        The caller knows that these are the same in both, but for roles of mandates.
        """
        known = {name: other.__dict__[name] for name in _OF_SETTING if name in other.__dict__}
        self._fill(**known)
        self.engine.of_setting = other.engine.of_setting
        return self

    # -- copies ------------------------------------------------------------------------------

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __getstate__(self) -> dict[str, Any]:
        """What a copy in another process needs: the records, and columns that no records give."""
        kept = {name: value for name, value in self.__dict__.items() if name in _STATE}
        for name, value in kept.items():
            if isinstance(value, MappingProxyType):
                kept[name] = dict(value)
        if not isinstance(self.links, MappingProxyType):
            kept["columns"] = self.engine.columns
        return kept

    def __setstate__(self, state: dict[str, Any]) -> None:
        columns = state.pop("columns", None)
        for name, value in state.items():
            if name in SECTIONS and isinstance(value, dict):
                state[name] = ById(name, value).read_only
        self._fill(**{**state, "origins": MappingProxyType(state["origins"])})
        if columns is not None:
            from coordination.engine.engine import Engine

            found = Engine(
                self.agencies, self.functions, self.links, columns, gazetteer=self.gazetteer
            )
            self._fill(engine=found)

    # -- a container of its agencies ---------------------------------------------------------

    @checked_arguments
    def __getitem__(self, agency: str) -> Agency:
        return self.agencies[agency]

    def __contains__(self, agency: object) -> bool:
        return agency in self.agencies

    def __iter__(self) -> Iterator[str]:
        return iter(self.agencies)

    def __len__(self) -> int:
        return len(self.agencies)

    def __bool__(self) -> bool:
        return True  # a network without agencies is a network

    @property
    def document(self) -> Document:
        """The same records as one document, as a data file holds them."""
        return Document.model_construct(
            title=self.title,
            as_of=self.as_of.isoformat() if self.as_of else None,
            summary=self.summary,
            headline=self.headline,
            examined=(*(Examined(section=name) for name in sorted(self.examined)), *self.scopes),
            study=self.study,
            **self._sections(),
        )

    def _sections(self) -> dict[str, Any]:
        return {section: tuple(getattr(self, section).values()) for section in SECTIONS}

    # -- what follows from the records ----------------------------------------------------------

    @cached_property
    def engine(self) -> Engine:
        """The records as arrays, for rules and measures in bulk; not for everyday use."""
        from coordination.engine.engine import Engine

        return Engine(self.agencies, self.functions, self.links, gazetteer=self.gazetteer)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """What lies in what: ISO 3166, and the network's own places beside it."""
        return Gazetteer(self.places)

    # -- equality and looks ------------------------------------------------------------------

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Records):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _HEAD + SECTIONS)

    __hash__ = None  # type: ignore[assignment]  # equal by content, which is too much to hash

    def __repr__(self) -> str:
        return f"<Network {self.title!r}: {self.counts}>"

    @property
    def counts(self) -> str:
        """The sizes of its sections as a phrase."""
        names = ("agencies", "links", "requirements", "recommendations", "figures")
        sizes = [(len(getattr(self, name)), name) for name in names]
        singular = {"agencies": "agency"}
        return ", ".join(
            f"{size} {singular.get(name, name[:-1]) if size == 1 else name}" for size, name in sizes
        )
