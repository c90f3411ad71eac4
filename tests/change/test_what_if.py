"""What if: what changes, what clears, and what nothing changes."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.change.edit import edited
from tests import bundled

TEXT = """
title: Two sides
sources: [{id: report, title: Report}]
functions: [{id: tracing, name: Tracing}]
agencies:
- {id: atf, name: ATF, jurisdiction: US, mandates: [{function: tracing, role: lead}]}
- {id: doj, name: Justice, jurisdiction: US}
- {id: pgr, name: PGR, jurisdiction: MX, mandates: [{function: tracing}]}
- {id: oig, name: Inspector General, jurisdiction: US}
links:
- {id: mou, kind: agreement, source: atf, target: pgr, evidence: [{source: report, at: p. 1}]}
- {id: sharing, kind: information-sharing, source: atf, target: pgr, status: absent,
   functions: [tracing], evidence: [{source: report, at: p. 2}]}
requirements:
- {id: contact, agency: atf, counterpart: {agency: pgr}, function: tracing, kinds: [liaison],
   examined: true, evidence: [{source: report, at: p. 3}]}
recommendations:
- {id: r1, by: oig, to: atf, says: Set up a liaison., answers: contact,
   would: {add: [{id: officer, kind: liaison, source: atf, target: pgr, functions: [tracing]}]}}
