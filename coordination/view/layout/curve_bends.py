"""Choose how far each curve bends, to separate parallel links and avoid boxes and other curves.

A curve has a few bends to choose from. What each choice costs beside each choice of every other
curve is found once, for all of them together; choosing is then a search in that table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coordination.view.layout.choice import cheapest
from coordination.view.layout.curve_costs import (
    BEHIND,
    CLEAR,
    CROSSING,
    NEAR,
    PIECES,
    Indexes,
    Rows,
    hits,
    meeting,
    together,
)
from coordination.view.layout.vis_geometry import Floats, clip, control_point, polyline

__all__ = ["Bends", "Move"]

BENT = 5.0
"""Cost of a bend, times its square."""
OUTSIDE = 400.0
"""Cost of a curve that leaves the picture."""
_GAP = 22.0
"""Distance in px between the middles of two parallel curves."""
_SPREAD = 96.0
"""The most that a bundle of parallel curves takes, in px."""

STEPS = (0.0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.42, -0.42, 0.55, -0.55)
FINE = np.linspace(-0.8, 0.8, 33)
"""Bends for a curve that none of these keeps clear."""
FEW = 20
"""Bundles that the first picture doesn't show, up to which they have as many bends."""
TABLE = 900
"""About how many choices there are in all: where there are many curves, each has fewer bends."""
Move = Mapping[int, tuple[float, float]]
"""Boxes with the places that they move to."""


