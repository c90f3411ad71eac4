"""How good an arrangement of boxes is, judged by the straight lines from centre to centre."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.view.geometry import Floats

__all__ = ["FIXED", "Board", "Judge", "swap"]

Indexes = NDArray[np.intp]

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
CHOICES = 60
"""The most places that are tried for a box at a time."""
_CLEAR = 9.0
FIXED = 5000
"""What looking at one box costs beside its comparisons, in the unit of `effort`."""


@dataclass
class Board:
    """Boxes, the places that they may take, and the lines between them.

    Attributes:
        places: x and y of each place, shape (places, 2).
        allowed: for each box the places that it may take.
        at: for each box the place that it has.
        sizes: width and height of each box, shape (boxes, 2).
        ends: the boxes at both ends of each line, shape (lines, 2).
        weights: how much each line counts.
        spread: how far from the line its outer curves run, where it stands for several, in px.
        wish: cost of each box at each place (boxes, places), or None.
    """

    places: Floats
    allowed: list[list[int]]
    at: list[int]
    sizes: Floats
    ends: Indexes
    weights: Floats
    spread: Floats
    wish: Floats | None = None


def swap(board: Board, taken: dict[int, int], box: int, place: int, other: int | None) -> None:
    """Move a box to a place, and whoever stands there to the box's own."""
    old = board.at[box]
    board.at[box] = place
    taken[place] = box
    if other is not None and other != box:
        board.at[other] = old
        taken[old] = other
    elif other is None:
        del taken[old]


