"""GEXF 1.3 with dates: Gephi and its timeline, Gephi Lite."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from coordination.formats.format import Format, sections_lost
from coordination.formats.graph import PlainGraph, columns_of, plain_graph
from coordination.formats.networkx_graph import plain_graph_of
from coordination.formats.xml_files import read_as
from coordination.model import first_day, last_day
from coordination.model.plain import Plain, cell_text
from coordination.network import Network

__all__ = ["FORMAT"]

_SPACE = "http://gexf.net/1.3"

_AS_WRITTEN = {"start": "start_as_written", "end": "end_as_written"}
"""Attributes for dates that are a year or a month: the timeline takes days alone."""


def _contents(network: Network, _: str) -> dict[str, bytes]:
    """The file. networkx's writer would number edges anew and leave `timeformat` out."""
    graph = plain_graph(network, alone=True)
    root = ET.Element("gexf", xmlns=_SPACE, version="1.3")
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "coordination-graph"
    ET.SubElement(meta, "description").text = cell_text(graph.attributes["title"])
    body = ET.SubElement(root, "graph", defaultedgetype="directed")
    dated = any("start" in edge.attributes or "end" in edge.attributes for edge in graph.edges)
    if dated:
        body.set("mode", "dynamic")
        body.set("timeformat", "date")
    edges = [_dated(edge.attributes) for edge in graph.edges]
    node_columns = _declare(body, "node", columns_of(iter(graph.nodes.values())))
    edge_columns = _declare(body, "edge", columns_of(said for said, _ in edges))
    nodes = ET.SubElement(body, "nodes")
    for key, attributes in graph.nodes.items():
        # A node has no dates: an agency that moved in 2003 would hide its links of 1978.
        node = ET.SubElement(nodes, "node", id=key, label=cell_text(attributes["label"]))
        _say(node, attributes, node_columns)
    found = ET.SubElement(body, "edges")
    for edge, (said, days) in zip(graph.edges, edges, strict=True):
        # Edges of one pair stay apart by their `kind`.
        kind = cell_text(edge.attributes["kind"])
        ends = {"id": edge.key, "source": edge.source, "target": edge.target}
        label = cell_text(edge.attributes["label"])
        _say(ET.SubElement(found, "edge", ends, label=label, kind=kind, **days), said, edge_columns)
    ET.indent(root)
    return {"": ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"}


def _dated(attributes: dict[str, Plain]) -> tuple[dict[str, Plain], dict[str, str]]:
    """Attributes without dates, and the days between which the edge is there."""
    said, days = dict(attributes), {}
    for name, day_of in (("start", first_day), ("end", last_day)):
        text = said.pop(name, None)
        if isinstance(text, str):
            days[name] = day_of(text).isoformat()
            if days[name] != text:
                said[_AS_WRITTEN[name]] = text
    return said, days


def _declare(body: ET.Element, which: str, columns: dict[str, Any]) -> dict[str, str]:
    """Declare attributes; numbers as their ids, because some readers take words for titles."""
    numbers = {name: str(number) for number, name in enumerate(columns) if name != "label"}
    declared = ET.SubElement(body, "attributes", {"class": which})
    for name, number in numbers.items():
        kind = {bool: "boolean", int: "integer", float: "double"}.get(type(columns[name]), "string")
        ET.SubElement(declared, "attribute", id=number, title=name, type=kind)
    return numbers


def _say(element: ET.Element, attributes: dict[str, Plain], numbers: dict[str, str]) -> None:
    values = ET.SubElement(element, "attvalues")
    for name, value in attributes.items():
        if name in numbers:
            ET.SubElement(values, "attvalue", {"for": numbers[name], "value": cell_text(value)})


def _read(path: Path) -> PlainGraph:
    import networkx as nx

    with read_as("GEXF"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # networkx tells of the versions that it tries
        root = ET.parse(path).getroot()
        found: Any = nx.read_gexf(path)
    graph = plain_graph_of(found)
    title = next((one.text for one in root.iter() if one.tag.endswith("}description")), None)
    graph.attributes = {"title": title} if title else {}
    for edge in graph.edges:
        for name, written in _AS_WRITTEN.items():
            if written in edge.attributes:
                edge.attributes[name] = edge.attributes.pop(written)
    return graph


def _lost(network: Network) -> list[str]:
    about = [
        name
        for name in ("as_of", "summary", "headline", "study", "examined")
        if getattr(network, name, None)
    ]
    said = [", ".join(name.replace("_", " ") for name in about)] if about else []
    return [*sections_lost(network, "agencies", "links"), *said]


FORMAT = Format(
    "gexf",
    "GEXF",
    (".gexf",),
    _contents,
    _lost,
    "title, agencies, links, and their dates for the timeline",
    _read,
    proof="networkx, Gephi Lite's reader",
)
