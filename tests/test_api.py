"""What Python users expect of networks, reports and results, whatever part they come from."""

import copy
import dataclasses
import datetime
import json
import pickle
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import networkx as nx
import pytest

import coordination as co
from coordination.requirements.assess import assess_all
from tests import bundled

CASE = "gunrunner-2010"


@pytest.fixture(scope="module")
def case():
    return bundled.network(CASE)


@pytest.fixture(scope="module")
def report(case):
    return co.check(case)


@pytest.fixture(scope="module")
def bulk(tmp_path_factory):
    pytest.importorskip("polars")
    folder = tmp_path_factory.mktemp("bulk")
    (folder / "agencies.csv").write_text("id,name,mandates\na,A,tracing:lead\nb,B,\nc,C,\n")
    (folder / "links.csv").write_text(
        "kind,source,target,start\nliaison,a,b,2009\nagreement,b,c,\n"
    )
    (folder / "rest.yaml").write_text("title: Three\nfunctions: [{id: tracing, name: Tracing}]\n")
    return co.load(folder)


# -- copies ----------------------------------------------------------------------------------------


def pickled(thing):
    return pickle.loads(pickle.dumps(thing))


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
def test_networks_and_reports_are_copied(case, report, bulk, copied):
    made = co.testing.synthetic(agencies=60, links=200, seed=1).network
    for network in (case, bulk, made):
        network.graph, network.snapshot(), co.check(network)  # what is kept mustn't be in the way
        again = copied(network)
        assert again == network
        assert co.check(again).findings == co.check(network).findings
        assert co.measures.agency_degree(again) == co.measures.agency_degree(network)
    again = copied(report)
    assert (again.findings, again.rules, again.network) == (report.findings, report.rules, case)


def test_results_are_copied(case):
    for result in (
        co.measures.agency_constraint(case),
        co.measures.bridge_ties(case),
        co.measures.agency_brokerage(case),
        co.what_if(case, apply=["share-intelligence"]),
        assess_all(case),
        co.compare(case, case),
        co.firmness(co.check(case, select=["CG201"])),
    ):
        assert repr(pickle.loads(pickle.dumps(result))) == repr(result)


def parts(value, seen):
    """What users find in a result: itself, what its attributes hold, and so on."""
    if id(value) in seen or isinstance(value, str | int | float | type(None) | co.Network):
        return
    seen[id(value)] = value
    yield value
    inside = ()
    if isinstance(value, Mapping):
        inside = value.values()
    elif isinstance(value, Sequence):
        inside = value
    elif dataclasses.is_dataclass(value):
        inside = [getattr(value, one.name) for one in dataclasses.fields(value)]
    for one in inside:
        yield from parts(one, seen)


def test_what_users_get_is_no_tuple_by_accident(case, report):
    """A named tuple has a length, is sorted, and equals any tuple of the same values."""
    results = (
        report.findings,
        *(measure(case) for measure in co.measures.MEASURES.values()),
        *(co.firmness(report), co.coverage(report), co.questions(case), co.mirror(case)),
        *(co.practices(case, ["atf", "ice"]), co.grand(case), co.plan(case, select=["CG201"])),
        *(co.compare(case, case), co.what_if(case, apply=["share-intelligence"])),
    )
    found = parts(results, {})
    kinds = {type(one) for one in found if type(one).__module__.startswith("coordination.")}
    assert {co.Finding, co.Statement, co.Change, co.measures.TieLayers} <= kinds
    assert [kind for kind in kinds if hasattr(kind, "_fields")] == []


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
def test_every_result_of_a_measure_is_copied_with_what_it_was_taken_from(case, copied):
    for name, measure in co.measures.MEASURES.items():
        result = measure(case)
        again = copied(result)
        assert (type(again), repr(again)) == (type(result), repr(result)), name
        assert again.to_records() == result.to_records(), name


