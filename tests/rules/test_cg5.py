"""Branches of the rules on structure that their pages don't show."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.errors import RuleFailed
from tests.rules.records import agency, found, link, require

# -- CG501: single point of failure ----------------------------------------------------------------

FIVE = [agency(key) for key in ("a", "b", "c", "d", "e")]
CHAIN = [  # a - b - c - d - e
    link("liaison", one, other, id=one + other)
    for one, other in (("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"))
]


def failure_points(options=None, *, links=CHAIN, examined=("links",), agencies=FIVE, **records):
    records |= {"links": links, "examined": list(examined), "agencies": agencies}
    return [one.agencies[0] for one in found("CG501", options, **records)]


def test_the_parts_must_have_their_size():
    assert failure_points() == ["c"]
    assert failure_points({"smallest": 1}) == ["b", "c", "d"]
    assert failure_points({"smallest": 3}) == []


def test_silence_about_other_ways_is_not_flagged():
    assert failure_points(examined=()) == []
    assert failure_points(examined=("mandates",)) == []


def test_only_working_operational_links_are_ways():
    around = {"id": "around", **link("liaison", "b", "d")}
    assert failure_points(links=[*CHAIN, around]) == []
    for change in ({"status": "strained"}, {"status": "planned"}, {"kind": "agreement"}):
        assert failure_points(links=[*CHAIN, around | change]) == ["c"]


def test_an_assumed_way_counts_as_one():
    around = link("liaison", "b", "d", confidence="assumed")
    assert failure_points(links=[*CHAIN, around]) == []


def test_the_numbers_are_those_of_the_part_that_is_cut_off():
    (finding,) = found("CG501", links=CHAIN, examined=["links"], agencies=FIVE)
    assert (finding.value, finding.threshold, finding.basis) == (2, 2, "derived")
    assert finding.message == (
        "Without C, D and E would have no working way to the rest of their network."
    )
    assert finding.agencies == ("c", "d", "e")
    assert finding.links == ("cd",)


def test_a_collective_or_government_is_not_an_agency_that_can_fail():
    for kind in ("collective", "government"):
        agencies = [one | ({"kind": kind} if one["id"] == "c" else {}) for one in FIVE]
        assert failure_points(agencies=agencies) == []


def test_an_agencys_own_parts_are_no_part_that_it_cuts_off():
    own = [one | ({"part_of": "c"} if one["id"] in ("d", "e") else {}) for one in FIVE]
    assert failure_points(agencies=own) == []
    more = [*own, agency("f"), agency("g")]
    links = [*CHAIN, link("liaison", "d", "f"), link("liaison", "e", "g")]
    assert failure_points(agencies=more, links=links) == []  # c joins them by no link of its own


def test_one_function_may_fall_apart_where_the_whole_does_not():
    links = [one | {"functions": ["tracing"]} for one in CHAIN]
    around = link("liaison", "b", "d", functions=["training"])
    report = found("CG501", links=[*links, around], examined=["links"], agencies=FIVE)
    assert [(one.agencies[0], one.functions) for one in report] == [("c", ("tracing",))]
    unnamed = link("liaison", "b", "d")  # names no function, so it serves any
    assert failure_points(links=[*links, unnamed]) == []


def test_required_relations_that_depend_on_one_agency():
    needs = [
        require("r1", "b", "d", kinds="liaison", examined=True),
        require("r2", "a", "d", kinds="liaison", examined=True),
    ]
    records = {"links": CHAIN, "agencies": FIVE, "examined": []}
    (finding,) = found("CG501", requirements=needs, **records)
    assert (finding.agencies[0], finding.value, finding.threshold) == ("c", 2, 2)
    assert finding.message == "Only through C can B reach D and A reach D."
    assert finding.criteria is not None
    links = [*CHAIN, *(dict(change.fields) for change in finding.clears)]
    assert failure_points(links=links, examined=(), requirements=needs) == []
    assert failure_points({"relations": 3}, examined=(), requirements=needs) == []


def test_what_a_source_reports_of_the_whole_says_nothing_of_each_pair():
    members = agency("all", kind="collective", members=["a", "c", "e"])
    needs = [require("r", "all", "all", kinds="liaison", examined=True)]
    records = {"agencies": [*FIVE, members], "examined": ()}
    assert failure_points(requirements=needs, **records) == ["b"]
    reported = [needs[0] | {"evidence": [{"source": "one", "at": "p", "finds": "lacking"}]}]
    assert failure_points(requirements=reported, **records) == []


def test_members_of_a_collective_that_only_one_of_them_joins():
    agencies = [*FIVE, agency("all", kind="collective", members=["a", "b", "d", "e"])]
    star = [link("liaison", "c", other) for other in ("a", "b", "d", "e")]
    needs = [require("r", "all", "all", kinds="liaison", examined=True)]
    records = {"agencies": agencies, "examined": (), "links": star}
    assert failure_points(requirements=needs, **records) == ["c"]
    assert failure_points({"relations": 4}, requirements=needs, **records) == []


def test_one_agency_of_several_is_enough_where_one_will_do():
    agencies = [one | {"jurisdiction": "MX"} if one["id"] in ("d", "e") else one for one in FIVE]
    need = {"agency": "a", "counterpart": {"jurisdiction": "MX"}, "examined": True}
    needs = [{"id": "r1"} | need, {"id": "r2"} | need]
    records = {"agencies": agencies, "examined": (), "requirements": needs}
    assert failure_points(**records) == ["b", "c"]
    second = [*CHAIN, link("liaison", "b", "e")]
    assert failure_points(links=second, **records) == ["b"]


# -- CG502: sole broker ----------------------------------------------------------------------------

BORDER = [
    agency("atf", jurisdiction="US", level="federal"),
    agency("ice", jurisdiction="US", level="federal"),
    agency("pgr", jurisdiction="MX", level="federal", mandates=[{"function": "tracing"}]),
    agency("unit", jurisdiction="MX", part_of="pgr", mandates=[{"function": "tracing"}]),
    agency("police", jurisdiction="MX", level="state", mandates=[{"function": "tracing"}]),
]


def traces(source="pgr", target="atf", **fields):
    return {"kind": "request", "source": source, "target": target, "functions": ["tracing"]} | (
        fields
    )


def brokers(links, options=None, **records):
    records = {"agencies": BORDER, "links": links} | records
    return [(one.agencies[0], one.agencies[1]) for one in found("CG502", options, **records)]


def test_silence_is_flagged_only_with_links_enough():
    assert brokers([traces()]) == []
    assert brokers([traces()], examined=["links"]) == [("pgr", "police")]
    three = [traces(), traces(target="ice"), traces(kind="information-sharing")]
    (finding,) = found("CG502", links=three, agencies=BORDER)
    assert (finding.value, finding.threshold) == (3, 3)
    assert finding.message.startswith("All 3 recorded links of exchange between Mexico and United")
    assert brokers(three, {"minimum_links": 4}) == []


def test_a_source_that_reports_of_the_others_is_enough():
    absent = {"id": "x", **traces("police", status="absent")}
    (finding,) = found("CG502", links=[traces(), absent], agencies=BORDER)
    assert finding.value is None and "x" in finding.links
    other = traces("police", status="absent", functions=["training"])
    assert brokers([traces(), other]) == []
    another = agency("navy", jurisdiction="MX", mandates=[{"function": "tracing"}])
    assert brokers([traces(), absent], agencies=[*BORDER, another]) == []  # nothing known of it


def test_a_required_exchange_that_is_lacking_is_enough():
    needs = [require("r", "atf", "police", function="tracing", examined=True, kinds=["request"])]
    assert brokers([traces()], requirements=needs) == [("pgr", "police")]
    training = [needs[0] | {"kinds": ["training"]}]
    assert brokers([traces()], requirements=training) == []


def test_one_other_channel_is_enough():
    examined = {"examined": ["links"]}
    assert brokers([traces(), traces("police")], **examined) == []
    unnamed = {"kind": "information-sharing", "source": "police", "target": "ice"}
    assert brokers([traces(), unnamed], **examined) == []
    for change in ({"status": "strained"}, {"kind": "liaison"}, {"functions": ["training"]}):
        assert brokers([traces(), traces("police") | change], **examined)[0] == ("pgr", "police")


def test_an_agency_and_its_parts_are_one():
    links = [traces(), traces("unit", "ice")]
    assert brokers(links, examined=["links"]) == [("pgr", "police")]
    parts = [one | ({"part_of": "pgr"} if one["id"] == "police" else {}) for one in BORDER]
    assert brokers(links, examined=["links"], agencies=parts) == []


@pytest.mark.parametrize("kind", ["collective", "government"])
def test_who_of_a_collective_exchanges_is_not_known(kind):
    agencies = [one | ({"kind": kind} if one["id"] == "pgr" else {}) for one in BORDER]
    assert brokers([traces()], examined=["links"], agencies=agencies) == []


def test_two_agencies_of_one_department_are_two():
    above = agency("ministry", jurisdiction="MX", kind="department")
    agencies = [
        one | ({"part_of": "ministry"} if one["id"] in ("pgr", "police") else {}) for one in BORDER
    ]
    other = agency("army", jurisdiction="MX", mandates=[{"function": "tracing"}])
    records = {"agencies": [*agencies, above, other], "examined": ["links"]}
    assert brokers([traces(), traces("police")], **records) == []


def test_assumed_links_carry_no_finding():
    assert brokers([traces(confidence="assumed")], examined=["links"]) == []


def test_other_groups_and_an_unknown_one():
    links = [traces("police", "pgr"), traces("police", "atf")]
    more = agency("sheriff", level="state", mandates=[{"function": "tracing"}])
    records = {"agencies": [*BORDER, more], "examined": ["links"]}
    assert brokers(links, {"groups": "level"}, **records) == [("police", "sheriff")]
    with pytest.raises(RuleFailed, match="no grouping 'continent'"):
        brokers(links, {"groups": "continent"})


def test_what_clears_it_clears_it():
    (finding,) = found("CG502", links=[traces()], agencies=BORDER, examined=["links"])
    added = [dict(change.fields) for change in finding.clears]
    assert added == [
        {"kind": "request", "source": "police", "target": "atf", "functions": ["tracing"]}
    ]
    assert brokers([traces(), *added], examined=["links"]) == []


# -- CG503: isolated agency ------------------------------------------------------------------------

HOLDERS = [agency(key, mandates=[{"function": "tracing"}]) for key in ("a", "b", "c")]
TIE = link("liaison", "a", "b", functions=["tracing"])


def isolated(links=(TIE,), *, examined=("links",), agencies=HOLDERS):
    records = {"links": list(links), "examined": list(examined), "agencies": agencies}
    return [(one.agencies[0], one.basis) for one in found("CG503", **records)]


def test_an_agency_without_a_tie_is_flagged_only_where_links_are_covered():
    assert isolated() == [("c", "derived")]
    assert isolated(examined=()) == []
    assert isolated(links=()) == [("a", "derived"), ("b", "derived"), ("c", "derived")]


def test_a_tie_that_does_not_work_leaves_it_alone():
    for status in ("strained", "late", "absent", "ended", "planned"):
        assert len(isolated([TIE, link("liaison", "c", "a", status)])) == 1


def test_a_tie_for_something_else_is_none_and_one_that_names_nothing_is():
    assert len(isolated([TIE, link("liaison", "c", "a", functions=["training"])])) == 1
    assert isolated([TIE, link("liaison", "c", "a")]) == []


def test_being_overseen_is_no_tie_and_overseeing_is():
    auditor = agency("auditor", mandates=[{"function": "tracing"}])
    agencies = [*HOLDERS, auditor]
    assert isolated([TIE, link("oversight", "auditor", "c")], agencies=agencies) == [
        ("c", "derived")
    ]
    named = link("oversight", "auditor", "c", functions=["tracing"])
    assert isolated([TIE, named], agencies=agencies) == []


@pytest.mark.parametrize(
    "more",
    [
        {"part_of": "a"},  # a is tied
        {"kind": "collective"},
        {"kind": "program"},
        {"members": ["a"], "kind": "task-force"},
    ],
)
def test_who_stands_for_more_than_itself_is_not_isolated(more):
    agencies = [*HOLDERS[:2], HOLDERS[2] | more]
    assert isolated(agencies=agencies) == []


def test_ties_of_parts_collectives_and_task_forces_count():
    office = agency("office", part_of="c")
    assert isolated([TIE, link("liaison", "office", "a")], agencies=[*HOLDERS, office]) == []
    group = agency("group", kind="collective", members=["c"])
    assert isolated([TIE, link("liaison", "group", "a")], agencies=[*HOLDERS, group]) == []
    force = agency("force", kind="task-force", members=["c"], mandates=[{"function": "tracing"}])
    assert isolated(agencies=[*HOLDERS, force]) == []


def test_who_alone_holds_a_function_needs_nobody():
    assert isolated(links=(), agencies=[HOLDERS[0], agency("b")]) == []
    assert isolated(links=(), agencies=[HOLDERS[0], HOLDERS[1] | {"part_of": "a"}]) == []


def test_an_agency_is_told_once_for_all_its_functions():
    both = [{"function": "tracing"}, {"function": "training"}]
    agencies = [*HOLDERS[:2], agency("c", mandates=both), agency("d", mandates=both)]
    report = found("CG503", agencies=agencies, links=[TIE], examined=["links"])
    assert [(one.agencies[0], one.functions) for one in report] == [
        ("c", ("tracing", "training")),
        ("d", ("tracing", "training")),
    ]
    assert (
        report[0].message
        == "No working link joins C with anybody for firearms tracing and for training and support."
    )
    assert [dict(change.fields).get("target") for change in report[0].clears] == [None, "d"]


def test_a_network_without_functions_has_no_isolated_agency():
    assert list(co.check(co.Network(title="Empty"), select=["CG5"])) == []


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 12), st.data())
def test_rules_on_structure_tell_the_numbers_of_the_measures(size, data):
    """Without bodies inside others, ways are the projection that the findings name."""
    ends = st.integers(0, size - 1)
    pairs = data.draw(st.lists(st.tuples(ends, ends, st.booleans()), max_size=2 * size))
    network = co.Network(
        title="plain",
        examined=["links"],
        agencies=[{"id": f"a{n}", "name": f"A{n}"} for n in range(size)],
        links=[
            {
                "id": f"l{n}",
                "kind": "liaison",
                "source": f"a{a}",
                "target": f"a{b}",
                "formal": formal,
            }
            for n, (a, b, formal) in enumerate(pairs)
            if a != b
        ],
    )
    taken = co.Projection(layer="operational", direction="weak")
    report = co.check(network, select=["CG209", "CG501"])
    bridges = co.measures.bridge_ties(network, taken)
    told = {frozenset(one.agencies[:2]): one.value for one in report.select("CG209").findings}
    assert told == {frozenset(pair): value for pair, value in bridges.items() if value >= 2}
    removal = co.measures.agency_removal(network, taken)
    failing = {one.agencies[0]: one.value for one in report.select("CG501").findings}
    expected = {}
    for key in co.measures.articulation_agencies(network, taken):
        big = [piece for piece in removal[key].pieces if piece >= 2]
        if len(big) > 1:
            expected[key] = big[1]
    assert failing == expected
    for finding in report:
        assert str(taken) in finding.condition.text


def test_sole_broker_between_agencies_of_functions():
    document = """
    title: Two functions
    examined: [links]
    functions: [{id: tracing, name: Tracing}, {id: trade, name: Trade control}]
    agencies:
      - {id: atf, name: ATF, mandates: [{function: trade, role: lead}]}
      - {id: fgr, name: FGR, mandates: [{function: tracing, role: lead}]}
      - {id: sonora, name: Sonora, mandates: [{function: tracing}]}
    links:
      - {kind: request, source: fgr, target: atf, functions: [tracing]}
    """
    report = co.check(
        co.loads(document), select=["CG502"], options={"CG502": {"groups": "function"}}
    )
    assert "agencies for Tracing and agencies for Trade control" in report.findings[0].message
