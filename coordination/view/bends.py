"""How far each curve bends, so that parallel links part, and boxes and other curves stay clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coordination.view.geometry import Floats, clip, control_point, polyline

__all__ = ["choose_bends"]

PIECES = 16
BEHIND = 30.0
NEAR = 7.0
CROSSING = 10.0
CLOSE = 0.9
"""Cost of each point of a curve that runs close to another curve, beside that one's ends."""
BENT = 5.0
OUTSIDE = 40.0
"""Cost of a curve that leaves the picture."""
EDGE = 12.0
_CLEAR = 8.0
_APART = 9.0
_GAP = 22.0
"""Distance in px between the middles of two parallel curves."""

_SPREAD = 96.0
"""The most that a bundle of parallel curves takes, in px."""

_STEPS = (0.0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.42, -0.42, 0.55, -0.55)


def choose_bends(
    ends: Sequence[tuple[int, int]],
    weights: Sequence[float],
    centres: Floats,
    sizes: Floats,
    picture: tuple[float, float],
    passes: int,
    everything: bool = True,
) -> tuple[list[float], float]:
    """Bend of each curve, signed from its own source to its own target, and the cost.

    Bundles of which no curve counts fully are drawn last, and don't count for the cost.

    Args:
        ends: indexes of the boxes of each curve; the two differ.
        weights: how much each curve counts.
        centres: centre of each box, shape (boxes, 2).
        sizes: width and height of each box, shape (boxes, 2).
        picture: width and height that curves stay within.
        passes: how often each bundle of parallel curves is looked at again.
        everything: whether to bend also the bundles of which no curve counts fully.
    """
    if not ends:
        return [], 0.0
    bundles: dict[tuple[int, int], list[int]] = defaultdict(list)
    for curve, (one, other) in enumerate(ends):
        bundles[min(one, other), max(one, other)].append(curve)
    state = _State(ends, weights, centres, sizes, picture)
    order = sorted(bundles, key=lambda pair: (-len(bundles[pair]), pair))
    shown = [pair for pair in order if max(state.weights[bundles[pair]]) >= 1.0]
    for pair in shown:
        state.set(bundles[pair], state.fan(bundles[pair], 0.0))
    for _ in range(passes):
        changed = False
        for pair in shown:
            changed |= state.improve(bundles[pair], _STEPS)
        if not changed:
            break
    cost = state.cost()
    if everything:
        for pair in order:
            if not state.placed[bundles[pair][0]]:
                state.set(bundles[pair], state.fan(bundles[pair], 0.0))
                state.improve(bundles[pair], _STEPS[:5])
    return state.bend.tolist(), cost


