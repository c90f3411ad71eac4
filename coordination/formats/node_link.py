"""Node-link JSON: networkx and D3."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coordination.errors import DataError
from coordination.formats.format import Format, nothing_lost
from coordination.formats.graph import Edge, PlainGraph, plain_graph
from coordination.formats.json_files import json_bytes, json_of, object_in
from coordination.network import Network

__all__ = ["FORMAT"]


def _contents(network: Network, _: str) -> dict[str, bytes]:
    graph = plain_graph(network)
    data = {
        "directed": True,
        "multigraph": True,
        "graph": graph.attributes,
        "nodes": [{"id": key, **said} for key, said in graph.nodes.items()],
        "edges": [
            {"source": one.source, "target": one.target, "key": one.key, **one.attributes}
            for one in graph.edges
        ],
    }
    return {"": json_bytes(data)}


def _read(path: Path) -> PlainGraph:
    data = json_of(path)
    edges = data.get("edges", data.get("links"))  # D3 and older networkx write `links`
    if not isinstance(data.get("nodes"), list) or not isinstance(edges, list):
        raise DataError.of("it holds no graph", "the lists `nodes` and `edges` (`links`)")
    graph = PlainGraph(object_in(data.get("graph"), "graph"))
    for number, node in enumerate(data["nodes"]):
        said = dict(node) if isinstance(node, dict) else {"id": node}
        graph.nodes[str(said.pop("id", number))] = said
    directed = bool(data.get("directed", False))
    names = list(graph.nodes)
    for number, edge in enumerate(edges):
        said = object_in(edge, f"edges[{number}]")
        ends = [_end(said.pop(end, None), graph, names, number) for end in ("source", "target")]
        key = str(said.pop("key", number))
        graph.edges.append(Edge(ends[0], ends[1], key, said, directed))
    return graph


def _end(end: Any, graph: PlainGraph, names: list[str], number: int) -> str:
    """The node that an edge names by its id, or (as early D3 had it) by its place."""
    if str(end) in graph.nodes:
        return str(end)
    if isinstance(end, int) and 0 <= end < len(names):
        return names[end]
    raise DataError.of(f"there is no node {end!r}", where=f"edges[{number}]")


FORMAT = Format(
    "node-link",
    "node-link JSON",
    (".node-link.json",),
    _contents,
    nothing_lost,
    "everything; what is neither agency nor link as JSON text of the graph",
    _read,
    proof="networkx",
)