class Judge:
    """Costs of a board, whole or for the boxes that move."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.taken = {place: box for box, place in enumerate(board.at)}
        self.lines_of: list[list[int]] = [[] for _ in board.at]
        for line, (one, other) in enumerate(board.ends):
            self.lines_of[one].append(line)
            if other != one:
                self.lines_of[other].append(line)
        self.degree = [len(lines) for lines in self.lines_of]
        self.spent = 0.0

    def settle(self, boxes: Sequence[int], effort: float) -> None:
        """Improve boxes one after the other, and again those around each that moved."""
        queue = deque(dict.fromkeys(self.around(boxes)))
        waiting = set(queue)
        while queue and self.spent < effort:
            box = queue.popleft()
            waiting.discard(box)
            moved = self.improve(box)
            for other in self.around(moved):
                if other not in waiting:
                    waiting.add(other)
                    queue.append(other)

    def around(self, boxes: Sequence[int]) -> list[int]:
        """Boxes with ties among some boxes, and those that they are tied to."""
        ends = self.board.ends
        near = [int(end) for box in boxes for line in self.lines_of[box] for end in ends[line]]
        return list(dict.fromkeys([box for box in boxes if self.degree[box]] + near))

    def total(self, length: float = LENGTH) -> float:
        """Cost of the whole board, with `length` for each px of line."""
        board = self.board
        position = board.places[board.at][None]
        lines = np.arange(len(board.ends), dtype=np.intp)[None]
        cost = float(self._lines(position, lines, np.ones(lines.shape, bool), length)[0])
        if length:
            cost += self._wishes(range(len(board.at)), board.at)
        return cost

    def improve(self, box: int) -> list[int]:
        """Move one box to its best place, whoever stands there taking its own; who moved."""
        board, old = self.board, self.board.at[box]
        options: list[tuple[int, int | None]] = [(old, box)]
        for place in self._worth(box):
            other = self.taken.get(place)
            if other == box or (other is not None and old not in board.allowed[other]):
                continue
            options.append((place, other))
        if len(options) < 2:
            return []
        moved = np.array([box if o is None else o for _, o in options], dtype=np.intp)
        position = np.repeat(board.places[board.at][None], len(options), axis=0)
        rows = np.arange(len(options))
        position[rows, moved] = board.places[old]
        position[:, box] = board.places[[place for place, _ in options]]
        # Every option is compared with staying, over the lines of the two boxes that it moves.
        sets = [sorted({*self.lines_of[box], *self.lines_of[int(m)]}) for m in moved]
        longest = max(map(len, sets))
        self.spent += FIXED + len(sets) * longest * (len(board.ends) + len(board.at))
        lines = np.zeros((len(sets), longest), dtype=np.intp)
        used = np.zeros((len(sets), longest), dtype=bool)
        for row, found in enumerate(sets):
            lines[row, : len(found)] = found
            used[row, : len(found)] = True
        here = np.repeat(board.places[board.at][None], len(options), axis=0)
        pairs = np.stack([np.full(len(options), box), moved], axis=1)
        change = self._lines(position, lines, used) - self._lines(here, lines, used)
        change += self._boxes(position, pairs, lines, used) - self._boxes(here, pairs, lines, used)
        for row, (place, other) in enumerate(options):
            after = self._wishes([box], [place])
            before = self._wishes([box], [old])
            if other is not None and other != box:
                after += self._wishes([other], [old])
                before += self._wishes([other], [place])
            change[row] += after - before
        best = int(np.argmin(np.round(change, 4)))
        if change[best] > -1e-4:
            return []
        place, other = options[best]
        swap(board, self.taken, box, place, other)
        return [box] if other is None else [box, other]

    def _worth(self, box: int) -> list[int]:
        """The places worth a try: all, or those nearest to the middle of the box's ties."""
        board = self.board
        allowed = board.allowed[box]
        if len(allowed) <= CHOICES:
            return allowed
        ends = board.ends[self.lines_of[box]].ravel()
        others = [board.at[end] for end in ends.tolist() if end != box]
        middle = board.places[others].mean(axis=0)
        away = np.abs(board.places[allowed] - middle).sum(axis=1)
        return [allowed[n] for n in np.argsort(away, kind="stable")[:CHOICES]]

    def _wishes(self, boxes: Sequence[int] | range, places: Sequence[int]) -> float:
        wish = self.board.wish
        if wish is None:
            return 0.0
        return float(sum(wish[box, place] for box, place in zip(boxes, places, strict=True)))

    def _lines(
        self,
        position: Floats,
        lines: Indexes,
        used: NDArray[np.bool_],
        price: float = LENGTH,
    ) -> Floats:
        """Cost of some lines against all lines and boxes, for each of several positions."""
        ends, weights = self.board.ends, self.board.weights
        rows = np.arange(len(position))[:, None]
        one, other = ends[lines, 0], ends[lines, 1]
        a, b = position[rows, one], position[rows, other]  # (options, lines, 2)
        c, d = position[:, ends[:, 0]], position[:, ends[:, 1]]  # (options, all, 2)
        weight = weights[lines] * used
        change = np.zeros((len(position), len(ends)), bool)
        change[np.repeat(rows, lines.shape[1], axis=1)[used], lines[used]] = True
        # A pair of lines that both move is met twice.
        pair = weight[:, :, None] * weights[None, None, :] * np.where(change, 0.5, 1.0)[:, None, :]
        crossing, cosine = _pairs(a, b, c, d, one, other, ends)
        fan = _fan(a, b, self.board.spread[lines])[:, :, None]
        fans = _fan(c, d, self.board.spread[None])[:, None, :]
        narrow = np.cos(np.minimum(NARROW + fan + fans, math.pi / 2))
        merged = np.clip((cosine - narrow) / (1 - narrow), 0, 1)
        cost = (pair * (CROSSING * crossing + MERGED * merged)).sum(axis=(1, 2))
        away = b - a
        length = np.sqrt((away * away).sum(axis=2))
        cost += (weight * length * price).sum(axis=1)
        every = np.broadcast_to(
            np.arange(len(self.board.at), dtype=np.intp), (len(position), len(self.board.at))
        )
        cost += self._behind(a, b, one, other, weight, self.board.spread[lines], position, every)
        return np.asarray(cost)

    def _boxes(
        self, position: Floats, boxes: Indexes, lines: Indexes, used: NDArray[np.bool_]
    ) -> Floats:
        """Cost of the lines that don't move behind the boxes that do."""
        ends = self.board.ends
        rest = np.broadcast_to(self.board.weights, (len(position), len(ends))).copy()
        rows = np.arange(len(position))[:, None].repeat(lines.shape[1], 1)
        rest[rows[used], lines[used]] = 0.0
        a, b = position[:, ends[:, 0]], position[:, ends[:, 1]]
        one = np.broadcast_to(ends[:, 0], rest.shape)
        other = np.broadcast_to(ends[:, 1], rest.shape)
        spread = np.broadcast_to(self.board.spread, rest.shape)
        cost = self._behind(a, b, one, other, rest, spread, position, boxes)
        # A box that stays where it is stands in its pair twice.
        return np.where(boxes[:, 0] == boxes[:, 1], cost / 2, cost)

    def _behind(
        self,
        a: Floats,
        b: Floats,
        one: Indexes,
        other: Indexes,
        weight: Floats,
        spread: Floats,
        position: Floats,
        boxes: Indexes,
    ) -> Floats:
        rows = np.arange(len(position))[:, None]
        centre, half = position[rows, boxes], self.board.sizes[boxes] / 2
        own = (one[:, :, None] == boxes[:, None, :]) | (other[:, :, None] == boxes[:, None, :])
        small = np.float32
        wide = np.asarray(0.6 * spread[:, :, None], small)
        enter: list[Any] = []
        for axis in (0, 1):
            away = np.asarray(b[:, :, axis] - a[:, :, axis], small)
            inverse = (1.0 / np.where(np.abs(away) < 1e-4, 1e-4, away))[:, :, None]
            to = np.asarray(centre[:, None, :, axis] - a[:, :, None, axis], small) * inverse
            enter += [to, np.abs(inverse), np.asarray(half[:, None, :, axis], small) + wide]
        to_x, inv_x, half_x, to_y, inv_y, half_y = enter
        cost = np.zeros(own.shape, small)
        for room, price in ((small(2.0), BEHIND - NEAR), (small(_CLEAR), NEAR)):
            reach_x, reach_y = (half_x + room) * inv_x, (half_y + room) * inv_y
            start = np.maximum(to_x - reach_x, to_y - reach_y)
            end = np.minimum(to_x + reach_x, to_y + reach_y)
            cost += small(price) * ((start < end) & (end > 0) & (start < 1))
        cost[own] = 0.0
        return np.asarray((weight * cost.sum(axis=2)).sum(axis=1), float)


