"""Boxes with sizes and places, before the curves are drawn."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from coordination.view.layout.placement import Board, arrange
from coordination.view.layout.text_width import text_width, wrap
from coordination.view.layout.vis_geometry import Floats
from coordination.view.picture_content import Draft
from coordination.view.scene import Band, Box

__all__ = ["HIDDEN", "Plan", "Type", "arranged", "sized", "stacked"]

HIDDEN = 0.12
"""How much a curve counts that the first picture doesn't show."""
BESIDE = 0.25
"""How much a curve counts beside another of the same boxes: the eye follows both as one."""
MOST_LINES = 5
"""Lines of a label; what is longer ends in an ellipsis."""
BEGINNINGS = 24
"""How many beginnings are made up, the best of which are improved."""
SWEEPS = 6
"""How often each box of a beginning goes to the middle of its ties."""
CROWDED = 40
"""Above this many curves only those of the first picture decide where boxes stand."""
_JUNCTION = 14.0


class Type(NamedTuple):
    """Letters and room in the boxes of a layout, in px."""

    size: float
    line: float
    text: float
    pad_x: float
    pad_y: float
    least: float

    @property
    def small(self) -> float:
        """Size of the letters of captions and of words on curves."""
        return max(12.0, self.size - 2)


class Plan(NamedTuple):
    """Boxes in their places, bands behind them, and the picture's size; not yet its curves."""

    boxes: Mapping[str, Box]
    bands: tuple[Band, ...]
    width: float
    height: float
    type: Type
    head: float
    """Room at the top of a band for its headings, which curves keep out of."""
    sideways: bool = False
    """Whether boxes may also stand a little to the left or right of their places."""

    @property
    def inside(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom border that curves stay within."""
        top = min((band.y for band in self.bands), default=0.0) + self.head
        return 10.0, top, self.width - 10.0, self.height - 22.0


def sized(drafted: Draft, letters: Type) -> dict[str, Box]:
    """The boxes with their labels broken into lines and their sizes."""
    found = {}
    for key, box in drafted.boxes.items():
        if box.shape == "junction":
            found[key] = box._replace(width=_JUNCTION, height=_JUNCTION)
            continue
        extra = 10.0 if box.shape == "round" else 0.0
        caption = box.caption
        if text_width(caption, letters.small) > letters.text:
            caption = ""
        lines = wrap(drafted.names[key], letters.size, letters.text - extra, MOST_LINES)
        widest = max(text_width(line, letters.size) for line in lines)
        widest = max(widest, text_width(caption, letters.small))
        found[key] = box._replace(
            lines=lines,
            caption=caption,
            width=round(max(widest + 2 * letters.pad_x + extra, letters.least), 1),
            height=round((len(lines) + bool(caption)) * letters.line + 2 * letters.pad_y, 1),
        )
    return found


def arranged(
    drafted: Draft,
    boxes: Mapping[str, Box],
    places: Floats,
    allowed: Mapping[str, list[int]],
    wish: Floats | None,
) -> list[dict[str, int]]:
    """Good places for each box, as a few arrangements with the best first.

    Args:
        drafted: what is drawn.
        boxes: the boxes with their sizes.
        places: x and y of all places.
        allowed: the places that each box may take.
        wish: cost of each box (in the order of `boxes`) at each place.
    """
    index = {key: n for n, key in enumerate(boxes)}
    tie: dict[tuple[int, int], float] = defaultdict(float)
    curves: dict[tuple[int, int], int] = defaultdict(int)
    shown = {tuple(sorted((c.source, c.target))) for c in drafted.curves.values() if c.first}
    crowded = len(drafted.curves) > CROWDED
    for curve in drafted.curves.values():
        one, other = sorted((index[curve.source], index[curve.target]))
        if one == other or (
            crowded and not curve.first and tuple(sorted((curve.source, curve.target))) not in shown
        ):
            continue
        weight = 1.0 if curve.first else HIDDEN
        if curve.first and curves[one, other]:
            weight = BESIDE
        if curve.first:
            curves[one, other] += 1
        tie[one, other] += weight
    board = Board(
        places=places,
        allowed=[allowed[key] for key in boxes],
        sizes=np.array([(box.width, box.height) for box in boxes.values()]).reshape(-1, 2),
        ends=np.array(sorted(tie), dtype=np.intp).reshape(-1, 2),
        weights=np.array([tie[pair] for pair in sorted(tie)], float),
        spread=np.array([11.0 * max(curves[pair] - 1, 0) for pair in sorted(tie)], float),
        wish=wish,
    )
    found = arrange(board, _starts(boxes, allowed, places, tie))
    return [{key: at[n] for key, n in index.items()} for at in found]


def stacked(
    centres: list[float], heights: list[float], gaps: list[float], top: float
) -> list[float]:
    """Centres of the boxes of a column, from top to bottom, moved so that none are too near.

    Each box goes as little as possible away from where it was, and none above `top`; `gaps` are
    the least distances between the borders of each two neighbours.
    """
    # Boxes too near each other form a block that settles at the middle of what its boxes wish.
    blocks: list[tuple[list[int], float]] = []  # members, and the centre of the first
    offsets: list[float] = []
    for n, centre in enumerate(centres):
        step = 0.0 if n == 0 else (heights[n - 1] + heights[n]) / 2 + gaps[n - 1]
        offsets.append(offsets[-1] + step if n else 0.0)
        blocks.append(([n], centre))
        while True:
            members, start = blocks[-1]
            first = members[0]
            start = max(start, top + heights[first] / 2)
            blocks[-1] = members, start
            if len(blocks) == 1:
                break
            before, begin = blocks[-2]
            if begin + offsets[first] - offsets[before[0]] <= start + 1e-9:
                break
            joined = before + members
            base = offsets[joined[0]]
            wish = sum(centres[m] - (offsets[m] - base) for m in joined) / len(joined)
            blocks[-2:] = [(joined, wish)]
    found = [0.0] * len(centres)
    for members, start in blocks:
        for m in members:
            found[m] = start + offsets[m] - offsets[members[0]]
    return found


def _starts(
    boxes: Mapping[str, Box],
    allowed: Mapping[str, list[int]],
    places: Floats,
    ties: Mapping[tuple[int, int], float],
) -> list[list[int]]:
    """Free places for the boxes, each near the middle of those that it is tied to.

    Boxes that may take the same places share them out evenly, in the order of their wishes; no
    others may take any of these. Each of the beginnings comes of other first wishes.
    """
    xs, ys = places.T.tolist()
    size = len(boxes)
    near = np.zeros((size, size))
    for one, other in ties:
        near[one, other] = near[other, one] = 1.0
    alone = np.flatnonzero(near.sum(axis=1) == 0)
    near[alone, alone] = 1.0
    near /= near.sum(axis=1, keepdims=True)
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for n, key in enumerate(boxes):
        groups[tuple(allowed[key])].append(n)
    seats = [
        (members, _shared_out(sorted(spots, key=lambda spot: (ys[spot], xs[spot])), len(members)))
        for spots, members in groups.items()
    ]
    chance = random.Random(20101109)
    first = list(range(size))
    found = []
    for _ in range(BEGINNINGS):
        wish: list[float] = list(first)
        at = [0] * size
        for _ in range(SWEEPS):
            before = at.copy()
            for members, spots in seats:
                for n, spot in zip(sorted(members, key=wish.__getitem__), spots, strict=True):
                    at[n] = spot
            if at == before:
                break
            wish = (near @ places[at, 1]).tolist()
        found.append(at)
        chance.shuffle(first)
    return found


def _shared_out(spots: Sequence[int], count: int) -> list[int]:
    """Choose `count` of at least as many places, spread as evenly as possible."""
    step = max(1.0, len(spots) / count)
    return [spots[min(int(rank * step + step / 2), len(spots) - 1)] for rank in range(count)]
