"""Scenes of a network: every box, curve and band with its place, for a desk and for a phone."""

from __future__ import annotations

from functools import lru_cache

from coordination.network import Network
from coordination.progress import steps
from coordination.rules.report import Report
from coordination.view.groups import FULL, group_scene
from coordination.view.layout.columns import wide_plans
from coordination.view.layout.labels import Routed, finish, routed
from coordination.view.layout.rows import phone_plans
from coordination.view.picture_content import Draft, draft
from coordination.view.scene import Layout, Scene

__all__ = ["scene", "scenes"]


def scene(
    network: Network,
    report: Report | None = None,
    layout: Layout = "wide",
    *,
    every: bool = False,
) -> Scene:
    """The picture of a network: countries as bands, roles as columns, what is missing as ghosts.

    Args:
        network: the network.
        report: its findings; with them, only what they name is drawn as missing, and the links
            that they concern are always in the first picture.
        layout: "wide" for a desk, "phone" for a narrow screen.
        every: all agencies and links; without it those that a first picture has, see `draft`.

    A network of more than 300 agencies is shown as its groups, see `groups.grouping`.

    Returns:
        The scene; equal networks give equal scenes from run to run.
    """
    if len(network.agencies) > FULL:
        return group_scene(network, layout)
    return _placed(
        network.title, draft(network, report, every=every, phone=layout == "phone"), layout
    )


def scenes(
    network: Network,
    report: Report | None = None,
    layouts: tuple[Layout, ...] = ("wide", "phone"),
) -> dict[str, Scene]:
    """The pictures that a page holds, by name.

    Returns:
        The first picture of each layout, "wide" and "phone"; and "wide-every" with all agencies
        and links, where the first one leaves some out. On a phone the first picture has only the
        agencies that matter most, and the page shows the wide ones for everything else.
    """
    words = "drawing the pictures"
    if len(network.agencies) > FULL:
        return {layout: group_scene(network, layout) for layout in steps(layouts, words)}
    first = draft(network, report)
    pictures = [
        (str(layout), draft(network, report, phone=True) if layout == "phone" else first, layout)
        for layout in layouts
    ]
    if not first.whole:
        every = draft(network, report, every=True)
        pictures.append(("wide-every", every, "wide"))
    return {
        name: _placed(network.title, drafted, layout)
        for name, drafted, layout in steps(pictures, words)
    }


def _placed(title: str, drafted: Draft, layout: Layout) -> Scene:
    found = _routed(drafted.outline(), layout)
    boxes = {
        key: box._replace(findings=drafted.boxes[key].findings, was=drafted.boxes[key].was)
        for key, box in found.plan.boxes.items()
    }
    plan = found.plan._replace(boxes=boxes)
    return finish(title, drafted, Routed(plan, found.bends), layout)


@lru_cache(maxsize=32)
def _routed(outline: Draft, layout: Layout) -> Routed:
    """Kept, since a page, a still picture, a notebook and a page written anew show the same one."""
    plans = wide_plans(outline) if layout == "wide" else phone_plans(outline)
    return routed(outline, plans)
