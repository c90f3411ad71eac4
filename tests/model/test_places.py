"""What lies in what, for every code of ISO 3166 and for a network's own places."""

from __future__ import annotations

import pycountry
import pytest

import coordination as co
from coordination.model import Gazetteer, Place, jurisdiction_name
from coordination.model.jurisdiction import standard_code

STANDARD = Gazetteer()


def told(**records):
    with pytest.raises(co.DataError) as caught:
        co.Network(title="x", **records)
    return list(caught.value.issues)


def test_every_part_lies_in_its_region_and_its_country():
    for part in pycountry.subdivisions:
        assert STANDARD.within(part.code, part.country_code), part.code
        if part.parent_code:
            assert STANDARD.within(part.code, part.parent_code), part.code
            assert not STANDARD.within(part.parent_code, part.code), part.code


def test_every_code_has_the_name_that_pycountry_gives_it():
    for part in pycountry.subdivisions:
        assert jurisdiction_name(part.code) == part.name
    for country in pycountry.countries:
        name = getattr(country, "common_name", country.name)
        assert jurisdiction_name(country.alpha_2) == name


def test_every_territory_with_a_country_code_of_its_own_is_known_under_both():
    sorts = ("outlying area", "overseas ", "special administrative region", "country")
    by_name = {one.name: one.alpha_2 for one in pycountry.countries}
    for part in pycountry.subdivisions:
        own = part.code.partition("-")[2]
        same = by_name.get(part.name) or (own if pycountry.countries.get(alpha_2=own) else None)
        if same in (None, part.country_code) or not part.type.lower().startswith(sorts):
            continue
        if part.country_code != "GB":  # its four countries have no codes of their own
            assert standard_code(part.code) == same, part.code


def test_nothing_lies_in_a_country_that_it_is_no_part_of():
    for part in pycountry.subdivisions:
        strange = {
            whole
            for whole in STANDARD.wholes(part.code)
            if len(whole) == 2 and whole != part.country_code
        }
        # Only a territory with a code of its own has a second country.
        assert all(jurisdiction_name(code) for code in strange)
        assert len(strange) <= 1
        if strange:
            assert STANDARD.meet(strange.pop(), part.country_code)


@pytest.mark.parametrize(
    ("country", "part"),
    [
        ("PR", "US-PR"),
        ("GU", "US-GU"),
        ("GP", "FR-971"),
        ("GF", "FR-973"),
        ("RE", "FR-974"),
        ("HK", "CN-HK"),
        ("MO", "CN-MO"),
        ("AW", "NL-AW"),
        ("SX", "NL-SX"),
        ("NC", "FR-NC"),
        ("AX", "FI-01"),
    ],
)
def test_a_territory_with_two_codes_is_one_place(country, part):
    state = part[:2]
    assert STANDARD.same(country, part)
    assert STANDARD.within(country, state) and STANDARD.within(part, country)
    assert not STANDARD.within(state, country)
    network = co.Network(
        title="x",
        agencies=[
            {"id": "a", "name": "A", "jurisdiction": country},
            {"id": "b", "name": "B", "jurisdiction": part},
        ],
    )
    for area in (state, country, part):
        assert list(network.sub(jurisdiction=area).agencies) == ["a", "b"]
        assert network.engine.columns.within(area).tolist() == [True, True]
    assert set(network.engine.columns.country) == {country}


def test_names_that_are_alike_make_no_one_place():
    for country, part in (("GE", "US-GA"), ("ML", "GN-ML"), ("NE", "NG-NI"), ("IN", "US-IN")):
        assert not STANDARD.same(country, part)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("UK", "'GB'"),
        ("England", "'GB-ENG'"),
        ("Texas", "'US-TX'"),
        ("texas", "'US-TX'"),
        ("Turkey", "'TR'"),
        ("Ivory Coast", "'CI'"),
        ("cote-d-ivoire", "'CI'"),
        ("mexico", "'MX'"),
        ("us-tx", "'US-TX'"),
        ("Georgia", "'GE' or 'US-GA'"),
        ("EU", "id: eu"),
        ("USA", "'US'"),
    ],
)
def test_what_was_meant_is_suggested(word, hint):
    (issue,) = told(agencies=[{"id": "a", "name": "A", "jurisdiction": word}])
    assert hint in issue.suggestion


def test_a_union_of_states_is_a_place_of_its_own():
    network = co.Network(
        title="x",
        places=[
            {"id": "eu", "name": "European Union"},
            {"id": "belgium", "name": "Belgium", "within": "eu", "same_as": "BE"},
            {"id": "brussels-west", "name": "Brussels West", "within": "BE-BRU"},
        ],
        agencies=[
            {"id": "union", "name": "U", "jurisdiction": "eu"},
            {"id": "ministry", "name": "M", "jurisdiction": "BE"},
            {"id": "borough", "name": "B", "jurisdiction": "brussels-west"},
        ],
    )
    assert list(network.sub(jurisdiction="eu").agencies) == ["union", "ministry", "borough"]
    assert list(network.sub(jurisdiction="BE").agencies) == ["ministry", "borough"]
    assert network.engine.columns.country.tolist() == ["eu", "BE", "BE"]
    assert network.within("BE-BRU", "belgium") and not network.within("eu", "BE")


