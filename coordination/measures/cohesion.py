"""Cohesion: density, components and fragmentation, and the effect of removing agencies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.arguments import checked_arguments
from coordination.engine.biconnected import cut_pass
from coordination.engine.projection import Projection
from coordination.measures.inputs import AnyGraph, as_snapshot
from coordination.measures.result import (
    AgencyValues,
    Answers,
    Listing,
    NetworkValue,
    TieValues,
    Values,
)

__all__ = [
    "Removal",
    "agency_removal",
    "agency_separates",
    "articulation_agencies",
    "bridge_ties",
    "network_components",
    "network_density",
    "network_fragmentation",
]


@dataclass(frozen=True)
class Removal:
    """What is left when one agency is taken out.

    Attributes:
        pieces: sizes of the components that its component falls into, largest first.
        separated: pairs of other agencies that could reach each other before and can't after.
        fragmentation: fragmentation of the network without it.
    """

    pieces: tuple[int, ...]
    separated: int
    fragmentation: float

    def to_record(self) -> dict[str, Any]:
        """A flat dict; sizes joined by spaces, None for NaN."""
        whole = self.fragmentation == self.fragmentation
        return {
            "separated": self.separated,
            "fragmentation": self.fragmentation if whole else None,
            "pieces": " ".join(map(str, self.pieces)),
        }


@checked_arguments
def network_density(network: AnyGraph, projection: Projection | None = None) -> NetworkValue:
    """*Density*: ties over possible ties; arcs over possible arcs where they are directed.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count.

    Returns:
        One number. **Range** 0 to 1; NaN for fewer than two agencies. Isolates count.

    Source:
        The documentation of networkx (`density`).
    """
    snapshot = as_snapshot(network, projection)
    n = len(snapshot)
    possible = n * (n - 1)
    value = len(snapshot.outgoing.neighbours) / possible if possible else np.nan
    return NetworkValue("network_density", snapshot, value)


@checked_arguments
def network_components(
    network: AnyGraph, projection: Projection | None = None
) -> Listing[tuple[str, ...]]:
    """The *components*: largest sets of agencies that can reach each other, direction ignored.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count.

    Returns:
        Ids of the agencies of each component, largest first, then in the order of the data; as
        records one for each agency, with the number of its component from 1 and its size.
        **Isolates** are components of one.

    Source:
        The documentation of networkx (`connected_components`, `weakly_connected_components`).
    """
    snapshot = as_snapshot(network, projection)
    cuts = cut_pass(snapshot)
    order = np.argsort(cuts.component, kind="stable").tolist()
    found, place = [], 0
    for size in cuts.component_sizes.tolist():
        found.append(tuple(snapshot.ids[code] for code in order[place : place + size]))
        place += size
    found.sort(key=len, reverse=True)
    records = (
        {"agency": agency, "component": number, "size": len(component)}
        for number, component in enumerate(found, 1)
        for agency in component
    )
    return Listing("network_components", found, records, projection=snapshot.projection)


@checked_arguments
def articulation_agencies(network: AnyGraph, projection: Projection | None = None) -> Listing[str]:
    """*Articulation agencies* (cut points): without any of them the network falls apart.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; direction is ignored.

    Returns:
        Their ids, in the order of the data. **Isolates** are none.

    Source:
        Hopcroft and Tarjan 1973, Communications of the ACM 16:372-378, doi:10.1145/362248.362272,
        as networkx documents it. They are found by the blocks of Tarjan and Vishkin 1985, SIAM
        Journal on Computing 14(4), doi:10.1137/0214061 (abstract).
    """
    snapshot = as_snapshot(network, projection)
    found = [snapshot.ids[code] for code in cut_pass(snapshot).articulation]
    records = ({"agency": agency, "articulation_agency": True} for agency in found)
    return Listing("articulation_agencies", found, records, projection=snapshot.projection)


@checked_arguments
def bridge_ties(network: AnyGraph, projection: Projection | None = None) -> TieValues:
    """*Bridges*: ties that are the only way between two parts of the network.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; direction is ignored.

    Returns:
        For each bridge the number of agencies in the smaller of the two parts that it joins.
        **Range** 1 to n / 2.

    Source:
        The documentation of networkx (`bridges`) for the term. They come out of the same
        blocks as `articulation_agencies`.
    """
    snapshot = as_snapshot(network, projection)
    cuts = cut_pass(snapshot)
    table = np.array(cuts.bridges, np.int64).reshape(-1, 3)
    whole = cuts.component_sizes[cuts.component[table[:, 0]]]
    smaller = np.minimum(table[:, 2], whole - table[:, 2])
    return Values("bridge_ties", snapshot, smaller, ends=(table[:, 0], table[:, 1]))


@checked_arguments
def network_fragmentation(network: AnyGraph, projection: Projection | None = None) -> NetworkValue:
    """*Fragmentation*: share of pairs of agencies that can't reach each other.

    F = 1 - sum_k s_k (s_k - 1) / (n (n - 1)), over components of sizes s_k.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; direction is ignored.

    Returns:
        One number. **Range** 0 (connected) to 1 (all isolated); NaN for fewer than two agencies.

    Source:
        Borgatti 2006, Computational and Mathematical Organization Theory 12:21-34,
        doi:10.1007/s10588-006-7084-x: the share of pairs without a path; the formula over sizes of
        components follows by counting them.
    """
    snapshot = as_snapshot(network, projection)
    value = _fragmentation(_reachable(cut_pass(snapshot).component_sizes), len(snapshot))
    return NetworkValue("network_fragmentation", snapshot, value)


@checked_arguments
def agency_removal(network: AnyGraph, projection: Projection | None = None) -> Answers[Removal]:
    """The effect of *removing each agency* in turn, all from one search.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; direction is ignored.

    Returns:
        For each agency the pieces, the pairs that are separated (**range** 0 upwards), and the
        fragmentation of the rest (0 to 1; NaN where fewer than two are left).
        `agency_removal(...)[id].separated` is 0 for all but articulation agencies. **Isolates**
        leave no pieces.

    Source:
        Borgatti 2006, Computational and Mathematical Organization Theory 12:21-34,
        doi:10.1007/s10588-006-7084-x (key players whose removal fragments).
    """
    snapshot = as_snapshot(network, projection)
    cuts = cut_pass(snapshot)
    sizes = cuts.component_sizes
    before, n = _reachable(sizes), len(snapshot)
    found = {}
    for code, (key, own) in enumerate(
        zip(snapshot.ids, sizes[cuts.component].tolist(), strict=True)
    ):
        pieces = cuts.pieces.get(code, (own - 1,) if own > 1 else ())
        within = sum(size * (size - 1) for size in pieces)
        separated = ((own - 1) * (own - 2) - within) // 2
        after = before - own * (own - 1) + within
        found[key] = Removal(pieces, separated, _fragmentation(after, n - 1))
    return Answers("agency_removal", "agency", found, projection=snapshot.projection)


@checked_arguments
def agency_separates(network: AnyGraph, projection: Projection | None = None) -> AgencyValues:
    """*Pairs separated*: pairs of other agencies that reach each other only through an agency.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; direction is ignored.

    Returns:
        A number of pairs for each agency. **Range** 0 upwards. **Isolates** 0.

    Source:
        Borgatti 2006, Computational and Mathematical Organization Theory 12:21-34,
        doi:10.1007/s10588-006-7084-x (key players whose removal fragments); the pairs are counted,
        not their share.
    """
    snapshot = as_snapshot(network, projection)
    values = np.zeros(len(snapshot), np.int64)
    cuts = cut_pass(snapshot)
    for code, pieces in cuts.pieces.items():
        whole = sum(pieces)
        values[code] = (whole * (whole - 1) - sum(size * (size - 1) for size in pieces)) // 2
    return Values("agency_separates", snapshot, values)


def _reachable(sizes: NDArray[Any]) -> int:
    return int((sizes * (sizes - 1)).sum())


def _fragmentation(reachable: int, n: int) -> float:
    return 1 - reachable / (n * (n - 1)) if n > 1 else float("nan")