@dataclass(frozen=True)
class _State:
    """Curves as they are now, and what each costs alone, behind each box, and with each other."""

    rows: Rows
    alone: Floats
    hit: Floats
    pairs: Floats


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
        order = sorted(bundles, key=lambda pair: (-len(bundles[pair]), pair))
        full = [pair for pair in order if self.weights[bundles[pair]].max() >= 1.0]
        self.shown = [bundles[pair] for pair in full]
        self.hidden = [bundles[pair] for pair in order if pair not in set(full)]
        self.bundles_of: dict[int, list[int]] = defaultdict(list)
        for number, pair in enumerate(full):
            for end in pair:
                self.bundles_of[end].append(number)
        # Where in its fan each curve lies, in gaps from the middle, and how wide a gap is in px.
        self._place = np.zeros(len(ends))
        self._gap = np.full(len(ends), _GAP)
        for bundle in bundles.values():
            # What the first picture shows lies inside, the rest around it.
            inside = sorted(bundle, key=lambda curve: -self.weights[curve])
            self._place[inside] = np.array(_from_middle(len(bundle))) - (len(bundle) - 1) / 2
            self._gap[bundle] = min(_GAP, _SPREAD / max(len(bundle) - 1, 1))
        self._sign = np.where(self.ends[:, 0] <= self.ends[:, 1], 1.0, -1.0)
        self.bend = self._fans(np.arange(len(ends)), np.zeros(1), self._at(self.centres))[0]
        self.drawn = np.array([curve for bundle in self.shown for curve in bundle], dtype=np.intp)
        fewest = TABLE // max(1, len(self.drawn))
        self.steps = np.array(STEPS[: max(3, min(len(STEPS), fewest // 2 * 2 + 1))])

    @cached_property
    def _now(self) -> _State:
        """The curves as they are: measured when first asked for, and anew after each change."""
        return self._measured()

    # -- choosing bends

    def settle(self) -> None:
        """Bend the bundles of the first picture against each other."""
        groups = np.repeat(np.arange(len(self.shown)), [len(bundle) for bundle in self.shown])
        rows = self._rows(self.drawn, groups, self.steps, self._at(self.centres)[self.drawn])
        shape = len(self.shown), len(self.steps)
        count = shape[0] * shape[1]
        option = rows.group * shape[1] + rows.step
        weight = self.weights[rows.curve]
        alone = self._own(rows) + weight * self._behind(rows).sum(axis=1)
        single = np.asarray(np.bincount(option, alone, minlength=count), float).reshape(shape)
        meets = np.triu(meeting(rows, rows), 1) & (rows.group[:, None] != rows.group)
        one, other = np.nonzero(meets)
        cost = together(rows, one, rows, other) * weight[one] * weight[other]
        pairs = np.bincount(option[one] * count + option[other], cost, minlength=count * count)
        table = np.asarray(pairs, float).reshape(count, count)
        choice = cheapest(single, (table + table.T).reshape(shape * 2))
        self._take(rows, choice)
        self._now = self._measured()

    def refine(self) -> None:
        """Try finer bends for the bundles that cost something, beside the others as they are."""
        now = self._now
        costs = dict(
            zip(
                self.drawn.tolist(),
                (now.hit.sum(axis=1) + now.pairs.sum(axis=1)).tolist(),
                strict=True,
            )
        )
        for bundle in sorted(self.shown, key=lambda one: -max(round(costs[c], 3) for c in one)):
            if max(costs[curve] for curve in bundle) < NEAR:
                break
            curves = np.array(bundle, dtype=np.intp)
            rows = self._rows(curves, curves * 0, FINE, self._at(self.centres)[curves])
            alone = self._own(rows) + self.weights[rows.curve] * self._behind(rows).sum(axis=1)
            meets = meeting(rows, self._now.rows) & ~np.isin(self.drawn, curves)
            one, other = np.nonzero(meets)
            beside = together(rows, one, self._now.rows, other) * self.weights[self.drawn[other]]
            alone += self.weights[rows.curve] * np.bincount(one, beside, minlength=len(alone))
            best = int(np.round(np.bincount(rows.step, alone), 4).argmin())
            before, kept, state = self.cost(), self.bend.copy(), self._now
            self._take(rows, np.array([best]))
            self._now = self._measured()
            if self.cost() > before - 1e-3:
                self.bend, self._now = kept, state

    def settle_hidden(self) -> None:
        """Bend the other bundles around them."""
        if not self.hidden:
            return
        curves = np.array([curve for bundle in self.hidden for curve in bundle], dtype=np.intp)
        groups = np.repeat(np.arange(len(self.hidden)), [len(bundle) for bundle in self.hidden])
        steps = FINE if len(self.hidden) <= FEW else self.steps[:5]
        rows = self._rows(curves, groups, steps, self._at(self.centres)[curves])
        costs = self._own(rows) + self.weights[rows.curve] * self._behind(rows).sum(axis=1)
        one, other = np.nonzero(meeting(rows, self._now.rows))
        beside = together(rows, one, self._now.rows, other) * self.weights[self.drawn[other]]
        costs += self.weights[rows.curve] * np.bincount(one, beside, minlength=len(costs))
        table = np.bincount(rows.group * len(steps) + rows.step, costs).reshape(-1, len(steps))
        self._take(rows, np.argmin(np.round(table, 4), axis=1))

    def move(self, moves: Sequence[Move]) -> bool:
        """Make the move of boxes that mends most, their curves with new bends, if one does.

        Args:
            moves: what may be moved where.

        Returns:
            Whether a move was made.
        """
        if not moves:
            return False
        gains, choices = self._outcomes(moves)
        before = self.cost()
        for n in np.argsort(np.round(gains, 4), kind="stable")[:3].tolist():
            if gains[n] > -1e-3:
                break
            kept = self.centres, self.bend, self._now
            self.centres, self.bend = self.centres.copy(), self.bend.copy()
            for box, place in moves[n].items():
                self.centres[box] = place
            curves, bends = choices[n]
            self.bend[curves] = bends
            self._now = self._measured()
            if self.cost() < before - 1e-4:
                return True
            self.centres, self.bend, self._now = kept
        return False

    def _outcomes(self, moves: Sequence[Move]) -> tuple[Floats, list[tuple[Indexes, Floats]]]:
        """What each move changes, each bundle at its best beside the curves that stay.

        The second result has the curves that each move bends anew, and their bends.
        """
        boxes = len(self.centres)
        moved = np.zeros((len(moves), boxes), bool)
        places = np.repeat(self.centres[None], len(moves), axis=0)
        slot_of = np.full(len(self.ends), -1)
        slot_of[self.drawn] = np.arange(len(self.drawn))
        bent = np.zeros((len(moves), len(self.drawn)), bool)
        curves, groups, of = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)], [np.zeros(0, np.intp)]
        count = 0
        for n, move in enumerate(moves):
            for box, place in move.items():
                places[n, box] = place
                moved[n, box] = True
            for number in dict.fromkeys(b for box in move for b in self.bundles_of[box]):
                bundle = np.array(self.shown[number])
                bent[n, slot_of[bundle]] = True
                curves.append(bundle)
                groups.append(np.full(len(bundle), count))
                of.append(np.full(len(bundle), n))
                count += 1
        curve, group, owner = (np.concatenate(parts) for parts in (curves, groups, of))
        at = places[owner[:, None], self.ends[curve]]
        steps = self.steps[:7]
        rows = self._rows(curve, group, steps, at)
        mine = np.tile(owner, len(steps))
        cost = self._own(rows)
        # Boxes that stay, then those that move, where they then are.
        behind = self._behind(rows, moved[mine])
        which, goes = np.nonzero(moved)
        row, at_move = np.nonzero(mine[:, None] == which)
        then = hits(rows, row, places[which, goes][at_move], self.sizes[goes[at_move]])
        then[(self.ends[rows.curve[row]] == goes[at_move][:, None]).any(axis=1)] = 0.0
        weight = self.weights[rows.curve]
        cost += weight * (behind.sum(axis=1) + np.bincount(row, then, minlength=len(cost)))
        one, other = np.nonzero(meeting(rows, self._now.rows) & ~bent[mine])
        beside = together(rows, one, self._now.rows, other) * self.weights[self.drawn[other]]
        cost += weight * np.bincount(one, beside, minlength=len(cost))
        size = count * len(steps)
        table = np.bincount(rows.group * len(steps) + rows.step, cost, minlength=size)
        table = np.round(table.reshape(-1, len(steps)), 4)
        best = table.argmin(axis=1)
        first = np.zeros(count, np.intp)
        first[group] = owner
        after = np.bincount(first, table.min(axis=1), minlength=len(moves))
        # The curves that stay, behind the boxes where they then are.
        rest, at_move = np.nonzero(~bent.T[:, which])
        then = hits(self._now.rows, rest, places[which, goes][at_move], self.sizes[goes[at_move]])
        then *= self.weights[self.drawn[rest]]
        after += np.bincount(which[at_move], then, minlength=len(moves))
        now = bent @ (self._now.alone + self._now.hit.sum(axis=1))
        now += ((bent @ self._now.pairs) * ~bent).sum(axis=1)
        now += ((~bent @ self._now.hit) * moved).sum(axis=1)
        picked = rows.step == best[rows.group]
        found = []
        for n in range(len(moves)):
            here = picked & (mine == n)
            found.append((rows.curve[here], rows.bend[here]))
        return after - now, found

    # -- what they cost

    def cost(self) -> float:
        """Cost of the curves of the first picture as they are."""
        return float(self._now.alone.sum() + self._now.hit.sum() + self._now.pairs.sum() / 2)

    def faults(self) -> int:
        """How many curves run behind boxes or cross."""
        return int((self._now.hit >= BEHIND).sum()) + len(self.crossed())

    def crossed(self) -> list[tuple[int, int]]:
        """Each two curves of the first picture that cross."""
        one, other = np.nonzero(np.triu(self._now.pairs >= CROSSING, 1))
        return list(zip(self.drawn[one].tolist(), self.drawn[other].tolist(), strict=True))

    def behind(self) -> list[tuple[int, int]]:
        """Each curve of the first picture and each box that it runs behind or past too near.

        The worst come first.
        """
        order = np.argsort(-self._now.hit, axis=None, kind="stable")[
            : int((self._now.hit > 0).sum())
        ]
        curve, box = np.unravel_index(order, self._now.hit.shape)
        return list(zip(self.drawn[curve].tolist(), box.tolist(), strict=True))

    def _measured(self) -> _State:
        """What the curves of the first picture cost: alone, behind each box, with each other."""
        rows = self._drawn(self.drawn, self.bend[self.drawn], self._at(self.centres)[self.drawn])
        weight = self.weights[self.drawn]
        one, other = np.nonzero(np.triu(meeting(rows, rows), 1))
        pairs = np.zeros((len(weight), len(weight)))
        pairs[one, other] = together(rows, one, rows, other) * weight[one] * weight[other]
        hit = weight[:, None] * self._behind(rows)
        return _State(rows, self._own(rows), hit, pairs + pairs.T)

    def _own(self, rows: Rows) -> Floats:
        """Cost of each row for its bend, and where it leaves the picture."""
        left, top, right, bottom = self.picture
        outside = (rows.xs < left) | (rows.xs > right) | (rows.ys < top) | (rows.ys > bottom)
        cost = OUTSIDE * outside.any(axis=1) + BENT * rows.bend * rows.bend
        return np.asarray(self.weights[rows.curve] * cost)

    def _behind(self, rows: Rows, without: NDArray[np.bool_] | None = None) -> Floats:
        """Cost of each row at each box, but for those that are left out."""
        left, top, right, bottom = (bound[:, None] for bound in rows.bounds)
        reach = self.sizes / 2 + CLEAR
        low, high = self.centres - reach, self.centres + reach
        meets = (left < high[:, 0]) & (right > low[:, 0]) & (top < high[:, 1])
        meets &= (bottom > low[:, 1]) & (self.sizes[:, 0] > 0)
        meets[np.arange(len(meets))[:, None], self.ends[rows.curve]] = False
        if without is not None:
            meets &= ~without
        row, box = np.nonzero(meets)
        found = np.zeros(meets.shape)
        found[row, box] = hits(rows, row, self.centres[box], self.sizes[box])
        return found

    # -- drawing them

    def _at(self, centres: Floats) -> Floats:
        """Centres of both boxes of each curve, shape (curves, 2, 2)."""
        return np.asarray(centres[self.ends])

    def _fans(self, curves: Indexes, bases: Floats, at: Floats) -> Floats:
        """Bends of curves in bundles around each of some bases, shape (bases, curves)."""
        away = at[:, 0] - at[:, 1]
        length = np.maximum(np.sqrt((away * away).sum(axis=1)), 1.0)
        step = np.minimum(0.45, self._gap[curves] / (0.39 * length))
        return np.asarray(self._sign[curves] * (bases[:, None] + self._place[curves] * step))

    def _rows(self, curves: Indexes, groups: Indexes, bases: Floats, at: Floats) -> Rows:
        """All choices for some curves, whose groups have one base each."""
        bends = self._fans(curves, bases, at)
        size = len(bases)
        return self._drawn(
            np.tile(curves, size),
            bends.ravel(),
            np.tile(at, (size, 1, 1)),
            np.tile(groups, size),
            np.repeat(np.arange(size), len(curves)),
        )

    def _drawn(
        self,
        curves: Indexes,
        bends: Floats,
        at: Floats,
        groups: Indexes | None = None,
        steps: Indexes | None = None,
    ) -> Rows:
        (x0, y0), (x1, y1) = at[:, 0].T, at[:, 1].T
        (w0, h0), (w1, h1) = self.sizes[self.ends[curves, 0]].T, self.sizes[self.ends[curves, 1]].T
        cx, cy = control_point(x0, y0, x1, y1, bends)
        start, end = clip(x0, y0, cx, cy, x1, y1, w0, h0, w1, h1)
        xs, ys = polyline(x0, y0, cx, cy, x1, y1, start, end, PIECES)
        none = np.zeros(len(curves), np.intp)
        return Rows(
            curves,
            bends,
            xs.astype(np.float32),
            ys.astype(np.float32),
            none if groups is None else groups,
            none if steps is None else steps,
        )

    def _take(self, rows: Rows, choice: Indexes) -> None:
        """Give each curve the bend of the step that its group has chosen."""
        picked = rows.step == choice[rows.group]
        self.bend[rows.curve[picked]] = rows.bend[picked]


def _from_middle(count: int) -> list[int]:
    """The places of a row from its middle outwards: 2, 1, 3, 0, 4 of five."""
    return sorted(range(count), key=lambda place: (abs(place - (count - 1) / 2), place))
