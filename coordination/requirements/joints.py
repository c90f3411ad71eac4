"""What is recorded between a requirement's agency and each agency on the other side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from coordination.engine.agency_set import AgencySet
from coordination.model import Case, Link, vocabulary
from coordination.network import Network
from coordination.requirements.forums import joined_by_forum
from coordination.requirements.nearness import in_line, nearness
from coordination.requirements.representation import connected, insiders, joining_within, runs

__all__ = [
    "Basis",
    "Gap",
    "Joint",
    "failing",
    "in_writing",
    "joint_within",
    "joints_with",
]

Gap = Literal[
    "no-counterpart",
    "no-single-counterpart",
    "unlinked",
    "not-working",
    "one-way",
    "unwritten",
    "unmet",
]
"""What a requirement misses, first thing first; see `assess`."""

Basis = Literal["reported", "derived"]


def failing(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links that a source reports as failing or absent; one that is assumed shows nothing."""
    return tuple(link for link in links if link.status in vocabulary.FAILING and not link.assumed)


class Joint(NamedTuple):
    """What is recorded between the requirement's agency and one agency on the other side.

    Attributes:
        agency: id of the agency.
        links: recorded links that could meet the requirement.
        reached: whether they do.
        one_way: whether they work, but not in the direction asked for.
        failing: links that fail and that nothing nearer outweighs.
        told: how the links alone establish the gap, where nobody examined the matter; or None.
        written: whether an agreement between the two works.
        through: forums or groups that join the two where nothing else decides.
    """

    agency: str
    links: tuple[Link, ...] = ()
    reached: bool = False
    one_way: bool = False
    failing: tuple[Link, ...] = ()
    told: Basis | None = None
    written: bool = False
    through: tuple[str, ...] = ()

    @property
    def gap(self) -> Gap:
        """What is missing with the agency, where the requirement isn't met with it."""
        if self.one_way:
            return "one-way"
        working = any(link.works for link in self.links)  # inside an agency, between some of it
        in_force = any(link.in_force for link in self.links)
        return "not-working" if in_force and not working else "unlinked"


def joints_with(network: Network, case: Case, agencies: AgencySet) -> Iterable[Joint]:
    """What is recorded with each of some agencies; those with which nothing is, have no joint."""
    columns = network.engine.columns
    through = joined_by_forum(network, case.agency, agencies, case.function)
    line = set(agencies.among(in_line(network, case.agency).marks))
    near = nearness(network, case.agency, agencies)
    named = AgencySet.of(columns, {*near, *through, *line}).marks
    for agency in agencies.among(named):
        found = near.get(agency)
        levels = [
            [link for link in level if link.serves(case.function)]
            for level in (found.levels if found else ((), (), ()))
        ]
        accepted = [[link for link in level if case.accepts(link.kind)] for level in levels]
        groups = tuple(
            end
            for link in (found.groups if found else ())
            if link.in_force and link.serves(case.function)
            for end in link.agencies
            if network.agencies[end].kind == "collective"
        )
        ways = [_decide(accepted, way) for way in _ways(network, case, agency, accepted)]
        missing = [way for way in ways if not way.works]
        links = tuple(link for level in accepted for link in level)
        works = any(link.works for link in links)
        told: Basis | None = None
        if any(way.fails for way in missing):
            told = "reported"
        elif works and missing and _plainly_one_way(links):
            told = "derived"
        by_line = agency in line and not links and (not case.kinds or "oversight" in case.kinds)
        yield Joint(
            agency,
            links,
            not missing or by_line,
            works and bool(missing),
            tuple({link.id: link for way in ways for link in way.fails}.values()),
            told,
            any(
                link.kind in vocabulary.PAPER_KINDS and link.works
                for level in levels
                for link in level
            ),
            () if told or works else (*through.get(agency, ()), *groups, *_whole(line, agency)),
        )


def _whole(line: set[str], agency: str) -> tuple[str, ...]:
    """Of a part and its whole, what joins them: the one that is asked for."""
    return (agency,) if agency in line else ()


class _Way(NamedTuple):
    """One direction: whether it works at the level that decides, and what fails there."""

    works: bool
    fails: tuple[Link, ...]


def _decide(levels: list[list[Link]], way: frozenset[str]) -> _Way:
    for level in levels:
        links = [link for link in level if link.id in way]
        fails = failing(links)
        if fails or any(link.works for link in links):
            return _Way(any(link.works for link in links), fails)
    return _Way(False, ())


def _ways(
    network: Network, case: Case, agency: str, levels: list[list[Link]]
) -> tuple[frozenset[str], ...]:
    """The directions that are asked for, each with the ids of the links that run so."""
    links = [link for level in levels for link in level]
    if case.direction == "any":
        return (frozenset(link.id for link in links),)
    there, back = (
        frozenset(link.id for link in way) for way in runs(network, links, case.agency, agency)
    )
    return {
        "mutual": (there, back),
        "to-counterpart": (there,),
        "from-counterpart": (back,),
    }[case.direction]


def _plainly_one_way(links: tuple[Link, ...]) -> bool:
    """Whether a link that usually runs both ways is recorded as running one way."""
    return any(
        link.works and not link.mutual and vocabulary.LINK_KINDS[link.kind].mutual for link in links
    )


def joint_within(network: Network, case: Case) -> Joint:
    """What is recorded inside an agency: on itself, and between those that it is made of."""
    agency = case.agency
    serving = [link for link in joining_within(network, agency) if link.serves(case.function)]
    links = tuple(link for link in serving if case.accepts(link.kind))
    on_itself = [link for link in links if link.agencies == (agency,)]
    working = [link for link in links if link.works]
    members = insiders(network, agency)
    told: Basis | None = None
    fails = failing(on_itself)
    if any(link.works for link in on_itself):
        reached = True
    elif fails:
        reached, told = False, "reported"
    else:
        reached = len(members) > 1 and len(connected(network, members, working)) == 1
        fails = failing(links)
        if not working and fails:
            told = "reported" if len(members) == 2 else "derived"
    agreed = any(link.kind in vocabulary.PAPER_KINDS and link.works for link in serving)
    return Joint(agency, links, reached, False, fails, told, agreed)


def in_writing(case: Case, joints: list[Joint]) -> bool:
    """Whether what is known to work is agreed in writing; what is assumed shows no lack of it."""
    written = [
        joint.written
        for joint in joints
        if joint.reached and any(link.works and not link.assumed for link in joint.links)
    ]
    return not written or (all(written) if case.counterpart.each else any(written))
