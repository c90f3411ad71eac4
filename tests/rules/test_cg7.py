"""Branches of the rules on roles that their pages don't show."""

from __future__ import annotations

import pytest

import coordination as co
from tests.rules.records import agency, cite, found, link, network, require


def holder(key, role="participant", **fields):
    mandate = {"function": "tracing", "role": role, "evidence": [cite(says=f"{key} holds it.")]}
    return agency(key, **{"jurisdiction": "US", "mandates": [mandate]} | fields)


def told(code, agencies, options=None, **records):
    return [one.agencies for one in found(code, options, agencies=agencies, **records)]


def asked(code, agencies, **records):
    return list(co.check(network(agencies=agencies, **records), select=[code]).open)


# -- CG701: ambiguous lead -------------------------------------------------------------------------

LEADS = [holder("a", "lead"), holder("b", "lead")]


def test_two_leads_are_told_whoever_looked():
    (finding,) = found("CG701", agencies=LEADS)
    assert (finding.agencies, finding.basis) == (("a", "b"), "derived")
    assert finding.message == (
        "A and B both lead in the United States for firearms tracing, and no agreement that divides"
        " the lead is recorded."
    )
    assert len(finding.evidence) == 2


def test_of_two_leads_it_is_said_when_their_agreement_ended():
    pact = agreement(status="ended", end="2008-03", functions=["tracing"], evidence=[cite("two")])
    (finding,) = found("CG701", agencies=LEADS, links=[pact])
    assert finding.message.endswith(
        "; the agreement between A and B ended in March 2008, and no other agreement that divides"
        " the lead is recorded."
    )
    assert "two" in finding.sources
    (other,) = found("CG701", agencies=LEADS, links=[pact | {"functions": ["training"]}])
    assert other.message.endswith(", and no agreement that divides the lead is recorded.")


@pytest.mark.parametrize(
    "change",
    [
        {"jurisdiction": "MX"},
        {"jurisdiction": None},
        {"part_of": "a"},
        {"kind": "collective"},
        {"kind": "program"},
        {"mandates": [{"function": "tracing", "role": "support"}]},
        {"mandates": [{"function": "training", "role": "lead"}]},
    ],
)
def test_one_lead_in_each_place_is_clean(change):
    agencies = [LEADS[0], LEADS[1] | {key: value for key, value in change.items() if value}]
    if change.get("jurisdiction", "") is None:
        del agencies[1]["jurisdiction"]
    assert told("CG701", agencies) == []


def agreement(one="a", other="b", **fields):
    return link("agreement", one, other) | fields


WORKS = {
    "id": "works",
    "finds": "works",
    "agencies": ["a", "b"],
    "functions": ["tracing"],
    "evidence": [cite()],
}


def test_an_agreement_divides_the_lead_where_a_source_says_that_it_works():
    assert told("CG701", LEADS, links=[agreement()]) == [("a", "b")]
    assert told("CG701", LEADS, links=[agreement()], conclusions=[WORKS]) == []
    other = WORKS | {"functions": ["training"]}
    assert told("CG701", LEADS, links=[agreement()], conclusions=[other]) == [("a", "b")]
    three = [*LEADS, holder("c", "lead")]
    assert told("CG701", three, conclusions=[WORKS]) == [("a", "b", "c")]


def test_agencies_of_any_level_are_compared_in_one_place():
    assert told("CG701", [LEADS[0], LEADS[1] | {"level": "private"}]) == [("a", "b")]


def test_leads_in_a_place_and_in_a_part_of_it_are_a_question():
    nested = [LEADS[0], holder("b", "lead", jurisdiction="US-TX")]
    assert told("CG701", nested) == []
    (question,) = asked("CG701", nested)
    assert question.agencies == ("b", "a") and question.places == ("US-TX", "US")


def test_what_a_source_says_of_two_leads_is_one_finding_with_them():
    unclear = WORKS | {"id": "unclear", "finds": "ambiguous-lead", "says": "Each claims it."}
    (finding,) = found("CG701", agencies=LEADS, conclusions=[unclear])
    assert (finding.basis, finding.also_derived) == ("reported", True)
    assert finding.message.startswith("It is unclear which of A and B leads for firearms tracing")
    both = [unclear, WORKS]
    (finding,) = found("CG701", agencies=LEADS, conclusions=both)
    assert finding.disputed


