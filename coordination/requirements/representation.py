"""Decide who acts for an agency, and which links join two agencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coordination.engine.agency_set import AgencySet
from coordination.engine.argsort import distinct
from coordination.engine.engine import per_setting, per_structure
from coordination.model import Link
from coordination.network import Network
from coordination.requirements.cases import cases

__all__ = [
    "Side",
    "above",
    "connected",
    "in_order",
    "insiders",
    "joined_with",
    "joining",
    "joining_among",
    "joining_each",
    "joining_within",
    "runs",
    "side",
    "united",
]


def above(network: Network, agency: str) -> Iterator[str]:
    """What an agency is part of, the nearest first."""
    columns = network.engine.columns
    return (columns.ids[code] for code in columns.line(columns.code_of[agency])[1:])


class Side(NamedTuple):
    """The agencies whose links count as those of one agency.

    Attributes:
        core: the agency, its parts, and the collectives that it is a member of: what a source says
            of these links, it says of the agency.
        wide: where the agency is a collective, its members with their parts. A link of one member
            shows that some of the collective is reached where it works, and nothing where it fails.
    """

    core: frozenset[str]
    wide: frozenset[str]


@per_setting
def side(network: Network, agency: str) -> Side:
    """Who stands for an agency."""
    record = network.agencies[agency]
    members = record.members if record.kind == "collective" else ()
    core = network.acting_for(agency)
    wide = frozenset(part for member in members for part in network.parts(member)) - core
    return Side(core, wide)


def joining(network: Network, one: str, other: str) -> tuple[Link, ...]:
    """Links of every kind and status that join two agencies, in the order of the data."""
    return joined_with(network, one, AgencySet.of(network.engine.columns, (other,))).get(other, ())


def joining_each(
    network: Network, agency: str, others: Iterable[str]
) -> Mapping[str, tuple[Link, ...]]:
    """The same as `joined_with` for each of others, also those that nothing joins it with."""
    agencies = AgencySet.of(network.engine.columns, others)
    return {**dict.fromkeys(agencies, ()), **joined_with(network, agency, agencies)}


def joined_with(network: Network, agency: str, others: AgencySet) -> Mapping[str, tuple[Link, ...]]:
    """Links of every kind and status that join an agency with others, where any does.

    Links with the parts of either side and with the collectives that it belongs to count, see
    `Side`. Where both are members of one collective and nothing is recorded between them in
    particular, what is said of the collective among itself holds for the two.

    Returns:
        The links by other agency, both in order: agencies as given, links as in the data.
    """
    found: dict[str, list[Link]] = {key: [] for key in others.among(_near(network, agency).marks)}
    if not found:
        return {}
    own = side(network, agency)
    mine, parts = own.core | own.wide, frozenset(network.parts(agency))
    facing: dict[str, tuple[frozenset[str], ...]] = {}
    stands_for: dict[str, list[str]] = defaultdict(list)
    for other in found:
        theirs = side(network, other)
        # What one side is made of isn't on the other: a collective isn't joined with a department
        # by what its bureau has with that. Between a department and its own bureau, what acts for
        # the bureau doesn't act for the department.
        below = frozenset(network.parts(other))
        less = theirs.core if other in parts else frozenset() if agency in below else below
        off = own.core if agency in below else frozenset() if other in parts else parts
        wide = (theirs.core | theirs.wide) - off
        facing[other] = (own.core - less, theirs.core - off, mine - less, wide)
        for end in wide:
            stands_for[end].append(other)
    for link in network.links_joining(mine, stands_for):
        ends = frozenset(link.agencies)
        for other in dict.fromkeys(other for end in ends for other in stands_for.get(end, ())):
            ours, back = facing[other][2:] if link.works else facing[other][:2]
            if _meet(ends & ours, ends & back):
                found[other].append(link)
    return {
        other: links
        for other, listed in found.items()
        if (links := tuple(listed) or _said_of_both(network, own, other))
    }


def _near(network: Network, agency: str) -> AgencySet:
    """A superset of the agencies that any link could join to this one."""
    known = _nearness(network)
    if agency not in known:
        known.update(_near_each(network, [agency]))
    return known[agency]


@per_structure
def _nearness(network: Network) -> dict[str, AgencySet]:
    """The above for every agency that has a requirement; others are added on demand."""
    return _near_each(network, {one.agency for one in cases(network)})


def _near_each(network: Network, agencies: Iterable[str]) -> dict[str, AgencySet]:
    columns, indexes = network.engine.columns, network.engine.indexes
    code_of, size = columns.code_of, len(columns.ids)
    sides = {agency: side(network, agency) for agency in agencies}

    def codes(groups: Iterable[frozenset[str]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Number of its group, and code, of each agency of some groups."""
        pairs = [(n, code_of[key]) for n, group in enumerate(groups) for key in group]
        numbers, found = np.array(pairs, np.int64).reshape(-1, 2).T
        return numbers, found

    owner, standing = codes(one.core | one.wide for one in sides.values())
    # What is said of a collective among itself is said of its members.
    shared_owner, shared = codes(one.core for one in sides.values())
    place, rows = indexes.rows_each(standing)
    ends = np.concatenate([columns.source[rows], columns.target[rows], shared])
    owners = np.concatenate([owner[place], owner[place], shared_owner])
    owners, ends = np.divmod(distinct(owners * size + ends), size)
    place, near = indexes.stood_for(ends)
    owners = owners[place]
    keys = owners * size + near
    if indexes.collectives:
        wholes = [
            n * size + whole
            for n, code in zip(owners.tolist(), near.tolist(), strict=True)
            for whole in indexes.collectives.get(code, ())
        ]
        keys = np.concatenate([keys, np.array(wholes, np.int64)])
    owners, near = np.divmod(distinct(keys), size)
    limits = np.searchsorted(owners, np.arange(len(sides) + 1)).tolist()
    return {
        agency: AgencySet(network.engine.columns, near[begin:end])
        for agency, (begin, end) in zip(sides, pairwise(limits), strict=True)
    }


