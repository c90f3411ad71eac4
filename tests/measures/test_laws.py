"""Laws of every measure: other names, another order or a second document change no number."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.measures import MEASURES, agency_brokerage, network_ei


def made(seed: int) -> co.Network:
    return co.Network(co.synthetic(agencies=50, links=100, gaps=1, seed=seed).network.document)


def numbers(values: object) -> dict[object, float]:
    """Values by agency, by pair in either order, or the one number."""
    if isinstance(values, float):
        return {"": float(values)}
    return {
        frozenset(key) if isinstance(key, tuple) else key: value
        for key, value in values.items()  # type: ignore[attr-defined]
    }


def same(one: dict[object, float], other: dict[object, float]) -> bool:
    return one.keys() == other.keys() and all(
        math.isclose(value, other[key], rel_tol=1e-9, abs_tol=1e-12)
        or (math.isnan(value) and math.isnan(other[key]))
        for key, value in one.items()
    )


def renamed(network: co.Network, names: dict[str, str], order: random.Random) -> co.Network:
    agencies = [
        agency.model_copy(update={"id": names[key], "part_of": names.get(agency.part_of or "")})
        for key, agency in network.agencies.items()
    ]
    links = [
        link.model_copy(update={"source": names[link.ends[0]], "target": names[link.ends[1]]})
        for link in network.links.values()
    ]
    order.shuffle(agencies)
    order.shuffle(links)
    return co.Network(
        title="renamed",
        functions=list(network.functions.values()),
        sources=list(network.sources.values()),
        agencies=agencies,
        links=links,
    )


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
@pytest.mark.parametrize("name", MEASURES)
def test_other_names_and_another_order_change_no_number(name, seed):
    network, order = made(seed), random.Random(seed)
    shuffled = [f"z{n}" for n in range(len(network.agencies))]
    order.shuffle(shuffled)
    names = dict(zip(network.agencies, shuffled, strict=True))
    before = {
        frozenset(names[end] for end in key)
        if isinstance(key, frozenset)
        else names.get(key, key): v
        for key, v in numbers(MEASURES[name](network)).items()
    }
    assert same(before, numbers(MEASURES[name](renamed(network, names, order))))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
@pytest.mark.parametrize("name", MEASURES)
def test_a_second_document_about_each_pair_changes_no_number(name, seed):
    network = made(seed)
    again = [link.model_copy(update={"id": f"{key}-again"}) for key, link in network.links.items()]
    document = network.document
    doubled = co.Network(document.model_copy(update={"links": (*document.links, *again)}))
    assert same(numbers(MEASURES[name](network)), numbers(MEASURES[name](doubled)))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_bulk_columns_give_the_numbers_of_records(seed):
    bulk = co.synthetic(agencies=50, links=100, gaps=1, seed=seed).network
    records = co.Network(bulk.document)
    for measure in MEASURES.values():
        assert same(numbers(measure(bulk)), numbers(measure(records)))
    assert (agency_brokerage(bulk).array == agency_brokerage(records).array).all()
    assert network_ei(bulk) == network_ei(records)
