"""What stands under an agreement or directive, and whether it divides a function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from coordination.engine.engine import per_network
from coordination.model import Link
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all
from coordination.requirements.joints import failing

__all__ = ["Provisions", "divides", "doubted", "provisions"]

_DOUBTS = ("ambiguous-lead", "expired-agreement", "outdated-agreement", "paper-tie")
"""What a source concludes of an agreement that divides nothing and clears nothing."""


class Provisions(NamedTuple):
    """What stands under an agreement: cases of requirements, and links that aren't assumed."""

    cases: list[Assessment]
    links: list[Link]


@per_network
def provisions(network: Network) -> Mapping[str, Provisions]:
    """What stands under agreements, directives and other links, by their ids."""
    found: dict[str, Provisions] = defaultdict(lambda: Provisions([], []))
    for one in assess_all(network):
        if (under := one.requirement.under) and under in network.links:
            found[under].cases.append(one)
    for link in network.engine.links_marked(network.engine.columns.under_link >= 0):
        if link.under and not link.assumed:
            found[link.under].links.append(link)
    return dict(found)


@per_network
def doubted(network: Network) -> frozenset[str]:
    """Ids of agreements and directives that a source concludes don't do what they are for."""
    return frozenset(
        key
        for one in network.conclusions.values()
        if one.finds in _DOUBTS and not one.assumed
        for key in one.about
        if key in network.links
    )


def divides(network: Network, agreement: Link, function: str) -> bool:
    """Whether an agreement or directive that serves a function may divide it.

    One that fails doesn't, nor one that a source doubts, nor one of which all that it provides for
    the function is known not to be done.
    """
    if not agreement.works or agreement.id in doubted(network):
        return False
    under = provisions(network).get(agreement.id, Provisions([], []))
    done = [
        one.state != "lacking" or one.partly
        for one in under.cases
        if one.requirement.function in (None, function)
    ]
    done += [not failing([link]) for link in under.links if link.serves(function)]
    return any(done) or not done
