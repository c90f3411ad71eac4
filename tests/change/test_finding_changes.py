"""What became of findings: nothing counts as closed that the later network didn't look at."""

from typing import Any

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


def became(
    earlier: list[co.Finding],
    later: list[co.Finding],
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> set[tuple[str, str]]:
    """What became of findings that one rule has of two networks, which are given where they differ.

    Args:
        earlier, later: the findings.
        before, after: sections of the networks that are others than both have.
    """
    both = {
        "agencies": [{"id": key, "name": key.upper()} for key in ("atf", "ice", "dea")],
        "links": [
            {"id": key, "kind": "liaison", "source": "atf", "target": "ice", "status": "late"}
            for key in ("one", "other")
        ],
    }
    rule = co.Rule("XX101", "told", lambda network: earlier if network.title == "B" else later)
    networks = (
        co.Network(title=title, **both | (given or {}))
        for title, given in (("B", before), ("A", after))
    )
    found = co.compare(*networks, rules=[rule]).findings
    return {(state, one.message) for state, one in found}


def finding(message: str, **fields: Any) -> co.Finding:
    return co.Finding(message, "reported", fields.pop("agencies", ("atf",)), **fields)


def test_what_rests_on_no_record_is_never_closed_by_silence():
    gone = [finding("Gone.")]
    assert became(gone, []) == {("no longer examined", "Gone.")}
    assert became(gone, [], after={"examined": ["links"]}) == {("closed", "Gone.")}


def test_one_of_several_requirements_may_be_gone():
    asked = [{"id": key, "agency": "atf", "counterpart": {"agency": key}} for key in ("ice", "dea")]
    asked = [one | {"id": f"with-{one['id']}"} for one in asked]
    both = [finding("Both.", requirements=("with-ice", "with-dea"))]
    assert became(both, [], before={"requirements": asked}, after={"requirements": asked[:1]}) == {
        ("no longer examined", "Both.")
    }


def test_a_finding_about_an_agency_goes_on_under_its_later_name():
    renamed = [{"id": "atf", "name": "ATF"}, {"id": "hsi", "name": "HSI", "succeeds": ["ice"]}]
    after = {"agencies": [*renamed, {"id": "dea", "name": "DEA"}], "links": []}
    for fields in ({"records": ("ice",)}, {"agencies": ("ice",)}):
        earlier = [finding("Earlier.", **fields)]
        later = [finding("Later.", **dict.fromkeys(fields, ("hsi",)))]
        found = became(earlier, later, after=after)
        assert found == {("persisting", "Later.")}


def test_of_several_links_the_first_is_what_a_finding_is_about():
    earlier = [finding("Two.", links=("one", "other"))]
    later = [finding("The other.", links=("other",))]
    assert became(earlier, later) == {("persisting", "The other."), ("closed", "Two.")}
    later = [finding("The first.", links=("one",))]
    assert became(earlier, later) == {("persisting", "The first.")}


@pytest.mark.parametrize(
    ("earlier", "later", "same"),
    [
        # The requirements, or else the first link, whatever else shows it.
        ({"links": ("one",)}, {"links": ("one", "other")}, True),
        ({"links": ("one",)}, {"links": ("other",)}, False),
        ({"requirements": ("r",), "links": ("one",)}, {"requirements": ("r",)}, True),
        ({"requirements": ("r",)}, {"requirements": ("q",)}, False),
        ({"requirements": ("r", "q")}, {"requirements": ("q", "r")}, True),
        # Other records where there are none of these, and agencies among them always.
        ({"records": ("source",)}, {"records": ("source",), "agencies": ("ice",)}, True),
        ({"records": ("source",)}, {"records": ("figure",)}, False),
        ({"records": ("a", "b")}, {"records": ("b", "a")}, True),
        ({"links": ("one",), "records": ("f1",)}, {"links": ("one",), "records": ("f2",)}, True),
        ({"links": ("one",), "records": ("ice",)}, {"links": ("one",), "records": ("dea",)}, False),
        # Or else the agencies and functions.
        ({"agencies": ("atf", "ice")}, {"agencies": ("ice", "atf")}, True),
        ({"agencies": ("atf", "ice")}, {"agencies": ("atf", "dea")}, False),
        ({"functions": ("f",)}, {"functions": ("f",)}, True),
        ({"functions": ("f",)}, {"functions": ("g",)}, False),
    ],
)
def test_what_makes_it_the_same_finding(earlier, later, same):
    sections = {
        "functions": [{"id": key, "name": key} for key in "fg"],
        "requirements": [
            {"id": key, "agency": "atf", "counterpart": {"agency": "dea"}} for key in "rq"
        ],
    }
    found = became(
        [co.Finding("Earlier.", "derived", **{"agencies": ("atf",)} | earlier)],
        [co.Finding("Later.", "derived", **{"agencies": ("atf",)} | later)],
        sections,
        sections,
    )
    state, gone = ("persisting", set()) if same else ("opened", {"Earlier."})
    assert (state, "Later.") in found
    assert {message for _, message in found} == {"Later."} | gone


def test_a_link_under_another_id_carries_its_finding_on():
    links = [{"id": "new", "kind": "liaison", "source": "atf", "target": "ice", "status": "late"}]
    earlier = co.Finding("Earlier.", "derived", ("atf",), links=("one",))
    later = co.Finding("Later.", "derived", ("atf",), links=("new",))
    assert became([earlier], [later], after={"links": links}) == {("persisting", "Later.")}


def test_where_one_of_its_agencies_is_gone_it_is_no_longer_examined():
    left = [{"id": "atf", "name": "ATF"}]
    gone = [finding("Gone.", agencies=("atf", "ice"))]
    after = {"agencies": left, "links": []}
    assert became(gone, [], after=after) == {("no longer examined", "Gone.")}


def test_a_link_that_fails_goes_on_in_another_finding_whatever_else_is_derived():
    requirements = [{"id": "r", "agency": "atf", "counterpart": {"agency": "ice"}}]
    found = became(
        [finding("Failing.", links=("one",))],
        [
            co.Finding("Derived.", "derived", ("atf",)),  # comes first
            finding("Needed.", requirements=("r",), links=("one",)),
        ],
        after={"requirements": requirements},
    )
    assert found == {("opened", "Derived."), ("persisting", "Needed.")}
