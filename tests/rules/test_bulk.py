"""Rules on bulk columns give the findings of the same records, and every planted gap."""

import csv
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import coordination as co
from tests.rules.networks import documents


def told(report: co.Report) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(one.key, one.basis, one.message, one.agencies) for one in report]


@pytest.mark.parametrize("examined", [(), ("links",), ("links", "mandates", "recommendations")])
@pytest.mark.parametrize("seed", range(4))
def test_bulk_and_records_have_the_same_findings(seed, examined):
    bulk = co.testing.synthetic(
        agencies=50, links=150, gaps=3, seed=seed, examined=examined
    ).network
    records = co.Network(bulk.document)
    assert told(co.check(bulk)) == told(co.check(records))


@pytest.mark.parametrize("seed", range(4))
def test_every_planted_gap_is_found(seed):
    made = co.testing.synthetic(agencies=200, links=1500, gaps=8, seed=seed)
    report = co.check(made.network)
    for code, planted in made.truth.items():
        found = {key for one in report.select(code) for key in (*one.links, *one.requirements)}
        assert set(planted) <= found, code


def cell(value: Any) -> str:
    """A field of a record as a table has it."""
    if isinstance(value, list):
        words = [f"{w['function']}:{w['role']}" if "role" in w else w["function"] for w in value
                 if isinstance(w, dict)]  # fmt: skip
        return "; ".join(words or value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def write_table(path: Path, records: list[dict[str, Any]]) -> None:
    rows = []
    for record in records:
        row = {key: cell(value) for key, value in record.items() if key != "evidence"}
        for passage in record.get("evidence", ()):
            row |= {f"evidence_{key}": value for key, value in passage.items()}
        rows.append(row)
    columns = dict.fromkeys(key for row in rows for key in row)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns or ["kind", "source", "target"])
        writer.writeheader()
        writer.writerows(rows)


@settings(max_examples=15)
@given(documents())
def test_tables_have_the_findings_of_the_same_file(fields):
    """With collectives, parts, governments, links of one way and every status."""
    pytest.importorskip("polars")
    for agency in fields["agencies"]:
        agency["mandates"] = [{**one, "places": []} for one in agency["mandates"]]
    for link in fields["links"]:
        link["evidence"] = [{"source": "s", "at": "page 1"}]
    links = [link for link in fields["links"] if "parties" not in link]  # a row is of two
    rest = {key: value for key, value in fields.items() if key not in ("agencies", "links")}
    gone = {link["id"] for link in fields["links"] if "parties" in link}
    for one in (*links, *rest["requirements"]):
        if one.get("under") in gone:
            del one["under"]
    for one in rest["conclusions"]:
        one["about"] = [key for key in one["about"] if key not in gone]
    with tempfile.TemporaryDirectory() as folder:
        write_table(Path(folder, "agencies.csv"), fields["agencies"])
        write_table(Path(folder, "links.csv"), links)
        Path(folder, "network.json").write_text(json.dumps(rest), encoding="utf-8")
        bulk = co.load(folder)
    records = co.Network(**{**fields, "links": links})
    assert bulk == records
    assert told(co.check(bulk)) == told(co.check(records))
