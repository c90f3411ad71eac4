"""Whom a name means: what is known is matched, what is alike is proposed, nothing is merged."""

import itertools
import random

import pytest

import coordination as co
from coordination.importing.names import near_names
from tests.importing.tables import csv_file, ties

KNOWN = co.loads(
    """
title: Known
as_of: 2010-11-09
sources: [{id: audit, title: Audit}]
functions: [{id: tracing, name: Firearms tracing}]
agencies:
- {id: atf, name: "Bureau of Alcohol, Tobacco, Firearms and Explosives", abbreviation: ATF,
   evidence: [{source: audit, at: page 1}]}
- {id: ice, name: Immigration and Customs Enforcement, abbreviation: ICE, aliases: [La Migra]}
- {id: health-gn, name: Ministry of Health, jurisdiction: GN}
- {id: health-lr, name: Ministry of Health, jurisdiction: LR}
links: [{id: mou, kind: agreement, source: atf, target: ice}]
"""
)


def edges(tmp_path, *pairs):
    rows = [["From", "To"], *map(list, pairs)]
    return csv_file(tmp_path / "t.csv", rows)


@pytest.mark.parametrize("seed", range(5))
def test_agencies_are_known_by_id_name_abbreviation_and_alias(tmp_path, seed):
    draw = random.Random(seed)
    atf = draw.choice(["atf", "ATF", "bureau of alcohol, tobacco,  firearms and EXPLOSIVES"])
    ice = draw.choice(["ice", "Ice ", "la migra", "Immigration\u00a0and Customs Enforcement"])
    imported = co.read_table(edges(tmp_path, (atf, ice), ("DEA", atf)), into=KNOWN)
    network = imported.network
    assert set(network.agencies) == {*KNOWN.agencies, "dea"}
    assert imported.new == ("DEA",) and len(imported.matched) == 2
    assert imported.made == {"agencies": 1, "links": 2, "mandates": 0, "functions": 0, "places": 0}
    # What was there stays, and cites its own sources; the table is one more.
    assert network.links["mou"] == KNOWN.links["mou"]
    assert [one.source for one in network.agencies["atf"].evidence] == ["audit", "t"]
    assert network.title == "Known" and network.as_of == KNOWN.as_of


def test_names_that_are_nearly_alike_are_proposed_and_not_merged(tmp_path):
    near = "Bureau of Alcohol Tobacco Firearms & Explosives"
    table = edges(tmp_path, (near, "ICE"), ("Medecins sans Frontieres", "Médecins Sans Frontières"))
    imported = co.read_table(table, into=KNOWN)
    assert len(imported.network.agencies) == len(KNOWN.agencies) + 3
    proposed = {(one.name, one.agency) for one in imported.near}
    assert (near, KNOWN.agencies["atf"].name) in proposed
    assert ("Medecins sans Frontieres", "Médecins Sans Frontières") in proposed
    assert "nothing was merged" in imported.to_text()
    assert f'#   "{near}"' in imported.mapping_text
    accepted = {
        "form": "edges",
        "from": "From",
        "to": "To",
        "same_as": {near: "ATF", "Medecins sans Frontieres": "Médecins Sans Frontières"},
    }
    imported = co.read_table(table, accepted, into=KNOWN)
    assert near in imported.network.agencies["atf"].aliases
    assert {one.name for one in imported.network.agencies.values()} == {
        *(one.name for one in KNOWN.agencies.values()),
        "Médecins Sans Frontières",
    }
    # A name that was accepted once is known from then on.
    again = co.read_table(edges(tmp_path, (near, "ICE")), into=imported.network)
    assert again.new == ()


@pytest.mark.parametrize(
    ("one", "other", "proposed"),
    [
        ("Department of Justice", "DOJ", True),
        ("OCHA - Office for Humanitarian Affairs", "Office for Humanitarian Affairs", True),
        ("Action Against Hunger (ACF)", "ACF", True),
        ("Croix-Rouge Guinée", "Croix Rouge Guinee", True),
        ("Regional Office 11", "Regional Office 12", False),
        ("Police of the North", "Ministry of Health", False),
        ("Министерство обороны", "Министерство обороны.", True),
        ("国境警備隊", "国境警備隊 ", True),
    ],
)
def test_what_is_proposed(one, other, proposed):
    assert bool(near_names([one, other], {})) == proposed
    assert bool(near_names([one], {other: "x"})) == proposed


