"""Structural holes: how far an agency's contacts are tied to each other.

All four measures read one pass over the triangles. The strength of a tie is a_ij + a_ji, and
p_ij = (a_ij + a_ji) / sum_k (a_ik + a_ki). Like networkx and igraph, and unlike UCINET's
ego-network option, p_qj is taken in the whole network.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.arguments import checked_arguments
from coordination.engine.projection import Projection
from coordination.measures.inputs import AnyGraph, as_snapshot
from coordination.measures.result import AgencyValues, TieValues, Values
from coordination.measures.triangles import triangle_pass

__all__ = [
    "agency_constraint",
    "agency_effective_size",
    "agency_efficiency",
    "agency_hierarchy",
    "tie_overlap",
]


@checked_arguments
def agency_constraint(network: AnyGraph, projection: Projection | None = None) -> AgencyValues:
    """Burt's *constraint*: how far an agency's contacts leave it no alternative.

    C_i = sum_j (p_ij + sum_q p_iq p_qj)^2 over its neighbours j, with q tied to both, and p_ij =
    (a_ij + a_ji) / sum_k (a_ik + a_ki) the share of its strength. As in networkx and igraph p_qj
    is taken in the whole network; UCINET can also take it in the agency's own neighbourhood.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; strength counts where it says so.

    Returns:
        A number for each agency. **Range** above 0; it may exceed 1 in small dense
        neighbourhoods. **Isolates** NaN.

    Example:
        >>> import networkx as nx
        >>> round(agency_constraint(nx.karate_club_graph())["0"], 4)
        0.1554

    Source:
        Burt 1992, Structural Holes, Harvard University Press, and Burt 2004, American Journal of
        Sociology 110:349-399, doi:10.1086/421787, as networkx and igraph document it.
    """
    snapshot = as_snapshot(network, projection)
    sums = triangle_pass(snapshot)
    values = np.bincount(
        snapshot.ties.owner, (sums.share + sums.indirect) ** 2, minlength=len(snapshot)
    )
    return Values("agency_constraint", snapshot, _defined(values, snapshot.ties.degree))


@checked_arguments
def agency_effective_size(network: AnyGraph, projection: Projection | None = None) -> AgencyValues:
    """Burt's *effective size*: an agency's contacts less what is redundant among them.

    ES_i = sum_j [1 - sum_q p_iq m_jq] over its neighbours j, with q tied to both and m_jq the
    strength of j-q over the strongest tie of j. Without strengths this is Borgatti's n - 2t/n, for
    n neighbours and t ties among them.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; strength counts where it says so.

    Returns:
        A number for each agency. **Range** 1 to its degree (unweighted). **Isolates** NaN.

    Example:
        >>> import networkx as nx
        >>> agency_effective_size(nx.star_graph(3))["0"]
        3.0

    Source:
        Burt 1992 and, for n - 2t/n, Borgatti 1997, Connections 20(1):35-38, as networkx documents
        them.
    """
    snapshot = as_snapshot(network, projection)
    values = snapshot.ties.degree - triangle_pass(snapshot).redundant
    return Values("agency_effective_size", snapshot, _defined(values, snapshot.ties.degree))


@checked_arguments
def agency_efficiency(network: AnyGraph, projection: Projection | None = None) -> AgencyValues:
    """*Efficiency*: effective size over degree, the share of contacts that isn't redundant.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; strength counts where it says so.

    Returns:
        A number for each agency. **Range** 0 to 1. **Isolates** NaN.

    Source:
        Burt 1992, as networkx documents it (`effective_size`).
    """
    snapshot = as_snapshot(network, projection)
    degree = snapshot.ties.degree
    values = (degree - triangle_pass(snapshot).redundant) / np.maximum(degree, 1)
    return Values("agency_efficiency", snapshot, _defined(values, degree))


@checked_arguments
def agency_hierarchy(network: AnyGraph, projection: Projection | None = None) -> AgencyValues:
    """Burt's *hierarchy*: how far an agency's constraint comes from one contact.

    The Coleman-Theil index of disorder H_i = sum_j (c_ij / m) ln(c_ij / m) / (N ln N), where
    c_ij = (p_ij + sum_q p_iq p_qj)^2, m is the mean of the agency's c_ij, and N its degree.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; strength counts where it says so.

    Returns:
        A number for each agency. **Range** 0 (all contacts constrain alike) to 1 (one does).
        **Isolates**, and agencies with one contact, NaN.

    Source:
        Burt 1992, by JUNG's code and the documentation of cograph (Coleman-Theil index). Where it
        isn't defined conventions differ: Burt's program STRUCTURE sets isolates to 0 and single
        contacts to 1, JUNG isolates to NaN and single contacts to 1; here both are NaN.
    """
    snapshot = as_snapshot(network, projection)
    sums, owner, degree = triangle_pass(snapshot), snapshot.ties.owner, snapshot.ties.degree
    parts = (sums.share + sums.indirect) ** 2
    mean = np.bincount(owner, parts, len(snapshot)) / np.maximum(degree, 1)
    relative = parts / mean[owner]
    disorder = np.bincount(owner, relative * np.log(relative), len(snapshot))
    several = degree > 1
    values = np.full(len(snapshot), np.nan)
    values[several] = disorder[several] / (degree[several] * np.log(degree[several]))
    return Values("agency_hierarchy", snapshot, np.where(np.abs(values) < 1e-12, 0.0, values))


@checked_arguments
def tie_overlap(network: AnyGraph, projection: Projection | None = None) -> TieValues:
    """*Neighbourhood overlap* of a tie: the share of contacts that its agencies have in common.

    O_ij = n_ij / ((k_i - 1) + (k_j - 1) - n_ij), with n_ij contacts in common and degrees k. A tie
    of overlap 0 is a local bridge. In sparse networks coded from documents most ties are local
    bridges, so a low value alone says little.

    Args:
        network: a network, a snapshot or a simple networkx graph.
        projection: which links count; strength plays no part.

    Returns:
        A number for each tie. **Range** 0 to 1; NaN for a pair that is tied to nobody else.

    Example:
        >>> import networkx as nx
        >>> round(tie_overlap(nx.karate_club_graph())["3", "7"], 3)
        0.6

    Source:
        Onnela et al. 2007, PNAS 104(18):7332-7336, doi:10.1073/pnas.0610245104, for the term. The
        paper itself wasn't read: the formula follows from what it counts, contacts in common among
        all other contacts of the two (Mattie and Onnela 2017, arXiv:1712.07110, abstract), and
        tests compare it with a count. The local bridge is as networkx documents it.
    """
    snapshot = as_snapshot(network, projection)
    one, other = snapshot.pairs
    once = snapshot.ties.owner < snapshot.ties.neighbours
    common = triangle_pass(snapshot).common[once]
    others = snapshot.ties.degree[one] + snapshot.ties.degree[other] - 2 - common
    values = np.where(others > 0, common / np.maximum(others, 1), np.nan)
    return Values("tie_overlap", snapshot, values, ends=snapshot.pairs)


def _defined(values: NDArray[Any], degree: NDArray[Any]) -> NDArray[Any]:
    return np.where(degree > 0, values, np.nan)
