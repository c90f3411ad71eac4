"""Coverage, firmness and practices say what findings rest on, in words and without a score."""

import pytest

import coordination as co
from tests import bundled

TEXT = """
title: Evidence
sources: [{id: oig, title: Inspector General}, {id: press, title: Press}]
functions: [{id: tracing, name: Tracing}]
agencies:
- {id: atf, name: ATF, mandates: [{function: tracing, role: lead}]}
- {id: ice, name: ICE}
- {id: doj, name: Justice}
links:
- id: mou
  kind: agreement
  source: atf
  target: ice
  evidence: [{source: oig, at: p. 1}]
- id: work
  kind: joint-operation
  source: atf
  target: ice
  status: strained
  evidence:
  - {source: oig, at: p. 2, speaker: a manager, practices: bridge-cultures}
  - {source: press, at: paragraph 3, speaker: a spokesman, stance: disputes}
- id: talks
  kind: liaison
  source: atf
  target: ice
  status: strained
  evidence: [{source: oig, at: p. 4}, {source: press, at: paragraph 5}]
recommendations:
- {id: r1, by: doj, to: [atf, ice], says: Work together., answers: work, status: concurred}
- {id: r2, by: doj, to: atf, says: Renew., answers: mou}
- {id: r3, by: doj, to: atf, says: Plan.}
"""


@pytest.fixture
def report() -> co.Report:
    return co.check(co.loads(TEXT), select=["CG2"])


def test_coverage_both_ways(report):
    found = co.coverage(report)
    keys = {finding.key: [one.id for one in answers] for finding, answers in found.answered}
    assert keys["CG204:work"] == ["r1"]
    assert keys["CG204:talks"] == []
    assert [one.key for one in found.by_recommendation["r1"] if one.code == "CG204"] == [
        "CG204:work"
    ]
    assert [one.id for one in found.open] == ["r3"]
    assert not found.complete
    assert "none recorded" in found.to_markdown()
    rows = {(row["finding"], row["recommendation"]) for row in found.to_records()}
    assert {("CG204:work", "r1"), ("CG204:talks", None), (None, "r3")} <= rows
    _, other = found.to_markdown().split("\n\n")
    assert "| r1 | Work together. | concurred | CG201:mou, CG204:work |" in other
    assert "| r2 | Renew. | open | CG201:mou |" in other
    assert "| r3 | Plan. | open | not stated what it answers |" in other
    mended = co.loads(TEXT.replace("status: strained", "status: active"))
    idle = co.coverage(co.check(mended, select=["CG2"])).to_markdown()
    assert "| r1 | Work together. | concurred | no finding |" in idle


def test_firmness_names_what_it_rests_on(report):
    by_key = {one.finding.key: one for one in co.firmness(report)}
    work, talks = by_key["CG204:work"], by_key["CG204:talks"]
    assert work.contested and not talks.contested
    assert work.speakers == ("a manager",)
    assert talks.speakers == ()
    assert talks.sources == ("oig", "press")
    assert "A spokesman disputes it (press, paragraph 3)" in str(work)
    assert "It rests on one source." in str(work)


def test_undoing_really_clears_and_is_smallest(report):
    for one in co.firmness(report):
        assert one.undoing
        after = co.what_if(report.network, apply=one.undoing, select=["CG2"])
        assert one.finding.key in {cleared.key for cleared in after.cleared}
    by_key = {one.finding.key: one for one in co.firmness(report)}
    assert [change.text for change in by_key["CG204:talks"].undoing] == [
        "liaison between ATF and ICE coded as active instead of strained"
    ]


def test_one_passage_without_a_speaker_makes_it_more_than_statements():
    text = TEXT.replace(
        "{source: oig, at: p. 4}, {source: press, at: paragraph 5}",
        "{source: oig, at: p. 4, speaker: an agent}, {source: press, at: paragraph 5}",
    )
    report = co.check(co.loads(text), select=["CG204"])
    talks = next(one for one in co.firmness(report) if one.finding.key == "CG204:talks")
    assert talks.speakers == ()
    alone = co.loads(text.replace(", {source: press, at: paragraph 5}", ""))
    told = {one.finding.key: one for one in co.firmness(co.check(alone, select=["CG204"]))}
    assert told["CG204:talks"].speakers == ("an agent",)


