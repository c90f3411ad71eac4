"""One table of boundary days: `Network.at`, projections and the page's script agree on it."""

import json
from pathlib import Path

import pytest

import coordination as co
from coordination.model import vocabulary
from tests import bundled

CASES = json.loads((Path(__file__).parent / "shared" / "days.json").read_text(encoding="utf-8"))


def network(case):
    return co.Network(
        title="Two",
        agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B", **case.get("agency", {})}],
        links=[{"id": "l", "kind": "liaison", "source": "a", "target": "b", **case["link"]}],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_a_network_on_a_day_holds_what_was_in_force(case):
    links = network(case).at(case["day"]).links
    assert ("l" in links) == case["in_force"]
    if "status" in case:
        assert links["l"].status == case["status"]


@pytest.mark.parametrize("name", bundled.NAMES)
def test_agencies_stay_on_any_day(name):
    """`since` is about the present form, and CG206 reports agreements that are older."""
    data = bundled.network(name)
    assert set(data.at("1900-01-01").agencies) == set(data.agencies)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_a_projection_of_a_day_counts_what_was_in_force(case):
    day = co.Projection(date=case["day"], statuses=tuple(vocabulary.STATUSES))
    assert co.measures.agency_degree(network(case), day)["a"] == case["in_force"]
