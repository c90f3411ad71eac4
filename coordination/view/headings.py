"""Headings of the columns of a band, broken into lines that stay within their column."""

from __future__ import annotations

from coordination.view.layout.text_width import wrap
from coordination.view.scene import Band

__all__ = ["column_headings"]


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
