"""A snapshot: one projection of a network as arrays, computed once and never changed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from coordination.engine.argsort import order_of
from coordination.engine.columns import Columns
from coordination.engine.projection import Projection
from coordination.errors import unknown

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Adjacency", "Snapshot", "pair_keys"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Array = TypeVar("Array", bound=NDArray[Any])


@dataclass(frozen=True, eq=False)
class Adjacency:
    """Compressed sparse rows: the neighbours of agency `i` stand, in rising order, in
    `neighbours[start[i]:start[i + 1]]`, the strengths of those ties in the same places.
    """

    start: Ints
    neighbours: Ints
    strength: Floats

    @cached_property
    def degree(self) -> Ints:
        """Number of neighbours of each agency."""
        return _frozen(np.diff(self.start))

    @cached_property
    def owner(self) -> Ints:
        """The agency to which each entry belongs."""
        return _frozen(np.repeat(np.arange(len(self.start) - 1), self.degree))

    def of(self, agency: int) -> Ints:
        """The neighbours of one agency, in rising order."""
        return self.neighbours[self.start[agency] : self.start[agency + 1]]

    def entries(self, agencies: Ints) -> Ints:
        """Places in `neighbours` of all entries of some agencies, one agency after the other."""
        spread = self.degree[agencies]
        ends = np.cumsum(spread)
        count = int(ends[-1]) if len(ends) else 0
        return np.arange(count) + np.repeat(self.start[agencies] - ends + spread, spread)

    @cached_property
    def lists(self) -> list[list[int]]:
        """The neighbours as plain lists, which a search in Python reads faster than arrays."""
        flat, start = self.neighbours.tolist(), self.start.tolist()
        return [flat[a:b] for a, b in pairwise(start)]


def pair_keys(one: NDArray[Any] | int, other: NDArray[Any] | int, size: int) -> Ints:
    """A number for each pair of codes below `size`, whichever of the two stands first."""
    first, second = np.asarray(one, np.int64), np.asarray(other, np.int64)
    found: Ints = np.minimum(first, second) * size + np.maximum(first, second)
    return found


class Snapshot:
    """A simple graph of agencies as arrays.

    Attributes:
        ids: ids of its agencies; an agency's code is its place here.
        projection: how it was cut from the links; None for one that was made of a plain graph.
        directed: whether ties have a direction.
        outgoing, incoming: the arcs both ways round. Without direction both are the same object.
        ties: the undirected graph. Of a directed one it has a tie wherever an arc runs either way,
            with the sum of the two strengths (Burt's a_ij + a_ji).
    """

    def __init__(
        self,
        ids: Sequence[str],
        outgoing: Adjacency,
        incoming: Adjacency,
        ties: Adjacency,
        *,
        projection: Projection | None = None,
    ) -> None:
        self.ids = tuple(ids)
        self.projection = projection
        self.directed = outgoing is not incoming
        self.outgoing, self.incoming, self.ties = outgoing, incoming, ties
        self._kept: dict[Hashable, Any] = {}

    def __repr__(self) -> str:
        shape = "arcs" if self.directed else "ties"
        count = len(self.outgoing.neighbours) // (1 if self.directed else 2)
        return (
            f"<Snapshot: {len(self.ids)} agencies, {count} {shape}; {self.projection or 'plain'}>"
        )

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def code_of(self) -> Mapping[str, int]:
        """Code of each agency by id."""
        return {key: code for code, key in enumerate(self.ids)}

    def code(self, agency: str) -> int:
        """Code of one agency.

        Raises:
            UnknownName: there is no such agency.
        """
        code = self.code_of.get(agency)
        if code is None:
            raise unknown("agency", agency, self.ids)
        return code

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_kept": {}}  # what was computed of it is computed again

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    @cached_property
    def pairs(self) -> tuple[Ints, Ints]:
        """The two ends of each tie, lower code first, sorted."""
        once = self.ties.owner < self.ties.neighbours
        return self.ties.owner[once], self.ties.neighbours[once]

    def keep(self, name: Hashable, compute: Any) -> Any:
        """What `compute(self)` returns, computed once for this snapshot."""
        if name not in self._kept:
            self._kept[name] = compute(self)
        return self._kept[name]

    @classmethod
    def of_columns(cls, columns: Columns, projection: Projection | None = None) -> Snapshot:
        """Cut a projection out of a network's columns."""
        projection = (projection or Projection()).towards("weak")
        rows = projection.rows(columns)
        source, target = columns.source[rows], columns.target[rows]
        kind, mutual = columns.kind[rows].astype(np.int64), columns.mutual[rows]
        ids: Sequence[str] = columns.ids
        if projection.jurisdiction is not None:
            inside = columns.within(projection.jurisdiction)
            place = np.cumsum(inside) - 1
            both = inside[source] & inside[target]
            source, target, kind, mutual = (
                place[source[both]],
                place[target[both]],
                kind[both],
                mutual[both],
            )
            ids = [columns.ids[code] for code in np.flatnonzero(inside)]
        tails = np.concatenate([source, target[mutual]]).astype(np.int64)
        heads = np.concatenate([target, source[mutual]]).astype(np.int64)
        kinds = np.concatenate([kind, kind[mutual]])
        if projection.direction == "strong":
            forward, backward = tails * len(ids) + heads, heads * len(ids) + tails
            kept = np.isin(forward, backward)
            tails, heads, kinds = tails[kept], heads[kept], kinds[kept]
        if projection.direction != "directed":
            tails, heads = np.concatenate([tails, heads]), np.concatenate([heads, tails])
            kinds = np.concatenate([kinds, kinds])
        counted = kinds if projection.weight == "kinds" else np.zeros_like(kinds)
        arcs, strength = _distinct_kinds(tails * len(ids) + heads, counted)
        return cls._of_arcs(
            ids, arcs, strength, projection.direction == "directed", projection=projection
        )

    @classmethod
    def of_graph(cls, graph: nx.Graph, weight: str | None = None) -> Snapshot:
        """Make a snapshot of a simple networkx graph in one pass over it.

        Args:
            graph: a `Graph` or `DiGraph`; node names become ids by `str`. Self-loops are dropped.
            weight: edge attribute that holds the strength; None makes each tie 1.

        Raises:
            ValueError: the graph is a multigraph, whose parallel edges would count as strength.
        """
        if graph.is_multigraph():
            raise ValueError("a snapshot is made of a simple graph: project the links first")
        rows = graph._adj
        code = {node: n for n, node in enumerate(rows)}
        tails = np.repeat(np.arange(len(rows), dtype=np.int64), [len(row) for row in rows.values()])
        count = len(tails)
        heads = np.fromiter((code[v] for row in rows.values() for v in row), np.int64, count)
        strength = np.ones(count)
        if weight is not None:
            values = (d.get(weight, 1) for row in rows.values() for d in row.values())
            strength = np.fromiter(values, np.float64, count)
        loops = tails == heads
        arcs = (tails * len(rows) + heads)[~loops]
        order = order_of(arcs, len(rows) ** 2)
        return cls._of_arcs(
            [str(node) for node in rows], arcs[order], strength[~loops][order], graph.is_directed()
        )

    @classmethod
    def of_pairs(cls, ids: Sequence[str], source: Ints, target: Ints) -> Snapshot:
        """Make an undirected snapshot of pairs of codes, each counted once, none with itself."""
        apart = source != target
        tails = np.concatenate([source[apart], target[apart]]).astype(np.int64)
        heads = np.concatenate([target[apart], source[apart]]).astype(np.int64)
        arcs, strength = _distinct_kinds(tails * len(ids) + heads, np.zeros_like(tails))
        return cls._of_arcs(ids, arcs, strength, False)

    @classmethod
    def _of_arcs(
        cls,
        ids: Sequence[str],
        arcs: Ints,
        strength: Floats,
        directed: bool,
        *,
        projection: Projection | None = None,
    ) -> Snapshot:
        """Build from sorted keys tail * n + head, each once (both ways where undirected)."""
        n = len(ids)
        outgoing = _rows(n, arcs, strength)
        if not directed:
            return cls(ids, outgoing, outgoing, outgoing, projection=projection)
        turned = outgoing.neighbours * n + outgoing.owner
        order = order_of(turned, n * n)
        incoming = _rows(n, turned[order], strength[order])
        both = np.concatenate([arcs, turned])
        order = order_of(both, n * n)
        keys, sums = _summed(both[order], np.concatenate([strength, strength])[order])
        return cls(ids, outgoing, incoming, _rows(n, keys, sums), projection=projection)


def _rows(n: int, arcs: Ints, strength: Floats) -> Adjacency:
    start = np.searchsorted(arcs, np.arange(n + 1) * n)
    neighbours = arcs - np.repeat(np.arange(n) * n, np.diff(start))
    return Adjacency(_frozen(start), _frozen(neighbours), _frozen(np.asarray(strength, np.float64)))


def _frozen(array: Array) -> Array:
    array.flags.writeable = False
    return array


def _distinct_kinds(arcs: Ints, kinds: Ints) -> tuple[Ints, Floats]:
    """Each arc once, sorted, with the number of different kinds that it has."""
    # Sorting and comparing neighbours is ten times faster than np.unique at millions of rows.
    keys = np.sort(arcs * 32 + kinds)
    keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys
    return _summed(keys // 32, np.ones(len(keys)))


def _summed(keys: Ints, values: Floats) -> tuple[Ints, Floats]:
    """Each of sorted keys once, with the sum of its values."""
    if not len(keys):
        return keys, values
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[first], np.add.reduceat(values, first)
