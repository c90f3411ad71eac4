"""Branches of the rules on counterparts that their pages don't show."""

from __future__ import annotations

from typing import Any

import pytest

import coordination as co
from tests.rules.records import agency, cite, found, keys, link, network, require

LOOKED = {"examined": ["links"]}
HOLDS = {"mandates": [{"function": "tracing"}]}


def mexican(key: str, **fields: Any) -> dict[str, Any]:
    return agency(key, jurisdiction="MX", **fields)


def needs(**fields: Any) -> dict[str, Any]:
    return {
        "id": "need",
        "agency": "a",
        "counterpart": {"jurisdiction": "MX"},
        "function": "tracing",
        **fields,
    }


A = agency("a", jurisdiction="US", level="federal")


# -- CG101: missing counterpart --------------------------------------------------------------------


def test_agency_that_would_have_to_take_the_function_is_offered_as_what_clears_it() -> None:
    (one,) = found(
        "CG101",
        agencies=[A, mexican("b", mandates=[{"function": "training", "role": "lead"}])],
        requirements=[needs()],
        examined=["mandates"],
    )
    lead, join = one.clears
    assert (lead.action, lead.section, lead.id) == ("change", "agencies", "b")
    assert {"function": "tracing", "role": "lead"} in lead.fields["mandates"]
    assert {"function": "training", "role": "lead"} in lead.fields["mandates"]
    assert (join.fields["source"], join.fields["target"]) == ("a", "b")


def test_nobody_on_the_other_side_at_all() -> None:
    (one,) = found(
        "CG101",
        agencies=[A],
        requirements=[needs(counterpart={"jurisdiction": "MX", "kind": "police"})],
        examined=["mandates"],
    )
    assert one.message == "A has no police force counterpart in Mexico for firearms tracing."
    new, _ = one.clears
    assert new.fields["jurisdiction"] == "MX" and new.fields["kind"] == "police"


def test_missing_counterpart_that_a_source_reports() -> None:
    passage = cite(finds="lacking", says="Nobody in Mexico traces firearms.")
    (one,) = found("CG107", agencies=[A], requirements=[needs(evidence=[passage])])
    assert one.basis == "reported" and not one.also_derived
    assert one.message.endswith(f'according to "One": {passage["says"]}')
    assert one.condition is not None and one.condition.text == passage["says"]
    records = {"agencies": [A], "requirements": [needs(evidence=[passage])]}
    (one,) = found("CG101", **records, examined=["mandates"])
    assert one.basis == "reported" and one.also_derived
    assert one.sources == ("one",)


def test_silence_about_mandates_is_no_missing_counterpart() -> None:
    assert keys("CG101", agencies=[A, mexican("b")], requirements=[needs()]) == []


# -- CG102: no single counterpart ------------------------------------------------------------------


def test_collective_is_no_single_counterpart() -> None:
    agencies = [A, mexican("all", kind="collective", **HOLDS)]
    records = {"agencies": agencies, "examined": ["mandates"]}
    (one,) = found("CG102", requirements=[needs(single=True)], **records)
    assert one.agencies == ("a", "all")
    assert keys("CG102", requirements=[needs()], **records) == []


def test_mandates_of_the_several_agencies_are_its_evidence() -> None:
    held = {"mandates": [{"function": "tracing", "evidence": [cite(source="two")]}]}
    (one,) = found(
        "CG102",
        agencies=[A, mexican("b", **held), mexican("c", **HOLDS)],
        requirements=[needs(single=True)],
        examined=["mandates"],
    )
    assert one.basis == "derived" and one.sources == ("two",)


# -- CG103: unlinked counterpart -------------------------------------------------------------------


def test_absent_link_that_a_source_reports_is_what_clears_it() -> None:
    absent = link("liaison", "a", "b", "absent", id="gone", cause="no staff", evidence=[cite()])
    (one,) = found("CG103", links=[absent], requirements=[require("need", "a", "b")])
    assert (one.basis, one.links, one.cause) == ("reported", ("gone",), "no staff")
    (change,) = one.clears
    assert (change.id, dict(change.fields)) == ("gone", {"status": "active"})
    after = co.what_if(
        network(links=[absent], requirements=[require("need", "a", "b")]),
        apply=one.clears,
        select=["CG103"],
    )
    assert after.cleared and not after.stayed


@pytest.mark.parametrize(
    ("kinds", "code"),
    [
        (["information-sharing"], "CG601"),
        (["training"], "CG401"),
        (["liaison", "information-sharing"], "CG103"),
        ([], "CG103"),
    ],
)
def test_who_tells_what_is_not_there(kinds: list[str], code: str) -> None:
    need = require("need", "a", "b", kinds=kinds)
    report = co.check(network(requirements=[need], **LOOKED))
    assert [one.code for one in report if "need" in one.requirements and one.code < "CG8"] == [code]


