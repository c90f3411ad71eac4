"""Rules on bulk columns give the findings of the same records, and every planted gap."""

import pytest

import coordination as co


def told(report: co.Report) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(one.key, one.basis, one.message, one.agencies) for one in report]


@pytest.mark.parametrize("examined", [(), ("links",), ("links", "mandates", "recommendations")])
@pytest.mark.parametrize("seed", range(4))
def test_bulk_and_records_have_the_same_findings(seed, examined):
    bulk = co.synthetic(agencies=60, links=300, gaps=3, seed=seed, examined=examined).network
    records = co.Network(bulk.document)
    assert told(co.check(bulk)) == told(co.check(records))


@pytest.mark.parametrize("seed", range(4))
def test_every_planted_gap_is_found(seed):
    made = co.synthetic(agencies=400, links=3000, gaps=8, seed=seed)
    report = co.check(made.network)
    for code, planted in made.truth.items():
        found = {key for one in report.select(code) for key in (*one.links, *one.requirements)}
        assert set(planted) <= found, code
