"""One finding as a card: what it claims, of whom, in whose words, and where that stands."""

from __future__ import annotations

import math
import os
import re
import unicodedata
from pathlib import Path

from coordination.errors import expect
from coordination.files import write_bytes
from coordination.model import Evidence
from coordination.network import Network
from coordination.quotes.inputs import inputs_of
from coordination.rules.agency_answers import POSITIONS, carrying
from coordination.rules.finding import Finding
from coordination.rules.phrases import sentence
from coordination.text.dates import day_in_words
from coordination.text.direction import is_english
from coordination.text.xml import attribute
from coordination.version import __version__
from coordination.view.layout.text_width import text_width, wrap
from coordination.view.palette import DARK, LIGHT
from coordination.view.still.png import drawn
from coordination.view.still.svg import FONT, text
from coordination.view.still.svg_lines import number

__all__ = ["card", "uncoloured_card", "write_figure"]

WIDTH = 800.0
MARGIN = 44.0
MOST_LETTERS = 1_200
"""Letters of one text; what is longer ends in an ellipsis."""

MOST_AGENCIES = 8
COLOURS = ("page", "box", "border", "ink", "muted")
"""Colours of a palette that a card has, beside those of states."""
_BOLD = 1.2
"""How much wider bold letters run, in fonts that run wide."""

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows; a card has none."""

_RIGHT, _ENDS = "\u2067", "\u2069"
"""What lies between them is read from the right, whatever stands around it."""

BASES = {
    "reported": "reported: a source says so",
    "derived": "derived: it follows from the structure",
    "open": "open: nobody has said",
}


def write_figure(
    finding: Finding,
    path: str | os.PathLike[str],
    *,
    network: Network,
    dark: bool = False,
    zoom: int = 2,
) -> None:
    """Write one finding as a card for a report or a post: claim, agencies, quote and source.

    Args:
        finding: the finding.
        path: file to write, as PNG where it ends in .png and as SVG where it ends in .svg; it is
            replaced whole or not at all.
        network: the network that it is about.
        dark: light letters on a dark ground.
        zoom: pixels of a PNG file for each px of the card, at least 1.

    Raises:
        ValueError: another ending, or a zoom of less than 1.
        MissingExtra: resvg-py, which draws PNG files, isn't installed.
        ViewError: there is no font, so that a PNG file would have no words.

    Example:
        >>> import coordination as co
        >>> network = co.load("gunrunner-cnn-2010")
        >>> finding = co.check(network).select("CG204").findings[0]
        >>> write_figure(finding, "atf-ice.svg", network=network)
    """
    expect(Finding, finding, "finding")
    expect((str, os.PathLike), path, "path", "path")
    expect(Network, network, "network")
    ending = Path(path).suffix.lower()
    if ending not in (".svg", ".png"):
        raise ValueError(f"a figure is written as .svg or .png, not as {ending or 'no ending'!r}")
    document = card(network, finding, dark=dark)
    content = drawn(document, zoom=zoom) if ending == ".png" else document.encode()
    write_bytes(path, content, inputs=inputs_of(network))


def card(network: Network, finding: Finding, *, dark: bool = False) -> str:
    """A finding as the text of an SVG document, self-contained; the same for equal findings.

    Args:
        network: the network.
        finding: the finding.
        dark: light letters on a dark ground.
    """
    colours = DARK if dark else LIGHT
    named = {**colours.states, **{word: getattr(colours, word) for word in COLOURS}}

    def coloured(tag: re.Match[str]) -> str:
        return re.sub(r'"@(\w+)"', lambda colour: f'"{named[colour[1]]}"', tag.group())

    return re.sub("<[^>]+>", coloured, uncoloured_card(network, finding))


def uncoloured_card(network: Network, finding: Finding) -> str:
    """A card with the names of its colours in their place, such as fill="@ink".

    The page holds it so, and its script puts in the colours in which the page is shown.
    """
    return _Card(network, finding).document()


class _Card:
    def __init__(self, network: Network, finding: Finding) -> None:
        self.network = network
        self.finding = finding
        self.y = MARGIN
        self.marks: list[str] = []

    def document(self) -> str:
        """The whole card, from top to bottom."""
        one = self.finding
        self.kicker()
        message = _short(one.message)
        self.lines(sentence(message), 26, bold=True, most=9, ours=is_english(message))
        self.agencies()
        for passage in self.shown():
            self.passage(passage)
        self.foot()
        height = math.ceil(self.y + MARGIN - 14)
        state = "open" if one.basis == "open" else "missing"
        title = text(_short(one.message))
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(WIDTH)}" '
                f'height="{height}" viewBox="0 0 {number(WIDTH)} {height}" role="img" '
                f'aria-labelledby="card-title" font-family={attribute(FONT)}>',
                f'<title id="card-title">{title}</title>',
                '<rect width="100%" height="100%" fill="@page"/>',
                f'<rect width="8" height="100%" fill="@{state}"/>',
                *self.marks,
                "</svg>\n",
            ]
        )

    def kicker(self) -> None:
        one = self.finding
        also = " and shown by the structure" if one.also_derived else ""
        words = [one.code, one.name.replace("-", " "), BASES[one.basis] + also]
        if one.disputed:
            words.append("disputed")
        self.lines(" · ".join(word for word in words if word), 15, "muted", most=2)
        self.y += 8

    def agencies(self) -> None:
        """A box for each agency that the finding names."""
        self.y += 14
        x, height = MARGIN, 30.0
        shown = self.finding.agencies[:MOST_AGENCIES]
        names = [self.network.label(key) for key in shown]
        if more := len(self.finding.agencies) - len(shown):
            names.append(f"and {more} more")
        for name in names:
            label = wrap(_short(name), 15, WIDTH - 2 * MARGIN - 28, lines=1)[0]
            width = text_width(label, 15) + 26
            if x + width > WIDTH - MARGIN and x > MARGIN:
                x, self.y = MARGIN, self.y + height + 8
            self.marks.append(
                f'<rect x="{number(x)}" y="{number(self.y)}" width="{number(width)}" '
                f'height="{number(height)}" rx="5" fill="@box" '
                'stroke="@border" stroke-width="1.25"/>'
                f'<text x="{number(x + width / 2)}" y="{number(self.y + 20)}" font-size="15" '
                f'text-anchor="middle" fill="@ink">{text(label)}</text>'
            )
            x += width + 8
        if names:
            self.y += height + 8

    def shown(self) -> list[Evidence]:
        """The passage that says most for the finding, and one of those that speak against it."""
        found = sorted(self.finding.evidence, key=lambda one: not one.quote)
        carried = [one for one in found if one.stance == "supports"]
        against = [one for one in found if one.stance != "supports"]
        return [*carried[:1], *against[:1]]

    def passage(self, passage: Evidence) -> None:
        self.y += 16
        top = self.y
        head = self._head(passage)
        if head:
            self.lines(head, 14, "muted", indent=18, most=2)
        words = f"“{_short(passage.quote)}”" if passage.quote else _short(passage.says or "")
        if words:
            style = ' font-style="italic"' if passage.quote else ""
            self.lines(words, 19, indent=18, most=7, style=style)
        self.lines(self._place(passage), 14, "muted", indent=18, most=3)
        self.marks.append(
            f'<rect x="{number(MARGIN)}" y="{number(top)}" width="3" '
            f'height="{number(self.y - top)}" fill="@border"/>'
        )

    def _head(self, passage: Evidence) -> str:
        """What kind of passage it is, where it isn't one that carries the finding."""
        own = self.network.passages.get(passage.passage or "")
        if own is not None and own.answer_by is not None:
            answered = {self.finding.key, *carrying(self.finding)}
            if not answered.isdisjoint(own.answers_to):
                return f"{self.network.label(own.answer_by)} {POSITIONS[passage.stance]}"
        return {"disputes": "Disputed by", "qualifies": "In part"}.get(passage.stance, "")

    def _place(self, passage: Evidence) -> str:
        source = self.network.sources.get(passage.source)
        parts = [passage.speaker]
        if source is not None:
            parts += [source.publisher, source.title]
            parts.append(day_in_words(source.published) if source.published else None)
        return ", ".join(_short(part) for part in (*parts, passage.at) if part)

    def foot(self) -> None:
        self.y += 22
        day = self.network.as_of
        when = f", as of {day_in_words(day.isoformat())}" if day else ""
        words = f"{_short(self.network.title)}{when}. Made with coordination-graph {__version__}."
        self.lines(words, 12.5, "muted", most=3)

    def lines(
        self,
        words: str,
        size: float,
        colour: str = "ink",
        *,
        bold: bool = False,
        indent: float = 0.0,
        most: int = 4,
        style: str = "",
        ours: bool = False,
    ) -> None:
        """Write a text over several lines, from the side from which its script runs."""
        left, right = MARGIN + indent, WIDTH - MARGIN
        from_right = not ours and _runs_from_right(words)
        # Not by `direction`: what draws the PNG doesn't know it, and would write beyond the card.
        x, anchor = (right, ' text-anchor="end"') if from_right else (left, "")
        weight = ' font-weight="bold"' if bold else ""
        room = (right - left) / (_BOLD if bold else 1.0)
        for line in wrap(words, size, room, lines=most):
            self.y += size * 1.3
            self.marks.append(
                f'<text x="{number(x)}" y="{number(self.y - size * 0.3)}" '
                f'font-size="{number(size)}"{weight}{style}{anchor} '
                f'fill="@{colour}">{text(f"{_RIGHT}{line}{_ENDS}" if from_right else line)}</text>'
            )


def _short(words: str) -> str:
    """A text on one line, no longer than anybody reads on a card."""
    line = " ".join(_TURNS.sub("", words[: 4 * MOST_LETTERS]).split())
    return line if len(line) <= MOST_LETTERS else f"{line[: MOST_LETTERS - 1]}…"


def _runs_from_right(words: str) -> bool:
    """Whether the first letter that has a direction is of a script that runs from the right."""
    ways = (unicodedata.bidirectional(letter) for letter in words)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"
