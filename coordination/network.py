"""A network: checked records, and the indexes that rules, measures and views share."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from coordination.errors import expect, unknown
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
    day_of,
    require_jurisdiction,
    vocabulary,
)
from coordination.model.by_id import ById
from coordination.model.cited import with_passages
from coordination.model.labels import labels_apart
from coordination.model.plain import plain, plain_fields
from coordination.model.subset import cut, in_force_on
from coordination.model.validate import check_references, document_of
from coordination.text.html import SHOWN, small_table

if TYPE_CHECKING:
    import igraph
    import networkx as nx
    import numpy as np
    import pandas as pd
    import polars as pl
    from numpy.typing import NDArray

    from coordination.engine.columns import Columns
    from coordination.engine.engine import Engine
    from coordination.engine.projection import Projection
    from coordination.engine.snapshot import Snapshot
    from coordination.report.grand import Grand

__all__ = ["Network", "Origin"]


class Origin(NamedTuple):
    """Where in which file a record stands, line and column from 1."""

    file: str
    line: int
    column: int


_HEAD = ("title", "headline", "summary", "as_of", "examined", "scopes", "study")


class Network:
    """Agencies and how they coordinate, as one set of records that fit together.

    A network never changes; `at` and `sub` give new ones. All records are frozen, and each mapping
    is keyed by id in the order of the data. The network itself is a container of its agencies:
    `network["atf"]`, `"atf" in network`, `len(network)`, `for key in network`.

    Args:
        document: the records as one document, or nothing where `records` are given.
        origins: where each record stands in its file, by (section, id).
        checked: whether the caller has checked the references already.
        **records: the fields of a document: `title`, `agencies`, `links` ...

    Attributes:
        title: what the network shows.
        summary: what a reader should know first, or None.
        as_of: day on which its statuses hold, or None.
        headline: what a reader should take away, or None.
        examined: sections whose silence means absence throughout.
        scopes: parts of sections whose silence means absence; see `examines`.
        study: how the network was made, or None.
        origins: where each record stands in its file, by (section, id); not part of equality.
        sources, passages, places, functions, agencies, links, requirements, conclusions,
            recommendations, figures: records by id.

    Raises:
        DataError: a record has the wrong shape, or refers to one that isn't there.

    Example:
        >>> network = Network(
        ...     title="Two",
        ...     agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        ...     links=[{"kind": "liaison", "source": "a", "target": "b"}],
        ... )
        >>> network
        <Network 'Two': 2 agencies, 1 link, 0 requirements, 0 recommendations, 0 figures>
    """

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
            if passages:
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
    ) -> Network:
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

    def recoded(self, records: Mapping[str, Mapping[str, Any]]) -> Network:
        """The network with some records coded otherwise: statuses, evidence, roles of mandates.

        It shares with this one whatever follows from the rest. The caller has checked the records.

        Args:
            records: the new records, by section and id; all are there already.
        """
        found = Network.__new__(Network)
        found._fill(**{name: value for name, value in self.__dict__.items() if name in _STATE})
        for section, new in records.items():
            whole = {**getattr(self, section), **new}
            found._fill(**{section: ById(section, whole).read_only})
        found._fill(engine=self.engine.recoded(found.agencies, found.links, records))
        return found

    # -- copies ------------------------------------------------------------------------------

    def __copy__(self) -> Network:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Network:
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

    # -- equality and looks ------------------------------------------------------------------

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Network):
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

    def _repr_html_(self) -> str:
        day = f", as of {self.as_of}" if self.as_of else ""
        shown = [(one.label, one.name, one.jurisdiction or "") for one in _first(self.agencies)]
        return small_table(
            self.title,
            self.counts + day,
            ("short", "agency", "jurisdiction"),
            shown,
            more=len(self) - len(shown),
            hint='co.write_html(network, "network.html") writes the page to look at',
        )

    # -- other tools; imported when asked for, since they stand above ------------------------

    @classmethod
    def from_frames(
        cls, title: str = "Network", *, fields: Mapping[str, Any] | None = None, **tables: Any
    ) -> Network:
        """A network of tables of pandas, polars, pyarrow or DuckDB, one a section.

        Columns are named as the fields of the records. None, NaN, NaT and empty cells say nothing.
        Lists are separated by semicolons; mandates and evidence may be JSON text, as `to_pandas`
        writes them.

        Args:
            title: what the network shows.
            fields: other fields of the network, such as `as_of` and `summary`.
            **tables: a table for each section: `agencies`, `links` ...

        Raises:
            DataError: a value isn't accepted where it stands.
            ValueError: there is no such section.

        Example:
            >>> Network.from_frames(
            ...     agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B", "note": None}],
            ...     links=[{"kind": "liaison", "source": "a", "target": "b"}],
            ... ).counts
            '2 agencies, 1 link, 0 requirements, 0 recommendations, 0 figures'
        """
        from coordination.formats.frames import from_frames

        return from_frames(tables, {"title": title, **(fields or {})})

    @classmethod
    def from_networkx(
        cls,
        graph: nx.Graph,
        *,
        title: str | None = None,
        kind: str = "other",
        columns: Mapping[str, str | None] | None = None,
        values: Mapping[str, str] | None = None,
    ) -> Network:
        """A network of a networkx graph: nodes are agencies, edges links.

        Attributes become the fields of the same name, whatever their capitals and blanks; `label`
        names an agency, `type` and `relation` are the kind of a link. What has no place is left
        out, and a `DataWarning` says so.

        Args:
            graph: any graph of networkx; an edge without direction is a mutual link.
            title: the title, for a graph that has none.
            kind: the kind of links that have none, or one that there isn't.
            columns: which field an attribute is, by its name: {"colour": None, "sort": "kind"};
                None leaves it out.
            values: which word of ours a word of theirs is: {"MOU": "agreement"}.

        Raises:
            DataError: a value isn't accepted where it stands.

        Example:
            >>> import networkx as nx
            >>> graph = nx.Graph([("ATF", "ICE")])
            >>> Network.from_networkx(graph, kind="liaison").links_between("atf", "ice")[0].kind
            'liaison'
        """
        from coordination.formats.networkx_graph import from_networkx

        return from_networkx(graph, title=title, kind=kind, columns=columns, values=values)

    @classmethod
    def from_igraph(
        cls,
        graph: igraph.Graph,
        *,
        title: str | None = None,
        kind: str = "other",
        columns: Mapping[str, str | None] | None = None,
        values: Mapping[str, str] | None = None,
    ) -> Network:
        """A network of a graph of igraph; vertices are known by `name`, else by their number.

        Args:
            graph: any graph of igraph.
            title: the title, for a graph that has none.
            kind: the kind of links that have none, or one that there isn't.
            columns: which field an attribute is, by its name; see `from_networkx`.
            values: which word of ours a word of theirs is.

        Raises:
            DataError: a value isn't accepted where it stands.
        """
        from coordination.formats.igraph_graph import from_igraph

        return from_igraph(graph, title=title, kind=kind, columns=columns, values=values)

    def to_networkx(self) -> nx.MultiDiGraph:
        """The links as a fresh networkx graph that every writer of networkx takes.

        All attributes are text, numbers or booleans; nothing is None. `from_networkx` gives an
        equal network again.
        """
        from coordination.formats.graph import networkx_graph, plain_graph

        return networkx_graph(plain_graph(self))

    def to_igraph(self) -> igraph.Graph:
        """The links as a directed graph of igraph; the vertex attribute `name` is the agency's id.

        Raises:
            MissingExtra: igraph isn't installed.
        """
        from coordination.formats.igraph_graph import to_igraph

        return to_igraph(self)

    def to_pandas(self, table: str) -> pd.DataFrame:
        """A section as a table of pandas, one row a record.

        Args:
            table: a section such as "links", or "mandates" or "evidence", which hold what is nested
                in the records as rows of their own.

        Raises:
            MissingExtra: pandas isn't installed.
            ValueError: there is no such table.
        """
        from coordination.formats.frames import to_pandas

        return to_pandas(self, table)

    def to_polars(self, table: str) -> pl.DataFrame:
        """A section as a table of polars, one row a record; see `to_pandas`.

        Args:
            table: a section, "mandates" or "evidence".

        Raises:
            MissingExtra: polars isn't installed.
            ValueError: there is no such table.
        """
        from coordination.formats.frames import to_polars

        return to_polars(self, table)

    # -- views of the whole ------------------------------------------------------------------

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The links as a frozen networkx graph, built when first asked for.

        Nodes are agency ids. Each link of two is one edge from source to target, keyed by its id;
        an instrument of several parties has an edge for each pair, keyed such as
        "epic-members:atf~ice". A mutual link is one edge as well. Attributes are the fields of the
        records as text, numbers and booleans, dates in ISO 8601, words of a list joined by "; ", so
        that `nx.write_graphml` and its like take them; fields that say nothing are left out.
        The records themselves are `network.agencies[node]` and `network.links[edge["link"]]`.
        Measures need a projection of it, see `ties`.

        Example:
            >>> from coordination.loading import load
            >>> graph = load("gunrunner-cnn-2010").graph
            >>> graph.nodes["atf"]["jurisdiction"], graph.edges["atf", "ice", "atf-ice-mou"]["kind"]
            ('US', 'agreement')
        """
        import networkx as nx

        graph = nx.MultiDiGraph(**_heading(self))
        graph.add_nodes_from(
            (key, plain_fields(agency, without=("id",))) for key, agency in self.agencies.items()
        )
        for link in self.links.values():
            fields = plain_fields(link, without=("id", "source", "target"))
            graph.add_edges_from(
                (source, target, key, {"link": link.id, **fields})
                for source, target, key in link.pairs()
            )
        return nx.freeze(graph)

    def ties(
        self,
        kinds: Iterable[str] | None = None,
        statuses: Iterable[str] | None = None,
        functions: Iterable[str] | None = None,
    ) -> nx.Graph:
        """A fresh simple graph with one edge for each pair of agencies that links join.

        It has the same ties as `Projection`, and so as the measures, with the same arguments.

        Args:
            kinds: kinds of link that count; None means all.
            statuses: statuses that count; None means those of links that work.
            functions: functions that count; None means all. A link that names none serves any.

        Returns:
            An undirected graph of all agencies, without self-links. Each edge has `links` (ids of
            its links, sorted) and `kinds` (its different kinds, sorted), both joined by "; ", and
            `weight` (the number of kinds).

        Raises:
            UnknownName: a kind, status or function that there isn't.

        Example:
            >>> from coordination.loading import load
            >>> sorted(load("gunrunner-cnn-2010").ties().edges("atf"))
            [('atf', 'doj-oig'), ('atf', 'ice')]
        """
        import networkx as nx

        wanted_kinds = _chosen(kinds, vocabulary.LINK_KINDS, "kind")
        wanted_statuses = _chosen(statuses, vocabulary.STATUSES, "status", vocabulary.WORKING)
        wanted_functions = _chosen(functions, self.functions, "function")
        found: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for link in self.links.values():
            if link.kind not in wanted_kinds or link.status not in wanted_statuses:
                continue
            serves_others = link.functions and wanted_functions.isdisjoint(link.functions)
            if functions is not None and serves_others:
                continue
            for source, target, _ in link.pairs():
                if source != target:
                    found[min(source, target), max(source, target)].append(link)
        graph = nx.Graph(**_heading(self))
        graph.add_nodes_from(self.agencies)
        for (one, other), links in found.items():
            tie_kinds = tuple(sorted({link.kind for link in links}))
            ids = tuple(sorted(link.id for link in links))
            graph.add_edge(
                one, other, links="; ".join(ids), kinds="; ".join(tie_kinds), weight=len(tie_kinds)
            )
        return graph

    @cached_property
    def engine(self) -> Engine:
        """The records as arrays, for rules and measures in bulk; not for everyday use."""
        from coordination.engine.engine import Engine

        return Engine(self.agencies, self.functions, self.links, gazetteer=self.gazetteer)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """What lies in what: ISO 3166, and the network's own places beside it."""
        return Gazetteer(self.places)

    def snapshot(self, projection: Projection | None = None) -> Snapshot:
        """One projection of the links as a simple graph of arrays, computed once and kept.

        Args:
            projection: which links count and how; None means `Projection()`. One without a
                direction has ties, not arcs.
        """
        return self.engine.snapshot(projection)

    def grand(self, projection: Projection | None = None) -> Grand:
        """The 25 items of the GRAND reporting guideline, filled from the data.

        Args:
            projection: the projection that measures are taken from; None means `Projection()`.
        """
        from coordination.report.grand import grand

        return grand(self, projection)

    def at(self, day: datetime.date | str) -> Network:
        """The network in force on a day.

        Links that had ended by then, or hadn't begun, are left out, as are links that are only
        planned without a date. A link whose status is "ended" but whose end lies later was running
        on that day, so its status becomes "active"; other statuses stand as the sources give them.

        Args:
            day: a date, or its ISO text; of a year or a month its last day.

        Raises:
            ValueError: the text is no date.
        """
        when = day_of(day, "day")
        links = in_force_on(self.links.values(), when)
        document = cut(self.document, links=links, agencies=self.agencies, as_of=when)
        return Network(document, origins=self.origins, checked=True)

    def sub(
        self,
        *,
        jurisdiction: str | None = None,
        function: str | None = None,
        agencies: Iterable[str] | None = None,
    ) -> Network:
        """The part of the network between chosen agencies.

        Args:
            jurisdiction: only agencies of this country or subdivision.
            function: only agencies that hold this function or have a link for it, and only links
                that serve it.
            agencies: only these agencies, by id.

        Returns:
            A network of the agencies that meet every condition given, and of what is recorded
            among them. A parent that is left out is replaced by the nearest one that stays.

        Raises:
            UnknownName: an agency or function that there isn't.
            ValueError: a code that is no jurisdiction, nor a place of the network.
        """
        self._require_place(jurisdiction)
        chosen = _chosen(agencies, self.agencies, "agency")
        if function is not None:
            _chosen([function], self.functions, "function")
        links = [
            link for link in self.links.values() if function is None or function in link.functions
        ]
        if function is not None:
            linked = {end for link in links for end in link.agencies}
            chosen = {
                key for key in chosen if key in linked or self.agencies[key].role_in(function)
            }
        if jurisdiction is not None:
            chosen = {k for k in chosen if self.within(self.agencies[k].jurisdiction, jurisdiction)}
        document = cut(self.document, links=links, agencies=chosen, function=function)
        return Network(document, origins=self.origins, checked=True)

    # -- looking up --------------------------------------------------------------------------

    def _require_place(self, area: str | None) -> None:
        if area is not None and area not in self.places:
            require_jurisdiction(area)

    def within(self, place: str | None, area: str) -> bool:
        """Whether a place is an area or lies in it ("US-TX" lies within "US").

        Args:
            place: an ISO 3166 code, or the id of one of the network's places.
            area: likewise.
        """
        return self.gazetteer.within(place, area)

    def examines(
        self,
        section: str,
        *,
        aspect: str | None = None,
        function: str | None = None,
        place: str | None = None,
    ) -> bool:
        """Whether the sources cover something in full, so that silence means absence.

        Args:
            section: the section, such as "mandates".
            aspect: of mandates, "holders" or "leads"; None asks for both.
            function: id of a function; None asks for all.
            place: code or id of a place; None asks for everywhere.

        Example:
            >>> network = Network(title="Lofa", examined=[{"section": "mandates", "places": "LR"}])
            >>> network.examines("mandates", place="LR-LO"), network.examines("mandates")
            (True, False)
        """
        return section in self.examined or any(
            one.section == section
            and one.aspect in (None, aspect)
            and (not one.functions or function in one.functions)
            and (not one.places or any(self.within(place, area) for area in one.places))
            for one in self.scopes
        )

    def links_of(self, *agencies: str, rows: NDArray[np.bool_] | None = None) -> tuple[Link, ...]:
        """All links that end at one of some agencies, each once, in the order of the data.

        Args:
            *agencies: ids of agencies.
            rows: marks of the rows of `engine.columns` that count; None means all.

        Raises:
            UnknownName: an agency that there isn't.
        """
        return self.engine.links_at(
            self.engine.indexes.links_of(self.engine.codes(agencies), rows).tolist()
        )

    def links_between(self, one: str, other: str) -> tuple[Link, ...]:
        """All links that join two agencies, either way round, in the order of the data.

        An agency with itself has its self-links.
        """
        return self.links_joining([one], [other])

    def links_joining(
        self,
        ours: Iterable[str],
        theirs: Iterable[str],
        *,
        rows: NDArray[np.bool_] | None = None,
    ) -> tuple[Link, ...]:
        """All links with one end among ours and another among theirs, in the order of the data.

        Args:
            ours, theirs: ids of agencies.
            rows: marks of the rows of `engine.columns` that count; None means all.

        Raises:
            UnknownName: an agency that there isn't.
        """
        places = self.engine.indexes.joining(
            self.engine.codes(ours), self.engine.codes(theirs), rows
        )
        return self.engine.links_at(places.tolist())

    def links_where(
        self,
        *,
        kinds: Collection[str] | None = None,
        statuses: Collection[str] | None = None,
        formal: bool | None = None,
        looped: bool | None = None,
    ) -> tuple[Link, ...]:
        """All links of some kinds and statuses, in the order of the data.

        Only these become records, so that a rule about failing links needn't read a million others.

        Args:
            kinds: kinds of link; None means all.
            statuses: statuses; None means all.
            formal: whether they are formal; None means either.
            looped: whether they join a collective with itself; None means either.
        """
        return self.engine.links_at(
            self.engine.indexes.where(kinds, statuses, formal, looped).tolist()
        )

    def parts(self, agency: str) -> tuple[str, ...]:
        """An agency and everything that is part of it, itself first."""
        children, ids = self.engine.indexes.children, self.engine.columns.ids
        found = self.engine.codes([agency])
        for code in found:
            found.extend(children.get(code, ()))
        return tuple(ids[code] for code in found)

    def acting_for(self, agency: str) -> frozenset[str]:
        """Agencies whose links count as this agency's own.

        These are the agency, its parts (what a field office does, its agency does) and the
        collectives that it is a member of (what a source says of all, it says of each).
        """
        columns = self.engine.columns
        (code,) = self.engine.codes([agency])
        collectives = self.engine.indexes.collectives.get(code, ())
        return frozenset([*self.parts(agency), *(columns.ids[code] for code in collectives)])

    def holders(self, function: str, jurisdiction: str | None = None) -> tuple[str, ...]:
        """Ids of the agencies that hold a mandate in a function, in the order of the data.

        Args:
            function: id of the function.
            jurisdiction: only those of this country or subdivision.

        Raises:
            UnknownName: a function that there isn't.
            ValueError: a code that is no jurisdiction.
        """
        columns = self.engine.columns
        if function not in columns.functions:
            raise unknown("function", function, columns.functions)
        self._require_place(jurisdiction)
        held = self.engine.indexes.holders[columns.functions.index(function)]
        if jurisdiction is not None:
            held = held[columns.within(jurisdiction)[held]]
        return tuple(columns.ids[code] for code in held.tolist())

    def label(self, agency: str) -> str:
        """Short name of an agency for sentences; of bodies of one name, with what tells them apart.

        Example:
            >>> network = Network(
            ...     title="Two",
            ...     agencies=[
            ...         {"id": "moh-gn", "name": "Ministry of Health", "jurisdiction": "GN"},
            ...         {"id": "moh-lr", "name": "Ministry of Health", "jurisdiction": "LR"},
            ...     ],
            ... )
            >>> network.label("moh-gn")
            'Ministry of Health (Guinea)'
        """
        return self._apart.get(agency) or self.agencies[agency].label

    @cached_property
    def _apart(self) -> dict[str, str]:
        """Labels of the agencies whose own one others have as well."""
        return labels_apart(self.agencies, self.gazetteer)


_STATE = (*_HEAD, "origins", *SECTIONS)
"""Attributes that make a network; what else it holds follows from them."""


def _heading(network: Network) -> dict[str, Any]:
    """What a graph says of itself."""
    about = {"title": network.title, "as_of": network.as_of}
    return {name: plain(value) for name, value in about.items() if value is not None}


def _first(records: Mapping[str, Agency]) -> list[Agency]:
    return list(islice(records.values(), SHOWN))


def _chosen(
    names: Iterable[str] | None,
    known: Iterable[str],
    what: str,
    default: Iterable[str] | None = None,
) -> set[str]:
    """Words that are all known; one bare word is taken for a list of it."""
    if names is None:
        return set(known if default is None else default)
    chosen, accepted = {names} if isinstance(names, str) else set(names), set(known)
    if strange := sorted(chosen - accepted):
        raise unknown(what, strange[0], accepted)
    return chosen
