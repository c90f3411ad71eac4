"""Cytoscape's JSON (.cyjs): Cytoscape, Cytoscape.js, networkx."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coordination.errors import DataError
from coordination.formats.format import Format, nothing_lost
from coordination.formats.graph import Edge, PlainGraph, plain_graph
from coordination.formats.json_files import json_bytes, json_of, list_in, object_in
from coordination.network import Network

__all__ = ["FORMAT"]


def _contents(network: Network, _: str) -> dict[str, bytes]:
    graph = plain_graph(network)
    data = {
        "data": {"name": graph.attributes["title"], **graph.attributes},
        "directed": True,
        "multigraph": True,
        "elements": {
            # networkx looks for its nodes in `value`.
            "nodes": [
                {"data": {"id": key, "value": key, **said}} for key, said in graph.nodes.items()
            ],
            "edges": [
                {
                    "data": {
                        "id": one.key,
                        "source": one.source,
                        "target": one.target,
                        "key": one.key,
                        "interaction": one.attributes["kind"],
                        **one.attributes,
                    }
                }
                for one in graph.edges
            ],
        },
    }
    return {"": json_bytes(data)}


def _read(path: Path) -> PlainGraph:
    data = json_of(path)
    elements = data.get("elements")
    if isinstance(elements, list):  # Cytoscape.js also takes one list of both
        said_of = [(one, _data(one, f"elements[{n}]")) for n, one in enumerate(elements)]
        elements = {
            "nodes": [one for one, said in said_of if "source" not in said],
            "edges": [one for one, said in said_of if "source" in said],
        }
    if not isinstance(elements, dict) or not isinstance(elements.get("nodes"), list):
        raise DataError.of("it holds no graph", "`elements` with `nodes` and `edges`")
    graph = PlainGraph(object_in(data.get("data"), "data"))
    for number, node in enumerate(elements["nodes"]):
        said = _data(node, f"nodes[{number}]")
        key = str(said.pop("id", None) or said.get("value"))
        said.pop("value", None)
        graph.nodes[key] = said
    for number, edge in enumerate(list_in(elements.get("edges"), "edges")):
        said = _data(edge, f"edges[{number}]")
        ends = [str(said.pop(end, None)) for end in ("source", "target")]
        for end in ends:
            if end not in graph.nodes:
                raise DataError.of(f"there is no node {end!r}", where=f"edges[{number}]")
        key = str(said.pop("id", number))
        said.pop("key", None)
        kind = said.pop("interaction", None)
        if kind is not None:
            said.setdefault("kind", kind)
        graph.edges.append(Edge(ends[0], ends[1], key, said))
    return graph


def _data(element: Any, where: str) -> dict[str, Any]:
    return object_in(object_in(element, where).get("data"), f"{where}.data")


FORMAT = Format(
    "cytoscape",
    "Cytoscape JSON",
    (".cyjs",),
    _contents,
    nothing_lost,
    "everything; what is neither agency nor link as JSON text of the network",
    _read,
    proof="networkx",
)
