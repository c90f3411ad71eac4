"""What we write, read by the readers of others and compared link by link."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import duckdb
import igraph
import networkx as nx
import pandas as pd
import polars as pl
import pytest

import coordination as co
from coordination.formats import FORMATS
from coordination.formats.graph import named_by_id, plain_graph
from coordination.formats.relations import arcs_by_kind
from coordination.model.plain import cell_text
from coordination.text.csv_cells import guarded, unguarded
from tests import bundled
from tests.formats.networks import HOSTILE, hostile, whole

HERE = Path(__file__).parent

NETWORKS = {"hostile": hostile, "whole": whole, "audit": lambda: bundled.network("gunrunner-2010")}


@pytest.fixture(params=NETWORKS)
def network(request):
    return NETWORKS[request.param]()


def expected(network, form="graphml"):
    """Nodes and edges with their attributes, as our writers start from them."""
    graph = plain_graph(network, alone=form == "gexf")
    if form == "graphml":
        graph = named_by_id(graph)
    edges = {one.key: (one.source, one.target, one.attributes) for one in graph.edges}
    assert len(edges) == len(graph.edges)
    return graph.nodes, edges


def unix(value):
    """Text with line feeds: readers of XML may give one for a carriage return."""
    return re.sub(r"\r\n?", "\n", value) if isinstance(value, str) else value


# -- networkx and igraph ---------------------------------------------------------------------------


def key_of(source, target, said):
    """The id of an edge, of what every reader keeps."""
    return f"{said['link']}:{source}~{target}" if said.get("parties") else said["link"]


def read_by_networkx(network, form, path):
    co.write(network, path, form)
    if form == "graphml":
        return nx.read_graphml(path, force_multigraph=True)
    if form == "gexf":
        return nx.read_gexf(path)
    data = json.loads(path.read_text(encoding="utf-8"))
    return (
        nx.cytoscape_graph(data) if form == "cytoscape" else nx.node_link_graph(data, edges="edges")
    )


@pytest.mark.parametrize("form", ["graphml", "gexf", "cytoscape", "node-link"])
def test_networkx_reads_every_link(form, network, tmp_path):
    graph = read_by_networkx(network, form, tmp_path / "x.file")
    nodes, edges = expected(network, form)
    assert set(graph.nodes) == set(nodes)
    for key, said in nodes.items():
        assert said.items() <= graph.nodes[key].items()
    found = {}
    for source, target, said in graph.edges(data=True):
        found[key_of(source, target, said)] = (source, target, said)
    assert set(found) == set(edges)
    for key, (source, target, said) in edges.items():
        assert found[key][:2] == (source, target)
        days = {"start", "end"} if form == "gexf" else set()
        assert {n: v for n, v in said.items() if n not in days}.items() <= found[key][2].items()


def test_igraph_reads_graphml(network, tmp_path):
    co.write(network, tmp_path / "x.graphml")
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "x.graphml"))
    nodes, edges = expected(network)
    assert graph.is_directed()
    assert [vertex["id"] for vertex in graph.vs] == list(nodes)
    for vertex, said in zip(graph.vs, nodes.values(), strict=True):
        assert {name: unix(vertex[name]) for name in said} == {n: unix(v) for n, v in said.items()}
    seen = []
    for edge in graph.es:
        ends = graph.vs[edge.source]["id"], graph.vs[edge.target]["id"]
        seen.append(key_of(*ends, edge.attributes()))
        source, target, said = edges[seen[-1]]
        assert ends == (source, target)
        assert {name: unix(edge[name]) for name in said} == {n: unix(v) for n, v in said.items()}
    assert sorted(seen) == sorted(edges)


def test_igraph_reads_dl_and_pajek_relation_by_relation(network, tmp_path):
    arcs = arcs_by_kind(network)
    written = co.write(network, tmp_path / "x.dl")
    assert [one.name for one in written.files] == [f"x-{kind}.dl" for kind in arcs]
    for file, kind in zip(written.files, arcs, strict=True):
        graph = igraph.Graph.Read_DL(str(file))
        assert graph.vs["name"] == list(network.agencies)
        found = [(graph.vs[e.source]["name"], graph.vs[e.target]["name"]) for e in graph.es]
        assert sorted(found) == sorted(arcs[kind])
    written = co.write(network, tmp_path / "x.net")
    assert [one.name for one in written.files] == [f"x-{kind}.net" for kind in arcs]
    for file, kind in zip(written.files, arcs, strict=True):
        graph = igraph.Graph.Read_Pajek(str(file))
        found = [(graph.vs[e.source]["name"], graph.vs[e.target]["name"]) for e in graph.es]
        assert sorted(found) == sorted(arcs[kind])
        pajek = nx.read_pajek(file)
        assert sorted(pajek.edges()) == sorted(arcs[kind])
        assert set(pajek.nodes) == set(network.agencies)


def test_what_is_not_in_force_is_no_tie():
    assert ("a", "b") in arcs_by_kind(whole())["request"]  # `two`, which is active
    assert "support" not in arcs_by_kind(whole())  # ended


# -- R and Gephi Lite, where they are installed ----------------------------------------------------


def ready(*command):
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def graphology():
    if not ready("node", "-e", "require('graphology-gexf'); require('graphology-graphml')"):
        pytest.skip("node with graphology-gexf and graphology-graphml isn't installed (NODE_PATH)")


@pytest.fixture(scope="module")
def read_by_r(tmp_path_factory):
    """The folder in which R has read the networks and written what it found, in one process."""
    if shutil.which("Rscript") is None:
        pytest.skip("R with igraph isn't installed")
    folder = tmp_path_factory.mktemp("r")
    for name, make in NETWORKS.items():
        co.write(make(), folder / f"{name}.graphml")
    command = ["Rscript", str(HERE / "read_graphml.R"), *NETWORKS]
    env = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    done = subprocess.run(command, cwd=folder, check=False, env=env, capture_output=True)
    if b"there is no package called" in done.stderr:
        pytest.skip("R with igraph isn't installed")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("name", NETWORKS)
def test_r_reads_graphml(name, read_by_r):
    nodes, edges = expected(NETWORKS[name]())
    rows = {row["id"]: row for row in rows_of(read_by_r / f"{name}-nodes.csv")}
    assert set(rows) == set(nodes)
    for key, said in nodes.items():
        assert {n: rows[key][n] for n in said} == {n: as_r(v) for n, v in said.items()}
    rows = {row["id"]: row for row in rows_of(read_by_r / f"{name}-edges.csv")}
    assert set(rows) == set(edges)
    for key, (source, target, said) in edges.items():
        assert (rows[key]["from"], rows[key]["to"]) == (source, target)
        assert {n: rows[key][n] for n in said} == {n: as_r(v) for n, v in said.items()}


def as_r(value):
    return str(value).upper() if isinstance(value, bool) else unix(cell_text(value))


def rows_of(path):
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    return [
        {name: unix(cell) for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


@pytest.mark.usefixtures("graphology")
@pytest.mark.parametrize("ending", [".gexf", ".graphml"])
def test_gephi_lite_reads_every_link(ending, network, tmp_path):
    co.write(network, tmp_path / f"x{ending}")
    command = ["node", str(HERE / "graphology.js"), str(tmp_path / f"x{ending}")]
    shown = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    data = json.loads(shown.stdout)
    nodes, edges = expected(network, ending.removeprefix("."))
    assert [one["key"] for one in data["nodes"]] == list(nodes)
    for one in data["nodes"]:
        said = nodes[one["key"]]
        assert {n: unix(one["attributes"].get(n)) for n in said} == {
            n: unix(v) for n, v in said.items()
        }
    assert sorted(one["key"] for one in data["edges"]) == sorted(edges)
    for one in data["edges"]:
        source, target, said = edges[one["key"]]
        assert (one["source"], one["target"]) == (source, target)
        kept = {n: v for n, v in said.items() if ending == ".graphml" or n not in ("start", "end")}
        assert {n: unix(one["attributes"].get(n)) for n in kept} == {
            n: unix(v) for n, v in kept.items()
        }


@pytest.mark.parametrize("make", [hostile, whole])
def test_yed_finds_a_label_on_each_node_and_edge(make, tmp_path):
    network = make()
    co.write(network, tmp_path / "x.graphml")
    root = ET.parse(tmp_path / "x.graphml").getroot()
    yed = {"g": "http://graphml.graphdrawing.org/xmlns", "y": "http://www.yworks.com/xml/graphml"}
    graphics = {
        key.get("yfiles.type"): key.get("id")
        for key in root.findall("g:key", yed)
        if key.get("yfiles.type")
    }
    graph = plain_graph(network)
    labels = {}
    for kind, what in (("node", "ShapeNode/y:NodeLabel"), ("edge", "PolyLineEdge/y:EdgeLabel")):
        for one in root.findall(f"g:graph/g:{kind}", yed):
            (data,) = (
                data
                for data in one.findall("g:data", yed)
                if data.get("key") == graphics[f"{kind}graphics"]
            )
            labels[one.get("id")] = data.find(f"y:{what}", yed).text
    expected = {key: said["label"] for key, said in graph.nodes.items()}
    expected |= {edge.key: edge.attributes["label"] for edge in graph.edges}
    assert labels == expected


# -- dates -----------------------------------------------------------------------------------------


def test_gexf_has_days_for_the_timeline_and_keeps_what_was_written(tmp_path):
    co.write(whole(), tmp_path / "x.gexf")
    text = (tmp_path / "x.gexf").read_text(encoding="utf-8")
    assert 'mode="dynamic" timeformat="date"' in text
    (edge,) = re.findall(r'<edge id="over"[^>]*>', text)
    assert 'start="2001-01-01"' in edge and 'end="2009-06-30"' in edge
    link = co.load(tmp_path / "x.gexf").links["over"]
    assert (link.start, link.end) == ("2001", "2009-06")


def test_gexf_of_a_network_without_dates_has_no_timeline(tmp_path):
    network = co.Network(title="T", agencies=[{"id": "a", "name": "A"}])
    co.write(network, tmp_path / "x.gexf")
    assert "dynamic" not in (tmp_path / "x.gexf").read_text(encoding="utf-8")


# -- tables ----------------------------------------------------------------------------------------


READERS = {
    "csv": lambda path: rows_of_csv(path),
    "pandas": lambda path: pd.read_csv(path, dtype=str, keep_default_na=False).to_dict("records"),
    "polars": lambda path: pl.read_csv(path, infer_schema=False).fill_null("").to_dicts(),
    "duckdb": lambda path: rows_of_duckdb(
        f"from read_csv('{path}', all_varchar=true, header=true, delim=',', quote='\"', "
        "escape='\"', strict_mode=false, parallel=false, null_padding=false)"
    ),
}


def rows_of_duckdb(query):
    found = duckdb.sql(query)
    return [
        {name: value or "" for name, value in zip(found.columns, row, strict=True)}
        for row in found.fetchall()
    ]


def rows_of_csv(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("form", ["gephi", "neo4j"])
def test_readers_of_csv_agree(reader, form, network, tmp_path):
    for file in co.write(network, tmp_path / "x.csv", form).files:
        if file.suffix == ".csv":
            found = [
                {name: unix(text) for name, text in row.items()} for row in READERS[reader](file)
            ]
            rows = [{name: unix(text) for name, text in row.items()} for row in rows_of_csv(file)]
            assert found == rows
            assert len(rows) in (len(network.agencies), len(plain_graph(network).edges))


@pytest.mark.parametrize("form", [name for name in FORMATS if name in ("gephi", "neo4j")])
def test_no_cell_is_a_formula(form, network, tmp_path):
    seen = 0
    for file in co.write(network, tmp_path / "x.csv", form).files:
        if file.suffix == ".csv":
            for row in rows_of_csv(file):
                seen += len(row)
                assert not [cell for cell in row.values() if re.match("[=+\\-@\t\r＝＋－＠]", cell)]
    assert seen


@pytest.mark.parametrize("text", [*HOSTILE, "'", "''=1", "'a", "-5", ""])
def test_the_guard_of_cells_can_be_taken_away(text):
    assert unguarded(guarded(text)) == text


def test_gephi_finds_ids_ends_and_kinds_under_its_own_names(tmp_path):
    co.write(whole(), tmp_path / "x.csv", "gephi")
    nodes, edges = (pd.read_csv(tmp_path / f"x-{part}.csv") for part in ("nodes", "edges"))
    assert list(nodes.columns[:2]) == ["Id", "Label"]
    assert list(edges.columns[:6]) == ["Source", "Target", "Type", "Id", "Label", "Weight"]
    assert set(edges["Type"]) == {"Directed", "Undirected"}
    assert edges["Id"].is_unique and "Kind" in edges.columns


def test_neo4j_script_names_the_tables_and_every_kind(tmp_path):
    written = co.write(whole(), tmp_path / "my case's.cypher")
    assert [file.name for file in written.files] == [
        "my case's.cypher",
        "my case's-agencies.csv",
        "my case's-links.csv",
    ]
    script = written.files[0].read_text(encoding="utf-8")
    loads = re.findall(r"FROM 'file:///([^']*)'", script)
    assert set(loads) == {"my%20case%27s-agencies.csv", "my%20case%27s-links.csv"}
    heads = {
        file.name: set(next(csv.reader(file.open(encoding="utf-8", newline=""))))
        for file in written.files[1:]
    }
    used = set(re.findall(r"row\.`([^`]+)`", script))
    assert used <= heads["my case's-agencies.csv"] | heads["my case's-links.csv"]
    for link in whole().links.values():
        assert f"[r:{link.kind.upper().replace('-', '_')} " in script
    # Neo4j would take a backslash before a quote for an escape.
    co.write(hostile(), tmp_path / "h.cypher")
    for row in rows_of_csv(tmp_path / "h-links.csv"):
        assert not [cell for cell in row.values() if cell.endswith("\\") or '\\"' in cell]


def test_follow_the_money_entities_refer_to_each_other(network, tmp_path):
    co.write(network, tmp_path / "x.ftm.json")
    lines = (tmp_path / "x.ftm.json").read_text(encoding="utf-8").split("\n")
    entities = [json.loads(line) for line in lines if line]
    ids = [one["id"] for one in entities]
    assert len(ids) == len(set(ids))
    for one in entities:
        assert all(isinstance(v, list) and v for v in one["properties"].values())
        for name in ("subject", "object", "proof", "parent", "member", "organization"):
            assert set(one["properties"].get(name, ())) <= set(ids)
    links = {one["properties"]["recordId"][0] for one in entities if one["schema"] == "UnknownLink"}
    assert links == {link.id for link in network.links.values() if link.in_force or link.end}


def test_parquet_is_read_by_duckdb_and_polars(network, tmp_path):
    for file in co.write(network, tmp_path / "x.parquet").files:
        table = file.stem.removeprefix("x-")
        frame = network.to_polars(table)
        assert pl.read_parquet(file).equals(frame)
        rows = duckdb.sql(f"from '{file}'").fetchall()
        assert rows == frame.rows()
