"""GEXF 1.3 with dates: Gephi and its timeline, Gephi Lite."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
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
from coordination.text.xml import attribute, content

__all__ = ["FORMAT"]

_SPACE = "http://gexf.net/1.3"

_AS_WRITTEN = {"start": "start_as_written", "end": "end_as_written"}
"""Attributes for dates that are a year or a month: the timeline takes days alone."""


def _contents(network: Network, _: str) -> dict[str, bytes]:
    """The file. networkx's writer would number edges anew and leave `timeformat` out."""
    graph = plain_graph(network, alone=True)
    edges = [_dated(edge.attributes) for edge in graph.edges]
    node_columns = _numbers(columns_of(iter(graph.nodes.values())))
    edge_columns = _numbers(columns_of(said for said, _ in edges))
    dated = any(days for _, days in edges)
    timeline = ' mode="dynamic" timeformat="date"' if dated else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<gexf xmlns="{_SPACE}" version="1.3">',
        "<meta><creator>coordination-graph</creator>",
        f"<description>{content(cell_text(graph.attributes['title']))}</description></meta>",
        f'<graph defaultedgetype="directed"{timeline}>',
        *_declared("node", node_columns),
        *_declared("edge", edge_columns),
        "<nodes>",
    ]
    for key, said in graph.nodes.items():
        # A node has no dates: an agency that moved in 2003 would hide its links of 1978.
        lines.append(f"<node id={attribute(key)} label={attribute(cell_text(said['label']))}>")
        lines.append(f"{_said(said, node_columns)}</node>")
    lines.append("</nodes><edges>")
    for edge, (said, days) in zip(graph.edges, edges, strict=True):
        # Edges of one pair stay apart by their `kind`.
        given = {
            "id": edge.key,
            "source": edge.source,
            "target": edge.target,
            "label": cell_text(edge.attributes["label"]),
            "kind": cell_text(edge.attributes["kind"]),
            **days,
        }
        written = " ".join(f"{name}={attribute(text)}" for name, text in given.items())
        lines.append(f"<edge {written}>{_said(said, edge_columns)}</edge>")
    lines.append("</edges></graph></gexf>\n")
    return {"": "\n".join(lines).encode()}


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


_Numbers = dict[str, tuple[str, str]]
"""Number and type of each attribute; numbers, since some readers take words for titles."""


def _numbers(columns: dict[str, Any]) -> _Numbers:
    kinds = {bool: "boolean", int: "integer", float: "double"}
    return {
        name: (str(number), kinds.get(type(value), "string"))
        for number, (name, value) in enumerate(columns.items())
        if name != "label"
    }


def _declared(which: str, numbers: _Numbers) -> Iterator[str]:
    yield f'<attributes class="{which}">'
    for name, (number, kind) in numbers.items():
        yield f'<attribute id="{number}" title={attribute(name)} type="{kind}"/>'
    yield "</attributes>"


def _said(attributes: dict[str, Plain], numbers: _Numbers) -> str:
    values = [
        f'<attvalue for="{numbers[name][0]}" value={attribute(cell_text(value))}/>'
        for name, value in attributes.items()
        if name in numbers
    ]
    return f"<attvalues>{''.join(values)}</attvalues>"


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
