"""The still picture: a scene as SVG, with a legend of what occurs in it."""

from __future__ import annotations

import math
import os
import re

from coordination.arguments import checked_arguments
from coordination.errors import expect
from coordination.files import write_bytes
from coordination.network import Network
from coordination.quotes.inputs import inputs_of
from coordination.rules.report import Report
from coordination.text.language import counted
from coordination.text.xml import attribute, content
from coordination.view.headings import band_title, column_headings
from coordination.view.layout.scenes import scene
from coordination.view.layout.text_width import wrap
from coordination.view.palette import DARK, LIGHT, Palette
from coordination.view.scene import Band, Box, Layout, Scene
from coordination.view.still.svg_legend import legend_marks
from coordination.view.still.svg_lines import curve_marks, number
from coordination.view.still.svg_marks import contested_marks, count_mark, count_spot

__all__ = ["svg", "write_svg"]

FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
MARGIN = 16.0
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@checked_arguments
def write_svg(
    network: Network,
    path: str | os.PathLike[str],
    report: Report | None = None,
    *,
    dark: bool = False,
    layout: Layout = "wide",
) -> None:
    """Write the picture of a network as an SVG file.

    Args:
        network: the network.
        path: file to write; it is replaced whole or not at all.
        report: its report; then only what its findings name is drawn as missing.
        dark: light lines on a dark ground.
        layout: "wide" for a desk, "phone" for a narrow screen.
    """
    expect(Network, network, "network")
    expect((str, os.PathLike), path, "path", "path")
    if report is not None:
        expect(Report, report, "report")
    text = svg(scene(network, report, layout), dark=dark)
    write_bytes(path, text.encode("utf-8", "replace"), inputs=inputs_of(network))


def svg(picture: Scene, *, dark: bool = False, prefix: str = "") -> str:
    """A scene as the text of an SVG document; the same text for equal scenes.

    Args:
        picture: the scene.
        dark: light lines on a dark ground.
        prefix: what its ids begin with, where a page holds several pictures.
    """
    colours = DARK if dark else LIGHT
    size = 20.0 if picture.layout == "wide" else 16.0
    heading = wrap(picture.title, size, picture.width - 2 * MARGIN - 8, lines=3)
    head = MARGIN + len(heading) * (size + 4) + 2
    legend, deep = legend_marks(picture, colours, head + picture.height + 4)
    height = math.ceil(head + picture.height + 4 + deep)
    width = math.ceil(picture.width)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" '
        f'height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}" '
        f'role="img" aria-labelledby="{prefix}title {prefix}desc" font-family={attribute(FONT)} '
        f'font-size="{number(picture.font_size)}">',
        f'<title id="{prefix}title">{text(picture.title)}</title>',
        f'<desc id="{prefix}desc">{text(description(picture))}</desc>',
        f'<rect width="100%" height="100%" fill="{colours.page}"/>',
    ]
    for row, line in enumerate(heading):
        y = MARGIN + size + row * (size + 4)
        parts.append(
            f'<text x="{number(MARGIN + 4)}" y="{number(y)}" font-size="{number(size)}" '
            f'font-weight="bold" fill="{colours.ink}">{text(line)}</text>'
        )
    parts.append(f'<g transform="translate(0 {number(head)})">')
    for band, ground in zip(picture.bands, picture.grounds, strict=True):
        parts.extend(_band(band, colours, ground, picture.layout))
    shown = [curve for curve in picture.curves if curve.first and not curve.was]
    for curve in shown:
        parts.extend(curve_marks(curve, colours))
    parts.extend(
        mark
        for box in picture.boxes
        if box.first and not box.was
        for mark in _box(box, picture, colours)
    )
    parts.extend(contested_marks(picture, shown, colours))
    parts.append("</g>")
    parts.extend(legend)
    parts.append("</svg>\n")
    return "\n".join(parts)


def text(words: str) -> str:
    """Words as XML text, without characters that XML has no place for."""
    return content(_NO_XML.sub("", words))


def description(picture: Scene) -> str:
    """The picture in a sentence, for readers who don't see it."""
    agencies = sum(1 for box in picture.boxes if box.agency)
    links = len({c.link for c in picture.curves if c.link and c.first})
    missing = sum(1 for box in picture.boxes if box.missing)
    required = sum(1 for c in picture.curves if c.requirement)
    parts = [counted(agencies, "agency"), counted(links, "link")]
    if missing:
        parts.append(counted(missing, "missing counterpart"))
    if required:
        parts.append(f"{counted(required, 'required tie')} that nobody meets")
    bands = ", ".join(band.label for band in picture.bands if band.label)
    return ", ".join(parts) + (f"; in {bands}." if bands else ".")


def _band(band: Band, colours: Palette, ground: int, layout: Layout) -> list[str]:
    usual = 16 if layout == "wide" else 13
    marks = [
        f'<rect x="{number(band.x)}" y="{number(band.y)}" width="{number(band.width)}" '
        f'height="{number(band.height)}" rx="10" fill="{colours.band(ground)}"/>'
    ]
    if band.label:
        size, left = band_title(band, usual)
        marks.append(
            f'<text x="{number(left)}" y="{number(band.y + usual + 10)}" font-size="{number(size)}"'
            f' font-weight="bold" fill="{colours.ink}">{text(band.label)}</text>'
        )
    for words, x, y in column_headings(band):
        marks.append(
            f'<text x="{number(x)}" y="{number(y)}" font-size="12" '
            f'text-anchor="middle" fill="{colours.muted}">{text(words)}</text>'
        )
    return marks


def _box(box: Box, picture: Scene, colours: Palette) -> list[str]:
    left, top = box.x - box.width / 2, box.y - box.height / 2
    if box.shape == "junction":
        return [
            f'<circle cx="{number(box.x)}" cy="{number(box.y)}" r="{number(box.width / 2 - 1)}" '
            f'fill="{colours.box}" stroke="{colours.border}" stroke-width="1.5"/>'
        ]
    radius = min(box.height / 2, 16.0) if box.shape == "round" else 5.0
    outline = f'stroke="{colours.border}" stroke-width="1.25"'
    if box.missing:
        outline = f'stroke="{colours.states["missing"]}" stroke-width="1.5" stroke-dasharray="5 4"'
    marks = []
    if box.shape == "stack":
        marks.append(
            f'<rect x="{number(left + 4)}" y="{number(top - 4)}" width="{number(box.width)}" '
            f'height="{number(box.height)}" rx="5" fill="{colours.box}" {outline}/>'
        )
    marks.append(
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(box.width)}" '
        f'height="{number(box.height)}" rx="{number(radius)}" fill="{colours.box}" {outline}/>'
    )
    step = picture.font_size * 9 / 7
    rows = len(box.lines) + bool(box.caption)
    first = box.y - (rows - 1) * step / 2 + picture.font_size * 0.35
    style = ' font-style="italic"' if box.missing else ""
    for row, line in enumerate(box.lines):
        marks.append(
            f'<text x="{number(box.x)}" y="{number(first + row * step)}" text-anchor="middle" '
            f'fill="{colours.ink}"{style}>{text(line)}</text>'
        )
    if box.caption:
        size = max(12.0, picture.font_size - 2)
        marks.append(
            f'<text x="{number(box.x)}" y="{number(first + (rows - 1) * step)}" '
            f'font-size="{number(size)}" text-anchor="middle" fill="{colours.muted}">'
            f"{text(box.caption)}</text>"
        )
    if box.findings:
        x, y = count_spot(box)
        marks.append(
            f'<g transform="translate({number(x)} {number(y)})">'
            f"{count_mark(box.findings, colours)}</g>"
        )
    return marks
