"""What auditors ask of work that several agencies share, each asked once and only where silent."""

from __future__ import annotations

from typing import Any

import pytest

import coordination as co

SOURCES = [{"id": "s", "title": "S"}]


def agency(key: str, *functions: str, **more: Any) -> dict[str, Any]:
    held = [
        {"function": one.removesuffix("*"), **({"role": "lead"} if one.endswith("*") else {})}
        for one in functions
    ]
    return {"id": key, "name": key.upper(), "jurisdiction": "FR", "mandates": held, **more}


def network(*agencies: dict[str, Any], **records: Any) -> co.Network:
    functions = [{"id": one, "name": one.title()} for one in ("rescue", "patrol", "ports")]
    return co.Network(title="T", sources=SOURCES, functions=functions, agencies=agencies, **records)


def asked(net: co.Network, code: str) -> list[co.Finding]:
    return [one for one in co.check(net, select=[code]).open if one.code == code]


PACT = {"id": "pact", "kind": "agreement", "parties": ["a", "b", "c"], "functions": ["rescue"]}
MUST = {"id": "must", "agency": "b", "counterpart": {"agency": "a"}, "function": "rescue"}


def test_those_whom_a_requirement_or_paper_binds_have_a_part_too() -> None:
    held = agency("a", "rescue*")
    bound = network(held, agency("b"), agency("c"), agency("d"), links=[PACT])
    (exchange,) = asked(bound, "CG601")
    assert set(exchange.agencies) == {"a", "b", "c"} and exchange.functions == ("rescue",)
    asks = network(held, agency("b"), agency("c"), requirements=[MUST])
    assert {frozenset(one.agencies) for one in asked(asks, "CG601")} == {frozenset("ab")}
    assert not asked(network(held, agency("b"), agency("c")), "CG601")


@pytest.mark.parametrize(
    ("code", "kind"),
    [("CG601", "information-sharing"), ("CG401", "training"), ("CG103", "liaison")],
)
def test_what_joins_them_all_is_not_asked_for(code: str, kind: str) -> None:
    agencies = [agency("a", "rescue*"), agency("b"), agency("c")]

    def links(*pairs: str) -> list[dict[str, Any]]:
        made = [{"id": p, "kind": kind, "source": p[0], "target": p[1]} for p in pairs]
        return [PACT, *made]

    assert len(asked(network(*agencies, links=links()), code)) == 1
    assert len(asked(network(*agencies, links=links("ab")), code)) == 1
    assert not asked(network(*agencies, links=links("ab", "bc")), code)


def test_what_a_requirement_asks_for_is_asked_once() -> None:
    exchange = {**MUST, "kinds": ["information-sharing"]}
    net = network(agency("a", "rescue*"), agency("b"), requirements=[exchange])
    assert [one.requirements for one in asked(net, "CG601")] == [("must",)]


def test_a_part_is_no_stranger_to_its_whole() -> None:
    net = network(
        agency("a", "rescue*"),
        agency("b", part_of="a"),
        agency("c", part_of="a"),
        links=[PACT],
    )
    assert not asked(net, "CG601") and not asked(net, "CG103")


def test_police_and_fire_service_of_one_city_share_their_work_and_counties_do_not() -> None:
    def local(key: str, place: str) -> dict[str, Any]:
        return agency(key, "rescue", level="local", jurisdiction=place)

    assert asked(network(local("a", "FR"), local("b", "FR")), "CG601")
    apart = network(
        {**local("a", "FR-95"), "mandates": [{"function": "rescue", "places": ["FR"]}]},
        {**local("b", "FR-87"), "mandates": [{"function": "rescue", "places": ["FR"]}]},
    )
    assert not asked(apart, "CG601")


