"""Curves as vis-network draws them, over arrays.

Each function takes single numbers or arrays of one shape. The formulas are those of vis-network
9.1's static Bezier edge with `smooth.type` "curvedCW" or "curvedCCW" and of its self-references, so
that the still picture shows what the page shows.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "clip", "control_point", "loop_centre", "part", "point_at", "polyline"]

Floats = NDArray[np.float64]


def control_point(x0: Any, y0: Any, x1: Any, y1: Any, bend: Any) -> tuple[Floats, Floats]:
    """Control point of the curve between two box centres.

    It lies at (0.5 + 0.5 |bend|) of the centres' distance from the first of them, turned away from
    the line between them by |bend| times a right angle.
    """
    dx, dy = np.subtract(x1, x0), np.subtract(y1, y0)
    turn = np.asarray(bend, float) * (math.pi / 2)
    reach = 0.5 + 0.5 * np.abs(bend)
    cosine, sine = np.cos(turn), np.sin(turn)
    return x0 + reach * (dx * cosine + dy * sine), y0 + reach * (dy * cosine - dx * sine)


def point_at(p0: Any, control: Any, p1: Any, t: Any) -> Floats:
    """One coordinate of a quadratic curve at `t` from 0 to 1."""
    rest = 1 - np.asarray(t, float)
    return np.asarray(rest * rest * p0 + 2 * rest * t * control + t * t * p1)


def _leaving(control: Floats, end: Floats, half: Floats) -> Floats:
    """Smallest t > 0 at which a coordinate, measured from the box centre, is `half` away."""
    a = end - 2 * control
    b = 2 * control
    sides = np.array([half, -half])
    with np.errstate(divide="ignore", invalid="ignore"):
        root = np.sqrt(b * b + 4 * a * sides)
        q = -0.5 * (b + np.copysign(root, b))
        found = np.array([q / a, -sides / q])
        return np.asarray(np.where(found > 1e-9, found, np.inf).min(axis=(0, 1)))


def clip(
    x0: Any, y0: Any, cx: Any, cy: Any, x1: Any, y1: Any, w0: Any, h0: Any, w1: Any, h1: Any
) -> tuple[Floats, Floats]:
    """Where a curve leaves its first box for good and enters its second, as two values of t.

    Args:
        x0, y0, x1, y1: centres of the boxes.
        cx, cy: control point.
        w0, h0, w1, h1: sizes of the boxes.
    """
    control = np.array([cx - x0, cy - y0, cx - x1, cy - y1])
    far = np.array([x1 - x0, y1 - y0, x0 - x1, y0 - y1])
    leaving = _leaving(control, far, np.array([w0, h0, w1, h1]) / 2)
    start, end = np.minimum(np.minimum(leaving[::2], leaving[1::2]), 0.5)
    return start, 1 - end


def part(p0: Any, control: Any, p1: Any, start: Any, end: Any) -> tuple[Floats, Floats, Floats]:
    """One coordinate of start, control and end point of the part of a curve between two t."""
    first, last = point_at(p0, control, p1, start), point_at(p0, control, p1, end)
    middle = (1 - start) * (1 - end) * p0 + (start + end - 2 * start * end) * control
    return first, np.asarray(middle + start * end * p1), last


def polyline(
    x0: Any, y0: Any, cx: Any, cy: Any, x1: Any, y1: Any, start: Any, end: Any, pieces: int
) -> tuple[Floats, Floats]:
    """Points along curves between two t; adds a first axis of length `pieces + 1`."""
    t = start + (end - start) * (np.arange(pieces + 1)[:, None] / pieces)
    first, control, last = (np.array(point)[:, None] for point in ((x0, y0), (cx, cy), (x1, y1)))
    xs, ys = point_at(first, control, last, t)
    return xs, ys


def loop_centre(
    x: float, y: float, width: float, height: float, angle: float
) -> tuple[float, float]:
    """Centre of the circle of a self-link: where a ray from the box centre meets its border."""
    cosine, sine = math.cos(angle), math.sin(angle)
    reach = min(
        width / 2 / abs(cosine) if abs(cosine) > 1e-12 else math.inf,
        height / 2 / abs(sine) if abs(sine) > 1e-12 else math.inf,
    )
    return x + reach * cosine, y - reach * sine
