"""The legend below the still picture."""

from __future__ import annotations

from xml.sax.saxutils import escape

from coordination.view.layout.text_width import text_width
from coordination.view.legend import CONTESTED_WORDS, legend_of
from coordination.view.palette import CONFIDENCE_WIDTHS, DASHES, FORMAL_CASING, Palette, line_width
from coordination.view.scene import Scene
from coordination.view.still.svg_lines import number
from coordination.view.still.svg_marks import question_mark

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
    ink = colours.ink
    rows: list[tuple[str, list[tuple[str, str]]]] = [
        (
            "Kind",
            [(_line(colours.families[family]), words) for family, words in legend.families],
        ),
        (
            "Status",
            [
                (_line(ink, dashes=DASHES[s], width=line_width("documented", s)), words)
                for s, words in legend.statuses
            ],
        ),
        (
            "Layer",
            [
                (_line(ink, casing=colours.casings["order"] if layer == "formal" else ""), words)
                for layer, words in legend.layers
            ],
        ),
        (
            "Weight",
            [(_line(ink, width=CONFIDENCE_WIDTHS[c]), words) for c, words in legend.confidences],
        ),
        ("Doubt", [(_mark(colours), CONTESTED_WORDS)] if legend.contested else []),
        ("Boxes", [(_shape(shape, colours), words) for shape, words in legend.shapes]),
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
                f'fill="{ink}">{escape(words)}</text></g>'
            )
            x += wide
        y += LINE
    return marks, y - top - LINE / 2 + 14


def _line(
    colour: str, *, dashes: tuple[int, ...] = (), casing: str = "", width: float = 2.4
) -> str:
    line = f'd="M0 0H{number(SAMPLE)}" fill="none"'
    under = (
        f'<path {line} stroke="{casing}" stroke-width="{number(width + FORMAL_CASING)}"/>'
        if casing
        else ""
    )
    dash = f' stroke-dasharray="{" ".join(map(str, dashes))}"' if dashes else ""
    return f'{under}<path {line} stroke="{colour}" stroke-width="{number(width)}"{dash}/>'


def _mark(colours: Palette) -> str:
    centre = f'<g transform="translate({number(SAMPLE / 2)} 0)">{question_mark(colours)}</g>'
    return _line(colours.ink) + centre


def _shape(shape: str, colours: Palette) -> str:
    outline = f'fill="{colours.box}" stroke="{colours.border}" stroke-width="1.25"'
    if shape == "junction":
        return f'<circle cx="{number(SAMPLE / 2)}" cy="0" r="6" {outline}/>'
    body = f'x="4" y="-8" width="{number(SAMPLE - 8)}" height="16"'
    if shape == "missing":
        return (
            f'<rect {body} rx="4" fill="{colours.box}" stroke="{colours.ink}" '
            'stroke-width="1.5" stroke-dasharray="5 4"/>'
        )
    if shape == "round":
        return f'<rect {body} rx="8" {outline}/>'
    if shape == "stack":
        behind = f'x="7" y="-11" width="{number(SAMPLE - 8)}" height="16"'
        return f'<rect {behind} rx="4" {outline}/><rect {body} rx="4" {outline}/>'
    return f'<rect {body} rx="4" {outline}/>'
