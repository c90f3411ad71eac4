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


def _leaving(delta0: Floats, control: Floats, delta1: Floats, half: Floats) -> Floats:
    """Smallest t > 0 at which one coordinate, measured from the box centre, is `half` away."""
    a = delta0 - 2 * control + delta1
    b = 2 * (control - delta0)
    found = np.full(np.shape(a), np.inf)
    with np.errstate(divide="ignore", invalid="ignore"):
        for side in (half, -half):
            c = delta0 - side
            root = np.sqrt(b * b - 4 * a * c)
            q = -0.5 * (b + np.where(b < 0, -root, root))
            for t in (q / a, c / q):
                found = np.where((t > 1e-9) & (t < found), t, found)
    return found


def clip(
    x0: Any, y0: Any, cx: Any, cy: Any, x1: Any, y1: Any, w0: Any, h0: Any, w1: Any, h1: Any
) -> tuple[Floats, Floats]:
    """Where a curve leaves its first box for good and enters its second, as two values of t.

    Args:
        x0, y0, x1, y1: centres of the boxes.
        cx, cy: control point.
        w0, h0, w1, h1: sizes of the boxes.
    """
    zero = np.zeros(np.broadcast(x0, cx, x1).shape)
    start = np.minimum(
        _leaving(zero, cx - x0 + zero, x1 - x0 + zero, np.asarray(w0) / 2 + zero),
        _leaving(zero, cy - y0 + zero, y1 - y0 + zero, np.asarray(h0) / 2 + zero),
    )
    end = np.minimum(
        _leaving(zero, cx - x1 + zero, x0 - x1 + zero, np.asarray(w1) / 2 + zero),
        _leaving(zero, cy - y1 + zero, y0 - y1 + zero, np.asarray(h1) / 2 + zero),
    )
    start = np.clip(start, 0.0, 0.5)
    return start, 1 - np.clip(end, 0.0, 0.5)


def part(p0: Any, control: Any, p1: Any, start: Any, end: Any) -> tuple[Floats, Floats, Floats]:
    """One coordinate of start, control and end point of the part of a curve between two t."""
    first, last = point_at(p0, control, p1, start), point_at(p0, control, p1, end)
    middle = (1 - start) * (1 - end) * p0 + (start + end - 2 * start * end) * control
    return first, np.asarray(middle + start * end * p1), last


def polyline(
    x0: Any, y0: Any, cx: Any, cy: Any, x1: Any, y1: Any, start: Any, end: Any, pieces: int
) -> tuple[Floats, Floats]:
    """Points along curves between two t; adds a last axis of length `pieces + 1`."""
    share = np.linspace(0.0, 1.0, pieces + 1)
    start, end = np.asarray(start)[..., None], np.asarray(end)[..., None]
    t = start + (end - start) * share
    xs = point_at(
        np.asarray(x0)[..., None], np.asarray(cx)[..., None], np.asarray(x1)[..., None], t
    )
    ys = point_at(
        np.asarray(y0)[..., None], np.asarray(cy)[..., None], np.asarray(y1)[..., None], t
    )
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
