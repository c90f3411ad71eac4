"""What became of findings: nothing counts as closed that the later network didn't look at."""

import pytest

import coordination as co

HEAD = """
title: Two audits of one subject
sources: [{id: audit, title: An audit}]
functions: [{id: cases, name: Cases}]
agencies: [{id: atf, name: ATF}, {id: ice, name: ICE}, {id: dea, name: DEA}]
"""
EVIDENCE = "evidence: [{source: audit, at: p. 1, says: So it is.}]"


def link(key: str, status: str, kind: str = "information-sharing", target: str = "ice") -> str:
    ends = f"source: atf, target: {target}"
    return f"- {{id: {key}, kind: {kind}, {ends}, status: {status}, {EVIDENCE}}}"


def network(*links: str, requirements: str = "", rest: str = "") -> co.Network:
    listed = "links:\n" + "\n".join(links) if links else ""
    asked = f"requirements:\n{requirements}" if requirements else ""
    return co.loads("\n".join([HEAD, listed, asked, rest]))


def outcome(before: co.Network, after: co.Network, code: str) -> set[tuple[str, str]]:
    found = co.compare(before, after).findings
    return {(state, finding.key) for state, finding in found if finding.code == code}


ASKED = (
    "- {id: share, agency: atf, counterpart: {agency: ice}, kinds: [information-sharing],"
    " evidence: [{source: audit, at: p. 2, says: They should, finds: %s}]}"
)


def test_a_link_that_works_closes_its_finding():
    before, after = network(link("sharing", "strained")), network(link("sharing", "active"))
    assert outcome(before, after, "CG601") == {("closed", "CG601:sharing")}


def test_a_requirement_that_isn_t_recorded_again_closes_nothing():
    before = network(link("sharing", "strained"), requirements=ASKED % "lacking")
    after = network(link("sharing", "active"))
    assert outcome(before, after, "CG601") == {("no longer examined", "CG601:share")}
    met = network(link("sharing", "active"), requirements=ASKED % "met")
    assert outcome(before, met, "CG601") == {("closed", "CG601:share")}


def test_a_requirement_of_which_nobody_reports_closes_nothing():
    before = network(requirements=ASKED % "lacking")
    silent = network(requirements=ASKED.replace(", finds: %s", ""))
    assert outcome(before, silent, "CG601") == {("no longer examined", "CG601:share")}


def test_one_link_told_with_a_requirement_goes_on():
    before = network(link("sharing", "strained"))
    after = network(link("sharing", "strained"), requirements=ASKED % "lacking")
    assert outcome(before, after, "CG601") == {("persisting", "CG601:share")}


def test_of_several_links_one_that_still_fails_goes_on_and_the_rest_is_open():
    asked = (
        "- {id: share-with-all, agency: atf, counterpart: {collective: others},"
        " kinds: [information-sharing],"
        " evidence: [{source: audit, at: p. 2, says: They should, finds: lacking}]}"
    )
    together = HEAD.replace(
        "agencies: [",
        "agencies: [{id: others, name: Others, kind: collective, members: [ice, dea]}, ",
    )
    links = [link("with-ice", "strained"), link("with-dea", "strained", target="dea")]
    before = co.loads("\n".join([together, "links:", *links, "requirements:", asked]))
    after = network(link("with-ice", "strained"))
    assert outcome(before, after, "CG601") == {
        ("persisting", "CG601:with-ice"),
        ("no longer examined", "CG601:share-with-all"),
    }


def test_an_agreement_that_is_over_closes_what_was_about_it():
    before = network(
        link("memorandum", "active", "agreement"), link("work", "strained", "joint-operation")
    )
    ended = network(link("memorandum", "ended", "agreement"))
    silent = network(link("memorandum", "active", "agreement"))
    assert outcome(before, ended, "CG201") == {("closed", "CG201:memorandum")}
    assert outcome(before, silent, "CG201") == {("no longer examined", "CG201:memorandum")}


def test_a_paper_tie_shown_by_other_work_is_the_same_one():
    before = network(
        link("memorandum", "active", "agreement"), link("work", "strained", "joint-operation")
    )
    after = network(
        link("memorandum", "active", "agreement"), link("visits", "strained", "liaison")
    )
    assert outcome(before, after, "CG201") == {("persisting", "CG201:memorandum")}


FIGURES = """
figures:
- {id: a, about: asks, measure: requests, value: 10, period: "2005", counts: requests}
- {id: b, about: asks, measure: requests, value: 90, period: "2009", counts: requests}
- {id: c, about: asks, measure: met, value: 0.5, period: "2005", counts: share-fulfilled}
- {id: d, about: asks, measure: met, value: 0.2, period: "2009", counts: share-fulfilled}
"""


def test_figures_that_nobody_took_again_close_nothing():
    before = network(link("asks", "active", "request"), rest=FIGURES)
    after = network(link("asks", "active", "request"))
    ((state, _),) = outcome(before, after, "CG303")
    assert state == "no longer examined"
    risen = network(
        link("asks", "active", "request"), rest=FIGURES.replace("value: 0.2", "value: 0.6")
    )
    ((state, _),) = outcome(before, risen, "CG303")
    assert state == "closed"


def test_a_link_of_other_direction_is_another_link():
    one_way = link("notice", "unmet").replace("target: ice", "target: ice, mutual: false")
    after = network(link("sharing", "active"))
    assert outcome(network(one_way), after, "CG601") == {("no longer examined", "CG601:notice")}


@pytest.mark.parametrize("rest", ["", "examined: [links]"])
def test_silence_closes_where_links_are_covered_in_full(rest):
    before = network(link("sharing", "strained"))
    found = outcome(before, network(rest=rest), "CG601")
    state = "closed" if rest else "no longer examined"
    assert found == {(state, "CG601:sharing")}
