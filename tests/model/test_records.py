"""Passages, conclusions, requirements of several, scopes and what stands under what."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import coordination as co
from coordination.change.edit import edited
from coordination.model import vocabulary
from coordination.requirements.cases import cases
from coordination.rules import RULES
from coordination.rules.finding import Change
from tests.rules.networks import documents

BASE: dict[str, Any] = {
    "title": "x",
    "sources": [{"id": "s", "title": "S"}],
    "passages": [{"id": "p", "source": "s", "at": "page 1", "says": "Said.", "quote": "Q."}],
    "functions": [{"id": "f", "name": "F"}],
    "agencies": [
        {"id": "a", "name": "A", "jurisdiction": "US-TX", "level": "national"},
        {"id": "b", "name": "B", "jurisdiction": "US-TX", "level": "federal"},
        {"id": "c", "name": "C", "jurisdiction": "MX"},
        {"id": "all", "name": "All", "kind": "collective", "members": ["a", "b"]},
    ],
}


def network(**more: Any) -> co.Network:
    return co.Network(**{**BASE, **more})


def told(**more: Any) -> list[str]:
    with pytest.raises(co.DataError) as caught:
        network(**more)
    return [f"{issue.where}: {issue.message}" for issue in caught.value.issues]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_every_record_survives_writing_copying_and_cutting(document: dict[str, Any]) -> None:
    whole = co.Network(**document)
    for form in ("yaml", "json"):
        assert co.loads(co.dumps(whole, format=form), format=form) == whole
    assert co.Network(whole.document) == whole
    for part in (whole.at("2005-01-01"), whole.sub(function="f"), whole.sub(agencies=["a", "b"])):
        # What is cut fits together: no id leads to what isn't there.
        assert co.Network(part.document) == part
        assert co.loads(co.dumps(part)) == part


def test_a_passage_is_typed_once_and_read_everywhere() -> None:
    links = [
        {"id": "l", "kind": "liaison", "source": "a", "target": "b", "evidence": "p"},
        {
            "id": "m",
            "kind": "liaison",
            "source": "a",
            "target": "c",
            "evidence": [{"passage": "p", "says": "Of this one.", "stance": "disputes"}],
        },
    ]
    found = network(links=links).links
    first, second = found["l"].evidence[0], found["m"].evidence[0]
    assert (first.source, first.at, first.quote, first.says) == ("s", "page 1", "Q.", "Said.")
    assert (second.quote, second.says, second.stance) == ("Q.", "Of this one.", "disputes")
    text = co.dumps(network(links=links))
    assert text.count("page 1") == 1 and "evidence: [p]" in text
    changed = {**BASE["passages"][0], "says": "Otherwise."}
    assert network(links=links, passages=[changed]).links["l"].evidence[0].says == "Otherwise."


def test_what_a_passage_says_is_not_said_twice_and_differently() -> None:
    evidence = [{"passage": "p", "at": "page 2"}]
    link = {"kind": "liaison", "source": "a", "target": "b", "evidence": evidence}
    assert told(links=[link]) == [
        "links[0].evidence[0].at: at differs from that of the passage 'p'"
    ]
    link["evidence"] = [{"passage": "p", "at": "page 1"}]
    assert network(links=[link])


@pytest.mark.parametrize(
    "section",
    ["agencies", "links", "requirements", "conclusions", "figures", "recommendations"],
)
def test_a_passage_that_is_not_there_is_told_with_what_was_meant(section: str) -> None:
    record: dict[str, Any] = {
        "agencies": {"id": "z", "name": "Z"},
        "links": {"id": "z", "kind": "liaison", "source": "a", "target": "b"},
        "requirements": {"id": "z", "agency": "a", "counterpart": {"agency": "b"}},
        "conclusions": {"id": "z", "finds": "works", "agencies": "a"},
        "figures": {"id": "z", "about": "a", "measure": "m", "value": 1},
        "recommendations": {"id": "z", "by": "a", "to": "b", "says": "Do."},
    }[section]
    records = [*BASE.get(section, []), {**record, "evidence": ["q"]}]
    passages = [*BASE["passages"], {**BASE["passages"][0], "id": "qq"}]
    with pytest.raises(co.DataError) as caught:
        network(**{"passages": passages, section: records})
    (issue,) = caught.value.issues
    assert issue.message == "there is no passage 'q'"
    assert "'qq'" in issue.suggestion


def test_the_vocabulary_of_conclusions_is_that_of_the_rules() -> None:
    about_coordination = {rule.name for rule in RULES if rule.code < "CG8"}
    assert about_coordination <= set(vocabulary.RULE_NAMES) <= {rule.name for rule in RULES}


def test_a_conclusion_names_somebody_and_is_cut_whole() -> None:
    said = {"id": "k", "finds": "ambiguous-lead", "agencies": ["a", "c"], "functions": "f"}
    whole = network(conclusions=[said])
    assert whole.conclusions["k"].extent == "wholly"
    # Of one of the two alone the source didn't say it.
    assert not whole.sub(agencies=["a", "b"]).conclusions
    assert whole.sub(agencies=["a", "c"]).conclusions
    assert told(conclusions=[{"id": "k", "finds": "works"}]) == [
        "conclusions[0]: it names no agency, link or requirement"
    ]
    assert told(conclusions=[{**said, "finds": "ambiguous-leed"}]) == [
        "conclusions[0].finds: 'ambiguous-leed' is not one of the accepted words"
    ]
    assert told(conclusions=[{**said, "about": "a"}]) == [
        "conclusions[0].about[0]: 'a' is the id of an agency"
    ]


def test_a_requirement_of_several_is_one_case_for_each() -> None:
    def asked(asking: Any, **counterpart: str) -> list[tuple[str, str | None]]:
        requirement = {"id": "r", "agency": asking, "counterpart": counterpart}
        found = cases(network(requirements=[requirement]))
        return [(one.agency, one.counterpart.jurisdiction) for one in found]

    assert asked("a", agency="b") == [("a", None)]
    assert asked(["a", "c"], agency="b") == [("a", None), ("c", None)]
    # Two words for one level mean the same agencies.
    assert asked({"level": "national"}, agency="c") == [("a", None), ("b", None)]
    assert asked({"level": "federal"}, agency="c") == [("a", None), ("b", None)]
    assert asked({"jurisdiction": "US"}, same="place") == [("a", "US-TX"), ("b", "US-TX")]
    assert told(requirements=[{"id": "r", "agency": [], "counterpart": {"agency": "b"}}])
    assert told(
        requirements=[{"id": "r", "agency": ["a", "z"], "counterpart": {"agency": "b"}}]
    ) == ["requirements[0].agency[1]: there is no agency 'z'"]
    assert told(requirements=[{"id": "r", "agency": {}, "counterpart": {"agency": "b"}}]) == [
        "requirements[0].agency: nothing says which agencies are meant"
    ]


def test_the_same_place_is_where_the_agency_has_its_mandate() -> None:
    agencies = [
        {
            "id": "a",
            "name": "A",
            "jurisdiction": "US",
            "mandates": [{"function": "f", "places": ["US-TX", "US-AZ"]}],
        }
    ]
    requirement = {"id": "r", "agency": "a", "counterpart": {"same": "place"}, "function": "f"}
    found = cases(network(agencies=agencies, requirements=[requirement]))
    assert [one.counterpart.jurisdiction for one in found] == ["US-TX", "US-AZ"]


def test_one_body_among_several_is_not_asked_of_one_body() -> None:
    requirement = {"id": "r", "agency": "c", "counterpart": {"agency": "a"}, "single": True}
    with pytest.raises(co.DataError) as caught:
        network(requirements=[requirement])
    (issue,) = caught.value.issues
    assert issue.where == "requirements[0].single" and "{jurisdiction: ...}" in issue.suggestion
    requirement["counterpart"] = {"agency": "all"}
    with pytest.raises(co.DataError) as caught:
        network(requirements=[requirement])
    assert "{collective: all}" in caught.value.issues[0].suggestion


def test_only_instruments_and_forums_have_something_under_them() -> None:
    def under(key: str, kind: str = "agreement") -> list[dict[str, Any]]:
        above = {"id": "l", "kind": kind, "source": "a", "target": "b"}
        return [above, {"id": "m", "kind": "support", "source": "a", "target": "b", "under": key}]

    for kind in vocabulary.UNDER_LINK_KINDS:
        columns = network(links=under("l", kind)).engine.columns
        assert columns.under_link.tolist() == [-1, 0]
    assert network(links=under("all")).engine.columns.under_agency.tolist() == [-1, 3]
    for kind in set(vocabulary.LINK_KINDS) - vocabulary.UNDER_LINK_KINDS:
        (issue,) = told(links=under("l", kind))
        assert f"'l' is a link of kind {kind}" in issue
    assert told(links=under("a")) == [
        "links[1].under: 'a' is an agency of kind agency, and no forum"
    ]
    assert told(links=under("z")) == ["links[1].under: there is no link or agency 'z'"]
    assert told(links=under("m")) == ["links[1]: it is under itself"]


def test_what_is_under_something_that_goes_stands_alone() -> None:
    links = [
        {"id": "l", "kind": "agreement", "source": "a", "target": "b", "end": "2001"},
        {"id": "m", "kind": "support", "source": "a", "target": "b", "under": "l"},
    ]
    assert network(links=links).at("2005-01-01").links["m"].under is None


def test_part_of_a_section_may_be_examined() -> None:
    scope = {"section": "mandates", "aspect": "leads", "functions": "f", "places": "US"}
    found = network(examined=["links", scope])
    assert found.examined == {"links"}
    assert found.examines("mandates", aspect="leads", function="f", place="US-TX")
    assert not found.examines("mandates", aspect="holders", function="f", place="US-TX")
    assert not found.examines("mandates", aspect="leads", function="f", place="MX")
    assert not found.examines("mandates") and found.examines("links", place="MX")
    assert told(examined=[{"section": "links", "aspect": "leads"}]) == [
        "examined[0]: an aspect of links is given"
    ]
    assert told(examined="linkss")[0].startswith("examined[0].section: 'linkss'")


def test_prescribed_is_in_force_and_neither_works_nor_fails() -> None:
    link = {"id": "l", "kind": "directive", "source": "a", "target": "b", "status": "prescribed"}
    found = network(links=[link]).links["l"]
    assert found.in_force and not found.works and found.formal


def test_mandates_hold_in_places() -> None:
    mandates = [{"function": "f", "places": ["MX", "US-AZ"]}, {"function": "f", "role": "lead"}]
    agencies = [{"id": "a", "name": "A", "jurisdiction": "US", "mandates": mandates}]
    columns = network(agencies=agencies).engine.columns
    where = [
        (row, columns.places[place])
        for row, place in zip(columns.mandate_place_rows, columns.mandate_places, strict=True)
    ]
    assert where == [(0, "MX"), (0, "US-AZ"), (1, "US")]


def test_fiscal_years_are_those_of_the_united_states() -> None:
    assert co.model.first_day("FY2009").isoformat() == "2008-10-01"
    assert co.model.last_day("FY2009").isoformat() == "2009-09-30"
    assert co.model.first_day("FY1976").isoformat() == "1975-07-01"
    link = {"kind": "liaison", "source": "a", "target": "b", "start": "FY2009"}
    assert not network(links=[link]).at("2008-09-30").links
    assert network(links=[link]).at("2008-10-01").links
    for wrong in ("FY09", "fy2009", "FY2009/10", "9999-13", "٢٠٠٩"):
        assert told(links=[{**link, "start": wrong}])
    assert network(links=[{**link, "start": "9999-12"}]).at("2020-01-01").links == {}


def test_a_file_of_a_later_form_says_so() -> None:
    assert network(format=1) == network(format=2) == network()
    (issue,) = told(format=3)
    assert issue == "format: '3' is not a version of the form that this package reads"


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_whatever_is_removed_leaves_a_network_that_fits_together(document: dict[str, Any]) -> None:
    whole = co.Network(**document)
    for section in ("agencies", "links", "requirements", "conclusions"):
        for key in list(getattr(whole, section))[:2]:
            after = edited(whole, [Change("remove", section, "", key)])
            assert key not in getattr(after, section)
            assert co.Network(after.document) == after


@pytest.mark.parametrize("value", [7, True, {"a": "b"}, [7, None], [["a"]], "a"])
@pytest.mark.parametrize("field", ["functions", "parties", "source", "start", "mutual"])
def test_an_id_is_derived_whatever_a_field_holds(field, value):
    link = {"kind": "liaison", "source": "a", "target": "b", field: value}
    agencies = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    with contextlib.suppress(co.DataError):
        co.Network(title="x", agencies=agencies, links=[link])


def test_a_counterpart_that_contains_the_agency_says_what_was_meant():
    group = {"id": "all", "name": "All", "kind": "collective", "members": ["a", "b", "c"]}
    agencies = [*({"id": key, "name": key} for key in "abc"), group]

    def issues(**requirement):
        with pytest.raises(co.DataError) as caught:
            co.Network(title="T", agencies=agencies, requirements=[{"id": "r", **requirement}])
        return caught.value.issues

    for key in ("agency", "collective"):
        (one,) = issues(agency="a", counterpart={key: "all"})
        assert "contains 'a' itself" in one.message
        assert "agency: [b, c] and counterpart: {agency: a}" in one.suggestion
    among = {"id": "r", "agency": "all", "counterpart": {"agency": "all"}}
    assert co.Network(title="T", agencies=agencies, requirements=[among]).requirements
    (one,) = issues(agency="a", counterpart={"same": "place"})
    assert "which has none" in one.message


DEEP: list[object] = []
for _ in range(30):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    "value",
    ["a\x85b", "\0", "\ud800", {"a\x1b": 1}, [{"a": ["\uffff"]}], 10**400, float("nan"), DEEP],
)
def test_a_new_value_is_one_that_a_data_file_can_hold(value):
    would = {"change": [{"id": "a", "set": {"name": value}}]}
    with pytest.raises(co.DataError, match=r"change\[0\]\.set"):
        co.Network(
            title="x",
            agencies=[{"id": "a", "name": "A"}],
            recommendations=[{"id": "r", "by": "a", "to": "a", "says": "S", "would": would}],
        )
