"""One depth-first search that finds what a network falls apart without.

Articulation agencies, bridge ties, components, and the pieces that are left when any one agency is
removed all come out of the same low-link pass (Hopcroft and Tarjan 1973).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coordination.snapshot import Adjacency, Snapshot

__all__ = ["CutPass", "cut_pass"]

Ints = NDArray[np.int64]

_MOST_LEVELS = 200
"""Levels of a breadth-first search beyond which a plain depth-first search is faster."""


@dataclass(frozen=True, eq=False)
class CutPass:
    """What holds a snapshot's ties together.

    Attributes:
        component: number of the component of each agency, from 0 in the order of their first
            agency.
        component_sizes: number of agencies in each component.
        articulation: codes of the agencies whose removal splits their component, sorted.
        bridges: pairs of codes, lower first, of ties whose removal splits their component, sorted;
            with the number of agencies on the side of the second.
        pieces: for each articulation agency the sizes of the components that its own component
            falls into without it, largest first.
        entered, size: when the search came upon each agency, and how many it then found below.
        above, branch: nearest agency above each that cuts it off, -1 where none does; and the
            first agency of the branch that is cut off there.
    """

    component: Ints
    component_sizes: Ints
    articulation: tuple[int, ...]
    bridges: tuple[tuple[int, int, int], ...]
    pieces: dict[int, tuple[int, ...]]
    entered: list[int]
    size: list[int]
    above: list[int]
    branch: list[int]

    def separating(self, one: int, other: int) -> tuple[int, ...]:
        """Codes of the agencies that every way from one agency to another passes, sorted.

        None where no way leads there.
        """
        if self.component[one] != self.component[other]:
            return ()
        found = set()
        for here, there in ((one, other), (other, one)):
            while (cutting := self.above[here]) >= 0:
                root = self.branch[here]
                if 0 <= self.entered[there] - self.entered[root] < self.size[root]:
                    break
                if cutting in self.pieces and cutting != there:
                    found.add(cutting)
                here = cutting
        return tuple(sorted(found))

    def piece(self, without: int, agency: int) -> int:
        """Which piece an agency lies in when another of its component is removed.

        Pieces are named by one of their agencies, the one that holds the search's root by -1.
        """
        while (cutting := self.above[agency]) >= 0:
            if cutting == without:
                return self.branch[agency]
            agency = cutting
        return -1


def cut_pass(snapshot: Snapshot) -> CutPass:
    """Articulation agencies, bridge ties and components, computed once for a snapshot."""
    result: CutPass = snapshot.keep("cuts", lambda one: _search(one.ties))
    return result


def _search(ties: Adjacency) -> CutPass:
    n = len(ties.start) - 1
    rows = _certificate(ties)
    found_at, low, size = [-1] * n, [0] * n, [1] * n
    component: list[int] = [0] * n
    component_sizes: list[int] = []
    above, branch = [-1] * n, [-1] * n
    order: list[tuple[int, int]] = []
    bridges: list[tuple[int, int, int]] = []
    cut_off: dict[int, list[int]] = {}
    clock = 0
    for root in range(n):
        if found_at[root] >= 0:
            continue
        first = clock
        found_at[root] = low[root] = clock
        clock += 1
        component[root] = len(component_sizes)
        stack, parents, todo = [root], [-1], [iter(rows[root])]
        while stack:
            here, parent = stack[-1], parents[-1]
            for there in todo[-1]:
                if found_at[there] < 0:
                    found_at[there] = low[there] = clock
                    clock += 1
                    component[there] = len(component_sizes)
                    order.append((there, here))
                    stack.append(there)
                    parents.append(here)
                    todo.append(iter(rows[there]))
                    break
                if there != parent and found_at[there] < low[here]:
                    low[here] = found_at[there]
            else:
                stack.pop(), parents.pop(), todo.pop()
                if parent < 0:
                    continue
                size[parent] += size[here]
                if low[here] < low[parent]:
                    low[parent] = low[here]
                if low[here] >= found_at[parent]:
                    cut_off.setdefault(parent, []).append(size[here])
                    if low[here] > found_at[parent]:
                        bridges.append((parent, here, size[here]))
        component_sizes.append(clock - first)
        if len(cut_off.get(root, ())) == 1:
            del cut_off[root]  # a root with one child loses nothing but itself
    pieces = {}
    for agency, sizes in cut_off.items():
        rest = component_sizes[component[agency]] - 1 - sum(sizes)
        pieces[agency] = tuple(sorted([*sizes, rest] if rest else sizes, reverse=True))
    for here, parent in order:  # parents come first
        cut = low[here] >= found_at[parent]
        above[here] = parent if cut else above[parent]
        branch[here] = here if cut else branch[parent]
    whole = np.array(component_sizes, np.int64)
    turned = [
        (a, b, side) if a < b else (b, a, component_sizes[component[a]] - side)
        for a, b, side in bridges
    ]
    return CutPass(
        np.array(component, np.int64),
        whole,
        tuple(sorted(pieces)),
        tuple(sorted(turned)),
        dict(sorted(pieces.items())),
        found_at,
        size,
        above,
        branch,
    )


def _certificate(ties: Adjacency) -> list[list[int]]:
    """Neighbour lists of a sparse graph that falls apart exactly as the whole one does.

    Two breadth-first forests, the second grown on the ties that the first left over, keep what
    removing any one agency or tie does to the components: if a way around the agency exists in the
    whole, one exists in these. So the search in Python, which is the slow part, walks fewer than
    2 n ties however many there are. The tests hold it against removing each in turn.
    """
    n = len(ties.start) - 1
    if len(ties.neighbours) <= 8 * n:
        return ties.lists
    owner, neighbours = ties.owner, ties.neighbours
    reverse = np.argsort(neighbours * n + owner, kind="stable")
    left = np.ones(len(owner), bool)
    for _ in range(2):
        forest = _forest(ties, left)
        if forest is None:
            return ties.lists
        left[forest] = left[reverse[forest]] = False
    kept = np.flatnonzero(~left)
    start = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(owner[kept], minlength=n), out=start[1:])
    return Adjacency(start, neighbours[kept], ties.strength[kept]).lists


def _forest(ties: Adjacency, allowed: NDArray[np.bool_]) -> Ints | None:
    """Places of the ties of a breadth-first forest, or None where it has too many levels."""
    n = len(ties.start) - 1
    reached, via = np.zeros(n, bool), np.full(n, -1, np.int64)
    usable = np.bincount(ties.owner[allowed], minlength=n) > 0
    taken, levels = [], 0
    for root in np.argsort(-ties.degree, kind="stable"):
        if reached[root] or not usable[root]:
            continue
        reached[root] = True
        frontier = np.array([root])
        while len(frontier):
            levels += 1
            if levels > _MOST_LEVELS:
                return None
            spread = ties.degree[frontier]
            ends = np.cumsum(spread)
            places = np.arange(ends[-1]) + np.repeat(ties.start[frontier] - ends + spread, spread)
            places = places[allowed[places]]
            heads = ties.neighbours[places]
            new = ~reached[heads]
            places, heads = places[new], heads[new]
            via[heads] = places  # of several ways to one agency, one wins
            frontier = np.unique(heads)
            reached[frontier] = True
            taken.append(via[frontier])
    return np.concatenate(taken) if taken else np.zeros(0, np.int64)
