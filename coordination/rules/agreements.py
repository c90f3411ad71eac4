"""What several rules ask of agreements: which stand, what work is done under them, who watches."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from coordination.assessment import failing
from coordination.model import Link, Requirement
from coordination.network import Network
from coordination.sides import in_order, joining, side

__all__ = ["Practice", "Watching", "practice", "standing", "to_be_monitored", "watching"]

_MONITORING = frozenset({"oversight", "reporting"})


@dataclass(frozen=True)
class Practice:
    """What is recorded of the work that an agreement is about.

    Attributes:
        agreement: the agreement.
        working: operational links of its parties, for its functions, that work.
        idle: pairs of parties of whose work sources report, and none of it works.
        failing: the links of these pairs that sources report as failing or absent.
    """

    agreement: Link
    working: tuple[Link, ...]
    idle: tuple[tuple[str, str], ...]
    failing: tuple[Link, ...]

    @property
    def paper(self) -> bool:
        """Whether it stands on paper only: a pair is idle, or it fails itself and nothing works."""
        return bool(self.idle) or (bool(failing([self.agreement])) and not self.working)


def standing(network: Network) -> tuple[Link, ...]:
    """Agreements in force that nothing newer replaces, in the order of the data."""
    return network.once(_standing)


def _standing(network: Network) -> tuple[Link, ...]:
    return tuple(
        link
        for link in network.links.values()
        if link.kind == "agreement"
        and link.in_force
        and not link.assumed
        and len(link.agencies) > 1
        and not (link.superseded_by and network.links[link.superseded_by].in_force)
    )


def practice(network: Network, agreement: Link) -> Practice:
    """What is recorded of the work that an agreement is about, pair by pair of its parties."""
    known: dict[str, Practice] = network.once(_practices)
    if agreement.id not in known:
        known[agreement.id] = _practice(network, agreement)
    return known[agreement.id]


def _practices(network: Network) -> dict[str, Practice]:
    return {}  # filled as agreements are asked for


def _practice(network: Network, agreement: Link) -> Practice:
    working: dict[str, Link] = {}
    broken: dict[str, Link] = {}
    idle = []
    for one, other in combinations(agreement.agencies, 2):
        links = [
            link
            for link in joining(network, one, other)
            if link.operational and _shares_function(link, agreement)
        ]
        works = {link.id: link for link in links if link.works}
        fails = {link.id: link for link in failing(links)}
        working |= works
        if fails and not works:
            idle.append((one, other))
            broken |= fails
    return Practice(agreement, tuple(working.values()), tuple(idle), tuple(broken.values()))


def _shares_function(link: Link, agreement: Link) -> bool:
    """Whether a link is for what the agreement covers; one that names no function is for all."""
    if not link.functions or not agreement.functions:
        return True
    return not set(link.functions).isdisjoint(agreement.functions)


@dataclass(frozen=True)
class Watching:
    """What is recorded of who watches an agreement.

    Attributes:
        working: oversight and reporting that works, for a function of the agreement, and touches
            one of its parties.
        lacking: such links, about this agreement in particular, that a source reports as unmet or
            absent.
    """

    working: tuple[Link, ...]
    lacking: tuple[Link, ...]


def watching(network: Network, agreement: Link) -> Watching:
    """What is recorded of who watches an agreement.

    A link is about it in particular where both its ends are parties, or where it names a function
    that the agreement names.
    """
    working: dict[str, Link] = {}
    lacking: dict[str, Link] = {}
    parties = [side(network, party).core for party in agreement.agencies]
    for link in _monitors(network, frozenset().union(*parties)):
        if not _shares_function(link, agreement):
            continue
        inside = sum(not party.isdisjoint(link.agencies) for party in parties) > 1
        named = not set(link.functions).isdisjoint(agreement.functions)
        if link.works:
            working[link.id] = link
        elif link.status in ("unmet", "absent") and not link.assumed and (inside or named):
            lacking[link.id] = link
    return Watching(tuple(working.values()), tuple(lacking.values()))


def _monitors(network: Network, ends: frozenset[str]) -> tuple[Link, ...]:
    known = network.once(_monitors_of)
    return in_order(network, (link for end in ends for link in known.get(end, ())))


def _monitors_of(network: Network) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for link in network.links.values():
        if link.kind in _MONITORING:
            for end in link.agencies:
                found[end].append(link)
    return found


def to_be_monitored(network: Network, requirement: Requirement) -> tuple[Link, ...]:
    """Agreements whose monitoring a requirement asks for.

    It asks for oversight (or oversight and reporting) alone, and is about an agreement where both
    its sides are parties, or where one is and the agreement covers the requirement's function.
    """
    if "oversight" not in requirement.kinds or not _MONITORING.issuperset(requirement.kinds):
        return ()
    counterpart = requirement.counterpart
    sides = [
        side(network, body).core
        for body in (requirement.agency, counterpart.agency or counterpart.collective)
        if body
    ]
    found = []
    for agreement in standing(network):
        parties = [one.intersection(agreement.agencies) for one in sides]
        if not agreement.serves(requirement.function) or not any(parties):
            continue
        between = len(parties) > 1 and all(parties) and len(frozenset().union(*parties)) > 1
        if between or requirement.function in agreement.functions:
            found.append(agreement)
    return tuple(found)
