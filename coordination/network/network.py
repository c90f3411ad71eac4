"""A network: checked records, and the indexes that rules, measures and views share."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from coordination.arguments import checked_arguments
from coordination.model import day_of
from coordination.model.subset import cut, in_force_on
from coordination.network.from_other_tools import FromOtherTools
from coordination.network.lookups import chosen_words

if TYPE_CHECKING:
    import igraph
    import networkx as nx
    import pandas as pd
    import polars as pl

    from coordination.engine.projection import Projection
    from coordination.engine.snapshot import Snapshot
    from coordination.report.grand import Grand

__all__ = ["Network"]


class Network(FromOtherTools):
    """Agencies and how they coordinate, as one set of records that fit together.

    A network never changes; `at` and `sub` give new ones. All records are frozen, and each mapping
    is keyed by id in the order of the data. The network itself is a container of its agencies:
    `network["atf"]`, `"atf" in network`, `len(network)`, `for key in network`.

    Args:
        document: the records as one document, or nothing where `records` are given.
        origins: where each record stands in its file, by (section, id).
        checked: whether the caller has checked the references already.
        cited: whether records hold what the passages say that they cite, as those of a network do.
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

    def _repr_html_(self) -> str:
        from coordination.text.html import SHOWN, small_table

        day = f", as of {self.as_of}" if self.as_of else ""
        first = islice(self.agencies.values(), SHOWN)
        shown = [(one.label, one.name, one.jurisdiction or "") for one in first]
        return small_table(
            self.title,
            self.counts + day,
            ("short", "agency", "jurisdiction"),
            shown,
            more=len(self) - len(shown),
            hint='co.write_html(network, "network.html") writes the page to look at',
        )

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
        from coordination.network.graphs import link_graph

        return link_graph(self)

    @checked_arguments
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
        from coordination.network.graphs import tie_graph

        return tie_graph(self, kinds, statuses, functions)

    @checked_arguments
    def snapshot(self, projection: Projection | None = None) -> Snapshot:
        """One projection of the links as a simple graph of arrays, computed once and kept.

        Args:
            projection: which links count and how; None means `Projection()`. One without a
                direction has ties, not arcs.
        """
        return self.engine.snapshot(projection)

    @checked_arguments
    def at(self, day: datetime.date | str) -> Network:
        """The network in force on a day.

        Links that had ended by then, or hadn't begun, are left out, as are links that are only
        planned without a date. A link whose status is "ended" but whose end lies later was running
        on that day, so its status becomes "active"; other statuses stand as the sources give them.
        Agencies stay, those too whose `since` is later: it says since when an agency has its
        present form, which many had predecessors of, and an agreement may be older than that.

        Args:
            day: a date, or its ISO text; of a year or a month its last day.

        Raises:
            ValueError: the text is no date.
        """
        when = day_of(day, "day")
        links = in_force_on(self.links.values(), when)
        document = cut(self.document, links=links, agencies=self.agencies, as_of=when)
        return Network(document, origins=self.origins, checked=True)

    @checked_arguments
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
        chosen = chosen_words(agencies, self.agencies, "agency")
        if function is not None:
            chosen_words([function], self.functions, "function")
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

    # -- for other tools; imported when asked for, since they stand above --------------------

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
        from coordination.formats.frames import network_table, to_pandas

        return to_pandas(network_table(self, table))

    def to_polars(self, table: str) -> pl.DataFrame:
        """A section as a table of polars, one row a record; see `to_pandas`.

        Args:
            table: a section, "mandates" or "evidence".
        """
        from coordination.formats.frames import network_table, to_polars

        return to_polars(network_table(self, table))

    @checked_arguments
    def grand(self, projection: Projection | None = None) -> Grand:
        """The 25 items of the GRAND reporting guideline, filled from the data.

        Args:
            projection: the projection that measures are taken from; None means `Projection()`.
        """
        from coordination.report.grand import grand

        return grand(self, projection)