def test_a_process_pool_checks_networks():
    networks = [bundled.network(name) for name in bundled.NAMES]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(co.check, networks))
    assert [one.findings for one in found] == [co.check(one).findings for one in networks]
    assert all(one.rules == co.RULES for one in found)


def test_a_report_with_a_rule_that_stands_under_no_name_is_copied(case):
    def odd(network, *, limit=3):
        """Something is odd."""
        yield co.Finding("odd", "derived", ("atf",))

    own = co.rule("MY1", "odd")(odd)
    again = pickle.loads(pickle.dumps(co.check(case, rules=[own])))
    assert [one.message for one in again] == ["odd"]
    assert (again.rules[0].sentence, again.rules[0].options) == ("Something is odd.", {"limit": 3})
    with pytest.raises(co.errors.RuleFailed, match="isn't known in this process"):
        co.check(case, rules=again.rules)


# -- a network never changes -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["title", "as_of", "agencies", "new", "engine"])
def test_a_network_cannot_be_altered(case, name):
    with pytest.raises(AttributeError, match="a network never changes"):
        setattr(case, name, None)
    with pytest.raises(AttributeError):
        delattr(case, name)
    with pytest.raises(TypeError):
        case.agencies["x"] = None


def test_a_network_is_a_container_of_its_agencies(case):
    assert case["atf"] is case.agencies["atf"]
    assert "atf" in case
    assert "nobody" not in case
    assert list(case) == list(case.agencies)
    assert len(case) == len(case.agencies)
    assert co.Network(title="Empty"), "a network without agencies is a network"


def test_a_report_is_a_sequence(report):
    assert report[0] is report.findings[0]
    assert report[-2:] == report.findings[-2:]
    assert list(report) == list(report.findings)
    with pytest.raises(IndexError):
        report[10_000]


# -- unknown names ---------------------------------------------------------------------------------

UNKNOWN = [
    ("agency", lambda n: n["aft"]),
    ("agency", lambda n: n.agencies["aft"]),
    ("agency", lambda n: n.links_of("aft")),
    ("agency", lambda n: n.links_between("atf", "aft")),
    ("agency", lambda n: n.links_joining(["aft"], ["atf"])),
    ("agency", lambda n: n.parts("aft")),
    ("agency", lambda n: n.acting_for("aft")),
    ("agency", lambda n: n.label("aft")),
    ("agency", lambda n: n.sub(agencies=["aft"])),
    ("agency", lambda n: n.sub(agencies="aft")),
    ("agency", lambda n: co.check(n, select=["CG2"]).about("aft")),
    ("agency", lambda n: co.practices(n, ["aft", "ice"])),
    ("agency", lambda n: co.measures.agency_constraint(n)["aft"]),
    ("agency", lambda n: co.measures.agency_brokerage(n)["aft"]),
    ("agency", lambda n: co.measures.agency_removal(n)["aft"]),
    ("agency", lambda n: co.measures.bridge_ties(n)["aft", "ice"]),
    ("agency", lambda n: co.measures.agency_ei(n, groups={"aft": "x", "ice": "y"})),
    ("link", lambda n: n.links["atf-ice-muo"]),
    ("function", lambda n: n.holders("firearm-tracing")),
    ("function", lambda n: n.sub(function="firearm-tracing")),
    ("function", lambda n: n.ties(functions=["firearm-tracing"])),
    ("function", lambda n: co.mirror(n, functions=["firearm-tracing"])),
    ("kind", lambda n: n.ties(kinds=["agrement"])),
    ("", lambda n: co.Projection(kinds="agrement")),
    ("recommendation", lambda n: co.what_if(n, apply=["share-inteligence"])),
    ("finding", lambda n: co.plan(n, select=["CG201:atf-ice-muo"])),
    ("grouping", lambda n: co.measures.agency_brokerage(n, groups="contry")),
    ("item", lambda n: co.grand(n)["2.33"]),
]


