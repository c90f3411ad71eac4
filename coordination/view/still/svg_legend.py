"""The legend below the still picture."""

from __future__ import annotations

from coordination.text.xml import content
from coordination.view.layout.text_width import text_width
from coordination.view.legend import CONTESTED_WORDS, COUNTED_WORDS, legend_of
from coordination.view.palette import STATE_OF, Palette, stroke_of
from coordination.view.scene import Scene
from coordination.view.still.svg_lines import line_marks, number
from coordination.view.still.svg_marks import count_mark, question_mark

__all__ = ["legend_marks"]

SIZE = 12.0
LINE = 24.0
SAMPLE = 34.0
MARGIN = 20.0


def legend_marks(picture: Scene, colours: Palette, top: float) -> tuple[list[str], float]:
    """Marks of the legend, and its height.

    Args:
        picture: the scene.
        colours: the palette.
        top: where it starts.
    """
    legend = legend_of(picture)
    rows: list[tuple[str, list[tuple[str, str]]]] = [
        ("Status", [(_line(colours, status=one), words) for one, words in legend.statuses]),
        (
            "Line",
            [(_line(colours, formal=layer == "formal"), words) for layer, words in legend.layers],
        ),
        (
            "Weight",
            [(_line(colours, confidence=one), words) for one, words in legend.confidences],
        ),
        ("Doubt", [(_mark(colours), CONTESTED_WORDS)] if legend.contested else []),
        (
            "Boxes",
            [(_shape(shape, colours), words) for shape, words in legend.shapes]
            + ([(_count(colours), COUNTED_WORDS)] if legend.counted else []),
        ),
    ]
    marks: list[str] = []
    y = top + LINE / 2
    indent = 78.0 if picture.layout == "wide" else 0.0
    for heading, entries in rows:
        if not entries:
            continue
        marks.append(
            f'<text x="{number(MARGIN)}" y="{number(y + 4)}" font-size="{number(SIZE)}" '
            f'font-weight="bold" fill="{colours.muted}">{heading}</text>'
        )
        x = MARGIN + indent
        if not indent:
            y += LINE
        for sample, words in entries:
            wide = SAMPLE + 8 + text_width(words, SIZE) + 18
            if x + wide - 18 > picture.width - MARGIN and x > MARGIN + indent:
                x = MARGIN + indent
                y += LINE
            marks.append(f'<g transform="translate({number(x)} {number(y)})">{sample}')
            marks.append(
                f'<text x="{number(SAMPLE + 8)}" y="4" font-size="{number(SIZE)}" '
                f'fill="{colours.ink}">{content(words)}</text></g>'
            )
            x += wide
        y += LINE
    return marks, y - top - LINE / 2 + 14


def _line(
    colours: Palette,
    *,
    status: str = "active",
    confidence: str = "documented",
    formal: bool = False,
) -> str:
    state = STATE_OF[status]
    shape = f'<path d="M0 0H{number(SAMPLE)}"'
    how = stroke_of(status, confidence, formal)
    paint = colours.states[state], colours.casings[state], colours.page
    return "".join(line_marks(shape, how, *paint))


def _mark(colours: Palette) -> str:
    centre = f'<g transform="translate({number(SAMPLE / 2)} 0)">{question_mark(colours)}</g>'
    return _line(colours) + centre


def _count(colours: Palette) -> str:
    return f'<g transform="translate({number(SAMPLE / 2)} 0)">{count_mark(3, colours)}</g>'


def _shape(shape: str, colours: Palette) -> str:
    outline = f'fill="{colours.box}" stroke="{colours.border}" stroke-width="1.25"'
    if shape == "junction":
        return f'<circle cx="{number(SAMPLE / 2)}" cy="0" r="6" {outline}/>'
    body = f'x="4" y="-8" width="{number(SAMPLE - 8)}" height="16"'
    if shape == "missing":
        return (
            f'<rect {body} rx="4" fill="{colours.box}" '
            f'stroke="{colours.states["missing"]}" stroke-width="1.5" stroke-dasharray="5 4"/>'
        )
    if shape == "round":
        return f'<rect {body} rx="8" {outline}/>'
    if shape == "stack":
        behind = f'x="7" y="-11" width="{number(SAMPLE - 8)}" height="16"'
        return f'<rect {behind} rx="4" {outline}/><rect {body} rx="4" {outline}/>'
    return f'<rect {body} rx="4" {outline}/>'
