"""Networks made of the tables and graphs of other tools."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coordination.network.lookups import Lookups

if TYPE_CHECKING:
    import igraph
    import networkx as nx

    from coordination.network.network import Network

__all__ = ["FromOtherTools"]


class FromOtherTools(Lookups):
    """What a `Network` can be made of; each tool is imported when asked for."""

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
            >>> from coordination.network import Network
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
            >>> from coordination.network import Network
            >>> graph = nx.Graph([("ATF", "ICE")])
            >>> Network.from_networkx(graph, kind="liaison").links_between("atf", "ice")[0].kind
            'liaison'
        """
        from coordination.formats.foreign import network_of
        from coordination.formats.networkx_graph import plain_graph_of

        found = plain_graph_of(graph)
        return network_of(found, title=title, kind=kind, columns=columns, values=values)

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
            title, kind, columns, values: as for `from_networkx`.

        Raises:
            DataError: a value isn't accepted where it stands.
        """
        from coordination.formats.foreign import network_of
        from coordination.formats.igraph_graph import plain_graph_of

        found = plain_graph_of(graph)
        return network_of(found, title=title, kind=kind, columns=columns, values=values)
