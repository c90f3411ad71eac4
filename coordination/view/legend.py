"""The legend of a picture: an entry for each thing that occurs in it."""

from __future__ import annotations

from dataclasses import dataclass

from coordination.view.families import FAMILIES
from coordination.view.palette import CONFIDENCE_WORDS, DASHES, STATUS_WORDS
from coordination.view.scene import Scene

__all__ = ["CONTESTED_WORDS", "SHAPE_WORDS", "Legend", "legend_of"]

CONTESTED_WORDS = "disputed: a source contradicts it"
"""What the legend says of the mark on a line whose link is contested."""

SHAPE_WORDS: dict[str, str] = {
    "box": "one body",
    "stack": "several bodies, taken together",
    "round": "programme or task force",
    "junction": "one instrument of several parties",
    "missing": "missing counterpart",
}
"""What the legend says of each shape of box."""


@dataclass(frozen=True)
class Legend:
    """Entries of a legend, each with the words for it.

    Attributes:
        families: families of kinds, by colour.
        statuses: statuses, by dash.
        layers: "formal" and "operational" where both occur, else nothing.
        confidences: how firm links are, by weight, where they differ; in a picture of groups how
            many links a line stands for.
        shapes: shapes of boxes, where they differ.
        directed: whether there are arrow heads.
        contested: whether a line is marked as disputed.
    """

    families: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    layers: tuple[tuple[str, str], ...]
    confidences: tuple[tuple[str, str], ...]
    shapes: tuple[tuple[str, str], ...]
    directed: bool
    contested: bool


def legend_of(picture: Scene, *, first: bool = True) -> Legend:
    """The legend of a scene.

    Args:
        picture: the scene.
        first: only for the curves that the first picture shows.
    """
    curves = [curve for curve in picture.curves if curve.first or not first]
    families = {curve.family for curve in curves}
    statuses = {curve.status for curve in curves}
    firmness = {curve.confidence for curve in curves}
    shapes = {
        "missing" if box.missing else box.shape for box in picture.boxes if box.first or not first
    }
    layers = (
        ("formal", "set down: agreement, oversight, membership"),
        ("operational", "practised: work, people, information, money"),
    )
    return Legend(
        tuple((family, words) for family, words in FAMILIES.items() if family in families),
        tuple((status, STATUS_WORDS[status]) for status in DASHES if status in statuses),
        layers if len({curve.formal for curve in curves}) == 2 else (),
        _weights(firmness, picture.grouped),
        tuple((shape, words) for shape, words in SHAPE_WORDS.items() if shape in shapes)
        if len(shapes) > 1
        else (),
        any(not curve.mutual for curve in curves),
        any(curve.contested for curve in curves),
    )


def _weights(firmness: set[str], grouped: bool) -> tuple[tuple[str, str], ...]:
    if len(firmness) < 2:
        return ()
    found = [word for word in CONFIDENCE_WORDS if word in firmness]
    if grouped:
        return (found[0], "most links"), (found[-1], "fewest links")
    return tuple((word, CONFIDENCE_WORDS[word]) for word in found)
