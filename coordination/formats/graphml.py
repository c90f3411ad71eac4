"""GraphML: Gephi, Gephi Lite, yEd, visone, Cytoscape, igraph, SocNetV, NodeXL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from coordination.formats.format import Format, nothing_lost
from coordination.formats.graph import PlainGraph, named_by_id, plain_graph
from coordination.formats.networkx_graph import plain_graph_of
from coordination.formats.xml_files import read_as
from coordination.model.plain import cell_text
from coordination.network import Network
from coordination.text.xml import attribute, content

__all__ = ["FORMAT"]


_TYPES: dict[type, str] = {bool: "boolean", int: "long", float: "double", str: "string"}

_NODE_LABEL = (
    '<data key="node-graphics"><y:ShapeNode><y:NodeLabel>{}</y:NodeLabel></y:ShapeNode></data>'
)
_EDGE_LABEL = (
    '<data key="edge-graphics"><y:PolyLineEdge><y:EdgeLabel>{}</y:EdgeLabel>'
    "</y:PolyLineEdge></data>"
)
"""yEd shows these labels, and no attribute that is called so."""

_HEAD = """\
<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:y="http://www.yworks.com/xml/graphml"
    xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd">
<key id="node-graphics" for="node" yfiles.type="nodegraphics"/>
<key id="edge-graphics" for="edge" yfiles.type="edgegraphics"/>
"""


def _contents(network: Network, _: str) -> dict[str, bytes]:
    graph = named_by_id(plain_graph(network))
    keys = _Keys()
    lines = ['<graph edgedefault="directed">', *keys.data("graph", graph.attributes)]
    for key, said in graph.nodes.items():
        lines.append(f"<node id={attribute(key)}>")
        lines += keys.data("node", said)
        lines.append(f"{_NODE_LABEL.format(content(cell_text(said['label'])))}</node>")
    for edge in graph.edges:
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        lines.append(f"<edge {ends} id={attribute(edge.key)}>")
        lines += keys.data("edge", edge.attributes)
        label = content(cell_text(edge.attributes["label"]))
        lines.append(f"{_EDGE_LABEL.format(label)}</edge>")
    lines.append("</graph></graphml>\n")
    return {"": (_HEAD + "\n".join([*keys.declared(), *lines])).encode()}


class _Keys:
    """The attributes of a file, each declared once with its type."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, type], str] = {}

    def data(self, scope: str, said: Mapping[str, Any]) -> Iterator[str]:
        """The elements that say something of the graph, a node or an edge."""
        for name, value in said.items():
            given = scope, name, type(value)
            key = self._ids.get(given)
            if key is None:
                key = self._ids[given] = f"d{len(self._ids)}"
            text = value if given[2] is str else cell_text(value)
            yield f'<data key="{key}">{content(text)}</data>'

    def declared(self) -> Iterator[str]:
        """The declarations, which stand before all data."""
        for (scope, name, kind), key in self._ids.items():
            said = f'attr.name={attribute(name)} attr.type="{_TYPES[kind]}"'
            yield f'<key id="{key}" for="{scope}" {said}/>'


def _read(path: Path) -> PlainGraph:
    import networkx as nx

    with read_as("GraphML"):
        found: Any = nx.read_graphml(path, force_multigraph=True)
    for unused in ("node_default", "edge_default"):
        found.graph.pop(unused, None)
    return plain_graph_of(found)


FORMAT = Format(
    "graphml",
    "GraphML",
    (".graphml",),
    _contents,
    nothing_lost,
    "everything; what is neither agency nor link as JSON text of the graph",
    _read,
    proof="networkx, igraph, R's igraph, Gephi Lite's reader",
)
