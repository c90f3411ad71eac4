"""Choose how far each curve bends, to separate parallel links and avoid boxes and other curves.

A curve has a few bends to choose from. Bundle by bundle, those that are in trouble take the bend
that costs least beside the others as they are, until none gets better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from coordination.view.layout.cheapest_choice import cheapest
from coordination.view.layout.curve_costs import NEAR, hits, meeting, together
from coordination.view.layout.drawn_curves import DrawnCurves
from coordination.view.layout.vis_geometry import Floats

__all__ = ["Bends", "Move"]

Indexes = NDArray[np.intp]

AMONG_FADED = 0.1
"""What crossing a curve counts for one that is shown while all others are faded."""

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


class Bends(DrawnCurves):
    """The curves between boxes, each with the bend chosen so far.

    Bundles of the first picture are bent against each other; the rest are drawn last, around them.
    """

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
        these, those = option[one], option[other]
        cells = np.concatenate([these * size + those, those * size + these])
        table = np.bincount(cells, np.tile(cost, 2), minlength=size * size)
        choice = cheapest(single, np.asarray(table, float).reshape(single.shape * 2))
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
        rows, weight = self._shaped(curves, bends.ravel()), self.weights[curves, None]
        counts = self._counts.copy()
        counts[bundle] = 0
        own, hit = self._own(curves, rows, bends.ravel()), weight * self._behind(curves, rows)
        pairs = weight * self._beside(rows, counts)
        cost = own + hit.sum(axis=1) + beside * pairs.sum(axis=1)
        cost = np.round(cost.reshape(bends.shape).sum(axis=1), 4)
        before = self._alone[bundle] + self._hit[bundle].sum(axis=1)
        before += beside * (self._pairs[bundle] * (counts > 0)).sum(axis=1)
        best = int(cost.argmin())
        if cost[best] > before.sum() - 1e-3:
            return False
        self.bend[bundle] = bends[best]
        if len(bundle) > 1:  # its curves lie beside each other, too
            self._measure(bundle)
            return True
        self._rows = self._rows.having(bundle, rows[np.array([best])])
        self._keep(bundle, own[best], hit[best], pairs[[best]])
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
        then *= ~self._ends_at[:, box].T
        after += np.bincount(which, then @ self._counts, minlength=len(moves))
        now = goes @ (self._alone + self._hit.sum(axis=1)) + ((goes @ self._pairs) * stays).sum(1)
        now += ((stays @ self._hit) * moved).sum(axis=1)
        return np.asarray(after - now)
