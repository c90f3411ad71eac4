"""Find all triangles of a snapshot, for overlap, structural holes and brokerage.

Agencies are put in order of degree. Among the few of highest degree nearly everything is tied to
everything, so that triangles there are summed by products of matrices; all others are found one by
one, from the agency of lowest degree in each. The split is that of Alon, Yuster and Zwick 1997,
Algorithmica 17:209-223, as later work on cycles describes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.engine.argsort import order_of
from coordination.engine.snapshot import Adjacency, Snapshot

__all__ = ["TrianglePass", "Upward", "triangle_pass", "triangles", "upward"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Triangles = tuple[Ints, Ints, Ints]

_TABLE = 16_000_000
"""Entries of the look-up table, which bounds its memory (64 MB)."""

_BLOCK = 250_000
"""Pairs of ties that are looked at together: few enough to stay in a processor's cache."""

_FLUSH = 2_000_000
"""Triangles that are gathered before they are summed, since each sum walks all ties once."""

_CORE = 1_500
"""Most agencies in the core, which bounds the memory of its matrices (18 MB each)."""

_PRODUCTS = 300
"""Steps of a product of matrices that take as long as one pair of ties."""


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
    t_i, and of s_iq s_jq / x_j over t_i. The product s_iq s_jq is the same for i and for j, so
    each triangle adds to three ties only. Time is O(ties ** 1.5) at worst.
    """
    result: TrianglePass = snapshot.keep("triangles", _pass)
    return result


def _pass(snapshot: Snapshot) -> TrianglePass:
    ties, up = snapshot.ties, upward(snapshot)
    n = len(snapshot)
    total: Floats = np.bincount(ties.owner, ties.strength, n).astype(np.float64)
    strongest = np.zeros(n)
    np.maximum.at(strongest, ties.owner, ties.strength)
    over = 1 / np.where(total > 0, total, 1)
    common, weighted, through = _sums(up, ties.strength[up.place], over[up.agencies])
    both = np.zeros(len(ties.owner), np.int64)
    both[up.place] = both[up.back] = common
    tails, heads = ties.owner[up.place], ties.neighbours[up.place]
    indirect = np.zeros(len(ties.owner))
    indirect[up.place], indirect[up.back] = through * over[tails], through * over[heads]
    redundant = np.bincount(tails, weighted / strongest[heads], n)
    redundant += np.bincount(heads, weighted / strongest[tails], n)
    return TrianglePass(both, indirect, redundant * over, ties.strength * over[ties.owner])


def _sums(up: Upward, strength: Floats, over: Floats) -> tuple[Ints, Floats, Floats]:
    """For each tie the number of triangles, the sum of the products of the other two strengths,
    and the sum of these products over the total of the third agency (`over` is one over it).
    """
    size, plain = len(up.place), bool((strength == 1).all())
    common = np.zeros(size, np.int64)
    weighted, through = np.zeros(size), np.zeros(size)
    over_tail, over_head = over[up.tails], over[up.heads]
    for ab, bc, ac in triangles(up):
        for tie, one, other, third in (
            (ab, ac, bc, over_head[ac]),
            (bc, ab, ac, over_tail[ab]),
            (ac, ab, bc, over_head[ab]),
        ):
            common += np.bincount(tie, minlength=size)
            if plain:  # every product of strengths is 1
                through += np.bincount(tie, third, size)
            else:
                product = strength[one] * strength[other]
                weighted += np.bincount(tie, product, size)
                through += np.bincount(tie, product * third, size)
    if plain:
        weighted += common
    core, ends = up.core_ties, up.core_ends
    strengths = up.core_matrix(strength)
    products = (strengths @ strengths)[ends]
    weighted[core] += products
    if not plain:
        tied = up.core_matrix(np.ones(size))
        products = (tied @ tied)[ends]
    common[core] += products.astype(np.int64)
    through[core] += (strengths * over[up.core :] @ strengths)[ends]
    return common, weighted, through


@dataclass(frozen=True, eq=False)
class Upward:
    """Each tie of a snapshot once, from the agency of lower degree to the one of higher degree.

    Agencies go by their rank of degree here. None has more than sqrt(2 ties) ties upward, so that
    all pairs of an agency's upward ties can be looked at, however many ties a hub has.

    Attributes:
        agencies: code of the agency of each rank.
        core: rank from which agencies form the core, whose triangles `triangles` leaves out.
        start: where each rank's ties begin.
        tails, heads: ranks of the two ends of each tie, sorted.
        place: place of each tie, seen from its tail, among the entries of `Snapshot.ties`.
        back: place of the same tie seen from its head.
    """

    agencies: Ints
    core: int
    start: Ints
    tails: Ints
    heads: Ints
    place: Ints
    back: Ints

    @property
    def core_ties(self) -> slice:
        """The ties inside the core: the last ones, since a tie leads upward."""
        return slice(int(self.start[self.core]), None)

    @property
    def core_ends(self) -> tuple[Ints, Ints]:
        """Rows and columns of the core's ties in its matrices."""
        return self.tails[self.core_ties] - self.core, self.heads[self.core_ties] - self.core

    def core_matrix(self, up: NDArray[Any], down: NDArray[Any] | None = None) -> NDArray[Any]:
        """A matrix of the core: a value of each tie, and where it is another one seen from above.

        Args:
            up: a value for each tie of the snapshot.
            down: the same as seen from the head.
        """
        tails, heads = self.core_ends
        matrix = np.zeros((len(self.agencies) - self.core,) * 2, up.dtype)
        matrix[tails, heads] = up[self.core_ties]
        matrix[heads, tails] = (up if down is None else down)[self.core_ties]
        return matrix


def upward(snapshot: Snapshot) -> Upward:
    """The ties of a snapshot by rank of degree, computed once for it."""
    result: Upward = snapshot.keep("upward", lambda one: _upward(one.ties))
    return result


def _upward(ties: Adjacency) -> Upward:
    n = len(ties.start) - 1
    agencies = np.argsort(ties.degree, kind="stable")
    rank = np.empty(n, np.int64)
    rank[agencies] = np.arange(n)
    tails, heads = rank[ties.owner], rank[ties.neighbours]
    up, down = np.flatnonzero(tails < heads), np.flatnonzero(tails > heads)
    place = up[order_of(tails[up] * n + heads[up], n * n)]
    back = down[order_of(heads[down] * n + tails[down], n * n)]
    spread = np.bincount(tails[place], minlength=n)
    start = np.zeros(n + 1, np.int64)
    np.cumsum(spread, out=start[1:])
    return Upward(agencies, _core(spread), start, tails[place], heads[place], place, back)


def _pairs(spread: Ints) -> Ints:
    """Pairs of ties upward of each agency, from the number of these ties."""
    return spread * (spread - 1) // 2


def _core(spread: Ints) -> int:
    """The rank from which products of matrices cost less than to look at all pairs of ties."""
    sizes = np.arange(min(len(spread), _CORE) + 1)
    saved = np.concatenate([[0], np.cumsum(_pairs(spread)[::-1])])[sizes]
    return len(spread) - int(np.argmax(saved - sizes**3 / _PRODUCTS))


def triangles(up: Upward) -> Iterator[Triangles]:
    """Each triangle a, b, c (in order of rank) once, as its ties a-b, b-c and a-c, in blocks.

    Those inside the core are left out. For each b the ties that lead up to it are taken one by
    one, and of every other tie that leads from the same a further up, to some c, it is looked up
    whether b is tied to c.
    """
    n = len(up.start) - 1
    heads = up.heads[: up.core_ties.start]
    order = order_of(heads, n)
    start = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(heads, minlength=n), out=start[1:])
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
