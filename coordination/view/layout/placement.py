"""Assign boxes to places, with the fewest crossings and lines behind boxes.

Boxes swap places as long as the picture gets better, judged by the straight lines from centre to
centre. Everything is decided by the numbers and by a generator with a fixed seed, so equal networks
give equal pictures.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coordination.engine.argsort import distinct
from coordination.view.layout.vis_geometry import Floats

__all__ = ["Board", "arrange"]

Indexes = NDArray[np.intp]
Small = NDArray[np.float32]

STARTS = 2
"""How many beginnings are improved."""
TOGETHER = 10_000
"""About how many comparisons are made at a time: more cost more than they save."""
MANY = 40
"""With more lines than this, one beginning and the likeliest places must do."""
PATIENCE = 20
"""How many kicks in a row may pay nothing before a search ends."""
EFFORT = 60.0
"""How often, on average, each line may be compared with each box in each box's stead."""
LEAST_EFFORT, MOST_EFFORT = 1e6, 7e6
"""The least and the most comparisons for each beginning."""
CHOICES, FEW = 60, 12
"""The most places that are tried for a box at a time; the second number with many lines."""

BEHIND = 30.0
"""Cost of a line that runs behind a box."""
NEAR = 6.0
"""Cost of a line that only just misses a box."""
CROSSING = 10.0
"""Cost of two lines that cross."""
MERGED = 1.5
"""Cost of two lines that leave one box in nearly one direction."""
LENGTH = 0.006
"""Cost of one px of line."""

NARROW = math.radians(14)
"""Angle at a shared end below which two lines seem to merge."""
CLEAR = 9.0
"""Room in px that a line leaves around boxes."""
_RIGHT = np.float32(math.pi / 2)


class Board(NamedTuple):
    """Boxes, the places that they may take, and the lines between them.

    Attributes:
        places: x and y of each place, shape (places, 2).
        allowed: for each box the places that it may take.
        sizes: width and height of each box, shape (boxes, 2).
        ends: the boxes at both ends of each line, shape (lines, 2).
        weights: how much each line counts.
        spread: how far from the line its outer curves run, where it stands for several, in px.
        wish: cost of each box at each place (boxes, places), or None.
    """

    places: Floats
    allowed: list[list[int]]
    sizes: Floats
    ends: Indexes
    weights: Floats
    spread: Floats
    wish: Floats | None = None


def arrange(board: Board, begin: Sequence[list[int]]) -> list[list[int]]:
    """Good places for the boxes of a board.

    Args:
        board: the board.
        begin: arrangements (the place of each box) to begin with; the best few are improved.

    Returns:
        For each beginning that was improved the place of each box; the best first.
    """
    search = _Search(board)
    if not search.movable:
        return [begin[0]]
    costs = search.costs(np.array(begin))
    best_first = np.argsort(costs, kind="stable")[: STARTS if len(board.ends) <= MANY else 1]
    # Where all first wishes lead to the same arrangement, it is improved once.
    starts = dict.fromkeys(tuple(begin[start]) for start in best_first.tolist())
    size = len(board.sizes) ** 2 * len(board.ends)
    search.effort = min(max(EFFORT * size, LEAST_EFFORT), MOST_EFFORT)
    chance = random.Random(20101109)
    found: dict[tuple[int, ...], float] = {}
    for start in starts:
        search.spent = 0.0
        search.put(start)
        search.settle(search.movable)
        best, cost, patience = search.now, search.cost, PATIENCE
        while search.spent < search.effort and patience:
            patience -= 1
            # Kick a few boxes, let those around them settle, and stay only where that paid.
            search.settle(search.shake(chance))
            if search.cost < cost:
                patience = PATIENCE
            if search.cost <= cost:
                best, cost = search.now, search.cost
            else:
                search.put(best)
        found[best] = cost
    return [list(at) for at in sorted(found, key=lambda at: (found[at], at))]


