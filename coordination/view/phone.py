"""The phone layout: countries below each other, rows of three boxes and of two in turn."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from coordination.view.drafts import Draft
from coordination.view.plan import Plan, Type, arranged, sized
from coordination.view.scene import Band, Box
from coordination.view.wide import band_label

__all__ = ["phone_plan"]

WIDTH = 390.0
TYPE = Type(size=12.0, line=15.0, text=100.0, pad_x=7.0, pad_y=7.0, least=48.0)
MARGIN = 6.0
HEAD = 52.0
"""Room for the country's name, and for a self-link above the first row."""
FOOT = 16.0
BAND_GAP = 20.0
ROW_GAP = 40.0

_THREE, _TWO = (1 / 6, 3 / 6, 5 / 6), (1 / 3, 2 / 3)


def phone_plan(drafted: Draft) -> Plan:
    """Places of the boxes, found by fewest crossings; at most three boxes share a row."""
    boxes = sized(drafted, TYPE)
    pitch = max((box.height for box in boxes.values()), default=30.0) + ROW_GAP
    count: dict[int, int] = defaultdict(int)
    for box in boxes.values():
        if box.shape != "junction":
            count[box.band] += 1
    inner = WIDTH - 2 * MARGIN
    places: list[tuple[float, float]] = []
    row_of: dict[int, int] = {}
    of_band: dict[int, list[int]] = defaultdict(list)
    junctions: list[int] = []
    depth = []
    y = 0.0
    row = 0
    for band in range(len(drafted.bands)):
        for number in range(_rows(count[band])):
            for share in _THREE if number % 2 == 0 else _TWO:
                of_band[band].append(len(places))
                row_of[len(places)] = row
                places.append((MARGIN + inner * share, y))
                depth.append(float(number))
            for share in (*_THREE, *_TWO):
                junctions.append(len(places))
                places.append((MARGIN + inner * share, y + pitch / 2))
                depth.append(0.0)
            y += pitch
            row += 1
        y += HEAD + BAND_GAP
    allowed = {
        key: junctions if box.shape == "junction" else of_band[box.band]
        for key, box in boxes.items()
    }
    spots = np.array(places)
    # Boxes would rather fill the first rows, so that later ones can be given up.
    wish = np.broadcast_to(np.array(depth) * 0.6, (len(boxes), len(places)))
    effort = 12_000 if len(boxes) <= 60 else 720_000 // len(boxes)
    at = arranged(drafted, boxes, spots, allowed, wish, effort)
    rows = {key: row_of.get(place, -1) for key, place in at.items()}
    old_ys = {row_of[place]: float(spots[place, 1]) for place in row_of}
    new_ys, bands, height = _stacked(drafted, boxes, rows)
    order = sorted(new_ys)
    placed = {
        key: replace(
            box,
            x=round(float(spots[at[key], 0]), 1),
            y=round(
                float(
                    np.interp(
                        spots[at[key], 1], [old_ys[r] for r in order], [new_ys[r] for r in order]
                    )
                ),
                1,
            ),
            column=max(rows[key], 0),
        )
        for key, box in boxes.items()
    }
    return Plan(placed, bands, WIDTH, height, TYPE)


def _stacked(
    drafted: Draft, boxes: Mapping[str, Box], rows: Mapping[str, int]
) -> tuple[dict[int, float], tuple[Band, ...], float]:
    """Where the rows come to stand that hold boxes, each as high as its highest box."""
    heights: dict[int, dict[int, float]] = defaultdict(dict)
    for key, row in rows.items():
        if row >= 0:
            mine = heights[boxes[key].band]
            mine[row] = max(mine.get(row, 0.0), boxes[key].height)
    ys: dict[int, float] = {}
    bands = []
    y = MARGIN
    for band, code in enumerate(drafted.bands):
        top = y
        y += HEAD
        for row in sorted(heights[band]):
            ys[row] = y + heights[band][row] / 2
            y += heights[band][row] + ROW_GAP
        y += FOOT - (ROW_GAP if heights[band] else 0.0)
        bands.append(
            Band(band_label(code), MARGIN, top, WIDTH - 2 * MARGIN, round(y - top, 1), code)
        )
        y += BAND_GAP
    return ys, tuple(bands), round(y - BAND_GAP + MARGIN, 1)


def _rows(boxes: int) -> int:
    """Rows of three and two in turn that hold so many boxes, with some places to spare."""
    wanted = boxes + math.ceil(boxes / 5)
    rows, held = 0, 0
    while held < wanted or rows == 0:
        held += 3 if rows % 2 == 0 else 2
        rows += 1
    return rows
