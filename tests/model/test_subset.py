"""What stays of a network when some of its records go."""

import pytest

import coordination as co


def whole(**fields):
    records = {
        "agencies": [
            {"id": "top", "name": "Department"},
            {"id": "middle", "name": "Bureau", "part_of": "top"},
            {"id": "low", "name": "Desk", "part_of": "middle"},
            {"id": "a", "name": "A", "mandates": [{"function": "f"}]},
            {"id": "b", "name": "B", "mandates": [{"function": "f"}, {"function": "g"}]},
            {"id": "all", "name": "All", "kind": "collective", "members": ["a", "middle"]},
        ],
        "functions": [{"id": "f", "name": "F"}, {"id": "g", "name": "G"}],
        "links": [
            {"id": "pact", "kind": "agreement", "parties": ["a", "b", "middle"]},
            {"id": "wide", "kind": "agreement", "parties": ["a", "b", "low", "middle"]},
            {"id": "two", "kind": "liaison", "source": "a", "target": "middle"},
            {"id": "new", "kind": "liaison", "source": "a", "target": "b", "functions": ["f"]},
            {"id": "old", "kind": "liaison", "source": "a", "target": "b", "functions": ["g"],
             "under": "two", "superseded_by": "two", "status": "ended"},
        ],
        "requirements": [
            {"id": "both", "agency": ["a", "middle"], "counterpart": {"agency": "b"},
             "function": "f", "under": "two"},
            {"id": "theirs", "agency": "a", "counterpart": {"agency": "middle"}, "function": "g"},
            {"id": "joint", "agency": "b", "counterpart": {"collective": "all"}},
        ],
        "recommendations": [
            {"id": "r", "by": "b", "to": ["a", "middle"], "says": "Do.",
             "answers": ["both", "theirs"]},
            {"id": "own", "by": "middle", "to": ["a"], "says": "Do."},
            {"id": "asked", "by": "a", "to": ["middle"], "says": "Do."},
            {"id": "would", "by": "a", "to": ["b"], "says": "Do.", "would": {"remove": ["two"]}},
            {"id": "could", "by": "a", "to": ["b"], "says": "Do.", "would": {"remove": ["new"]}},
        ],
        "figures": [
            {"id": f"of-{key}", "about": key, "measure": "cases", "value": 1}
            for key in ("a", "middle", "two", "pact", "theirs", "both")
        ],
    }  # fmt: skip
    return co.Network(title="Six", **{**records, **fields})


def without_middle():
    network = whole()
    return network.sub(agencies=[key for key in network.agencies if key != "middle"])


def test_a_scenario_without_an_agency_is_the_network_of_the_others():
    assert co.what_if(whole(), remove=["middle"]).network == without_middle()


def test_parts_go_up_and_members_go():
    agencies = without_middle().agencies
    assert agencies["low"].part_of == "top"
    assert agencies["all"].members == ("a",)
    assert agencies["a"] == whole().agencies["a"]
    assert whole().sub(agencies=["low", "a"]).agencies["low"].part_of is None


def test_links_go_with_one_of_two_ends_and_instruments_go_on():
    links = without_middle().links
    assert links.keys() == {"pact", "wide", "new", "old"}
    assert (links["pact"].parties, links["pact"].source, links["pact"].target) == ((), "a", "b")
    assert links["wide"].parties == ("a", "b", "low")
    assert links["old"].under is None and links["old"].superseded_by is None
    assert whole().sub(agencies=["a", "b", "middle"]).links["old"] == whole().links["old"]
    assert whole().sub(agencies=["a", "top"]).links == {}
    assert whole().sub(agencies=["a", "middle"]).links["two"] == whole().links["two"]


def test_requirements_go_with_the_other_side_and_go_on_for_those_left():
    asked = without_middle().requirements
    assert asked.keys() == {"both", "joint"}
    assert asked["both"].named == ("a",) and asked["both"].under is None
    assert whole().sub(agencies=["b", "top"]).requirements == {}
    assert "joint" in whole().sub(agencies=["b", "all"]).requirements
    assert "joint" not in whole().sub(agencies=["b", "a"]).requirements


def test_recommendations_go_with_who_makes_or_gets_them():
    left = without_middle().recommendations
    assert left.keys() == {"r", "would", "could"}
    assert (left["r"].to, left["r"].answers) == (("a",), ("both",))
    assert left["would"].would is None
    assert left["could"].would == whole().recommendations["could"].would


def test_figures_go_with_what_they_are_about():
    assert without_middle().figures.keys() == {"of-a", "of-pact", "of-both"}


def test_conclusions_stay_where_all_whom_they_name_stay():
    network = whole(
        sources=[{"id": "s", "title": "S"}],
        conclusions=[
            {
                "id": f"c{n}",
                "finds": "works",
                "evidence": [{"source": "s", "at": "p. 1"}],
                **where,
            }
            for n, where in enumerate(CONCLUSIONS)
        ],
    )
    left = network.sub(agencies=[key for key in network.agencies if key != "middle"]).conclusions
    assert {key: one.about for key, one in left.items()} == {
        "c0": (), "c2": ("new",), "c4": (), "c5": ("both",), "c7": (),
    }  # fmt: skip
    by_function = network.sub(function="g").conclusions
    assert by_function.keys() == {"c0", "c4"}
    assert "c7" in network.sub(function="f").conclusions


CONCLUSIONS = (
    {"agencies": ["a"]},
    {"agencies": ["a", "middle"]},
    {"about": ["new", "two"]},
    {"about": ["two"]},
    {"agencies": ["a"], "about": ["two"]},
    {"about": ["both"], "functions": ["f"]},
    {"agencies": ["a"], "towards": ["middle"]},
    {"agencies": ["a", "b"], "functions": ["f"]},
)


def test_a_function_keeps_its_requirements_and_links():
    part = whole().sub(function="f")
    assert part.links.keys() == {"new"} and part.requirements.keys() == {"both"}
    assert part.figures.keys() == {"of-a", "of-both"}


def test_a_day_keeps_records_of_the_rest_and_is_written_down():
    part = whole().at("2010-06-15")
    assert str(part.as_of) == "2010-06-15" and str(part.document.as_of) == "2010-06-15"
    assert "old" not in part.links and part.requirements.keys() == whole().requirements.keys()
    assert whole().sub(agencies=list(whole().agencies)).as_of is None


def test_a_new_record_of_nobody_is_an_error_whatever_else_goes():
    link = co.model.Link(kind="liaison", source="a", target="nobody")
    with pytest.raises(co.DataError, match="nobody"):
        co.what_if(whole(), add=[link], remove=["b"])


def test_each_link_is_looked_at_on_a_day():
    dates = (
        {"start": "2011"},
        {"end": "2009"},
        {"status": "planned"},
        {"status": "ended"},
        {"start": "2010"},
    )
    links = [{"id": f"l{n}", "kind": "liaison", "source": "a", "target": "b", **one}
             for n, one in enumerate(dates)]  # fmt: skip
    for turned in (links, links[::-1], links[2:] + links[:2]):
        part = whole(links=turned, requirements=[], recommendations=[], figures=[])
        assert list(part.at("2010-06-15").links) == ["l4"]
