"""Choose how far each curve bends, to separate parallel links and avoid boxes and other curves.

A curve has a few bends to choose from. Bundle by bundle, those that are in trouble take the bend
that costs least beside the others as they are, until none gets better.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.view.layout.cheapest_choice import cheapest
from coordination.view.layout.curve_costs import (
    BEHIND,
    CROSSING,
    NEAR,
    PIECES,
    Rows,
    hits,
    meeting,
    together,
)
from coordination.view.layout.vis_geometry import Floats, clip, control_point, polyline

__all__ = ["Bends", "Move"]

Indexes = NDArray[np.intp]

AMONG_FADED = 0.1
"""What crossing a curve counts for one that is shown while all others are faded."""
BENT = 5.0
"""Cost of a bend, times its square."""
LOPSIDED = 0.6
"""From here on a curve bulges near its start, and crosses parallel ones that come the other way."""
OUTSIDE = 400.0
"""Cost of a curve that leaves the picture."""
_GAP = 22.0
"""Distance in px between the middles of two parallel curves."""
_SPREAD = 96.0
"""The most that a bundle of parallel curves takes, in px."""

STEPS = np.array([0.0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.42, -0.42, 0.55, -0.55])
FINE = np.linspace(-0.8, 0.8, 33)
"""Bends for a curve that none of these keeps clear."""
TABLE = 900
"""About how many choices there are in all: where there are many curves, each has fewer bends."""
AT_EASE = 3
"""Bends that a bundle has to choose from which is in no trouble, to make way for others."""
TRIED = 2
"""How many of the moves that promise most are made, to see what they do."""

Move = Mapping[int, tuple[float, float]]
"""Boxes with the places that they move to."""


class Bends:
    """The curves between boxes, each with the bend chosen so far.

    Parallel curves form a bundle and fan out around one bend. Bundles of which some curve counts
    fully are bent against each other; the rest are drawn last, around them.

    Args:
        ends: indexes of the boxes of each curve; the two differ.
        weights: how much each curve counts, 1.0 in the first picture.
        centres: centre of each box, shape (boxes, 2).
        sizes: width and height of each box, shape (boxes, 2); boxes without size are in no way.
        picture: left, top, right and bottom border that curves stay within.

    Attributes:
        bend: bend of each curve, signed from its own source to its own target.
        centres: as given; boxes move by `move`.
        bundles_of: by box, the bundles of the first picture that end at it.
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
        bundles: dict[tuple[int, int], list[int]] = defaultdict(list)
        for curve, (one, other) in enumerate(ends):
            bundles[min(one, other), max(one, other)].append(curve)
        # Where in its fan each curve lies, in gaps from the middle, and how wide a gap is in px.
        self._place, self._gap = np.zeros(len(ends)), np.full(len(ends), _GAP)
        self._sign = np.where(self.ends[:, 0] <= self.ends[:, 1], 1.0, -1.0)
        self._bundle = np.zeros(len(ends), np.intp)
        self.bundles_of: dict[int, list[Indexes]] = defaultdict(list)
        self.shown: list[Indexes] = []
        self.hidden: list[Indexes] = []
        for pair in sorted(bundles, key=lambda pair: (-len(bundles[pair]), pair)):
            # What the first picture shows lies inside, the rest around it.
            bundle = np.array(sorted(bundles[pair], key=lambda curve: -self.weights[curve]))
            self._bundle[bundle] = bundle[0]
            self._place[bundle] = np.array(_from_middle(len(bundle))) - (len(bundle) - 1) / 2
            self._gap[bundle] = min(_GAP, _SPREAD / max(len(bundle) - 1, 1))
            if self.weights[bundle].max() < 1.0:
                self.hidden.append(bundle)
                continue
            self.shown.append(bundle)
            for end in pair:
                self.bundles_of[end].append(bundle)
        self._parallel = np.bincount(self._bundle, minlength=len(ends))[self._bundle] > 1
        every = np.arange(len(ends))
        self.bend = self._fans(every, np.zeros(1))[0]
        self.drawn = np.concatenate([np.zeros(0, np.intp), *self.shown])
        # Hidden curves count for nobody else.
        self._counts = np.zeros(len(ends))
        self._counts[self.drawn] = self.weights[self.drawn]
        self._rows = self._shaped(every, self.bend)
        self._alone = np.zeros(len(ends))
        self._hit = np.zeros((len(ends), len(centres)))
        self._pairs = np.zeros((len(ends), len(ends)))
        self._measure(self.drawn)

    # -- choosing bends

    def settle(self) -> None:
        """Bend the bundles of the first picture against each other: a search in one table."""
        curves = self.drawn
        if not len(curves):
            return
        steps = STEPS[: max(3, TABLE // len(curves) // 2 * 2 + 1)]
        bends, count = self._fans(curves, steps), len(steps)
        numbers = np.repeat(np.arange(len(self.shown)), [len(bundle) for bundle in self.shown])
        costs = self._hit[curves].sum(axis=1) + self._pairs[curves].sum(axis=1)
        trouble = np.bincount(numbers, costs >= NEAR) > 0
        step, place = np.nonzero(trouble[numbers] | (np.arange(count) < AT_EASE)[:, None])
        curve, bent, group = curves[place], bends[step, place], numbers[place]
        rows = self._shaped(curve, bent)
        option = group * count + step
        weight, size = self.weights[curve], len(self.shown) * count
        alone = self._own(curve, rows, bent) + weight * self._behind(curve, rows).sum(axis=1)
        single = np.asarray(np.bincount(option, alone, minlength=size), float).reshape(-1, count)
        single[~trouble, AT_EASE:] = np.inf
        one, other = np.nonzero(np.triu(meeting(rows, rows), 1) & (group[:, None] != group))
        cost = together(rows, one, rows, other) * weight[one] * weight[other]
        table = np.bincount(option[one] * size + option[other], cost, minlength=size * size)
        beside = np.asarray(table, float).reshape(size, size)
        choice = cheapest(single, (beside + beside.T).reshape(single.shape * 2))
        self.bend[curves] = bends[choice[numbers], np.arange(len(curves))]
        self._measure(curves)

    def refine(self, *, crossings: bool = True) -> None:
        """Try finer bends for the bundles that cost something, beside the others as they are.

        Args:
            crossings: whether crossings count among what they cost, or only boxes.
        """
        costs = self._hit.sum(axis=1) + crossings * self._pairs.sum(axis=1)
        for bundle in sorted(self.shown, key=lambda one: -round(float(costs[one].max()), 3)):
            if costs[bundle].max() >= NEAR:
                self._bent(bundle, FINE)

    def settle_hidden(self) -> None:
        """Bend the other bundles, which are seen alone, around boxes first and then around them."""
        for bundle in self.hidden:
            self._measure(bundle)
            if (self._hit[bundle].sum(axis=1) + self._pairs[bundle].sum(axis=1)).max() > 1e-3:
                self._bent(bundle, STEPS, beside=AMONG_FADED)

    def _bent(self, bundle: Indexes, steps: Floats, *, beside: float = 1.0) -> bool:
        """Give a bundle its best bend beside the others as they are; whether it got another."""
        bends = self._fans(bundle, steps)
        curves = np.tile(bundle, len(steps))
        rows = self._shaped(curves, bends.ravel())
        counts = self._counts * beside
        counts[bundle] = 0
        cost = self._own(curves, rows, bends.ravel()) + self.weights[curves] * (
            self._behind(curves, rows).sum(axis=1) + self._beside(rows, counts).sum(axis=1)
        )
        cost = np.round(cost.reshape(bends.shape).sum(axis=1), 4)
        before = self._alone[bundle] + self._hit[bundle].sum(axis=1)
        before += beside * (self._pairs[bundle] * (counts > 0)).sum(axis=1)
        best = int(cost.argmin())
        if cost[best] > before.sum() - 1e-3:
            return False
        self.bend[bundle] = bends[best]
        self._measure(bundle)
        return True

    def move(self, moves: Sequence[Move]) -> bool:
        """Make the move of boxes that mends most, their curves with new bends, if one does.

        Args:
            moves: what may be moved where.

        Returns:
            Whether a move was made.
        """
        if not moves:
            return False
        before, gains = self.cost(), self._gains(moves)
        for n in np.argsort(np.round(gains, 4), kind="stable")[:TRIED].tolist():
            if gains[n] > -1e-3:
                break
            kept = self._state()
            self.centres = self.centres.copy()
            for box, place in moves[n].items():
                self.centres[box] = place
            self._hit = self._hit.copy()
            moved = list(moves[n])
            self._hit[:, moved] = self._behind(np.arange(len(self.ends)), self._rows, moved)
            bundles = [bundle for box in moves[n] for bundle in self.bundles_of[box]]
            for bundle in bundles:
                self._measure(bundle)
            for bundle in bundles:
                self._bent(bundle, STEPS, beside=AMONG_FADED)
            if self.cost() < before - 1e-3:
                return True
            self.centres, self.bend, self._rows, self._alone, self._hit, self._pairs = kept
        return False

    def _gains(self, moves: Sequence[Move]) -> Floats:
        """About what each move changes, each bundle at its best beside the curves that stay."""
        places = np.repeat(self.centres[None], len(moves), axis=0)
        moved = np.zeros((len(moves), len(self.centres)), bool)
        for n, move in enumerate(moves):
            moved[n, list(move)] = True
            places[n, list(move)] = list(move.values())
        goes = moved[:, self.ends].any(axis=2) & (self._counts > 0)
        owner, curves = np.nonzero(goes)
        steps = STEPS[:5]
        bends = np.concatenate([self.bend[None, curves], self._fans(curves, steps)])
        size = len(bends)
        curve, of = np.tile(curves, size), np.tile(owner, size)
        rows = self._shaped(curve, bends.ravel(), places[of[:, None], self.ends[curve]])
        behind = (self._behind(curve, rows) * ~moved[of]).sum(axis=1)
        near = self._beside(rows, ~goes[of] * self._counts).sum(axis=1)
        cost = self._own(curve, rows, bends.ravel()) + self.weights[curve] * (behind + near)
        # The curves of one bundle, in one move, take one bend together.
        pair = owner * len(self.ends) + self._bundle[curves]
        groups, group = np.unique(pair, return_inverse=True)
        table = np.zeros((size, len(groups)))
        for row, costs in zip(table, cost.reshape(size, -1), strict=True):
            row += np.bincount(group, costs, minlength=len(groups))
        after = np.bincount(groups // len(self.ends), table.min(axis=0), minlength=len(moves))
        stays = ~goes & (self._counts > 0)
        which, box = np.nonzero(moved)
        then = hits(self._rows, places[which, box], self.sizes[box]).T * stays[which]
        then *= ~(self.ends[None] == box[:, None, None]).any(axis=2)
        after += np.bincount(which, then @ self._counts, minlength=len(moves))
        now = goes @ (self._alone + self._hit.sum(axis=1)) + ((goes @ self._pairs) * stays).sum(1)
        now += ((stays @ self._hit) * moved).sum(axis=1)
        return np.asarray(after - now)

    # -- what they cost

    def cost(self) -> float:
        """Cost of the curves of the first picture as they are."""
        drawn = self.drawn
        pairs = self._pairs[drawn][:, drawn].sum() / 2
        return float(self._alone[drawn].sum() + self._hit[drawn].sum() + pairs)

    def faults(self) -> int:
        """How many curves run behind boxes or cross."""
        return int((self._hit[self.drawn] >= BEHIND).sum()) + len(self.crossed())

    def crossed(self) -> list[tuple[int, int]]:
        """Each two curves of the first picture that cross."""
        one, other = np.nonzero(np.triu(self._pairs >= CROSSING, 1))
        return list(zip(one.tolist(), other.tolist(), strict=True))

    def behind(self) -> list[tuple[int, int]]:
        """Each curve of the first picture and each box that it runs behind or past too near.

        The worst come first.
        """
        hit = self._hit[self.drawn]
        order = np.argsort(-hit, axis=None, kind="stable")[: int((hit > 0).sum())]
        curve, box = np.unravel_index(order, hit.shape)
        return list(zip(self.drawn[curve].tolist(), box.tolist(), strict=True))

    def _state(self) -> tuple[Any, ...]:
        return (
            self.centres,
            self.bend.copy(),
            self._rows,
            self._alone.copy(),
            self._hit,
            self._pairs,
        )

    def _measure(self, curves: Indexes) -> None:
        """Draw some curves anew, and take what each costs alone, behind boxes and with others."""
        rows = self._shaped(curves, self.bend[curves])
        self._rows = self._rows.having(curves, rows)
        self._alone[curves] = self._own(curves, rows, self.bend[curves])
        weight = self.weights[curves, None]
        self._hit = self._hit.copy()
        self._hit[curves] = weight * self._behind(curves, rows)
        pairs = weight * self._beside(rows, self._counts)
        pairs[np.arange(len(curves)), curves] = 0
        self._pairs = self._pairs.copy()
        self._pairs[curves] = pairs
        self._pairs[:, curves] = pairs.T * (self._counts > 0)[:, None]

    def _own(self, curves: Indexes, rows: Rows, bends: Floats) -> Floats:
        """Cost of each row for its bend, and where it leaves the picture."""
        left, top, right, bottom = self.picture
        x0, y0, x1, y1 = rows.bounds
        outside = (x0 < left) | (x1 > right) | (y0 < top) | (y1 > bottom)
        lopsided = self._parallel[curves] & (np.abs(bends) > LOPSIDED)
        own = OUTSIDE * outside + BENT * bends * bends + CROSSING * lopsided
        return np.asarray(self.weights[curves] * own)

    def _behind(self, curves: Indexes, rows: Rows, boxes: Any = slice(None)) -> Floats:
        """Cost of each row at each box, its own ends left out."""
        found = hits(rows, self.centres[boxes], self.sizes[boxes])
        numbers = np.arange(len(self.centres))[boxes]
        found[(self.ends[curves][:, :, None] == numbers).any(axis=1)] = 0
        return found

    def _beside(self, rows: Rows, counts: Floats) -> Floats:
        """Cost of each row beside each curve as it is now, as far as that counts."""
        one, other = np.nonzero(meeting(rows, self._rows) & (counts > 0))
        found = np.zeros((rows.xs.shape[1], len(self.ends)))
        found[one, other] = together(rows, one, self._rows, other)
        return np.asarray(found * counts)

    # -- drawing them

    def _fans(self, curves: Indexes, bases: Floats) -> Floats:
        """Bends of curves in bundles around each of some bases, shape (bases, curves)."""
        away = self.centres[self.ends[curves, 0]] - self.centres[self.ends[curves, 1]]
        length = np.maximum(np.sqrt((away * away).sum(axis=1)), 1.0)
        step = np.minimum(0.45, self._gap[curves] / (0.39 * length))
        return np.asarray(self._sign[curves] * (bases[:, None] + self._place[curves] * step))

    def _shaped(self, curves: Indexes, bends: Floats, at: Floats | None = None) -> Rows:
        """Curves with some bends, between the boxes as they are or centres given for each."""
        (x0, y0), (x1, y1) = (self.centres[self.ends[curves]] if at is None else at).transpose(
            1, 2, 0
        )
        (w0, h0), (w1, h1) = self.sizes[self.ends[curves]].transpose(1, 2, 0)
        cx, cy = control_point(x0, y0, x1, y1, bends)
        start, end = clip(x0, y0, cx, cy, x1, y1, w0, h0, w1, h1)
        xs, ys = polyline(x0, y0, cx, cy, x1, y1, start, end, PIECES)
        return Rows(xs.astype(np.float32), ys.astype(np.float32))


def _from_middle(count: int) -> list[int]:
    """The places of a row from its middle outwards: 2, 1, 3, 0, 4 of five."""
    return sorted(range(count), key=lambda place: (abs(place - (count - 1) / 2), place))
