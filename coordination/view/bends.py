"""How far each curve bends, so that parallel links part, and boxes and other curves stay clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coordination.view.geometry import Floats, clip, control_point, polyline

__all__ = ["Bends"]

MANY = 60
"""Above this many curves each is looked at less closely."""
BEHIND = 30.0
NEAR = 7.0
CROSSING = 10.0
CLOSE = 0.9
"""Cost of each point of a curve that runs close to another curve, beside that one's ends."""
BENT = 5.0
OUTSIDE = 400.0
"""Cost of a curve that leaves the picture."""
_CLEAR = 8.0
_APART = 9.0
_GAP = 22.0
"""Distance in px between the middles of two parallel curves."""

_SPREAD = 96.0
"""The most that a bundle of parallel curves takes, in px."""

STEPS = (0.0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.42, -0.42, 0.55, -0.55)


class Bends:
    """The curves between boxes, each with the bend chosen so far.

    Parallel curves form a bundle and fan out around one bend. Bundles of which some curve counts
    fully are bent against each other; the rest are drawn last, around them.

    Args:
        ends: indexes of the boxes of each curve; the two differ.
        weights: how much each curve counts, 1.0 in the first picture.
        centres: centre of each box, shape (boxes, 2).
        sizes: width and height of each box, shape (boxes, 2).
        picture: left, top, right and bottom border that curves stay within.

    Attributes:
        bend: bend of each curve, signed from its own source to its own target.
        centres: as given; a box moves by changing them and calling `follow`.
    """

    def __init__(
        self,
        ends: Sequence[tuple[int, int]],
        weights: Sequence[float],
        centres: Floats,
        sizes: Floats,
        picture: tuple[float, float, float, float],
    ) -> None:
        self.ends = np.array(ends, dtype=np.intp).reshape(-1, 2)
        self.weights = np.array(weights, float)
        self.centres, self.sizes = centres, sizes
        self.picture = picture
        self.fine = int((self.weights >= 1.0).sum()) <= MANY
        self.pieces = 16 if self.fine else 10
        self.steps = STEPS if self.fine else STEPS[:7]
        self.placed = np.zeros(len(ends), bool)
        self.bend = np.zeros(len(ends))
        self.xs = np.zeros((len(ends), self.pieces + 1))
        self.ys = np.zeros((len(ends), self.pieces + 1))
        bundles: dict[tuple[int, int], list[int]] = defaultdict(list)
        for curve, (one, other) in enumerate(ends):
            bundles[min(one, other), max(one, other)].append(curve)
        order = sorted(bundles, key=lambda pair: (-len(bundles[pair]), pair))
        self.shown = [bundles[p] for p in order if max(self.weights[bundles[p]]) >= 1.0]
        self.hidden = [bundles[p] for p in order if max(self.weights[bundles[p]]) < 1.0]
        self.bundles_of: dict[int, list[list[int]]] = defaultdict(list)
        for bundle in self.shown:
            for end in self.ends[bundle[0]]:
                self.bundles_of[int(end)].append(bundle)

    def settle(self, passes: int) -> None:
        """Bend the bundles of the first picture against each other."""
        for bundle in self.shown:
            if not self.placed[bundle[0]]:
                self.set(bundle, self.fan(bundle, 0.0))
        for _ in range(passes):
            changed = [self.improve(bundle, self.steps) for bundle in self.shown]
            if not any(changed):
                break

    def settle_hidden(self) -> None:
        """Bend the other bundles around them."""
        for bundle in self.hidden:
            self.set(bundle, self.fan(bundle, 0.0))
            if len(self.hidden) <= MANY:
                self.improve(bundle, STEPS[:5])

    def follow(self, boxes: Sequence[int]) -> None:
        """Draw the curves of boxes that moved again, each bundle with its best bend."""
        bundles = self.around(boxes)
        for bundle in bundles:
            self.set(bundle, self.bend[bundle].tolist())
        for bundle in bundles:
            self.improve(bundle, self.steps)

    def around(self, boxes: Sequence[int]) -> list[list[int]]:
        """The bundles of the first picture that end at some boxes."""
        found = {bundle[0]: bundle for box in boxes for bundle in self.bundles_of[box]}
        return list(found.values())

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
        """Give a bundle these bends."""
        self.bend[bundle] = bends
        self.placed[bundle] = True
        self.xs[bundle], self.ys[bundle] = self.draw(np.array(bundle), np.array(bends))

    def draw(self, curves: NDArray[np.intp], bends: Floats) -> tuple[Floats, Floats]:
        """Points along curves with these bends, between the borders of their boxes."""
        (x0, y0), (x1, y1) = (
            self.centres[self.ends[curves, 0]].T,
            self.centres[self.ends[curves, 1]].T,
        )
        (w0, h0), (w1, h1) = self.sizes[self.ends[curves, 0]].T, self.sizes[self.ends[curves, 1]].T
        cx, cy = control_point(x0, y0, x1, y1, bends)
        start, end = clip(x0, y0, cx, cy, x1, y1, w0, h0, w1, h1)
        return polyline(x0, y0, cx, cy, x1, y1, start, end, self.pieces)

    def improve(self, bundle: list[int], steps: Sequence[float]) -> bool:
        """Give a bundle its best bend; whether that differs from before."""
        options = [self.bend[bundle].tolist()]
        options += [self.fan(bundle, base) for base in steps]
        bends = np.array(options)
        every = np.tile(np.array(bundle), len(options))
        xs, ys = self.draw(every, bends.ravel())
        rest = self.placed.copy()
        rest[bundle] = False
        costs = self._costs(every, bends.ravel(), xs, ys, rest).reshape(bends.shape).sum(axis=1)
        best = int(np.argmin(np.round(costs, 4)))
        if costs[best] > costs[0] - 1e-4:
            return False
        self.set(bundle, options[best])
        return True

    def cost(self) -> float:
        """Cost of all curves drawn so far."""
        return sum(self._cost(bundle) for bundle in self.shown)

    def _cost(self, bundle: list[int]) -> float:
        rest = self.placed.copy()
        rest[bundle] = False
        xs, ys = self.xs[bundle], self.ys[bundle]
        return float(self._costs(np.array(bundle), self.bend[bundle], xs, ys, rest).sum())

    def _costs(
        self,
        curves: NDArray[np.intp],
        bends: Floats,
        xs: Floats,
        ys: Floats,
        rest: NDArray[np.bool_],
    ) -> Floats:
        """Cost of each of some curves, drawn like this, beside the curves that are marked."""
        weight = self.weights[curves]
        left, top, right, bottom = self.picture
        outside = (xs < left) | (xs > right) | (ys < top) | (ys > bottom)
        cost = OUTSIDE * outside.any(axis=1) + BENT * bends * bends
        cost += self.behind(curves, xs, ys).sum(axis=1)
        cost *= weight
        others = np.flatnonzero(rest)
        if len(others):
            # Only curves whose surroundings touch can cross or come close.
            ox, oy = self.xs[others], self.ys[others]
            meets = (ox.max(1) > xs.min() - _APART) & (ox.min(1) < xs.max() + _APART)
            meets &= (oy.max(1) > ys.min() - _APART) & (oy.min(1) < ys.max() + _APART)
            others, ox, oy = others[meets], ox[meets], oy[meets]
        if len(others):
            # In parts, so that a part stays in the processor's cache.
            size = max(1, 400 // len(others))
            for part in (slice(n, n + size) for n in range(0, len(xs), size)):
                crossing = CROSSING * _crossings(xs[part], ys[part], ox, oy)
                crossing += CLOSE * _close(xs[part], ys[part], ox, oy)
                cost[part] += weight[part] * (crossing @ self.weights[others])
        return np.asarray(cost)

    def faults(self) -> int:
        """How many curves run behind boxes or cross."""
        curves = np.flatnonzero(self.placed)
        behind = self.behind(curves, self.xs[curves], self.ys[curves]) >= BEHIND
        return int(behind.sum()) + len(self.crossed())

    def crossed(self) -> list[tuple[int, int]]:
        """Each two curves drawn so far that cross."""
        curves = np.flatnonzero(self.placed)
        xs, ys = self.xs[curves], self.ys[curves]
        found = []
        for n, curve in enumerate(curves[:-1]):
            hits = _crossings(xs[n : n + 1], ys[n : n + 1], xs[n + 1 :], ys[n + 1 :])[0]
            found += [(int(curve), int(curves[n + 1 + m])) for m in np.flatnonzero(hits)]
        return found

    def cost_at(self, boxes: Sequence[int]) -> float:
        """Cost of the curves of some boxes, and of others behind these boxes."""
        mine = self.around(boxes)
        cost = sum(self._cost(bundle) for bundle in mine)
        rest = self.placed.copy()
        rest[[curve for bundle in mine for curve in bundle]] = False
        others = np.flatnonzero(rest)
        behind = self.behind(others, self.xs[others], self.ys[others], np.array(boxes))
        return cost + float((self.weights[others, None] * behind).sum())

    def behind(
        self,
        curves: NDArray[np.intp],
        xs: Floats,
        ys: Floats,
        boxes: NDArray[np.intp] | None = None,
    ) -> Floats:
        """Cost of each curve at each box that it runs behind or past too near."""
        if boxes is None:
            boxes = np.arange(len(self.centres))
        dx = np.abs(xs[:, None, :] - self.centres[boxes, 0][None, :, None])
        dy = np.abs(ys[:, None, :] - self.centres[boxes, 1][None, :, None])
        half_w = self.sizes[boxes, 0][None, :, None] / 2
        half_h = self.sizes[boxes, 1][None, :, None] / 2
        hit = ((dx < half_w + 2) & (dy < half_h + 2)).any(axis=2)
        near = ((dx < half_w + _CLEAR) & (dy < half_h + _CLEAR)).any(axis=2)
        own = (self.ends[curves, 0][:, None] == boxes) | (self.ends[curves, 1][:, None] == boxes)
        return np.asarray(((BEHIND - NEAR) * hit + NEAR * near) * ~own)


def _from_middle(count: int) -> list[int]:
    """The places of a row from its middle outwards: 2, 1, 3, 0, 4 of five."""
    return sorted(range(count), key=lambda place: (abs(place - (count - 1) / 2), place))


def _crossings(xs: Floats, ys: Floats, ox: Floats, oy: Floats) -> Floats:
    """How often each curve crosses each other one, shape (curves, others)."""
    curves, others, points = len(xs), len(ox), xs.shape[1]
    side = _sides(xs, ys, ox, oy).reshape(curves, points - 1, others, points)
    other = _sides(ox, oy, xs, ys).reshape(others, points - 1, curves, points)
    parts = side[..., :-1] != side[..., 1:]
    parts &= (other[..., :-1] != other[..., 1:]).transpose(2, 3, 0, 1)
    return np.asarray(parts.sum(axis=(1, 3)), float)


def _sides(xs: Floats, ys: Floats, ox: Floats, oy: Floats) -> NDArray[np.bool_]:
    """On which side of each piece of some curves each point of others lies.

    Half-open, so that a crossing at a point where two pieces meet counts once.
    """
    dx, dy = np.diff(xs).ravel(), np.diff(ys).ravel()
    lines = np.stack([dx, -dy, dy * xs[:, :-1].ravel() - dx * ys[:, :-1].ravel()], axis=1)
    dots = np.stack([oy.ravel(), ox.ravel(), np.ones(ox.size)])
    return np.asarray(lines @ dots >= 0)


def _close(xs: Floats, ys: Floats, ox: Floats, oy: Floats) -> Floats:
    """How many points of each curve lie close to each other one, the ends left out."""
    inner = slice(2, -2)
    dx = xs[:, None, inner, None] - ox[None, :, None, inner]
    dy = ys[:, None, inner, None] - oy[None, :, None, inner]
    near = (dx * dx + dy * dy < _APART * _APART).any(axis=3)
    return np.asarray(near.sum(axis=2), float)