def test_places_that_lie_in_each_other_are_told_and_end():
    (issue,) = told(
        places=[
            {"id": "a", "name": "A", "within": "b"},
            {"id": "b", "name": "B", "within": "a"},
        ]
    )
    assert "a circle of within: a -> b -> a" in str(issue)
    turning = Gazetteer(
        {"a": Place(id="a", name="A", within="b"), "b": Place(id="b", name="B", within="a")}
    )
    assert turning.within("a", "b") and turning.within("b", "a")


def test_kosovo_is_known():
    assert jurisdiction_name("XK") == "Kosovo"
    assert co.Network(title="x", agencies=[{"id": "a", "name": "A", "jurisdiction": "XK"}])


def withdrawn_codes():
    used = {one.alpha_2 for one in pycountry.countries}
    last: dict[str, str] = {}
    for one in pycountry.historic_countries:
        if one.alpha_2 not in used:
            last[one.alpha_2] = max(last.get(one.alpha_2, ""), one.withdrawal_date)
    return sorted(last.items())


@pytest.mark.parametrize(("code", "withdrawn"), withdrawn_codes())
def test_a_code_is_read_on_the_days_on_which_it_was_in_use(code, withdrawn):
    agency = {"id": "a", "name": "A", "jurisdiction": code}
    year = int(withdrawn[:4])
    assert co.Network(title="x", agencies=[agency])
    assert co.Network(title="x", as_of=f"{year - 1}-06-30", agencies=[agency])
    (issue,) = told(as_of=f"{year + 1}-01-01", agencies=[agency])
    assert f"the code '{code}'" in issue.message and "was withdrawn on" in issue.message
    assert jurisdiction_name(code)


def test_no_place_is_lost_where_it_is_not_there():
    for records in (
        {"agencies": [{"id": "a", "name": "A", "jurisdiction": "lofa"}]},
        {
            "functions": [{"id": "f", "name": "F"}],
            "agencies": [
                {"id": "a", "name": "A", "mandates": [{"function": "f", "places": "lofa"}]}
            ],
        },
        {"places": [{"id": "b", "name": "B", "within": "lofa"}]},
        {"examined": [{"section": "mandates", "places": "lofa"}]},
        {
            "agencies": [{"id": "a", "name": "A"}],
            "requirements": [
                {"id": "r", "agency": "a", "counterpart": {"jurisdiction": "lofa"}},
            ],
        },
        {
            "agencies": [{"id": "a", "name": "A"}],
            "conclusions": [
                {"id": "c", "finds": "works", "agencies": "a", "places": "lofa"},
            ],
        },
    ):
        (issue,) = told(**records)
        assert issue.message == "there is no place 'lofa'"
    (issue,) = told(
        places=[{"id": "lofa", "name": "Lofa"}],
        agencies=[{"id": "a", "name": "A", "jurisdiction": "loffa"}],
    )
    assert issue.suggestion == "did you mean 'lofa'?"


def test_bodies_of_one_name_have_labels_that_differ():
    def labels(*agencies):
        network = co.Network(
            title="x",
            agencies=[{"id": f"a{n}", "name": "Interior", **one} for n, one in enumerate(agencies)]
            + [{"id": "p", "name": "Parent"}, {"id": "q", "name": "Other parent"}],
        )
        return [network.label(f"a{n}") for n in range(len(agencies))]

    assert labels({}) == ["Interior"]
    assert labels({"jurisdiction": "GN"}, {"jurisdiction": "LR"}) == [
        "Interior (Guinea)",
        "Interior (Liberia)",
    ]
    assert labels({"jurisdiction": "GN"}, {}) == ["Interior (Guinea)", "Interior"]
    assert labels({"part_of": "p"}, {"part_of": "q"}) == [
        "Interior (Parent)",
        "Interior (Other parent)",
    ]
    assert labels({}, {}) == ["Interior (a0)", "Interior (a1)"]
    assert labels({"name": "One", "abbreviation": "X"}, {"name": "Two", "abbreviation": "x"}) == [
        "X (One)",
        "x (Two)",
    ]


@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_direction_marks_leave_names_before_they_reach_a_sentence(mark):
    network = co.Network(
        title=f"{mark}Title",
        functions=[{"id": "f", "name": "F"}],
        agencies=[{"id": "a", "name": f"Po{mark}lice\u200f", "abbreviation": f"{mark}P"}],
    )
    assert (network.title, network.agencies["a"].name, network.label("a")) == (
        "Title",
        "Police",
        "P",
    )


def test_a_name_that_is_nothing_but_marks_is_none():
    (issue,) = told(agencies=[{"id": "a", "name": "\u202e\u200f"}])
    assert issue.message == "the text is empty"