class _Search:
    """A board on which boxes swap places.

    Attributes:
        cost: what the board costs, once `settle` has looked.
        movable: the boxes with lines, those with most first.
        effort: how much may be spent.
        spent: what was compared so far.
    """

    def __init__(self, board: Board) -> None:
        self.board, self.effort, self.spent = board, math.inf, 0.0
        one, other = self._one, self._other = board.ends.T
        weights = board.weights.astype(np.float32)
        boxes = np.arange(len(board.sizes))
        own = (one[:, None] == boxes) | (other[:, None] == boxes)
        degree = own.sum(axis=0).tolist()
        self.movable = sorted(np.flatnonzero(own.any(axis=0)).tolist(), key=lambda b: -degree[b])
        self._near = [distinct(board.ends[own[:, box]]).tolist() for box in boxes]
        self._allowed = [frozenset(places) for places in board.allowed]
        self._spots = np.stack([*board.places.T, np.ones(len(board.places))], 1).astype(np.float32)
        self._extents = np.stack([*board.sizes.T / 2, np.ones(len(boxes))], 1).astype(np.float32)
        # Only the places that first ends may take begin a line.
        begin = sorted({place for box in set(one.tolist()) for place in board.allowed[box]})
        self._lines = _lines(self._spots, begin)
        self._begin = np.zeros(len(self._spots), np.intp)
        self._begin[begin] = np.arange(len(begin)) * len(self._spots)
        self._weights, self._wide = weights, (0.6 * board.spread).astype(np.float32)
        self._passing = np.where(own, 0, weights[:, None]).T.astype(np.float32).ravel()
        both = weights[:, None] * weights
        along = (one[:, None] == one) | (other[:, None] == other)
        against = (one[:, None] == other) | (other[:, None] == one)
        # What a crossing of two lines costs; each two are looked at twice.
        self._crossing = np.where(along | against, 0, np.float32(CROSSING / 2) * both).ravel()
        # Lines that leave the same box, whether they begin there alike, and what merging costs.
        first, second = np.nonzero(np.triu(along != against))
        self._pairs = first, second, np.where(along, 1, -1)[first, second].astype(np.float32)
        self._merging = np.float32(MERGED) * both[first, second]
        # Lines that stand for several curves are as wide as their fan.
        self._fan = (4 * board.spread).astype(np.float32)
        self._rooms = np.empty((3, 0, len(boxes), len(one)), np.float32)
        if board.wish is not None:
            self._wish = np.ascontiguousarray(board.wish).ravel()
            self._row = boxes * len(board.places)

    @property
    def now(self) -> tuple[int, ...]:
        """The place of each box."""
        return tuple(self._at)

    def put(self, at: Sequence[int]) -> None:
        """Put all boxes to these places."""
        self._at = list(at)
        self._holder = [-1] * len(self.board.places)
        for box, place in enumerate(at):
            self._holder[place] = box

    def shake(self, chance: random.Random) -> list[int]:
        """A few swaps at random, to leave a valley; the boxes that moved, and those around them."""
        moved: list[int] = []
        for _ in range(chance.choice((1, 2, 2, 3))):
            box = chance.choice(self.movable)
            place = chance.choice(self.board.allowed[box])
            if self._fits(box, [place]):
                moved += self._swap(box, place)
        self.spent += 1000.0  # a kick that moves nothing costs too, or the search might never end
        return self._around(moved)

    def settle(self, boxes: Iterable[int]) -> None:
        """Improve some boxes, and then those around each that moved, until none gets better."""
        waiting = dict.fromkeys(boxes)
        self.cost = float(self.costs(np.array([self._at]))[0])
        while waiting and self.spent < self.effort:
            moved, settled = self._improved(waiting)
            for box in settled:
                del waiting[box]
            waiting.update(dict.fromkeys(self._around(moved)))

    def _around(self, moved: Iterable[int]) -> list[int]:
        return list(dict.fromkeys(near for box in moved for near in self._near[box]))

    def _improved(self, boxes: Iterable[int]) -> tuple[list[int], set[int]]:
        """Make the best move of the first of some boxes, whoever stands there taking its place.

        Returns:
            The boxes that moved, and those that were looked at and wouldn't gain by another move.
        """
        looked: list[int] = []
        movers: list[int] = []
        places: list[int] = []
        for box in boxes:
            places += self._fits(box, self._worth(box))
            movers += [box] * (len(places) - len(movers))
            looked.append(box)
            if len(places) * len(self._at) * len(self._one) > TOGETHER:
                break
        if not places:
            return [], set(looked)
        cost = self.costs(self._after(movers, places))
        best = int(cost.argmin())
        if cost[best] > self.cost - 2e-3:
            return [], set(looked)
        hopeful = {movers[n] for n in np.flatnonzero(cost < self.cost - 2e-3).tolist()}
        self.cost = float(cost[best])
        return self._swap(movers[best], places[best]), set(looked) - (hopeful - {movers[best]})

    def _fits(self, box: int, places: Iterable[int]) -> list[int]:
        """Those of some places that a box can take, whoever stands there taking its own."""
        old = self._at[box]
        return [
            place
            for place in places
            if place != old
            and ((holder := self._holder[place]) < 0 or old in self._allowed[holder])
        ]

    def _after(self, movers: Sequence[int], places: Sequence[int]) -> Indexes:
        """The arrangement after each move of a box to a place."""
        holders = [self._holder[place] for place in places]
        others = [box if other < 0 else other for box, other in zip(movers, holders, strict=True)]
        now, rows, box = np.array(self._at), np.arange(len(places)), np.array(movers)
        at = now[None].repeat(len(rows), axis=0)
        at[rows, others] = now[box]
        at[rows, box] = places
        return at

    def _swap(self, box: int, place: int) -> list[int]:
        old, other = self._at[box], self._holder[place]
        self._at[box] = place
        self._holder[old], self._holder[place] = other, box
        if other < 0:
            return [box]
        self._at[other] = old
        return [box, other]

    def _worth(self, box: int) -> Sequence[int]:
        """The places worth a try: all, or those nearest to the middle of the box's ties."""
        allowed = self.board.allowed[box]
        most = CHOICES if len(self._one) <= MANY else FEW
        if len(allowed) <= most:
            return allowed
        places = self.board.places
        middle = places[[self._at[near] for near in self._near[box]]].mean(axis=0)
        away = np.abs(places[allowed] - middle).sum(axis=1)
        nearest = np.argsort(away, kind="stable")[:most].tolist()
        return [allowed[n] for n in nearest]

    def costs(self, at: Indexes) -> Floats:
        """Cost of each of some arrangements, which are the place of each box."""
        one, other = self._one, self._other
        self.spent += at.size * len(one)
        pair = self._begin.take(at.take(one, axis=1)) + at.take(other, axis=1)
        lines = self._lines.take(pair, axis=1)
        direction, long = lines[3:5], 2 * lines[-1]
        lines[8::3] += self._wide
        factors = lines.reshape(4, 3, *pair.shape).transpose(0, 2, 1, 3)
        # Where each box lies from each line: across it, and along it from its middle.
        spots = self._spots.take(at, axis=0)
        gap, along, reach = self._room(len(at))
        np.matmul(spots, factors[0], out=gap)
        np.matmul(spots, factors[1], out=along)
        left = gap > 0
        apart = left.take(one, axis=1) != left.take(other, axis=1)
        crossing = apart & apart.transpose(0, 2, 1)
        cost = np.einsum("kn,n->k", crossing.reshape(len(at), -1).view(np.int8), self._crossing)
        # How near in both ways the middle of a box may come before the line runs behind it.
        for away, factor in ((gap, factors[2]), (along, factors[3])):
            np.abs(away, out=away)
            away -= np.matmul(self._extents, factor, out=reach)
        np.maximum(gap, along, out=gap)
        for room, price in ((2.0, BEHIND - NEAR), (CLEAR, NEAR)):
            near = np.less(gap, np.float32(room), out=reach).reshape(len(at), -1)
            cost += near @ (np.float32(price) * self._passing)
        first, second, alike = self._pairs
        both = direction.take(first, axis=2) * direction.take(second, axis=2)
        cosine = (both[0] + both[1]) * alike
        fan = np.minimum(self._fan / long, np.float32(math.pi / 3))
        narrow = fan.take(first, axis=1) + fan.take(second, axis=1) + np.float32(NARROW)
        narrow = np.cos(np.minimum(narrow, _RIGHT))
        cost += np.maximum((cosine - narrow) / (1 - narrow), 0) @ self._merging
        cost += np.float32(LENGTH) * (long @ self._weights)
        if self.board.wish is not None:
            cost = cost + self._wish.take(at + self._row).sum(axis=1)
        return np.asarray(cost, float).round(3)

    def _room(self, count: int) -> Small:
        """Three arrays (arrangements, boxes, lines) to work in: new ones cost page faults."""
        if count > self._rooms.shape[1]:
            self._rooms = np.empty((3, count, *self._rooms.shape[2:]), np.float32)
        return self._rooms[:, :count]


def _lines(spots: Small, begin: Sequence[int]) -> Small:
    """The line from each of some places to each place, those from one place together.

    Returns:
        For each four times three factors. Those of the coordinates of a point and 1 give how far it
        lies across the line, and along it from its middle; those of half the sides of a box and 1,
        how far it reaches across the line, and how far it and half the line reach along it.
    """
    x, y, _ = spots.T
    ax, ay = (np.repeat(side[begin], len(spots)) for side in (x, y))
    vx, vy = np.tile(x, len(begin)) - ax, np.tile(y, len(begin)) - ay
    long = np.sqrt(vx * vx + vy * vy) + np.float32(1e-6)
    vx, vy = vx / long, vy / long
    half, across, down = long / 2, np.abs(vx), np.abs(vy)
    off, along = (-vy, vx, vy * ax - vx * ay), (vx, vy, -(vx * ax + vy * ay + half))
    return np.stack([*off, *along, down, across, np.zeros_like(half), across, down, half])
