"""Finish a scene: bends, ends at borders, loops and labels of the curves."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from coordination.view.layout.box_moves import bends_of, repaired
from coordination.view.layout.count_corners import with_corners
from coordination.view.layout.curve_bends import Bends
from coordination.view.layout.plan import Plan
from coordination.view.layout.text_width import text_width
from coordination.view.layout.vis_geometry import (
    Floats,
    clip,
    control_point,
    loop_centre,
    part,
    point_at,
)
from coordination.view.picture_content import Draft
from coordination.view.scene import Box, Curve, Label, Layout, Loop, Scene

__all__ = ["Routed", "finish", "routed"]

HOPELESS = 30
"""With more faults than this, no box stepping aside mends a picture."""
MANY = 400
"""Above this many curves none finds a way of its own, and only so many may have words: what no eye
could follow needn't be weighed curve against curve, which would take minutes."""
ROUNDS = 2
"""How often boxes step aside, and their curves are bent anew."""
_RADIUS = 19.0
_ANGLES = (math.pi / 4, 3 * math.pi / 4, -math.pi / 4, -3 * math.pi / 4, math.pi / 2, 0.0, math.pi)
_SHARES = np.array([0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.14, 0.86])


class Routed(NamedTuple):
    """Boxes in their places, and the bend of each curve but self-links."""

    plan: Plan
    bends: tuple[float, ...]


def routed(drafted: Draft, plans: Sequence[Plan], *, grouped: bool = False) -> Routed:
    """The plan in which the curves look best, and their bends.

    Args:
        drafted: what is drawn.
        plans: where its boxes may stand, at least one plan.
        grouped: whether the boxes are groups.
    """
    straight = [c for c in drafted.curves.values() if c.source != c.target]
    plan, state = _best(plans, straight, grouped)
    if len(straight) <= MANY:
        if not grouped:
            state.refine(crossings=state.faults() <= HOPELESS)
        state.settle_hidden()
    return Routed(plan, tuple(state.bend.tolist()))


def finish(
    title: str, drafted: Draft, found: Routed, layout: Layout, *, grouped: bool = False
) -> Scene:
    """Draw the curves, with loops and labels.

    Args:
        title: what the picture shows.
        drafted: what is drawn.
        found: where its boxes stand and how its curves bend.
        layout: which layout that is.
        grouped: whether the boxes are groups.
    """
    straight = [c for c in drafted.curves.values() if c.source != c.target]
    plan = found.plan
    boxes = list(plan.boxes.values())
    drawn = _drawn(straight, found.bends, plan.boxes)
    for curve in drafted.curves.values():
        if curve.source == curve.target:
            drawn[curve.key] = _looped(curve, plan, drawn)
    ordered = [drawn[key] for key in drafted.curves]
    if len(straight) <= MANY:
        boxes = with_corners(boxes, ordered)
    labelled = _labelled(ordered, drafted, boxes, plan.type.small)
    return Scene(
        title,
        plan.width,
        plan.height,
        plan.bands,
        tuple(boxes),
        tuple(labelled),
        layout,
        grouped,
        font_size=plan.type.size,
    )


def _best(plans: Sequence[Plan], straight: Sequence[Curve], grouped: bool) -> tuple[Plan, Bends]:
    """The plan whose curves look best, bent and with boxes that stepped aside."""
    tried: list[tuple[float, int, Plan, Bends]] = []
    for plan in plans:
        state = bends_of(plan, straight)
        if len(state.drawn) > MANY:
            return plan, state
        state.settle()
        tried.append((round(state.cost(), 4), len(tried), plan, state))
        if not state.faults():
            break
    _, _, plan, state = min(tried, key=lambda one: one[:2])
    for _ in range(ROUNDS if state.faults() <= HOPELESS and not grouped else 0):
        before = state.cost()
        plan = repaired(plan, state)
        if not state.faults() or state.cost() > before - 1e-3:
            break
    return plan, state


def _drawn(
    curves: Sequence[Curve], bends: Sequence[float], boxes: Mapping[str, Box]
) -> dict[str, Curve]:
    """The curves with their bends, each from border to border of its boxes, by key."""
    ends = [[boxes[end] for end in (curve.source, curve.target)] for curve in curves]
    numbers = [[(box.x, box.y, box.width, box.height) for box in pair] for pair in ends]
    (x0, y0, w0, h0), (x1, y1, w1, h1) = np.array(numbers).reshape(-1, 2, 4).transpose(1, 2, 0)
    rounded = [round(bend, 3) for bend in bends]
    cx, cy = control_point(x0, y0, x1, y1, rounded)
    start, end = clip(x0, y0, cx, cy, x1, y1, w0, h0, w1, h1)
    xs, ys = part(x0, cx, x1, start, end), part(y0, cy, y1, start, end)
    points = np.stack([v for pair in zip(xs, ys, strict=True) for v in pair], axis=1)
    return {
        curve.key: curve._replace(bend=bend, points=tuple(round(v, 1) for v in row))
        for curve, bend, row in zip(curves, rounded, points.tolist(), strict=True)
    }


