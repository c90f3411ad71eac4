"""What a source concludes and the records show as well is one finding that says both."""

from __future__ import annotations

from typing import Any

import pytest

import coordination as co

CONCLUSION = {
    "id": "found",
    "finds": "information-not-shared",
    "agencies": ["a", "b"],
    "functions": ["rescue"],
    "says": "They do not talk.",
    "evidence": [{"source": "s", "at": "page 1"}],
}
LINK = {
    "id": "l",
    "kind": "information-sharing",
    "source": "a",
    "target": "b",
    "status": "unmet",
    "functions": ["rescue"],
    "evidence": [{"source": "s", "at": "page 7"}],
}


def network(**records: Any) -> co.Network:
    agencies = [{"id": key, "name": key.upper()} for key in "abc"]
    group = {"id": "all", "name": "All", "kind": "collective", "members": ["a", "b"]}
    return co.Network(
        title="T",
        sources=[{"id": "s", "title": "S"}],
        functions=[{"id": "rescue", "name": "Rescue"}, {"id": "ports", "name": "Ports"}],
        agencies=[*agencies, group],
        **records,
    )


def concluded(conclusion: dict[str, Any], link: dict[str, Any]) -> co.Finding:
    report = co.check(network(conclusions=[conclusion], links=[link]))
    (found,) = [one for one in report if one.conclusions == ("found",)]
    assert sum("l" in one.links for one in report if one.basis == "reported") == 1
    return found


def test_a_failing_link_of_the_same_pair_function_and_kind_shows_a_conclusion() -> None:
    found = concluded(CONCLUSION, LINK)
    assert found.also_derived and found.basis == "reported"
    assert "page 7" in {one.at for one in found.evidence}
    assert concluded({**CONCLUSION, "agencies": ["all"]}, LINK).also_derived


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "training"},
        {"functions": ["ports"]},
        {"target": "c"},
        {"evidence": [{"source": "s", "at": "page 1"}]},
    ],
    ids=["another kind", "another function", "another pair", "the same sentence"],
)
def test_another_one_shows_nothing(change: dict[str, Any]) -> None:
    assert not concluded(CONCLUSION, {**LINK, **change}).also_derived


def test_a_failing_link_shows_what_a_source_finds_of_a_requirement() -> None:
    need = {
        "id": "r",
        "agency": "a",
        "counterpart": {"agency": "b"},
        "function": "rescue",
        "kinds": ["information-sharing"],
        "evidence": [{"source": "s", "at": "page 1", "finds": "lacking"}],
    }
    (found,) = co.check(network(requirements=[need], links=[LINK]), select=["CG601"])
    assert found.requirements == ("r",) and found.links == ("l",) and found.also_derived
    same = {**LINK, "evidence": [{"source": "s", "at": "page 1"}]}
    (found,) = co.check(network(requirements=[need], links=[same]), select=["CG601"])
    assert not found.also_derived


def test_what_a_requirement_took_goes_with_it_into_a_conclusion() -> None:
    need = {
        "id": "r",
        "agency": "a",
        "counterpart": {"agency": "b"},
        "function": "rescue",
        "kinds": ["information-sharing"],
        "evidence": [{"source": "s", "at": "page 1", "finds": "lacking"}],
    }
    about = {**CONCLUSION, "about": ["r"]}
    report = co.check(network(requirements=[need], links=[LINK], conclusions=[about]))
    (found,) = [one for one in report if one.basis == "reported" and one.family == "CG6"]
    assert found.requirements == ("r",) and found.links == ("l",)


def test_an_agreement_of_which_a_source_concludes_that_it_is_not_followed_divides_nothing() -> None:
    held = [
        {"id": key, "name": key.upper(), "jurisdiction": "FR", "mandates": [{"function": "ports"}]}
        for key in "ab"
    ]
    pact = {"id": "pact", "kind": "agreement", "source": "a", "target": "b"}
    found = {**CONCLUSION, "finds": "paper-tie", "functions": ["ports"], "about": ["pact"]}
    base = {
        "title": "T",
        "sources": [{"id": "s", "title": "S"}],
        "functions": [{"id": "ports", "name": "Ports"}],
        "agencies": held,
        "links": [pact],
    }
    assert not co.check(co.Network(**base), select=["CG702"]).findings
    (one,) = co.check(co.Network(**base, conclusions=[found]), select=["CG702"])
    assert one.basis == "derived" and "an agreement that works divides it" in one.message