def _meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether there is one end on each side, and not the same one only."""
    return bool(ours) and bool(theirs) and len(ours | theirs) > 1


def _said_of_both(network: Network, one: Side, other: str) -> tuple[Link, ...]:
    """What is recorded of a collective among itself, where both sides belong to it."""
    both = one.core & side(network, other).core
    shared = [key for key in both if network.agencies[key].kind == "collective"]
    return in_order(network, (link for key in shared for link in network.links_between(key, key)))


def in_order(network: Network, links: Iterable[Link]) -> tuple[Link, ...]:
    """Links, each once, in the order of the data."""
    found = {link.id: link for link in links}
    if len(found) < 2:
        return tuple(found.values())
    return tuple(found[key] for key in sorted(found, key=network.engine.place_of))


def insiders(network: Network, agency: str) -> tuple[str, ...]:
    """What an agency is made of: the members of a collective, else its parts."""
    return network.agencies[agency].members or tuple(
        part for part in network.parts(agency)[1:] if network.agencies[part].part_of == agency
    )


def joining_among(
    network: Network, agencies: Iterable[str], *, rows: NDArray[np.bool_] | None = None
) -> tuple[Link, ...]:
    """Links that join any two of several agencies or their parts, in the order of the data.

    Args:
        network: the network.
        agencies: ids of the agencies.
        rows: marks of the rows of `columns` that count; None means all.
    """
    stands_for: dict[str, str] = {}
    for agency in agencies:
        for part in network.parts(agency):
            stands_for.setdefault(part, agency)
    return tuple(
        link
        for link in network.links_joining(stands_for, stands_for, rows=rows)
        if len({stands_for[end] for end in link.agencies if end in stands_for}) > 1
    )


def joining_within(network: Network, agency: str) -> tuple[Link, ...]:
    """Links inside an agency: on itself, then between those that it is made of."""
    return (
        *network.links_between(agency, agency),
        *joining_among(network, insiders(network, agency)),
    )


def connected(
    network: Network, agencies: Iterable[str], links: Iterable[Link]
) -> tuple[frozenset[str], ...]:
    """The groups into which links join agencies, directly or through each other.

    A link of an agency's part, or of a collective that it is a member of, counts as its own.
    """
    stands_for: dict[str, list[str]] = defaultdict(list)
    leader: dict[str, str] = {}
    for agency in agencies:
        leader[agency] = agency
        for end in side(network, agency).core:
            stands_for[end].append(agency)

    def top(agency: str) -> str:
        while leader[agency] != agency:
            leader[agency] = agency = leader[leader[agency]]
        return agency

    for link in links:
        met = [stands_for[end] for end in link.agencies if end in stands_for]
        if len(met) < 2 and len(link.agencies) > 1:
            continue  # what a collective has with others doesn't join its members
        joined = [agency for agencies_there in met for agency in agencies_there]
        for agency in joined[1:]:
            leader[top(agency)] = top(joined[0])
    groups: dict[str, set[str]] = defaultdict(set)
    for agency in leader:
        groups[top(agency)].add(agency)
    return tuple(frozenset(group) for group in groups.values())


def united(groups: Iterable[Iterable[str]], bonds: Iterable[Iterable[str]]) -> list[set[str]]:
    """Groups, those as one of which a bond names members."""
    found = [set(group) for group in groups]
    for bond in bonds:
        met = [group for group in found if not group.isdisjoint(bond)]
        if len(met) > 1:
            found = [group for group in found if group not in met]
            found.append(set().union(*met))
    return found


def runs(
    network: Network, links: Iterable[Link], agency: str, other: str
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Those of the links that run from an agency to another, and those that run back.

    A mutual link runs both ways.
    """
    ours, theirs = side(network, agency), side(network, other)
    there = ours.core | ours.wide
    back = (theirs.core | theirs.wide) - frozenset(network.parts(agency))
    if other in network.parts(agency):
        back = theirs.core
        there -= back
    given = tuple(links)
    return (
        tuple(link for link in given if link.mutual or link.ends[0] in there),
        tuple(link for link in given if link.mutual or link.ends[0] in back),
    )
