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
_PART = 2048
"""Pairs that are looked at together, so that they stay in the processor's cache."""


@dataclass(frozen=True)
class Rows:
    """Curves as points along them, shape (curves, PIECES + 1)."""

    xs: Small
    ys: Small

    def __getitem__(self, some: NDArray[np.bool_] | NDArray[np.intp]) -> Rows:
        return Rows(self.xs[some], self.ys[some])

    def having(self, some: NDArray[np.intp], rows: Rows) -> Rows:
        """These curves with others in the place of some."""
        xs, ys = self.xs.copy(), self.ys.copy()
        xs[some], ys[some] = rows.xs, rows.ys
        return Rows(xs, ys)

    @cached_property
    def bounds(self) -> tuple[Small, Small, Small, Small]:
        """Left, top, right and bottom of each."""
        return self.xs.min(1), self.ys.min(1), self.xs.max(1), self.ys.max(1)

    @property
    def coarse(self) -> tuple[Small, Small]:
        """Every second point, which is enough for how curves lie to each other."""
        return np.ascontiguousarray(self.xs[:, ::2]), np.ascontiguousarray(self.ys[:, ::2])


def meeting(these: Rows, others: Rows) -> NDArray[np.bool_]:
    """Which of these curves come near which others, by their bounds."""
    left, top, right, bottom = (bound[:, None] for bound in these.bounds)
    begin, high, end, low = others.bounds
    meets = (left < end + APART) & (right > begin - APART)
    meets &= (top < low + APART) & (bottom > high - APART)
    return np.asarray(meets)


def together(a: Rows, one: Indexes, b: Rows, other: Indexes) -> Floats:
    """Cost of each two curves, a row of the first and one of the second: crossing, or close."""
    crossing, close = np.zeros(len(one)), np.zeros(len(one))
    (ax, ay), (bx, by) = a.coarse, b.coarse
    for part in (slice(n, n + _PART) for n in range(0, len(one), _PART)):
        k, m = one[part], other[part]
        side, near = _sides(ax[k], ay[k], bx[m], by[m], close=True)
        back, _ = _sides(bx[m], by[m], ax[k], ay[k], close=False)
        cut = side[:, :, :-1] != side[:, :, 1:]
        cut &= (back[:, :, :-1] != back[:, :, 1:]).transpose(0, 2, 1)
        crossing[part], close[part] = cut.sum(axis=(1, 2)), near
    return CROSSING * crossing + CLOSE * close * close


def _sides(xs: Small, ys: Small, px: Small, py: Small, *, close: bool) -> tuple[Any, Any]:
    """On which side of each piece of a curve each point of another lies; how many are close.

    Half-open, so that a crossing at a point where two pieces meet counts once.
    """
    dx, dy = np.diff(xs)[:, :, None], np.diff(ys)[:, :, None]
    ax, ay = px[:, None, :] - xs[:, :-1, None], py[:, None, :] - ys[:, :-1, None]
    turn = dx * ay
    turn -= dy * ax
    near = None
    if close:
        inner = slice(1, -1)
        square = dx * dx + dy * dy
        ahead = (dx * ax + dy * ay)[:, :, inner]
        by = (np.abs(turn[:, :, inner]) < APART * np.sqrt(square)) & (ahead > 0)
        near = 2.0 * (by & (ahead < square)).any(axis=1).sum(axis=1)
    return turn >= 0, near


def hits(rows: Rows, centres: Floats, sizes: Floats) -> Floats:
    """Cost of each curve at each box, shape (curves, boxes): behind it, too near, or well away.

    Boxes without a size are in no way.
    """
    boxes = np.stack([*centres.T, np.ones(len(centres))]).astype(np.float32)
    half = (sizes.T / 2).astype(np.float32)
    x, y = rows.xs[:, :-1].ravel(), rows.ys[:, :-1].ravel()
    dx, dy = np.diff(rows.xs).ravel(), np.diff(rows.ys).ravel()
    length = np.sqrt(dx * dx + dy * dy) + np.float32(1e-6)
    dx, dy = dx / length, dy / length
    across = np.stack([-dy, dx, dy * x - dx * y], axis=1)
    # By their normals and by what they span, as two convex shapes that keep apart do.
    gap = np.abs(across @ boxes) - np.abs(np.stack([dy, dx], axis=1)) @ half
    for axis, points in enumerate((rows.xs, rows.ys)):
        middle = ((points[:, 1:] + points[:, :-1]) / 2).ravel()
        span = (np.abs(points[:, 1:] - points[:, :-1]) / 2).ravel()
        away = np.abs(boxes[axis] - middle[:, None])
        away -= span[:, None]
        away -= half[axis]
        np.maximum(gap, away, out=gap)
    least = gap.reshape(len(rows.xs), PIECES, len(centres)).min(axis=1)
    cost = (BEHIND - NEAR) * (least < 2.0) + NEAR * (least < CLEAR)
    return np.asarray(np.where(sizes[:, 0] > 0, cost, 0.0))
