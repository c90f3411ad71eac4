"""Comparison: what changed, what ended, and what nobody looked at again."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.change.comparison import Comparison

BEFORE = """
title: Before
as_of: 2009-06-18
sources: [{id: gao, title: GAO 2009}]
agencies:
- {id: customs, name: Customs Service}
- {id: atf, name: ATF}
- {id: dea, name: DEA}
- {id: fbi, name: FBI}
- {id: oig, name: Inspector General}
links:
- {id: mou-1978, kind: agreement, source: atf, target: customs, start: 1978,
   evidence: [{source: gao, at: p. 1}]}
- {id: desk, kind: liaison, source: atf, target: dea, status: strained,
   evidence: [{source: gao, at: p. 2}]}
- {id: asked, kind: request, source: dea, target: fbi, status: unmet,
   evidence: [{source: gao, at: p. 3}]}
- {kind: information-sharing, source: customs, target: dea, evidence: [{source: gao, at: p. 4}]}
"""
AFTER = """
title: After
as_of: 2016-01-11
sources: [{id: gao, title: GAO 2009}, {id: gao-2016, title: GAO 2016}]
agencies:
- {id: ice, name: ICE, succeeds: customs}
- {id: atf, name: ATF}
- {id: dea, name: Drug Enforcement}
- {id: oig, name: Inspector General}
links:
- {id: mou-1978, kind: agreement, source: atf, target: ice, start: 1978, end: 2009-06-30,
   status: ended, evidence: [{source: gao, at: p. 1}]}
- {id: mou-2009, kind: agreement, source: atf, target: ice, start: 2009-06-30,
   evidence: [{source: gao-2016, at: p. 1}]}
- {id: desk, kind: liaison, source: atf, target: dea,
   evidence: [{source: gao, at: p. 2}, {source: gao-2016, at: p. 9}]}