def test_no_lead_is_told_only_where_mandates_are_covered():
    nobody = [holder("a"), holder("b", "contact")]
    assert told("CG701", nobody) == []
    (question,) = asked("CG701", nobody)
    assert question.message.startswith("Who leads firearms tracing in the United States?")
    assert told("CG701", nobody, examined=["mandates"]) == [("a", "b")]
    assert told("CG701", nobody[:1], examined=["mandates"]) == []  # there is nobody else
    assert told("CG701", [*nobody, holder("c", "lead")], examined=["mandates"]) == []


# -- CG702: overlapping mandate --------------------------------------------------------------------

PAIR = [holder("a"), holder("b")]
NONE = {"id": "none", **agreement(status="absent", evidence=[cite()])}


def test_silence_about_an_agreement_is_no_overlap():
    assert told("CG702", PAIR) == []
    assert told("CG702", PAIR, examined=["mandates"]) == []
    assert told("CG702", PAIR, links=[link("liaison", "a", "b", functions=["tracing"])]) == []
    assert told("CG702", PAIR, examined=["links"]) == [("a", "b")]


@pytest.mark.parametrize("status", ["absent", "unmet", "ended"])
def test_an_agreement_that_is_known_not_to_be_in_force_is_enough(status):
    assert told("CG702", PAIR, links=[NONE | {"status": status}]) == [("a", "b")]
    assert told("CG702", PAIR, links=[NONE | {"status": "planned"}]) == []
    assert told("CG702", PAIR, links=[NONE | {"functions": ["training"]}]) == []
    assert told("CG702", PAIR, links=[NONE | {"confidence": "assumed"}]) == []
    assert told("CG702", PAIR, links=[NONE, agreement()]) == []


@pytest.mark.parametrize(
    ("end", "over"), [("2008-03-31", "ended on 31 March 2008"), (None, "is over")]
)
def test_of_an_agreement_that_has_ended_it_is_said_when_and_not_that_there_was_none(end, over):
    pact = NONE | {"status": "ended", "end": end}
    (finding,) = found("CG702", agencies=PAIR, links=[pact])
    assert finding.basis == "derived"
    assert f"; the agreement between A and B {over}, and neither" in finding.message
    assert finding.message.endswith(" another agreement that divides it is recorded.")
    assert "another" not in found("CG702", agencies=PAIR, links=[NONE])[0].message


def test_an_agreement_whose_provisions_for_it_are_not_carried_out_divides_nothing():
    need = require("r", "a", "b", kinds=["training"], under="mou", evidence=[cite(finds="lacking")])
    pact = agreement(id="mou")
    (finding,) = found("CG702", agencies=PAIR, links=[pact], requirements=[need])
    assert finding.agencies == ("a", "b") and "agreement that works" in finding.message
    assert told("CG702", PAIR, links=[pact], requirements=[need | {"under": None}]) == []
    # One that is kept, or that nobody looked at, may divide it.
    other = require("t", "a", "b", kinds=["liaison"], under="mou")
    assert told("CG702", PAIR, links=[pact], requirements=[need, other]) == []
    assert told("CG702", PAIR, links=[pact], requirements=[need | {"function": "training"}]) == []


def test_that_a_centre_lacks_an_agreement_with_its_members_says_nothing_of_them():
    agencies = [*PAIR, agency("centre", kind="task-force", jurisdiction="US")]
    lacking = {"kind": "agreement", "parties": ["centre", "a", "b"], "status": "absent"}
    assert told("CG702", agencies, links=[lacking]) == []


def test_a_required_agreement_that_is_lacking_is_enough():
    need = require("r", "a", "b", kinds=["agreement"], examined=True)
    (finding,) = found("CG702", agencies=PAIR, requirements=[need])
    assert finding.criteria is not None and finding.agencies == ("a", "b")
    assert told("CG702", PAIR, requirements=[need | {"function": "training"}]) == []
    assert told("CG702", PAIR, requirements=[need | {"kinds": ["liaison"]}]) == []
    written = require("r", "a", "b", written=True, examined=True)
    works = [link("liaison", "a", "b")]
    assert told("CG702", PAIR, requirements=[written], links=works) == [("a", "b")]