- {id: r2, by: oig, to: atf, says: Share., would: {change: [{id: sharing, set: {status: active}}]}}
- {id: r3, by: oig, to: atf, says: Plan.}
"""


@pytest.fixture
def network() -> co.Network:
    return co.loads(TEXT)


def test_nothing_changes_nothing(network):
    result = co.what_if(network)
    assert result.network == network
    assert (result.cleared, result.appeared, result.moved) == ((), (), ())
    assert len(result.stayed) == len(result.before)


def test_a_recommendation_clears_what_it_would_change(network):
    result = co.what_if(network, apply=["r1"])
    assert "CG103:contact" in {finding.key for finding in result.before}
    assert "CG103:contact" in {finding.key for finding in result.cleared}
    assert result.network.links["officer"].kind == "liaison"
    moved = {(one.measure, one.agency) for one in result.moved}
    assert ("network_congruence", "") in moved
    assert ("agency_participation", "atf") in moved
    assert network.links.keys() == {"mou", "sharing"}


def test_changing_a_status_by_recommendation_or_by_hand_is_the_same(network):
    by_hand = co.what_if(network, change={"sharing": {"status": "active"}})
    applied = co.what_if(network, apply=["r2"])
    assert applied.network.links == by_hand.network.links
    assert {one.key for one in applied.cleared} >= {one.key for one in by_hand.cleared}
    assert by_hand.network.links["sharing"].works


def test_a_recommendation_that_is_applied_is_carried_out(network):
    result = co.what_if(network, apply=["r1", "r2"])
    statuses = {key: one.status for key, one in result.network.recommendations.items()}
    assert (statuses["r1"], statuses["r2"]) == ("implemented", "implemented")
    assert not [one for one in result.after if one.code == "CG802" and one.records == ("r1",)]
    assert network.recommendations["r1"].status != "implemented"


def test_one_is_as_good_as_a_list_of_one_and_twice_as_good_as_once(network):
    once = co.what_if(network, apply=["r1"]).network
    assert co.what_if(network, apply="r1").network == once
    assert co.what_if(network, apply=["r1", "r1"]).network == once
    assert not co.what_if(network, remove="mou").network.links.keys() & {"mou"}


def test_a_changed_kind_brings_its_own_defaults(network):
    result = co.what_if(network, change={"sharing": {"kind": "agreement"}})
    assert result.network.links["sharing"].formal


def test_adding_and_removing_returns_with_all_that_recommendations_say(network):
    link = co.model.Link(id="desk", kind="liaison", source="doj", target="pgr")
    there = co.what_if(network, add=[link], select=["CG1"]).network
    assert co.what_if(there, remove=["desk"], select=["CG1"]).network == network
    after = co.what_if(network, remove=["sharing"], select=["CG1"]).network.recommendations
    assert after["r1"].would == network.recommendations["r1"].would
    assert after["r2"].would is None  # what it would change is gone


@pytest.mark.parametrize("name", bundled.NAMES)
def test_laws_on_bundled_networks(name):
    network = bundled.network(name)
    nothing = co.what_if(network)
    assert nothing.network == network and not nothing.moved
    assert not (nothing.cleared or nothing.appeared)
    assert [one.key for one in nothing.stayed] == [one.key for one in nothing.before]
    link = next(iter(network.links.values()))
    status = "strained" if link.status == "active" else "active"
    there = edited(network, [co.Change.set_link(link, "there", status=status)])
    assert there != network
    assert edited(there, [co.Change.set_link(link, "back", status=link.status)]) == network


def test_measures_that_move_name_what_they_were_taken_from(network):
    result = co.what_if(network, apply=["r1"])
    taken = {one.measure: one.taken for one in result.moved}
    assert taken["network_congruence"] == "the requirements that were examined"
    assert taken["agency_participation"].startswith("links of any kind; status active; either way")
    assert f"Taken from {taken['agency_participation']}: " in result.to_markdown()
    content = json.loads(result.to_json())
    assert {(one["measure"], one["taken"]) for one in content["measures"]} == set(taken.items())
    states = {(one["state"], one["key"]) for one in content["findings"]}
    assert ("cleared", "CG103:contact") in states
    assert content["changes"][0]["fields"]["id"] == "officer"


def test_removing_an_agency_removes_what_refers_to_it(network):
    after = co.what_if(network, remove=["pgr"]).network
    assert not after.links and not after.requirements
    assert "pgr" not in after.agencies
    assert after.recommendations["r1"].answers == ()


def test_what_a_finding_says_would_clear_it_clears_it(network):
    for finding in co.check(network, select=["CG1", "CG2"]):
        complete = [change for change in finding.clears if change.section == "links"]
        if complete:
            result = co.what_if(network, apply=complete)
            assert finding.key in {one.key for one in result.cleared}, finding.key


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"apply": ["r9"]}, ValueError, "no recommendation 'r9'"),
        ({"apply": ["r3"]}, ValueError, "doesn't say what it would change"),
        ({"change": {"mouu": {}}}, ValueError, "did you mean 'mou'"),
        ({"remove": ["x"]}, ValueError, "no agency, link or requirement 'x'"),
        ({"change": {"mou": {"status": "actve"}}}, co.DataError, "actve"),
        ({"change": {"mou": {"id": "memo"}}}, ValueError, "the id of 'mou' can't be changed"),
        ({"remove": ["mou", "mou"]}, ValueError, "there is no link 'mou' to remove"),
        ({"add": co.model.Agency(id="pgr", name="P")}, ValueError, "agency 'pgr' already exists"),
        ({"change": {"mou": {"target": "nobody"}}}, co.DataError, "nobody"),
        ({"add": [co.model.Source(id="s", title="S")]}, TypeError, "add takes agencies"),
    ],
)
def test_what_cannot_be_changed_is_said(network, arguments, error, message):
    with pytest.raises(error, match=message):
        co.what_if(network, **arguments)


def test_markdown_names_each_part(network):
    text = co.what_if(network, apply=["r1"]).to_markdown()
    assert "## Cleared (" in text and "CG103" in text and "`network_congruence`" in text


@settings(max_examples=8, deadline=None)
@example(6, "liaison")  # l19 fails beside l3
@given(st.integers(0, 40), st.sampled_from(["liaison", "request", "agreement"]))
def test_a_change_and_its_inverse_return(seed, kind):
    network = co.Network(
        co.testing.synthetic(agencies=50, links=100, gaps=1, seed=seed).network.document
    )
    link = co.model.Link(id="new", kind=kind, source="a00", target="a01")
    there = co.what_if(network, add=[link], select=["CG1"]).network
    assert co.what_if(there, remove=["new"], select=["CG1"]).network == network
    status = network.links["l3"].status
    there = co.what_if(network, change={"l3": {"status": "strained"}}, select=["CG1"]).network
    back = co.what_if(there, change={"l3": {"status": status}}, select=["CG1"]).network
    assert back.links["l3"].status == status
    # What works again answers a report that a link of its kind and ends fails.
    gone = network.links.keys() - back.links.keys()
    assert back.links.keys() <= network.links.keys()
    for one in (network.links[key] for key in gone):
        assert not one.works and one.kind == back.links["l3"].kind
        assert set(one.agencies) == set(back.links["l3"].agencies)


def test_figures_about_what_goes_with_an_agency_go_too():
    network = co.Network(
        title="Three",
        agencies=[{"id": key, "name": key.upper()} for key in "abc"],
        links=[{"id": "ab", "kind": "liaison", "source": "a", "target": "b"}],
        requirements=[{"id": "must", "agency": "b", "counterpart": {"agency": "c"}}],
        figures=[
            {"id": f"about-{key}", "about": key, "measure": "cases", "value": 1}
            for key in ("ab", "must", "b", "c")
        ],
    )
    without = co.what_if(network, remove=["b"]).after.network
    assert set(without.figures) == {"about-c"}


def test_a_recommendation_may_name_passages_by_id():
    text = """
        title: T
        sources: [{id: s, title: S}]
        passages: [{id: p, source: s, at: page 1, says: It is asked.}]
        functions: [{id: f, name: F}]
        agencies:
        - {id: a, name: A}
        - {id: b, name: B}
        links:
        - {id: l, kind: liaison, source: a, target: b, status: strained, evidence: [p]}
        requirements:
        - {id: r, agency: a, counterpart: {agency: b}, kinds: [information-sharing],
           evidence: [{passage: p, finds: lacking}]}
        recommendations:
        - id: rec
          by: a
          to: b
          says: Do it.
          answers: [l, r]
          would:
            add: [{kind: information-sharing, source: a, target: b, evidence: [p]}]
            change:
            - {id: l, set: {status: active, evidence: [p]}}
            - {id: r, set: {evidence: [p]}}
    """
    network = co.loads(text)
    done = co.what_if(network, apply=["rec"])
    assert {one.code for one in done.cleared} >= {"CG204", "CG601"}
    (new,) = [one for key, one in done.network.links.items() if key not in network.links]
    assert [one.at for one in new.evidence] == ["page 1"]
    assert co.plan(network, select=["CG204"]).steps
    assert {one.finding.code for one in co.firmness(co.check(network))} == {"CG204", "CG601"}


REPORTED_ABSENT = """
title: Two
as_of: 2010-01-01
sources: [{id: s, title: S}]
functions: [{id: f, name: Searching}]
agencies: [{id: a, name: A}, {id: b, name: B}]
links:
- {kind: liaison, source: a, target: b, functions: [f], status: absent,
   evidence: [{source: s, at: p. 1}]}
- {kind: training, source: a, target: b, functions: [f], status: unmet,
   evidence: [{source: s, at: p. 2}]}
recommendations:
- id: r
  by: a
  to: b
  says: Keep in touch.
  would: {add: [{kind: liaison, source: a, target: b, functions: [f]}]}
"""


def test_what_comes_in_the_place_of_a_missing_link_answers_the_report_of_it():
    network = co.loads(REPORTED_ABSENT)
    (missing,) = (key for key, link in network.links.items() if link.kind == "liaison")
    found = co.what_if(network, apply="r")
    assert [link.status for link in found.network.links.values()] == ["unmet", "active"]
    assert missing not in {key for finding in found.stayed for key in finding.links}
    assert "training" in {network.links[key].kind for one in found.stayed for key in one.links}


def test_one_more_link_beside_a_working_one_gets_an_id_of_its_own():
    working = REPORTED_ABSENT.replace("status: absent", "status: active")
    found = co.what_if(co.loads(working), apply="r").network
    first, second = (key for key, link in found.links.items() if link.kind == "liaison")
    assert second == f"{first}-2"
