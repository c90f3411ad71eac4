"""Biconnected components: articulation agencies, bridge ties, and the pieces left without each.

All of it follows from the blocks of the graph (its largest parts that no single agency cuts), and
these from one spanning forest. Where that is shallow, as in networks with hubs, it is grown level
by level on arrays (Tarjan and Vishkin 1985, doi:10.1137/0214061); where it is deep, a depth-first
search finds the same (Hopcroft and Tarjan 1973, doi:10.1145/362248.362272).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coordination.engine.forest import Forest, connected, grow, joined
from coordination.engine.snapshot import Adjacency, Snapshot

__all__ = ["CutPass", "cut_pass"]

Ints = NDArray[np.int64]


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
        above: for each agency the one that joins its block to the rest of the component, nearer to
            the root; -1 for the root.
        branch: for each agency an agency that names its block, and the branch that hangs there.
        below: by its name the number of agencies in each branch.
    """

    component: Ints
    component_sizes: Ints
    articulation: tuple[int, ...]
    bridges: tuple[tuple[int, int, int], ...]
    above: list[int]
    branch: list[int]
    below: list[int]

    @cached_property
    def pieces(self) -> dict[int, tuple[int, ...]]:
        """For each articulation agency the sizes of the components that its own component falls
        into without it, largest first.
        """
        found: dict[int, list[int]] = {code: [] for code in self.articulation}
        for name, size in enumerate(self.below):
            if size and self.above[name] in found:
                found[self.above[name]].append(size)
        whole = self.component_sizes[self.component[list(found)]].tolist()
        for sizes, own in zip(found.values(), whole, strict=True):
            if rest := own - 1 - sum(sizes):
                sizes.append(rest)
        return {code: tuple(sorted(sizes, reverse=True)) for code, sizes in found.items()}

    def separating(self, one: int, other: int) -> tuple[int, ...]:
        """Codes of the agencies that every way from one agency to another passes, sorted.

        None where no way leads there.
        """
        if self.component[one] != self.component[other]:
            return ()
        here = self._line(one)
        place = {agency: n for n, agency in enumerate(here)}
        there = [other]
        while there[-1] not in place:
            there.append(self.above[there[-1]])
        meeting = there.pop()
        here = here[: place[meeting]]
        found = {*here, *there} - {one, other}
        if here and there and self.branch[here[-1]] != self.branch[there[-1]]:
            found.add(meeting)
        return tuple(sorted(found))

    def _line(self, agency: int) -> list[int]:
        line = [agency]
        while self.above[line[-1]] >= 0:
            line.append(self.above[line[-1]])
        return line

    def piece(self, without: int, agency: int) -> int:
        """Which piece an agency lies in when another of its component is removed.

        Pieces are named by their branch, the one that holds the component's root by -1.
        """
        while (cutting := self.above[agency]) >= 0:
            if cutting == without:
                return self.branch[agency]
            agency = cutting
        return -1


def cut_pass(snapshot: Snapshot) -> CutPass:
    """Articulation agencies, bridge ties and components, computed once for a snapshot."""
    result: CutPass = snapshot.keep("cuts", lambda one: _cuts(one.ties))
    return result


def _cuts(ties: Adjacency) -> CutPass:
    first = connected(ties)
    component = (np.cumsum(first == np.arange(len(first))) - 1)[first]
    forest = grow(ties, first)
    return _told(component, _searched(ties) if forest is None else _grown(ties, forest))


class _Blocks(NamedTuple):
    """The blocks of a graph by a spanning forest.

    Attributes:
        parent: parent of each agency, -1 for roots.
        entered: place of each agency in a walk that takes each branch as a whole.
        size: number of agencies in the branch that hangs at each, itself among them.
        name: the block that the tie of each agency to its parent is in, named by an agency.
    """

    parent: Ints
    entered: Ints
    size: Ints
    name: Ints