@pytest.mark.parametrize("role", ["lead", "support"])
def test_a_stated_role_divides_the_function(role):
    assert told("CG702", [holder("a"), holder("b", role)], examined=["links"]) == []


@pytest.mark.parametrize("level", ["local", "tribal", "private"])
def test_agencies_with_an_area_of_their_own_do_not_overlap(level):
    local = [one | {"level": level, "jurisdiction": "US-TX"} for one in PAIR]
    assert told("CG702", local, examined=["links"]) == []


def test_those_whom_an_agreement_joins_are_one_side():
    four = [holder(key) for key in ("a", "b", "c", "d")]
    links = [agreement(), agreement("c", "d")]
    assert told("CG702", four, links=links, examined=["links"]) == [("a", "c")]
    links.append(agreement("b", "d", status="absent"))
    assert told("CG702", four, links=links) == [("b", "d")]
    (finding,) = found("CG702", agencies=four, links=links)
    cleared = [*links, *(dict(change.fields) for change in finding.clears)]
    assert told("CG702", four, links=cleared) == []


# -- CG703: duplicate forum ------------------------------------------------------------------------


def forum(key, *members, **fields):
    mandates = [{"function": "tracing", "evidence": [cite()]}]
    return agency(key, **{"kind": "task-force", "members": members, "mandates": mandates} | fields)


AB = [agency("a"), agency("b"), agency("c")]
FORUMS = [*AB, forum("x", "a", "b"), forum("y", "a", "b", "c", kind="program")]


def test_silence_about_a_link_is_no_duplicate():
    assert told("CG703", FORUMS) == []
    assert told("CG703", FORUMS, examined=["links"]) == [("x", "y", "a", "b")]


@pytest.mark.parametrize("status", ["absent", "unmet"])
def test_a_link_that_a_source_reports_as_not_there_shows_it(status):
    links = [link("liaison", "x", "y", status, id="none", cause="Nobody asked.")]
    (finding,) = found("CG703", agencies=FORUMS, links=links)
    assert (finding.basis, finding.cause, finding.links) == ("derived", "Nobody asked.", ("none",))
    assert (finding.value, finding.threshold) == (2, 2)


@pytest.mark.parametrize("kind", ["agreement", "liaison", "membership", "oversight"])
def test_any_link_that_works_between_the_two_is_clean(kind):
    links = [link(kind, "x", "y")]
    assert told("CG703", FORUMS, links=links, examined=["links"]) == []
    links = [link(kind, "x", "y", "strained")]
    assert len(told("CG703", FORUMS, links=links, examined=["links"])) == 1


def test_the_number_of_members_is_an_option():
    assert told("CG703", FORUMS, {"minimum": 3}, examined=["links"]) == []
    one = [*AB, forum("x", "a", "b"), forum("y", "a", "c")]
    assert told("CG703", one, examined=["links"]) == []
    assert told("CG703", one, {"minimum": 1}, examined=["links"]) == [("x", "y", "a")]


def test_membership_links_make_members_too():
    agencies = [*AB, forum("x", "a", "b"), forum("y", "a")]
    joins = link("membership", "b", "y")
    examined = {"examined": ["links"]}
    assert told("CG703", agencies, links=[joins], **examined) == [("x", "y", "a", "b")]
    assert told("CG703", agencies, links=[joins | {"status": "ended"}], **examined) == []
    assert told("CG703", agencies, links=[joins | {"confidence": "assumed"}], **examined) == []


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "collective"},
        {"part_of": "x"},
        {"mandates": [{"function": "training"}]},
        {"mandates": []},
        {"jurisdiction": "US-TX"},
    ],
)
def test_forums_that_cannot_be_compared(change):
    first = forum("x", "a", "b", jurisdiction="US-NM")
    agencies = [*AB, first, forum("y", "a", "b") | change]
    assert told("CG703", agencies, examined=["links"]) == []


def test_a_forum_of_a_state_lies_within_one_of_the_country():
    agencies = [
        *AB,
        forum("x", "a", "b", jurisdiction="US"),
        forum("y", "a", "b", jurisdiction="US-TX"),
    ]
    (finding,) = found("CG703", agencies=agencies, examined=["links"])
    (change,) = finding.clears
    assert told("CG703", agencies, links=[dict(change.fields)], examined=["links"]) == []
