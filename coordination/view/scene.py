"""A scene: the place of everything in a picture, for the page and the still picture alike.

All lengths are in px of the picture at its natural size, with x to the right and y downwards.
Curves have the geometry of vis-network's `curvedCW` and `curvedCCW`: one quadratic Bezier curve
from box centre to box centre, which is drawn from border to border.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["Band", "Box", "Curve", "Label", "Layout", "Loop", "Scene", "Shape"]

Layout = Literal["wide", "phone"]
"""Columns side by side for a desk, or rows below each other, three boxes each at most."""

OUT = 2.0
"""How far outside the corner of its box the middle of a number of findings stands, in px."""

Corner = tuple[int, int]
"""-1 or 1 for left or right, and -1 or 1 for top or bottom."""

Shape = Literal["box", "stack", "round", "junction"]
"""box: one agency; stack: several agencies spoken of together (a collective, a group), drawn with a
second outline behind; round: a programme or task force, with half-circle ends; junction: a small
disc at which the parties of one instrument meet."""


class Box(NamedTuple):
    """One agency, a missing counterpart, the meeting point of an instrument, or a group.

    Attributes:
        key: stable name: the agency's id, "missing:REQUIREMENT", "instrument:LINK" or "group:NAME".
        agency: id of the agency; "" where it isn't one.
        requirement: id of the requirement whose counterpart is missing here; "" for others.
        link: id of the instrument that a junction stands for; "" for others.
        lines: the label, broken into lines that fit.
        caption: a lesser line below it, in smaller letters, such as "part of ATF"; mostly "".
        x: centre.
        y: centre.
        width: outer width.
        height: outer height.
        shape: see `Shape`.
        kind: kind of agency; "" where it isn't one.
        band: index of its band in `Scene.bands`.
        column: index of its column in the band, from 0; on a phone of its row.
        missing: whether it is a counterpart that isn't there, drawn as a dashed ghost.
        members: number of agencies in a group; 1 for one agency.
        first: whether the first picture shows it: a junction only appears with its instrument.
        findings: number of findings that name the agency, which the box shows.
        corner: the corner at which it shows them.
        was: in a series what became of it where only the state before has it; else "".
    """

    key: str
    agency: str
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    requirement: str = ""
    link: str = ""
    shape: Shape = "box"
    kind: str = ""
    band: int = 0
    column: int = 0
    missing: bool = False
    members: int = 1
    caption: str = ""
    first: bool = True
    findings: int = 0
    corner: Corner = (-1, -1)
    was: str = ""


class Label(NamedTuple):
    """The words on a curve; x and y are its centre."""

    text: str
    x: float
    y: float
    width: float
    height: float


class Loop(NamedTuple):
    """The circle of a self-link: centre, radius, and the angle in radians at which it leaves."""

    x: float
    y: float
    radius: float
    angle: float


class Curve(NamedTuple):
    """One link, one party's way to the junction of its instrument, or a missing required tie.

    Attributes:
        key: stable name: the link's id, "LINK:PARTY" for a party of an instrument, or
            "required:REQUIREMENT" (with ":AGENCY" where it has several cases, and with ":BODY"
            where each of several agencies is asked for).
        source: key of the box that it starts from.
        target: key of the box that it leads to; equal to `source` for a self-link.
        link: id of the link; "" for a required tie that nobody meets.
        requirement: id of the requirement that nobody meets; "" for a recorded link.
        kind: kind of link; for a required tie the first kind that would meet it.
        family: family of the kind, the colour where a picture is coloured by kind.
        status: status of the link, which decides the colour; "missing" for a required tie.
        formal: whether a rule puts it there rather than work done.
        mutual: whether it runs both ways: no arrow head, or one at each end.
        confidence: the link's confidence; decides the weight of the line.
        bend: roundness for vis-network: `curvedCW` with this value where it is positive,
            `curvedCCW` with its negative where it is negative, straight where it is 0.
        points: the curve as drawn, clipped at the borders of its boxes: start, control and end
            point as x and y each; () for a self-link.
        loop: circle of a self-link, or None.
        label: the words on it, or None where the line says enough.
        first: whether the first picture shows it; the rest is one click away.
        stands_for: number of links that it stands for, in a picture of groups.
        contested: whether a source disputes the link, which a mark on the line says.
        was: in a series what became of the link where only the state before has it; else "".
    """

    key: str
    source: str
    target: str
    link: str = ""
    requirement: str = ""
    kind: str = "other"
    family: str = "other"
    status: str = "active"
    formal: bool = False
    mutual: bool = True
    confidence: str = "documented"
    bend: float = 0.0
    points: tuple[float, ...] = ()
    loop: Loop | None = None
    label: Label | None = None
    first: bool = True
    stands_for: int = 1
    contested: bool = False
    was: str = ""


class Band(NamedTuple):
    """The ground of one country (or of agencies without one); x and y are its top left corner.

    Attributes:
        label: name of the country as readers know it.
        jurisdiction: its ISO 3166-1 code; "" for international agencies.
        columns: headings of its columns, as (words, x of the centre); none on a phone.
    """

    label: str
    x: float
    y: float
    width: float
    height: float
    jurisdiction: str = ""
    columns: tuple[tuple[str, float], ...] = ()


class Scene(NamedTuple):
    """One picture: bands behind, curves on them, boxes on top; the same for equal networks.

    Attributes:
        title: what the picture shows.
        width: natural width of the picture, its margin included.
        height: natural height.
        layout: the layout that was asked for.
        grouped: whether it shows groups of agencies instead of agencies.
        font_size: size of the letters in boxes.
    """

    title: str
    width: float
    height: float
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    layout: Layout = "wide"
    grouped: bool = False
    font_size: float = 14.0

    @property
    def grounds(self) -> tuple[int, ...]:
        """Number of the ground that each band has: countries in turn, agencies of none the last.

        So a country keeps its ground where a band of agencies without one comes before it.
        """
        codes = [band.jurisdiction for band in self.bands]
        countries = [code for code in codes if code]
        return tuple(countries.index(code) if code else -1 for code in codes)
