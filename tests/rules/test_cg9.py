"""Branches of the rules on evidence that their pages don't show."""

from __future__ import annotations

import pytest

import coordination as co

AGENCIES = [{"id": key, "name": key.upper()} for key in ("a", "b", "c")]
SOURCES = [{"id": "one", "title": "One"}, {"id": "two", "title": "Two"}]


def cite(source="one", **more):
    return {"source": source, "at": "page 1", **more}


def network(**records):
    return co.Network(title="Test", agencies=AGENCIES, sources=SOURCES, **records)


# -- CG901 -----------------------------------------------------------------------------------------


def test_a_passage_that_disputes_a_link_does_not_support_it():
    links = [
        {"id": "x", "kind": "liaison", "source": "a", "target": "b"},
        {"id": "y", "kind": "liaison", "source": "a", "target": "c"},
    ]
    links[0]["evidence"] = [cite(stance="disputes")]
    links[1]["evidence"] = [cite(stance="disputes"), cite("two")]
    (finding,) = co.check(network(links=links), select=["CG901"])
    assert finding.key == "CG901:x"
    assert "only passages that dispute it" in finding.message
    assert finding.sources == ()


def test_an_instrument_of_several_parties_is_named_once():
    links = [{"id": "x", "kind": "agreement", "parties": ["a", "b", "c"]}]
    (finding,) = co.check(network(links=links), select=["CG901"])
    assert finding.agencies == ("a", "b", "c")


def test_many_links_without_evidence_are_one_finding():
    links = [
        {"kind": "liaison", "source": "a", "target": "b", "start": str(year)}
        for year in range(2000, 2004)
    ]
    links.append({"kind": "training", "source": "a", "target": "c", "evidence": [cite()]})
    report = co.check(network(links=links), select=["CG901"], options={"CG901": {"most": 3}})
    assert [(one.value, one.threshold, one.message) for one in report] == [
        (4, 3, "4 of 5 links rest on no passage of a source.")
    ]
    assert (
        len(co.check(network(links=links), select=["CG901"], options={"CG901": {"most": 4}})) == 4
    )


# -- CG904 -----------------------------------------------------------------------------------------


def requirement(**more):
    return {"id": "r", "agency": "a", "counterpart": {"agency": "b"}, **more}


def not_examined(**records):
    return [one.key for one in co.check(network(**records), select=["CG904"])]


def test_a_requirement_that_nothing_is_said_of_is_not_examined():
    assert not_examined(requirements=[requirement()]) == ["CG904:r"]


@pytest.mark.parametrize("status", ["active", "strained", "absent", "unmet", "late"])
def test_a_link_of_which_a_source_reports_ends_the_silence(status):
    links = [{"kind": "liaison", "source": "a", "target": "b", "status": status}]
    assert not_examined(requirements=[requirement()], links=links) == []


@pytest.mark.parametrize(
    "link",
    [
        {"kind": "liaison", "source": "a", "target": "b", "status": "planned"},
        {"kind": "liaison", "source": "a", "target": "b", "status": "ended"},
        {"kind": "liaison", "source": "a", "target": "b", "status": "absent"}
        | {"confidence": "assumed"},
        {"kind": "liaison", "source": "a", "target": "c", "status": "absent"},
        {"kind": "agreement", "source": "a", "target": "b", "status": "absent"},
    ],
)
def test_a_link_that_says_nothing_of_it_leaves_it_not_examined(link):
    assert not_examined(requirements=[requirement()], links=[link]) == ["CG904:r"]


@pytest.mark.parametrize("finds", ["met", "lacking"])
def test_a_passage_that_reports_on_it_ends_the_silence(finds):
    assert not_examined(requirements=[requirement(evidence=[cite(finds=finds)])]) == []


def test_sources_that_cover_links_in_full_leave_no_silence_about_links():
    assert not_examined(requirements=[requirement()], examined=["links"]) == []
    assert not_examined(requirements=[requirement()], examined=["mandates"]) == ["CG904:r"]


def test_looking_clears_it():
    silent = network(requirements=[requirement()])
    (finding,) = co.check(silent, select=["CG904"])
    assert finding.basis == "derived"
    assert finding.agencies == ("a", "b")
    assert finding.message == (
        "Whether coordination between A and B is in place has not been examined."
    )
    (change,) = finding.clears
    assert (change.action, change.section, change.id) == ("change", "requirements", "r")
    looked = requirement(**change.fields)
    assert not_examined(requirements=[looked]) == []


def test_a_requirement_inside_a_collective_is_told_as_one():
    collective = {"id": "all", "name": "All", "kind": "collective", "members": ["a", "b"]}
    records = {
        "agencies": [*AGENCIES, collective],
        "requirements": [{"id": "r", "agency": "all", "counterpart": {"agency": "all"}}],
    }
    (finding,) = co.check(co.Network(title="Test", **records), select=["CG904"])
    assert finding.message == "Whether coordination among All is in place has not been examined."
    assert finding.agencies == ("all",)


# -- CG902 -----------------------------------------------------------------------------------------


def strained(key, target, *sources, **more):
    evidence = [cite(source, **more) for source in sources]
    return {"id": key, "kind": "liaison", "source": "a", "target": target} | {
        "status": "strained",
        "evidence": evidence,
    }


def single(links, options=None, **records):
    settings = {"CG902": options} if options else None
    return list(co.check(network(links=links, **records), select=["CG902"], options=settings))


def test_findings_on_one_source_are_told_once_a_source():
    links = [strained("x", "b", "one"), strained("y", "c", "one"), strained("z", "c", "two")]
    one, two = single(links)
    assert [finding.key for finding in (one, two)] == ["CG902:one", "CG902:two"]
    assert one.message == '2 of 3 findings rest on "One" alone.'
    assert two.message == '1 of 3 findings rests on "Two" alone.'
    assert (one.value, one.threshold) == (1, 2)


def test_two_sources_are_enough_unless_more_are_asked_for():
    links = [strained("x", "b", "one", "two")]
    assert single(links) == []
    (finding,) = single(links, {"minimum": 3})
    assert (finding.key, finding.value) == ("CG902:one+two", 2)
    assert single([strained("x", "b", "one")], {"minimum": 1}) == []


def test_a_passage_that_disputes_is_no_second_source():
    link = strained("x", "b", "one")
    link["evidence"].append(cite("two", stance="disputes"))
    assert [finding.key for finding in single([link])] == ["CG902:one"]


def test_a_finding_without_passages_rests_on_no_source():
    assert single([strained("x", "b")]) == []


def test_the_source_of_a_requirement_counts():
    links = [strained("x", "b", "one")]
    needs = [requirement(kinds=["liaison"], evidence=[cite("two")])]
    assert single(links, requirements=needs) == []


def test_findings_about_evidence_do_not_count():
    silent = [requirement(evidence=[cite()])]
    assert single([], requirements=silent) == []
