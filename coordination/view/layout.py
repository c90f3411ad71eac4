"""Scenes of a network: every box, curve and band with its place, for a desk and for a phone."""

from __future__ import annotations

from coordination.network import Network
from coordination.rules.run import Report
from coordination.view.drafts import draft
from coordination.view.finish import finish
from coordination.view.groups import FULL, group_scene
from coordination.view.phone import phone_plans
from coordination.view.scene import Layout, Scene
from coordination.view.wide import wide_plans

__all__ = ["scene"]


def scene(network: Network, report: Report | None = None, layout: Layout = "wide") -> Scene:
    """The picture of a network: countries as bands, roles as columns, what is missing as ghosts.

    Args:
        network: the network.
        report: its findings; with them, only what they name is drawn as lacking, and the links
            that they concern are always in the first picture.
        layout: "wide" for a desk, "phone" for a narrow screen.

    A network of more than 300 agencies is shown as its groups, see `groups.grouping`.

    Returns:
        The scene; equal networks give equal scenes from run to run.
    """
    if len(network.agencies) > FULL:
        return group_scene(network, layout)
    drafted = draft(network, report)
    plans = wide_plans(drafted) if layout == "wide" else phone_plans(drafted)
    return finish(network.title, drafted, plans, layout)