def _looped(curve: Curve, plan: Plan, drawn: Mapping[str, Curve]) -> Curve:
    """A self-link at the corner or side of its box where most room is."""
    box = plan.boxes[curve.source]
    left, top, right, bottom = plan.inside
    points = np.array([c.points for c in drawn.values() if c.points]).reshape(-1, 6, 1)
    # Near enough to each other that no line slips between two of them through a loop.
    longest = float(
        np.abs(np.diff(points.reshape(-1, 3, 2), axis=1)).sum(axis=(1, 2)).max(initial=1)
    )
    t = np.linspace(0, 1, 2 + int(longest / _RADIUS))
    xs = point_at(points[:, 0], points[:, 2], points[:, 4], t)
    ys = point_at(points[:, 1], points[:, 3], points[:, 5], t)
    others = [o for o in plan.boxes.values() if o.key != box.key and o.first]
    there = np.array([(o.x, o.y, o.width / 2, o.height / 2) for o in others]).reshape(-1, 4).T
    loops = [c.loop for c in drawn.values() if c.loop is not None]
    best: tuple[float, Loop] | None = None
    for angle in _ANGLES:
        x, y = loop_centre(box.x, box.y, box.width, box.height, angle)
        crowd = float((np.hypot(xs - x, ys - y) < _RADIUS + 6).sum())
        crowd += 100.0 * (not left + _RADIUS < x < right - _RADIUS)
        crowd += 100.0 * (not top - 8 < y < bottom - _RADIUS)
        dx = np.maximum(np.abs(there[0] - x) - there[2], 0)
        dy = np.maximum(np.abs(there[1] - y) - there[3], 0)
        crowd += 50.0 * float((np.hypot(dx, dy) < _RADIUS + 4).sum())
        crowd += 50.0 * sum(math.hypot(x - o.x, y - o.y) < 2 * _RADIUS for o in loops)
        loop = Loop(round(x, 1), round(y, 1), _RADIUS, round(angle, 4))
        if best is None or crowd < best[0]:
            best = crowd, loop
    assert best is not None
    return curve._replace(loop=best[1])


def _labelled(curves: list[Curve], drafted: Draft, boxes: list[Box], size: float) -> list[Curve]:
    """Words on the curves, each where it touches neither another label nor a box.

    A curve on which there is no such place gets no label: the panel and the table name it.
    """
    words = sorted(curves, key=lambda c: (not c.first, c.status == "active"))[:MANY]
    taken = np.zeros((len(boxes) + len(words), 4))
    for row, box in enumerate(boxes):
        taken[row] = box.x, box.y, box.width / 2 + 2, box.height / 2 + 2
    count = len(boxes)
    found: dict[str, Label] = {}
    height = size + 5
    spots = _spots(words)
    for curve in words:
        text = drafted.words[curve.key]
        width = text_width(text, size) + 6
        xs, ys = spots[curve.key]
        x, y, half_width, half_height = taken[:count].T
        clear = np.abs(xs[:, None] - x) >= width / 2 + half_width
        clear |= np.abs(ys[:, None] - y) >= height / 2 + half_height
        free = np.flatnonzero(clear.all(axis=1))
        if len(free):
            place = float(xs[free[0]]), float(ys[free[0]])
            found[curve.key] = Label(
                text, round(place[0], 1), round(place[1], 1), round(width, 1), height
            )
            taken[count] = *place, width / 2 + 2, height / 2 + 1
            count += 1
    return [curve._replace(label=found.get(curve.key)) for curve in curves]


def _spots(curves: Sequence[Curve]) -> dict[str, tuple[Floats, Floats]]:
    """Where the words of each curve may stand, as x and y, the best first; by key."""
    drawn = [curve for curve in curves if curve.loop is None]
    x0, y0, cx, cy, x1, y1 = (
        np.array([curve.points for curve in drawn]).reshape(-1, 6, 1).swapaxes(0, 1)
    )
    xs, ys = point_at(x0, cx, x1, _SHARES), point_at(y0, cy, y1, _SHARES)
    found = {curve.key: (x, y) for curve, x, y in zip(drawn, xs, ys, strict=True)}
    for curve in curves:
        if (loop := curve.loop) is not None:
            away = loop.radius + 10
            found[curve.key] = np.array([loop.x] * 2), np.array([loop.y - away, loop.y + away])
    return found
