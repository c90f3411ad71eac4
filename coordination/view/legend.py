"""The legend of a picture: an entry for each thing that occurs in it."""

from __future__ import annotations

from typing import NamedTuple

from coordination.view.families import FAMILIES
from coordination.view.palette import (
    CONFIDENCE_WORDS,
    DASHES,
    STATE_OF,
    STATES,
    STATUS_WORDS,
    stroke_of,
)
from coordination.view.scene import Curve, Scene

__all__ = ["CONTESTED_WORDS", "COUNTED_WORDS", "SHAPE_WORDS", "Legend", "legend_of"]

CONTESTED_WORDS = "disputed: a source contradicts it"
"""What the legend says of the mark on a line whose link is contested."""

COUNTED_WORDS = "number of findings that name it"
"""What the legend says of the number at the corner of a box."""

SHAPE_WORDS: dict[str, str] = {
    "box": "one agency",
    "stack": "several agencies, taken together",
    "round": "programme or task force",
    "junction": "one instrument of several parties",
    "missing": "missing counterpart",
}
"""What the legend says of each shape of box."""


class Legend(NamedTuple):
    """Entries of a legend, each with the words for it.

    Attributes:
        families: families of kinds, for a picture that is coloured by kind.
        statuses: statuses, by colour and dash, those that stand out most first.
        layers: "formal" and "operational" where both occur, else nothing.
        confidences: how firm links are, by weight, where they differ; in a picture of groups how
            many links a line stands for.
        shapes: shapes of boxes, where they differ.
        directed: whether there are arrow heads.
        contested: whether a line is marked as disputed.
        counted: whether boxes have the number of their findings.
    """

    families: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    layers: tuple[tuple[str, str], ...]
    confidences: tuple[tuple[str, str], ...]
    shapes: tuple[tuple[str, str], ...]
    directed: bool
    contested: bool
    counted: bool


def legend_of(picture: Scene, *, first: bool = True) -> Legend:
    """The legend of a scene.

    Args:
        picture: the scene.
        first: only for the curves that the first picture shows.
    """
    curves = [curve for curve in picture.curves if (curve.first or not first) and not curve.was]
    families = {curve.family for curve in curves}
    statuses = {curve.status for curve in curves}
    firmness = {curve.confidence for curve in curves}
    shapes = {
        "missing" if box.missing else box.shape for box in picture.boxes if box.first or not first
    }
    by_state = [one for state in STATES for one in DASHES if STATE_OF[one] == state]
    layers = (
        ("formal", "set down: agreement, oversight, membership"),
        ("operational", "practised: work, people, information, money"),
    )
    return Legend(
        tuple((family, words) for family, words in FAMILIES.items() if family in families),
        tuple((status, STATUS_WORDS[status]) for status in by_state if status in statuses),
        layers if len({_cased(curve) for curve in curves}) == 2 else (),
        _weights(firmness, picture.grouped),
        tuple((shape, words) for shape, words in SHAPE_WORDS.items() if shape in shapes)
        if len(shapes) > 1
        else (),
        any(not curve.mutual for curve in curves),
        any(curve.contested for curve in curves),
        any(box.findings for box in picture.boxes),
    )


def _cased(curve: Curve) -> bool:
    return stroke_of(curve.status, curve.confidence, curve.formal).cased


def _weights(firmness: set[str], grouped: bool) -> tuple[tuple[str, str], ...]:
    if len(firmness) < 2:
        return ()
    found = [word for word in CONFIDENCE_WORDS if word in firmness]
    if grouped:
        return (found[0], "most links"), (found[-1], "fewest links")
    return tuple((word, CONFIDENCE_WORDS[word]) for word in found)
