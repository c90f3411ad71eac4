"""A requirement is met, lacking or not examined; silence about an agency is no gap with it."""

from typing import Any

import pytest

import coordination as co
from coordination.requirements.assess import Assessment, assess_all, state_of
from coordination.requirements.representation import connected

AGENCIES = [
    {"id": "atf", "name": "ATF", "jurisdiction": "US", "level": "federal"},
    {"id": "atf-office", "name": "ATF Mexico Office", "part_of": "atf"},
    {"id": "ice", "name": "ICE", "jurisdiction": "US"},
    {"id": "pgr", "name": "PGR", "jurisdiction": "MX", "mandates": [{"function": "cases"}]},
    {"id": "ssp", "name": "SSP", "jurisdiction": "MX", "mandates": [{"function": "cases"}]},
    {"id": "sre", "name": "SRE", "jurisdiction": "MX"},
    {
        "id": "mexican",
        "name": "Mexican agencies",
        "kind": "collective",
        "members": ["pgr", "ssp"],
    },
    {"id": "us", "name": "U.S. agencies", "kind": "collective", "members": ["atf", "ice"]},
]
LEAD = [
    {**one, "mandates": [{"function": "cases", "role": "lead"}]} if one["id"] == "ssp" else one
    for one in AGENCIES
]


def network(
    requirement: dict[str, Any],
    *links: dict[str, Any],
    examined: list[str] | None = None,
    agencies: list[dict[str, Any]] | None = None,
) -> co.Network:
    return co.Network(
        title="A case",
        examined=examined or [],
        sources=[{"id": "s", "title": "A source"}],
        functions=[{"id": "cases", "name": "Cases"}, {"id": "tracing", "name": "Tracing"}],
        agencies=agencies or AGENCIES,
        links=[{"kind": "liaison", **link} for link in links],
        requirements=[{"id": "r", "agency": "atf", **requirement}],
    )


def assess(requirement: dict[str, Any], *links: dict[str, Any], **more: Any) -> Assessment:
    (found,) = assess_all(network(requirement, *links, **more))
    return found


def finds(*words: str) -> list[dict[str, str]]:
    return [{"source": "s", "at": f"page {n}", "finds": word} for n, word in enumerate(words)]


ICE = {"counterpart": {"agency": "ice"}}
MEXICO = {"counterpart": {"jurisdiction": "MX"}, "function": "cases"}
EACH = {"counterpart": {"collective": "mexican"}}
WITH_ICE = {"source": "atf", "target": "ice"}


def test_silence_is_not_examined() -> None:
    found = assess(ICE)
    assert (found.state, found.gap, found.basis) == ("not-examined", "unlinked", None)


def test_one_working_link_meets_it() -> None:
    found = assess(ICE, WITH_ICE)
    assert (found.state, found.gap, found.basis) == ("met", None, None)


@pytest.mark.parametrize("status", ["strained", "late", "unmet", "absent"])
def test_failing_link_is_a_reported_lack(status: str) -> None:
    found = assess(ICE, {**WITH_ICE, "status": status})
    gap = "not-working" if status in ("strained", "late") else "unlinked"
    assert (found.state, found.gap, found.basis) == ("lacking", gap, "reported")


@pytest.mark.parametrize("status", ["ended", "planned"])
def test_link_that_is_over_or_to_come_says_nothing_of_today(status: str) -> None:
    assert assess(ICE, {**WITH_ICE, "status": status}).state == "not-examined"


def test_assumed_link_exists_and_never_shows_a_lack() -> None:
    assumed = {**WITH_ICE, "confidence": "assumed"}
    assert assess(ICE, assumed).state == "met"
    assert assess(ICE, {**assumed, "status": "absent"}).state == "not-examined"


@pytest.mark.parametrize("how", ["requirement", "network"])
def test_silence_after_looking_is_a_derived_lack(how: str) -> None:
    if how == "requirement":
        found = assess({**ICE, "examined": True})
    else:
        found = assess(ICE, examined=["links"])
    assert (found.state, found.gap, found.basis) == ("lacking", "unlinked", "derived")


