"""Branches of the rules on evidence that their pages don't show."""

from __future__ import annotations

import pytest

import coordination as co
from tests.rules.records import cite, network

# -- CG901 -----------------------------------------------------------------------------------------


def test_a_passage_that_disputes_a_link_does_not_support_it():
    links = [
        {"id": "x", "kind": "liaison", "source": "a", "target": "b"},
        {"id": "y", "kind": "liaison", "source": "a", "target": "c"},
    ]
    links[0]["evidence"] = [cite(stance="disputes")]
    links[1]["evidence"] = [cite(stance="disputes"), cite("two")]
    (finding,) = co.check(network(links=links), select=["CG901"]).notes
    assert finding.key == "CG901:x"
    assert "only passages that dispute it" in finding.message
    assert finding.sources == ()


def test_an_instrument_of_several_parties_is_named_once():
    links = [{"id": "x", "kind": "agreement", "parties": ["a", "b", "c"]}]
    (finding,) = co.check(network(links=links), select=["CG901"]).notes
    assert finding.agencies == ("a", "b", "c")


def test_many_links_without_evidence_are_one_finding():
    links = [
        {"kind": "liaison", "source": "a", "target": "b", "start": str(year)}
        for year in range(2000, 2004)
    ]
    links.append({"kind": "training", "source": "a", "target": "c", "evidence": [cite()]})
    report = co.check(network(links=links), select=["CG901"], options={"CG901": {"most": 3}})
    assert [(one.value, one.threshold, one.message) for one in report.notes] == [
        (4, 3, "4 of 5 links rest on no passage of a source.")
    ]
    assert (
        len(co.check(network(links=links), select=["CG901"], options={"CG901": {"most": 4}}).notes)
        == 4
    )


# -- questions about requirements ------------------------------------------------------------------


def requirement(**more):
    return {"id": "r", "agency": "a", "counterpart": {"agency": "b"}, **more}


def asked(**records):
    return [one.key for one in co.check(network(**records)).open if one.requirements]


def test_a_requirement_that_nothing_is_said_of_is_a_question():
    (question,) = co.check(network(requirements=[requirement()])).open
    assert question.message == "Do A and B work together as required?"
    assert question.asks == ("a", "b") and question.key == "CG107:r"
    assert question.answer == "Coordination between A and B is not as required."
    look = question.clears[-1]
    assert (look.action, look.section, look.id) == ("change", "requirements", "r")
    assert asked(requirements=[requirement(**look.fields)]) == []


@pytest.mark.parametrize("status", ["active", "strained", "absent", "unmet", "late"])
def test_a_link_of_which_a_source_reports_ends_the_silence(status):
    links = [{"kind": "liaison", "source": "a", "target": "b", "status": status}]
    assert asked(requirements=[requirement()], links=links) == []


@pytest.mark.parametrize(
    "link",
    [
        {"kind": "liaison", "source": "a", "target": "b", "status": "planned"},
        {"kind": "liaison", "source": "a", "target": "b", "status": "ended"},
        {"kind": "liaison", "source": "a", "target": "b", "status": "prescribed"},
        {"kind": "liaison", "source": "a", "target": "b", "status": "absent"}
        | {"confidence": "assumed"},
        {"kind": "liaison", "source": "a", "target": "c", "status": "absent"},
        {"kind": "agreement", "source": "a", "target": "b", "status": "absent"},
    ],
)
def test_a_link_that_says_nothing_of_it_leaves_it_open(link):
    assert len(asked(requirements=[requirement()], links=[link])) == 1


@pytest.mark.parametrize("finds", ["met", "lacking"])
def test_a_passage_that_reports_on_it_ends_the_silence(finds):
    assert asked(requirements=[requirement(evidence=[cite(finds=finds)])]) == []


def test_sources_that_cover_links_in_full_leave_no_silence_about_links():
    assert asked(requirements=[requirement()], examined=["links"]) == []
    assert asked(requirements=[requirement()], examined=["mandates"]) == ["CG107:r"]


# -- CG902 -----------------------------------------------------------------------------------------


def strained(key, target, *sources, **more):
    evidence = [cite(source, **more) for source in sources]
    return {"id": key, "kind": "liaison", "source": "a", "target": target} | {
        "status": "strained",
        "evidence": evidence,
    }


def single(links, options=None, **records):
    settings = {"CG902": options} if options else None
    return list(co.check(network(links=links, **records), select=["CG902"], options=settings).notes)


def test_findings_on_one_source_are_one_note():
    links = [strained("x", "b", "one"), strained("y", "c", "one"), strained("z", "c", "two")]
    (note,) = single(links)
    assert note.key == "CG902:sources" and note.records == ("one", "two")
    assert note.message == "3 of 3 findings rest on one source alone."
    assert '"One": 2 of CG204.' in note.condition.text
    assert (note.value, note.unit, note.threshold) == (3, "findings", 0)


def test_two_sources_are_enough_unless_more_are_asked_for():
    links = [strained("x", "b", "one", "two")]
    assert single(links) == []
    (finding,) = single(links, {"minimum": 3})
    assert (finding.records, finding.value) == (("one", "two"), 1)
    assert single([strained("x", "b", "one")], {"minimum": 1}) == []


def test_a_passage_that_disputes_is_no_second_source():
    link = strained("x", "b", "one")
    link["evidence"].append(cite("two", stance="disputes"))
    assert [finding.records for finding in single([link])] == [("one",)]


def test_a_finding_without_passages_rests_on_no_source():
    assert single([strained("x", "b")]) == []


def test_the_source_of_a_requirement_counts():
    links = [strained("x", "b", "one")]
    needs = [requirement(kinds=["liaison"], evidence=[cite("two")])]
    assert single(links, requirements=needs) == []


def test_findings_about_evidence_do_not_count():
    silent = [requirement(evidence=[cite()])]
    assert single([], requirements=silent) == []
