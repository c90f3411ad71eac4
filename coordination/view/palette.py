"""Colours, dashes and weights of a picture, for light and for dark.

Colour tells the state of a line: what works is a quiet grey, and each way of failing has a colour
of its own. The order in which they stand out is the same on every ground, in print and for
colour-blind readers, because it is an order of contrast: missing, troubled, open, working. A line
that stands for something absent is thin and hollow all the same, so that nothing which isn't there
is ever the heaviest mark.

The six colours of families of kinds are for readers who ask for them. They were searched for: any
two differ by more than 20 (CIEDE2000) for normal, protanopic, deuteranopic and tritanopic sight. A
test computes all this.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

__all__ = [
    "CONFIDENCE_WIDTHS",
    "DARK",
    "DASHES",
    "FORCED",
    "FORMAL_CASING",
    "HOLLOW",
    "LIGHT",
    "STATES",
    "STATE_OF",
    "STATUS_WORDS",
    "Palette",
    "Stroke",
    "stroke_of",
]


class Palette(NamedTuple):
    """The colours of one picture, as "#rrggbb".

    Attributes:
        page: ground of the picture.
        bands: grounds of the bands, in turn.
        box: inside of a box.
        border: outline of a box.
        ink: words in boxes, headings, and what is missing.
        muted: lesser words, such as headings of columns.
        states: colour of the lines of each state, see `STATE_OF`.
        families: colour of the lines of each family of kinds.
        casings: the pale colour around a formal link's line, by state and by family.
    """

    page: str
    bands: tuple[str, ...]
    box: str
    border: str
    ink: str
    muted: str
    states: Mapping[str, str]
    families: Mapping[str, str]
    casings: Mapping[str, str]

    @property
    def grounds(self) -> tuple[str, ...]:
        """Every ground that a line may be drawn on."""
        return (self.page, *self.bands)

    def band(self, number: int) -> str:
        """The ground of a number, in turn; -1 is the last."""
        return self.bands[number % len(self.bands)]


def _mixed(colour: str, ground: str, share: float) -> str:
    parts = [
        round(int(colour[i : i + 2], 16) * share + int(ground[i : i + 2], 16) * (1 - share))
        for i in (1, 3, 5)
    ]
    return "#{:02x}{:02x}{:02x}".format(*parts)


def _palette(
    page: str,
    bands: tuple[str, ...],
    words: tuple[str, str, str, str],
    states: Mapping[str, str],
    families: Mapping[str, str],
) -> Palette:
    casings = {
        key: _mixed(colour, bands[0], 0.26) for key, colour in {**states, **families}.items()
    }
    frozen = (MappingProxyType(dict(part)) for part in (states, families, casings))
    return Palette(page, bands, *words, *frozen)


LIGHT = _palette(
    page="#ffffff",
    bands=("#f3f6fa", "#f1f6f1", "#f8f4ee"),
    words=("#ffffff", "#6b7686", "#16191d", "#505a68"),
    states={"missing": "#93002b", "troubled": "#b45f06", "open": "#4a86d0", "working": "#868e99"},
    families={
        "agreement": "#000513",
        "information": "#339780",
        "request": "#b95f08",
        "help": "#6b0c07",
        "joint": "#a66fdb",
        "order": "#17477b",
    },
)
"""Colours on a light ground."""

DARK = _palette(
    page="#14171c",
    bands=("#1d232b", "#1e2622", "#28241f"),
    words=("#272d37", "#8b97a8", "#eef1f5", "#aab4c2"),
    states={"missing": "#ffb8c4", "troubled": "#f48525", "open": "#1986e6", "working": "#6f7885"},
    families={
        "agreement": "#797679",
        "information": "#71d4b1",
        "request": "#fffd66",
        "help": "#d2392b",
        "joint": "#f8b3ff",
        "order": "#0976ce",
    },
)
"""Colours on a dark ground."""

FORCED: Mapping[str, str] = MappingProxyType(
    {"missing": "CanvasText", "troubled": "CanvasText", "open": "LinkText", "working": "GrayText"}
)
"""Colours of lines where the reader's system sets all colours (forced-colors), by state. Dashes and
weights tell the first two apart there."""

STATES: Mapping[str, str] = MappingProxyType(
    {
        "missing": "not there: absent, unmet or missing",
        "troubled": "there and failing: strained or late",
        "open": "announced or prescribed, not known to be done",
        "working": "in force and working, or over",
    }
)
"""What the legend says of each state, the one that stands out most first."""

STATE_OF: Mapping[str, str] = MappingProxyType(
    {
        "missing": "missing",
        "absent": "missing",
        "unmet": "missing",
        "strained": "troubled",
        "late": "troubled",
        "planned": "open",
        "prescribed": "open",
        "active": "working",
        "ended": "working",
    }
)
"""The state of each status; "missing" is a required tie that nobody meets."""

DASHES: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "active": (),
        "strained": (13, 5),
        "late": (13, 5, 3, 5),
        "unmet": (6, 5),
        "absent": (11, 7),
        "ended": (1, 9),
        "planned": (13, 4, 3, 4, 3, 4),
        "prescribed": (16, 4, 3, 4),
        "missing": (3, 5),
    }
)
"""Lengths of dash and gap in px by status, as vis-network's `dashes` and SVG's `stroke-dasharray`
take them; none for a solid line. "missing" is a required tie that nobody meets."""

STATUS_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "active": "in force and working",
        "strained": "in force, strained",
        "late": "late",
        "unmet": "asked for, not met",
        "absent": "absent, a source says",
        "ended": "ended",
        "planned": "planned",
        "prescribed": "prescribed, not known to be done",
        "missing": "required, not met",
    }
)
"""What the legend says of each status."""

CONFIDENCE_WIDTHS: Mapping[str, float] = MappingProxyType(
    {"documented": 2.4, "reported": 1.9, "inferred": 1.5, "assumed": 1.1}
)
"""Width of a line in px by how firm its link is."""

CONFIDENCE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "documented": "documented",
        "reported": "reported",
        "inferred": "inferred",
        "assumed": "assumed",
    }
)
"""What the legend says of each weight of line."""

ARROW_SCALE = 0.5
"""vis-network's `scaleFactor` of arrow heads; see `arrow_length`."""