@pytest.mark.parametrize(
    ("part", "links", "mandates"),
    [
        ({}, "lacking", "lacking"),
        ({"functions": ["tracing"]}, "lacking", "lacking"),
        ({"functions": ["cases"]}, "not-examined", "not-examined"),
        # Links are looked for where the agency is, holders on the other side.
        ({"places": ["US"]}, "lacking", "not-examined"),
        ({"places": ["MX"]}, "not-examined", "lacking"),
        ({"functions": ["tracing"], "places": ["US"]}, "lacking", "not-examined"),
    ],
)
def test_what_was_looked_at_may_be_some_functions_and_places(
    part: dict[str, Any], links: str, mandates: str
) -> None:
    looked: Any = {section: [{"section": section, **part}] for section in ("links", "mandates")}
    asked = {**ICE, "function": "tracing"}
    assert assess(asked, examined=looked["links"]).state == links
    asked = {"counterpart": {"jurisdiction": "MX"}, "function": "tracing"}
    assert assess(asked, examined=looked["mandates"]).state == mandates


def test_looking_at_mandates_is_not_looking_at_links() -> None:
    assert assess(ICE, examined=["mandates"]).state == "not-examined"


def test_passage_outweighs_structure() -> None:
    found = assess({**ICE, "evidence": finds("met")}, {**WITH_ICE, "status": "absent"})
    assert (found.state, found.gap, found.shown) == ("met", None, "reported")
    found = assess({**ICE, "evidence": finds("lacking")}, WITH_ICE)
    assert (found.state, found.gap, found.basis) == ("lacking", "unmet", "reported")
    assert found.shown == "met"


def test_a_passage_that_finds_a_lack_keeps_what_looking_showed_to_be_missing() -> None:
    found = assess({**ICE, "evidence": finds("lacking")}, examined=["links"])
    assert (found.gap, found.basis, found.shown) == ("unlinked", "reported", "derived")


def test_what_is_recorded_and_what_of_it_works() -> None:
    links = [
        {**WITH_ICE, "id": status, "status": status} for status in ("active", "late", "planned")
    ]
    found = assess(ICE, *links)
    assert found.requirement.id == "r"
    assert [link.id for link in found.links] == ["active", "late", "planned"]
    assert [link.id for link in found.in_force] == ["active", "late"]
    assert [link.id for link in found.working] == ["active"]
    assert found.partly
    assert not assess(ICE, links[0]).partly and not assess(ICE, links[1]).partly


def test_passages_that_differ_count_as_lacking() -> None:
    found = assess({**ICE, "evidence": finds("met", "lacking")}, WITH_ICE)
    assert (found.state, found.basis) == ("lacking", "reported")


def test_links_of_another_kind_or_function_count_for_nothing() -> None:
    asked = {**ICE, "kinds": ["liaison"], "function": "cases", "examined": True}
    other_kind = {**WITH_ICE, "kind": "training"}
    other_function = {**WITH_ICE, "functions": ["tracing"]}
    found = assess(asked, other_kind, other_function)
    assert (found.gap, found.links) == ("unlinked", ())
    assert assess(asked, {**WITH_ICE, "functions": ["cases", "tracing"]}).state == "met"


def test_formal_links_meet_only_what_asks_for_them() -> None:
    agreement = {**WITH_ICE, "kind": "agreement"}
    assert assess(ICE, agreement).state == "not-examined"
    assert assess({**ICE, "kinds": ["agreement"]}, agreement).state == "met"


def test_parts_and_collectives_stand_for_an_agency() -> None:
    assert assess(ICE, {"source": "atf-office", "target": "ice"}).state == "met"
    with_pgr = {"counterpart": {"agency": "pgr"}}
    found = assess(with_pgr, {"source": "us", "target": "mexican"}, examined=["links"])
    assert (found.state, found.through) == ("not-examined", ("us", "mexican"))
    assert not assess(with_pgr, {"source": "us", "target": "mexican", "status": "absent"}).failing
    for other in ({"status": "planned"}, {"functions": ["tracing"]}):
        together = {"source": "us", "target": "mexican", **other}
        found = assess(with_pgr | {"function": "cases"}, together, examined=["links"])
        assert (found.state, found.through) == ("lacking", ())


