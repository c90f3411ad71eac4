"""A scene as a pyvis network: opaque ids, positions from Python, nothing that moves by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyvis.network

from coordination.view.palette import ARROW_SCALE, DASHES, FORMAL_CASING, line_width
from coordination.view.scene import Box, Curve, Scene

__all__ = ["Drawing"]


class Drawing(pyvis.network.Network):  # type: ignore[misc]  # pyvis has no types
    """Boxes and curves of a scene as nodes and edges of vis-network.

    pyvis's own page asks other hosts for parts of itself and lets names run as code, so this class
    only keeps how pyvis holds nodes and edges; `coordination.view.page.page.Page` makes the page.
    Colours are left to the page, which knows whether it is light or dark.

    Args:
        picture: the scene.
        agencies: place of each agency in the data of the page, by id.
        links: place of each link, by id.
        requirements: place of each requirement, by id.
    """

    def __init__(
        self,
        picture: Scene,
        agencies: Mapping[str, int],
        links: Mapping[str, int],
        requirements: Mapping[str, int],
    ) -> None:
        # An undirected pyvis network drops the second of two parallel edges without a word.
        super().__init__(directed=True, cdn_resources="in_line")
        self.picture = picture
        self._places = agencies, links, requirements
        # Names from the data never become ids: vis-network keeps nodes in plain objects, where
        # "__proto__" means something else.
        self._node_of = {box.key: f"n{n}" for n, box in enumerate(picture.boxes)}
        for box in picture.boxes:
            self._add_box(box)
        for n, curve in enumerate(picture.curves):
            self._add_curve(f"e{n}", curve)

    def _add_box(self, box: Box) -> None:
        self.add_node(
            self._node_of[box.key],
            label="\n".join(box.lines) or " ",
            shape="box",
            x=_short(box.x),
            y=_short(box.y),
            physics=False,
        )

    def _add_curve(self, key: str, curve: Curve) -> None:
        width = line_width(curve.confidence, curve.status)
        smooth: Any = False
        # vis-network draws no background along a straight edge, so a formal one is a curve too.
        if curve.bend or curve.formal:
            way = "curvedCW" if curve.bend > 0 else "curvedCCW"
            smooth = {"enabled": True, "type": way, "roundness": abs(curve.bend)}
        options: dict[str, Any] = {
            "id": key,
            "width": width,
            "dashes": list(DASHES[curve.status]) or False,
            "smooth": smooth,
            "arrows": "" if curve.mutual else {"to": {"enabled": True, "scaleFactor": ARROW_SCALE}},
            "physics": False,
        }
        if curve.formal:
            size = width + FORMAL_CASING
            options["background"] = {"enabled": True, "size": size, "dashes": False}
        if curve.loop is not None:
            options["selfReference"] = {
                "size": curve.loop.radius,
                "angle": curve.loop.angle,
                "renderBehindTheNode": True,
            }
        self.add_edge(self._node_of[curve.source], self._node_of[curve.target], **options)

    def data(self) -> dict[str, Any]:
        """What the page needs of the scene, without what its script knows from the records.

        A link's kind, status and weight stand in its record, and a curve follows from its ends and
        its bend, so the edges here carry neither.
        """
        picture = self.picture
        return {
            "width": _short(picture.width),
            "height": _short(picture.height),
            "layout": picture.layout,
            "grouped": picture.grouped,
            "fontSize": picture.font_size,
            "bands": [
                {
                    "label": band.label,
                    "box": [_short(value) for value in (band.x, band.y, band.width, band.height)],
                    "columns": [[words, _short(x)] for words, x in band.columns],
                    "ground": ground,
                }
                for band, ground in zip(picture.bands, picture.grounds, strict=True)
            ],
            "nodes": [self._node(box) for box in picture.boxes],
            "edges": [
                self._edge(drawn, curve)
                for drawn, curve in zip(self.edges, picture.curves, strict=True)
            ],
        }

    def _node(self, box: Box) -> dict[str, Any]:
        agencies, links, requirements = self._places
        drawn = self.node_map[self._node_of[box.key]]
        return _filled(
            id=drawn["id"],
            label=drawn["label"],
            x=drawn["x"],
            y=drawn["y"],
            size=[_short(box.width), _short(box.height)],
            caption=box.caption or None,
            form=box.shape if box.shape != "box" else None,
            missing=box.missing or None,
            agency=agencies.get(box.agency) if box.agency else None,
            requirement=requirements.get(box.requirement) if box.requirement else None,
            link=links.get(box.link) if box.link else None,
            group=box.key.partition(":")[2] if box.key.startswith("group:") else None,
            members=box.members if box.members != 1 else None,
        )

    def _edge(self, drawn: Mapping[str, Any], curve: Curve) -> dict[str, Any]:
        _, links, requirements = self._places
        own: dict[str, Any] = {}
        if not curve.link:
            own = {"kind": curve.kind, "status": curve.status, "confidence": curve.confidence}
            own["formal"] = curve.formal or None
        loop = curve.loop
        return _filled(
            id=drawn["id"],
            ends=[drawn["from"], drawn["to"]],
            bend=curve.bend or None,
            loop=[_short(loop.x), _short(loop.y), _short(loop.radius), loop.angle]
            if loop
            else None,
            link=links.get(curve.link) if curve.link else None,
            requirement=requirements.get(curve.requirement) if curve.requirement else None,
            directed=None if curve.mutual else True,
            at=[_short(curve.label.x), _short(curve.label.y)] if curve.label else None,
            later=None if curve.first else True,
            count=curve.count if curve.count != 1 else None,
            **own,
        )


def _short(value: float) -> float:
    """A length to a tenth of a px, whole where it is whole."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def _filled(**options: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}