def test_one_of_several_would_do_or_each_is_asked_for() -> None:
    agencies = [
        A,
        mexican("b", **HOLDS),
        mexican("c", **HOLDS),
        agency("both", kind="collective", members=["b", "c"]),
    ]
    (one,) = found("CG103", agencies=agencies, requirements=[needs()], **LOOKED)
    assert one.message == "A has no link in force with any of B and C for firearms tracing."
    assert "target" not in one.clears[0].fields
    each = needs(counterpart={"collective": "both"})
    half = [link("liaison", "a", "b")]
    (one,) = found("CG103", agencies=agencies, requirements=[each], links=half, **LOOKED)
    assert one.message == "A has no link in force with C for firearms tracing."
    assert one.agencies == ("a", "c")


def test_what_clears_it_runs_the_way_that_is_asked_for() -> None:
    need = require("need", "a", "b", direction="from-counterpart", kinds=["support"], examined=True)
    (one,) = found("CG103", requirements=[need])
    assert dict(one.clears[0].fields) == {"kind": "support", "source": "b", "target": "a"}
    need = require("need", "a", "b", direction="mutual", kinds=["support"], examined=True)
    (one,) = found("CG103", requirements=[need])
    assert one.clears[0].fields["mutual"] is True


def test_many_agencies_are_not_all_named() -> None:
    agencies = [A, *(mexican(f"b{n}", **HOLDS) for n in range(12))]
    (one,) = found("CG103", agencies=agencies, requirements=[needs()], **LOOKED)
    assert one.message.endswith("B6 and 5 others for firearms tracing.")
    assert len(one.agencies) == 13


# -- CG104: uncoordinated counterparts -------------------------------------------------------------

BOTH = agency("both", kind="collective", members=["b", "c"])
TWO = [A, mexican("b", **HOLDS), mexican("c", **HOLDS), BOTH]
INSIDE = require("inside", "both", "both")
STRAINED = link("other", "both", "both", "strained", id="among", evidence=[cite()])


def test_what_a_source_says_of_the_whole_and_a_requirement_are_one_finding() -> None:
    (one,) = found("CG104", agencies=TWO, links=[STRAINED], requirements=[INSIDE])
    assert one.message == "Coordination among BOTH does not work as it should."
    assert (one.basis, one.links, one.requirements) == ("reported", ("among",), ("inside",))
    assert one.agencies == ("both", "b", "c")


def test_inside_an_agency_that_is_no_collective() -> None:
    agencies = [agency("atf"), agency("x", part_of="atf"), agency("y", part_of="atf")]
    force = agency("force", kind="task-force", members=["x", "y"])
    need = require("need", "force", "force")
    (one,) = found("CG104", agencies=[*agencies, force], requirements=[need], **LOOKED)
    assert one.message == "The parts of FORCE do not coordinate among themselves."
    assert one.basis == "derived"
    (change,) = one.clears
    assert (change.fields["source"], change.fields["target"]) == ("x", "y")


def test_exchange_and_training_inside_an_agency_are_told_elsewhere() -> None:
    for kind in ("information-sharing", "training"):
        assert keys("CG104", agencies=TWO, links=[STRAINED | {"kind": kind}]) == []
    need = INSIDE | {"kinds": ["information-sharing"]}
    assert keys("CG104", agencies=TWO, requirements=[need], **LOOKED) == []


def test_holders_on_the_other_side_that_nothing_joins() -> None:
    records: dict[str, Any] = {"agencies": TWO, "requirements": [needs()]}
    linked = [link("liaison", "a", "b"), link("liaison", "a", "c")]
    assert keys("CG104", links=linked, **records) == []
    (one,) = found("CG104", links=linked, **records, **LOOKED)
    assert (
        one.message == "No working link joins B and C, on which A must rely for firearms tracing."
    )
    assert (one.basis, one.agencies) == ("derived", ("b", "c", "a"))
    broken = link("liaison", "b", "c", "strained", id="broken", evidence=[cite()])
    (one,) = found("CG104", links=[*linked, broken], **records)
    assert (one.basis, one.links) == ("derived", ("broken",))
    working = link("joint-operation", "b", "c")
    assert keys("CG104", links=[*linked, working], **records, **LOOKED) == []


def test_holders_are_not_told_beside_their_collective_nor_twice() -> None:
    records: dict[str, Any] = {"agencies": TWO, "links": [STRAINED], **LOOKED}
    assert len(found("CG104", requirements=[needs()], **records)) == 1
    second = needs(id="second")
    (one,) = found("CG104", agencies=TWO, requirements=[needs(), second], **LOOKED)
    assert one.records == ("need", "second")