def test_what_is_said_of_a_collective_says_nothing_of_two_members() -> None:
    among = {"id": "among", "source": "us", "target": "us", "status": "strained"}
    found = assess(ICE, among, examined=["links"])
    assert (found.state, found.through, found.failing) == ("not-examined", ("us",), ())
    assert [link.id for link in assess(ICE, among, {"id": "own", **WITH_ICE}).links] == ["own"]


def test_one_member_reached_meets_what_asks_for_a_collective_as_one() -> None:
    asked = {"counterpart": {"agency": "mexican"}}
    assert assess(asked, {"source": "atf", "target": "pgr"}).state == "met"
    failing = {"source": "atf", "target": "pgr", "status": "absent"}
    assert assess(asked, failing).state == "not-examined"


def test_a_part_is_no_stranger_to_its_whole() -> None:
    agencies = [
        {"id": "doj", "name": "Justice"},
        {"id": "atf", "name": "ATF", "part_of": "doj"},
        {"id": "lab", "name": "ATF lab", "part_of": "atf"},
        {"id": "dea", "name": "DEA", "part_of": "doj"},
    ]
    asked = {"counterpart": {"agency": "doj"}, "examined": True}
    assert assess(asked, agencies=agencies).state == "met"
    assert assess(asked | {"kinds": ["oversight"]}, agencies=agencies).state == "met"
    training = asked | {"kinds": ["training"]}
    assert assess(training, agencies=agencies).state == "not-examined"
    assert assess(asked, {"source": "lab", "target": "doj"}, agencies=agencies).state == "met"
    part = {"agency": "doj", "counterpart": {"agency": "atf"}, "examined": True}
    assert assess(part, agencies=agencies).state == "met"
    assert assess(part, {"source": "dea", "target": "lab"}, agencies=agencies).state == "met"


# -- who is on the other side ----------------------------------------------------------------------


def test_nobody_holds_the_function() -> None:
    asked = {"counterpart": {"jurisdiction": "MX"}, "function": "tracing"}
    assert (assess(asked).state, assess(asked).gap) == ("not-examined", "no-counterpart")
    found = assess(asked, examined=["mandates"])
    assert (found.state, found.gap, found.basis) == ("lacking", "no-counterpart", "derived")
    assert found.candidates == ("pgr", "ssp", "sre")


def test_link_for_the_function_shows_who_holds_it_unless_mandates_are_covered() -> None:
    asked = {"counterpart": {"jurisdiction": "MX"}, "function": "tracing"}
    traces = {"source": "atf", "target": "sre", "functions": ["tracing"]}
    assert assess(asked, traces).counterparts == ("sre",)
    assert assess(asked, traces).state == "met"
    assert assess(asked, traces, examined=["mandates"]).gap == "no-counterpart"
    assert assess(asked, {**traces, "status": "planned"}).counterparts == ()
    assert assess(asked, {**traces, "functions": []}).counterparts == ()


@pytest.mark.parametrize(
    ("aspect", "holders", "leads"),
    [("holders", "lacking", "not-examined"), ("leads", "not-examined", "lacking")],
)
def test_who_holds_a_function_and_who_leads_in_it_are_examined_apart(
    aspect: str, holders: str, leads: str
) -> None:
    looked: Any = [{"section": "mandates", "aspect": aspect}]
    nobody = {"counterpart": {"jurisdiction": "MX"}, "function": "tracing"}
    assert assess(nobody, examined=looked).state == holders
    traces = {"source": "atf", "target": "sre", "functions": ["tracing"]}
    assert assess(nobody, traces, examined=looked).state == (
        "lacking" if aspect == "holders" else "met"
    )
    assert assess({**MEXICO, "single": True}, examined=looked).state == leads


def test_single_counterpart_among_several_needs_a_lead() -> None:
    asked = {**MEXICO, "single": True}
    linked = {"source": "atf", "target": "pgr"}
    assert assess(asked, linked).gap == "no-single-counterpart"
    assert assess(asked, linked).state == "not-examined"
    assert assess(asked, linked, examined=["mandates"]).state == "lacking"
    found = assess({**asked, "examined": True}, linked, agencies=LEAD)
    assert (found.gap, found.unlinked) == ("unlinked", ("ssp",))
    assert found.leads == ("ssp",)
    assert assess(asked, {"source": "atf", "target": "ssp"}, agencies=LEAD).state == "met"


