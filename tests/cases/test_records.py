"""The cases in the data file's words: each loads, and holds what its sources conclude."""

from __future__ import annotations

from pathlib import Path

import pytest

import coordination as co
from tests.cases import who_does_what_where as table

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
    assert found["ebola-3w"] == []


def test_the_table_of_who_does_what_where_is_the_network_of_its_case() -> None:
    network = co.load(Path(table.__file__).with_name("ebola-3w.yaml"))
    assert network == table.network()
    columns, told = network.engine.columns, table.rows(table.TABLE)
    rows = {(row["Organisation"], row["Activity"], row["Region"]) for row in told}
    # One entry for each body, function and place of the table.
    assert len(columns.mandate_places) == len(rows)
    ministries = [key for key, one in network.agencies.items() if one.name == "Ministry of Health"]
    assert {network.agencies[key].jurisdiction for key in ministries} == {"GN", "LR"}
