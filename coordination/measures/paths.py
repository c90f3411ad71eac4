"""Paths: who lies on the shortest paths between others, and how far apart agencies are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coordination.arguments import checked_arguments
from coordination.engine.argsort import distinct
from coordination.engine.projection import Projection
from coordination.engine.snapshot import Adjacency, Snapshot
from coordination.measures.inputs import AnyGraph, as_snapshot
from coordination.measures.result import AgencyValues, NetworkValue, TieValues, Values
from coordination.measures.triangles import triangle_pass
from coordination.progress import steps

__all__ = ["agency_betweenness", "local_bridges", "network_distance_fragmentation"]

_FEWER = "take fewer sources (sources=, --sources), or leave them out for an estimate"

MOST_STEPS = 2_000_000_000
"""Sources times entries of the adjacency beyond which sources are sampled (about a minute)."""


@checked_arguments
def agency_betweenness(
    network: AnyGraph,
    projection: Projection | None = None,
    *,
    normalized: bool = True,
    sources: int | None = None,
    seed: int = 0,
) -> AgencyValues:
    """*Betweenness*: share of the shortest paths between others that lead through an agency.

    B_i = sum over pairs (s, t) of the share of shortest paths from s to t through i. Ties count
    one step each; strength plays no part. Exact up to `MOST_STEPS`; beyond, the sum is estimated
    from k random sources s of n, as n / k times their sum, and `note` gives their number and the
    largest standard error; `errors` has that of each agency, n s_i / sqrt(k) sqrt(1 - k / n) for
    the standard deviation s_i of what the sources add to it.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; arcs are followed where they are directed.
        normalized: whether to divide by the number of pairs of other agencies.
        sources: how many sources to sample; None means all, or as many as the bound allows.
        seed: seed of the sample.

    Returns:
        A number for each agency. **Range** 0 to 1 (normalised). **Isolates** 0.

    Raises:
        TooLong: `sources` asks for more than `time_limit` allows, by an estimate.

    Example:
        >>> import networkx as nx
        >>> agency_betweenness(nx.star_graph(4))["0"]
        1.0

    Source:
        Freeman 1977, Sociometry 40:35-41, doi:10.2307/3033543; Brandes 2001, Journal of
        Mathematical Sociology 25(2):163-177, doi:10.1080/0022250X.2001.9990249; Brandes and Pich
        2007, doi:10.1142/S0218127407018403, for the estimate; all as networkx documents them.
    """
    snapshot = as_snapshot(network, projection)
    n, arcs = len(snapshot), snapshot.outgoing
    chosen = _sources(snapshot, sources, seed)
    sums, squares = np.zeros(n), np.zeros(n)
    what = f"betweenness from {len(chosen):,} of {n:,} sources"
    for source in steps(chosen.tolist(), what, instead=_FEWER if sources else ""):
        share = _dependencies(arcs, source)
        sums += share
        squares += share * share
    scale = n / len(chosen) if len(chosen) else 1.0
    if not snapshot.directed:
        scale /= 2
    if normalized and n > 2:
        scale *= (1 if snapshot.directed else 2) / ((n - 1) * (n - 2))
    note, errors, k = "", None, len(chosen)
    if k < n:
        deviation = np.sqrt(np.maximum(squares - sums**2 / k, 0) / (k - 1))
        errors = deviation * scale * np.sqrt(k * (1 - k / n))
        note = (
            f"estimated from {k:,} of {n:,} sources; "
            f"largest standard error of an agency {errors.max():.2g}"
        )
    return Values("agency_betweenness", snapshot, sums * scale, note=note, errors=errors)


@checked_arguments
def network_distance_fragmentation(
    network: AnyGraph,
    projection: Projection | None = None,
    *,
    sources: int | None = None,
    seed: int = 0,
) -> NetworkValue:
    """*Distance-weighted fragmentation*: how far agencies are from reaching each other directly.

    DF = 1 - 2 sum_{i<j} (1 / d_ij) / (n (n - 1)), with 1 / d_ij = 0 for pairs that can't reach
    each other; one less the global efficiency. Direction is ignored. Estimated from a sample of
    agencies beyond `MOST_STEPS`, as `agency_betweenness`.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count.
        sources: how many agencies to sample; None means all, or as many as the bound allows.
        seed: seed of the sample.

    Returns:
        One number. **Range** 0 (all tied directly) to 1 (no ties); NaN for fewer than two
        agencies.

    Raises:
        TooLong: `sources` asks for more than `time_limit` allows, by an estimate.

    Source:
        Borgatti 2006, Computational and Mathematical Organization Theory 12:21-34,
        doi:10.1007/s10588-006-7084-x, as the keyplayer package computes it; Latora and Marchiori
        2001, Physical Review Letters 87:198701, for efficiency, as networkx documents it.
    """
    snapshot = as_snapshot(network, projection)
    n = len(snapshot)
    chosen = _sources(snapshot, sources, seed)
    if n < 2:
        return NetworkValue("network_distance_fragmentation", snapshot, float("nan"))
    what = f"distances from {len(chosen):,} of {n:,} agencies"
    near = np.array(
        [
            sum(len(layer) / step for step, (layer, _) in enumerate(_layers(snapshot.ties, s), 1))
            for s in steps(chosen.tolist(), what, instead=_FEWER if sources else "")
        ]
    )
    note = ""
    if len(chosen) < n:
        k = len(chosen)
        error = near.std(ddof=1) / np.sqrt(k) / (n - 1) * np.sqrt(1 - k / n)
        note = f"estimated from {k:,} of {n:,} agencies; standard error {error:.2g}"
    value = 1 - near.mean() / (n - 1)
    return NetworkValue("network_distance_fragmentation", snapshot, float(value), note=note)


@checked_arguments
def local_bridges(network: AnyGraph, projection: Projection | None = None) -> TieValues:
    """*Local bridges*: ties whose two agencies have no contact in common.

    In sparse networks coded from documents most ties are local bridges, so this alone doesn't make
    a tie weak or strong.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; direction is ignored.

    Returns:
        For each local bridge the smaller of its two agencies' numbers of other contacts. **Range**
        0 upwards; 0 where one agency has no other contact.

    Source:
        Granovetter 1973, American Journal of Sociology 78(6):1360-1380, doi:10.1086/225469, p.
        1365, for the term, as summaries report it; the definition as networkx documents it
        (`local_bridges`).
    """
    snapshot = as_snapshot(network, projection)
    one, other = snapshot.pairs
    once = snapshot.ties.owner < snapshot.ties.neighbours
    bridging = triangle_pass(snapshot).common[once] == 0
    degree = snapshot.ties.degree
    values = np.minimum(degree[one], degree[other]) - 1
    ends = (one[bridging], other[bridging])
    return Values("local_bridges", snapshot, values[bridging], ends=ends)


def _sources(snapshot: Snapshot, wanted: int | None, seed: int) -> NDArray[np.int64]:
    n = len(snapshot)
    if wanted is not None and wanted < 2:
        raise ValueError("sources must be at least 2, or their error can't be estimated")
    steps = max(len(snapshot.outgoing.neighbours), 1)
    count = min(n, wanted or max(50, MOST_STEPS // (steps * 4)))
    if count == n:
        return np.arange(n)
    return np.sort(np.random.default_rng(seed).choice(n, count, replace=False))


def _layers(arcs: Adjacency, source: int) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Agencies at each distance from a source, with the places of the arcs that lead to them."""
    distance = np.full(len(arcs.start) - 1, -1, np.int64)
    distance[source] = 0
    found: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    frontier, step = np.array([source]), 0
    while True:
        step += 1
        places = arcs.entries(frontier)
        heads = arcs.neighbours[places]
        onward = distance[heads] < 0
        places, heads = places[onward], heads[onward]
        if not len(heads):
            return found
        distance[heads] = step
        frontier = np.flatnonzero(distance == step) if len(heads) > 64 else distinct(heads)
        found.append((frontier, places))


def _dependencies(arcs: Adjacency, source: int) -> NDArray[np.float64]:
    """Brandes's dependencies of one source on every agency, level by level."""
    n = len(arcs.start) - 1
    paths, share = np.zeros(n), np.zeros(n)
    paths[source] = 1.0
    layers = _layers(arcs, source)
    for _, places in layers:
        tails, heads = arcs.owner[places], arcs.neighbours[places]
        paths += np.bincount(heads, paths[tails], n)
    for _, places in reversed(layers):
        tails, heads = arcs.owner[places], arcs.neighbours[places]
        share += np.bincount(tails, paths[tails] / paths[heads] * (1 + share[heads]), n)
    share[source] = 0.0
    return share
