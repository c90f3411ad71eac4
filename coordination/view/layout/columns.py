"""The wide layout: a band for each country, with one or more columns for each role."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from coordination.model import jurisdiction_name
from coordination.view.families import ROLES
from coordination.view.layout.column_ways import Roles, Slot, ways
from coordination.view.layout.plan import Plan, Type, arranged, sized, stacked
from coordination.view.layout.vis_geometry import Floats
from coordination.view.picture_content import Draft
from coordination.view.scene import Band, Box

__all__ = ["band_label", "wide_plans"]

TYPE = Type(size=14.0, line=18.0, text=132.0, pad_x=12.0, pad_y=9.0, least=58.0)
DENSE = Type(size=13.0, line=16.0, text=112.0, pad_x=9.0, pad_y=7.0, least=50.0)
CROWD = 30
"""Above this many boxes letters and gaps are smaller, so that the whole stays readable."""
MARGIN = 16.0
BAND_PAD = 24.0
BAND_GAP = 44.0
HEAD = 66.0
"""Room for the country's name and the headings of its columns."""
COLUMN_GAP = 70.0
DENSE_GAP = 54.0
ROW_GAP = 34.0
NEAREST = 24.0
"""The least room between two boxes of a column."""
STAGE = (900.0, 640.0)
"""Width and height that a picture should fill, in px; about what a laptop has for it."""
ENOUGH = 1.0
"""Larger than this a picture needn't be."""
UNSPLIT = 0.8
"""What the size of a picture counts in which no role has two columns for its own ties."""


def wide_plans(drafted: Draft) -> list[Plan]:
    """A few plans with few crossings, the best by straight lines first."""
    crowd = len(drafted.boxes) > CROWD
    letters, gap = (DENSE, DENSE_GAP) if crowd else (TYPE, COLUMN_GAP)
    boxes = sized(drafted, letters)
    columns = _columns(drafted, boxes, gap)
    xs, spans, width = _across(drafted, boxes, columns, gap)
    pitches = {where: height + ROW_GAP for where, height in _tallest(boxes, columns).items()}
    room = max((count * pitches[slot[:2]] for slot, count in columns.items()), default=100.0)
    if len(boxes) > 5:
        room += 60.0  # a spare place here and there lets boxes step aside
    places: list[tuple[float, float]] = []
    slot_of: list[Slot | None] = []
    of_role: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (slot, count) in enumerate(columns.items()):
        rows = max(count, int(room / pitches[slot[:2]]))
        # Columns side by side keep their rows apart, so that lines pass between boxes.
        shift = 0.0 if rows == count else (0.15 if number % 2 else -0.15)
        for row in range(rows):
            for role in slot[1]:
                of_role[slot[0], role].append(len(places))
            places.append((xs[slot], (row + 0.5 + shift) * room / rows))
            slot_of.append(slot)
    between = [(left + right) / 2 for left, right in pairwise(xs[slot] for slot in columns)]
    if len(columns) == 1:
        between = [max(xs.values()) + 110.0]
        width = max(width, between[0] + 40.0)
    halves = max(6, int(room / 40))
    junctions = list(range(len(places), len(places) + len(between) * halves))
    places += [(x, (half + 0.5) * room / halves) for x in between for half in range(halves)]
    slot_of += [None] * len(junctions)

    allowed = {
        key: junctions if box.shape == "junction" else of_role[box.band, box.column]
        for key, box in boxes.items()
    }
    spots = np.array(places).reshape(-1, 2)
    # Boxes with ties keep to the middle, those without to the rims.
    tied = drafted.tied()
    pull = np.array([1.0 if key in tied else -0.5 for key in boxes])
    wish = pull[:, None] * np.abs(spots[:, 1] - room / 2)[None] * 0.006
    found = arranged(drafted, boxes, spots, allowed, wish)
    plans = []
    for at in found:
        placed = _settled(drafted, boxes, spots, slot_of, at, room, width)
        placed = {
            key: box._replace(column=_column_number(box, columns)) for key, box in placed.items()
        }
        bottom = max((box.y + box.height / 2 for box in placed.values()), default=200.0) + 28
        bands = tuple(
            Band(
                band_label(code, drafted.bands),
                round(spans[number][0], 1),
                MARGIN,
                round(spans[number][1] - spans[number][0], 1),
                round(bottom - MARGIN, 1),
                code,
                _headings(number, columns, xs),
            )
            for number, code in enumerate(drafted.bands)
        )
        plans.append(
            Plan(placed, bands, round(width, 1), round(bottom + MARGIN, 1), letters, HEAD - 8)
        )
    return plans


def _settled(
    drafted: Draft,
    boxes: Mapping[str, Box],
    spots: Floats,
    slot_of: list[Slot | None],
    at: Mapping[str, int],
    room: float,
    width: float,
) -> dict[str, Box]:
    """The boxes in the places found, moved together as far as the fullest column allows."""
    members: dict[Slot, list[str]] = defaultdict(list)
    for key in sorted(boxes, key=lambda key: float(spots[at[key], 1])):
        slot = slot_of[at[key]]
        if slot is not None:
            members[slot].append(key)
    between = drafted.between()
    gaps = {
        slot: [_gap(between.get(frozenset(pair), 0)) for pair in pairwise(keys)]
        for slot, keys in members.items()
    }
    need = max(
        (
            sum(boxes[key].height for key in keys) + sum(gaps[slot]) + NEAREST
            for slot, keys in members.items()
        ),
        default=room,
    )
    # Where the picture's width decides its size, its height may as well be used.
    fill = width * STAGE[1] / STAGE[0] - HEAD - 2 * MARGIN - 20
    scale = min(1.0, max(need * 1.06, fill) / room)
    top = MARGIN + HEAD
    ys = {key: top + float(spots[at[key], 1]) * scale for key in boxes}
    for slot, keys in members.items():
        heights = [boxes[key].height for key in keys]
        centres = stacked([ys[key] for key in keys], heights, gaps[slot], top)
        ys.update(zip(keys, centres, strict=True))
    lift = min((ys[key] - boxes[key].height / 2 for key in boxes), default=top) - top - 16
    return {
        key: box._replace(
            x=round(float(spots[at[key], 0]), 1), y=round(ys[key] - max(lift, -16.0), 1)
        )
        for key, box in boxes.items()
    }


