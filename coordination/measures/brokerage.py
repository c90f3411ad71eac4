"""Brokerage: who stands between two agencies that have no direct way to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coordination.arguments import checked_arguments
from coordination.engine.projection import Projection
from coordination.engine.snapshot import Snapshot
from coordination.measures.inputs import AnyGraph, as_snapshot
from coordination.measures.result import Result
from coordination.measures.triangles import Upward, triangles, upward
from coordination.requirements.partition import Groups, Partition, partition

__all__ = ["ROLES", "Brokerage", "agency_brokerage"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

ROLES: dict[str, str] = {
    "B>B>B": "coordinator",
    "A>B>A": "consultant",
    "A>B>B": "gatekeeper",
    "B>B>A": "representative",
    "A>B>C": "liaison",
}
"""Two-path patterns, with the broker (group B) in the middle, and the names of the roles.

The pattern comes first, because texts swap the names *gatekeeper* and *representative*, and one
package has swapped their symbols. Names are UCINET's: a gatekeeper lets outsiders in to its own
group.
"""


class Brokerage(Result, Mapping[str, dict[str, int]]):
    """How often each agency brokers, by pattern of groups.

    A mapping from agency id to {pattern: number of two-paths}, in the order of the data.

    Attributes:
        groups: names of the groups.
        array: the numbers, one row for each agency, one column for each pattern of `ROLES`.
        note: how agencies were grouped, and how many have no group.
    """

    name = "agency_brokerage"

    def __init__(self, snapshot: Snapshot, parts: Partition, array: NDArray[np.int64]) -> None:
        self.projection, self.groups, self.array = snapshot.projection, parts.names, array
        self.note = parts.note
        self._snapshot = snapshot

    def __getitem__(self, agency: str) -> dict[str, int]:
        row = self.array[self._snapshot.code(agency)].tolist()
        return dict(zip(ROLES, row, strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self._snapshot.ids)

    def __len__(self) -> int:
        return len(self._snapshot.ids)

    def __repr__(self) -> str:
        sums = ", ".join(f"{name} {count}" for name, count in self.totals.items())
        return self._look(f" of {len(self)} agencies", sums)

    @property
    def totals(self) -> dict[str, int]:
        """Number of brokered two-paths in the whole network, by name of the role."""
        return dict(zip(ROLES.values(), self.array.sum(axis=0).tolist(), strict=True))

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per agency, with a column for each role and their total."""
        return [
            {
                "agency": key,
                **{ROLES[pattern]: count for pattern, count in row.items()},
                "total": sum(row.values()),
            }
            for key, row in self.items()
        ]


@checked_arguments
def agency_brokerage(
    network: AnyGraph, projection: Projection | None = None, *, groups: Groups = "country"
) -> Brokerage:
    """*Gould-Fernandez brokerage roles* of each agency over a partition.

    Agency b brokers between a and c where a -> b and b -> c but not a -> c. The groups of the
    three give the role, see `ROLES`. Without direction each pair is counted both ways round, so
    gatekeeper and representative are equal.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        groups: "country", "jurisdiction", "department", "level", "kind", "function" (see
            `GROUPINGS`), or a mapping from agency id to group. Agencies without a group form one of
            their own, and `note` says how many.
        projection: which links count; by default arcs are directed.

    Returns:
        Numbers of two-paths for each agency. **Range** 0 upwards. **Isolates** 0.

    Example:
        >>> import networkx as nx
        >>> graph = nx.karate_club_graph()
        >>> club = {str(node): data["club"] for node, data in graph.nodes(data=True)}
        >>> agency_brokerage(graph, groups=club)["0"]
        {'B>B>B': 174, 'A>B>A': 0, 'A>B>B': 15, 'B>B>A': 15, 'A>B>C': 0}

    Source:
        Gould and Fernandez 1989, Sociological Methodology 19:89-126, doi:10.2307/270949, as
        UCINET's help and the sna package give it. UCINET also offers partial credit, one over the
        number of brokers of a pair; here each counts whole.
    """
    snapshot = as_snapshot(network, projection, "directed")
    parts = partition(network, snapshot, groups)
    code, n = parts.codes, len(snapshot)
    ties = _tie_arcs(snapshot, code)
    out_same, out_other = _by_group(snapshot.outgoing.owner, snapshot.outgoing.neighbours, code, n)
    in_same, in_other = _by_group(snapshot.incoming.owner, snapshot.incoming.neighbours, code, n)
    both_same, both_other = _mutual(ties, n)
    same_group = _same_other_group(snapshot, code, len(parts.names)) - both_other
    counts = np.stack(
        [
            in_same * out_same - both_same,
            same_group,
            in_other * out_same,
            in_same * out_other,
            in_other * out_other - both_other - same_group,
        ],
        axis=1,
    )
    order = upward(snapshot)
    closed = _closed(order, ties, n)
    closed[order.agencies[order.core :]] += _closed_in_core(order, ties)
    return Brokerage(snapshot, parts, counts - closed)


class _TieArcs(NamedTuple):
    """The ties of `upward`, with what decides about the roles of their agencies.

    Attributes:
        tails, heads: codes of the agencies at the two ends.
        up, down: whether an arc runs from tail to head, and from head to tail.
        same: whether both are of one group.
    """

    tails: Ints
    heads: Ints
    up: Flags
    down: Flags
    same: Flags


