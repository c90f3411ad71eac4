"""Graphs of igraph, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coordination.errors import MissingExtra
from coordination.formats.graph import Edge, PlainGraph, columns_of, named_by_id, plain_graph
from coordination.network import Network

if TYPE_CHECKING:
    import igraph

__all__ = ["plain_graph_of", "to_igraph"]


def to_igraph(network: Network) -> igraph.Graph:
    """A network as a graph of igraph; see `Network.to_igraph`."""
    try:
        import igraph
    except ImportError as error:
        raise MissingExtra("igraph", "igraph", "a graph of igraph") from error
    graph = named_by_id(plain_graph(network))
    place = {key: number for number, key in enumerate(graph.nodes)}
    nodes = {
        name: [said.get(name) for said in graph.nodes.values()]
        for name in columns_of(iter(graph.nodes.values()))
    }
    edges = {
        name: [one.attributes.get(name) for one in graph.edges]
        for name in columns_of(one.attributes for one in graph.edges)
    }
    return igraph.Graph(
        n=len(place),
        edges=[(place[one.source], place[one.target]) for one in graph.edges],
        directed=True,
        graph_attrs=graph.attributes,
        vertex_attrs=nodes,
        edge_attrs=edges,
    )


def plain_graph_of(graph: Any) -> PlainGraph:
    """The vertices and edges of a graph of igraph, with their attributes by name."""
    found = PlainGraph({name: graph[name] for name in graph.attributes()})
    keys = [
        str(vertex["name"] if "name" in vertex.attributes() else vertex.index)
        for vertex in graph.vs
    ]
    for key, vertex in zip(keys, graph.vs, strict=True):
        found.nodes[key] = {
            name: said for name, said in vertex.attributes().items() if name != "name"
        }
    directed = graph.is_directed()
    for edge in graph.es:
        said = {name: value for name, value in edge.attributes().items() if value is not None}
        ends = keys[edge.source], keys[edge.target]
        found.edges.append(Edge(*ends, str(edge.index), said, directed))
    return found
