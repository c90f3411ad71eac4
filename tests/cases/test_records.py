"""The cases in the data file's words: each loads, and holds what its sources conclude."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import coordination as co
from tests.cases.who_does_what_where import DECEMBER, SEPTEMBER, imported

CASES = sorted(Path(__file__).parent.glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_loads_and_reads_as_it_is_written(path: Path) -> None:
    network = co.load(path)
    assert co.loads(co.dumps(network)) == network
    # A passage stands once, and is cited by more than one record.
    cited = [
        passage.passage
        for section in ("agencies", "links", "requirements", "conclusions", "recommendations")
        for record in getattr(network, section).values()
        for passage in (
            *record.evidence,
            *(one for mandate in getattr(record, "mandates", ()) for one in mandate.evidence),
        )
    ]
    assert set(network.passages) <= set(cited)


def test_what_the_auditors_conclude_is_recorded_as_conclusions() -> None:
    found = {path.stem: [one.finds for one in co.load(path).conclusions.values()] for path in CASES}
    assert "ambiguous-lead" in found["climbie-1999"]
    assert "works" in found["explosives-2009"]


def test_the_table_of_who_does_what_where_is_read_whole() -> None:
    account = imported()
    network, columns = account.network, account.network.engine.columns
    with DECEMBER.open(encoding="utf-8-sig", newline="") as file:
        told = [[" ".join(cell.split()) for cell in row.values()] for row in csv.DictReader(file)]
    assert account.rows == len(told) == 1_201
    # One entry for each body, function and place of the table; the other rows repeat one.
    rows = {(country, region, body, activity) for country, region, body, activity, *_ in told}
    assert len(columns.mandate_places) == len(rows) == len(told) - len(account.repeated)
    assert not account.left_out
    assert {one.name for one in network.agencies.values()} == {row[2] for row in told}
    ministries = [key for key, one in network.agencies.items() if one.name == "Ministry of Health"]
    assert {network.agencies[key].jurisdiction for key in ministries} == {"GN", "LR"}


def test_each_record_of_the_table_cites_the_rows_that_say_it() -> None:
    network = imported().network
    with DECEMBER.open(encoding="utf-8-sig", newline="") as file:
        told = [[" ".join(cell.split()) for cell in row.values()] for row in csv.DictReader(file)]
    for agency in network.agencies.values():
        for mandate in agency.mandates:
            (passage,) = mandate.evidence
            for number in map(int, re.findall(r"[0-9]+", passage.at)):
                row = told[number - 2]
                assert row[2] == agency.name
                assert row[3] == network.functions[mandate.function].name


def test_the_two_states_of_the_table_are_compared() -> None:
    earlier = imported(SEPTEMBER)
    assert earlier.rows == 937
    compared = co.compare(earlier.network, imported().network)
    formed = {
        one.id
        for one in compared.records
        if one.section == "agencies" and one.state == "first recorded"
    }
    assert {"shalom", "unmeer", "united-nations-office-for-project-services"} <= formed
    ministry = "ministry-of-internal-affairs-lr"
    assert ministry in earlier.network.agencies and ministry in imported().network.agencies
    text = compared.to_markdown()
    assert "mandates: no longer " in text and " in lr-montserrado" in text
