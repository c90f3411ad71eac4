"""The costs of curves: the boxes that they pass, and the curves beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.view.layout.vis_geometry import Floats

__all__ = [
    "BEHIND",
    "CLEAR",
    "CROSSING",
    "NEAR",
    "PIECES",
    "Rows",
    "Small",
    "hits",
    "meeting",
    "together",
]

Indexes = NDArray[np.intp]
Small = NDArray[np.float32]

BEHIND = 40.0
"""Cost of a curve that runs behind a box."""
NEAR = 7.0
"""Cost of a curve that only just misses a box."""
CROSSING = 10.0
"""Cost of two curves that cross."""
CLOSE = 0.9
"""Cost of two curves that run close for a piece; for twice as long it is four times as much."""
CLEAR = 8.0
"""Room in px that a curve leaves around boxes."""
APART = 9.0
"""Distance in px from which curves don't run close."""
PIECES = 8
"""Straight pieces that a curve is judged by, at most a px or two away from the curve itself."""
_PART, _CELLS = 2048, 32_768
"""Pairs, and pieces beside boxes, that are looked at together, to stay in the processor's cache."""


@dataclass(frozen=True)
class Rows:
    """Curves as points along them, shape (PIECES + 1, curves): numpy is quick along the last."""

    xs: Small
    ys: Small

    def __getitem__(self, some: NDArray[np.intp]) -> Rows:
        return Rows(self.xs[:, some], self.ys[:, some])

    def having(self, some: NDArray[np.intp], rows: Rows) -> Rows:
        """These curves with others in the place of some."""
        xs, ys = self.xs.copy(), self.ys.copy()
        xs[:, some], ys[:, some] = rows.xs, rows.ys
        return Rows(xs, ys)

    @cached_property
    def bounds(self) -> tuple[Small, Small, Small, Small]:
        """Left, top, right and bottom of each."""
        return self.xs.min(0), self.ys.min(0), self.xs.max(0), self.ys.max(0)

    @property
    def coarse(self) -> tuple[Small, Small]:
        """Every second point, which is enough for how curves lie to each other."""
        return self.xs[::2], self.ys[::2]


def meeting(these: Rows, others: Rows) -> NDArray[np.bool_]:
    """Which of these curves come near which others, by their bounds."""
    left, top, right, bottom = (bound[:, None] for bound in these.bounds)
    begin, high, end, low = others.bounds
    meets = (left < end + APART) & (right > begin - APART)
    meets &= (top < low + APART) & (bottom > high - APART)
    return np.asarray(meets)


def together(a: Rows, one: Indexes, b: Rows, other: Indexes) -> Floats:
    """Cost of each two curves, one of the first and one of the second: crossing, or close."""
    cost = np.zeros(len(one))
    (ax, ay), (bx, by) = a.coarse, b.coarse
    for part in (slice(n, n + _PART) for n in range(0, len(one), _PART)):
        k, m = one[part], other[part]
        these = ax.take(k, axis=1), ay.take(k, axis=1)
        those = bx.take(m, axis=1), by.take(m, axis=1)
        side, close = _sides(*these, *those, close=True)
        back, _ = _sides(*those, *these, close=False)
        cut = side[:, :-1] != side[:, 1:]
        cut &= (back[:, :-1] != back[:, 1:]).transpose(1, 0, 2)
        cost[part] = CROSSING * cut.sum(axis=(0, 1)) + CLOSE * close * close
    return cost


def _sides(xs: Small, ys: Small, px: Small, py: Small, *, close: bool) -> tuple[Any, Any]:
    """On which side of each piece of a curve each point of another lies; how many are close.

    Half-open, so that a crossing at a point where two pieces meet counts once.
    """
    dx, dy = (xs[1:] - xs[:-1])[:, None], (ys[1:] - ys[:-1])[:, None]
    ax, ay = px - xs[:-1, None], py - ys[:-1, None]
    turn = dx * ay
    turn -= dy * ax
    near = 0.0
    if close:
        inner = slice(1, -1)
        square = dx * dx + dy * dy
        ahead = dx * ax[:, inner] + dy * ay[:, inner]
        by = (np.abs(turn[:, inner]) < APART * np.sqrt(square)) & (ahead > 0)
        near = 2.0 * (by & (ahead < square)).any(axis=0).sum(axis=0)
    return turn >= 0, near


def hits(rows: Rows, centres: Floats, sizes: Floats) -> Floats:
    """Cost of each curve at each box, shape (curves, boxes): behind it, too near, or well away.

    Boxes without a size are in no way.
    """
    boxes = np.array([*centres.T, np.ones(len(centres))], np.float32).T
    half = (sizes / 2).astype(np.float32)
    count = rows.xs.shape[1]
    least = np.empty((len(centres), count), np.float32)
    step = max(1, _CELLS // max(1, PIECES * len(centres)))
    for part in (slice(n, n + step) for n in range(0, count, step)):
        least[:, part] = _gaps(rows.xs[:, part], rows.ys[:, part], boxes, half)
    cost = (BEHIND - NEAR) * (least.T < 2.0) + NEAR * (least.T < CLEAR)
    return np.asarray(np.where(sizes[:, 0] > 0, cost, 0.0))


def _gaps(xs: Small, ys: Small, boxes: Small, half: Small) -> Small:
    """The least distance of each box from each curve, roughly, shape (boxes, curves)."""
    x, y = xs[:-1].ravel(), ys[:-1].ravel()
    dx, dy = xs[1:].ravel() - x, ys[1:].ravel() - y
    middles = (x + dx / 2, y + dy / 2)
    spans = np.abs([dx, dy]) / 2
    length = np.sqrt(dx * dx + dy * dy) + np.float32(1e-6)
    dx, dy = dx / length, dy / length
    # By their normals and by what they span, as two convex shapes that keep apart do.
    gap = np.abs(boxes @ np.array([-dy, dx, dy * x - dx * y]))
    gap -= half @ np.abs([dy, dx])
    for axis in (0, 1):
        away = np.abs(boxes[:, axis, None] - middles[axis])
        away -= spans[axis]
        away -= half[:, axis, None]
        np.maximum(gap, away, out=gap)
    return np.asarray(gap.reshape(len(boxes), *xs[1:].shape).min(axis=1))