def _gap(curves: int) -> float:
    """The least room between two neighbours in a column that so many curves join."""
    return NEAREST + (24.0 + 8.0 * curves if curves else 0.0)


def band_label(code: str, bands: Sequence[str]) -> str:
    """Name of one of the bands as readers know it.

    Beside countries, what has none is international; where nothing has one, none may be recorded,
    and the band has no name.
    """
    if code:
        return jurisdiction_name(code) or code
    return "International" if any(bands) else ""


def _columns(drafted: Draft, boxes: Mapping[str, Box], gap: float) -> dict[Slot, int]:
    """The columns from left to right, each with the number of rows that it needs.

    Of many ways to do it, that in which the picture is largest on its stage; where a role has ties
    within itself, two columns for it are worth something too.
    """
    count = Counter((b.band, b.column) for b in boxes.values() if b.shape != "junction")
    ends = {key: (box.band, box.column) for key, box in boxes.items()}
    ties = [(ends[one], ends[other], weight) for one, other, weight in drafted.pairs()]
    found: dict[Slot, int] = {}
    largest = 0.0
    for split, columns in ways(len(drafted.bands), count, ties):
        _, _, width = _across(drafted, boxes, columns, gap)
        scale = min(STAGE[0] / width, STAGE[1] / _height(boxes, columns), ENOUGH)
        scale = round(scale * (1.0 if split else UNSPLIT), 2)
        if scale > largest:
            found, largest = columns, scale
    return found


def _height(boxes: Mapping[str, Box], columns: Mapping[Slot, int]) -> float:
    """About how high a picture becomes."""
    of_role = {(slot[0], role): slot[:2] for slot in columns for role in slot[1]}
    total: dict[tuple[int, Roles], float] = defaultdict(float)
    for box in boxes.values():
        if box.shape != "junction":
            total[of_role[box.band, box.column]] += box.height + NEAREST * 1.2
    several: dict[tuple[int, Roles], int] = defaultdict(int)
    for slot in columns:
        several[slot[:2]] += 1
    tallest = max((total[slot[:2]] / several[slot[:2]] for slot in columns), default=0.0)
    return tallest + HEAD + 2 * MARGIN + 40.0


def _across(
    drafted: Draft, boxes: Mapping[str, Box], columns: Mapping[Slot, int], gap: float
) -> tuple[dict[Slot, float], list[tuple[float, float]], float]:
    """Middle of each column, left and right border of each band, and the picture's width."""
    of_role = {(slot[0], role): slot[:2] for slot in columns for role in slot[1]}
    widest: dict[tuple[int, Roles], float] = defaultdict(lambda: 70.0)
    for box in boxes.values():
        if box.shape != "junction":
            where = of_role[box.band, box.column]
            widest[where] = max(widest[where], box.width)
    xs: dict[Slot, float] = {}
    spans = []
    x = MARGIN
    for band in range(len(drafted.bands)):
        left = x
        x += BAND_PAD
        for slot in (slot for slot in columns if slot[0] == band):
            width = widest[slot[:2]]
            xs[slot] = x + width / 2
            x += width + gap
        x += BAND_PAD - gap
        spans.append((left, x))
        x += BAND_GAP
    return xs, spans, x - BAND_GAP + MARGIN


def _tallest(
    boxes: Mapping[str, Box], columns: Mapping[Slot, int]
) -> dict[tuple[int, Roles], float]:
    of_role = {(slot[0], role): slot[:2] for slot in columns for role in slot[1]}
    found: dict[tuple[int, Roles], float] = defaultdict(lambda: 36.0)
    for box in boxes.values():
        if box.shape != "junction":
            where = of_role[box.band, box.column]
            found[where] = max(found[where], box.height)
    return found


def _column_number(box: Box, columns: Mapping[Slot, int]) -> int:
    """The first column of its band that holds a box's role; a junction stands in none."""
    here = [slot for slot in columns if slot[0] == box.band]
    return next((n for n, slot in enumerate(here) if box.column in slot[1]), 0)


def _headings(
    band: int, columns: Mapping[Slot, int], xs: Mapping[Slot, float]
) -> tuple[tuple[str, float], ...]:
    middles: dict[Roles, list[float]] = defaultdict(list)
    for slot in columns:
        if slot[0] == band:
            middles[slot[1]].append(xs[slot])
    return tuple(
        (heading(roles), round((min(found) + max(found)) / 2, 1))
        for roles, found in middles.items()
    )


def heading(roles: Roles) -> str:
    """Words above a column: "Oversight, departments"."""
    words = [ROLES[role] for role in roles]
    return ", ".join([words[0], *(word[0].lower() + word[1:] for word in words[1:])])
