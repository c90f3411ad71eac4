"""Made-up networks are the same for the same seed, hold together, and equal their own records."""

import numpy as np
import pytest

import coordination as co
from coordination.engine.columns import Columns


def test_same_arguments_same_network():
    one, other = (co.testing.synthetic(agencies=60, links=200, gaps=2, seed=3) for _ in range(2))
    assert one.truth == other.truth
    assert one.network == other.network
    assert one.network != co.testing.synthetic(agencies=60, links=200, gaps=2, seed=4).network


def test_columns_equal_the_records_made_of_them():
    bulk = co.testing.synthetic(agencies=80, links=300, gaps=3, seed=1).network
    records = co.Network(bulk.document)  # checks every reference
    assert records == bulk
    for name in Columns.__dataclass_fields__:
        ours, theirs = getattr(bulk.engine.columns, name), getattr(records.engine.columns, name)
        if name == "gazetteer":
            continue
        if name == "places":
            assert sorted(ours) == sorted(theirs)  # each has its own order, which codes follow
            continue
        if name == "mandate_places":
            ours = np.asarray(bulk.engine.columns.places)[ours]
            theirs = np.asarray(records.engine.columns.places)[theirs]
        assert np.array_equal(np.asarray(ours), np.asarray(theirs)), name


def test_degree_is_heavy_tailed_and_hubs_are_federal():
    network = co.testing.synthetic(agencies=2000, links=20_000, seed=5).network
    degree = co.measures.agency_degree(network)
    assert degree.array.max() > 10 * np.median(degree.array)
    top = [network.agencies[key].level for key, _ in degree.top(10)]
    assert top.count("federal") >= 8


def test_too_small_is_refused():
    with pytest.raises(ValueError, match="at least 50 agencies"):
        co.testing.synthetic(agencies=10)


def test_records_are_made_when_asked_for():
    network = co.testing.synthetic(agencies=60, links=200, gaps=2, seed=3).network
    assert len(network.links) == 200
    assert network.links["l7"].id == "l7"
    assert "l200" not in network.links
    with pytest.raises(KeyError):
        network.links["l200"]
    assert dict(network.links)["l3"] == network.links["l3"]


DATA = """
    title: Two
    agencies: [{id: a, name: A}, {id: b, name: B}]
    links: [{id: l, kind: liaison, source: a, target: b, status: strained}]
    """


def test_one_rule_is_tried_on_a_few_lines_of_data():
    (strained,) = [one for one in co.RULES if one.code == "CG204"]
    (unwatched,) = [one for one in co.RULES if one.code == "CG901"]
    assert {one.code for one in co.testing.check_rule(unwatched, DATA)} == {"CG901"}
    assert all(one.code == "CG204" for one in co.testing.check_rule(strained, DATA))
    (after,) = [one for one in co.RULES if one.code == "CG801"]
    assert all(one.code == "CG801" for one in co.testing.check_rule(after, DATA))


def test_options_reach_the_rule_and_errors_the_author():
    @co.rule("MY1", "few")
    def few(network, *, minimum=3):
        """There are fewer than `minimum` agencies."""
        if len(network) < minimum:
            yield co.Finding(f"{len(network)} agencies", "derived", tuple(network))

    assert [one.message for one in co.testing.check_rule(few, DATA)] == ["2 agencies"]
    assert co.testing.check_rule(few, DATA, minimum=2) == ()
    with pytest.raises(TypeError, match="no option 'most'"):
        co.testing.check_rule(few, DATA, most=2)
    with pytest.raises(co.DataError, match="data of the test"):
        co.testing.check_rule(few, "title: [")
    with pytest.raises(TypeError, match="rule is a Rule"):
        co.testing.check_rule("CG204", DATA)
