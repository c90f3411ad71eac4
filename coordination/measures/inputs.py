"""What measures take: a network, a snapshot, or a simple networkx graph."""

from __future__ import annotations

from typing import Protocol

from coordination.engine.projection import Direction, Projection
from coordination.engine.snapshot import Snapshot
from coordination.errors import expect
from coordination.network import Network

__all__ = ["AnyGraph", "as_snapshot"]


class Graph(Protocol):
    """A networkx graph, as far as a type checker has to know: networkx comes without types."""

    def is_directed(self) -> bool:
        """Whether edges have a direction."""

    def is_multigraph(self) -> bool:
        """Whether a pair may have several edges, which measures refuse."""


AnyGraph = Network | Snapshot | Graph
"""What measures take: a `Network`, a `Snapshot`, or a simple networkx graph."""


def as_snapshot(
    source: AnyGraph, projection: Projection | None, direction: Direction = "weak"
) -> Snapshot:
    """The snapshot that a measure reads.

    Args:
        source: a network, a snapshot, or a simple networkx graph (each tie then counts 1; use
            `Snapshot.of_graph` to read strengths).
        projection: how to cut it out of a network; None means `Projection()`.
        direction: the measure's own, for a projection that doesn't name one.

    Raises:
        TypeError: the source is none of these, or a projection is given for what is no network.
        ValueError: the graph is a multigraph.
    """
    if projection is not None:
        expect(Projection, projection, "projection")
    if isinstance(source, Network):
        return source.snapshot((projection or Projection()).towards(direction))
    if not isinstance(source, Snapshot) and not hasattr(source, "is_multigraph"):
        expect(Network, source, "network")
    if projection is not None:
        raise TypeError("a projection applies to a network, not to a snapshot or a graph")
    return source if isinstance(source, Snapshot) else Snapshot.of_graph(source)
