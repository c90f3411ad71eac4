"""The corner of each box at which its number of findings stands: where nothing hides it.

A number covers a line that runs below it, and an arrow head covers the number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from coordination.view.layout.vis_geometry import Floats, point_at
from coordination.view.scene import OUT, Box, Corner, Curve

__all__ = ["with_corners"]

_ROOM = 15.0
"""Distance in px from the middle of a number that lines and other boxes keep."""

_CORNERS: tuple[Corner, ...] = ((-1, -1), (1, -1), (-1, 1), (1, 1))
"""The corners from the likeliest on: top left first, where readers look for a number."""

_POINTS = np.linspace(0, 1, 21)


def with_corners(boxes: Sequence[Box], curves: Iterable[Curve]) -> list[Box]:
    """The boxes, each with the corner at which no arrow ends, if any, and fewest lines pass.

    Args:
        boxes: the boxes of a picture in their places.
        curves: its curves as drawn.
    """
    if not boxes:
        return []
    drawn = list(curves)
    first = [curve for curve in drawn if curve.first]
    lines = _line_points(first)
    heads, later = _heads(first), _heads([curve for curve in drawn if not curve.first])
    marks = np.array(_CORNERS, float)
    middles = np.array([(box.x, box.y) for box in boxes])
    halves = np.array([(box.width, box.height) for box in boxes]) / 2
    spots = middles[:, None] + marks * (halves + OUT)[:, None]
    crowd = sum(
        weight * np.stack([_near(points, spots[:, n]) for n in range(len(_CORNERS))], axis=1)
        for weight, points in ((1, lines), (20, heads), (3, later))
    )
    away = np.maximum(np.abs(spots[:, :, None] - middles) - halves, 0)
    others = (away**2).sum(axis=3) < (_ROOM / 2) ** 2
    crowd += 10 * (others.sum(axis=2) - 1)  # its own box is near every corner
    return [
        box._replace(corner=_CORNERS[n])
        for box, n in zip(boxes, crowd.argmin(axis=1).tolist(), strict=True)
    ]


def _heads(curves: Sequence[Curve]) -> Floats:
    """Tips of the arrows of some curves, shape (arrows, 2)."""
    return np.array([c.points[4:] for c in curves if c.points and not c.mutual]).reshape(-1, 2)


def _line_points(curves: Sequence[Curve]) -> Floats:
    """Points of all curves, and of the circles of self-links; shape (points, 2)."""
    straight = np.array([c.points for c in curves if c.points]).reshape(-1, 6, 1)
    x = point_at(straight[:, 0], straight[:, 2], straight[:, 4], _POINTS)
    y = point_at(straight[:, 1], straight[:, 3], straight[:, 5], _POINTS)
    loops = np.array([(c.loop.x, c.loop.y, c.loop.radius) for c in curves if c.loop])
    turn = 2 * np.pi * _POINTS
    circles = loops.reshape(-1, 3, 1)
    xs = circles[:, 0] + circles[:, 2] * np.cos(turn)
    ys = circles[:, 1] + circles[:, 2] * np.sin(turn)
    return np.stack(
        [np.concatenate([x.ravel(), xs.ravel()]), np.concatenate([y.ravel(), ys.ravel()])], axis=1
    )


def _near(points: Floats, spots: Floats) -> Floats:
    """How many of some points come near each of some spots."""
    across, down = (spots[:, None, axis] - points[:, axis] for axis in (0, 1))
    return np.asarray((across**2 + down**2 < _ROOM**2).sum(axis=1))
