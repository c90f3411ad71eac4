"""Brokerage: who stands between two agencies that have no direct way to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.measures.partition import Groups, partition
from coordination.measures.result import Source, as_snapshot
from coordination.measures.triangles import triangles
from coordination.projection import Projection
from coordination.snapshot import Snapshot

__all__ = ["ROLES", "Brokerage", "agency_brokerage"]

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


class Brokerage(Mapping[str, dict[str, int]]):
    """How often each agency brokers, by pattern of groups.

    A mapping from agency id to {pattern: number of two-paths}, in the order of the data.

    Attributes:
        projection: what it was taken from; None for a plain graph.
        groups: names of the groups.
        array: the numbers, one row for each agency, one column for each pattern of `ROLES`.
    """

    def __init__(
        self, snapshot: Snapshot, groups: tuple[str, ...], array: NDArray[np.int64]
    ) -> None:
        self.projection, self.groups, self.array = snapshot.projection, groups, array
        self._snapshot = snapshot

    def __getitem__(self, agency: str) -> dict[str, int]:
        row = self.array[self._snapshot.code_of[agency]].tolist()
        return dict(zip(ROLES, row, strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self._snapshot.ids)

    def __len__(self) -> int:
        return len(self._snapshot.ids)

    def __repr__(self) -> str:
        sums = ", ".join(f"{name} {count}" for name, count in self.totals.items())
        return f"<agency_brokerage of {len(self)} agencies: {sums}; {self.projection or 'plain'}>"

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


def agency_brokerage(
    network: Source, groups: Groups = "country", projection: Projection | None = None
) -> Brokerage:
    """*Gould-Fernandez brokerage roles* of each agency over a partition.

    Agency b brokers between a and c where a -> b and b -> c but not a -> c. The groups of the
    three give the role, see `ROLES`. Without direction each pair is counted both ways round, so
    gatekeeper and representative are equal.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        groups: "country", "jurisdiction", "department", "level", "kind", or a mapping from agency
            id to group.
        projection: which links count; by default arcs are directed.

    Returns:
        Numbers of two-paths for each agency. **Range** 0 upwards. **Isolates** 0.

    Example:
        >>> import networkx as nx
        >>> graph = nx.karate_club_graph()
        >>> club = {str(node): data["club"] for node, data in graph.nodes(data=True)}
        >>> agency_brokerage(graph, club)["0"]
        {'B>B>B': 174, 'A>B>A': 0, 'A>B>B': 15, 'B>B>A': 15, 'A>B>C': 0}

    Source:
        Gould and Fernandez 1989, Sociological Methodology 19:89-126, doi:10.2307/270949, as
        UCINET's help and the sna package give it. UCINET also offers partial credit, one over the
        number of brokers of a pair; here each counts whole.
    """
    snapshot = as_snapshot(network, projection, Projection(direction="directed"))
    parts = partition(network, snapshot, groups)
    code, n = parts.codes, len(snapshot)
    out_same, out_other = _by_group(snapshot.outgoing.owner, snapshot.outgoing.neighbours, code, n)
    in_same, in_other = _by_group(snapshot.incoming.owner, snapshot.incoming.neighbours, code, n)
    both_same, both_other = _mutual(snapshot, code)
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
    return Brokerage(snapshot, parts.names, counts - _closed(snapshot, code))


def _by_group(
    owner: NDArray[np.int64], others: NDArray[np.int64], code: NDArray[np.int64], n: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers of each agency's neighbours in its own group and in others."""
    same = code[owner] == code[others]
    return np.bincount(owner[same], minlength=n), np.bincount(owner[~same], minlength=n)


def _forward(snapshot: Snapshot) -> NDArray[np.bool_]:
    """For each entry i-j of the ties whether an arc runs from i to j."""
    ties, arcs, n = snapshot.ties, snapshot.outgoing, max(len(snapshot), 1)
    forward = np.zeros(len(ties.owner), bool)
    places = np.searchsorted(ties.owner * n + ties.neighbours, arcs.owner * n + arcs.neighbours)
    forward[places] = True
    return forward


def _mutual(
    snapshot: Snapshot, code: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers of neighbours that arcs run to and from, in the own group and in others."""
    ties, n = snapshot.ties, len(snapshot)
    forward = _forward(snapshot)
    both = forward & forward[np.argsort(ties.neighbours * max(n, 1) + ties.owner, kind="stable")]
    return _by_group(ties.owner[both], ties.neighbours[both], code, n)


def _same_other_group(
    snapshot: Snapshot, code: NDArray[np.int64], groups: int
) -> NDArray[np.int64]:
    """Pairs (arc in, arc out) of each agency whose far ends share a group other than its own."""
    n = len(snapshot)

    def sizes(owner: NDArray[np.int64], others: NDArray[np.int64]) -> tuple[Any, Any]:
        outside = code[owner] != code[others]
        return np.unique(owner[outside] * groups + code[others][outside], return_counts=True)

    keys_in, count_in = sizes(snapshot.incoming.owner, snapshot.incoming.neighbours)
    keys_out, count_out = sizes(snapshot.outgoing.owner, snapshot.outgoing.neighbours)
    shared, at_in, at_out = np.intersect1d(
        keys_in, keys_out, assume_unique=True, return_indices=True
    )
    pairs = np.zeros(n, np.int64)
    np.add.at(pairs, shared // max(groups, 1), count_in[at_in] * count_out[at_out])
    return pairs


def _closed(snapshot: Snapshot, code: NDArray[np.int64]) -> NDArray[np.int64]:
    """Two-paths a -> b -> c that an arc a -> c closes, by broker and pattern."""
    ties, n = snapshot.ties, len(snapshot)
    forward = _forward(snapshot)
    reverse = np.argsort(ties.neighbours * max(n, 1) + ties.owner, kind="stable")
    closed = np.zeros(n * 5, np.int64)
    for ab, bc, ac in triangles(ties):
        ba, cb, ca = reverse[ab], reverse[bc], reverse[ac]
        for first, second, direct in (
            (ab, bc, ac),
            (cb, ba, ca),
            (ba, ac, bc),
            (ca, ab, cb),
            (ac, cb, ab),
            (bc, ca, ba),
        ):
            # first is x-y, second y-z, direct x-z: y brokers from x to z.
            held = forward[first] & forward[second] & forward[direct]
            x, y, z = (
                ties.owner[first[held]],
                ties.owner[second[held]],
                ties.neighbours[second[held]],
            )
            closed += np.bincount(y * 5 + _pattern(code[x], code[y], code[z]), minlength=n * 5)
    return closed.reshape(n, 5)


def _pattern(
    before: NDArray[np.int64], broker: NDArray[np.int64], after: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Place in `ROLES` of each triple of groups."""
    return np.select(
        [
            (before == broker) & (after == broker),
            (before == after) & (before != broker),
            (before != broker) & (after == broker),
            (before == broker) & (after != broker),
        ],
        [0, 1, 2, 3],
        4,
    )
