"""Q9 of the table of who does what where: what changed since September?"""

from __future__ import annotations

import pytest

import coordination as co
from coordination.change.comparison import Comparison
from tests.cases.who_does_what_where import FOLDER, network


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    earlier, later = (network(FOLDER / f"3w-2014-{day}.csv") for day in ("09-29", "12-10"))
    return co.compare(earlier, later, select=["CG8"])


def test_q9_who_left_and_which_place_lost_its_only_burial_team(comparison: Comparison) -> None:
    lost = {(one.function, one.place) for one in comparison.lost}
    names = comparison.before_report.network.gazetteer.name
    burial = {names(place) for function, place in lost if function == "safe-burial"}
    assert burial == {"Kailahun", "Kenema", "Werstern Area"}
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
    assert "functions of the earlier network alone: " in held and "Contact Tracing" in held
    assert max(map(len, held.splitlines())) < 2500


def test_a_function_that_goes_by_another_name_is_not_lost(comparison: Comparison) -> None:
    known = comparison.after_report.network.functions
    assert all(one.function in known for one in comparison.lost)
    assert any(one.function not in known for one in comparison.holders)
