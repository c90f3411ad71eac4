"""Headings of a band and of its columns, which stay within the band and the column."""

from __future__ import annotations

from coordination.view.layout.text_width import text_width, wrap
from coordination.view.scene import Band

__all__ = ["band_title", "column_headings"]


def band_title(band: Band, usual: float) -> tuple[float, float]:
    """Size of a band's name, smaller where the band is narrow, and where the name begins."""
    width = text_width(band.label, usual, bold=True)
    size = min(usual, usual * (band.width - 20) / width)
    return size, band.x + min(16, (band.width - width * size / usual) / 2)


def column_headings(band: Band) -> list[tuple[str, float, float]]:
    """Lines of the headings of a band's columns as words and place, within their columns."""
    found = []
    places = [x for _, x in band.columns]
    for n, (words, x) in enumerate(band.columns):
        edges = [band.x, band.x + band.width]
        beside = [places[at] for at in (n - 1, n + 1) if 0 <= at < len(places)]
        room = min([2 * abs(edge - x) for edge in edges] + [abs(other - x) for other in beside])
        lines = wrap(words, 12, room - 8, lines=2)
        for row, line in enumerate(lines):
            found.append((line, x, band.y + 52 + 13 * (row - (len(lines) - 1))))
    return found
