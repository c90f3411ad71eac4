"""Kumu's JSON, which it calls a blueprint."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from coordination.errors import DataError
from coordination.formats.format import Format
from coordination.formats.gexf import FORMAT as GEXF
from coordination.formats.graph import Edge, PlainGraph, plain_graph
from coordination.formats.json_files import json_bytes, json_of, object_in
from coordination.network import Network

__all__ = ["FORMAT"]


def _contents(network: Network, _: str) -> dict[str, bytes]:
    graph = plain_graph(network, alone=True)
    labels = _labels({key: str(said["name"]) for key, said in graph.nodes.items()})
    data = {
        "elements": [
            {"id": key, "label": labels[key], "type": said["kind"], **_rest(said)}
            for key, said in graph.nodes.items()
        ],
        # Without an id Kumu would merge the links of a pair.
        "connections": [
            {
                "id": edge.key,
                "from": labels[edge.source],
                "to": labels[edge.target],
                "direction": "mutual" if edge.attributes["mutual"] else "directed",
                "type": edge.attributes["kind"],
                **_rest(edge.attributes),
                "label": edge.attributes["label"],
            }
            for edge in graph.edges
        ],
    }
    return {"": json_bytes(data)}


def _labels(names: dict[str, str]) -> dict[str, str]:
    """The names, by which Kumu distinguishes elements; repeated ones with their id."""
    often = Counter(name.strip().lower() for name in names.values())
    return {
        key: name if often[name.strip().lower()] == 1 else f"{name} ({key})"
        for key, name in names.items()
    }


def _rest(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in ("label", "kind")}


def _read(path: Path) -> PlainGraph:
    data = json_of(path)
    elements, connections = data.get("elements"), data.get("connections")
    if not isinstance(elements, list) or not isinstance(connections, list):
        raise DataError.of("it holds no map", "the lists `elements` and `connections`")
    graph = PlainGraph({"title": data["name"]} if data.get("name") else {})
    by_id: dict[str, str] = {}
    by_label: dict[str, str] = {}
    for number, element in enumerate(elements):
        said = _flat(object_in(element, f"elements[{number}]"))
        label = str(said.get("label") or said.get("id") or number)
        key = str(said.pop("id", None) or said.pop("_id", None) or label)
        said["kind"] = said.pop("type", None) or said.pop("element type", None)
        if "name" in said:
            said.pop("label", None)
        graph.nodes[key] = {name: value for name, value in said.items() if value is not None}
        by_id[key] = by_label[label] = key
    keys = by_id | by_label  # one's id may be another's label, and connections name labels
    for number, connection in enumerate(connections):
        said = _flat(object_in(connection, f"connections[{number}]"))
        ends = []
        for end in ("from", "to"):
            name = str(said.pop(end, ""))
            if name not in keys:
                where = f"connections[{number}].{end}"
                raise DataError.of(f"there is no element {name!r}", where=where)
            ends.append(keys[name])
        key = str(said.pop("id", number))
        direction = str(said.pop("direction", "undirected"))
        for name in ("type", "connection type", "_id"):
            value = said.pop(name, None)
            if value is not None and name != "_id":
                said.setdefault("kind", value)
        graph.edges.append(Edge(ends[0], ends[1], key, said, direction == "directed"))
    return graph


def _flat(item: dict[str, Any]) -> dict[str, Any]:
    """Fields of an element; backups of a project keep the users' own below `attributes`."""
    inner = item.get("attributes")
    outer = {name: value for name, value in item.items() if name != "attributes"}
    return {**outer, **inner} if isinstance(inner, dict) else outer


FORMAT = Format(
    "kumu",
    "Kumu JSON",
    (".kumu.json",),
    _contents,
    lambda network: [*GEXF.lost(network), "the title"],
    "agencies and links",
    _read,
    proof="its own reader, by the documented form",
)
