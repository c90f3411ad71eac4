"""The last step of a scene: bends, ends at borders, loops and labels of the curves."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from coordination.view.bends import Bends
from coordination.view.drafts import Draft
from coordination.view.geometry import clip, control_point, loop_centre, part, point_at
from coordination.view.plan import Plan
from coordination.view.repair import bends_of, repaired
from coordination.view.scene import Box, Curve, Label, Layout, Loop, Scene
from coordination.view.text import text_width

__all__ = ["finish"]

HOPELESS = 30
"""With more faults than this, no box stepping aside mends a picture."""
MANY = 400
"""Above this many curves none finds a way of its own, and only so many may have words: what no eye
could follow needn't be weighed curve against curve, which would take minutes."""
PLANS = 2
"""How many plans are mended, those whose curves look best at first."""
ROUNDS = 2
"""How often boxes step aside and all curves are bent anew."""
_RADIUS = 19.0
_ANGLES = (math.pi / 4, 3 * math.pi / 4, -math.pi / 4, -3 * math.pi / 4, math.pi / 2, 0.0, math.pi)
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.14, 0.86)


def finish(
    title: str, drafted: Draft, plans: Sequence[Plan], layout: Layout, *, grouped: bool = False
) -> Scene:
    """Draw the curves of the plan that they look best in.

    Args:
        title: what the picture shows.
        drafted: what is drawn.
        plans: where its boxes may stand, at least one plan.
        layout: which layout that is.
        grouped: whether the boxes are groups.
    """
    straight = [c for c in drafted.curves.values() if c.source != c.target]
    tried: list[tuple[float, int, Plan, Bends]] = []
    # Where there are many curves, one plan must do.
    for plan in plans[: 1 if len(straight) > 150 else 2 if grouped else None]:
        state = bends_of(plan, straight)
        if len(state.drawn) <= MANY:
            state.settle()
        tried.append((round(state.cost(), 4), len(tried), plan, state))
    tried.sort(key=lambda one: one[:2])
    mended = []
    for _, number, plan, state in tried[: 1 if grouped else PLANS]:
        for _ in range(ROUNDS if state.faults() <= HOPELESS else 0):
            before = state.cost()
            plan = repaired(plan, state)
            state.settle()
            if not state.faults() or state.cost() > before - 1e-3:
                break
        mended.append((round(state.cost(), 4), number, plan, state))
        if not state.faults():
            break
    _, _, plan, state = min(mended, key=lambda one: one[:2])
    if len(straight) <= MANY:
        if not grouped:
            state.refine()
        state.settle_hidden()
    boxes = list(plan.boxes.values())
    bends = state.bend.tolist()
    drawn = {
        curve.key: _drawn(curve, bend, plan.boxes)
        for curve, bend in zip(straight, bends, strict=True)
    }
    for curve in drafted.curves.values():
        if curve.source == curve.target:
            drawn[curve.key] = _looped(curve, plan, drawn)
    ordered = [drawn[key] for key in drafted.curves]
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


def _drawn(curve: Curve, bend: float, boxes: Mapping[str, Box]) -> Curve:
    one, other = boxes[curve.source], boxes[curve.target]
    bend = round(bend, 3)
    cx, cy = control_point(one.x, one.y, other.x, other.y, bend)
    start, end = clip(
        one.x, one.y, cx, cy, other.x, other.y, one.width, one.height, other.width, other.height
    )
    xs = part(one.x, cx, other.x, start, end)
    ys = part(one.y, cy, other.y, start, end)
    points = tuple(round(float(v), 1) for pair in zip(xs, ys, strict=True) for v in pair)
    return replace(curve, bend=bend, points=points)


def _looped(curve: Curve, plan: Plan, drawn: Mapping[str, Curve]) -> Curve:
    """A self-link at the corner or side of its box where most room is."""
    boxes = plan.boxes
    box = boxes[curve.source]
    left, top, right, bottom = plan.inside
    t = np.linspace(0, 1, 17)
    traces = [
        np.stack([point_at(p[0], p[2], p[4], t), point_at(p[1], p[3], p[5], t)], axis=1)
        for p in (c.points for c in drawn.values() if c.points)
    ]
    loops = [c.loop for c in drawn.values() if c.loop is not None]
    best: tuple[float, Loop] | None = None
    for angle in _ANGLES:
        x, y = loop_centre(box.x, box.y, box.width, box.height, angle)
        crowd = 0.0
        for trace in traces:
            distance = np.hypot(trace[:, 0] - x, trace[:, 1] - y)
            crowd += float((distance < _RADIUS + 6).sum())
        crowd += 100.0 * (not left + _RADIUS < x < right - _RADIUS)
        crowd += 100.0 * (not top - 8 < y < bottom - _RADIUS)
        for other in boxes.values():
            if other.key != box.key and other.first:
                dx = max(abs(x - other.x) - other.width / 2, 0)
                dy = max(abs(y - other.y) - other.height / 2, 0)
                crowd += 50.0 * (math.hypot(dx, dy) < _RADIUS + 4)
        crowd += 50.0 * sum(math.hypot(x - o.x, y - o.y) < 2 * _RADIUS for o in loops)
        loop = Loop(round(x, 1), round(y, 1), _RADIUS, round(angle, 4))
        if best is None or crowd < best[0]:
            best = crowd, loop
    assert best is not None
    return replace(curve, loop=best[1])


def _labelled(curves: list[Curve], drafted: Draft, boxes: list[Box], size: float) -> list[Curve]:
    """Words on the curves, each where it touches neither another label nor a box.

    A curve on which there is no such place gets no label: the panel and the table name it.
    """
    taken = [(box.x, box.y, box.width / 2 + 2, box.height / 2 + 2) for box in boxes]
    found: dict[str, Label] = {}
    height = size + 5
    for curve in sorted(curves, key=lambda c: (not c.first, c.status == "active"))[:MANY]:
        text = drafted.words[curve.key]
        width = text_width(text, size) + 6
        for x, y in _spots(curve):
            if all(
                abs(x - tx) >= width / 2 + tw or abs(y - ty) >= height / 2 + th
                for tx, ty, tw, th in taken
            ):
                found[curve.key] = Label(text, round(x, 1), round(y, 1), round(width, 1), height)
                taken.append((x, y, width / 2 + 2, height / 2 + 1))
                break
    return [replace(curve, label=found.get(curve.key)) for curve in curves]


def _spots(curve: Curve) -> list[tuple[float, float]]:
    if curve.loop is not None:
        loop = curve.loop
        away = loop.radius + 10
        return [(loop.x, loop.y - away), (loop.x, loop.y + away)]
    x0, y0, cx, cy, x1, y1 = curve.points
    return [
        (float(point_at(x0, cx, x1, share)), float(point_at(y0, cy, y1, share)))
        for share in _SHARES
    ]