def test_lead_of_another_function_is_no_single_counterpart() -> None:
    tracing = {"function": "tracing", "role": "lead"}
    agencies = [
        {**one, "mandates": [{"function": "cases"}, tracing]} if one["id"] == "ssp" else one
        for one in AGENCIES
    ]
    found = assess({**MEXICO, "single": True}, agencies=agencies)
    assert (found.gap, found.leads) == ("no-single-counterpart", ())


@pytest.mark.parametrize(
    ("agencies", "gap"),
    [
        ([{"kind": "collective"}], "no-single-counterpart"),
        ([{"kind": "government"}], "unlinked"),
        ([{}, {"part_of": "b0"}], "unlinked"),
        ([{"kind": "government"}, {"part_of": "b0"}], "unlinked"),
        ([{"kind": "government"}, {"part_of": "b0"}, {"part_of": "b0"}], "no-single-counterpart"),
        ([{}, {}], "no-single-counterpart"),
        ([{"kind": "government"}, {"kind": "government"}], "no-single-counterpart"),
        ([{"kind": "government"}, {}], "no-single-counterpart"),
    ],
)
def test_when_agencies_are_several(agencies: list[dict[str, Any]], gap: str) -> None:
    holding = [
        {
            "id": f"b{n}",
            "name": f"B{n}",
            "jurisdiction": "MX",
            "mandates": [{"function": "cases"}],
            **agency,
        }
        for n, agency in enumerate(agencies)
    ]
    found = assess({**MEXICO, "single": True}, agencies=[AGENCIES[0], *holding])
    assert found.gap == gap


def test_reported_lack_of_a_single_counterpart_is_that_even_where_one_is_known() -> None:
    asked = {**MEXICO, "single": True, "evidence": finds("lacking")}
    assert assess(asked, {"source": "atf", "target": "pgr"}).gap == "no-single-counterpart"


@pytest.mark.parametrize(
    ("asked", "agencies", "gap"),
    [
        (MEXICO | {"single": True}, AGENCIES, "no-single-counterpart"),
        (MEXICO | {"single": True}, LEAD, "unmet"),
        (MEXICO | {"function": "tracing", "single": True}, AGENCIES, "no-single-counterpart"),
        ({"counterpart": {"jurisdiction": "FR"}, "single": True}, AGENCIES, "no-counterpart"),
        (MEXICO, AGENCIES, "unmet"),
        (EACH, AGENCIES, "unmet"),
        (ICE, AGENCIES, "unmet"),
        (ICE | {"written": True}, AGENCIES, "unwritten"),
    ],
)
def test_what_a_source_that_finds_a_lack_speaks_of(
    asked: dict[str, Any], agencies: list[dict[str, Any]], gap: str
) -> None:
    links = [{"source": "atf", "target": key} for key in ("ice", "pgr", "ssp")]
    found = assess({**asked, "evidence": finds("lacking")}, *links, agencies=agencies)
    assert (found.state, found.basis, found.gap) == ("lacking", "reported", gap)


def test_own_parts_and_own_collectives_are_no_other_side() -> None:
    found = assess({"counterpart": {"jurisdiction": "US"}})
    assert found.candidates == ("ice",)


def test_counterpart_by_kind_and_level() -> None:
    agencies = [
        *AGENCIES[:3],
        {"id": "texas", "name": "Texas", "kind": "state", "level": "state"},
        {"id": "houston", "name": "Houston", "kind": "state", "level": "local"},
    ]
    found = assess({"counterpart": {"kind": "state", "level": "state"}}, agencies=agencies)
    assert found.candidates == ("texas",)


# -- one agency of several, or each ----------------------------------------------------------------


def test_one_agency_will_do() -> None:
    failing = {"source": "atf", "target": "pgr", "status": "absent"}
    found = assess(MEXICO, {"source": "atf", "target": "ssp"}, failing)
    assert (found.state, found.unlinked) == ("met", ())


