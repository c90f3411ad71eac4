"""Mixing: whether ties stay inside groups or cross them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.arguments import checked_arguments
from coordination.engine.projection import Projection
from coordination.measures.inputs import AnyGraph, as_snapshot
from coordination.measures.result import AgencyValues, Answers, Explained, Values
from coordination.requirements.partition import Groups, partition

__all__ = ["EIIndex", "agency_ei", "group_ei", "network_ei"]

_MOST_TIES_SHUFFLED = 200_000_000
"""Ties times permutations beyond which fewer permutations are drawn."""


@dataclass(frozen=True, repr=False)
class EIIndex(Explained):
    """The E-I index of a network with what it could have been.

    Attributes:
        value: (external - internal) / (external + internal).
        external, internal: numbers of ties between and within groups.
        lowest, highest: bounds, given the group sizes and the number of ties.
        expected: value if every pair were equally likely to be tied.
        permutations: number of random relabellings that the p-value comes from.
        p_lower, p_upper: share of relabellings (with the data itself) whose value is as low, or as
            high.
        projection: what it was taken from; None for a plain graph.
        note: how agencies were grouped, and how many have no group.
    """

    value: float
    external: int
    internal: int
    lowest: float
    highest: float
    expected: float
    permutations: int
    p_lower: float
    p_upper: float
    projection: Projection | None
    note: str = ""

    name = "network_ei"

    def _behind(self) -> str:
        return (
            f"{self.external} external and {self.internal} internal ties, "
            f"expected {self.expected:.4g}"
        )

    def to_record(self) -> dict[str, Any]:
        """A flat dict; None for NaN."""
        return {name: _whole(getattr(self, name)) for name in self.__dataclass_fields__} | {
            "projection": str(self.projection or "")
        }


@checked_arguments
def agency_ei(
    network: AnyGraph, projection: Projection | None = None, *, groups: Groups = "country"
) -> AgencyValues:
    """*E-I index* of each agency: (external - internal) / (external + internal) of its ties.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        groups: "country", "jurisdiction", "department", "level", "kind", "function" (see
            `GROUPINGS`), or a mapping from agency id to group. Agencies without a group form one of
            their own, and `note` says how many.
        projection: which links count; direction and strength play no part.

    Returns:
        A number for each agency. **Range** -1 (all ties inside its group) to 1 (all outside).
        **Isolates** NaN.

    Source:
        Krackhardt and Stern 1988, Social Psychology Quarterly 51(2):123-140, doi:10.2307/2786835,
        as UCINET's help gives it.
    """
    snapshot = as_snapshot(network, projection)
    parts = partition(network, snapshot, groups)
    code = parts.codes
    crossing = code[snapshot.ties.owner] != code[snapshot.ties.neighbours]
    degree = snapshot.ties.degree
    external = np.bincount(snapshot.ties.owner[crossing], minlength=len(snapshot))
    values = np.where(degree > 0, (2 * external - degree) / np.maximum(degree, 1), np.nan)
    return Values("agency_ei", snapshot, values, note=parts.note)


@checked_arguments
def group_ei(
    network: AnyGraph, projection: Projection | None = None, *, groups: Groups = "country"
) -> Answers[float]:
    """*E-I index* of each group, over the ties of its agencies; a tie inside counts once.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        groups: as for `agency_ei`.
        projection: which links count.

    Returns:
        A number for each group by name. **Range** -1 to 1; NaN for a group without ties.

    Source:
        Krackhardt and Stern 1988, Social Psychology Quarterly 51(2):123-140, doi:10.2307/2786835,
        as UCINET's help gives it.
    """
    snapshot = as_snapshot(network, projection)
    parts = partition(network, snapshot, groups)
    one, other = (parts.codes[end] for end in snapshot.pairs)
    size = len(parts.names)
    internal = np.bincount(one[one == other], minlength=size)
    external = np.bincount(one[one != other], minlength=size)
    external = external + np.bincount(other[one != other], minlength=size)
    total = internal + external
    values = np.where(total > 0, (external - internal) / np.maximum(total, 1), np.nan)
    return Answers(
        "group_ei",
        "group",
        dict(zip(parts.names, values.tolist(), strict=True)),
        projection=snapshot.projection,
        note=parts.note,
    )


@checked_arguments
def network_ei(
    network: AnyGraph,
    projection: Projection | None = None,
    *,
    groups: Groups = "country",
    permutations: int = 1000,
    seed: int = 0,
) -> EIIndex:
    """*E-I index* of the whole network, with its bounds and a permutation test.

    EI = (E - I) / (E + I). With L ties, B pairs between and W pairs within groups, it lies between
    (L - 2 min(L, W)) / L and (2 min(L, B) - L) / L, and is (B - W) / (B + W) where all pairs are
    equally likely to be tied. The test shuffles the groups over the agencies.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        groups: as for `agency_ei`.
        projection: which links count.
        permutations: how many random relabellings to draw; fewer are drawn for large networks,
            and the result says how many.
        seed: seed of the relabellings.

    Returns:
        The index with bounds, expectation and p-values. **Range** -1 (all ties internal) to 1 (all
        external), narrower by the bounds; NaN without ties. Isolates count in the bounds, the
        expectation and the relabellings.

    Raises:
        ValueError: a negative number of permutations, or a grouping that there isn't.

    Example:
        >>> import networkx as nx
        >>> graph = nx.karate_club_graph()
        >>> club = {str(node): data["club"] for node, data in graph.nodes(data=True)}
        >>> index = network_ei(graph, groups=club)
        >>> index.external, index.internal, round(index.value, 4), round(index.expected, 4)
        (11, 67, -0.7179, 0.0303)

    Source:
        Krackhardt and Stern 1988, Social Psychology Quarterly 51(2):123-140, doi:10.2307/2786835,
        as UCINET's help gives it. It names the permutation test, and says that group sizes and
        density restrict the range; the bounds and the expectation here come from counting pairs.
    """
    if permutations < 0:
        raise ValueError(f"permutations must be 0 or more, not {permutations}")
    snapshot = as_snapshot(network, projection)
    parts = partition(network, snapshot, groups)
    one, other = snapshot.pairs
    ties = len(one)
    sizes = np.bincount(parts.codes, minlength=len(parts.names))
    within = int((sizes * (sizes - 1) // 2).sum())
    between = len(snapshot) * (len(snapshot) - 1) // 2 - within
    external = _crossing(parts.codes, one, other)
    drawn = min(permutations, max(20, _MOST_TIES_SHUFFLED // max(ties, 1))) if ties else 0
    random = np.random.default_rng(seed)
    shuffled = [_crossing(random.permutation(parts.codes), one, other) for _ in range(drawn)]
    nan = float("nan")
    return EIIndex(
        value=(2 * external - ties) / ties if ties else nan,
        external=external,
        internal=ties - external,
        lowest=(ties - 2 * min(ties, within)) / ties if ties else nan,
        highest=(2 * min(ties, between) - ties) / ties if ties else nan,
        expected=(between - within) / (between + within) if between + within else nan,
        permutations=drawn,
        p_lower=(1 + sum(s <= external for s in shuffled)) / (1 + drawn) if ties else nan,
        p_upper=(1 + sum(s >= external for s in shuffled)) / (1 + drawn) if ties else nan,
        projection=snapshot.projection,
        note=parts.note,
    )


def _whole(value: Any) -> Any:
    return None if value != value else value


def _crossing(code: NDArray[Any], one: NDArray[Any], other: NDArray[Any]) -> int:
    return int(np.count_nonzero(code[one] != code[other]))
