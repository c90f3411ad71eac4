"""One pass over all triangles of a snapshot, for overlap, structural holes and brokerage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coordination.measures import compiled
from coordination.snapshot import Adjacency, Snapshot
from coordination.sorting import order_of

__all__ = ["TrianglePass", "Upward", "triangle_pass", "triangles", "upward"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Triangles = tuple[Ints, Ints, Ints]

_TABLE = 16_000_000
"""Entries of the look-up table, which bounds its memory (64 MB)."""

_BLOCK = 1_000_000
"""Pairs of ties that are looked at together, which bounds the memory of the rest."""

_COMPILE_FROM = 100_000_000
"""Pairs of ties from which compiled code pays for its start-up, where numba is installed."""

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

    With strengths s, totals t and strongest ties x, the sums are those of s_iq s_jq / t_q over
    t_i, and of s_iq s_jq / x_j over t_i: what stands before the stroke is the same seen from
    either end, so each triangle adds to three ties only. Time is O(ties ** 1.5) at worst.
    """
    result: TrianglePass = snapshot.keep("triangles", _pass)
    return result


def _pass(snapshot: Snapshot) -> TrianglePass:
    ties, up = snapshot.ties, upward(snapshot)
    n = len(snapshot)
    total: Floats = np.bincount(ties.owner, ties.strength, n).astype(np.float64)
    strongest = np.zeros(n)
    np.maximum.at(strongest, ties.owner, ties.strength)
    tails, heads = ties.owner[up.place], ties.neighbours[up.place]
    common, weighted, through = _sums(up, ties.strength[up.place], total[tails], total[heads])
    both = np.zeros(len(ties.owner), np.int64)
    both[up.place] = both[up.back] = common
    indirect = np.zeros(len(ties.owner))
    indirect[up.place], indirect[up.back] = through / total[tails], through / total[heads]
    redundant = np.bincount(tails, weighted / strongest[heads], n)
    redundant += np.bincount(heads, weighted / strongest[tails], n)
    share = ties.strength / total[ties.owner]
    return TrianglePass(both, indirect, redundant / np.where(total > 0, total, 1), share)


def _sums(
    up: Upward, strength: Floats, tail_total: Floats, head_total: Floats
) -> tuple[Ints, Floats, Floats]:
    """For each tie the number of triangles, the sum of the products of the other two strengths,
    and the sum of these products over the total of the third agency.
    """
    size, spread = len(up.place), np.diff(up.start)
    over_tail, over_head = 1 / tail_total, 1 / head_total
    if int((spread * (spread - 1) // 2).sum()) > _COMPILE_FROM and compiled.available():
        over = np.zeros(len(spread))
        over[up.tails], over[up.heads] = over_tail, over_head
        found: tuple[Ints, Floats, Floats] = compiled.tie_sums()(up.start, up.heads, strength, over)
        return found
    common = np.zeros(size, np.int64)
    weighted, through = np.zeros(size), np.zeros(size)
    plain = bool((strength == 1).all())
    for ab, bc, ac in triangles(up):
        for tie, one, other, over in (
            (ab, ac, bc, over_head[ac]),
            (bc, ab, ac, over_tail[ab]),
            (ac, ab, bc, over_head[ab]),
        ):
            common += np.bincount(tie, minlength=size)
            if plain:  # every product of strengths is 1
                through += np.bincount(tie, over, size)
            else:
                product = strength[one] * strength[other]
                weighted += np.bincount(tie, product, size)
                through += np.bincount(tie, product * over, size)
    return common, common.astype(np.float64) if plain else weighted, through


@dataclass(frozen=True, eq=False)
class Upward:
    """Each tie of a snapshot once, from the agency of lower degree to the one of higher degree.

    Agencies go by their rank of degree here. None has more than sqrt(2 ties) ties upward, so that
    all pairs of an agency's upward ties can be looked at, however many ties a hub has.

    Attributes:
        start: where each rank's ties begin.
        tails, heads: ranks of the two ends of each tie, sorted.
        place: place of each tie, seen from its tail, among the entries of `Snapshot.ties`.
        back: place of the same tie seen from its head.
    """

    start: Ints
    tails: Ints
    heads: Ints
    place: Ints
    back: Ints


def upward(snapshot: Snapshot) -> Upward:
    """The ties of a snapshot by rank of degree, computed once for it."""
    result: Upward = snapshot.keep("upward", lambda one: _upward(one.ties))
    return result


def _upward(ties: Adjacency) -> Upward:
    n = len(ties.start) - 1
    rank = np.empty(n, np.int64)
    rank[np.argsort(ties.degree, kind="stable")] = np.arange(n)
    tails, heads = rank[ties.owner], rank[ties.neighbours]
    up, down = np.flatnonzero(tails < heads), np.flatnonzero(tails > heads)
    place = up[order_of(tails[up] * n + heads[up], n * n)]
    back = down[order_of(heads[down] * n + tails[down], n * n)]
    start = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(tails[place], minlength=n), out=start[1:])
    return Upward(start, tails[place], heads[place], place, back)


def triangles(up: Upward) -> Iterator[Triangles]:
    """Each triangle a, b, c (in order of rank) once, as its ties a-b, b-c and a-c, in blocks.

    For each b the ties that lead up to it are taken one by one, and of every other tie that leads
    from the same a further up, to some c, it is looked up whether b is tied to c.
    """
    n = len(up.start) - 1
    order = order_of(up.heads, n)
    start = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(up.heads, minlength=n), out=start[1:])
    end = up.start[up.tails + 1]
    pairs = np.zeros(len(order) + 1, np.int64)
    np.cumsum(end[order] - order - 1, out=pairs[1:])
    before = pairs[start]
    rows = min(max(1, _TABLE // max(n, 1)), n)
    table = np.full(rows * n, -1, np.int32)
    gathered: list[Triangles] = []
    count = low = 0
    while low < n:
        # As many agencies as the table has rows, fewer where they bring too many pairs at once.
        limit = int(np.searchsorted(before, before[low] + _BLOCK, "right")) - 1
        high = max(low + 1, min(low + rows, n, limit))
        if before[high] > before[low]:
            own = np.arange(up.start[low], up.start[high])
            cells = (up.tails[own] - low) * n + up.heads[own]
            table[cells] = own
            ab = order[start[low] : start[high]]
            spread = end[ab] - ab - 1
            ends = np.cumsum(spread)
            ac = np.arange(ends[-1]) + np.repeat(ab + 1 - ends + spread, spread)
            bc = table[up.heads[ac] + np.repeat((up.heads[ab] - low) * n, spread)]
            table[cells] = -1
            closed = np.flatnonzero(bc >= 0)
            count += len(closed)
            gathered.append(
                (np.repeat(ab, spread)[closed], bc[closed].astype(np.int64), ac[closed])
            )
        low = high
        if gathered and (count >= _FLUSH or low == n):
            ab, bc, ac = (np.concatenate(parts) for parts in zip(*gathered, strict=True))
            yield ab, bc, ac
            gathered, count = [], 0