def test_a_member_reached_meets_what_several_agencies_ask_of_its_collective() -> None:
    keys = ("atf", "ice", "sre")
    made = co.Network(
        title="Three",
        functions=[{"id": "cases", "name": "Cases"}],
        agencies=AGENCIES,
        links=[{"kind": "liaison", "source": key, "target": "pgr"} for key in keys[:2]],
        requirements=[
            {"id": f"of-{key}", "agency": key, "counterpart": {"agency": "mexican"}} for key in keys
        ],
    )
    assert [one.state for one in assess_all(made)] == ["met", "met", "not-examined"]


def test_silence_about_one_agency_leaves_open_whether_one_will_do() -> None:
    failing = {"source": "atf", "target": "pgr", "status": "absent"}
    assert assess(MEXICO, failing).state == "not-examined"
    found = assess(MEXICO, failing, {**failing, "target": "ssp"})
    assert (found.state, found.basis, found.unlinked) == ("lacking", "reported", ("pgr", "ssp"))
    found = assess(MEXICO, failing, examined=["links"])
    assert (found.state, found.basis) == ("lacking", "derived")


@pytest.mark.parametrize(
    ("members", "state"), [(["pgr", "ssp"], "lacking"), (["sre"], "not-examined")]
)
def test_a_collective_beside_its_members_need_not_be_known_too(
    members: list[str], state: str
) -> None:
    agency = {"id": "both", "name": "Both", "kind": "collective", "members": members}
    agencies = [*AGENCIES[:6], {**AGENCIES[3], **agency}]
    links = [{"source": "atf", "target": key, "status": "absent"} for key in ("pgr", "ssp")]
    assert assess(MEXICO, *links, agencies=agencies).state == state


def test_silence_about_a_thousand_agencies_leaves_it_open_too() -> None:
    many = [
        {"id": f"m{n}", "name": f"M{n}", "jurisdiction": "MX", "mandates": [{"function": "cases"}]}
        for n in range(1002)
    ]
    failing = {"source": "atf", "target": "m7", "status": "absent"}
    assert assess(MEXICO, failing, agencies=[AGENCIES[0], *many]).state == "not-examined"


def test_each_agency_is_asked_for() -> None:
    linked = {"source": "atf", "target": "pgr"}
    assert assess(EACH, linked).state == "not-examined"
    assert assess(EACH, linked, {**linked, "target": "ssp"}).state == "met"
    assert assess(EACH, linked, examined=["links"]).unlinked == ("ssp",)


def test_of_each_agency_only_those_known_to_lack_are_named() -> None:
    failing = {"source": "atf", "target": "pgr", "status": "absent"}
    found = assess(EACH, failing)
    assert (found.state, found.unlinked) == ("lacking", ("pgr",))
    found = assess(EACH, failing, examined=["links"])
    assert (found.unlinked, found.basis) == (("pgr", "ssp"), "derived")
    planned = {"source": "atf", "target": "ssp", "status": "planned"}
    assert assess(EACH, failing, planned, examined=["links"]).basis == "derived"


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        (["active", "active"], "met"),
        (["active", "absent"], "lacking"),
        (["planned", "absent"], "lacking"),
        (["active", "planned"], "not-examined"),
        (["planned", "planned"], "not-examined"),
    ],
)
def test_of_several_agencies_one_that_lacks_it_decides(statuses: list[str], state: str) -> None:
    links = [
        {"source": source, "target": "sre", "status": status}
        for source, status in zip(("atf", "ice"), statuses, strict=True)
    ]
    made = network({"agency": ["atf", "ice"], "counterpart": {"agency": "sre"}}, *links)
    assert state_of(made, "r") == state


# -- direction and writing -------------------------------------------------------------------------


def one_way(source: str, target: str, **more: Any) -> dict[str, Any]:
    return {"kind": "referral", "source": source, "target": target, **more}


def test_one_way_is_known_by_examining_by_a_failing_way_or_by_the_record_itself() -> None:
    asked = {**ICE, "direction": "mutual"}
    gives = one_way("atf", "ice")
    assert (assess(asked, gives).state, assess(asked, gives).gap) == ("not-examined", "one-way")
    found = assess(asked, gives, examined=["links"])
    assert (found.state, found.basis, found.one_way) == ("lacking", "derived", ("ice",))
    found = assess(asked, gives, one_way("ice", "atf", status="unmet"))
    assert (found.state, found.basis) == ("lacking", "reported")
    found = assess(asked, {**WITH_ICE, "kind": "information-sharing", "mutual": False})
    assert (found.state, found.basis) == ("lacking", "derived")
    assert assess(asked, gives, one_way("ice", "atf")).state == "met"