def _tie_arcs(snapshot: Snapshot, code: Ints) -> _TieArcs:
    ties, arcs, order = snapshot.ties, snapshot.outgoing, upward(snapshot)
    forward = np.ones(len(ties.owner), bool)
    if snapshot.directed:
        n = max(len(snapshot), 1)
        wanted = arcs.owner * n + arcs.neighbours
        forward[:] = False
        forward[np.searchsorted(ties.owner * n + ties.neighbours, wanted)] = True
    tails, heads = ties.owner[order.place], ties.neighbours[order.place]
    same = code[tails] == code[heads]
    return _TieArcs(tails, heads, forward[order.place], forward[order.back], same)


def _by_group(owner: Ints, others: Ints, code: Ints, n: int) -> tuple[Ints, Ints]:
    """Numbers of each agency's neighbours in its own group and in others."""
    same = code[owner] == code[others]
    return np.bincount(owner[same], minlength=n), np.bincount(owner[~same], minlength=n)


def _mutual(ties: _TieArcs, n: int) -> tuple[Ints, Ints]:
    """Numbers of neighbours that arcs run to and from, in the own group and in others."""
    both = ties.up & ties.down
    inside, outside = (
        np.bincount(ties.tails[rows], minlength=n) + np.bincount(ties.heads[rows], minlength=n)
        for rows in (both & ties.same, both & ~ties.same)
    )
    return inside, outside


def _same_other_group(snapshot: Snapshot, code: Ints, groups: int) -> Ints:
    """Pairs (arc in, arc out) of each agency whose far ends share a group other than its own."""

    def sizes(owner: Ints, others: Ints) -> tuple[Ints, Ints]:
        outside = code[owner] != code[others]
        keys = np.sort(owner[outside] * groups + code[others][outside])
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        return keys[first], np.diff(first, append=len(keys))

    keys_in, count_in = sizes(snapshot.incoming.owner, snapshot.incoming.neighbours)
    keys_out, count_out = sizes(snapshot.outgoing.owner, snapshot.outgoing.neighbours)
    shared, at_in, at_out = np.intersect1d(
        keys_in, keys_out, assume_unique=True, return_indices=True
    )
    pairs = np.zeros(len(snapshot), np.int64)
    np.add.at(pairs, shared // max(groups, 1), count_in[at_in] * count_out[at_out])
    return pairs


def _closed(order: Upward, ties: _TieArcs, n: int) -> Ints:
    """Two-paths x -> y -> z that an arc x -> z closes, by broker and pattern.

    Which arcs run along a triangle's ties, and which of its agencies share a group, are nine bits,
    its shape. They decide what each of its three agencies brokers in it, and of that there are few
    cases; so each agency's cases are counted first.
    """
    cases, worth = _cases()
    bits = ties.up | ties.down.astype(np.uint16) << 1 | ties.same.astype(np.uint16) << 2
    second, third = bits << 3, bits << 6
    tails, heads = ties.tails * len(worth), ties.heads * len(worth)
    found = np.zeros(n * len(worth), np.int64)
    for ab, bc, ac in triangles(order):
        shape = bits[ab] | second[bc] | third[ac]
        for broker, case in zip((tails[ab], heads[ab], heads[ac]), cases, strict=True):
            found += np.bincount(broker + case[shape], minlength=len(found))
    closed: Ints = found.reshape(n, len(worth)) @ worth
    return closed


def _closed_in_core(order: Upward, ties: _TieArcs) -> Ints:
    """The same for the two-paths inside the core, by products of matrices."""
    arcs = order.core_matrix(ties.up.astype(np.float32), ties.down.astype(np.float32))
    same = order.core_matrix(ties.same)
    inside, outside = arcs * same, arcs * ~same

    def closed(first: Floats, second: Floats, direct: Floats) -> Ints:
        """How many x -> y -> z of two sorts of arcs an arc x -> z of a third sort closes, by y."""
        # Whole numbers below 2 ** 24, as the core is small, so that nothing is rounded.
        found: Ints = np.einsum("xy,xy->y", first, direct @ second.T).astype(np.int64)
        return found

    return np.stack(
        [
            closed(inside, inside, inside),
            closed(outside, outside, inside),
            closed(outside, inside, outside),
            closed(inside, outside, outside),
            closed(outside, outside, outside),
        ],
        axis=1,
    )


_TIES = [{"a", "b"}, {"b", "c"}, {"a", "c"}]
"""The ties of a triangle, in the order in which `triangles` gives them."""


@cache
def _cases() -> tuple[Ints, Ints]:
    """What an agency brokers in a triangle whose arcs close the ways through it.

    Returns:
        For each agency of the triangle and each shape the number of its case, and for each case
        how many two-paths of each pattern of `ROLES` it means.
    """
    shape = np.arange(512)

    def bit(number: int) -> Flags:
        return np.asarray(shape >> number & 1 == 1)

    def arc(x: str, y: str) -> Flags:
        """Whether an arc runs from x to y in each shape."""
        return bit(_TIES.index({x, y}) * 3 + (x > y))

    def same(x: str, y: str) -> Flags:
        return bit(_TIES.index({x, y}) * 3 + 2)

    def roles(x: str, y: str, z: str) -> Ints:
        """For each shape, whether x -> y -> z is closed and gives y each of the roles."""
        closed = arc(x, y) & arc(y, z) & arc(x, z)
        before, after, around = same(x, y), same(y, z), same(x, z)
        role = np.select([before & after, around, after, before], [0, 1, 2, 3], 4)
        return np.where(closed[:, None], np.eye(5, dtype=np.int64)[role], 0)

    counted = [roles(x, y, z) + roles(z, y, x) for x, y, z in ("bac", "abc", "acb")]
    worth, cases = np.unique(np.concatenate(counted), axis=0, return_inverse=True)
    return cases.reshape(3, len(shape)), worth
