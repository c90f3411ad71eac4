"""The phone layout: countries below each other, rows of three boxes and of two in turn."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from coordination.view.layout.columns import band_label
from coordination.view.layout.plan import Plan, Type, arranged, sized
from coordination.view.layout.vis_geometry import Floats
from coordination.view.picture_content import Draft
from coordination.view.scene import Band, Box

__all__ = ["phone_plans"]

WIDTH = 390.0
TYPE = Type(size=12.0, line=15.0, text=86.0, pad_x=7.0, pad_y=7.0, least=48.0)
MARGIN = 6.0
HEAD = 52.0
"""Room for the country's name, and for a self-link above the first row."""
FOOT = 16.0
BAND_GAP = 20.0
ROW_GAP = 42.0
LONELY_GAP = 18.0
"""Room below a row whose boxes are joined with nobody."""

_THREE, _TWO = (1 / 6, 3 / 6, 5 / 6), (1 / 3, 2 / 3)


def phone_plans(drafted: Draft) -> list[Plan]:
    """A few plans with few crossings; at most three boxes share a row.

    Boxes that the first picture joins with nobody stand in rows of their own: above the others in
    the first country, below them elsewhere, so that no line has to pass them.
    """
    boxes = sized(drafted, TYPE)
    pitch = max((box.height for box in boxes.values()), default=30.0) + ROW_GAP
    tied = drafted.tied()
    inner = WIDTH - 2 * MARGIN
    places: list[tuple[float, float]] = []
    row_of: dict[int, int] = {}
    allowed: dict[str, list[int]] = {}
    junctions: list[int] = []
    depth: list[float] = []
    y, row = 0.0, 0

    def add_row(shares: tuple[float, ...], number: int) -> list[int]:
        nonlocal y, row
        here = range(len(places), len(places) + len(shares))
        places.extend((MARGIN + inner * share, y) for share in shares)
        row_of.update(dict.fromkeys(here, row))
        depth.extend(float(number) for _ in shares)
        y += pitch
        row += 1
        return list(here)

    for band in range(len(drafted.bands)):
        mine = [key for key, box in boxes.items() if box.band == band and box.shape != "junction"]
        alone = [key for key in mine if key not in tied]
        joined = [key for key in mine if key in tied]
        blocks: list[tuple[list[str], bool]] = [(alone, False), (joined, True)]
        for keys, is_joined in blocks if band == 0 else reversed(blocks):
            spots_here: list[int] = []
            rows = _rows(len(keys)) if is_joined else math.ceil(len(keys) / 3)
            for number in range(rows):
                shares = _TWO if is_joined and number % 2 else _THREE
                spots_here += add_row(shares, number)
                if is_joined:
                    between = (*_THREE, *_TWO)
                    junctions += range(len(places), len(places) + len(between))
                    places.extend((MARGIN + inner * share, y - pitch / 2) for share in between)
                    depth.extend(0.0 for _ in between)
            allowed.update(dict.fromkeys(keys, spots_here))
        y += HEAD + BAND_GAP
    for key, box in boxes.items():
        if box.shape == "junction":
            allowed[key] = junctions
    spots = np.array(places).reshape(-1, 2)
    # Boxes would rather fill the first rows, so that later ones can be given up.
    wish = np.broadcast_to(np.array(depth) * 0.6, (len(boxes), len(places)))
    found = arranged(drafted, boxes, spots, allowed, wish)
    return [_settled(drafted, boxes, spots, row_of, at) for at in found]


def _settled(
    drafted: Draft,
    boxes: Mapping[str, Box],
    spots: Floats,
    row_of: Mapping[int, int],
    at: Mapping[str, int],
) -> Plan:
    """The boxes in the places found, without rows that nobody took."""
    rows = {key: row_of.get(place, -1) for key, place in at.items()}
    old_ys = {row: float(spots[place, 1]) for place, row in row_of.items()}
    new_ys, bands, height = _stacked(drafted, boxes, rows, drafted.tied())
    order = sorted(new_ys)
    old, new = [old_ys[row] for row in order], [new_ys[row] for row in order]
    placed = {
        key: box._replace(
            x=round(float(spots[at[key], 0]), 1),
            y=round(float(np.interp(spots[at[key], 1], old, new)), 1),
            column=max(rows[key], 0),
        )
        for key, box in boxes.items()
    }
    return Plan(placed, bands, WIDTH, height, TYPE, HEAD - 20, sideways=True)


def _stacked(
    drafted: Draft, boxes: Mapping[str, Box], rows: Mapping[str, int], tied: set[str]
) -> tuple[dict[int, float], tuple[Band, ...], float]:
    """Where the rows come to stand that hold boxes, each as high as its highest box."""
    heights: dict[int, dict[int, float]] = defaultdict(dict)
    for key, row in rows.items():
        if row >= 0:
            mine = heights[boxes[key].band]
            mine[row] = max(mine.get(row, 0.0), boxes[key].height)
    lonely = set(rows.values()) - {rows[key] for key in tied}
    ys: dict[int, float] = {}
    bands = []
    y = MARGIN
    for band, code in enumerate(drafted.bands):
        top = y
        y += HEAD
        gap = 0.0
        for row in sorted(heights[band]):
            ys[row] = y + heights[band][row] / 2
            gap = LONELY_GAP if row in lonely else ROW_GAP
            y += heights[band][row] + gap
        y += FOOT - gap
        bands.append(
            Band(
                band_label(code, drafted.bands),
                MARGIN,
                top,
                WIDTH - 2 * MARGIN,
                round(y - top, 1),
                code,
            )
        )
        y += BAND_GAP
    return ys, tuple(bands), round(y - BAND_GAP + MARGIN, 1)


def _rows(boxes: int) -> int:
    """Rows of three and two in turn that hold so many boxes, with some places to spare."""
    wanted = boxes + math.ceil(boxes / 3)
    rows, held = 0, 0
    while held < wanted or rows == 0:
        held += 3 if rows % 2 == 0 else 2
        rows += 1
    return rows
