"""How far each curve bends, so that parallel links part, and boxes and other curves stay clear.

A curve has a few bends to choose from. What each choice costs beside each choice of every other
curve is found once, for all of them together; choosing is then a search in that table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.view.geometry import Floats, clip, control_point, polyline

__all__ = ["BEHIND", "Bends", "Move"]

BEHIND = 40.0
"""Cost of a curve that runs behind a box."""
NEAR = 7.0
"""Cost of a curve that only just misses a box."""
CROSSING = 10.0
"""Cost of two curves that cross."""
CLOSE = 0.9
"""Cost of two curves that run close for a piece; for twice as long it is four times as much."""
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
FINE = np.linspace(-0.8, 0.8, 33)
"""Bends for a curve that none of these keeps clear."""
FEW = 20
"""Bundles that the first picture doesn't show, up to which they have as many bends."""
TABLE = 900
"""About how many choices there are in all: where there are many curves, each has fewer bends."""
PIECES = 8
"""Straight pieces that a curve is judged by, at most a px or two away from the curve itself."""
_PART = 2048
"""Pairs that are looked at together, so that they stay in the processor's cache."""

Indexes = NDArray[np.intp]
Move = Mapping[int, tuple[float, float]]
"""Boxes with the places that they move to."""


@dataclass(frozen=True)
class _Rows:
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


@dataclass(frozen=True)
class _State:
    """Curves as they are now, and what each costs alone, behind each box, and with each other."""

    rows: _Rows
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
        self._now = self._measured()

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
        meets = np.triu(_meeting(rows, rows), 1) & (rows.group[:, None] != rows.group)
        one, other = np.nonzero(meets)
        cost = _together(rows, one, rows, other) * weight[one] * weight[other]
        pairs = np.bincount(option[one] * count + option[other], cost, minlength=count * count)
        table = np.asarray(pairs, float).reshape(count, count)
        choice = _chosen(single, (table + table.T).reshape(shape * 2))
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
            meets = _meeting(rows, self._now.rows) & ~np.isin(self.drawn, curves)
            one, other = np.nonzero(meets)
            beside = _together(rows, one, self._now.rows, other) * self.weights[self.drawn[other]]
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
        one, other = np.nonzero(_meeting(rows, self._now.rows))
        beside = _together(rows, one, self._now.rows, other) * self.weights[self.drawn[other]]
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
        then = _hits(rows, row, places[which, goes][at_move], self.sizes[goes[at_move]])
        then[(self.ends[rows.curve[row]] == goes[at_move][:, None]).any(axis=1)] = 0.0
        weight = self.weights[rows.curve]
        cost += weight * (behind.sum(axis=1) + np.bincount(row, then, minlength=len(cost)))
        one, other = np.nonzero(_meeting(rows, self._now.rows) & ~bent[mine])
        beside = _together(rows, one, self._now.rows, other) * self.weights[self.drawn[other]]
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
        then = _hits(self._now.rows, rest, places[which, goes][at_move], self.sizes[goes[at_move]])
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
        one, other = np.nonzero(np.triu(_meeting(rows, rows), 1))
        pairs = np.zeros((len(weight), len(weight)))
        pairs[one, other] = _together(rows, one, rows, other) * weight[one] * weight[other]
        hit = weight[:, None] * self._behind(rows)
        return _State(rows, self._own(rows), hit, pairs + pairs.T)

    def _own(self, rows: _Rows) -> Floats:
        """Cost of each row for its bend, and where it leaves the picture."""
        left, top, right, bottom = self.picture
        outside = (rows.xs < left) | (rows.xs > right) | (rows.ys < top) | (rows.ys > bottom)
        cost = OUTSIDE * outside.any(axis=1) + BENT * rows.bend * rows.bend
        return np.asarray(self.weights[rows.curve] * cost)

    def _behind(self, rows: _Rows, without: NDArray[np.bool_] | None = None) -> Floats:
        """Cost of each row at each box, but for those that are left out."""
        left, top, right, bottom = (bound[:, None] for bound in rows.bounds)
        reach = self.sizes / 2 + _CLEAR
        low, high = self.centres - reach, self.centres + reach
        meets = (left < high[:, 0]) & (right > low[:, 0]) & (top < high[:, 1])
        meets &= (bottom > low[:, 1]) & (self.sizes[:, 0] > 0)
        meets[np.arange(len(meets))[:, None], self.ends[rows.curve]] = False
        if without is not None:
            meets &= ~without
        row, box = np.nonzero(meets)
        found = np.zeros(meets.shape)
        found[row, box] = _hits(rows, row, self.centres[box], self.sizes[box])
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

    def _rows(self, curves: Indexes, groups: Indexes, bases: Floats, at: Floats) -> _Rows:
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
    ) -> _Rows:
        (x0, y0), (x1, y1) = at[:, 0].T, at[:, 1].T
        (w0, h0), (w1, h1) = self.sizes[self.ends[curves, 0]].T, self.sizes[self.ends[curves, 1]].T
        cx, cy = control_point(x0, y0, x1, y1, bends)
        start, end = clip(x0, y0, cx, cy, x1, y1, w0, h0, w1, h1)
        xs, ys = polyline(x0, y0, cx, cy, x1, y1, start, end, PIECES)
        none = np.zeros(len(curves), np.intp)
        return _Rows(
            curves,
            bends,
            xs.astype(np.float32),
            ys.astype(np.float32),
            none if groups is None else groups,
            none if steps is None else steps,
        )

    def _take(self, rows: _Rows, choice: Indexes) -> None:
        """Give each curve the bend of the step that its group has chosen."""
        picked = rows.step == choice[rows.group]
        self.bend[rows.curve[picked]] = rows.bend[picked]


