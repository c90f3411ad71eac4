"""One pass over all triangles of a snapshot, for overlap and structural holes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coordination.measures import compiled
from coordination.snapshot import Adjacency, Snapshot

__all__ = ["TrianglePass", "triangle_pass", "triangles"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_TABLE = 16_000_000
"""Entries of the look-up table, which bounds its memory (64 MB)."""

_COMPILE_FROM = 400_000
"""Entries from which compiled code pays for its start-up (0.7 s), where numba is installed."""

_FLUSH = 2_000_000
"""Triangles that are gathered before they are summed, since each sum walks all ties once."""


@dataclass(frozen=True, eq=False)
class TrianglePass:
    """Sums over triangles, in the places of `Snapshot.ties`.

    Write p_ij for the share of i's strength that goes to j, and m_ij for the strength of that tie
    over the strongest tie of i.

    Attributes:
        common: for each entry i-j the number of agencies tied to both.
        indirect: for each entry i-j the sum of p_iq p_qj over the agencies q tied to both.
        redundant: for each agency i the sum of p_iq m_jq over its pairs of tied neighbours j, q.
        share: p_ij of each entry.
    """

    common: Ints
    indirect: Floats
    redundant: Floats
    share: Floats


def triangle_pass(snapshot: Snapshot) -> TrianglePass:
    """Sums over the triangles of a snapshot's ties, computed once for it.

    Each triangle is met once: ties are directed from the agency of lower degree to the one of
    higher degree, so that no agency has more than sqrt(2 ties) outgoing ones and all pairs of them
    can be looked at. Time is O(ties ** 1.5) at worst.
    """
    result: TrianglePass = snapshot.keep("triangles", lambda one: _pass(one.ties))
    return result


def _pass(ties: Adjacency) -> TrianglePass:
    n = len(ties.start) - 1
    owner, neighbours, strength = ties.owner, ties.neighbours, ties.strength
    total = np.bincount(owner, strength, n)
    share = strength / total[owner]
    strongest = np.zeros(n)
    np.maximum.at(strongest, owner, strength)
    relative = strength / strongest[owner]
    reverse = np.argsort(neighbours * max(n, 1) + owner, kind="stable")
    common = np.zeros(len(owner), np.int64)
    indirect, redundant = np.zeros(len(owner)), np.zeros(n)
    if len(owner) > _COMPILE_FROM and compiled.available():
        start, heads, place = _upward(ties)
        compiled.triangle_sums()(
            start, heads, place, reverse, owner, share, relative, common, indirect, redundant
        )
        return TrianglePass(common, indirect, redundant, share)
    for ab, bc, ac in triangles(ties):
        ba, cb, ca = reverse[ab], reverse[bc], reverse[ac]
        size = len(owner)
        for through, first, second in (
            (ab, ac, cb),
            (ba, bc, ca),
            (bc, ba, ac),
            (cb, ca, ab),
            (ac, ab, bc),
            (ca, cb, ba),
        ):
            indirect += np.bincount(through, share[first] * share[second], size)
            redundant += np.bincount(owner[first], share[first] * relative[reverse[second]], n)
        once = np.bincount(np.concatenate([ab, bc, ac]), minlength=size)
        common += once + once[reverse]
    return TrianglePass(common, indirect, redundant, share)


def _upward(ties: Adjacency) -> tuple[Ints, Ints, Ints]:
    """Each tie once, from the agency of lower degree to the one of higher degree.

    Agencies are numbered by rank of degree. Returns where each one's ties start, the rank at their
    other end, and their places among the entries of `ties`.
    """
    n = len(ties.start) - 1
    rank = np.empty(n, np.int64)
    rank[np.argsort(ties.degree, kind="stable")] = np.arange(n)
    tails, heads = rank[ties.owner], rank[ties.neighbours]
    up = np.flatnonzero(tails < heads)
    place = up[np.argsort(tails[up] * max(n, 1) + heads[up], kind="stable")]
    start = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(tails[place], minlength=n), out=start[1:])
    return start, heads[place], place


def triangles(ties: Adjacency) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Each triangle a, b, c once, as the places of its entries a-b, b-c and a-c, in blocks."""
    n = len(ties.start) - 1
    start, heads, place = _upward(ties)
    out_degree = np.diff(start)
    tails = np.repeat(np.arange(n), out_degree)
    wedges_from = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(tails, out_degree[heads], n), out=wedges_from[1:])

    rows = max(1, _TABLE // max(n, 1))
    table = np.full((min(rows, n), n), -1, np.int32)
    gathered: list[tuple[Ints, Ints, Ints]] = []
    count = low = 0
    while low < n:
        # As many agencies as the table has rows, fewer where they bring too many pairs at once.
        high = min(n, low + rows)
        limit = wedges_from[low] + 2 * _FLUSH
        high = max(low + 1, min(high, int(np.searchsorted(wedges_from, limit, "right")) - 1))
        if wedges_from[high] > wedges_from[low]:
            edges = np.arange(start[low], start[high])
            table[tails[edges] - low, heads[edges]] = edges
            spread = out_degree[heads[edges]]
            first = np.repeat(edges, spread)
            ends = np.cumsum(spread)
            within = np.arange(ends[-1]) - np.repeat(ends - spread, spread)
            second = start[heads[first]] + within
            third = table[tails[first] - low, heads[second]]
            closed = np.flatnonzero(third >= 0)
            table[tails[edges] - low, heads[edges]] = -1
            if len(closed):
                count += len(closed)
                gathered.append((first[closed], second[closed], third[closed]))
        low = high
        if gathered and (count >= _FLUSH or low == n):
            ab, bc, ac = (place[np.concatenate(parts)] for parts in zip(*gathered, strict=True))
            yield ab, bc, ac
            gathered, count = [], 0
    if gathered:
        ab, bc, ac = (place[np.concatenate(parts)] for parts in zip(*gathered, strict=True))
        yield ab, bc, ac