ORDER = {
    "id": "order",
    "kind": "directive",
    "source": "c",
    "target": "b",
    "functions": ["rescue", "ports"],
    "evidence": [{"source": "s", "at": "page 2"}],
}


def provision(page: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": "r",
        "agency": "a",
        "counterpart": {"agency": "b"},
        "function": "ports",
        "kinds": ["training"],
        "under": "order",
        "evidence": [
            {"source": "s", "at": "page 2"},
            {"source": "s", "at": f"page {page}", "says": "No.", "finds": "lacking"},
        ],
        **fields,
    }


def test_orders_that_are_not_carried_out_show_that_nobody_follows_them_up() -> None:
    found = {**CONCLUSION, "finds": "unmonitored-agreement", "about": ["order"]}

    def followed(*needs: dict[str, Any], **conclusion: Any) -> co.Finding:
        concluded = {**found, **conclusion}
        report = co.check(network(links=[ORDER], requirements=needs, conclusions=[concluded]))
        (one,) = [one for one in report if one.conclusions == ("found",)]
        return one

    shown = followed(provision(7))
    assert shown.also_derived and shown.requirements == ()
    assert "page 7" in {one.at for one in shown.evidence}
    assert not followed(provision(1)).also_derived  # the same sentence
    assert not followed(provision(7), about=[]).also_derived
    assert not followed(provision(7, under=None)).also_derived


def test_what_fails_among_those_whom_a_committee_joins_shows_that_it_has_little_effect() -> None:
    committee = {"id": "committee", "name": "Committee", "kind": "committee"}
    works = {"id": "work", "kind": "task-force", "source": "committee", "target": "all"}
    found = {**CONCLUSION, "finds": "strained-tie", "agencies": ["committee"], "about": ["work"]}

    def shown(agency: dict[str, Any], link: dict[str, Any], **conclusion: Any) -> bool:
        base = network()
        report = co.check(
            co.Network(
                title="T",
                sources=list(base.sources.values()),
                functions=list(base.functions.values()),
                agencies=[*base.agencies.values(), agency],
                links=[link, works],
                conclusions=[{**found, **conclusion}],
            )
        )
        (one,) = [one for one in report if one.conclusions == ("found",)]
        return one.also_derived

    assert shown(committee, LINK)
    assert shown({**committee, "members": ["a", "b"]}, LINK, about=[])
    assert not shown(committee, {**LINK, "target": "c"})  # c is none of them
    assert not shown(committee, LINK, about=[])  # whom it joins isn't known
    # An agency that isn't a forum answers for its own links alone.
    assert not shown({**committee, "kind": "department"}, LINK)


@pytest.mark.parametrize(
    ("conclusion", "link", "shown"),
    [
        # With somebody on the other side, what fails within one side is another matter.
        ({"agencies": ["a", "b"], "towards": ["c"]}, {}, False),
        ({"agencies": ["all"], "towards": ["c"]}, {"target": "c"}, True),
        # Of no function in particular: what fails for one is an instance.
        ({"functions": []}, {}, True),
        # Among a group: what a source reports of the group itself.
        ({"agencies": ["all"]}, {"source": "all", "target": "all"}, True),
        # Training and means count for who is to have them, whoever gives them.
        ({"finds": "training-gap"}, {"kind": "training", "source": "c"}, True),
        ({"finds": "training-gap"}, {"kind": "training", "target": "c"}, False),
        ({"finds": "missing-resources"}, {"kind": "funding", "source": "c"}, True),
        # Links that the same rule reports, of any kind.
        ({"finds": "late-response"}, {"kind": "support", "status": "late"}, True),
        ({"finds": "late-response"}, {"kind": "support"}, False),
        ({"finds": "unmet-request"}, {"kind": "request"}, True),
        ({"finds": "unwritten-tie"}, {"kind": "agreement", "status": "absent"}, True),
        ({"finds": "ambiguous-lead"}, {}, False),
    ],
)
def test_what_shows_a_conclusion_is_of_its_sides_function_and_kind(
    conclusion: dict[str, Any], link: dict[str, Any], shown: bool
) -> None:
    records = {**CONCLUSION, **conclusion}, {**LINK, **link}
    report = co.check(network(conclusions=[records[0]], links=[records[1]]))
    (found,) = [one for one in report if one.conclusions == ("found",)]
    assert found.also_derived is shown
