"""Colours, dashes and weights of a picture, for light and for dark.

The six family colours were searched for: any two of them differ by more than 20 (CIEDE2000) for
normal, protanopic, deuteranopic and tritanopic sight, and each has a contrast of more than 3 : 1
against every ground that it is drawn on. A test computes both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = [
    "CONFIDENCE_WIDTHS",
    "DARK",
    "DASHES",
    "FORMAL_CASING",
    "LIGHT",
    "STATUS_WORDS",
    "Palette",
]


@dataclass(frozen=True)
class Palette:
    """The colours of one picture, as "#rrggbb".

    Attributes:
        page: ground of the picture.
        bands: grounds of the bands, in turn.
        box: inside of a box.
        border: outline of a box.
        ink: words in boxes, headings, and what is missing.
        muted: lesser words, such as headings of columns.
        families: colour of the lines of each family of kinds.
        casings: the pale colour around a formal link's line, by family.
    """

    page: str
    bands: tuple[str, ...]
    box: str
    border: str
    ink: str
    muted: str
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
    page: str, bands: tuple[str, ...], words: tuple[str, str, str, str], lines: Mapping[str, str]
) -> Palette:
    casings = {family: _mixed(colour, bands[0], 0.26) for family, colour in lines.items()}
    return Palette(page, bands, *words, MappingProxyType(dict(lines)), MappingProxyType(casings))


LIGHT = _palette(
    page="#ffffff",
    bands=("#f3f6fa", "#f1f6f1", "#f8f4ee"),
    words=("#ffffff", "#6b7686", "#16191d", "#505a68"),
    lines={
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
    lines={
        "agreement": "#797679",
        "information": "#71d4b1",
        "request": "#fffd66",
        "help": "#d2392b",
        "joint": "#f8b3ff",
        "order": "#0976ce",
    },
)
"""Colours on a dark ground."""

DASHES: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "active": (),
        "strained": (13, 5),
        "late": (13, 5, 3, 5),
        "unmet": (7, 5),
        "absent": (2, 4),
        "ended": (1, 9),
        "planned": (13, 4, 3, 4, 3, 4),
        "missing": (3, 8),
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
        "missing": "required, nobody meets it",
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


def line_width(confidence: str, status: str) -> float:
    """Width in px of a line: by how firm its link is; a missing required tie stands out."""
    return 3.2 if status == "missing" else CONFIDENCE_WIDTHS[confidence]


def arrow_length(width: float) -> float:
    """Length in px of the arrow head that vis-network draws on a line of a width."""
    return 15.0 * ARROW_SCALE + 3.0 * width