@pytest.mark.parametrize(("what", "ask"), UNKNOWN)
def test_unknown_names_raise_one_error(case, what, ask):
    with pytest.raises(co.errors.UnknownName, match=f"there is no {what}") as caught:
        ask(case)
    assert isinstance(caught.value, KeyError)
    assert isinstance(caught.value, ValueError)
    assert caught.value.word


def test_the_name_that_may_be_meant_is_named(case, bulk):
    with pytest.raises(co.errors.UnknownName, match="no agency 'aft'; did you mean 'atf'"):
        case["aft"]
    with pytest.raises(co.errors.UnknownName, match="there is no agency 'x'"):
        bulk["x"]
    assert case.agencies.get("aft") is None


def test_bad_codes_are_refused_in_every_select(case, report):
    for ask in (
        lambda: co.check(case, select=["XX"]),
        lambda: co.check(case, select="XX"),
        lambda: report.select("XX"),
        lambda: co.plan(case, select="XX"),
        lambda: co.compare(case, case, select=["XX"]),
    ):
        with pytest.raises(co.errors.UnknownRule, match="'XX'"):
            ask()
    with pytest.raises(co.errors.UnknownName, match="there is no basis 'reportd'"):
        report.select(basis="reportd")
    assert {one.code[:3] for one in report.select("CG2")} == {"CG2"}
    assert len(co.check(case, select=["CG2"]).select("CG3")) == 0, "a rule that didn't run"


# -- wrong types -----------------------------------------------------------------------------------


def takes_network(wrong):
    return [
        lambda: co.check(wrong),
        lambda: co.compare(wrong, bundled.network(CASE)),
        lambda: co.compare(bundled.network(CASE), wrong),
        lambda: co.plan(wrong),
        lambda: co.what_if(wrong, apply=[]),
        lambda: co.practices(wrong, ["a", "b"]),
        lambda: co.verify(wrong, sources="."),
        lambda: co.grand(wrong),
        lambda: co.mirror(wrong),
        lambda: co.dumps(wrong),
        lambda: co.save(wrong, "x.yaml"),
        lambda: co.write_html(wrong, "x.html"),
        lambda: co.write_svg(wrong, "x.svg"),
        lambda: co.measures.agency_degree(wrong),
        lambda: co.measures.network_congruence(wrong),
    ]


@pytest.mark.parametrize("wrong", [None, 7, "gunrunner-2010", b"x", Path("x.yaml")])
def test_what_is_no_network_is_refused(wrong, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for call in takes_network(wrong):
        with pytest.raises(TypeError, match=r"is a Network( or [\w ]+)?, not"):
            call()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [7, "CG201", ["CG201"], b"x"])
def test_what_is_no_report_is_refused(case, wrong, tmp_path):
    for call in (
        lambda: co.coverage(wrong),
        lambda: co.firmness(wrong),
        lambda: co.write_html(case, tmp_path / "x", wrong),
        lambda: co.write_svg(case, tmp_path / "x", wrong),
        lambda: co.write_png(case, tmp_path / "x", wrong),
    ):
        with pytest.raises(TypeError, match="report is a Report, not"):
            call()


def test_a_type_error_says_what_to_do(case, report):
    with pytest.raises(TypeError, match=r"co\.load"):
        co.check("gunrunner-2010")
    with pytest.raises(TypeError, match=r"report\.network"):
        co.check(report)
    with pytest.raises(TypeError, match=r"co\.check\(network\)"):
        co.firmness(case)
    for wrong in (None, 7, b"x", ["a"]):
        with pytest.raises(TypeError, match="path_or_name is a path, not"):
            co.load(wrong)
        with pytest.raises(TypeError, match="text is a text, not"):
            co.loads(wrong)
        with pytest.raises(TypeError):
            co.write_html(case, wrong if wrong != b"x" else None)
    with pytest.raises(TypeError, match="groups="):
        co.measures.agency_brokerage(case, "country")


# -- ignored findings ------------------------------------------------------------------------------


