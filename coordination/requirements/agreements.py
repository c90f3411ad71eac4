"""Which agreements are in force, what work is done under them, and who monitors it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coordination.engine.engine import per_network
from coordination.model import Case, Link, first_day, last_day, vocabulary
from coordination.network import Network
from coordination.requirements.idle_agreements import idle, latest_sharing
from coordination.requirements.joints import failing
from coordination.requirements.representation import joining, side
from coordination.requirements.working_ties import works_between

__all__ = [
    "BULK",
    "MOST_ASKED",
    "Practice",
    "doubtful",
    "monitors",
    "practice",
    "standing",
    "standing_rows",
    "to_be_monitored",
    "unwatched",
]

BULK = 2_000
"""Agreements beyond which they come from a register, and nobody is asked about each."""

MOST_ASKED = 200
"""Most records of one sort of which each is asked about."""

_STANDING = vocabulary.IN_FORCE - {"prescribed"}


class Practice(NamedTuple):
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


@per_network
def standing_rows(network: Network) -> NDArray[np.bool_]:
    """Rows of the columns that are agreements and directives which nothing newer replaces."""
    columns = network.engine.columns
    rows = columns.where(kinds=vocabulary.PAPER_KINDS, statuses=_STANDING, looped=False)
    rows &= ~columns.assumed
    places = network.engine.indexes.places(rows & columns.replaced).tolist()
    replaced = [
        place
        for place, link in zip(
            places, network.engine.links_marked(rows & columns.replaced), strict=True
        )
        if link.superseded_by and network.links[link.superseded_by].in_force
    ]
    return rows & ~np.isin(columns.link, replaced)


def standing(network: Network, rows: NDArray[np.bool_]) -> tuple[Link, ...]:
    """Agreements in force that nothing newer replaces, of some rows, in the order of the data."""
    return network.engine.links_marked(standing_rows(network) & rows)


def doubtful(network: Network) -> tuple[Link, ...]:
    """Standing agreements that may be paper: they fail themselves, or work of two parties does.

    Few agreements are; only for these is the practice worth looking at.
    """
    rows = standing_rows(network)
    failing_rows = rows & network.engine.columns.where(statuses=vocabulary.FAILING)
    work = network.engine.columns.where(formal=False)
    return network.engine.links_marked(idle(network, rows, work, failing=failing_rows, ended=True))


def practice(network: Network, agreement: Link) -> Practice:
    """What is recorded of the work that an agreement is about, pair by pair of its parties."""
    return _practice(network, agreement.id)


@per_network
def _practice(network: Network, key: str) -> Practice:
    agreement = network.links[key]
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
            if link.operational and link.shares_function(agreement) and not _before(link, agreement)
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


def unwatched(network: Network) -> tuple[Link, ...]:
    """Standing agreements no party of which is touched by oversight or reporting that works.

    It counts for what it serves, and with what acts for a party, see `Network.acting_for`. An
    agency
    over all parties watches them: a department its bureaus, a superior those whom it directs.
    """
    columns, rows = network.engine.columns, standing_rows(network)
    monitors = np.flatnonzero(
        columns.where(kinds=vocabulary.MONITORING_KINDS, statuses=vocabulary.WORKING)
    )
    ends = np.concatenate([columns.source[monitors], columns.target[monitors]])
    places, agencies = network.engine.indexes.stood_for(ends)
    touching = np.concatenate([monitors, monitors])[places]
    asked = np.flatnonzero(rows)
    watched = np.zeros(len(asked), bool)
    for parties in (columns.source[asked], columns.target[asked]):
        found = latest_sharing(
            columns, asked, parties, touching, agencies, np.zeros(len(touching), np.int64)
        )
        watched |= found == 0
    watched |= _one_above(network, columns.source[asked], columns.target[asked])
    seen = columns.link[asked[watched]]
    return network.engine.links_marked(rows & ~np.isin(columns.link, seen))


def _one_above(
    network: Network, ones: NDArray[np.int32], others: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Whether two agencies are part of one, or one of the other; a government is above all."""
    columns = network.engine.columns
    acting = columns.agency_kind != "government"
    found = np.zeros(len(ones), bool)
    one = ones.astype(np.int64)
    while (one >= 0).any():
        other = others.astype(np.int64)
        while (other >= 0).any():
            same = (one == other) & (one >= 0)
            same[same] = acting[one[same]]
            found |= same
            other = np.where(other >= 0, columns.parent[other], -1)
        one = np.where(one >= 0, columns.parent[one], -1)
    return found


def to_be_monitored(network: Network, requirement: Case) -> tuple[Link, ...]:
    """Agreements whose monitoring a requirement asks for.

    It asks for oversight (or oversight and reporting) alone, its two sides are different parties or
    the agencies above them, and the agreement covers its function. That one party is to watch
    another is about that party's work, unless the agency stands above a party, or they watch each
    other.
    """
    if "oversight" not in requirement.kinds or not vocabulary.MONITORING_KINDS.issuperset(
        requirement.kinds
    ):
        return ()
    other = requirement.counterpart.agency or requirement.counterpart.collective
    if other is None:
        return ()
    return tuple(
        agreement
        for agreement in _between(network, (requirement.agency, other))
        if agreement.serves(requirement.function)
        and (
            requirement.direction in ("any", "mutual")
            or requirement.agency not in agreement.agencies
        )
    )


def monitors(network: Network, agreement: Link) -> bool:
    """Whether oversight or reporting that works is recorded of the agreement itself.

    It stands under the agreement, or touches a party for a function that both name; oversight of a
    party in general doesn't say that anybody looks at the agreement.
    """
    return any(
        link.kind in vocabulary.MONITORING_KINDS
        and link.works
        and (
            link.under == agreement.id
            or not agreement.functions
            or not set(link.functions).isdisjoint(agreement.functions)
        )
        for link in network.links_of(*agreement.agencies)
    )


def _between(network: Network, ends: tuple[str, ...]) -> Iterator[Link]:
    """Standing agreements of which two agencies are, or stand above, different parties."""
    if len(ends) != 2:
        return
    ours, theirs = (side(network, end).core for end in ends)
    for agreement in network.links_joining(ours, theirs, rows=standing_rows(network)):
        one, other = (core.intersection(agreement.agencies) for core in (ours, theirs))
        if one and other and one.isdisjoint(other):
            yield agreement
