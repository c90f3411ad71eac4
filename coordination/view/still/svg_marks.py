"""Marks of a picture: a number of findings on a box, a question mark on a disputed line."""

from __future__ import annotations

from collections.abc import Iterable

from coordination.view.layout.vis_geometry import point_at
from coordination.view.palette import Palette
from coordination.view.scene import OUT, Box, Curve, Scene
from coordination.view.still.svg_lines import number

__all__ = ["RADIUS", "SEVERAL", "contested_marks", "count_mark", "count_spot", "question_mark"]

RADIUS = 7.5
"""Radius in px of the mark."""

SEVERAL = 3
"""From this many findings on, a box's number stands on a dark pill."""

_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7)
"""Shares of a curve's way that are tried for the mark, the best first."""


def contested_marks(picture: Scene, shown: Iterable[Curve], colours: Palette) -> list[str]:
    """The marks of the contested curves that are shown."""
    taken = [
        (box.x, box.y, box.width / 2 + RADIUS, box.height / 2 + RADIUS)
        for box in picture.boxes
        if box.first
    ]
    marks = []
    for curve in shown:
        if not curve.contested:
            continue
        spots = list(_spots(curve))
        free = [
            (x, y)
            for x, y in spots
            if all(abs(x - tx) >= w or abs(y - ty) >= h for tx, ty, w, h in taken)
        ]
        x, y = (free or spots)[0]
        taken.append((x, y, 2 * RADIUS + 2, 2 * RADIUS + 2))
        marks.append(
            f'<g transform="translate({number(x)} {number(y)})">{question_mark(colours)}</g>'
        )
    return marks


def question_mark(colours: Palette) -> str:
    """A question mark in a ring around the origin."""
    return (
        f'<circle r="{number(RADIUS)}" fill="{colours.page}" stroke="{colours.ink}" '
        f'stroke-width="1.5"/><text y="4" font-size="11.5" font-weight="bold" '
        f'text-anchor="middle" fill="{colours.ink}">?</text>'
    )


def count_spot(box: Box) -> tuple[float, float]:
    """The middle of a box's number: a little outside the corner that the layout keeps free."""
    across, down = box.corner
    return box.x + across * (box.width / 2 + OUT), box.y + down * (box.height / 2 + OUT)


def count_mark(count: int, colours: Palette) -> str:
    """A number in a pill around the origin: a full one where it counts several findings."""
    words = str(count)
    half = 4.5 + 3.5 * len(words)
    fill, ink = (colours.ink, colours.box) if count >= SEVERAL else (colours.box, colours.ink)
    return (
        f'<rect x="{number(-half)}" y="-8" width="{number(2 * half)}" height="16" rx="8" '
        f'fill="{fill}" stroke="{colours.border}" stroke-width="1.25"/>'
        f'<text y="4" font-size="11" font-weight="bold" text-anchor="middle" '
        f'fill="{ink}">{words}</text>'
    )


def _spots(curve: Curve) -> Iterable[tuple[float, float]]:
    if curve.loop is not None:
        yield curve.loop.x, curve.loop.y - curve.loop.radius
        return
    x0, y0, cx, cy, x1, y1 = curve.points
    for share in _SHARES:
        yield float(point_at(x0, cx, x1, share)), float(point_at(y0, cy, y1, share))
