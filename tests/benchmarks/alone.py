"""What each rule and measure costs by itself, in a process without networkx and igraph."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

import coordination as co
from coordination.rules import RULES
from tests.benchmarks.bulk import peak_mb
from tests.benchmarks.sizes import SIZES, made

__all__ = ["costs"]

_EXCHANGE = co.Projection(weight="kinds")


def _measures() -> dict[str, Callable[[co.Network], Any]]:
    measures = co.measures
    return {
        "snapshot": lambda network: network.snapshot(),
        "snapshot, directed": lambda network: network.snapshot(co.Projection(direction="directed")),
        "triangles: constraint": measures.agency_constraint,
        "effective size": measures.agency_effective_size,
        "hierarchy": measures.agency_hierarchy,
        "overlap": measures.tie_overlap,
        "constraint, weighted": lambda network: measures.agency_constraint(network, _EXCHANGE),
        "cut points: bridges": measures.bridge_ties,
        "removal of each agency": measures.agency_removal,
        "fragmentation": measures.network_fragmentation,
        "Gould-Fernandez roles": measures.agency_brokerage,
        "E-I index with its test": measures.network_ei,
        "reciprocity": measures.network_reciprocity,
        "multiplexity": measures.tie_multiplexity,
        "participation": measures.agency_participation,
        "degree by kind": measures.agency_degree_by_kind,
        "betweenness (64 sources)": lambda network: measures.agency_betweenness(
            network, sources=64
        ),
        "distance fragmentation (64 agencies)": lambda network: (
            measures.network_distance_fragmentation(network, sources=64)
        ),
        "congruence": measures.network_congruence,
        "mirror": co.mirror,
    }


def costs(size: str) -> dict[str, Any]:
    """Seconds of processor time of each step one after the other, and the peak memory after it.

    What an earlier step computed is kept, so a step is told by what it adds. Here sizes are held
    against each other, not two ways, so what else the machine does mustn't count.
    """
    steps: list[tuple[str, str, float, float]] = []

    def step(part: str, name: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        result = work()
        steps.append((part, name, time.process_time() - began, peak_mb()))
        return result

    network = step("data", "making up the network", lambda: made(size).network)
    columns = sum(
        value.nbytes
        for value in vars(network.engine.columns).values()
        if isinstance(value, np.ndarray)
    )
    for name, work in _measures().items():
        step("measure", name, lambda work=work: work(network))
    ties = network.snapshot()
    arrays = {id(a): a for a in (ties.ties.start, ties.ties.neighbours, ties.ties.strength)}
    snapshot = sum(array.nbytes for array in arrays.values())
    del ties, arrays  # nobody needs to hold them while others are checked
    network = made(size).network
    step("check", "every rule", lambda: co.check(network))
    network = made(size).network
    for rule in RULES:
        step("rule", f"{rule.code} {rule.name}", lambda rule=rule: co.check(network, rules=[rule]))
    links = SIZES[size][1]
    return {
        "steps": steps,
        "columns": columns / links,
        "snapshot": snapshot / links,
        "peak": peak_mb(),
    }