@pytest.mark.parametrize(
    ("direction", "source", "target", "gap"),
    [
        ("to-counterpart", "atf", "ice", None),
        ("to-counterpart", "ice", "atf", "one-way"),
        ("from-counterpart", "ice", "atf", None),
        ("from-counterpart", "atf", "ice", "one-way"),
        ("any", "ice", "atf", None),
    ],
)
def test_direction(direction: str, source: str, target: str, gap: str | None) -> None:
    asked = {**ICE, "direction": direction, "examined": True}
    assert assess(asked, one_way(source, target)).gap == gap


def test_writing_is_asked_of_what_works() -> None:
    asked = {**ICE, "written": True}
    agreement = {**WITH_ICE, "kind": "agreement"}
    assert (assess(asked, WITH_ICE).state, assess(asked, WITH_ICE).gap) == (
        "not-examined",
        "unwritten",
    )
    found = assess(asked, WITH_ICE, examined=["links"])
    assert (found.state, found.gap, found.basis) == ("lacking", "unwritten", "derived")
    assert assess(asked, WITH_ICE, agreement).state == "met"
    assert assess(asked, WITH_ICE, {**agreement, "status": "ended"}).gap == "unwritten"
    assert assess(asked, agreement, examined=["links"]).gap == "unlinked"


def test_what_works_with_each_is_to_be_agreed_with_each_and_with_one_where_one_will_do() -> None:
    works = [{"source": "atf", "target": key} for key in ("pgr", "ssp")]
    agreement = {**works[0], "kind": "agreement"}
    assert assess({**EACH, "written": True}, *works, agreement).gap == "unwritten"
    both = {**works[1], "kind": "agreement"}
    assert assess({**EACH, "written": True}, *works, agreement, both).state == "met"
    assert assess({**MEXICO, "written": True}, *works, agreement).state == "met"


# -- inside an agency -----------------------------------------------------------------------------

INSIDE = {"agency": "mexican", "counterpart": {"agency": "mexican"}}
AMONG = {"source": "mexican", "target": "mexican"}


def test_inside_a_collective_silence_is_not_examined() -> None:
    assert assess(INSIDE).state == "not-examined"
    assert assess(INSIDE, examined=["links"]).state == "lacking"


def test_inside_a_collective_what_is_said_of_the_whole_decides() -> None:
    pair = {"source": "pgr", "target": "ssp"}
    assert assess(INSIDE, AMONG).state == "met"
    found = assess(INSIDE, {**AMONG, "status": "strained"}, pair)
    assert (found.state, found.basis, found.gap) == ("lacking", "reported", "unlinked")


def test_inside_a_collective_of_two_their_links_decide() -> None:
    pair = {"source": "pgr", "target": "ssp"}
    assert assess(INSIDE, pair).state == "met"
    found = assess(INSIDE, {**pair, "status": "absent"})
    assert (found.state, found.basis) == ("lacking", "reported")
    of_one = [*AGENCIES[:6], {**AGENCIES[6], "members": ["pgr"]}]
    assert assess(INSIDE, agencies=of_one).state == "not-examined"


def test_inside_a_collective_function_and_writing_are_asked_for_too() -> None:
    cases = {**INSIDE, "function": "cases"}
    assert assess(cases, {**AMONG, "functions": ["tracing"]}).state == "not-examined"
    assert assess(cases, {**AMONG, "functions": ["cases"]}).state == "met"
    written = {**INSIDE, "written": True}
    assert assess(written, AMONG).gap == "unwritten"
    agreement = {**AMONG, "kind": "agreement"}
    assert assess(written, AMONG, agreement).state == "met"
    assert assess(written, AMONG, {**agreement, "status": "ended"}).gap == "unwritten"