FORMAL_CASING = 4.5
"""How much wider in px than its line the pale casing is that marks a formal link.

It is solid whatever the line's dashes: in vis-network an edge's `background`, in SVG a second
stroke below."""


HOLLOW: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"absent": (3.2, 1.7), "unmet": (3.2, 1.7)}
)
"""Outer and inner width in px of a hollow line by status: two thin edges and nothing between, for
what a source says isn't there."""

_SHARE = {"troubled": 1.15, "open": 0.85, "working": 0.75}
"""How much of its width by confidence a line has, by state."""


class Stroke(NamedTuple):
    """How a line is drawn, apart from its colour.

    Attributes:
        width: width in px, the outer one of a hollow line.
        inner: width in px of the nothing inside a hollow line; 0 for a full one.
        dashes: lengths of dash and gap in px.
        cased: whether a pale casing marks it as formal. Only what is in force has one.
    """

    width: float
    inner: float
    dashes: tuple[int, ...]
    cased: bool


def stroke_of(status: str, confidence: str = "documented", formal: bool = False) -> Stroke:
    """How the line of a link, or of a required tie that is missing, is drawn.

    Args:
        status: the link's status; "missing" for a required tie.
        confidence: how firm the link is.
        formal: whether a rule puts it there rather than work done.
    """
    state = STATE_OF[status]
    if status in HOLLOW:
        width, inner = HOLLOW[status]
        return Stroke(width, inner, DASHES[status], False)
    if state == "missing":
        return Stroke(1.8, 0.0, DASHES[status], False)
    width = round(CONFIDENCE_WIDTHS[confidence] * _SHARE[state], 2)
    return Stroke(width, 0.0, DASHES[status], formal and state != "open")


def arrow_length(width: float) -> float:
    """Length in px of the arrow head that vis-network draws on a line of a width."""
    return 15.0 * ARROW_SCALE + 3.0 * width
