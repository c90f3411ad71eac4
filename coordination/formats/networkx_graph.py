"""Graphs of networkx as plain graphs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coordination.formats.graph import Edge, PlainGraph

__all__ = ["plain_graph_of"]


def plain_graph_of(graph: Any) -> PlainGraph:
    """The nodes and edges of any networkx graph, with their attributes by name."""
    directed, several = graph.is_directed(), graph.is_multigraph()
    found = PlainGraph({str(name): value for name, value in graph.graph.items()})
    found.nodes = {str(node): _named(attributes) for node, attributes in graph.nodes(data=True)}
    edges = graph.edges(keys=True, data=True) if several else graph.edges(data=True)
    for number, (source, target, *key, attributes) in enumerate(edges):
        name = str(key[0]) if key else str(number)
        found.edges.append(Edge(str(source), str(target), name, _named(attributes), directed))
    return found


def _named(attributes: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in attributes.items()}