def test_inside_a_collective_ties_must_join_all_members() -> None:
    agencies = [
        *({"id": key, "name": key} for key in "abc"),
        {"id": "all", "name": "All", "kind": "collective", "members": ["a", "b", "c"]},
    ]
    asked = {"agency": "all", "counterpart": {"agency": "all"}}
    first, second = {"source": "a", "target": "b"}, {"source": "b", "target": "c"}
    more: dict[str, Any] = {"agencies": agencies, "examined": ["links"]}
    assert assess(asked, first, second, **more).state == "met"
    assert assess(asked, first, **more).state == "lacking"
    assert assess(asked, first, agencies=agencies).state == "not-examined"
    failing = [{**first, "status": "absent"}, {**second, "status": "absent"}]
    assert assess(asked, *failing, agencies=agencies).basis == "derived"


def test_what_a_collective_has_with_others_does_not_join_its_members() -> None:
    outside = {"id": "outside", "source": "mexican", "target": "atf"}
    among = {"id": "among", "source": "mexican", "target": "mexican"}
    made = network(INSIDE, outside, among)
    apart = connected(made, ["pgr", "ssp"], [made.links["outside"]])
    assert set(apart) == {frozenset({"pgr"}), frozenset({"ssp"})}
    joined = connected(made, ["pgr", "ssp"], [made.links["among"]])
    assert joined == (frozenset({"pgr", "ssp"}),)


def test_what_is_assumed_to_work_shows_no_lack_of_writing() -> None:
    asked = {**ICE, "written": True}
    assert assess(asked, WITH_ICE, examined=["links"]).gap == "unwritten"
    assumed = {**WITH_ICE, "confidence": "assumed"}
    assert assess(asked, assumed, examined=["links"]).state == "met"


def test_failing_link_of_one_member_is_no_report_that_a_single_counterpart_lacks() -> None:
    asked = {"counterpart": {"collective": "us"}, "single": True}
    agencies = [*AGENCIES[:-1], {**AGENCIES[-1], "members": ["ice"]}]
    strained = {**WITH_ICE, "status": "strained"}
    assert assess(asked, strained, agencies=agencies).gap == "not-working"


# -- the nearest record decides --------------------------------------------------------------------

LINE = [
    {"id": "doj", "name": "Justice"},
    {"id": "atf", "name": "ATF", "part_of": "doj"},
    {"id": "atf-office", "name": "ATF office", "part_of": "atf"},
    {"id": "dhs", "name": "Homeland Security"},
    {"id": "ice", "name": "ICE", "part_of": "dhs"},
]
FAR = {"id": "far", "source": "doj", "target": "dhs"}
PART = {"id": "part", "source": "atf-office", "target": "ice"}
VERY = {"id": "very", **WITH_ICE}


@pytest.mark.parametrize(
    ("links", "state"),
    [
        ([FAR], "met"),
        ([FAR, PART | {"status": "absent"}], "lacking"),
        ([FAR | {"status": "absent"}, PART], "met"),
        ([PART, VERY | {"status": "absent"}], "lacking"),
        ([PART | {"status": "absent"}, VERY], "met"),
        ([FAR, VERY | {"status": "planned"}], "met"),
    ],
)
def test_the_nearest_record_decides(links: list[dict[str, Any]], state: str) -> None:
    assert assess(ICE, *links, agencies=LINE).state == state


def test_as_near_some_work_and_some_fail() -> None:
    alerts = {**WITH_ICE, "id": "alerts", "status": "unmet"}
    found = assess(ICE, VERY, alerts)
    assert (found.state, found.partly) == ("met", True)
    assert [link.id for link in found.failing] == ["alerts"]


def test_a_forum_that_holds_the_function_joins_its_members_through_it() -> None:
    board = {
        "id": "board",
        "name": "Board",
        "kind": "committee",
        "members": ["atf", "ice"],
        "mandates": [{"function": "cases"}],
    }
    need = {**ICE, "function": "cases"}
    found = assess(need, agencies=[*LINE, board], examined=["links"])
    assert (found.state, found.through) == ("not-examined", ("board",))
    other = board | {"mandates": [{"function": "tracing"}]}
    found = assess(need, agencies=[*LINE, other], examined=["links"])
    assert (found.state, found.through) == ("lacking", ())
    # What works one way alone is no matter of the forum.
    gives = one_way("atf", "ice", functions=["cases"])
    need |= {"direction": "mutual"}
    found = assess(need, gives, agencies=[*LINE, board], examined=["links"])
    assert (found.state, found.gap, found.through) == ("lacking", "one-way", ())
