import pytest

import coordination as co
from coordination.view.groups import FULL, group_rows, grouping
from coordination.view.layout.scenes import scene
from coordination.view.page.page import html_text
from tests.steps import counted
from tests.view.legibility import overlapping_boxes


def agency(key, area, **fields):
    return {"id": key, "name": key.upper(), "jurisdiction": area, **fields}


def small():
    return co.Network(
        title="Groups",
        agencies=[
            agency("doj", "US", kind="department"),
            agency("atf", "US", part_of="doj"),
            agency("field", "US", part_of="atf"),
            agency("gao", "US"),
            agency("tx-dps", "US-TX"),
            agency("tx-field", "US-TX", part_of="atf"),
            agency("pgr", "MX"),
            {"id": "interpol", "name": "INTERPOL"},
        ],
        links=[
            {"id": "l1", "kind": "liaison", "source": "atf", "target": "tx-dps"},
            {"id": "l2", "kind": "training", "source": "atf", "target": "tx-field"},
            {
                "id": "l3",
                "kind": "training",
                "source": "doj",
                "target": "tx-dps",
                "status": "unmet",
            },
            {"id": "l4", "kind": "liaison", "source": "atf", "target": "doj"},
            {"id": "l5", "kind": "agreement", "parties": ["atf", "doj", "pgr", "interpol"]},
        ],
    )


def test_groups_are_departments_states_and_the_rest_of_a_country():
    groups = grouping(small())
    found = {}
    for agency, group in zip(small().agencies, groups.of, strict=True):
        found.setdefault(groups.keys[group], []).append(agency)
    assert found == {
        "US:doj": ["doj", "atf", "field"],
        "US": ["gao"],
        "US-TX": ["tx-dps", "tx-field"],
        "MX": ["pgr"],
        "": ["interpol"],
    }
    labels = dict(zip(groups.keys, groups.labels, strict=True))
    assert labels == {
        "US:doj": "DOJ",
        "US": "United States: national agencies",
        "US-TX": "Texas",
        "MX": "Mexico",
        "": "No country recorded",
    }


def test_counts_stand_on_ties_and_an_instrument_counts_once_for_each_two_groups(monkeypatch):
    monkeypatch.setattr("coordination.view.layout.scenes.FULL", 5)
    picture = scene(small())
    assert picture.grouped
    counts = {(c.source, c.target): c.stands_for for c in picture.curves}
    ends = {frozenset(pair): count for pair, count in counts.items()}
    assert ends == {
        frozenset({"group:US:doj", "group:US-TX"}): 3,
        frozenset({"group:US:doj", "group:MX"}): 1,
        frozenset({"group:US:doj", "group:"}): 1,
        frozenset({"group:MX", "group:"}): 1,
    }
    (texas,) = [c for c in picture.curves if c.stands_for == 3]
    assert (texas.kind, texas.status) == ("training", "strained"), "one of three isn't met"
    assert texas.label.text == "3 links, 1 failing"
    doj = next(box for box in picture.boxes if box.key == "group:US:doj")
    assert (doj.members, doj.caption) == (3, "3 agencies, 2 links")


def test_up_to_the_limit_every_agency_is_drawn_and_above_groups():
    assert not scene(small()).grouped
    large = co.testing.synthetic(agencies=FULL + 1, links=1000).network
    picture = scene(large)
    assert picture.grouped
    assert sum(box.members for box in picture.boxes) == FULL + 1
    assert overlapping_boxes(picture) == []


def test_many_groups_of_several_countries_are_one_box_for_each_country(monkeypatch):
    monkeypatch.setattr("coordination.view.layout.scenes.FULL", 5)
    monkeypatch.setattr("coordination.view.groups.MOST_GROUPS", 4)
    picture = scene(small())
    assert {(box.key, box.members) for box in picture.boxes} == {
        ("group:country:US", 6),
        ("group:country:MX", 1),
        ("group:country:", 1),
    }


@pytest.fixture(scope="module")
def many():
    return co.testing.synthetic(agencies=400, links=2000).network


def test_groups_stand_in_a_table_too(many):
    rows = group_rows(many)
    columns = many.engine.columns
    of = grouping(many).of
    assert sum(row.members for row in rows) == 400
    assert sum(row.inside for row in rows) == int((of[columns.source] == of[columns.target]).sum())
    assert sum(row.across for row in rows) == 2 * int(
        (of[columns.source] != of[columns.target]).sum()
    )
    assert {row.country for row in rows} == {"United States", "Mexico"}
    columns_told = ("Group", "Country", "Agencies", "Links inside", "Links to others", "Failing")
    assert "".join(f'<th scope="col">{told}</th>' for told in columns_told) in html_text(many)


def test_every_link_is_counted_once(many):
    groups = grouping(many)
    picture = scene(many)
    columns = many.engine.columns
    between = groups.of[columns.source] != groups.of[columns.target]
    assert sum(curve.stands_for for curve in picture.curves) == int(between.sum())


@pytest.mark.parametrize("layout", ["wide", "phone"])
def test_twenty_thousand_agencies_take_no_more_work_than_their_groups(layout):
    network = co.testing.synthetic(agencies=20_000, links=100_000).network
    with counted() as steps:
        picture = scene(network, layout=layout)
    assert steps.count < 8_000_000
    assert len(picture.boxes) < 60
    assert sum(1 for curve in picture.curves if curve.first) <= 40