def _from_middle(count: int) -> list[int]:
    """The places of a row from its middle outwards: 2, 1, 3, 0, 4 of five."""
    return sorted(range(count), key=lambda place: (abs(place - (count - 1) / 2), place))


def _chosen(single: Floats, pairs: Floats) -> Indexes:
    """The step of each group that together cost least, as far as trying one by one finds them.

    Args:
        single: cost of each step of each group, shape (groups, steps).
        pairs: cost of each two, shape (groups, steps, groups, steps).
    """
    groups = np.arange(len(single))
    choice = np.zeros(len(single), np.intp)

    def follow(choice: Indexes, costs: Floats) -> tuple[Indexes, Floats, float]:
        """The best single changes, one after the other, until none is left."""
        saved = 0.0
        while True:
            gain = np.round(costs - costs[groups, choice][:, None], 4)
            group, step = divmod(int(gain.argmin()), gain.shape[1])
            if gain[group, step] > -1e-3:
                return choice, costs, saved
            saved += float(gain[group, step])
            costs = costs + pairs[:, :, group, step] - pairs[:, :, group, choice[group]]
            choice = choice.copy()
            choice[group] = step

    if not len(single):
        return choice
    costs = single + pairs[:, :, groups, choice].sum(axis=2)
    choice, costs, _ = follow(choice, costs)
    # A change that costs at first may let others follow that save more.
    for _ in range(2):
        better = False
        together = pairs[groups, choice][:, groups, choice]
        for group in np.flatnonzero(
            (together >= CROSSING).any(axis=1) | (costs[groups, choice] >= NEAR)
        ).tolist():
            for step in range(single.shape[1]):
                if step == choice[group]:
                    continue
                price = float(costs[group, step] - costs[group, choice[group]])
                other = choice.copy()
                other[group] = step
                then = costs + pairs[:, :, group, step] - pairs[:, :, group, choice[group]]
                other, then, saved = follow(other, then)
                if price + saved < -1e-3:
                    choice, costs, better = other, then, True
        if not better:
            break
    return choice


def _meeting(these: _Rows, others: _Rows) -> NDArray[np.bool_]:
    """Which of these curves come near which others, by their bounds."""
    left, top, right, bottom = (bound[:, None] for bound in these.bounds)
    begin, high, end, low = others.bounds
    meets = (left < end + _APART) & (right > begin - _APART)
    meets &= (top < low + _APART) & (bottom > high - _APART)
    return np.asarray(meets)


def _together(a: _Rows, one: Indexes, b: _Rows, other: Indexes) -> Floats:
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


def _hits(rows: _Rows, row: Indexes, centres: Floats, sizes: Floats) -> Floats:
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
    for room, price in ((2.0, BEHIND - NEAR), (_CLEAR, NEAR)):
        x, y = ((half[axis] + small(room)) * per[axis] for axis in (0, 1))
        start = np.maximum(to[0] - x, to[1] - y)
        end = np.minimum(to[0] + x, to[1] + y)
        cost += price * ((start < end) & (end > 0) & (start < 1)).any(axis=1)
    return np.where(sizes[:, 0] > 0, cost, 0.0)
