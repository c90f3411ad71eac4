"""Lines of a picture as SVG marks: dash, weight, casing and arrow heads."""

from __future__ import annotations

import math

from coordination.view.palette import (
    FORMAL_CASING,
    STATE_OF,
    Palette,
    Stroke,
    arrow_length,
    stroke_of,
)
from coordination.view.scene import Curve

__all__ = ["curve_marks", "line_marks", "number", "path_of"]


def number(value: float) -> str:
    """A number with one decimal at most."""
    return f"{value + 0.0:.1f}".removesuffix(".0").replace("-0", "0", 1 if abs(value) < 0.05 else 0)


def line_marks(shape: str, how: Stroke, colour: str, casing: str, ground: str) -> list[str]:
    """A line as one stroke or several: a casing below it, and nothing inside a hollow one.

    Args:
        shape: the element's tag and geometry, such as `<path d="..."`.
        how: dash and weight.
        colour: its colour.
        casing: colour of the casing of a formal line.
        ground: what is seen inside a hollow line.
    """
    marks = []
    if how.cased:
        marks.append(f"{shape} {_stroke(casing, how.width + FORMAL_CASING, ())}/>")
    marks.append(f"{shape} {_stroke(colour, how.width, how.dashes)}/>")
    if how.inner:
        marks.append(f"{shape} {_stroke(ground, how.inner, how.dashes)}/>")
    return marks


def _stroke(colour: str, width: float, dashes: tuple[int, ...]) -> str:
    dash = f' stroke-dasharray="{" ".join(map(str, dashes))}"' if dashes else ""
    return f'fill="none" stroke="{colour}" stroke-width="{number(width)}"{dash}'


def path_of(points: tuple[float, ...]) -> str:
    """Path data of a quadratic curve."""
    x0, y0, cx, cy, x1, y1 = map(number, points)
    return f"M{x0} {y0}Q{cx} {cy} {x1} {y1}"


def curve_marks(curve: Curve, colours: Palette) -> list[str]:
    """A curve in the colour of its state: casing where it is formal, line, arrow head."""
    how = stroke_of(curve.status, curve.confidence, curve.formal)
    state = STATE_OF[curve.status]
    paint = colours.states[state], colours.casings[state], colours.page
    if curve.loop is not None:
        loop = curve.loop
        shape = f'<circle cx="{number(loop.x)}" cy="{number(loop.y)}" r="{number(loop.radius)}"'
        return line_marks(shape, how, *paint)
    length = arrow_length(how.width - how.inner)
    points = curve.points if curve.mutual else _shortened(curve.points, length * 0.8)
    marks = line_marks(f'<path d="{path_of(points)}"', how, *paint)
    if not curve.mutual:
        marks.append(_arrow(curve.points, length, paint[0]))
    return marks


def _arrow(points: tuple[float, ...], length: float, colour: str) -> str:
    """vis-network's arrow head: a triangle with a slightly hollow back, its tip at the border."""
    _, _, cx, cy, x, y = points
    way = math.hypot(x - cx, y - cy) or 1.0
    ux, uy = (x - cx) / way, (y - cy) / way

    def corner(back: float, side: float) -> str:
        return (
            f"{number(x - back * length * ux - side * length * uy)} "
            f"{number(y - back * length * uy + side * length * ux)}"
        )

    corners = f"M{number(x)} {number(y)}L{corner(1, 0.3)}L{corner(0.9, 0)}L{corner(1, -0.3)}Z"
    return f'<path d="{corners}" fill="{colour}"/>'


def _shortened(points: tuple[float, ...], by: float) -> tuple[float, ...]:
    """The curve without its last px."""
    x0, y0, cx, cy, x1, y1 = points
    speed = 2 * math.hypot(x1 - cx, y1 - cy) or 1.0
    t = max(0.0, 1 - by / speed)
    mx, my = x0 + (cx - x0) * t, y0 + (cy - y0) * t
    nx, ny = cx + (x1 - cx) * t, cy + (y1 - cy) * t
    return x0, y0, mx, my, mx + (nx - mx) * t, my + (ny - my) * t
