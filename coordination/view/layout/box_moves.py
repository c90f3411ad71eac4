"""Move boxes aside where drawn curves still run behind them or cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from coordination.view.layout.curve_bends import Bends, Move
from coordination.view.layout.plan import HIDDEN, Plan
from coordination.view.layout.text_width import text_width
from coordination.view.scene import Box, Curve

__all__ = ["bends_of", "repaired"]

APART = 14.0
"""The least room in px between two boxes."""
FAR = (12.0, 26.0, 44.0, 70.0, 110.0, 160.0)
"""How far a box may step up or down at a time, in px."""
ANYWHERE = (0.0, 25.0, -25.0, 60.0, -60.0)
"""How far a junction may step in each direction."""
BUSY = 9
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
    for box in _at_fault(state, len(boxes)):
        state.move(list(_moves(plan, boxes, state, box)))
    state.centres[: len(boxes)] = np.round(state.centres[: len(boxes)], 1)
    placed = {
        box.key: box._replace(x=float(x), y=float(y))
        for box, (x, y) in zip(boxes, state.centres[: len(boxes)], strict=True)
    }
    return plan._replace(boxes=placed)


def _at_fault(state: Bends, count: int) -> list[int]:
    """Boxes that curves run behind, the ends of these curves, and the ends of curves that cross.

    Only the first `count` boxes may move.
    """
    behind = state.behind()
    boxes = [box for _, box in behind]
    curves = [curve for curve, _ in behind] + [c for pair in state.crossed() for c in pair]
    boxes += [end for curve in curves for end in state.ends[curve].tolist()]
    return [
        box
        for box in dict.fromkeys(boxes)
        if box < count and 0 < len(state.bundles_of[box]) <= BUSY
    ]


def _moves(plan: Plan, boxes: Sequence[Box], state: Bends, box: int) -> Iterator[Move]:
    """Free places near a box, and swaps with boxes of its column that fit."""
    x, y = state.centres[box].tolist()
    mine = boxes[box]
    if mine.shape == "junction":
        steps = [(dx, dy) for dx in ANYWHERE for dy in ANYWHERE if dx or dy]
    else:
        steps = [(0.0, sign * d) for d in FAR for sign in (1, -1)]
        if plan.sideways:
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
        to_x, to_y = state.centres[other].tolist()
        if _free(plan, boxes, state, swapped := {box: (to_x, to_y), other: (x, y)}):
            yield swapped


def _free(plan: Plan, boxes: Sequence[Box], state: Bends, move: Move) -> bool:
    """Whether the boxes fit where they move to."""
    centres = state.centres
    if len(move) > 1:
        centres = centres.copy()
        centres[list(move)] = list(move.values())
    for box, (x, y) in move.items():
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
        room = (state.sizes + np.array([mine.width, mine.height])) / 2 + APART
        touching = np.all(np.abs(centres - np.array([x, y])) < room, axis=1)
        touching[box] = False
        if touching.any():
            return False
    return True
