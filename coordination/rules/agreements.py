"""What several rules ask of agreements: which stand, what work is done under them, who watches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from coordination.assessment import FAILING, failing
from coordination.model import Link, Requirement, first_day, last_day, vocabulary
from coordination.network import Network
from coordination.rules.structure import works_between
from coordination.sides import joining, side

__all__ = [
    "Practice",
    "doubtful",
    "practice",
    "standing",
    "to_be_monitored",
    "unwatched",
    "watched",
]

_MONITORING = frozenset({"oversight", "reporting"})


@dataclass(frozen=True)
class Practice:
    """What is recorded of the work that an agreement is about.

    Attributes:
        agreement: the agreement.
        works: whether an operational link of two of its parties works, for its functions.
        idle: pairs of parties of whose work sources report, and none of it works.
        failing: the links of these pairs that sources report as failing or absent.
    """

    agreement: Link
    works: bool
    idle: tuple[tuple[str, str], ...]
    failing: tuple[Link, ...]

    @property
    def paper(self) -> bool:
        """Whether it stands on paper only: a pair is idle, or it fails itself and nothing works."""
        return bool(self.idle) or (bool(failing([self.agreement])) and not self.works)


def standing(network: Network) -> tuple[Link, ...]:
    """Agreements in force that nothing newer replaces, in the order of the data."""
    return network.once(_standing)


def _standing(network: Network) -> tuple[Link, ...]:
    return tuple(
        link
        for link in network.links_where(
            kinds=["agreement"], statuses=vocabulary.IN_FORCE, looped=False
        )
        if not link.assumed
        and not (link.superseded_by and network.links[link.superseded_by].in_force)
    )


def doubtful(network: Network) -> tuple[Link, ...]:
    """Standing agreements that may be paper: they fail themselves, or work of two parties does.

    Few agreements are; only for these is the practice worth looking at.
    """
    agreements = standing(network)
    of_party: dict[str, set[str]] = defaultdict(set)
    for agreement in agreements:
        for party in agreement.agencies:
            of_party[party].add(agreement.id)
    found = {agreement.id for agreement in failing(agreements)}
    for link in failing(network.links_where(statuses=FAILING, formal=False)):
        # Bodies that each end stands for, see `coordination.sides`.
        ends = [
            set().union(*(of_party.get(body, ()) for body in _stood_for(network, end)))
            for end in link.agencies
        ]
        if len(ends) == 1:
            found |= ends[0]
        else:
            found |= {key for one, other in combinations(ends, 2) for key in one & other}
    return tuple(agreement for agreement in agreements if agreement.id in found)


def _stood_for(network: Network, end: str) -> Iterator[str]:
    """The bodies whose link a link of this agency is: itself, those above it, its members."""
    body: str | None = end
    while body is not None:
        yield body
        body = network.agencies[body].part_of
    if network.agencies[end].kind == "collective":
        yield from network.agencies[end].members


def practice(network: Network, agreement: Link) -> Practice:
    """What is recorded of the work that an agreement is about, pair by pair of its parties."""
    known: dict[str, Practice] = network.once(_practices)
    if agreement.id not in known:
        known[agreement.id] = _practice(network, agreement)
    return known[agreement.id]


def _practices(network: Network) -> dict[str, Practice]:
    return {}  # filled as agreements are asked for


def _practice(network: Network, agreement: Link) -> Practice:
    broken: dict[str, Link] = {}
    idle, works = [], False
    for one, other in combinations(agreement.agencies, 2):
        if works_between(
            network,
            one,
            other,
            kinds=vocabulary.LINK_KINDS,
            functions=agreement.functions,
            counts=lambda link: link.operational and not _before(link, agreement),
        ):
            works = True
            continue
        fails = [
            link
            for link in failing(joining(network, one, other))
            if link.operational
            and _shares_function(link, agreement)
            and not _before(link, agreement)
        ]
        if fails:
            idle.append((one, other))
            broken |= {link.id: link for link in fails}
    return Practice(agreement, works, tuple(idle), tuple(broken.values()))


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


def watched(network: Network, agreement: Link) -> bool:
    """Whether oversight or reporting works, for what an agreement covers, that touches a party."""
    parties = frozenset().union(*(side(network, party).core for party in agreement.agencies))
    monitors = network.once(_monitors)
    return any(
        _shares_function(link, agreement) for end in parties for link in monitors.get(end, ())
    )


def _monitors(network: Network) -> dict[str, list[Link]]:
    """Oversight and reporting that works, by the agencies at its ends."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in network.links_where(kinds=_MONITORING, statuses=vocabulary.WORKING):
        for end in link.agencies:
            found[end].append(link)
    return found


def unwatched(network: Network) -> dict[str, list[Link]]:
    """Oversight and reporting that sources report as unmet or absent, by id of the agreement.

    It is about the agreement where it lies between different parties, or the bodies above them, and
    serves a function that the agreement covers.
    """
    found: dict[str, list[Link]] = defaultdict(list)
    links = failing(network.links_where(kinds=_MONITORING, statuses=["unmet", "absent"]))
    for agreement in standing(network) if links else ():
        for link in links:
            between = _between_parties(network, agreement, link.agencies)
            if between and _shares_function(link, agreement):
                found[agreement.id].append(link)
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
