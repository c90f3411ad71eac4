"""Neo4j: two tables and the script that loads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from coordination.formats.format import Format
from coordination.formats.gexf import FORMAT as GEXF
from coordination.formats.graph import columns_of, plain_graph
from coordination.model import Agency, Link
from coordination.model.plain import cell_text, shapes
from coordination.network import Network
from coordination.text.csv_cells import csv_bytes

__all__ = ["FORMAT"]

_LISTS = frozenset(
    name
    for model in (Agency, Link)
    for name in model.model_fields
    if "list" in shapes(model, name) and name not in ("mandates", "evidence")
)
"""Fields that become arrays; what is nested deeper stays JSON text."""


def _contents(network: Network, stem: str) -> dict[str, bytes]:
    graph = plain_graph(network, alone=True)
    about = columns_of(iter(graph.nodes.values()))
    said = columns_of(one.attributes for one in graph.edges)
    kinds = sorted({str(one.attributes["kind"]) for one in graph.edges})
    agencies = csv_bytes(
        ("id:ID", ":LABEL", *(_typed(name, value) for name, value in about.items())),
        ((key, "Agency", *_cells(attributes, about)) for key, attributes in graph.nodes.items()),
    )
    links = csv_bytes(
        (":START_ID", ":END_ID", ":TYPE", "id", *(_typed(n, value) for n, value in said.items())),
        (
            (
                one.source,
                one.target,
                _type(str(one.attributes["kind"])),
                one.key,
                *_cells(one.attributes, said),
            )
            for one in graph.edges
        ),
    )
    script = "\n".join(_script(_file_name(stem), about, said, kinds)) + "\n"
    return {".cypher": script.encode(), "-agencies.csv": agencies, "-links.csv": links}


def _cells(attributes: dict[str, Any], columns: Iterable[str]) -> Iterator[str]:
    for name in columns:
        text = cell_text(attributes.get(name))
        if name in _LISTS:
            text = text.replace("; ", ";")
        if "\\" in text:
            # Neo4j may read a backslash before a quote, or at the end of a cell, as an escape.
            text = re.sub(r'\\(?="|\Z)', r"\\ ", text)
        yield text


def _typed(name: str, value: Any) -> str:
    if name in _LISTS:
        return f"{name}:string[]"
    kind = {bool: "boolean", int: "int", float: "double"}.get(type(value))
    return f"{name}:{kind}" if kind else name


def _type(kind: str) -> str:
    return kind.upper().replace("-", "_")


def _file_name(stem: str) -> str:
    """The name of the files inside an address and a text of Cypher."""
    return re.sub(r"[^\w.-]", lambda one: f"%{ord(one.group()):02X}", stem, flags=re.ASCII)


def _script(
    stem: str, about: dict[str, Any], said: dict[str, Any], kinds: list[str]
) -> Iterator[str]:
    yield "// Loads agencies and links into a running database; put both tables into its folder"
    yield "// `import`. It may be run again: nothing is doubled. Faster, into an empty database:"
    yield f"//   neo4j-admin database import full --nodes={stem}-agencies.csv"
    yield f"//     --relationships={stem}-links.csv --array-delimiter=';' --multiline-fields=true"
    yield "CREATE CONSTRAINT agency_id IF NOT EXISTS FOR (a:Agency) REQUIRE a.id IS UNIQUE;"
    yield ""
    yield f"LOAD CSV WITH HEADERS FROM 'file:///{stem}-agencies.csv' AS row"
    yield "MERGE (a:Agency {id: row.`id:ID`})"
    yield f"SET {', '.join(_set('a', name, value) for name, value in about.items())};"
    for kind in kinds:
        yield ""
        yield f"LOAD CSV WITH HEADERS FROM 'file:///{stem}-links.csv' AS row"
        yield f"WITH row WHERE row.`:TYPE` = '{_type(kind)}'"
        yield "MATCH (a:Agency {id: row.`:START_ID`}), (b:Agency {id: row.`:END_ID`})"
        yield f"MERGE (a)-[r:{_type(kind)} {{id: row.id}}]->(b)"
        yield f"SET {', '.join(_set('r', name, value) for name, value in said.items())};"


def _set(what: str, name: str, value: Any) -> str:
    cell = f"row.`{_typed(name, value)}`"
    if name in _LISTS:
        return f"{what}.{name} = split({cell}, ';')"
    convert = {bool: "toBoolean", int: "toInteger", float: "toFloat"}.get(type(value))
    return f"{what}.{name} = {convert}({cell})" if convert else f"{what}.{name} = {cell}"


FORMAT = Format(
    "neo4j",
    "Neo4j CSV with its load script",
    (".cypher",),
    _contents,
    GEXF.lost,
    "agencies and links",
    proof="DuckDB (tables); the script by its form",
)
