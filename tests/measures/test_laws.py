"""Laws of every measure: other names, another order or a second document change no number."""

import math
import random
from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.measures import MEASURES

IDENTITY = ("agency", "other", "kind", "group", "function")

UNTOLD = {"component", "formal", "working", "failing", "p_lower", "p_upper", "projection", "note"}
"""What records say that isn't a number of the structure: places in a list, ids of links, draws."""


def numbers(values: Any, names: Mapping[str, str] | None = None) -> dict[object, object]:
    """What records say, by what they are about; pairs in either order, agencies by other names."""
    names = names or {}
    found: dict[object, object] = {}
    for record in values.to_records():
        about = [record[key] for key in IDENTITY if key in record]
        about = [names.get(name, name) for name in about]
        key = frozenset(about) if "other" in record else tuple(about)
        for name, value in record.items():
            if name not in IDENTITY and name not in UNTOLD:
                found[key, name] = value
    return found


def assert_same(one: dict[object, object], other: dict[object, object], name: str) -> None:
    assert one.keys() == other.keys(), name
    for key, value in one.items():
        about = (name, key, value, other[key])
        if isinstance(value, float):
            assert math.isclose(other[key], value, rel_tol=1e-9, abs_tol=1e-12), about
        else:
            assert other[key] == value, about


def renamed(network: co.Network, names: dict[str, str], order: random.Random) -> co.Network:
    agencies = [
        agency.model_copy(update={"id": names[key], "part_of": names.get(agency.part_of or "")})
        for key, agency in network.agencies.items()
    ]
    links = [
        link.model_copy(update={"source": names[link.ends[0]], "target": names[link.ends[1]]})
        for link in network.links.values()
    ]
    requirements = [
        one.model_copy(
            update={
                "agency": names[one.agency],
                "counterpart": one.counterpart.model_copy(
                    update={"agency": names.get(one.counterpart.agency or "")}
                ),
            }
        )
        for one in network.requirements.values()
    ]
    order.shuffle(agencies)
    order.shuffle(links)
    return co.Network(
        title="renamed",
        functions=list(network.functions.values()),
        sources=list(network.sources.values()),
        agencies=agencies,
        links=links,
        requirements=requirements,
    )


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000))
def test_laws_of_every_measure(seed):
    """On the same networks, so that what each is compared with is measured once."""
    bulk = co.testing.synthetic(agencies=50, links=100, gaps=1, seed=seed).network
    network, order = co.Network(bulk.document), random.Random(seed)
    shuffled = [f"z{n}" for n in range(len(network.agencies))]
    order.shuffle(shuffled)
    names = dict(zip(network.agencies, shuffled, strict=True))
    other = renamed(network, names, order)
    same = {"bulk columns": bulk, "a second document about each pair": documented_twice(network)}
    same["a second passage of each link"] = evidenced_twice(network)
    for name, measure in MEASURES.items():
        result = measure(network)
        assert_same(numbers(result, names), numbers(measure(other)), f"{name}: other names")
        values = numbers(result)
        for what, one in same.items():
            assert_same(values, numbers(measure(one)), f"{name}: {what}")


def documented_twice(network: co.Network) -> co.Network:
    document = network.document
    again = [link.model_copy(update={"id": f"{key}-again"}) for key, link in network.links.items()]
    return co.Network(document.model_copy(update={"links": (*document.links, *again)}))


def evidenced_twice(network: co.Network) -> co.Network:
    twice = [
        link.model_copy(update={"evidence": (*link.evidence, *link.evidence)})
        for link in network.links.values()
    ]
    return co.Network(network.document.model_copy(update={"links": tuple(twice)}))