def _pairs(
    a: Floats, b: Floats, c: Floats, d: Floats, one: Indexes, other: Indexes, ends: Indexes
) -> tuple[NDArray[np.bool_], Floats]:
    """Which lines cross, and the cosine of the angle between lines that share an end."""
    abx, aby = (b - a)[:, :, None, 0], (b - a)[:, :, None, 1]
    cdx, cdy = (d - c)[:, None, :, 0], (d - c)[:, None, :, 1]
    acx = c[:, None, :, 0] - a[:, :, None, 0]
    acy = c[:, None, :, 1] - a[:, :, None, 1]
    turn = abx * cdy - aby * cdx
    turn_c = abx * acy - aby * acx
    turn_a = cdy * acx - cdx * acy
    apart = (turn_c * (turn_c + turn) < 0) & (turn_a * (turn_a - turn) < 0)
    starts = one[:, :, None] == ends[:, 0]
    finish = other[:, :, None] == ends[:, 1]
    across = one[:, :, None] == ends[:, 1]
    back = other[:, :, None] == ends[:, 0]
    shared = starts | finish | across | back
    lengths = np.sqrt((abx * abx + aby * aby) * (cdx * cdx + cdy * cdy)) + 1e-9
    cosine = (abx * cdx + aby * cdy) / lengths
    cosine = np.where(starts | finish, cosine, -cosine)
    same = (starts & finish) | (across & back)
    return apart & ~shared, np.where(shared & ~same, cosine, -1.0)


def _fan(a: Floats, b: Floats, spread: Floats) -> Floats:
    """Angle in radians between a line and the outermost of the curves that it stands for."""
    away = b - a
    length = np.sqrt((away * away).sum(axis=-1)) + 1e-9
    return np.asarray(np.minimum(4 * spread / length, math.pi / 3))
