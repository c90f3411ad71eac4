"""Branches of the rules on information that their pages don't show."""

from __future__ import annotations

import pytest

from tests.rules.records import AGENCIES, agency, cite, found, keys, link, require

ALL = [*AGENCIES, agency("all", kind="collective", members=["a", "b"])]


def need(key="r", own="a", other="b", **fields):
    return require(key, own, other, **{"kinds": ["information-sharing"]} | fields)


# -- CG601: information not shared -----------------------------------------------------------------


@pytest.mark.parametrize("kind", ["information-sharing", "system-access", "referral", "reporting"])
@pytest.mark.parametrize("status", ["strained", "unmet", "absent"])
def test_each_kind_of_exchange_that_fails_is_told(kind, status):
    (finding,) = found("CG601", links=[link(kind, "a", "b", status, id="x")])
    assert finding.basis == "reported"
    (change,) = finding.clears
    assert keys("CG601", links=[link(kind, "a", "b", **change.fields)]) == []


@pytest.mark.parametrize("status", ["active", "late", "planned", "ended"])
def test_exchange_that_no_source_reports_as_failing(status):
    assert keys("CG601", links=[link("referral", "a", "b", status)]) == []


def test_assumed_exchange_carries_no_finding():
    assert keys("CG601", links=[link("referral", "a", "b", "absent", confidence="assumed")]) == []


def test_other_kinds_are_left_to_other_rules():
    for kind in ("liaison", "agreement", "request", "training"):
        assert keys("CG601", links=[link(kind, "a", "b", "strained")]) == []


def test_a_requirement_is_told_with_the_links_that_it_rests_on():
    links = [
        link("information-sharing", "a", "b", "strained", id="x", functions=["tracing"]),
        link("system-access", "a", "b", "absent", id="y"),
        link("information-sharing", "a", "c", "strained", id="z"),
    ]
    report = found("CG601", links=links, requirements=[need(function="tracing")])
    assert [one.key for one in report] == ["CG601:x", "CG601:y", "CG601:z"]
    assert report[0].message == (
        "Information sharing between A and B for firearms tracing does not work as it should."
    )


@pytest.mark.parametrize(
    ("direction", "between"),
    [
        ("mutual", "between A and B"),
        ("any", "between A and B"),
        ("to-counterpart", "from A to B"),
        ("from-counterpart", "from B to A"),
    ],
)
def test_the_message_says_which_way_it_must_run(direction, between):
    (finding,) = found("CG601", requirements=[need(direction=direction, examined=True)])
    assert finding.message == (f"Information sharing {between} is required and does not happen.")


def test_silence_is_no_gap():
    assert keys("CG601", requirements=[need()]) == []
    assert keys("CG601", requirements=[need()], examined=["links"]) == ["r"]
    assert keys("CG601", requirements=[need()], examined=["mandates"]) == []


def test_what_clears_a_required_exchange_clears_it():
    needs = [need(examined=True, function="tracing", direction="mutual")]
    (finding,) = found("CG601", requirements=needs)
    links = [dict(change.fields) for change in finding.clears]
    assert links and keys("CG601", requirements=needs, links=links) == []


def test_within_a_collective_link_and_requirement_are_one_finding():
    links = [link("information-sharing", "all", "all", "strained", id="x", evidence=[cite()])]
    (finding,) = found("CG601", agencies=ALL, links=links, requirements=[need("r", "all", "all")])
    assert (finding.key, finding.links) == ("CG601:x", ("x",))
    assert finding.agencies == ("all", "a", "b")
    assert finding.message == "Information sharing among ALL does not work as it should."


def test_several_kinds_are_told_in_general():
    needs = [need(kinds=["referral", "reporting"], examined=True)]
    (finding,) = found("CG601", requirements=needs)
    assert finding.message.startswith("Exchange of information between A and B")


def test_a_mixed_requirement_is_told_here_only_where_exchange_is_what_fails():
    mixed = [need(kinds=["liaison", "information-sharing"])]
    exchange = [link("information-sharing", "a", "b", "absent", id="x")]
    assert keys("CG601", links=exchange, requirements=mixed) == ["x"]
    both = [*exchange, link("liaison", "a", "b", "absent", id="y")]
    assert [one.links for one in found("CG601", links=both, requirements=mixed)] == [("x",)]


# -- CG602: liaison without traffic ----------------------------------------------------------------


def desk(**fields):
    return {"id": "desk", **link("liaison", "a", "b"), **fields}


@pytest.mark.parametrize("status", ["strained", "unmet", "absent", "late"])
def test_exchange_that_fails_under_a_liaison(status):
    exchange = link("information-sharing", "a", "b", status, id="x")
    (finding,) = found("CG602", links=[desk(), exchange])
    assert (finding.links, finding.basis) == (("desk", "x"), "derived")
    links = [desk(), exchange | dict(finding.clears[0].fields)]
    assert keys("CG602", links=links) == []


def test_silence_about_exchange_is_not_flagged():
    assert keys("CG602", links=[desk()]) == []
    assert keys("CG602", links=[desk()], examined=["links"]) == []
    planned = link("information-sharing", "a", "b", "planned")
    assert keys("CG602", links=[desk(), planned]) == []


@pytest.mark.parametrize("status", ["unmet", "absent", "ended", "planned"])
def test_a_liaison_that_is_not_in_force_is_not_flagged(status):
    exchange = link("information-sharing", "a", "b", "absent")
    assert keys("CG602", links=[desk(status=status), exchange]) == []


def test_assumed_links_show_nothing():
    exchange = link("information-sharing", "a", "b", "absent")
    assert keys("CG602", links=[desk(confidence="assumed"), exchange]) == []
    assert keys("CG602", links=[desk(), exchange | {"confidence": "assumed"}]) == []


def test_one_channel_that_works_is_enough():
    links = [
        desk(),
        link("information-sharing", "a", "b", "absent"),
        link("referral", "b", "a"),
    ]
    assert keys("CG602", links=links) == []


def test_only_exchange_for_what_the_liaison_is_for_counts():
    liaison = desk(functions=["tracing"])
    other = link("information-sharing", "a", "b", "absent", functions=["training"])
    assert keys("CG602", links=[liaison, other]) == []
    assert len(keys("CG602", links=[liaison, other | {"functions": ["tracing"]}])) == 1
    works = link("referral", "a", "b", functions=["training"])
    same = other | {"functions": ["tracing"]}
    assert len(keys("CG602", links=[liaison, same, works])) == 1


def test_parts_of_an_agency_count_and_other_agencies_do_not():
    agencies = [*AGENCIES, agency("a-office", part_of="a")]
    exchange = link("information-sharing", "a-office", "b", "absent", id="x")
    assert len(keys("CG602", agencies=agencies, links=[desk(), exchange])) == 1
    elsewhere = link("information-sharing", "c", "b", "absent")
    assert keys("CG602", links=[desk(), elsewhere]) == []


def test_a_centre_of_several_agencies_is_one_finding_that_names_the_idle_pairs():
    centre = {"id": "centre", "kind": "liaison", "parties": ["a", "b", "c"]}
    links = [
        centre,
        link("information-sharing", "a", "b", "absent", id="x"),
        link("information-sharing", "b", "c"),
    ]
    (finding,) = found("CG602", links=links)
    assert finding.links == ("centre", "x")
    assert finding.agencies == ("a", "b")
