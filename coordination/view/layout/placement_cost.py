"""The cost of an arrangement of boxes, from the straight lines between their centres."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coordination.view.layout.vis_geometry import Floats

__all__ = ["FIXED", "Board", "Judge"]

Indexes = NDArray[np.intp]
Small = NDArray[np.float32]

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
TOGETHER = 10_000
"""About how many comparisons are made at a time: more cost more than they save."""
_CLEAR = 9.0
FIXED = 12000
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


class Judge:
    """Costs of a board, whole or for the boxes that move.

    Attributes:
        board: the board; its boxes move by `put` and `swap`.
        degree: number of lines of each box.
        spent: what was compared so far, in the unit of `effort`.
    """

    def __init__(self, board: Board) -> None:
        self.board = board
        self.spent = 0.0
        ends, weights = board.ends, board.weights
        boxes = np.arange(len(board.at))
        one, other = ends[:, :1], ends[:, 1:]
        self._own = (one == boxes) | (other == boxes)
        self.degree = self._own.sum(axis=0).tolist()
        self._allowed = np.zeros((len(boxes), len(board.places)), bool)
        for box, places in enumerate(board.allowed):
            self._allowed[box, places] = True
        self._places = board.places.astype(np.float32)
        self._halves = (board.sizes / 2).astype(np.float32)
        self._weights = weights.astype(np.float32)
        self._spread = board.spread.astype(np.float32)
        along = (one == one.T) | (other == other.T)
        against = (one == other.T) | (other == one.T)
        both = self._weights[:, None] * self._weights
        # Pairwise weights: the cost of a crossing, and of leaving a shared box in one direction.
        self._crossing = np.where(along | against, 0, CROSSING * both).astype(np.float32)
        turned = np.where(along, MERGED, -MERGED) * (along != against)
        self._merging = (turned * both).astype(np.float32)
        self._passing = np.where(self._own, 0, self._weights[:, None]).astype(np.float32)
        self.put(board.at)

    def put(self, at: Sequence[int]) -> None:
        """Put all boxes to these places."""
        self.board.at[:] = at
        self._holder = np.full(len(self.board.places), -1)
        self._holder[self.board.at] = np.arange(len(at))
        self._now: tuple[Small, Small, Small] | None = None

    def swap(self, box: int, place: int) -> list[int]:
        """Move a box to a place, whoever stands there to the box's own if allowed; who moved."""
        at, other = self.board.at, int(self._holder[place])
        old = at[box]
        if other == box or (other >= 0 and not self._allowed[other, old]):
            return []
        at[box] = place
        self._holder[[old, place]] = other, box
        self._now = None
        if other < 0:
            return [box]
        at[other] = old
        return [box, other]

    def settle(self, boxes: Sequence[int], effort: float) -> None:
        """Improve some boxes, and then those around each that moved, until none gets better."""
        board = self.board
        waiting = dict.fromkeys(self.around(boxes))
        while waiting and self.spent < effort:
            batch: list[int] = []
            size = 0
            for box in waiting:
                batch.append(box)
                size += (
                    len(board.allowed[box]) * self.degree[box] * (len(board.ends) + len(board.at))
                )
                if size > TOGETHER:
                    break
            moved, hopeful = self.improve(batch)
            for box in batch:
                if box not in hopeful:
                    del waiting[box]
            waiting.update(dict.fromkeys(self.around(moved)))

    def around(self, boxes: Sequence[int]) -> list[int]:
        """Boxes with ties among some boxes, and those that they are tied to."""
        ends = self.board.ends[self._own[:, list(boxes)].any(axis=1)].ravel().tolist()
        return list(dict.fromkeys([box for box in boxes if self.degree[box]] + ends))

    def total(self, length: float = LENGTH) -> float:
        """Cost of the whole board, with `length` for each px of line."""
        pairs, behind, lengths = self._here()
        cost = float(pairs.sum()) / 2 + float(behind.sum())
        if length:
            cost += length * float((self._weights * lengths).sum())
            if self.board.wish is not None:
                cost += float(self.board.wish[np.arange(len(self.board.at)), self.board.at].sum())
        return cost

    def improve(self, boxes: Sequence[int]) -> tuple[list[int], set[int]]:
        """Make the best move of some boxes, whoever stands at the place taking the box's own.

        Returns:
            The boxes that moved, and those others of the given ones that would gain by a move.
        """
        board, at = self.board, np.array(self.board.at)
        places = [self._worth(box) for box in boxes]
        box = np.repeat(np.array(boxes, dtype=np.intp), [len(found) for found in places])
        place = np.concatenate(places)
        old, holder = at[box], self._holder[place]
        fits = (place != old) & ((holder < 0) | self._allowed[holder, old])
        box, place, old, holder = box[fits], place[fits], old[fits], holder[fits]
        if not len(box):
            return [], set()
        other = np.where(holder < 0, box, holder)
        rows = np.arange(len(box))
        position = np.repeat(self._places[at][None], len(box), axis=0)
        position[rows, other] = self._places[old]
        position[rows, box] = self._places[place]
        # Each option is judged by the lines of the boxes that it moves.
        change = (self._own[:, box] | self._own[:, other]).T
        option, line = np.nonzero(change)
        self.spent += FIXED + len(option) * (len(board.ends) + len(board.at))
        moving = change.astype(np.float32)
        pairs, behind, lengths = self._lines(position, option, line)
        each = (pairs * (1 - moving / 2)[option]).sum(axis=1) + behind.sum(axis=1)
        each += np.float32(LENGTH) * self._weights[line] * lengths
        cost = np.bincount(option, each, minlength=len(box))
        # The lines that stay, behind the boxes that move.
        both = np.stack([box, other], axis=1)
        once = np.where(box == other, np.float32(0.5), np.float32(1.0))[:, None]
        cost += (self._rest(position, both).sum(axis=2) * once * (1 - moving)).sum(axis=1)
        # Less what all that costs now.
        pairs, behind, lengths = self._here()
        each = pairs.sum(axis=1) + behind.sum(axis=1) + np.float32(LENGTH) * self._weights * lengths
        cost -= moving @ each - ((moving @ pairs) * moving).sum(axis=1) / 2
        cost -= (behind[:, both].sum(axis=2).T * once * (1 - moving)).sum(axis=1)
        if board.wish is not None:
            cost += board.wish[box, place] - board.wish[box, old]
            cost += (box != other) * (board.wish[other, old] - board.wish[other, place])
        cost = np.round(cost, 3)
        best = int(cost.argmin())
        if cost[best] > -2e-3:
            return [], set()
        hopeful = set(box[cost < -2e-3].tolist()) - {int(box[best])}
        return self.swap(int(box[best]), int(place[best])), hopeful

    def _worth(self, box: int) -> Indexes:
        """The places worth a try: all, or those nearest to the middle of the box's ties."""
        board = self.board
        allowed = np.flatnonzero(self._allowed[box])
        if len(allowed) <= CHOICES:
            return allowed
        ends = board.ends[self._own[:, box]].ravel()
        others = [board.at[end] for end in ends.tolist() if end != box]
        middle = board.places[others].mean(axis=0)
        away = np.abs(board.places[allowed] - middle).sum(axis=1)
        return allowed[np.argsort(away, kind="stable")[:CHOICES]]

    def _here(self) -> tuple[Small, Small, Small]:
        """What the lines cost as they are: each two, each behind each box; and their lengths."""
        if self._now is None:
            every = np.arange(len(self.board.ends), dtype=np.intp)
            self._now = self._lines(self._places[self.board.at][None], every * 0, every)
        return self._now

    def _lines(self, position: Small, option: Indexes, line: Indexes) -> tuple[Small, Small, Small]:
        """Some lines with each line and behind each box, each in one of several arrangements.

        Args:
            position: centres of the boxes, shape (arrangements, boxes, 2).
            option: the arrangement of each of the lines.
            line: their indexes.

        Returns:
            Costs of shape (these lines, all lines) and (these lines, boxes), and their lengths.
        """
        ends = self.board.ends
        (ax, ay), (bx, by) = (position[option, ends[line, end]].T[:, :, None] for end in (0, 1))
        c, d = position[:, ends[:, 0]], position[:, ends[:, 1]]
        cx, cy, dx, dy = (part[option] for part in (c[..., 0], c[..., 1], d[..., 0], d[..., 1]))
        abx, aby, cdx, cdy = bx - ax, by - ay, dx - cx, dy - cy
        past, beyond = abx * ay - aby * ax, cdx * cy - cdy * cx
        apart = (abx * cy - aby * cx - past) * (abx * dy - aby * dx - past) < 0
        apart &= (cdx * ay - cdy * ax - beyond) * (cdx * by - cdy * bx - beyond) < 0
        cost = apart * self._crossing[line]
        length = np.sqrt(abx * abx + aby * aby) + np.float32(1e-6)
        merging = self._merging[line]
        row, other = np.nonzero(merging)
        vx, vy = cdx[row, other], cdy[row, other]
        lengths = np.sqrt(vx * vx + vy * vy) + np.float32(1e-6)
        mine = length[row, 0]
        cosine = (abx[row, 0] * vx + aby[row, 0] * vy) / (mine * lengths)
        cosine *= np.sign(merging[row, other])
        # Lines that stand for several curves are as wide as their fan.
        fan = NARROW + np.minimum(4 * self._spread[line[row]] / mine, math.pi / 3)
        fan += np.minimum(4 * self._spread[other] / lengths, math.pi / 3)
        narrow = np.cos(np.minimum(fan, math.pi / 2))
        merged = np.clip((cosine - narrow) / (1 - narrow), 0, 1)
        cost[row, other] += np.abs(merging[row, other]) * merged
        ends_of = ax[:, 0], ay[:, 0], bx[:, 0], by[:, 0]
        boxes = position[option]
        past_boxes = self._past(*ends_of, self._spread[line], boxes, self._halves[None])
        return cost, self._passing[line] * past_boxes, length[:, 0]

    def _rest(self, position: Small, boxes: Indexes) -> Small:
        """All lines behind some boxes of each arrangement, shape (arrangements, lines, boxes)."""
        ends, size = self.board.ends, (len(position), len(self.board.ends), boxes.shape[1])
        a, b = (position[:, ends[:, end]].reshape(-1, 2) for end in (0, 1))
        spread = np.tile(self._spread, size[0])
        there = np.take_along_axis(position, boxes[:, :, None], axis=1)
        centres = np.repeat(there, size[1], axis=0)
        halves = np.repeat(self._halves[boxes], size[1], axis=0)
        past = self._past(a[:, 0], a[:, 1], b[:, 0], b[:, 1], spread, centres, halves)
        return np.asarray(past.reshape(size) * self._passing[:, boxes].transpose(1, 0, 2))

    @staticmethod
    def _past(
        ax: Small, ay: Small, bx: Small, by: Small, spread: Small, centres: Small, halves: Small
    ) -> Small:
        """Cost of each line at each of its boxes: behind it, too near, or well away.

        Ends and spread have shape (lines,), centres and half sizes (lines or 1, boxes, 2).
        """
        wide = np.float32(0.6) * spread[:, None]
        to, per, half = [], [], []
        for axis, (begin, end) in enumerate(((ax, bx), (ay, by))):
            away = end - begin
            inverse = (1 / np.where(np.abs(away) < 1e-3, np.float32(1e-3), away))[:, None]
            to.append((centres[..., axis] - begin[:, None]) * inverse)
            per.append(np.abs(inverse))
            half.append(halves[..., axis] + wide)
        cost = np.zeros(to[0].shape, np.float32)
        for room, price in ((2.0, BEHIND - NEAR), (_CLEAR, NEAR)):
            x, y = ((half[axis] + np.float32(room)) * per[axis] for axis in (0, 1))
            start = np.maximum(to[0] - x, to[1] - y)
            end = np.minimum(to[0] + x, to[1] + y)
            cost += np.float32(price) * ((start < end) & (end > 0) & (start < 1))
        return cost