def test_authority_is_asked_of_a_lead_over_those_bound_to_it_and_of_forums() -> None:
    led = network(agency("a", "rescue*"), agency("b"), requirements=[MUST])
    (one,) = asked(led, "CG304")
    assert one.message.startswith("What authority and means does the lead for Rescue")
    over = {"kind": "oversight", "source": "a", "target": "b", "functions": ["rescue"]}
    assert not asked(network(*led.document.agencies, requirements=[MUST], links=[over]), "CG304")
    forum = network(
        agency("a", "rescue", kind="task-force"), agency("b", "rescue"), requirements=[MUST]
    )
    (one,) = asked(forum, "CG304")
    assert "A is to coordinate it" in one.message


def test_a_lead_in_one_country_leads_nobody_in_another() -> None:
    net = network(agency("a", "rescue*"), agency("b", jurisdiction="IT"), requirements=[MUST])
    assert not asked(net, "CG304")


def test_who_is_in_charge_and_with_what_means_is_asked_of_an_agreement_of_several() -> None:
    agencies = [agency("a", "rescue*"), agency("b", "patrol*"), agency("c")]
    both = {**PACT, "functions": ["rescue", "patrol"]}
    net = network(*agencies, links=[both])
    assert any(one.links == ("pact",) for one in asked(net, "CG701"))
    assert any(one.links == ("pact",) for one in asked(net, "CG304"))
    pair = {"id": "pact", "kind": "agreement", "source": "a", "target": "b"}
    whole = network(agency("a", "rescue*", "patrol*"), *agencies[1:], links=[both])
    assert not asked(whole, "CG701") or all(
        "pact" not in one.links for one in asked(whole, "CG701")
    )
    two = network(*agencies, links=[pair])
    assert not any(one.links for one in (*asked(two, "CG701"), *asked(two, "CG304")))


def test_a_matter_is_joined_by_the_topmost_wholes() -> None:
    net = network(
        agency("a", kind="department"),
        agency("x", "rescue*", part_of="a"),
        agency("y", "patrol*", part_of="a"),
        agency("b", "rescue", "ports*"),
    )
    (one,) = asked(net, "CG704")
    assert set(one.functions) == {"rescue", "patrol", "ports"} and {"a", "b"} <= set(one.agencies)
    assert "A and B each hold a part" in one.message


def test_everything_through_one_is_asked_where_all_ends_at_it() -> None:
    other = {**MUST, "id": "also", "agency": "c"}
    net = network(agency("a", "rescue*"), agency("b"), agency("c"), requirements=[MUST, other])
    (one,) = asked(net, "CG502")
    assert "joins A with B and C" in one.message
    between = {"kind": "liaison", "source": "b", "target": "c", "functions": ["rescue"]}
    joined = network(
        agency("a", "rescue*"),
        agency("b"),
        agency("c"),
        requirements=[MUST, other],
        links=[between],
    )
    assert not asked(joined, "CG502")


def test_who_is_missing_in_a_forum_whose_members_it_works_with() -> None:
    forum = {**agency("f", "rescue", kind="committee"), "members": ["a", "c"]}
    net = network(agency("a"), agency("b"), agency("c"), forum, requirements=[MUST])
    (one,) = asked(net, "CG105")
    assert one.agencies == ("b", "f")
    inside = {**forum, "members": ["a", "b", "c"]}
    assert not asked(
        network(agency("a"), agency("b"), agency("c"), inside, requirements=[MUST]), "CG105"
    )


def test_members_of_a_group_that_holds_a_function() -> None:
    group = agency("g", "rescue", kind="collective")
    assert len(asked(network(group), "CG104")) == 1
    among = {"kind": "liaison", "source": "g", "target": "g", "functions": ["rescue"]}
    assert not asked(network(group, links=[among]), "CG104")


def test_an_agreement_that_joins_holders_is_asked_what_it_divides() -> None:
    held = [agency("a", "rescue"), agency("b", "rescue")]
    pair = {"id": "pact", "kind": "agreement", "source": "a", "target": "b"}
    (one,) = asked(network(*held, links=[pair]), "CG702")
    assert one.links == ("pact",) and "divides it" in one.message
    works = {"id": "w", "finds": "works", "agencies": ["a", "b"], "functions": ["rescue"]}
    settled = network(
        *held, links=[pair], conclusions=[{**works, "evidence": [{"source": "s", "at": "p. 1"}]}]
    )
    assert not asked(settled, "CG702")