class _State:
    """Curves with their bends as chosen so far."""

    def __init__(
        self,
        ends: Sequence[tuple[int, int]],
        weights: Sequence[float],
        centres: Floats,
        sizes: Floats,
        picture: tuple[float, float],
    ) -> None:
        self.ends = np.array(ends, dtype=np.intp).reshape(-1, 2)
        self.weights = np.array(weights, float)
        self.centres, self.sizes = centres, sizes
        self.picture = picture
        self.placed = np.zeros(len(ends), bool)
        self.bend = np.zeros(len(ends))
        self.xs = np.zeros((len(ends), PIECES + 1))
        self.ys = np.zeros((len(ends), PIECES + 1))

    def fan(self, bundle: list[int], base: float) -> list[float]:
        """Bends of parallel curves around a base, by their distance in px at the middle."""
        one, other = self.ends[bundle[0]]
        lower = min(one, other)
        length = float(np.hypot(*(self.centres[one] - self.centres[other]))) or 1.0
        gap = min(_GAP, _SPREAD / max(len(bundle) - 1, 1))
        step = min(0.45, gap / (0.39 * length))
        middle = (len(bundle) - 1) / 2
        found = [0.0] * len(bundle)
        # What the first picture shows lies inside, the rest around it.
        inside = sorted(range(len(bundle)), key=lambda n: -self.weights[bundle[n]])
        for n, place in zip(inside, _from_middle(len(bundle)), strict=True):
            curve = bundle[n]
            bend = base + (place - middle) * step
            found[n] = bend if self.ends[curve][0] == lower else -bend
        return found

    def set(self, bundle: list[int], bends: list[float]) -> None:
        self.bend[bundle] = bends
        self.placed[bundle] = True
        self.xs[bundle], self.ys[bundle] = self.draw(np.array(bundle), np.array(bends))

    def draw(self, curves: NDArray[np.intp], bends: Floats) -> tuple[Floats, Floats]:
        (x0, y0), (x1, y1) = (
            self.centres[self.ends[curves, 0]].T,
            self.centres[self.ends[curves, 1]].T,
        )
        (w0, h0), (w1, h1) = self.sizes[self.ends[curves, 0]].T, self.sizes[self.ends[curves, 1]].T
        cx, cy = control_point(x0, y0, x1, y1, bends)
        start, end = clip(x0, y0, cx, cy, x1, y1, w0, h0, w1, h1)
        return polyline(x0, y0, cx, cy, x1, y1, start, end, PIECES)

    def improve(self, bundle: list[int], steps: Sequence[float]) -> bool:
        """Give a bundle its best bend; whether that differs from before."""
        options = [self.bend[bundle].tolist()]
        options += [self.fan(bundle, base) for base in steps]
        curves = np.array(bundle)
        costs = []
        for bends in options:
            xs, ys = self.draw(curves, np.array(bends))
            costs.append(self._cost(curves, np.array(bends), xs, ys))
        best = int(np.argmin(costs))
        if costs[best] > costs[0] - 1e-6:
            return False
        self.set(bundle, options[best])
        return True

    def cost(self) -> float:
        """Cost of all curves drawn so far."""
        return sum(
            self._cost(one, self.bend[one], self.xs[one], self.ys[one])
            for one in np.flatnonzero(self.placed)[:, None]
        )

    def _cost(self, curves: NDArray[np.intp], bends: Floats, xs: Floats, ys: Floats) -> float:
        weight = self.weights[curves]
        width, height = self.picture
        outside = (xs < EDGE) | (xs > width - EDGE) | (ys < EDGE) | (ys > height - EDGE)
        cost = OUTSIDE * float((weight * outside.any(axis=1)).sum())
        rest = self.placed.copy()
        rest[curves] = False
        others = np.flatnonzero(rest)
        cost += float((weight * BENT * bends * bends).sum())
        cost += float((weight * self._behind(curves, xs, ys)).sum())
        if len(others):
            # Only curves whose surroundings touch can cross or come close.
            low_x, high_x = xs.min() - _APART, xs.max() + _APART
            low_y, high_y = ys.min() - _APART, ys.max() + _APART
            ox, oy = self.xs[others], self.ys[others]
            meets = (ox.max(1) > low_x) & (ox.min(1) < high_x)
            meets &= (oy.max(1) > low_y) & (oy.min(1) < high_y)
            others, ox, oy = others[meets], ox[meets], oy[meets]
        if len(others):
            both = weight[:, None] * self.weights[others]
            cost += float((both * CROSSING * _crossings(xs, ys, ox, oy)).sum())
            cost += float((both * CLOSE * _close(xs, ys, ox, oy)).sum())
        return cost

    def _behind(self, curves: NDArray[np.intp], xs: Floats, ys: Floats) -> Floats:
        """Cost of the boxes that each curve runs behind or past too near."""
        dx = np.abs(xs[:, None, :] - self.centres[:, 0][None, :, None])
        dy = np.abs(ys[:, None, :] - self.centres[:, 1][None, :, None])
        half_w, half_h = self.sizes[:, 0][None, :, None] / 2, self.sizes[:, 1][None, :, None] / 2
        hit = ((dx < half_w + 2) & (dy < half_h + 2)).any(axis=2)
        near = ((dx < half_w + _CLEAR) & (dy < half_h + _CLEAR)).any(axis=2)
        own = np.zeros(hit.shape, bool)
        rows = np.arange(len(curves))
        own[rows, self.ends[curves, 0]] = own[rows, self.ends[curves, 1]] = True
        return np.asarray(((BEHIND - NEAR) * (hit & ~own) + NEAR * (near & ~own)).sum(axis=1))


def _from_middle(count: int) -> list[int]:
    """The places of a row from its middle outwards: 2, 1, 3, 0, 4 of five."""
    return sorted(range(count), key=lambda place: (abs(place - (count - 1) / 2), place))


def _crossings(xs: Floats, ys: Floats, ox: Floats, oy: Floats) -> Floats:
    """How often each curve crosses each other one, shape (curves, others)."""
    ax, ay = xs[:, None, :-1, None], ys[:, None, :-1, None]
    abx, aby = xs[:, None, 1:, None] - ax, ys[:, None, 1:, None] - ay
    cx, cy = ox[None, :, None, :], oy[None, :, None, :]
    side = abx * (cy - ay) - aby * (cx - ax)  # (curves, others, pieces, points)
    parts = side[..., :-1] * side[..., 1:] < 0
    cdx, cdy = np.diff(ox)[None, :, None, :], np.diff(oy)[None, :, None, :]
    px, py = xs[:, None, :, None], ys[:, None, :, None]
    other = cdx * (py - cy[..., :-1]) - cdy * (px - cx[..., :-1])
    parts &= other[..., :-1, :] * other[..., 1:, :] < 0
    return np.asarray(parts.sum(axis=(2, 3)), float)


def _close(xs: Floats, ys: Floats, ox: Floats, oy: Floats) -> Floats:
    """How many points of each curve lie close to each other one, the ends left out."""
    inner = slice(2, -2)
    dx = xs[:, None, inner, None] - ox[None, :, None, inner]
    dy = ys[:, None, inner, None] - oy[None, :, None, inner]
    near = (dx * dx + dy * dy < _APART * _APART).any(axis=3)
    return np.asarray(near.sum(axis=2), float)
