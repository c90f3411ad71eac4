"""The still picture as PNG, drawn from its SVG by resvg."""

from __future__ import annotations

import os
import re
from typing import Any

from coordination.arguments import checked_arguments
from coordination.errors import MissingExtra, ViewError, expect
from coordination.files import write_bytes
from coordination.network import Network
from coordination.quotes.inputs import inputs_of
from coordination.rules.report import Report
from coordination.text.xml import attribute
from coordination.view.layout.scenes import scene
from coordination.view.scene import Layout
from coordination.view.still.svg import FONT, svg

__all__ = ["drawn", "has_font", "png_bytes", "write_png"]

MOST_PIXELS = 100e6
"""Larger pictures are refused: resvg ends the whole process where memory doesn't suffice."""


@checked_arguments
def write_png(
    network: Network,
    path: str | os.PathLike[str],
    report: Report | None = None,
    *,
    dark: bool = False,
    layout: Layout = "wide",
    zoom: int = 2,
) -> None:
    """Write the picture of a network as a PNG file.

    The letters come from the fonts of this machine, so files of two machines may differ in them;
    `write_svg` gives the same file everywhere.

    Args:
        network: the network.
        path: file to write; it is replaced whole or not at all.
        report: its report; then only what its findings name is drawn as missing.
        dark: light lines on a dark ground.
        layout: "wide" for a desk, "phone" for a narrow screen.
        zoom: pixels for each px of the picture, at least 1.

    Raises:
        MissingExtra: resvg-py isn't installed.
        ValueError: the zoom is less than 1.
        ViewError: there is no font, so that the picture would have no words, or the picture is too
            large at this zoom.
    """
    expect(Network, network, "network")
    expect((str, os.PathLike), path, "path", "path")
    if report is not None:
        expect(Report, report, "report")
    content = png_bytes(network, report, dark=dark, layout=layout, zoom=zoom)
    write_bytes(path, content, inputs=inputs_of(network))


def png_bytes(
    network: Network,
    report: Report | None = None,
    *,
    dark: bool = False,
    layout: Layout = "wide",
    zoom: int = 2,
) -> bytes:
    """The picture of a network as the content of a PNG file; see `write_png`."""
    return drawn(svg(scene(network, report, layout), dark=dark), zoom=zoom)


def drawn(text: str, *, zoom: int = 2) -> bytes:
    """An SVG document of ours as the content of a PNG file.

    Args:
        text: the document, whose width and height are whole numbers of px.
        zoom: pixels for each px of it, at least 1.

    Raises:
        MissingExtra: resvg-py isn't installed.
        ValueError: the zoom is less than 1.
        ViewError: there is no font, or the picture is too large at this zoom.
    """
    if zoom < 1:
        raise ValueError(f"zoom must be 1 or more, not {zoom}")
    try:
        import resvg_py
    except ImportError as error:
        raise MissingExtra("resvg-py", "png", "writing PNG files") from error
    size = re.search(r'width="(\d+)" height="(\d+)"', text)
    assert size is not None  # the writer begins with both
    pixels = int(size[1]) * int(size[2]) * zoom * zoom
    if pixels > MOST_PIXELS:
        raise ViewError(
            f"the picture would have {pixels / 1e6:.0f} million pixels, more than "
            f"{MOST_PIXELS / 1e6:.0f}: write it at a smaller zoom, or as SVG"
        )
    if not has_font(resvg_py):
        raise ViewError(
            "no font was found on this machine, so the picture would have no text: install one "
            "(such as DejaVu or Liberation), or write an SVG file instead"
        )
    return bytes(resvg_py.svg_to_bytes(svg_string=text, zoom=zoom))


def has_font(resvg: Any) -> bool:
    """Whether a letter leaves a mark: without fonts resvg leaves words out and says nothing."""
    frame = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'
    letter = f'<text x="2" y="16" font-family={attribute(FONT)} font-size="16">M</text>'
    marked, empty = (
        bytes(resvg.svg_to_bytes(svg_string=frame.format(inside))) for inside in (letter, "")
    )
    return marked != empty
