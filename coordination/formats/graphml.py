"""GraphML: Gephi, Gephi Lite, yEd, visone, Cytoscape, igraph, SocNetV, NodeXL."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from coordination.formats.format import Format
from coordination.formats.graph import PlainGraph, named_by_id, networkx_graph, plain_graph
from coordination.formats.networkx_graph import plain_graph_of
from coordination.formats.xml_files import read_as
from coordination.network import Network

__all__ = ["FORMAT"]


def _contents(network: Network, _: str) -> dict[str, bytes]:
    import networkx as nx

    stream = BytesIO()
    # The writer on the standard library: with lxml, where it is there, bytes would differ.
    nx.write_graphml_xml(
        networkx_graph(named_by_id(plain_graph(network))), stream, prettyprint=True
    )
    # A bare carriage return is read as a line feed; written as a reference it stays.
    return {"": stream.getvalue().replace(b"\r", b"&#13;")}


def _read(path: Path) -> PlainGraph:
    import networkx as nx

    with read_as("GraphML"):
        found: Any = nx.read_graphml(path, force_multigraph=True)
    for unused in ("node_default", "edge_default"):
        found.graph.pop(unused, None)
    return plain_graph_of(found)


def _lost(_: Network) -> list[str]:
    return []


FORMAT = Format(
    "graphml",
    "GraphML",
    (".graphml",),
    _contents,
    _lost,
    "everything; what is neither agency nor link as JSON text of the graph",
    _read,
    proof="networkx, igraph, R's igraph, Gephi Lite's reader",
)
