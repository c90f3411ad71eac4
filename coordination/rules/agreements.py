"""What several rules ask of agreements: which stand, what work is done under them, who watches."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from coordination.assessment import failing
from coordination.model import Link, Requirement, first_day, last_day
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
            if link.operational
            and _shares_function(link, agreement)
            and not _before(link, agreement)
        ]
        works = {link.id: link for link in links if link.works}
        fails = {link.id: link for link in failing(links)}
        working |= works
        if fails and not works:
            idle.append((one, other))
            broken |= fails
    return Practice(agreement, tuple(working.values()), tuple(idle), tuple(broken.values()))


def _before(link: Link, agreement: Link) -> bool:
    """Whether a link was over before the agreement began, so that it isn't practice under it."""
    if link.end is None or agreement.start is None:
        return False
    return last_day(link.end) <= first_day(agreement.start)


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
        lacking: such links between parties, or the bodies above them, that a source reports as
            unmet or absent.
    """

    working: tuple[Link, ...]
    lacking: tuple[Link, ...]


def watching(network: Network, agreement: Link) -> Watching:
    """What is recorded of who watches an agreement."""
    working: dict[str, Link] = {}
    lacking: dict[str, Link] = {}
    parties = (side(network, party).core for party in agreement.agencies)
    for link in _monitors(network, frozenset().union(*parties)):
        if not _shares_function(link, agreement):
            continue
        if link.works:
            working[link.id] = link
        elif (
            link.status in ("unmet", "absent")
            and not link.assumed
            and _between_parties(network, agreement, link.agencies)
        ):
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

    It asks for oversight (or oversight and reporting) alone, its two sides are different parties or
    the bodies above them, and the agreement covers its function.
    """
    if "oversight" not in requirement.kinds or not _MONITORING.issuperset(requirement.kinds):
        return ()
    other = requirement.counterpart.agency or requirement.counterpart.collective
    if other is None:
        return ()
    return tuple(
        agreement
        for agreement in standing(network)
        if agreement.serves(requirement.function)
        and _between_parties(network, agreement, (requirement.agency, other))
    )


def _between_parties(network: Network, agreement: Link, ends: tuple[str, ...]) -> bool:
    """Whether two bodies are, or stand above, different parties."""
    parties = [side(network, end).core.intersection(agreement.agencies) for end in ends]
    return len(parties) == 2 and all(parties) and parties[0].isdisjoint(parties[1])
