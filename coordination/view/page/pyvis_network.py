"""The page as a pyvis network, for those who want its nodes and edges.

Nothing else imports pyvis, which brings IPython and networkx: of it the page only holds
vis-network, the library that draws.
"""

from __future__ import annotations

import os
from typing import Any

import pyvis.network

from coordination.files import write_text
from coordination.network import Network
from coordination.quotes.inputs import inputs_of
from coordination.rules.report import Report
from coordination.view.layout.scenes import scene
from coordination.view.page.page import html_text
from coordination.view.page.page_scene import short
from coordination.view.palette import ARROW_SCALE, FORMAL_CASING, stroke_of
from coordination.view.scene import Box, Curve

__all__ = ["Page"]


class Page(pyvis.network.Network):  # type: ignore[misc]  # pyvis has no types
    """The page of a network; a pyvis network whose page is our own.

    pyvis's own page asks other hosts for parts of itself and lets names run as code, so this class
    only keeps how pyvis holds nodes and edges. Ids are opaque, positions come from the scene, and
    nothing moves by itself. Colours are left to the page, which knows whether it is light or dark.

    Args:
        network: the network.
        findings: its report, or None.

    Example:
        >>> import coordination as co
        >>> network = co.Network(title="One", agencies=[{"id": "a", "name": "A"}])
        >>> Page(network).generate_html().startswith("<!DOCTYPE html>")
        True
    """

    def __init__(self, network: Network, findings: Report | None = None) -> None:
        # An undirected pyvis network drops the second of two parallel edges without a word.
        super().__init__(directed=True, cdn_resources="in_line")
        self.network, self.findings = network, findings
        picture = scene(network, findings)
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
            x=short(box.x),
            y=short(box.y),
            physics=False,
        )

    def _add_curve(self, key: str, curve: Curve) -> None:
        how = stroke_of(curve.status, curve.confidence, curve.formal)
        smooth: Any = False
        # vis-network draws no background along a straight edge, so one that has any is a curve.
        if curve.bend or how.cased or how.inner:
            way = "curvedCW" if curve.bend > 0 else "curvedCCW"
            smooth = {"enabled": True, "type": way, "roundness": abs(curve.bend)}
        options: dict[str, Any] = {
            "id": key,
            "width": how.inner or how.width,
            "dashes": list(how.dashes) or False,
            "smooth": smooth,
            "arrows": "" if curve.mutual else {"to": {"enabled": True, "scaleFactor": ARROW_SCALE}},
            "physics": False,
        }
        if how.cased:
            size = how.width + FORMAL_CASING
            options["background"] = {"enabled": True, "size": size, "dashes": False}
        elif how.inner:  # a hollow line is a line of the ground's colour on a wider one
            dashes = options["dashes"]
            options["background"] = {"enabled": True, "size": how.width, "dashes": dashes}
        if curve.loop is not None:
            options["selfReference"] = {
                "size": curve.loop.radius,
                "angle": curve.loop.angle,
                "renderBehindTheNode": True,
            }
        self.add_edge(self._node_of[curve.source], self._node_of[curve.target], **options)

    def generate_html(
        self, name: str = "index.html", local: bool = True, notebook: bool = False
    ) -> str:
        """The page as text; the arguments are pyvis's own and change nothing."""
        return html_text(self.network, self.findings)

    def write_html(
        self,
        name: str | os.PathLike[str],
        local: bool = True,
        notebook: bool = False,
        open_browser: bool = False,
    ) -> None:
        """Write the page, whole or not at all; other arguments are pyvis's own, without effect."""
        write_text(name, self.generate_html(), inputs=inputs_of(self.network))