def test_agencies_without_the_function_need_not_be_joined() -> None:
    agencies = [A, mexican("b"), mexican("c"), BOTH]
    need = needs(counterpart={"collective": "both"})
    assert keys("CG104", agencies=agencies, requirements=[need], **LOOKED) == []


# -- CG105: through a third party ------------------------------------------------------------------

DETOUR = [link("liaison", "a", "d", id="first"), link("liaison", "d", "b", id="second")]
NEED = require("need", "a", "b")


def test_detour_is_told_where_the_lack_is_known() -> None:
    assert keys("CG105", links=DETOUR, requirements=[NEED]) == []
    (one,) = found("CG105", links=DETOUR, requirements=[NEED], **LOOKED)
    assert one.message == "A reaches B only through D."
    assert (one.agencies, one.links) == (("a", "b", "d"), ("first", "second"))


@pytest.mark.parametrize(
    "change",
    [
        {"status": "strained"},
        {"kind": "agreement"},
        {"functions": ["training"]},
        {"confidence": "assumed"},
    ],
)
def test_detour_must_work_for_what_is_required(change: dict[str, Any]) -> None:
    links = [DETOUR[0], DETOUR[1] | change]
    need = NEED | {"function": "tracing"}
    assert keys("CG105", links=links, requirements=[need], **LOOKED) == []


def test_a_part_of_a_side_is_no_third_party() -> None:
    agencies = [A, agency("b"), agency("d", part_of="b")]
    assert keys("CG105", agencies=agencies, links=DETOUR, requirements=[NEED], **LOOKED) == []


def test_several_third_parties_are_one_finding() -> None:
    more = [link("liaison", "a", "c"), link("liaison", "c", "b")]
    (one,) = found("CG105", links=[*DETOUR, *more], requirements=[NEED], **LOOKED)
    assert one.message == "A reaches B only through D or C."


# -- CG106: level mismatch -------------------------------------------------------------------------


def states(*levels: str | None) -> dict[str, Any]:
    agencies = [mexican(f"b{n}", **HOLDS, level=level) for n, level in enumerate(levels)]
    return {"agencies": [A, *agencies], "examined": ["mandates"]}


def test_levels_of_the_holders() -> None:
    need = needs()
    (one,) = found("CG106", requirements=[need], **states("state", "local"))
    assert one.message == (
        "A, a federal agency, has state and local counterparts only for firearms tracing:"
        " B0 and B1."
    )
    assert one.clears[0].fields["level"] == "federal"
    for levels in (("state", "federal"), ("state", None), ()):
        assert keys("CG106", requirements=[need], **states(*levels)) == []


def test_level_that_is_asked_for_is_no_mismatch() -> None:
    for counterpart in (
        {"jurisdiction": "MX", "level": "state"},
        {"jurisdiction": "MX-SON"},
        {"agency": "b0"},
    ):
        need = needs(counterpart=counterpart)
        assert keys("CG106", requirements=[need], **states("state")) == []


def test_level_of_holders_nobody_looked_for_is_no_mismatch() -> None:
    records = states("state") | {"examined": []}
    assert keys("CG106", requirements=[needs()], **records) == []
    assert keys("CG106", requirements=[needs(examined=True)], **records) == ["need"]


def test_criteria_name_all_that_a_requirement_is_asked_of() -> None:
    network = co.loads("""
        title: Several
        sources: [{id: s, title: S}]
        agencies: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]
        requirements:
        - {id: r, agency: [a, b], counterpart: {agency: c}, kinds: [liaison],
           evidence: [{source: s, at: p. 1, finds: lacking}]}
    """)
    (finding,) = co.check(network, select=["CG1"])
    assert finding.criteria is not None
    assert finding.criteria.text == "Liaison of A and B with C is required."


def test_gaps_of_three_that_each_rely_on_the_other_two_have_keys_of_their_own() -> None:
    network = co.Network(
        title="Three lead rescue, and nothing joins them",
        examined=["mandates", "links"],
        functions=[{"id": "g", "name": "rescue"}],
        agencies=[
            {
                "id": key,
                "name": key.upper(),
                "jurisdiction": "US",
                "kind": "agency",
                "mandates": [{"function": "g", "role": "lead"}],
            }
            for key in "cde"
        ],
        requirements=[
            {
                "id": "r",
                "agency": {"kind": "agency"},
                "counterpart": {"jurisdiction": "US"},
                "function": "g",
                "direction": "any",
            }
        ],
    )
    found = co.check(network, select=["CG104"])
    assert len(found) == len({one.key for one in found}) == 3
