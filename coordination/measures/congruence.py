"""Congruence: how much of the coordination that is required takes place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coordination.arguments import checked_arguments
from coordination.measures.result import Answers, Explained
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all

__all__ = [
    "Congruence",
    "agency_congruence",
    "coordination_requirements",
    "function_congruence",
    "matrix_congruence",
    "network_congruence",
]


_NOTE = "requirements as recorded, met or not met by the data; those not examined are left out"


@dataclass(frozen=True, repr=False)
class Congruence(Explained):
    """Required against actual coordination.

    It is computed from the requirements of a network and not from a projection: each requirement
    says itself which links can meet it.

    Attributes:
        value: requirements met over requirements examined; NaN where none was examined.
        met: ids of the requirements that are met.
        gaps: ids of those that are not met.
        not_examined: ids of those on which the data is silent; they don't count.
    """

    value: float
    met: tuple[str, ...]
    gaps: tuple[str, ...]
    not_examined: tuple[str, ...]

    name = "network_congruence"
    projection = None
    note = _NOTE

    def _behind(self) -> str:
        met, examined = len(self.met), len(self.met) + len(self.gaps)
        return f"{met} of {examined} met, {len(self.not_examined)} not examined"

    def to_record(self) -> dict[str, Any]:
        """A flat dict; ids joined by spaces, None for NaN."""
        return {
            "congruence": None if self.value != self.value else self.value,
            "examined": len(self.met) + len(self.gaps),
            "met": " ".join(self.met),
            "gaps": " ".join(self.gaps),
            "not_examined": " ".join(self.not_examined),
        }


@checked_arguments
def network_congruence(network: Network) -> Congruence:
    """*Congruence* of a network: the share of examined requirements that are met.

    Congruence = |required and actual| / |required|. Required are the network's requirements; which
    of them are met, `assess` decides. Requirements that nobody examined are left out of both, and
    the result names them.

    Args:
        network: the network.

    Returns:
        The share with the requirements behind it. **Range** 0 to 1; NaN where none was examined.

    Source:
        Cataldo, Wagstrom, Herbsleb and Carley 2006, Identification of coordination requirements,
        CSCW '06, doi:10.1145/1180875.1180929, of which the abstract was read. There requirements
        are computed from tasks; here they are recorded. This project takes congruence as the share
        of them that is met.
    """
    return _congruence(assess_all(network))


@checked_arguments
def function_congruence(network: Network) -> Answers[Congruence]:
    """*Congruence* of each function that requirements serve; see `network_congruence`.

    Args:
        network: the network.

    Returns:
        By id of the function, in the order of the data; requirements without one stand under "".
        **Range** 0 to 1; NaN where none was examined. **Functions without requirements** are left
        out.

    Source:
        As `network_congruence`; taking it for each function is this project's choice.
    """
    groups: dict[str, list[Assessment]] = {function: [] for function in (*network.functions, "")}
    for one in assess_all(network):
        groups[one.requirement.function or ""].append(one)
    found = {function: _congruence(group) for function, group in groups.items() if group}
    return Answers("function_congruence", "function", found, note=_NOTE)


@checked_arguments
def agency_congruence(network: Network) -> Answers[Congruence]:
    """*Congruence* of each agency, over the requirements that it is a side of.

    Args:
        network: the network.

    Returns:
        By id of the agency, in the order of the data. **Range** 0 to 1; NaN where none was
        examined. **Agencies without requirements** are left out.

    Source:
        As `network_congruence`; taking it for each agency is this project's choice.
    """
    groups: dict[str, list[Assessment]] = defaultdict(list)
    for one in assess_all(network):
        for agency in dict.fromkeys((one.requirement.agency, *one.counterparts)):
            groups[agency].append(one)
    found = {agency: _congruence(groups[agency]) for agency in network.agencies if agency in groups}
    return Answers("agency_congruence", "agency", found, note=_NOTE)


@checked_arguments
def coordination_requirements(assignment: ArrayLike, dependency: ArrayLike) -> NDArray[np.int64]:
    """Who has to coordinate, from who does what and which tasks depend on each other.

    CR = TA TD TA^T. A dense dependency matrix makes everybody depend on everybody, so the result
    proposes requirements to look at; it doesn't establish any.

    Args:
        assignment: matrix of agencies by tasks, 1 where the agency carries out the task (TA).
        dependency: square matrix of tasks by tasks, 1 where one depends on the other (TD).

    Returns:
        Square matrix of agencies by agencies: number of dependencies that join them.

    Raises:
        ValueError: the shapes don't fit together.

    Example:
        >>> coordination_requirements(
        ...     [[0, 1, 0], [0, 1, 1], [1, 1, 0]], [[1, 1, 0], [1, 1, 1], [0, 1, 1]]
        ... ).tolist()
        [[1, 2, 2], [2, 4, 3], [2, 3, 4]]

    Source:
        Cataldo, Wagstrom, Herbsleb and Carley 2006, Identification of coordination requirements,
        CSCW '06, doi:10.1145/1180875.1180929, which then asks only whether an entry is above 0, as
        `matrix_congruence` does.
    """
    given, depends = np.asarray(assignment, np.int64), np.asarray(dependency, np.int64)
    if given.ndim != 2 or depends.shape != (given.shape[1],) * 2:
        raise ValueError(
            f"{given.shape} agencies by tasks and {depends.shape} tasks by tasks don't fit"
        )
    return given @ depends @ given.T


@checked_arguments
def matrix_congruence(required: ArrayLike, actual: ArrayLike) -> float:
    """*Congruence* of two matrices: share of required pairs that coordinate, diagonal ignored.

    Args:
        required: square matrix, above 0 where a pair of agencies has to coordinate.
        actual: square matrix, above 0 where it does.

    Returns:
        One number. **Range** 0 to 1; NaN where nothing is required.

    Example:
        >>> required = [[1, 2, 2], [2, 4, 3], [2, 3, 4]]
        >>> round(matrix_congruence(required, [[0, 1, 0], [1, 0, 0], [0, 0, 0]]), 3)
        0.333

    Source:
        Cataldo, Wagstrom, Herbsleb and Carley 2006, Identification of coordination requirements,
        CSCW '06, doi:10.1145/1180875.1180929, of which the abstract was read; this
        project takes congruence as the share of required pairs.
    """
    needed, done = np.asarray(required) > 0, np.asarray(actual) > 0
    if needed.shape != done.shape or needed.ndim != 2 or needed.shape[0] != needed.shape[1]:
        raise ValueError(f"expected two square matrices of the same size, not {needed.shape}")
    np.fill_diagonal(needed := needed.copy(), False)
    return float((needed & done).sum() / needed.sum()) if needed.any() else float("nan")


def _congruence(assessments: Iterable[Assessment]) -> Congruence:
    by_state: dict[str, list[str]] = {"met": [], "lacking": [], "not-examined": []}
    for one in assessments:
        by_state[one.state].append(one.requirement.id)
    met, gaps, silent = (tuple(ids) for ids in by_state.values())
    examined = len(met) + len(gaps)
    return Congruence(len(met) / examined if examined else float("nan"), met, gaps, silent)
