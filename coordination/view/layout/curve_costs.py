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
    "Indexes",
    "Rows",
    "hits",
    "meeting",
    "together",
]

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
_APART = 9.0
"""Distance in px from which curves don't run close."""
PIECES = 8
"""Straight pieces that a curve is judged by, at most a px or two away from the curve itself."""
_PART = 2048
"""Pairs that are looked at together, so that they stay in the processor's cache."""


Indexes = NDArray[np.intp]


@dataclass(frozen=True)
class Rows:
    """Curves with a bend each: the curve, the bend, and the points along it.

    `group` and `step` say which bundle and which of its bends a row belongs to.
    """

    curve: Indexes
    bend: Floats
    xs: NDArray[np.float32]
    ys: NDArray[np.float32]
    group: Indexes
    step: Indexes

    @property
    def bounds(self) -> tuple[Any, Any, Any, Any]:
        """Left, top, right and bottom of each."""
        return self.xs.min(1), self.ys.min(1), self.xs.max(1), self.ys.max(1)

    @cached_property
    def halves(self) -> tuple[Any, Any, tuple[Any, Any, Any, Any]]:
        """Points along both halves of each, and the bounds of these."""
        middle = PIECES // 2
        xs, ys = (
            np.stack([v[:, : middle + 1], v[:, middle:]], axis=1).reshape(-1, middle + 1)
            for v in (self.xs, self.ys)
        )
        return xs, ys, (xs.min(1), ys.min(1), xs.max(1), ys.max(1))


def meeting(these: Rows, others: Rows) -> NDArray[np.bool_]:
    """Which of these curves come near which others, by their bounds."""
    left, top, right, bottom = (bound[:, None] for bound in these.bounds)
    begin, high, end, low = others.bounds
    meets = (left < end + _APART) & (right > begin - _APART)
    meets &= (top < low + _APART) & (bottom > high - _APART)
    return np.asarray(meets)


def together(a: Rows, one: Indexes, b: Rows, other: Indexes) -> Floats:
    """Cost of each two curves, a row of the first and one of the second: crossing, or close."""
    # Halves of curves come near each other much less often than whole ones.
    pair = np.repeat(np.arange(len(one)), 4)
    i = (2 * one[:, None] + (0, 0, 1, 1)).ravel()
    j = (2 * other[:, None] + (0, 1, 0, 1)).ravel()
    (ax, ay, (left, top, right, bottom)), (bx, by, (start, high, end, low)) = a.halves, b.halves
    meets = (left[i] < end[j] + _APART) & (right[i] > start[j] - _APART)
    meets &= (top[i] < low[j] + _APART) & (bottom[i] > high[j] - _APART)
    pair, i, j = pair[meets], i[meets], j[meets]
    crossing, close = np.zeros(len(i)), np.zeros(len(i))
    for part in (slice(n, n + _PART) for n in range(0, len(i), _PART)):
        k, m = i[part], j[part]
        side, near = _sides(ax[k], ay[k], bx[m], by[m], close=True)
        back, _ = _sides(bx[m], by[m], ax[k], ay[k], close=False)
        hits = side[:, :, :-1] != side[:, :, 1:]
        hits &= (back[:, :, :-1] != back[:, :, 1:]).transpose(0, 2, 1)
        crossing[part], close[part] = hits.sum(axis=(1, 2)), near
    near = np.bincount(pair, close, minlength=len(one))
    return CROSSING * np.bincount(pair, crossing, minlength=len(one)) + CLOSE * near * near


def _sides(xs: Any, ys: Any, px: Any, py: Any, *, close: bool) -> tuple[NDArray[np.bool_], Any]:
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
        by = (np.abs(turn[:, :, inner]) < _APART * np.sqrt(square)) & (ahead > 0)
        near = (by & (ahead < square)).any(axis=1).sum(axis=1)
    return turn >= 0, near


def hits(rows: Rows, row: Indexes, centres: Floats, sizes: Floats) -> Floats:
    """Cost of some rows at a box each: behind it, too near, or well away."""
    small = np.float32
    cost = np.zeros(len(row))
    if not len(row):
        return cost
    to, per, half = [], [], []
    for axis, points in enumerate((rows.xs[row], rows.ys[row])):
        away = np.diff(points)
        inverse = 1 / np.where(np.abs(away) < 1e-3, small(1e-3), away)
        to.append((centres[:, axis, None].astype(small) - points[:, :-1]) * inverse)
        per.append(np.abs(inverse))
        half.append(sizes[:, axis, None].astype(small) / 2)
    for room, price in ((2.0, BEHIND - NEAR), (CLEAR, NEAR)):
        x, y = ((half[axis] + small(room)) * per[axis] for axis in (0, 1))
        start = np.maximum(to[0] - x, to[1] - y)
        end = np.minimum(to[0] + x, to[1] + y)
        cost += price * ((start < end) & (end > 0) & (start < 1)).any(axis=1)
    return np.where(sizes[:, 0] > 0, cost, 0.0)