def test_two_other_codings_are_tried_where_one_does_not_clear():
    @co.rule("XX201", "any-fails")
    def any_fails(network):
        """A link fails; its subject is the pair, so that its key stays while one fails."""
        failing = [link.id for link in network.links.values() if not link.works]
        if failing:
            yield co.Finding("Some fail.", "derived", ("atf", "ice"), links=("work", "talks"))

    report = co.check(co.loads(TEXT), rules=[any_fails])
    (found,) = co.firmness(report)
    assert [change.id for change in found.undoing] == ["work", "talks"]
    assert "Two other codings would clear it" in str(found)


CONCLUSION = """
- id: too-little
  finds: strained-tie
  agencies: [atf, ice]
  says: They coordinate too little.
  evidence: [{source: oig, at: p. 9}]
"""


def test_only_another_reading_of_the_conclusion_clears_what_a_source_concludes():
    network = co.loads(TEXT + "conclusions:" + CONCLUSION)
    found = {one.finding.key: one for one in co.firmness(co.check(network, select=["CG204"]))}
    (change,) = found["CG204:too-little"].undoing
    assert change.text == "“They coordinate too little.” not coded as a conclusion"
    after = co.check(co.what_if(network, remove=["too-little"]).network, select=["CG204"])
    assert "CG204:too-little" not in [one.key for one in after]


@pytest.mark.parametrize("name", ["gunrunner-cnn-2010", "gunrunner-2010"])
def test_firmness_of_the_real_case(name):
    report = bundled.report(name)
    found = co.firmness(report)
    assert len(found) == sum(finding.family not in ("CG8", "CG9") for finding in report)
    for one in found:
        assert one.to_record()["sources"]
        assert "%" not in str(one)


def test_practices_have_evidence_or_none_or_were_not_examined(report):
    cells = {cell.practice: cell for cell in co.practices(report.network, ["atf", "ice"])}
    assert len(cells) == 8
    assert cells["written-guidance"].state == "evidence"
    assert cells["written-guidance"].records == ("mou",)
    assert cells["bridge-cultures"].state == "evidence against"
    assert cells["bridge-cultures"].against == ("work", "talks")
    assert cells["sustain-leadership"].records == ("atf",)
    assert cells["define-outcomes"].state == "not examined"
    table = co.practices(report.network, ["atf", "ice"]).to_markdown()
    assert "| Define common outcomes | not examined |  |  |" in table


def test_what_sources_cover_in_full_and_do_not_show_has_no_evidence():
    pair = "title: Two\nagencies: [{id: a, name: A}, {id: b, name: B}]\n"
    for examined, links, roles in (
        ("", "not examined", "not examined"),
        ("examined: [links]", "no evidence", "not examined"),
        ("examined: [links, mandates]", "no evidence", "no evidence"),
    ):
        cells = {
            one.practice: one.state for one in co.practices(co.loads(pair + examined), ["a", "b"])
        }
        assert (cells["written-guidance"], cells["clarify-roles"]) == (links, roles)
        assert cells["define-outcomes"] == "not examined"  # nothing in the data would show it


def test_practices_need_a_group(report):
    with pytest.raises(ValueError, match="two or more agencies"):
        co.practices(report.network, ["atf"])
    with pytest.raises(ValueError, match="did you mean 'ice'"):
        co.practices(report.network, ["atf", "icee"])


def test_conclusions_count_against_a_practice_and_two_leads_for_none():
    text = """
title: Two leads
sources: [{id: s, title: S}]
functions: [{id: f, name: F}]
agencies:
  - {id: a, name: A, mandates: [{function: f, role: lead}]}
  - {id: b, name: B, mandates: [{function: f, role: lead}]}
conclusions:
  - {id: c, finds: unmeasured-results, agencies: [a, b], evidence: [{source: s, at: page 1}]}
"""
    cells = {one.practice: one for one in co.practices(co.loads(text), ["a", "b"])}
    assert cells["clarify-roles"].records == () == cells["sustain-leadership"].records
    assert cells["define-outcomes"].state == "evidence against"
    assert cells["ensure-accountability"].against == ("c",)