- {kind: information-sharing, source: ice, target: dea, evidence: [{source: gao, at: p. 4}]}
"""


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return co.compare(co.loads(BEFORE), co.loads(AFTER))


def states(comparison: Comparison) -> dict[str, str]:
    return {one.before_id or one.id: one.state for one in comparison.records}


def test_records_formed_ended_changed_and_not_looked_at_again(comparison):
    found = states(comparison)
    assert found["mou-1978"] == "ended"
    assert found["mou-2009"] == "formed"
    assert found["desk"] == "changed"
    assert found["asked"] == "not looked at again"
    assert found["fbi"] == "not looked at again"
    assert found["oig"] == "same"


def test_what_may_have_been_there_before_is_not_called_formed():
    before = co.loads(BEFORE)
    more = AFTER + "- {id: old-desk, kind: liaison, source: dea, target: ice, start: 2001}\n"
    more += "- {id: quiet, kind: liaison, source: dea, target: oig}\n"
    found = states(co.compare(before, co.loads(more)))
    assert found["old-desk"] == found["quiet"] == "first recorded"
    complete = co.loads(BEFORE + "examined: [links]\n")
    assert states(co.compare(complete, co.loads(more)))["quiet"] == "formed"


def test_a_renamed_agency_is_the_same_one(comparison):
    (succession,) = comparison.successions
    assert (succession.what, succession.before, succession.after) == (
        "renamed",
        ("customs",),
        ("ice",),
    )
    (sharing,) = [
        one for one in comparison.records if one.before_id.startswith("information-sharing")
    ]
    assert sharing.state == "same"
    assert sharing.id != sharing.before_id


def test_fields_that_differ_are_told_evidence_alone_too(comparison):
    (desk,) = [one for one in comparison.records if one.id == "desk"]
    assert {field.field for field in desk.fields} == {"status", "evidence"}
    (dea,) = [one for one in comparison.records if one.id == "dea"]
    assert [(f.field, f.before, f.after) for f in dea.fields] == [
        ("name", "DEA", "Drug Enforcement")
    ]


def test_findings_closed_or_no_longer_examined(comparison):
    closed = {finding.key for finding in comparison.of("closed")}
    silent = {finding.key for finding in comparison.of("no longer examined")}
    assert "CG204:desk" in closed
    assert "CG301:asked" in silent


def test_a_section_covered_in_full_makes_silence_an_end():
    after = co.loads(AFTER + "examined: [links]\n")
    comparison = co.compare(co.loads(BEFORE), after)
    assert states(comparison)["asked"] == "ended"
    assert "CG301:asked" in {finding.key for finding in comparison.of("closed")}


def test_merged_and_split():
    before = co.Network(title="b", agencies=[{"id": key, "name": key} for key in "abc"])
    after = co.Network(
        title="a",
        agencies=[
            {"id": "ab", "name": "ab", "succeeds": ["a", "b"]},
            {"id": "c1", "name": "c1", "succeeds": "c"},
            {"id": "c2", "name": "c2", "succeeds": "c"},
        ],
    )
    found = {(one.what, one.before, one.after) for one in co.compare(before, after).successions}
    assert found == {("merged", ("a", "b"), ("ab",)), ("split", ("c",), ("c1", "c2"))}


def test_either_part_of_a_split_agency_may_carry_a_link_on():
    def link(key, source):
        return {"id": key, "kind": "liaison", "source": source, "target": "b"}

    agencies = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    parts = [{"id": key, "name": "A", "succeeds": "a"} for key in ("a1", "a2")]
    before = co.Network(title="b", agencies=agencies, links=[link("x", "a")])
    after = co.Network(title="a", agencies=[*parts, agencies[1]], links=[link("y", "a2")])
    (again,) = [one for one in co.compare(before, after).records if one.section == "links"]
    assert (again.before_id, again.id, again.state) == ("x", "y", "changed")
    assert [(one.field, one.after) for one in again.fields] == [("source", "a2")]


def test_a_network_with_itself_is_the_same():
    for text in (BEFORE, AFTER):
        network = co.loads(text)
        comparison = co.compare(network, network)
        assert comparison.changes == ()
        assert {state for state, _ in comparison.findings} <= {"persisting"}


def small(seed: int) -> co.Network:
    return co.Network(
        co.testing.synthetic(agencies=50, links=100, gaps=2, seed=seed).network.document
    )


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 1000))
def test_laws_on_random_networks(seed):
    network = small(seed)
    itself = co.compare(network, network)
    assert itself.changes == () and itself.successions == ()
    assert {state for state, _ in itself.findings} <= {"persisting"}
    # Every agency renamed: the same records, the same findings.
    renamed = co.compare(network, relabelled(network))
    assert {one.state for one in renamed.records} == {"same"}
    assert len(renamed.successions) == len(network.agencies)
    assert {state for state, _ in renamed.findings} <= {"persisting"}
    assert len(renamed.findings) == len(itself.findings)


def relabelled(network: co.Network) -> co.Network:
    """The network with every agency under another id that succeeds the old one."""
    old = network.agencies

    def new(value):
        if isinstance(value, str):
            return f"new-{value}" if value in old else value
        if isinstance(value, list | tuple):
            return [new(part) for part in value]
        if isinstance(value, dict):
            return {key: new(part) for key, part in value.items()}
        return value

    records = {}
    for section in ("agencies", "links", "requirements", "recommendations", "figures"):
        rows = [one.model_dump(exclude_unset=True) for one in getattr(network, section).values()]
        kept = [row["id"] for row in rows]
        records[section] = [
            {**new(row), "id": f"new-{key}" if key in old else key}
            for row, key in zip(rows, kept, strict=True)
        ]
    for row, key in zip(records["agencies"], old, strict=True):
        row["succeeds"] = [key]
    document = network.document
    return co.Network(
        title=document.title,
        as_of=document.as_of,
        examined=document.examined,
        sources=document.sources,
        functions=document.functions,
        **records,
    )


def test_evidence_or_confidence_alone_is_a_change():
    for fields in ({"confidence": "reported"}, {"evidence": [{"source": "gao", "at": "p. 7"}]}):
        network = co.loads(BEFORE)
        later = co.what_if(network, change={"desk": fields}, select=["CG1"]).network
        (change,) = co.compare(network, later).changes
        assert (change.id, change.state) == ("desk", "changed")
        assert [field.field for field in change.fields] == list(fields)


def test_the_earlier_network_comes_first():
    with pytest.raises(ValueError, match="earlier network comes first: 'After' is dated 2016"):
        co.compare(co.loads(AFTER), co.loads(BEFORE))


def test_series_compares_each_with_the_next():
    networks = [co.loads(BEFORE), co.loads(AFTER), co.loads(AFTER)]
    first, second = co.compare_series(networks)
    assert first.changes and not second.changes
    with pytest.raises(ValueError, match="two or more networks"):
        co.compare_series(networks[:1])


def test_markdown_json_and_records(comparison):
    text = comparison.to_markdown()
    assert "- not looked at again (1): asked" in text
    assert "  - evidence: new gao-2016, p. 9" in text
    assert "  - status: strained → active" in text
    content = json.loads(comparison.to_json())
    assert content["version"] == 1
    assert content["successions"][0]["what"] == "renamed"
    assert {"section": "links", "id": "desk", "state": "changed", "field": "status",
            "before": "strained", "after": "active"} in comparison.to_records()  # fmt: skip


@pytest.mark.parametrize(
    ("start", "state"),
    [("2009-06-17", "first recorded"), ("2009-06-18", "first recorded"), ("2009-06-19", "formed")],
)
def test_a_link_formed_after_the_earlier_day_and_not_on_it(start, state):
    written = "start: 2009-06-30,\n   evidence"
    after = co.loads(AFTER.replace(written, written.replace("2009-06-30", start)))
    changed = {one.id: one.state for one in co.compare(co.loads(BEFORE), after).records}
    assert changed["mou-2009"] == state


def test_conclusions_passages_places_and_holders_are_compared():
    def state(day, **more):
        return co.Network(
            title="T",
            as_of=day,
            sources=[{"id": "s", "title": "S"}],
            functions=[{"id": "burial", "name": "Burial"}],
            **more,
        )

    def agency(key, *places):
        held = [{"function": "burial", "places": list(places)}]
        return {"id": key, "name": key.upper(), "mandates": held}

    told = {
        "id": "c",
        "finds": "ambiguous-lead",
        "agencies": ["a", "b"],
        "says": "Unclear.",
        "evidence": ["p"],
    }
    passage = {"id": "p", "source": "s", "at": "page 1"}
    north = {"id": "north", "name": "North"}
    before = state(
        "2014-09-29",
        agencies=[agency("a", "north", "south"), agency("b", "south")],
        places=[north, {"id": "south", "name": "South"}],
        passages=[passage],
        conclusions=[told],
    )
    after = state(
        "2014-12-10",
        agencies=[agency("a", "south"), agency("b", "south")],
        places=[{**north, "name": "The North"}, {"id": "south", "name": "South"}],
        passages=[{**passage, "at": "page 2"}],
        conclusions=[{**told, "says": "Still unclear."}],
    )
    found = co.compare(before, after)
    changed = {(one.section, one.id, one.fields[0].field) for one in found.changes}
    assert {("conclusions", "c", "says"), ("passages", "p", "at")} <= changed
    assert ("places", "north", "name") in changed
    (lost,) = found.lost
    assert (lost.function, lost.place, lost.gone) == ("burial", "north", ("a",))
    text = found.to_markdown()
    assert "Burial: The North (without A)" in text and "Still unclear." in text
    assert json.loads(found.to_json())["holders"][0]["before"] == ["a"]
    assert co.compare(before, before).holders == ()
    assert "## Who holds what where\n\n- the same" in co.compare(before, before).to_markdown()
