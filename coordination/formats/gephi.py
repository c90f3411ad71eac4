"""Gephi's pair of tables, nodes and edges, which R, Power BI and spreadsheets take as well."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

from coordination.errors import DataError, Issue
from coordination.formats.format import Format
from coordination.formats.gexf import FORMAT as GEXF
from coordination.formats.graph import Edge, PlainGraph, columns_of, plain_graph
from coordination.model.plain import cell_text
from coordination.network import Network
from coordination.text.csv_cells import csv_bytes, unguarded

__all__ = ["FORMAT"]

NODES, EDGES = "-nodes.csv", "-edges.csv"

_PART = re.compile(r"[-_. \[(]*(nodes|edges)[\])]*\Z", re.IGNORECASE)


def _contents(network: Network, _: str) -> dict[str, bytes]:
    graph = plain_graph(network, alone=True)
    nodes = [name for name in columns_of(iter(graph.nodes.values())) if name != "label"]
    edges = [name for name in columns_of(one.attributes for one in graph.edges) if name != "label"]
    return {
        NODES: csv_bytes(
            ("Id", "Label", *map(_title, nodes)),
            (
                (key, *(cell_text(said.get(name)) for name in ("label", *nodes)))
                for key, said in graph.nodes.items()
            ),
        ),
        # `Type` is Gephi's word for the direction; our kind is `Kind`. Edges of one pair stay apart
        # by their Id where Gephi is told not to merge them.
        EDGES: csv_bytes(
            ("Source", "Target", "Type", "Id", "Label", "Weight", *map(_title, edges)),
            (
                (
                    edge.source,
                    edge.target,
                    "Undirected" if edge.attributes["mutual"] else "Directed",
                    edge.key,
                    cell_text(edge.attributes["label"]),
                    "1",
                    *(cell_text(edge.attributes.get(name)) for name in edges),
                )
                for edge in graph.edges
            ),
        ),
    }


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _pair(path: Path) -> tuple[Path, ...]:
    """The pair that a file belongs to: either of both, or the name that they share.

    Gephi itself names its files as people like: "case [Nodes].csv" and "case_edges.csv" fit too.
    """
    base = _PART.sub("", path.stem)
    found = {"nodes": path.with_name(base + NODES), "edges": path.with_name(base + EDGES)}
    if path.parent.is_dir():
        for file in sorted(path.parent.glob("*.csv")):
            part = _PART.search(file.stem)
            if part and _PART.sub("", file.stem) == base and not found[part[1].lower()].is_file():
                found[part[1].lower()] = file
    return found["nodes"], found["edges"]


def _read(path: Path) -> PlainGraph:
    nodes, edges = _pair(path)
    missing = [one.name for one in (nodes, edges) if not one.is_file()]
    if missing:
        expected = f"the pair {nodes.name} and {edges.name}"
        raise DataError.of(f"there is no file {missing[0]} beside it", expected)
    graph = PlainGraph({"title": _PART.sub("", nodes.stem) or "Network"})
    for _, row in _rows(nodes, "Id"):
        graph.nodes[row.pop("Id")] = row
    for number, row in _rows(edges, "Source", "Target"):
        source, target = row.pop("Source"), row.pop("Target")
        for end in (source, target):
            graph.nodes.setdefault(end, {})
        directed = row.pop("Type", "Directed").strip().lower() != "undirected"
        key = row.pop("Id", None) or str(number)
        said = {_name(name): value for name, value in row.items()}
        graph.edges.append(Edge(source, target, key, said, directed))
    return graph


def _name(title: str) -> str:
    return title.lower() if title in ("Link", "Label") else title


def _rows(path: Path, *needed: str) -> list[tuple[int, dict[str, Any]]]:
    """The rows of a table with their numbers, which have a cell in each column that is needed."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            text = stream.read()
    except UnicodeDecodeError:
        raise DataError.of("it isn't UTF-8 text", file=path.name) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DataError.of(f"it isn't CSV: {error}", file=path.name) from None
    head = [name.strip() for name in rows[0]] if rows else []
    absent = [name for name in needed if name not in head]
    if absent:
        expected = f"the columns {', '.join(needed)} in the first line"
        raise DataError.of(f"there is no column {absent[0]!r}", expected, file=path.name, line=1)
    found = [
        (number, {name: unguarded(cell) for name, cell in zip(head, row, strict=False) if cell})
        for number, row in enumerate(rows[1:])
        if any(row)
    ]
    empty = [
        Issue(path.name, where=f"row {number + 2}", message=f"it has nothing in {name!r}")
        for number, row in found
        for name in needed
        if name not in row
    ]
    if empty:
        raise DataError(empty[:_MOST_ISSUES])
    return found


_MOST_ISSUES = 200


FORMAT = Format(
    "gephi",
    "Gephi's CSV pair",
    (),
    _contents,
    lambda network: [*GEXF.lost(network), "the title"],
    "agencies and links",
    _read,
    parts=_pair,
    proof="pandas, polars, DuckDB",
)
