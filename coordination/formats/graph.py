"""A network as nodes and edges with plain attributes, for all formats of graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from coordination.model import Document, Record
from coordination.model.cited import written_out
from coordination.model.plain import Plain, plain, plain_fields

if TYPE_CHECKING:
    import networkx as nx

    from coordination.network import Network

__all__ = ["Edge", "PlainGraph", "columns_of", "named_by_id", "networkx_graph", "plain_graph"]


class Edge(NamedTuple):
    """One edge.

    Attributes:
        source, target: ids of its ends.
        key: id of the edge, different from those of all others.
        attributes: what is said of it, by name.
        directed: whether it leads one way in the file; ours always do.
    """

    source: str
    target: str
    key: str
    attributes: dict[str, Any]
    directed: bool = True


@dataclass
class PlainGraph:
    """A graph with attributes.

    Attributes:
        attributes: what is said of the whole, by name.
        nodes: what is said of each node, by id.
        edges: the edges, in their order.
    """

    attributes: dict[str, Any] = field(default_factory=dict)
    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)


def plain_graph(network: Network, *, alone: bool = False) -> PlainGraph:
    """A network as nodes and edges whose attributes are all text, numbers or booleans.

    The fields of agencies and links keep their names, and each has a `label` besides: the short
    name of the agency, the name or kind of the link. Lists are joined by "; ". Mandates, passages
    and the sections that are neither agencies nor links are JSON text; the latter are attributes of
    the graph.

    An instrument of several parties has an edge for each pair of them, all with its id as `link`.

    Args:
        network: the network.
        alone: whether agencies and links must do without the other sections, so that a passage that
            they name by its id is written out.

    Example:
        >>> from coordination.loading import load
        >>> graph = plain_graph(load("gunrunner-cnn-2010"))
        >>> graph.nodes["atf"]["label"], graph.nodes["atf"]["jurisdiction"]
        ('ATF', 'US')
    """
    document = network.document
    attributes = {
        name: value
        for name in Document.model_fields
        if name not in ("agencies", "links")
        and (value := plain(getattr(document, name))) is not None
    }
    written = written_out if alone else _as_it_is
    nodes = {
        key: {"label": _text(agency.label), **plain_fields(written(agency), without=("id",))}
        for key, agency in network.agencies.items()
    }
    return PlainGraph(attributes, nodes, list(_edges(network, written)))


def _edges(network: Network, written: Callable[[Record], Record]) -> Iterator[Edge]:
    for link in network.links.values():
        label = link.name or link.kind.replace("-", " ")
        said = plain_fields(written(link), without=("id", "source", "target"))
        for source, target, key in link.pairs():
            yield Edge(source, target, key, {"link": link.id, "label": _text(label), **said})


def _as_it_is(record: Record) -> Record:
    return record


def _text(value: str) -> Plain:
    found = plain(value)
    assert found is not None  # text stays text
    return found


def named_by_id(graph: PlainGraph) -> PlainGraph:
    """The graph as igraph and R want it: `name` is the id, the agency's name is `full_name`.

    They look vertices up by `name`, and two of one name end in an error.
    """
    nodes = {
        key: {"name": key, "full_name": said["name"]}
        | {name: value for name, value in said.items() if name != "name"}
        for key, said in graph.nodes.items()
    }
    return PlainGraph(graph.attributes, nodes, graph.edges)


def columns_of(rows: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """The names of all attributes in the order in which they come, each with one of its values."""
    found: dict[str, Any] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, value)
    return found


def networkx_graph(graph: PlainGraph) -> nx.MultiDiGraph:
    """The same as a networkx graph, whose keys of edges are the ids of links."""
    import networkx as nx

    found = nx.MultiDiGraph(**graph.attributes)
    found.add_nodes_from(graph.nodes.items())
    found.add_edges_from(
        (edge.source, edge.target, edge.key, edge.attributes) for edge in graph.edges
    )
    return found
