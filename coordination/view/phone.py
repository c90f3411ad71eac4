"""The phone layout: countries below each other, rows of three boxes and of two in turn."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace

import numpy as np

from coordination.view.drafts import Draft
from coordination.view.plan import Plan, Type, arranged, sized
from coordination.view.scene import Band
from coordination.view.wide import band_label

__all__ = ["phone_plan"]

WIDTH = 390.0
TYPE = Type(size=12.0, line=15.0, text=100.0, pad_x=7.0, pad_y=7.0, least=48.0)
MARGIN = 6.0
HEAD = 34.0
BAND_GAP = 22.0
ROW_GAP = 44.0


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
    rows_of: dict[int, int] = {}
    of_band: dict[int, list[int]] = defaultdict(list)
    junctions: list[int] = []
    tops: list[float] = []
    y = MARGIN
    for band in range(len(drafted.bands)):
        tops.append(y)
        rows = _rows(count[band])
        y += HEAD + pitch / 2 - 12
        for row in range(rows):
            shares = (1 / 6, 3 / 6, 5 / 6) if row % 2 == 0 else (1 / 3, 2 / 3)
            for share in shares:
                of_band[band].append(len(places))
                rows_of[len(places)] = row
                places.append((MARGIN + inner * share, y))
            for share in (1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6):
                junctions.append(len(places))
                places.append((MARGIN + inner * share, y + pitch / 2))
            y += pitch
        y += BAND_GAP - pitch / 2 + 12
    allowed = {
        key: junctions if box.shape == "junction" else of_band[box.band]
        for key, box in boxes.items()
    }
    spots = np.array(places)
    # Rows at the end of a band are given up where nobody needs them.
    depth = np.zeros(len(places))
    for place, row in rows_of.items():
        depth[place] = row
    wish = np.broadcast_to(depth * 0.25, (len(boxes), len(places)))
    effort = 12_000 if len(boxes) <= 60 else 720_000 // len(boxes)
    at = arranged(drafted, boxes, spots, allowed, wish, effort)
    placed = {
        key: replace(
            box,
            x=round(float(spots[at[key], 0]), 1),
            y=round(float(spots[at[key], 1]), 1),
            column=rows_of.get(at[key], 0),
        )
        for key, box in boxes.items()
    }
    bands = []
    lifted = 0.0
    for band, code in enumerate(drafted.bands):
        mine = [box for box in placed.values() if box.band == band and box.shape != "junction"]
        ends = tops[band + 1] if band + 1 < len(tops) else y
        bottom = max(box.y + box.height / 2 for box in mine) + 16
        spare = ends - BAND_GAP - bottom
        bands.append(
            Band(
                band_label(code),
                MARGIN,
                round(tops[band] - lifted, 1),
                inner,
                round(bottom - tops[band], 1),
                code,
            )
        )
        for box in list(placed.values()):
            if tops[band] <= box.y < ends and lifted:
                placed[box.key] = replace(box, y=round(box.y - lifted, 1))
        lifted += max(0.0, spare)
    height = bands[-1].y + bands[-1].height + MARGIN if bands else 100.0
    return Plan(placed, tuple(bands), WIDTH, round(height, 1), TYPE)


def _rows(boxes: int) -> int:
    """Rows of three and two in turn that hold so many boxes, with some places to spare."""
    wanted = boxes + math.ceil(boxes / 5)
    rows, held = 0, 0
    while held < wanted or rows == 0:
        held += 3 if rows % 2 == 0 else 2
        rows += 1
    return rows
