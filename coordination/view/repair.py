"""The last moves: boxes step aside where the curves as drawn still run behind them or cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from coordination.view.bends import BEHIND, Bends
from coordination.view.plan import HIDDEN, Plan
from coordination.view.scene import Box, Curve
from coordination.view.text import text_width

__all__ = ["bends_of", "repaired"]

TRIALS = 160
"""How many moves may be tried."""
APART = 14.0
"""The least room in px between two boxes."""
BUSY = 7
"""A box with more bundles than this isn't moved: that would cost more than it mends."""


def bends_of(plan: Plan, curves: Sequence[Curve]) -> Bends:
    """The curves of a plan, not yet bent."""
    boxes = list(plan.boxes.values())
    index = {box.key: n for n, box in enumerate(boxes)}
    # A junction that the first picture leaves out is in nobody's way.
    sizes = [(box.width, box.height) if box.first else (0.0, 0.0) for box in boxes]
    centres = [(box.x, box.y) for box in boxes]
    # The names of bands come last, as boxes that nothing ends at and that stay where they are.
    for band in plan.bands:
        width = text_width(band.label, 15.0, bold=True)
        centres.append((band.x + 16 + width / 2, band.y + 20))
        sizes.append((width, 14.0))
    return Bends(
        [(index[c.source], index[c.target]) for c in curves],
        [1.0 if c.first else HIDDEN for c in curves],
        np.array(centres).reshape(-1, 2),
        np.array(sizes).reshape(-1, 2),
        plan.inside,
    )


def repaired(plan: Plan, state: Bends) -> Plan:
    """The plan with boxes moved a little, or swapped, where that mends faults.

    Args:
        plan: the plan.
        state: its curves, bent; they follow the boxes that move.
    """
    boxes = list(plan.boxes.values())
    if not boxes:
        return plan
    trials = TRIALS
    for _ in range(2):
        moved = False
        for box in _at_fault(state, len(boxes)):
            if trials <= 0:
                break
            cost = state.cost_at([box])
            for places in _moves(plan, boxes, state, box):
                trials -= 1
                moved |= _try(state, places)
            moved |= state.cost_at([box]) < cost - 1e-6
        if not moved:
            break
    placed = {
        box.key: replace(box, x=round(float(x), 1), y=round(float(y), 1))
        for box, (x, y) in zip(boxes, state.centres[: len(boxes)], strict=True)
    }
    state.centres[: len(boxes)] = np.array([(box.x, box.y) for box in placed.values()]).reshape(
        -1, 2
    )
    for bundle in state.shown:
        state.set(bundle, state.bend[bundle].tolist())
    return replace(plan, boxes=placed)


def _try(state: Bends, places: dict[int, tuple[float, float]]) -> bool:
    """Move boxes, and move them back unless that paid."""
    boxes = list(places)
    before = state.cost_at(boxes)
    curves = [curve for bundle in state.around(boxes) for curve in bundle]
    kept = state.centres[boxes].copy(), state.bend[curves].copy()
    lines = state.xs[curves].copy(), state.ys[curves].copy()
    state.centres[boxes] = list(places.values())
    state.follow(boxes)
    if state.cost_at(boxes) < before - 1e-4:
        return True
    state.centres[boxes], state.bend[curves] = kept
    state.xs[curves], state.ys[curves] = lines
    return False


def _at_fault(state: Bends, count: int) -> list[int]:
    """Boxes that curves run behind, the ends of these curves, and the ends of curves that cross.

    Only the first `count` boxes may move.
    """
    curves = np.flatnonzero(state.placed)
    behind = state.behind(curves, state.xs[curves], state.ys[curves])
    hit = behind.max(axis=0, initial=0.0)
    boxes = [int(n) for n in np.argsort(-hit, kind="stable") if hit[n] > 0]
    for curve in curves[behind.max(axis=1, initial=0.0) >= BEHIND]:
        boxes += [int(end) for end in state.ends[curve]]
    for one, other in state.crossed():
        boxes += [int(end) for curve in (one, other) for end in state.ends[curve]]
    movable = (box for box in dict.fromkeys(boxes) if box < count)
    return [box for box in movable if len(state.bundles_of[box]) <= BUSY]


def _moves(
    plan: Plan, boxes: Sequence[Box], state: Bends, box: int
) -> Iterator[dict[int, tuple[float, float]]]:
    """Free places near a box, and swaps with boxes of its column that fit."""
    x, y = state.centres[box]
    mine = boxes[box]
    steps = [(0.0, d) for d in (12.0, -12.0, 26.0, -26.0, 44.0, -44.0)]
    if mine.shape == "junction" or plan.sideways:
        steps += [(d, 0.0) for d in (16.0, -16.0, 34.0, -34.0)]
    for dx, dy in steps:
        if _free(plan, boxes, state, {box: (x + dx, y + dy)}):
            yield {box: (x + dx, y + dy)}
    if mine.shape == "junction":
        return
    for other, there in enumerate(boxes):
        if other == box or there.shape == "junction" or there.band != mine.band:
            continue
        if there.column != mine.column or len(state.bundles_of[other]) > BUSY:
            continue
        swapped = {box: (state.centres[other][0], state.centres[other][1]), other: (x, y)}
        if _free(plan, boxes, state, swapped):
            yield swapped


def _free(
    plan: Plan, boxes: Sequence[Box], state: Bends, places: dict[int, tuple[float, float]]
) -> bool:
    for box, (x, y) in places.items():
        mine = boxes[box]
        band = plan.bands[mine.band]
        inside = plan.inside
        if mine.shape != "junction" and not (
            band.x + 8 <= x - mine.width / 2
            and x + mine.width / 2 <= band.x + band.width - 8
            and band.y + plan.head <= y - mine.height / 2
            and y + mine.height / 2 <= band.y + band.height - 10
        ):
            return False
        if mine.shape == "junction" and not (
            inside[0] < x < inside[2] and inside[1] < y < inside[3]
        ):
            return False
        centres = state.centres.copy()
        for other, place in places.items():
            centres[other] = place
        dx = np.abs(centres[:, 0] - x) - (state.sizes[:, 0] + mine.width) / 2
        dy = np.abs(centres[:, 1] - y) - (state.sizes[:, 1] + mine.height) / 2
        touching = (dx < APART) & (dy < APART)
        touching[box] = False
        if touching.any():
            return False
    return True