def test_oversight_in_general_is_no_monitoring_of_an_agreement() -> None:
    agencies = [agency("d"), agency("a", "rescue", part_of="d"), agency("b", part_of="d")]
    pact = {**PACT, "parties": ["a", "b", "d"]}
    (one,) = asked(network(*agencies, links=[pact]), "CG207")
    assert one.asks[0] == "d" and "nothing says that they look" in one.message
    watch = {"kind": "oversight", "source": "d", "target": "a", "under": "pact"}
    assert not asked(network(*agencies, links=[pact, watch]), "CG207")


def test_who_keeps_track_of_several_agreements() -> None:
    pairs = [("a", "b"), ("b", "c"), ("a", "c")]
    links = [
        {"id": f"{x}{y}", "kind": "agreement", "source": x, "target": y, "functions": ["rescue"]}
        for x, y in pairs
    ]
    agencies = [agency("a"), agency("b"), agency("c")]

    def kept(net: co.Network) -> list[co.Finding]:
        return [one for one in asked(net, "CG207") if "keeps track" in one.message]

    (one,) = kept(network(*agencies, links=links))
    assert set(one.agencies) == {"a", "b", "c"} and len(one.links) == 3
    assert not kept(network(*agencies, links=links[:2]))


def test_agreements_of_which_the_same_is_asked_are_one_question() -> None:
    links = [
        {"id": f"m{n}", "kind": "agreement", "source": x, "target": y, "start": "1999"}
        for n, (x, y) in enumerate([("a", "b"), ("b", "c")])
    ]
    net = network(agency("a"), agency("b"), agency("c"), links=links, as_of="2009-01-01")
    (one,) = [one for one in co.questions(net) if one.code == "CG206"]
    assert one.text == "When was each of 2 agreements last reviewed?"
    assert "The agreement between A and B: It dates from 1999" in co.questions(net).to_text(
        width=99
    )


def test_requirements_of_one_directive_are_one_question() -> None:
    order = {**PACT, "kind": "directive"}
    needs = [{**MUST, "under": "pact"}, {**MUST, "id": "also", "agency": "c", "under": "pact"}]
    net = network(agency("a"), agency("b"), agency("c"), links=[order], requirements=needs)
    (one,) = [one for one in co.questions(net) if one.code == "CG107"]
    assert len(one.findings) == 2 and "2 things done that the directive" in one.text


def test_a_liaison_of_which_nothing_says_what_passes() -> None:
    link = {"id": "l", "kind": "liaison", "source": "a", "target": "b", "functions": ["rescue"]}
    (one,) = asked(network(agency("a"), agency("b"), links=[link]), "CG602")
    assert one.message.startswith("What passes through liaison between A and B for Rescue?")
    passes = {"kind": "information-sharing", "source": "a", "target": "b", "under": "l"}
    assert not asked(network(agency("a"), agency("b"), links=[link, passes]), "CG602")


def test_a_function_that_is_asked_of_somebody_and_that_nobody_holds() -> None:
    held = agency("d", "ports*")
    (one,) = asked(network(agency("a"), agency("b"), held, requirements=[MUST]), "CG706")
    assert one.agencies == ("b", "a") and "nobody is recorded as holding it" in one.message
    assert not asked(
        network(agency("a", "rescue"), agency("b"), held, requirements=[MUST]), "CG706"
    )
    assert not asked(network(agency("a"), agency("b"), requirements=[MUST]), "CG706")


def test_what_a_source_says_of_a_task_that_nobody_holds() -> None:
    found = {
        "id": "c",
        "finds": "missing-holder",
        "agencies": ["a", "b"],
        "functions": ["rescue"],
        "says": "No unit was responsible.",
        "evidence": [{"source": "s", "at": "p. 1"}],
    }
    (one,) = co.check(network(agency("a"), agency("b"), conclusions=[found]), select=["CG706"])
    assert one.message.startswith("Neither A nor B is responsible for Rescue")
