"""Branches of the rules on recommendations, and how rules that ask about findings are run."""

from __future__ import annotations

import pytest

import coordination as co
from tests.rules.records import AGENCIES, cite, found, keys, link, network, require

BAD = link("information-sharing", "a", "b", "strained", id="bad", evidence=[cite()])
WORSE = link("liaison", "a", "c", "strained", id="worse", evidence=[cite()])
GOOD = link("information-sharing", "a", "d", id="good", evidence=[cite()])


def answer(*answers, key="do", **fields):
    return {"id": key, "by": "d", "to": "a", "says": "Mend it.", "answers": answers} | fields


COVERED = {"examined": ["recommendations"]}


def test_silence_about_recommendations_is_no_gap():
    assert keys("CG801", links=[BAD]) == []
    assert keys("CG801", links=[BAD], examined=["links"]) == []
    assert keys("CG801", links=[BAD], **COVERED) == ["bad"]


def test_what_a_recommendation_answers_is_covered():
    records = {"links": [BAD, WORSE], **COVERED}
    assert keys("CG801", recommendations=[answer("bad")], **records) == ["worse"]
    assert keys("CG801", recommendations=[answer("bad", "worse")], **records) == []
    assert keys("CG801", recommendations=[answer("good")], links=[*records["links"], GOOD]) == []


def test_a_recommendation_on_the_requirement_covers_the_link_that_fails_it():
    needs = [require("r", "a", "c", kinds=["liaison"]), require("s", "a", "b")]
    request = link("request", "a", "b", "unmet", id="ask", functions=["tracing"])
    needs[1]["function"] = "tracing"
    records = {"links": [WORSE, request], "requirements": needs, **COVERED}
    report = keys("CG801", recommendations=[answer("r", "s")], **records)
    assert report == []


def test_one_gap_that_several_rules_tell_is_told_once():
    needs = [require("r", "a", "b", kinds=["liaison"], examined=True)]
    ways = [link("liaison", "a", "c", evidence=[cite()]), link("liaison", "c", "b")]
    ways[1]["evidence"] = [cite()]
    records = {"requirements": needs, "links": ways, **COVERED}
    codes = co.check(network(**records)).counts
    assert codes["CG103"] == codes["CG105"] == 1
    assert keys("CG801", **records) == ["r"]


def test_findings_about_evidence_need_no_recommendation():
    bare = link("liaison", "a", "b", id="bare")
    silent = [require("r", "a", "c")]
    records = {"links": [bare], "requirements": silent, **COVERED}
    report = co.check(network(**records))
    assert "CG901" in report.counts and report.open
    assert keys("CG801", **records) == []


def test_a_finding_of_ones_own_rule_needs_one():
    @co.rule("MY1", "mine")
    def mine(given):
        yield co.Finding("A is wrong.", "derived", ("a",))

    report = co.check(network(**COVERED), rules=[*co.RULES, mine], select=["CG801"])
    assert [one.message for one in report] == ["No recommendation answers this: A is wrong."]
    assert [one.agencies for one in report] == [("a",)]


# -- CG802: idle recommendation --------------------------------------------------------------------


def test_a_recommendation_on_what_works_is_idle():
    report = found("CG802", links=[GOOD, BAD], recommendations=[answer("good")])
    assert [one.key for one in report] == ["CG802:do"]
    assert report[0].agencies == ("a",)  # who recommends isn't concerned
    assert keys("CG802", links=[GOOD, BAD], recommendations=[answer("good", "bad")]) == []


def test_a_recommendation_that_names_nothing_is_silent():
    assert keys("CG802", recommendations=[answer()]) == []


@pytest.mark.parametrize(
    ("status", "idle"),
    [
        ("open", True),
        ("concurred", True),
        ("partly-concurred", True),
        ("not-concurred", True),
        ("implemented", False),
        ("not-implemented", False),
    ],
)
def test_only_open_recommendations_can_be_idle(status, idle):
    records = {"links": [GOOD], "recommendations": [answer("good", status=status)]}
    assert bool(keys("CG802", **records)) is idle


def test_what_nobody_examined_may_need_its_recommendation():
    silent = [require("r", "a", "c")]
    assert keys("CG802", requirements=silent, recommendations=[answer("r")]) == []
    met = [require("r", "a", "d")]
    assert keys("CG802", requirements=met, links=[GOOD], recommendations=[answer("r")]) == ["do"]


def test_a_link_without_evidence_keeps_no_recommendation_busy():
    bare = link("liaison", "a", "b", id="bare")
    assert keys("CG802", links=[bare], recommendations=[answer("bare")]) == ["do"]


def test_what_clears_it_clears_it():
    (finding,) = found("CG802", links=[GOOD], recommendations=[answer("good")])
    (change,) = finding.clears
    done = answer("good", **change.fields)
    assert keys("CG802", links=[GOOD], recommendations=[done]) == []


# -- how they are run ------------------------------------------------------------------------------


def test_rules_that_ask_about_findings_see_those_of_rules_not_selected():
    records = {"links": [BAD, WORSE], "recommendations": [answer("bad")], **COVERED}
    whole = co.check(network(**records)).select("CG8").findings
    assert co.check(network(**records), select=["CG8"]).findings == whole
    assert {one.code for one in whole} == {"CG801"}


def test_they_see_findings_that_are_ignored_and_the_options_given():
    records = {"links": [BAD], "recommendations": [answer("bad")]}
    report = co.check(network(**records), ignore={"CG601": "known"})
    assert "CG802" not in report.counts
    late = link("support", "a", "b", due="2010", start="2011-01-10", id="late")
    late["evidence"] = [cite()]
    records = {"links": [late], "recommendations": [answer("late")]}
    assert "CG802" not in co.check(network(**records)).counts
    lenient = {"CG302": {"limit_days": 30}}
    assert co.check(network(**records), options=lenient).counts["CG802"] == 1


def test_their_findings_are_not_asked_about():
    seen = []

    @co.rule("MY1", "watching", after=True)
    def watching(given, findings):
        seen.extend(finding.code for finding in findings)
        return []

    records = {"links": [BAD], "recommendations": [answer("good")]}
    given = network(**{**records, "links": [BAD, GOOD]})
    co.check(given, rules=[*co.RULES, watching], select=["MY1", "CG802"])
    assert seen and not {code for code in seen if code in ("CG801", "CG802", "CG902")}


def test_auditors_are_no_subject_of_findings_about_their_recommendations():
    agencies = [*AGENCIES[:3], AGENCIES[3] | {"kind": "oversight"}]
    records = {"agencies": agencies, "links": [GOOD | {"target": "b"}, BAD | {"target": "c"}]}
    report = co.check(network(**records, recommendations=[answer("good")], **COVERED))
    assert {"CG801", "CG802"} <= set(report.counts)
    assert len(report.about("d")) == 0
