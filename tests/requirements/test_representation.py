"""Who acts for an agency, and which links join two: parts, collectives and their members."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings

from coordination.network import Network
from coordination.requirements.representation import (
    above,
    connected,
    in_order,
    insiders,
    joining,
    joining_among,
    joining_each,
    joining_within,
    runs,
    side,
)
from tests.rules.networks import documents

AGENCIES: list[dict[str, Any]] = [
    {"id": "doj", "name": "Justice"},
    {"id": "atf", "name": "ATF", "part_of": "doj"},
    {"id": "lab", "name": "ATF lab", "part_of": "atf"},
    {"id": "dea", "name": "DEA", "part_of": "doj"},
    {"id": "ice", "name": "ICE"},
    {"id": "pgr", "name": "PGR"},
    {"id": "ssp", "name": "SSP"},
    {"id": "unit", "name": "SSP unit", "part_of": "ssp"},
    {"id": "us", "name": "U.S.", "kind": "collective", "members": ["atf", "ice"]},
    {"id": "mx", "name": "Mexico", "kind": "collective", "members": ["pgr", "ssp"]},
]


def network(*links: str) -> Network:
    """The agencies with links such as "atf-ice", "atf>ice" (one way) or "atf-ice absent"."""
    made = []
    for link in links:
        ends, _, status = link.partition(" ")
        key = ends.replace(">", "-")
        source, target = key.split("-")
        made.append(
            {
                "id": key,
                "kind": "liaison",
                "source": source,
                "target": target,
                "mutual": ">" not in ends,
                "status": status or "active",
            }
        )
    return Network(title="Sides", agencies=AGENCIES, links=made)


def joined(link: str) -> dict[str, str]:
    """The agencies with which a link joins each, those left out that it joins with none."""
    made = network(link)
    keys = tuple(made.agencies)
    found = {
        one: " ".join(key for key in keys if key != one and joining(made, one, key)) for one in keys
    }
    return {one: others for one, others in found.items() if others}


def test_its_parts_and_collectives_act_for_an_agency_and_members_for_a_collective():
    made = network()
    assert side(made, "doj").core == {"doj", "atf", "lab", "dea"}
    assert side(made, "atf").core == {"atf", "lab", "us"}
    assert side(made, "lab").core == {"lab"}
    assert not side(made, "doj").wide and not side(made, "atf").wide
    assert side(made, "mx").core == {"mx"}
    assert side(made, "mx").wide == {"pgr", "ssp", "unit"}
    board = {"id": "board", "name": "Board", "kind": "committee", "members": ["atf"]}
    assert not side(Network(title="T", agencies=[*AGENCIES, board]), "board").wide


def test_what_an_agency_is_part_of_and_made_of():
    made = network()
    assert list(above(made, "lab")) == ["atf", "doj"]
    assert list(above(made, "doj")) == []
    assert insiders(made, "doj") == ("atf", "dea")
    assert insiders(made, "us") == ("atf", "ice")
    assert insiders(made, "ice") == ()


BOTH = {"atf": "pgr ssp mx", "ice": "pgr ssp mx", "us": "pgr ssp mx",
        "pgr": "atf ice us", "ssp": "atf ice us", "mx": "atf ice us"}  # fmt: skip


@pytest.mark.parametrize(
    ("link", "pairs"),
    [
        # What works with one member reaches the collective; what fails says nothing of it.
        ("atf-ice", {"doj": "ice us", "atf": "ice us", "ice": "doj atf us", "us": "doj atf ice"}),
        ("atf-ice absent", {"doj": "ice", "atf": "ice", "ice": "doj atf"}),
        (
            "lab-ice",
            {
                "doj": "ice us",
                "atf": "ice us",
                "lab": "ice us",
                "ice": "doj atf lab us",
                "us": "doj atf lab ice",
            },
        ),
        ("lab-ice absent", {"doj": "ice", "atf": "ice", "lab": "ice", "ice": "doj atf lab"}),
        ("atf-unit absent", {"doj": "ssp unit", "atf": "ssp unit", "ssp": "doj atf",
                             "unit": "doj atf"}),
        ("pgr-ssp absent", {"pgr": "ssp", "ssp": "pgr"}),
        # A department's links are not its bureau's.
        ("doj-ice absent", {"doj": "ice", "ice": "doj"}),
        ("dea-ice absent", {"doj": "ice", "dea": "ice", "ice": "doj dea"}),
        # What is said of all, is said of each.
        ("us-mx", BOTH),
        ("us-mx absent", BOTH),
        ("us-us", {"atf": "ice us", "ice": "atf us", "us": "atf ice"}),
        ("us-us absent", {"atf": "ice us", "ice": "atf us", "us": "atf ice"}),
        ("us-pgr", {"atf": "pgr mx", "ice": "pgr mx", "us": "pgr mx", "pgr": "atf ice us",
                    "mx": "atf ice us"}),
        ("us-pgr absent", {"atf": "pgr", "ice": "pgr", "us": "pgr", "pgr": "atf ice us"}),
        # Inside a department.
        ("doj-lab absent", {"doj": "atf lab", "atf": "doj", "lab": "doj"}),
        ("atf-doj absent", {"doj": "atf", "atf": "doj"}),
        # What a department has with its own bureau, its bureau's collective hasn't with it.
        ("doj-atf", {"doj": "atf", "atf": "doj"}),
        ("dea-atf", {"doj": "atf dea", "atf": "doj dea", "dea": "doj atf us", "us": "dea"}),
        ("dea-lab absent", {"doj": "atf lab dea", "atf": "doj dea", "lab": "doj dea",
                            "dea": "doj atf lab"}),
    ],
)  # fmt: skip
def test_whom_a_link_joins(link, pairs):
    assert joined(link) == pairs
    for one, others in pairs.items():
        assert all(one in pairs[other].split() for other in others.split())


@settings(max_examples=40)
@given(documents())
def test_what_joins_one_with_another_joins_the_other_with_it(fields):
    made = Network(**fields)
    for one, other in combinations(made.agencies, 2):
        assert joining(made, one, other) == joining(made, other, one)


def test_links_that_join_two_are_in_the_order_of_the_data():
    made = network("lab-ice", "dea-ice", "us-us", "ice-atf absent", "doj-atf", "pgr-ice")
    assert [link.id for link in joining(made, "atf", "ice")] == ["lab-ice", "ice-atf"]
    each = joining_each(made, "ice", ["ssp", "doj", "atf"])
    assert {agency: [link.id for link in links] for agency, links in each.items()} == {
        "ssp": [],
        "doj": ["lab-ice", "dea-ice", "ice-atf"],
        "atf": ["lab-ice", "ice-atf"],
    }
    assert joining(network("dea-ice", "us-us"), "atf", "ice")[0].id == "us-us"
    links = made.links
    given = [links["us-us"], links["lab-ice"], links["us-us"], links["dea-ice"]]
    assert [link.id for link in in_order(made, given)] == ["lab-ice", "dea-ice", "us-us"]
    assert [link.id for link in in_order(made, given[:2])] == ["lab-ice", "us-us"]
    assert joining(made, "atf", "ssp") == ()


def test_what_is_said_of_two_collectives_that_both_belong_to_is_in_order_too():
    other = {**AGENCIES[8], "id": "all", "name": "All"}
    for keys in (("us", "all"), ("all", "us")):
        made = Network(
            title="Two collectives",
            agencies=[*AGENCIES, other],
            links=[{"kind": "liaison", "source": key, "target": key} for key in keys],
        )
        assert tuple(link.source for link in joining(made, "atf", "ice")) == keys


def test_links_among_several_and_within_one():
    made = network("us-us", "lab-dea", "atf-lab", "atf-ice", "dea-pgr", "doj-ice")
    among = joining_among(made, ["atf", "dea", "ice"])
    assert [link.id for link in among] == ["lab-dea", "atf-ice"]
    assert [link.id for link in joining_within(made, "doj")] == ["lab-dea"]
    assert [link.id for link in joining_within(made, "us")] == ["us-us", "atf-ice"]
    # A part belongs to the first of those given that it is a part of.
    assert [link.id for link in joining_among(made, ["atf", "lab"])] == []
    assert [link.id for link in joining_among(made, ["lab", "atf"])] == ["atf-lab"]
    rows = made.engine.columns.source == made.engine.columns.code_of["lab"]
    assert [link.id for link in joining_among(made, ["atf", "dea", "ice"], rows=rows)] == [
        "lab-dea"
    ]


@pytest.mark.parametrize(
    ("links", "groups"),
    [
        ([], ["atf", "dea", "ice", "pgr"]),
        (["lab-ice"], ["atf ice", "dea", "pgr"]),
        (["lab-ice", "dea-pgr"], ["atf ice", "dea pgr"]),
        (["lab-ice", "ice-dea"], ["atf dea ice", "pgr"]),
        (["ice-dea", "pgr-atf", "dea-pgr"], ["atf dea ice pgr"]),
        (["us-us"], ["atf ice", "dea", "pgr"]),
        (["us-pgr"], ["atf ice pgr", "dea"]),
        (["us-mx"], ["atf ice pgr", "dea"]),
        (["us-ssp"], ["atf", "dea", "ice", "pgr"]),
        (["us-ssp", "lab-ice"], ["atf ice", "dea", "pgr"]),
        (["doj-ice"], ["atf", "dea", "ice", "pgr"]),
    ],
)
def test_groups_into_which_links_join(links, groups):
    made = network(*links)
    found = connected(made, ["atf", "dea", "ice", "pgr"], made.links.values())
    assert [" ".join(sorted(group)) for group in found] == groups


@pytest.mark.parametrize(
    ("link", "agency", "other", "there", "back"),
    [
        ("atf>ice", "atf", "ice", True, False),
        ("atf>ice", "ice", "atf", False, True),
        ("atf-ice", "atf", "ice", True, True),
        ("lab>ice", "atf", "ice", True, False),
        ("pgr>atf", "atf", "mx", False, True),
        ("atf>pgr", "us", "mx", True, False),
        ("atf>doj", "atf", "doj", True, False),
        ("doj>atf", "atf", "doj", False, True),
        ("lab>doj", "doj", "atf", False, True),
        ("doj>lab", "doj", "atf", True, False),
    ],
)
def test_which_way_a_link_runs(link, agency, other, there, back):
    made = network(link)
    ways = runs(made, made.links.values(), agency, other)
    assert tuple(bool(way) for way in ways) == (there, back)
