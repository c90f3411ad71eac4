"""Q9 of the table of who does what where: what changed since September?"""

from __future__ import annotations

import pytest

import coordination as co
from coordination.change.comparison import Comparison
from tests.cases.who_does_what_where import DECEMBER, SEPTEMBER, imported


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    earlier, later = (imported(path).network for path in (SEPTEMBER, DECEMBER))
    return co.compare(earlier, later, select=["CG8"])


def test_q9_who_left_and_which_place_lost_its_only_burial_team(comparison: Comparison) -> None:
    lost = {(one.function, one.place) for one in comparison.lost}
    names = comparison.before_report.network.gazetteer.name
    burial = {names(place) for function, place in lost if function == "safe-burial"}
    assert burial == {"Kailahun", "Kenema"}
    kailahun = next(
        one
        for one in comparison.lost
        if one.function == "safe-burial" and names(one.place) == "Kailahun"
    )
    before = comparison.before_report.network
    assert [before.label(key) for key in kailahun.gone] == [
        "International Federation Of Red Cross and Red Crescent Societies"
    ]
    gone = [one for one in comparison.changes if one.section == "agencies" and not one.fields]
    assert {one.state for one in gone} == {"not looked at again", "first recorded"}


def test_q9_is_told_in_words(comparison: Comparison) -> None:
    text = comparison.to_markdown()
    held = text[text.index("## Who holds what where") :].partition("\n## ")[0]
    assert "no holder recorded any more" in held
    assert "Safe Burial: Kailahun (without International Federation" in held
    assert "functions of the later network alone: Rule of law, Funding" in held
    assert max(map(len, held.splitlines())) < 2500


def responders(as_of: str, *functions: str) -> co.Network:
    return co.Network(
        title="Response",
        as_of=as_of,
        functions=[{"id": key, "name": key} for key in ("burial", *functions)],
        agencies=[
            {
                "id": "a",
                "name": "A",
                "mandates": [{"function": key, "places": ["LR"]} for key in functions],
            }
        ],
    )


def test_a_function_that_goes_by_another_name_is_not_lost() -> None:
    earlier = responders("2014-09-29", "burial-and-more", "tracing")
    later = responders("2014-12-10", "tracing-of-contacts")
    found = co.compare(earlier, later)
    known = later.functions
    assert all(one.function in known for one in found.lost)
    assert any(one.function not in known for one in found.holders)
    text = found.to_markdown()
    assert "functions of the earlier network alone: burial-and-more, tracing" in text
