"""A scene as the page's script reads it: opaque ids, places, and what the records don't hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coordination.view.headings import column_headings
from coordination.view.scene import Box, Curve, Scene

__all__ = ["scene_data", "short"]

Places = Mapping[str, Mapping[str, int]]
"""Place of each record in the data of the page, by section and id."""


def scene_data(picture: Scene, places: Places) -> dict[str, Any]:
    """What the page needs of a scene, without what its script knows from the records.

    A link's kind, status and weight stand in its record, and a curve follows from its ends and
    its bend, so the edges here carry neither. Names from the data never become ids: vis-network
    keeps nodes in plain objects, where "__proto__" means something else.
    """
    node_of = {box.key: f"n{n}" for n, box in enumerate(picture.boxes)}
    return {
        "width": short(picture.width),
        "height": short(picture.height),
        "layout": picture.layout,
        "grouped": picture.grouped,
        "fontSize": picture.font_size,
        "bands": [
            {
                "label": band.label,
                "box": [short(value) for value in (band.x, band.y, band.width, band.height)],
                "columns": [[words, short(x), short(y)] for words, x, y in column_headings(band)],
                "ground": ground,
            }
            for band, ground in zip(picture.bands, picture.grounds, strict=True)
        ],
        "nodes": [_node(node_of[box.key], box, places) for box in picture.boxes],
        "edges": [
            _edge(f"e{n}", (node_of[curve.source], node_of[curve.target]), curve, places)
            for n, curve in enumerate(picture.curves)
        ],
    }


def _node(key: str, box: Box, places: Places) -> dict[str, Any]:
    return _filled(
        id=key,
        label="\n".join(box.lines) or " ",
        x=short(box.x),
        y=short(box.y),
        size=[short(box.width), short(box.height)],
        caption=box.caption or None,
        form=box.shape if box.shape != "box" else None,
        missing=box.missing or None,
        agency=places["agencies"].get(box.agency) if box.agency else None,
        requirement=places["requirements"].get(box.requirement) if box.requirement else None,
        link=places["links"].get(box.link) if box.link else None,
        group=box.key.partition(":")[2] if box.key.startswith("group:") else None,
        members=box.members if box.members != 1 else None,
        findings=box.findings or None,
        corner=box.corner if box.corner != (-1, -1) else None,
        was=box.was or None,
    )


def _edge(key: str, ends: tuple[str, str], curve: Curve, places: Places) -> dict[str, Any]:
    own: dict[str, Any] = {}
    if not curve.link:
        own = {"kind": curve.kind, "status": curve.status, "confidence": curve.confidence}
        own["formal"] = curve.formal or None
    loop = curve.loop
    return _filled(
        id=key,
        ends=list(ends),
        bend=curve.bend or None,
        loop=[short(loop.x), short(loop.y), short(loop.radius), loop.angle] if loop else None,
        link=places["links"].get(curve.link) if curve.link else None,
        requirement=places["requirements"].get(curve.requirement) if curve.requirement else None,
        directed=None if curve.mutual else True,
        at=[short(curve.label.x), short(curve.label.y)] if curve.label else None,
        later=None if curve.first else True,
        count=curve.stands_for if curve.stands_for != 1 else None,
        was=curve.was or None,
        **own,
    )


def short(value: float) -> float:
    """A length to a tenth of a px, whole where it is whole."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def _filled(**options: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}
