"""Assign boxes to places, with the fewest crossings and lines behind boxes.

Boxes swap places as long as the picture gets better, judged by the straight lines from centre to
centre. Everything is decided by the numbers and by a generator with a fixed seed, so equal networks
give equal pictures.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
"""With more lines than this, one beginning must do."""
PATIENCE = 20
"""How many kicks in a row may pay nothing before a search ends."""
EFFORT = 60.0
"""How often, on average, each line may be compared with each box in each box's stead."""
LEAST_EFFORT, MOST_EFFORT = 1e6, 1.2e7
"""The least and the most comparisons for each beginning."""
CHOICES = 60
"""The most places that are tried for a box at a time."""

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


@dataclass
class Board:
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
    order = np.argsort(costs, kind="stable")[: STARTS if len(board.ends) <= MANY else 1].tolist()
    size = len(board.sizes) ** 2 * len(board.ends)
    search.effort = min(max(EFFORT * size, LEAST_EFFORT), MOST_EFFORT)
    chance = random.Random(20101109)
    found: dict[tuple[int, ...], float] = {}
    for start in order:
        search.spent = 0.0
        search.put(begin[start])
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
        self._allowed = np.zeros((len(boxes), len(board.places)), bool)
        for box, places in enumerate(board.allowed):
            self._allowed[box, places] = True
        self._x, self._y = board.places.T.astype(np.float32)
        self._extents = np.stack([*board.sizes.T / 2, np.ones(len(boxes))]).astype(np.float32)
        self._weights, self._wide = weights, (0.6 * board.spread).astype(np.float32)
        self._passing = np.where(own, 0, weights[:, None]).astype(np.float32).ravel()
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

    @property
    def now(self) -> tuple[int, ...]:
        """The place of each box."""
        return tuple(self._at.tolist())

    def put(self, at: Sequence[int]) -> None:
        """Put all boxes to these places."""
        self._at = np.array(at, np.intp)
        self._holder = np.full(len(self.board.places), -1)
        self._holder[self._at] = np.arange(len(self._at))

    def shake(self, chance: random.Random) -> list[int]:
        """A few swaps at random, to leave a valley; the boxes that moved, and those around them."""
        moved: list[int] = []
        for _ in range(chance.choice((1, 2, 2, 3))):
            box = chance.choice(self.movable)
            place = chance.choice(self.board.allowed[box])
            if len(self._options(box, [place])[0]):
                moved += self._swap(box, place)
        self.spent += 1000.0  # a kick that moves nothing costs too, or the search might never end
        return self._around(moved)

    def settle(self, boxes: Iterable[int]) -> None:
        """Improve some boxes, and then those around each that moved, until none gets better."""
        waiting = dict.fromkeys(boxes)
        self.cost = float(self.costs(self._at[None])[0])
        while waiting and self.spent < self.effort:
            moved, settled = self._improved(list(waiting))
            for box in settled:
                del waiting[box]
            waiting.update(dict.fromkeys(self._around(moved)))

    def _around(self, moved: Iterable[int]) -> list[int]:
        return list(dict.fromkeys(near for box in moved for near in self._near[box]))

    def _improved(self, boxes: Sequence[int]) -> tuple[list[int], set[int]]:
        """Make the best move of the first of some boxes, whoever stands there taking its place.

        Returns:
            The boxes that moved, and those that were looked at and wouldn't gain by another move.
        """
        options, looked, size = [], [], 0
        for one in boxes:
            options.append(self._options(one, self._worth(one)))
            looked.append(one)
            size += options[-1][0].size
            if size * len(self._one) > TOGETHER:
                break
        at = np.concatenate([arrangements for arrangements, _ in options])
        place = np.concatenate([places for _, places in options])
        box = np.repeat(looked, [len(places) for _, places in options])
        if not len(at):
            return [], set(looked)
        cost = self.costs(at)
        best = int(cost.argmin())
        if cost[best] > self.cost - 2e-3:
            return [], set(looked)
        hopeful = set(box[cost < self.cost - 2e-3].tolist()) - {int(box[best])}
        self.cost = float(cost[best])
        return self._swap(int(box[best]), int(place[best])), set(looked) - hopeful

    def _options(self, box: int, worth: Sequence[int]) -> tuple[Indexes, Indexes]:
        """Arrangements with a box at other places, and these places."""
        old = int(self._at[box])
        place = np.array([one for one in worth if one != old], np.intp)
        holder = self._holder[place]
        fits = (holder < 0) | self._allowed[holder, old]
        place, holder = place[fits], holder[fits]
        at = np.repeat(self._at[None], len(place), axis=0)
        at[np.arange(len(place)), np.where(holder < 0, box, holder)] = old
        at[:, box] = place
        return at, place

    def _swap(self, box: int, place: int) -> list[int]:
        old, other = int(self._at[box]), int(self._holder[place])
        self._at[box] = place
        self._holder[[old, place]] = other, box
        if other < 0:
            return [box]
        self._at[other] = old
        return [box, other]

    def _worth(self, box: int) -> Sequence[int]:
        """The places worth a try: all, or those nearest to the middle of the box's ties."""
        allowed = self.board.allowed[box]
        if len(allowed) <= CHOICES:
            return allowed
        places = self.board.places
        middle = places[self._at[self._near[box]]].mean(axis=0)
        away = np.abs(places[allowed] - middle).sum(axis=1)
        nearest = np.argsort(away, kind="stable")[:CHOICES].tolist()
        return [allowed[n] for n in nearest]

    def costs(self, at: Indexes) -> Floats:
        """Cost of each of some arrangements, which are the place of each box."""
        one, other = self._one, self._other
        self.spent += at.size * len(one)
        x, y = self._x[at], self._y[at]
        ax, ay = x[:, one], y[:, one]
        vx, vy = x[:, other] - ax, y[:, other] - ay
        long = np.sqrt(vx * vx + vy * vy) + np.float32(1e-6)
        vx, vy = vx / long, vy / long
        across, down, half = np.abs(vx), np.abs(vy), long / 2
        # Where each box lies from each line: across it, and along it from its middle.
        boxes = np.stack([x, y, np.ones_like(x)], axis=1)
        off = _product([-vy, vx, vy * ax - vx * ay], boxes)
        along = _product([vx, vy, -(vx * ax + vy * ay + half)], boxes)
        left = off > 0
        apart = left[:, :, one] != left[:, :, other]
        crossing = apart & apart.transpose(0, 2, 1)
        cost = crossing.reshape(len(at), -1).astype(np.float32) @ self._crossing
        # How near in both ways the middle of a box may come before the line runs behind it.
        np.abs(off, out=off)
        np.abs(along, out=along)
        off -= _product([down, across, np.broadcast_to(self._wide, long.shape)], self._extents)
        along -= _product([across, down, half + self._wide], self._extents)
        np.maximum(off, along, out=off)
        for room, price in ((2.0, BEHIND - NEAR), (CLEAR, NEAR)):
            near = (off < np.float32(room)).reshape(len(at), -1)
            cost += near.astype(np.float32) @ (np.float32(price) * self._passing)
        first, second, alike = self._pairs
        cosine = (vx[:, first] * vx[:, second] + vy[:, first] * vy[:, second]) * alike
        fan = np.minimum(self._fan / long, np.float32(math.pi / 3))
        narrow = np.cos(np.minimum(fan[:, first] + fan[:, second] + np.float32(NARROW), _RIGHT))
        cost += np.clip((cosine - narrow) / (1 - narrow), 0, 1) @ self._merging
        cost += np.float32(LENGTH) * (long @ self._weights)
        if self.board.wish is not None:
            cost = cost + self.board.wish[np.arange(at.shape[1]), at].sum(axis=1)
        return np.asarray(np.round(cost.astype(float), 3))


def _product(factors: Sequence[Small], others: Small) -> Small:
    """Sums of products of three values of each line (arrangements, lines) and of each box."""
    return np.asarray(np.stack(factors, axis=2) @ others)
