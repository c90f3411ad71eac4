"""Graphs and tables that others made: what becomes a field, what is left out and said."""

import datetime
import warnings

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest

import coordination as co
from coordination.cli import main
from coordination.errors import DataWarning
from coordination.model import SECTIONS
from tests import bundled
from tests.formats.networks import HOSTILE, hostile, whole


def quietly(make, *arguments, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return make(*arguments, **options)


# -- graphs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [hostile, whole, lambda: bundled.network("gunrunner-2010")])
def test_graphs_come_back_equal(make):
    network = make()
    assert quietly(co.Network.from_networkx, network.to_networkx()) == network
    assert quietly(co.Network.from_igraph, network.to_igraph()) == network


def test_the_graph_of_a_network_gives_its_agencies_and_links():
    network = bundled.network("gunrunner-2010")
    with pytest.warns(DataWarning, match="passages named by an id alone"):
        again = co.Network.from_networkx(network.graph)
    assert list(again.agencies) == list(network.agencies)
    assert {key: (one.kind, one.status, one.ends) for key, one in again.links.items()} == {
        key: (one.kind, one.status, one.ends) for key, one in network.links.items()
    }
    with pytest.warns(DataWarning, match="passages named by an id alone"):
        again = co.Network.from_networkx(whole().graph)
    assert list(again.links) == list(whole().links)


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
def test_a_plain_graph_has_a_default_kind(kind):
    graph = kind([(1, "Fire & Rescue"), ("Fire & Rescue", "Ünïted Ambulance")])
    network = quietly(co.Network.from_networkx, graph, kind="referral", title="T")
    assert network.title == "T"
    assert {key: one.name for key, one in network.agencies.items()} == {
        "1": "1",
        "fire-rescue": "Fire & Rescue",
        "united-ambulance": "Ünïted Ambulance",
    }
    assert [(link.kind, link.ends) for link in network.links.values()] == [
        ("referral", ("1", "fire-rescue")),
        ("referral", ("fire-rescue", "united-ambulance")),
    ]
    # A referral leads one way by itself; an edge without direction doesn't.
    assert {link.mutual for link in network.links.values()} == {not graph.is_directed()}


def test_a_plain_graph_of_igraph_is_taken_by_number():
    graph = igraph.Graph.Ring(4)
    network = quietly(co.Network.from_igraph, graph)
    assert list(network.agencies) == ["0", "1", "2", "3"]
    assert all(link.mutual and link.kind == "other" for link in network.links.values())


def test_attributes_are_found_whatever_their_capitals_and_blanks():
    graph = nx.MultiDiGraph()
    graph.add_node("x", Label="Ex", **{"Part of": "Why Office", "KIND": "Police"})
    graph.add_node("Why Office", abbreviation="WHY")
    graph.add_edge("x", "Why Office", Type="Information sharing", STATUS="Strained")
    network = quietly(co.Network.from_networkx, graph)
    agency = network.agencies["x"]
    assert (agency.name, agency.kind, agency.part_of) == ("Ex", "police", "why-office")
    (link,) = network.links.values()
    assert (link.kind, link.status) == ("information-sharing", "strained")


def test_columns_and_values_say_what_others_mean():
    graph = nx.DiGraph()
    graph.add_edge("a", "b", sort="MOU", state="going on", colour="red")
    network = quietly(
        co.Network.from_networkx,
        graph,
        columns={"Sort": "kind", "state": "status", "colour": None},
        values={"mou": "agreement", "going on": "active"},
    )
    (link,) = network.links.values()
    assert (link.kind, link.status) == ("agreement", "active")


def test_what_has_no_place_is_said_once():
    graph = nx.DiGraph()
    graph.add_node("a", x=1.5, y=2.5)
    graph.add_node("b", x=3.0)
    graph.add_edge("a", "b", type="frenemies", status="complicated")
    graph.add_edge("a", "a")
    with pytest.warns(DataWarning) as caught:
        network = co.Network.from_networkx(graph, kind="liaison")
    (said,) = [str(one.message) for one in caught]
    assert "attribute 'x' (2)" in said and "attribute 'y' (1)" in said
    assert "edges of a node with itself (1)" in said
    assert "kind 'frenemies' (1)" in said and "status 'complicated' (1)" in said
    (link,) = network.links.values()
    assert (link.kind, link.name, link.status) == ("liaison", "frenemies", "active")


def test_parallel_edges_of_one_kind_stay_apart():
    graph = nx.MultiGraph([("a", "b"), ("a", "b"), ("b", "a")])
    network = quietly(co.Network.from_networkx, graph)
    assert len(network.links) == 3
    assert list(quietly(co.Network.from_networkx, graph).links) == list(network.links)


def test_nodes_whose_ids_would_be_the_same_stay_apart():
    graph = nx.Graph([("A b", "a-b"), ("a-b", "a B"), ("---", "!!!")])
    network = quietly(co.Network.from_networkx, graph)
    assert list(network.agencies) == ["a-b-2", "a-b", "a-b-3", "agency", "agency-2"]
    assert len(network.links) == 3


def test_functions_that_are_only_named_become_records():
    graph = nx.Graph()
    graph.add_edge("a", "b", functions="Search and rescue; training")
    network = quietly(co.Network.from_networkx, graph)
    assert {key: one.name for key, one in network.functions.items()} == {
        "search-and-rescue": "Search and rescue",
        "training": "training",
    }


def test_a_wrong_value_is_an_issue_with_its_place():
    graph = nx.Graph()
    graph.add_edge("a", "b", start="yesterday")
    with pytest.raises(co.DataError) as caught:
        co.Network.from_networkx(graph)
    (issue,) = caught.value.issues
    assert issue.where == "links[0].start"
    with pytest.raises(ValueError, match="there is no kind of link 'friend'"):
        co.Network.from_networkx(graph, kind="friend")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_of_nodes_and_attributes_do_no_harm(text):
    graph = nx.Graph()
    graph.add_edge(text, "other", **{text: text})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        network = co.Network.from_networkx(graph)
    names = {agency.name for agency in network.agencies.values()}
    assert co.model.Agency(id="x", name=text).name in names


def test_a_backup_of_kumu_is_read(tmp_path):
    text = """{"elements": [
      {"_id": "elem-1", "attributes": {"label": "Fire Service", "element type": "Agency"}},
      {"_id": "elem-2", "attributes": {"label": "Police", "element type": "Police"}}],
     "connections": [{"_id": "conn-1", "from": "elem-1", "to": "elem-2", "direction": "undirected",
      "attributes": {"connection type": "Information sharing"}}]}"""
    (tmp_path / "map.json").write_text(text, encoding="utf-8")
    network = quietly(co.load, tmp_path / "map.json")
    assert [agency.name for agency in network.agencies.values()] == ["Fire Service", "Police"]
    (link,) = network.links.values()
    assert (link.kind, link.mutual, link.ends) == (
        "information-sharing",
        True,
        ("elem-1", "elem-2"),
    )


@pytest.mark.parametrize(
    "names", [("x [Nodes]", "x [Edges]"), ("x_nodes", "x_edges"), ("nodes", "edges")]
)
def test_tables_that_gephi_exported_are_found_as_a_pair(names, tmp_path):
    nodes, edges = (tmp_path / f"{name}.csv" for name in names)
    nodes.write_text(
        "Id;Label;timeset;Part of\n1;Fire Service;;\n2;Engines;;1\n", encoding="utf-8-sig"
    )
    edges.write_text("Source;Target;Type;Id;Weight\n1;2;Undirected;0;3.0\n", encoding="utf-8-sig")
    for given in (nodes, edges):
        with pytest.warns(DataWarning, match=r"left out: attribute 'Weight' \(1\)"):
            network = co.load(given, format="gephi")
        assert network.agencies["2"].part_of == "1"
        (link,) = network.links.values()
        assert link.mutual


# -- tables ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [hostile, whole, lambda: bundled.network("gunrunner-2010")])
@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_tables_come_back_equal(make, library):
    network = make()
    tables = {
        section: getattr(network, f"to_{library}")(section)
        for section in SECTIONS
        if getattr(network, section)
    }
    again = co.Network.from_frames(network.title, **tables)
    for section in SECTIONS:
        assert getattr(again, section) == getattr(network, section), section
    with_dates = co.Network.from_frames(
        network.title,
        fields={
            "as_of": network.as_of,
            "summary": network.summary,
            "headline": network.headline,
            "examined": network.document.examined,
            "study": network.study,
        },
        **tables,
    )
    assert with_dates == network


def test_every_way_to_say_nothing_says_nothing():
    agencies = pd.DataFrame({"id": ["a", "b", "c"], "name": ["A", "B", "C"]})
    agencies["since"] = [2003.0, np.nan, np.nan]
    agencies["level"] = pd.array(["federal", pd.NA, None], dtype="string")
    agencies["note"] = [None, float("nan"), ""]
    links = pd.DataFrame(
        {
            "source": ["a", "b"],
            "target": ["b", "c"],
            "kind": ["liaison", "request"],
            "start": [datetime.date(2009, 6, 30), None],
            "mutual": [None, True],
            "functions": [["f"], []],
        }
    )
    links["end"] = pd.to_datetime(["2010-01-02 15:00", None])
    network = co.Network.from_frames(
        agencies=agencies, links=links, functions=[{"id": "f", "name": "F"}]
    )
    a, b, _ = network.agencies.values()
    assert (a.since, a.level, a.note) == ("2003", "federal", None)
    assert (b.since, b.level, b.note) == (None, None, None)
    one, two = network.links.values()
    assert (one.start, one.end, one.functions, one.mutual) == (
        "2009-06-30",
        "2010-01-02",
        ("f",),
        True,
    )
    assert (two.start, two.end, two.functions, two.mutual) == (None, None, (), True)


def test_a_wrong_cell_and_a_wrong_column_are_issues_with_their_rows():
    agencies = pd.DataFrame({"id": ["a", "b"], "name": ["A", "B"], "colour": [None, "red"]})
    links = pd.DataFrame({"source": ["a"], "target": ["b"], "kind": ["friendship"]})
    with pytest.raises(co.DataError) as caught:
        co.Network.from_frames(agencies=agencies, links=links)
    assert {issue.where for issue in caught.value.issues} == {"agencies[1].colour", "links[0].kind"}
    with pytest.raises(ValueError, match="did you mean 'links'"):
        co.Network.from_frames(link=links)
    with pytest.raises(TypeError, match="a table or a list of records, not str"):
        co.Network.from_frames(links="links.csv")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_tables_of_nothing_have_their_columns(library):
    empty, case = co.Network(title="Empty"), bundled.network("gunrunner-2010")
    for table in (*SECTIONS, "mandates", "evidence"):
        frame = getattr(empty, f"to_{library}")(table)
        full = getattr(case, f"to_{library}")(table)
        assert len(frame) == 0 and list(frame.columns) == list(full.columns)
        assert list(frame.dtypes) == list(full.dtypes)
    with pytest.raises(ValueError, match="did you mean 'links'"):
        getattr(empty, f"to_{library}")("lnks")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_findings_are_a_table(library):
    report = bundled.report("gunrunner-2010")
    frame = getattr(report, f"to_{library}")()
    assert list(frame["key"]) == [finding.key for finding in report]
    assert list(frame.columns) == list(report.to_records()[0])
    nothing = getattr(co.check(co.Network(title="Empty")), f"to_{library}")()
    assert len(nothing) == 0 and list(nothing.columns) == list(frame.columns)


def test_passages_and_mandates_are_tables_of_their_own():
    network = bundled.network("gunrunner-2010")
    mandates = network.to_pandas("mandates")
    assert len(mandates) == sum(len(one.mandates) for one in network.agencies.values())
    evidence = network.to_pandas("evidence")
    of_links = evidence[evidence["section"] == "links"]
    assert len(of_links) == sum(len(one.evidence) for one in network.links.values())


# -- the command -----------------------------------------------------------------------------------


def test_convert_writes_and_says_what_is_not_carried(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["convert", "gunrunner-cnn-2010", "x.gexf"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "Wrote x.gexf\n"
    assert shown.err.startswith("Not carried: 1 source, ") and shown.err.count("\n") == 1
    assert main(["convert", "gunrunner-cnn-2010", "x.graphml"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["convert", "x.graphml", "again.yaml"]) == 0
    assert co.load("again.yaml") == bundled.network("gunrunner-cnn-2010")
    assert main(["report", "x.graphml", "--brief"]) == 0


@pytest.mark.parametrize(
    ("source", "target", "options"),
    [
        ("x.graphml", "x.graphml", ()),
        ("x.graphml", "./x.graphml", ()),
        ("x.graphml", "link.graphml", ()),
        ("x.yaml", "x.yaml", ()),
        ("x-nodes.csv", "x.csv", ("--format", "gephi", "--from", "gephi")),
    ],
)
def test_convert_never_writes_over_what_it_reads(
    source, target, options, tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    for name in ("x.graphml", "x.yaml"):
        co.write(whole(), name)
    co.write(whole(), "x.csv", "gephi")
    (tmp_path / "link.graphml").symlink_to("x.graphml")
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    assert main(["convert", source, target, *options]) == 2
    assert "is what is read" in capsys.readouterr().err
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gunrunner-2010", "x.xyz"], "no format has the ending"),
        (["gunrunner-2010", "x", "--format", "gefx"], "did you mean 'gexf'"),
        (["x.net", "y.yaml", "--from", "pajek"], "Pajek is written, not read"),
        (["nowhere.graphml", "y.yaml"], "there is no file 'nowhere.graphml'"),
        (["gunrunner-2010", "nowhere/x.gexf"], "no such file or directory"),
    ],
)
def test_convert_says_what_is_wrong(arguments, said, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["convert", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_commands_say_what_they_leave_out_of_a_file(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    graph = nx.Graph()
    graph.add_edge("a", "b", colour="red")
    nx.write_graphml(graph, "x.graphml")
    assert main(["report", "x.graphml", "--brief"]) == 0
    shown = capsys.readouterr()
    assert shown.err == "coordination: left out: attribute 'colour' (1)\n"
    assert "x" in shown.out
