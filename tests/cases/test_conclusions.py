"""What the auditors of each case concluded is told, in words that they would accept."""

from __future__ import annotations

from pathlib import Path

import pytest

import coordination as co
from tests.cases.who_does_what_where import imported

FOLDER = Path(__file__).parent
_LOADED: dict[str, co.Report] = {}


def report_on(case: str) -> co.Report:
    if case not in _LOADED:
        table = case == "ebola-3w"
        network = imported().network if table else co.load(FOLDER / f"{case}.yaml")
        _LOADED[case] = co.check(network)
    return _LOADED[case]


EXPLOSIVES = [
    # conclusion, rule, agencies named, words of the source, shown by the structure too
    ("E1", "CG701", {"atf", "fbi"}, "claim the lead in nearly every case", True),
    ("E2", "CG201", {"atf", "fbi"}, "did not make the roles clear enough", False),
    ("E3", "CG204", {"atf", "fbi"}, "don't coordinate explosives operations adequately", True),
    ("E4", "CG601", {"doj-cio", "atf", "fbi"}, "The databases have not become one", False),
    ("E5", "CG302", {"atf", "fbi"}, "Notice of the pipe bomb", False),
    ("E6", "CG401", {"atf", "fbi"}, "have failed to coordinate training", True),
    (
        "E7",
        "CG702",
        {"atf", "fbi"},
        "databases and training beside each other",
        True,
    ),
    ("E8", "CG207", {"odag", "atf", "fbi"}, "did not settle the disputes", True),
    ("E9", "CG701", {"atf", "fbi"}, "Local responders are confused", True),
]
CLIMBIE = [
    ("E1", "CG701", {"services"}, "Nobody answers for a child across the services", False),
    ("E2", "CG204", {"acpcs"}, "unwieldy, bureaucratic and of little effect", True),
    ("E3", "CG601", {"services"}, "Communication between the services was dreadful", True),
    ("E4", "CG601", {"tottenham-centre", "haringey-ss"}, "did not act on the referral", False),
    ("E5", "CG603", {"tottenham-centre", "haringey-ss"}, "contradict each other", False),
    ("E6", "CG601", {"cmh", "brent-cpt"}, "Diagnosis of scabies", False),
    ("E7", "CG601", {"nmh", "haringey-ss"}, 'did not pass on "Discharge summary"', False),
    ("E8", "CG601", {"four-departments"}, "knew hardly more of the child when she died", False),
    ("E9", "CG401", {"brent-cpt", "haringey-cpt"}, "poorly trained", False),
]


@pytest.mark.parametrize(
    ("case", "row"),
    [
        *(("explosives-2009", row) for row in EXPLOSIVES),
        *(("climbie-1999", row) for row in CLIMBIE),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_the_auditors_conclusion_is_told_in_their_words(
    case: str, row: tuple[str, str, set[str], str, bool]
) -> None:
    _, code, agencies, words, shown = row
    found = [
        one
        for one in report_on(case).select(code)
        if agencies <= set(one.agencies)
        and words in " ".join([one.message, one.effect or "", one.condition.text])
    ]
    assert found, [one.message for one in report_on(case).select(code)]
    assert found[0].basis == "reported" and found[0].evidence
    assert found[0].also_derived is shown


def test_the_order_of_2004_is_judged_by_its_provisions() -> None:
    (derived,) = report_on("explosives-2009").select("CG201", basis="derived")
    assert derived.links == ("memo-2004",)
    assert "3 of 3 provisions are not carried out" in derived.message


@pytest.mark.parametrize(
    ("case", "links"),
    [
        ("explosives-2009", {"joint-cases", "tedac-atf", "tedac-fbi", "jpo-atf", "jpo-fbi"}),
        ("climbie-1999", {"brent-police-ss-talk", "centre-partnership"}),
    ],
)
def test_what_is_said_to_work_is_not_flagged(case: str, links: set[str]) -> None:
    report = report_on(case)
    known = links & set(report.network.links)
    assert known
    for one in report:
        if one.family not in ("CG8", "CG9"):
            assert known.isdisjoint(one.links), one.message


def test_nobody_is_said_not_to_be_linked() -> None:
    for case in ("explosives-2009", "climbie-1999"):
        for one in report_on(case):
            assert "no link" not in one.message.lower()


# -- who does what where ---------------------------------------------------------------------------


def test_a_table_yields_no_findings_and_asks_what_a_reader_would() -> None:
    report = report_on("ebola-3w")
    assert len(report) == 0
    asked = {one.code: one for one in report.open}
    assert set(asked) >= {"CG101", "CG103", "CG106", "CG501", "CG701", "CG702"}
    for one in report.open:
        assert one.asks and one.answer and one.clears and one.places


def test_where_nobody_holds_a_function_is_one_question_a_function() -> None:
    report = report_on("ebola-3w")
    nobody = [one for one in report.open if one.code == "CG101"]
    assert len({one.functions for one in nobody}) == len(nobody)
    burial = next(one for one in nobody if one.functions == ("safe-burial",))
    held = {
        place
        for agency in report.network.agencies.values()
        for mandate in agency.mandates
        if mandate.function == "safe-burial"
        for place in mandate.places
    }
    assert held.isdisjoint(burial.places) and len(burial.places) > 10
