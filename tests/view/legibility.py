"""How legible a scene is, counted: crossings, curves behind boxes, overlaps of boxes and labels."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from coordination.view.layout.vis_geometry import Floats, point_at
from coordination.view.scene import Box, Curve, Label, Scene

__all__ = ["crossings", "curves_behind_boxes", "overlapping_boxes", "overlapping_labels"]

_PIECES = 48


def crossings(scene: Scene, *, first: bool = True) -> list[tuple[str, str]]:
    """Keys of each two curves that cross, once for each crossing.

    Args:
        scene: the scene.
        first: only among the curves that the first picture shows.
    """
    traces = [(curve.key, _trace(curve)) for curve in _shown(scene, first)]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(traces, 2)
        for _ in range(_count(a, b))
    ]


def curves_behind_boxes(scene: Scene, *, first: bool = True) -> list[tuple[str, str]]:
    """Keys of each curve and each box, not one of its ends, that it runs behind."""
    found = []
    for curve in _shown(scene, first):
        xs, ys = _trace(curve)
        for box in scene.boxes:
            if box.key in (curve.source, curve.target) or (first and not box.first):
                continue
            inside = (np.abs(xs - box.x) < box.width / 2) & (np.abs(ys - box.y) < box.height / 2)
            if inside.any():
                found.append((curve.key, box.key))
    return found


def overlapping_boxes(scene: Scene) -> list[tuple[str, str]]:
    """Keys of each two boxes that overlap."""
    boxes = sorted(scene.boxes, key=lambda box: box.x - box.width / 2)
    found, open_boxes = [], list[Box]()
    for box in boxes:
        left = box.x - box.width / 2
        open_boxes = [other for other in open_boxes if other.x + other.width / 2 > left]
        found += [(o.key, box.key) for o in open_boxes if _overlap(o, box)]
        open_boxes.append(box)
    return found


def overlapping_labels(scene: Scene, *, first: bool = True) -> list[tuple[str, str]]:
    """Keys of each two curves whose labels overlap, and of each curve and box whose do."""
    labels = [(c.key, c.label) for c in _shown(scene, first) if c.label is not None]
    found = [(a, b) for (a, one), (b, other) in combinations(labels, 2) if _overlap(one, other)]
    return found + [
        (a, box.key)
        for a, one in labels
        for box in scene.boxes
        if (box.first or not first) and _overlap(one, box)
    ]


def _shown(scene: Scene, first: bool) -> list[Curve]:
    return [curve for curve in scene.curves if curve.first or not first]


def _trace(curve: Curve) -> tuple[Floats, Floats]:
    if curve.loop is not None:
        angle = np.linspace(0, 2 * np.pi, _PIECES + 1)
        loop = curve.loop
        return loop.x + loop.radius * np.cos(angle), loop.y + loop.radius * np.sin(angle)
    x0, y0, cx, cy, x1, y1 = curve.points
    t = np.linspace(0, 1, _PIECES + 1)
    return point_at(x0, cx, x1, t), point_at(y0, cy, y1, t)


def _count(a: tuple[Floats, Floats], b: tuple[Floats, Floats]) -> int:
    (ax, ay), (bx, by) = a, b
    if ax.max() < bx.min() or bx.max() < ax.min() or ay.max() < by.min() or by.max() < ay.min():
        return 0
    # Half-open sides, so that a crossing at a point where two pieces meet counts once.
    side = _side(ax, ay, bx, by) >= 0
    other = _side(bx, by, ax, ay).T >= 0
    hits = (side[:, :-1] != side[:, 1:]) & (other[:-1] != other[1:])
    return int(hits.sum())


def _side(xs: Floats, ys: Floats, px: Floats, py: Floats) -> Floats:
    """On which side of each piece of a trace each point lies, shape (pieces, points)."""
    dx, dy = np.diff(xs)[:, None], np.diff(ys)[:, None]
    return np.asarray(dx * (py - ys[:-1, None]) - dy * (px - xs[:-1, None]))


def _overlap(one: Box | Label, other: Box | Label) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2
        and abs(one.y - other.y) < (one.height + other.height) / 2
    )