def test_keys_that_match_nothing_are_reported(case):
    key = co.check(case, select=["CG201"])[0].key
    ignore = {key: "known", "CG201:mended-since": "was open in May", "CG9": "all of it"}
    report = co.check(case, ignore=ignore)
    assert report.unmatched == ("CG201:mended-since",)
    for text in (report.to_text(), report.to_markdown(), report.to_json()):
        assert "CG201:mended-since" in text
    assert co.check(case, select=["CG3"], ignore=ignore).unmatched == (), "CG201 didn't run"


# -- order -----------------------------------------------------------------------------------------


def test_the_largest_come_first_where_some_are_no_number():
    for name in bundled.NAMES:
        network = bundled.network(name)
        for measure in (co.measures.agency_constraint, co.measures.tie_overlap):
            result = measure(network)
            shown = [value for _, value in result.top(10_000)]
            assert shown == sorted((v for v in result.values() if v == v), reverse=True)


# -- days ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "day"),
    [("2009", "2009-12-31"), ("2009-02", "2009-02-28"), ("2009-06-30", "2009-06-30")],
)
def test_a_year_or_a_month_means_its_last_day(case, written, day):
    assert case.at(written) == case.at(day) == case.at(datetime.date.fromisoformat(day))
    assert co.Projection(date=written) == co.Projection(date=datetime.date.fromisoformat(day))


@pytest.mark.parametrize("wrong", ["", "09", "2009-13", "2009-02-30", "yesterday", "20090630"])
def test_what_is_no_date_is_refused(case, wrong):
    with pytest.raises(ValueError, match="is not a day"):
        case.at(wrong)
    with pytest.raises(ValueError, match="is not a day"):
        co.Projection(date=wrong)
    for odd in (None, 2009, b"2009"):
        with pytest.raises(TypeError):
            case.at(odd)


# -- networkx --------------------------------------------------------------------------------------

WRITERS = {
    "graphml": (nx.write_graphml, nx.read_graphml),
    "gexf": (nx.write_gexf, nx.read_gexf),
    "gml": (nx.write_gml, nx.read_gml),
}


def content(graph):
    def plain(fields):
        return {
            name: int(value) if isinstance(value, bool) else value
            for name, value in fields.items()
            if name not in ("label", "id")
        }

    # Readers make a simple graph where no two edges join one pair, so keys of edges don't count.
    edges = {
        (frozenset(ends), ends[0] if graph.is_directed() else "", fields.get("link")): plain(fields)
        for *ends, fields in graph.edges(data=True)
    }
    return {node: plain(fields) for node, fields in graph.nodes(data=True)}, edges


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", bundled.NAMES)
def test_graphs_are_written_by_networkx_and_read_again(name, form, tmp_path):
    write, read = WRITERS[form]
    network = bundled.network(name)
    for graph in (network.graph, network.ties()):
        write(graph, tmp_path / "graph")
        assert content(read(tmp_path / "graph")) == content(graph)


@pytest.mark.parametrize("name", bundled.NAMES)
def test_graphs_are_json(name):
    network = bundled.network(name)
    for graph in (network.graph, network.ties()):
        text = json.dumps(nx.node_link_data(graph, edges="edges"), allow_nan=False)
        assert content(nx.node_link_graph(json.loads(text), edges="edges")) == content(graph)


def test_edges_lead_to_the_records(case):
    for *_, fields in case.graph.edges(data=True):
        link = case.links[fields["link"]]
        assert (fields["kind"], fields["status"]) == (link.kind, link.status)
    assert case.graph.nodes["atf"]["name"] == case["atf"].name


@pytest.mark.parametrize("name", bundled.NAMES)
def test_ties_and_measures_count_the_same_links(name):
    network = bundled.network(name)
    assert dict(network.ties().degree()) == dict(co.measures.agency_degree(network))
    some = {"kinds": "liaison", "statuses": "active"}
    degree = co.measures.agency_degree(network, co.Projection(**some))
    assert dict(network.ties(**some).degree()) == dict(degree)
