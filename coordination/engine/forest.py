"""Components and breadth-first forests of a graph, computed on whole arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coordination.engine.argsort import distinct
from coordination.engine.snapshot import Adjacency

__all__ = ["Forest", "connected", "grow", "joined"]

Ints = NDArray[np.int64]

_SAMPLED = 2
"""Ties of each agency that are joined before the largest component is left out."""

_FEWEST_LEVELS, _ENTRIES_A_LEVEL = 200, 50
"""A forest may have this many levels, or one for so many entries: each costs some array calls."""


class Forest(NamedTuple):
    """A spanning forest of a graph, each tree by levels from its root.

    Attributes:
        parent: parent of each agency, -1 for roots.
        levels: agencies of each level, the roots first.
        entered: place of each agency in a walk through the trees that takes parents before their
            children and each branch as a whole.
        size: number of agencies in the branch that hangs at each, itself among them.
    """

    parent: Ints
    levels: Sequence[Ints]
    entered: Ints
    size: Ints


def joined(label: Ints, one: Ints, other: Ints) -> Ints:
    """Labels of sets after some pairs were joined, each set named by its lowest member.

    Args:
        label: name of the set that each agency is in.
        one, other: the two agencies of each pair.
    """
    label = label.copy()
    while True:
        a, b = label[one], label[other]
        apart = np.flatnonzero(a != b)
        if not len(apart):
            return label
        one, other, a, b = one[apart], other[apart], a[apart], b[apart]
        np.minimum.at(label, np.maximum(a, b), np.minimum(a, b))
        while not np.array_equal(up := label[label], label):
            label = up


def connected(ties: Adjacency, without: Ints | None = None) -> Ints:
    """The lowest agency of the component that each agency is in.

    A few ties of each agency join most of them. Of the rest only the ties of agencies outside the
    largest component are looked at, as GAP's Afforest does (Sutton, Ben-Nun and Barak 2018).

    Args:
        ties: the graph.
        without: parent of each agency (-1 for none); ties of an agency to its parent don't count.
    """
    n = len(ties.start) - 1
    label = np.arange(n)

    def join(label: Ints, one: Ints, other: Ints) -> Ints:
        if without is not None:
            counted = (without[one] != other) & (without[other] != one)
            one, other = one[counted], other[counted]
        return joined(label, one, other)

    for place in range(_SAMPLED):
        has = np.flatnonzero(ties.degree > place)
        label = join(label, has, ties.neighbours[ties.start[has] + place])
    if not n:
        return label
    outside = np.flatnonzero(label != np.bincount(label).argmax())
    places = ties.entries(outside[ties.degree[outside] > _SAMPLED])
    return join(label, ties.owner[places], ties.neighbours[places])


def grow(ties: Adjacency, component: Ints) -> Forest | None:
    """A breadth-first forest from the agency of most ties in each component; None if it is deep.

    Args:
        ties: the graph.
        component: the lowest agency of the component that each agency is in.
    """
    n = len(component)
    by_degree = np.argsort(ties.degree, kind="stable")
    root_of = np.zeros(n, np.int64)
    root_of[component[by_degree]] = by_degree  # of several, the last stays
    roots = root_of[component == np.arange(n)]
    most = max(_FEWEST_LEVELS, len(ties.neighbours) // _ENTRIES_A_LEVEL)
    parent, reached = np.full(n, -1), np.zeros(n, bool)
    levels = [roots]
    reached[roots] = True
    left = n - len(roots)
    entries = len(ties.neighbours) - int(ties.degree[roots].sum())
    while left:
        if len(levels) > most:
            return None
        frontier = levels[-1]
        if int(ties.degree[frontier].sum()) <= entries:
            places = ties.entries(frontier)
            places = places[~reached[ties.neighbours[places]]]
            parent[ties.neighbours[places]] = ties.owner[places]
            new = _each(ties.neighbours[places], n)
        else:  # fewer entries lead in from the rest than out to it
            in_front = np.zeros(n, bool)
            in_front[frontier] = True
            places = ties.entries(np.flatnonzero(~reached))
            places = places[in_front[ties.neighbours[places]]]
            parent[ties.owner[places]] = ties.neighbours[places]
            new = _each(ties.owner[places], n)
        reached[new] = True
        left -= len(new)
        entries -= int(ties.degree[new].sum())
        levels.append(new[np.argsort(parent[new], kind="stable")])
    return _walked(parent, levels)


def _walked(parent: Ints, levels: list[Ints]) -> Forest:
    size = np.ones(len(parent), np.int64)
    for level in reversed(levels[1:]):
        np.add.at(size, parent[level], size[level])
    entered = np.zeros(len(parent), np.int64)
    entered[levels[0]] = np.cumsum(size[levels[0]]) - size[levels[0]]
    for level in levels[1:]:  # the children of each parent stand together
        above, own = parent[level], size[level]
        before = np.cumsum(own) - own
        first = np.flatnonzero(np.diff(above, prepend=-1))
        siblings = np.repeat(before[first], np.diff(first, append=len(above)))
        entered[level] = entered[above] + 1 + before - siblings
    return Forest(parent, levels, entered, size)


def _each(agencies: Ints, n: int) -> Ints:
    """Each of some agencies once, sorted."""
    if len(agencies) * 8 < n:
        return distinct(agencies)
    found = np.zeros(n, bool)
    found[agencies] = True
    return np.flatnonzero(found)
