"""Degree, reciprocity and multiplexity: how many ties, how mutual, and of how many kinds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import numpy as np

from coordination.arguments import checked_arguments
from coordination.engine.columns import KINDS
from coordination.engine.projection import Projection
from coordination.engine.snapshot import pair_keys
from coordination.measures.inputs import AnyGraph, as_snapshot
from coordination.measures.result import AgencyValues, Listing, NetworkValue, TieValues, Values
from coordination.network import Network

__all__ = [
    "agency_degree",
    "agency_degree_by_kind",
    "agency_in_degree",
    "agency_out_degree",
    "agency_participation",
    "network_layer_overlap",
    "network_reciprocity",
    "tie_multiplexity",
]


@checked_arguments
def agency_degree(network: AnyGraph, projection: Projection | None = None) -> AgencyValues:
    """*Degree*: number of agencies that an agency is tied to.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; direction and strength play no part.

    Returns:
        A number for each agency. **Range** 0 to n - 1. **Isolates** 0.

    Source:
        The documentation of igraph (`degree`), and of networkx (`degree_centrality`, which divides
        it by n - 1).
    """
    snapshot = as_snapshot(network, projection)
    return Values("agency_degree", snapshot, snapshot.ties.degree)


@checked_arguments
def agency_out_degree(network: AnyGraph, projection: Projection | None = None) -> AgencyValues:
    """*Out-degree*: number of agencies that an agency's links run to; mutual links run both ways.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; by default arcs are directed.

    Returns:
        A number for each agency. **Range** 0 to n - 1. **Isolates** 0.

    Source:
        The documentation of igraph (`degree`, mode "out").
    """
    snapshot = as_snapshot(network, projection, "directed")
    return Values("agency_out_degree", snapshot, snapshot.outgoing.degree)


@checked_arguments
def agency_in_degree(network: AnyGraph, projection: Projection | None = None) -> AgencyValues:
    """*In-degree*: number of agencies whose links run to an agency; mutual links run both ways.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; by default arcs are directed.

    Returns:
        A number for each agency. **Range** 0 to n - 1. **Isolates** 0.

    Source:
        The documentation of igraph (`degree`, mode "in").
    """
    snapshot = as_snapshot(network, projection, "directed")
    return Values("agency_in_degree", snapshot, snapshot.incoming.degree)


@checked_arguments
def agency_degree_by_kind(
    network: Network, projection: Projection | None = None
) -> Listing[dict[str, Any]]:
    """*Degree by kind* of link and direction.

    Args:
        network: a network.
        projection: which links count; its kinds are taken one by one, and arcs are directed.

    Returns:
        One record for each agency and each kind that it has: `agency`, `kind`, `out` and `in`
        (numbers of agencies), sorted by agency and kind. **Range** 0 to n - 1. **Isolates** have
        none.

    Source:
        The documentation of igraph (`degree`, modes "out" and "in"), for each kind alone.
    """
    base = replace(projection or Projection(), direction="directed", weight="none")
    records = []
    for kind in base.kinds or KINDS:
        snapshot = network.snapshot(replace(base, kinds=(kind,)))
        out, into = snapshot.outgoing.degree, snapshot.incoming.degree
        records += [
            {
                "agency": snapshot.ids[code],
                "kind": kind,
                "out": int(out[code]),
                "in": int(into[code]),
            }
            for code in np.flatnonzero(out + into).tolist()
        ]
    records.sort(key=lambda record: (record["agency"], record["kind"]))
    return Listing("agency_degree_by_kind", records, records, projection=base)


@checked_arguments
def network_reciprocity(
    network: AnyGraph,
    projection: Projection | None = None,
    *,
    form: Literal["arc", "dyad", "correlation"] = "arc",
) -> NetworkValue:
    """*Reciprocity*: how far arcs are returned.

    "arc": r = share of arcs whose opposite is there too. "dyad": mutual pairs over tied pairs.
    "correlation": rho = (r - d) / (1 - d) with density d, which is 0 for a random network.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; by default arcs are directed. Mutual links are always
            returned, so reciprocity is most informative for directed kinds, such as requests.
        form: which of the three.

    Returns:
        One number. **Range** 0 to 1 ("correlation" never below -d / (1 - d), and below 0 where
        fewer arcs are returned than by chance); NaN without arcs, "correlation" also where d = 1.

    Source:
        "arc": the documentation of networkx; "dyad": that of igraph (`reciprocity`, mode "ratio");
        "correlation": Garlaschelli and Loffredo 2004, Physical Review Letters 93:268701,
        doi:10.1103/PhysRevLett.93.268701, as netUtils gives it.
    """
    snapshot = as_snapshot(network, projection, "directed")
    n, arcs = len(snapshot), len(snapshot.outgoing.neighbours)
    pairs = len(snapshot.ties.neighbours) // 2
    if not arcs:
        return NetworkValue("network_reciprocity", snapshot, float("nan"))
    mutual = arcs - pairs if snapshot.directed else pairs
    share = 2 * mutual / arcs
    if form == "arc":
        return NetworkValue("network_reciprocity", snapshot, share)
    if form == "dyad":
        return NetworkValue("network_reciprocity", snapshot, mutual / pairs)
    if form != "correlation":
        raise ValueError(f"form must be 'arc', 'dyad' or 'correlation', not {form!r}")
    density = arcs / (n * (n - 1))
    value = (share - density) / (1 - density) if density < 1 else float("nan")
    return NetworkValue("network_reciprocity", snapshot, value)


@checked_arguments
def tie_multiplexity(network: Network, projection: Projection | None = None) -> TieValues:
    """*Multiplexity* of each tie: the number of different kinds of link in it.

    Args:
        network: a network.
        projection: which links count.

    Returns:
        A number for each tie. **Range** 1 upwards.

    Source:
        Verbrugge 1979, Multiplexity in Adult Friendships, Social Forces 57(4):1286-1309 (abstract),
        for the term: roles, exchanges or affiliations that overlap in one relation. It finds that
        some overlaps don't come with more contact, so the number isn't the strength of a tie.
    """
    base = projection or Projection()
    snapshot = network.snapshot(replace(base, direction="weak", weight="kinds"))
    once = snapshot.ties.owner < snapshot.ties.neighbours
    kinds = snapshot.ties.strength[once].astype(np.int64)
    return Values("tie_multiplexity", snapshot, kinds, ends=snapshot.pairs)


@checked_arguments
def network_layer_overlap(
    network: Network, one: Projection | None = None, other: Projection | None = None
) -> NetworkValue:
    """*Layer overlap*: pairs tied in both of two layers over pairs tied in either (Jaccard).

    Args:
        network: a network.
        one: the first layer; None means formal links, such as agreements.
        other: the second; None means operational links.

    Returns:
        One number. **Range** 0 to 1; NaN where neither layer has a tie.

    Source:
        The documentation of multinet (`layer_comparison_ml`, method "jaccard.edges").
    """
    one, other = one or Projection(layer="formal"), other or Projection(layer="operational")
    layers = []
    for projection in (one, other):
        snapshot = network.snapshot(projection)
        code = network.engine.columns.code_of
        place = np.array([code[key] for key in snapshot.ids], np.int64)
        ends = [place[end] for end in snapshot.pairs]
        layers.append(pair_keys(ends[0], ends[1], len(code)))
    both = len(np.intersect1d(layers[0], layers[1], assume_unique=True))
    either = len(layers[0]) + len(layers[1]) - both
    value = both / either if either else float("nan")
    return NetworkValue(
        "network_layer_overlap", network.snapshot(one), value, note=f"with: {other.towards('weak')}"
    )


@checked_arguments
def agency_participation(network: Network, projection: Projection | None = None) -> AgencyValues:
    """*Participation coefficient*: how evenly an agency's ties are spread over kinds of link.

    P_i = M / (M - 1) [1 - sum_l (k_il / o_i)^2], with k_il its degree in kind l, o_i their sum,
    and M the number of kinds that occur.

    Args:
        network: a network.
        projection: which links count.

    Returns:
        A number for each agency. **Range** 0 (one kind only) to 1 (evenly over all). **Isolates**
        NaN, and all agencies where fewer than two kinds occur.

    Source:
        Battiston, Nicosia and Latora 2014, Physical Review E 89:032804,
        doi:10.1103/PhysRevE.89.032804, as the mplex package documents it. Counting only kinds that
        occur as layers is this project's choice.
    """
    base = projection or Projection()
    kinds = base.kinds or KINDS
    base = replace(base, direction="weak", weight="none")
    layers = [network.snapshot(replace(base, kinds=(kind,))) for kind in kinds]
    degrees = np.stack([layer.ties.degree for layer in layers])
    degrees = degrees[degrees.any(axis=1)]
    total, count = degrees.sum(axis=0), len(degrees)
    if count < 2:
        nothing = np.full(len(layers[0]), np.nan)
        return Values("agency_participation", network.snapshot(base), nothing)
    spread = 1 - ((degrees / np.maximum(total, 1)) ** 2).sum(axis=0)
    values = np.where(total > 0, count / (count - 1) * spread, np.nan)
    return Values("agency_participation", network.snapshot(base), values)
