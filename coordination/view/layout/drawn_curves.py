"""The curves between boxes as they are drawn, and what each costs alone and beside others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.view.layout.curve_costs import (
    BEHIND,
    CROSSING,
    PIECES,
    Rows,
    hits,
    meeting,
    together,
)
from coordination.view.layout.vis_geometry import Floats, clip, control_point, polyline

__all__ = ["DrawnCurves"]

Indexes = NDArray[np.intp]

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


class DrawnCurves:
    """The curves between boxes, each with some bend.

    Parallel curves form a bundle and fan out around one bend. Bundles of which some curve counts
    fully belong to the first picture; the curves of the others count for nobody else.

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
        self._ends_at = (self.ends[:, :, None] == np.arange(len(centres))).any(axis=1)
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
        rows, weight = self._shaped(curves, self.bend[curves]), self.weights[curves, None]
        self._rows = self._rows.having(curves, rows)
        own, hit = self._own(curves, rows, self.bend[curves]), weight * self._behind(curves, rows)
        self._keep(curves, own, hit, weight * self._beside(rows, self._counts))

    def _keep(self, curves: Indexes, own: Floats, hit: Floats, pairs: Floats) -> None:
        """Note what some curves cost alone, at each box and beside each curve."""
        self._alone[curves] = own
        self._hit, self._pairs = self._hit.copy(), self._pairs.copy()
        self._hit[curves] = hit
        pairs[np.arange(len(curves)), curves] = 0
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
        found[self._ends_at[curves][:, boxes]] = 0
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