def _grown(ties: Adjacency, forest: Forest) -> _Blocks:
    """The blocks by a breadth-first forest.

    No tie outside such a forest joins an agency with one above it. So the ties of the forest that
    lead up from the two ends of a tie outside are in one block with it; and a tie of the forest is
    in one block with the next one further up where ties outside lead from its branch to beyond the
    branch of that one.
    """
    parent, entered, size = forest.parent, forest.entered, forest.size
    name = connected(ties, without=parent)
    lowest, highest = np.full(len(name), len(name)), np.full(len(name), -1)
    np.minimum.at(lowest, name, entered)
    np.maximum.at(highest, name, entered)
    lowest, highest = lowest[name], highest[name]
    for level in reversed(forest.levels[1:]):
        np.minimum.at(lowest, parent[level], lowest[level])
        np.maximum.at(highest, parent[level], highest[level])
    low = np.flatnonzero((parent >= 0) & (parent[parent] >= 0))
    up = parent[low]
    beyond = (lowest[low] < entered[up]) | (highest[low] >= entered[up] + size[up])
    return _Blocks(parent, entered, size, joined(name, low[beyond], up[beyond]))


def _searched(ties: Adjacency) -> _Blocks:
    """The blocks by a depth-first search.

    No tie outside its forest joins two branches, so a tie of the forest is in another block than
    the next one further up where no tie leads from its branch to beyond that one.
    """
    n, rows = len(ties.start) - 1, ties.lists
    parent, entered, low, size = [-1] * n, [-1] * n, [0] * n, [1] * n
    name = list(range(n))
    order: list[int] = []
    for root in range(n):
        if entered[root] >= 0:
            continue
        entered[root] = low[root] = len(order)
        order.append(root)
        stack, todo = [root], [iter(rows[root])]
        while stack:
            here = stack[-1]
            for there in todo[-1]:
                if entered[there] < 0:
                    entered[there] = low[there] = len(order)
                    order.append(there)
                    parent[there] = here
                    stack.append(there)
                    todo.append(iter(rows[there]))
                    break
                if there != parent[here] and entered[there] < low[here]:
                    low[here] = entered[there]
            else:
                stack.pop(), todo.pop()
                above = parent[here]
                if above >= 0:
                    size[above] += size[here]
                    low[above] = min(low[above], low[here])
    for here in order:  # parents come first
        if parent[here] >= 0 and low[here] < entered[parent[here]]:
            name[here] = name[parent[here]]
    return _Blocks(*(np.array(values, np.int64) for values in (parent, entered, size, name)))


def _told(component: Ints, blocks: _Blocks) -> CutPass:
    """What the blocks of a graph say of its agencies."""
    parent, size, n = blocks.parent, blocks.size, len(component)
    whole = np.bincount(component)
    inner = np.flatnonzero(parent >= 0)
    # In preorder, a block's first agency is a child of the block's articulation agency.
    names = np.arange(n)
    last_first = inner[np.argsort(-blocks.entered[inner], kind="stable")]
    names[blocks.name[last_first]] = last_first
    branch = names[blocks.name]
    branch[parent < 0] = np.flatnonzero(parent < 0)
    above = np.where(parent >= 0, parent[branch], -1)
    hanging = inner[parent[inner] == above[inner]]
    below = np.zeros(n, np.int64)
    np.add.at(below, branch[hanging], size[hanging])
    single = np.flatnonzero((np.bincount(branch[inner], minlength=n) == 1) & (below > 0))
    bridges = [
        (a, b, side) if a < b else (b, a, total - side)
        for a, b, side, total in zip(
            parent[single].tolist(),
            single.tolist(),
            below[single].tolist(),
            whole[component[single]].tolist(),
            strict=True,
        )
    ]
    hung = np.bincount(parent[np.flatnonzero(below)], minlength=n)
    cutting = np.flatnonzero(hung > (parent < 0))  # a root with one branch loses nothing but itself
    return CutPass(
        component,
        whole,
        tuple(cutting.tolist()),
        tuple(sorted(bridges)),
        above.tolist(),
        branch.tolist(),
        below.tolist(),
    )