def test_a_name_of_several_agencies_is_an_issue_unless_the_place_decides(tmp_path):
    with pytest.raises(co.DataError, match=r"names several agencies(.|\n)*same_as:"):
        co.read_table(edges(tmp_path, ("Ministry of Health", "ATF")), into=KNOWN)
    rows = [["Country", "Org", "Sector"], ["Liberia", "Ministry of Health", "WASH"]]
    network = co.read_table(csv_file(tmp_path / "w.csv", rows), into=KNOWN).network
    assert [len(network.agencies[key].mandates) for key in ("health-gn", "health-lr")] == [0, 1]


def test_names_of_every_script_get_ids_that_stay_the_same(tmp_path):
    names = ["Министерство обороны", "国境警備隊", "شرطة الحدود", "Ünïted", "A.C.F.", "ACF", "***"]
    pairs = list(itertools.pairwise(names))
    first = co.read_table(edges(tmp_path, *pairs)).network
    again = co.read_table(edges(tmp_path, *pairs)).network
    assert list(first.agencies) == list(again.agencies)
    assert sorted(one.name for one in first.agencies.values()) == sorted(names)
    turned = co.read_table(edges(tmp_path, *((b, a) for a, b in pairs if "A" not in a))).network
    ids = {one.name: key for key, one in first.agencies.items()}
    assert all(ids[one.name] == key for key, one in turned.agencies.items())


def test_aliases_that_lead_in_a_circle_end(tmp_path):
    given = {"form": "edges", "from": "From", "to": "To", "same_as": {"A": "B", "B": "A"}}
    network = co.read_table(edges(tmp_path, ("A", "B"), ("A", "C")), given).network
    assert len(network.agencies) in (2, 3)


def test_kind_of_an_agency_that_two_rows_give_differently_is_said(tmp_path):
    rows = [
        ["Org", "Sector", "District", "Org type"],
        ["A", "WASH", "Bong", "NGO"],
        ["A", "WASH", "Lofa", "UN Agency"],
    ]
    imported = co.read_table(csv_file(tmp_path / "t.csv", rows))
    assert imported.network.agencies["a"].kind == "ngo"
    assert any("another kind" in one.reason and one.rows == (3,) for one in imported.left_out)


def test_same_as_that_the_table_does_not_have_is_said(tmp_path):
    given = {"form": "edges", "from": "From", "to": "To", "same_as": {"Nobody": "A"}}
    imported = co.read_table(edges(tmp_path, ("A", "B")), given)
    assert any("Nobody" in note for note in imported.notes)
    assert ties(imported.network) == {("other", "A", "B")}


def test_several_names_in_one_cell_are_several_agencies_and_that_is_said(tmp_path):
    imported = co.read_table(edges(tmp_path, ("A; B", "C")))
    assert ties(imported.network) == {("other", "A", "C"), ("other", "B", "C")}
    assert any("name several agencies (rows 2)" in note for note in imported.notes)
    whole = {"form": "edges", "from": "From", "to": "To", "separator": "|"}
    imported = co.read_table(edges(tmp_path, ("A; B", "C")), whole)
    assert ties(imported.network) == {("other", "A; B", "C")}


def test_what_names_nobody_is_left_out_unless_an_agency_is_called_so(tmp_path):
    rows = [("A", "B"), ("Total", "B"), ("A", "Everybody")]
    given = {"form": "edges", "from": "From", "to": "To", "leave_out": "Everybody"}
    imported = co.read_table(edges(tmp_path, *rows), given)
    assert {one.name for one in imported.network.agencies.values()} == {"A", "B"}
    assert {row for one in imported.left_out for row in one.rows} == {3, 4}
    known = co.Network(title="K", agencies=[{"id": "total", "name": "Total"}])
    assert len(co.read_table(edges(tmp_path, *rows), given, into=known).network.links) == 2
