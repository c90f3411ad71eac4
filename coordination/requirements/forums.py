"""Forums, and who sits in them: by list, and by links of membership."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from coordination.engine.agency_set import AgencySet
from coordination.engine.engine import per_network
from coordination.model import Link, vocabulary
from coordination.network import Network

__all__ = ["joined_by_forum", "members_of_forums"]


@per_network
def members_of_forums(
    network: Network, statuses: frozenset[str]
) -> Mapping[str, dict[str, tuple[Link, ...]]]:
    """The members of each task force, programme and committee, with the links that say so.

    Args:
        network: the network.
        statuses: statuses of the links of membership that count.
    """
    columns = network.engine.columns
    forums = np.flatnonzero(np.isin(columns.agency_kind, vocabulary.FORUM_KINDS))
    found: dict[str, dict[str, tuple[Link, ...]]] = {
        key: dict.fromkeys(network.agencies[key].members, ())
        for key in (columns.ids[code] for code in forums.tolist())
    }
    for link in network.links_where(kinds=["membership"], statuses=statuses):
        if not link.assumed and not link.parties:
            member, forum = link.ends
            if forum in found:
                found[forum][member] = (*found[forum].get(member, ()), link)
    return found


@per_network
def _meetings(network: Network) -> tuple[Mapping[int, list[int]], Mapping[int, list[int]]]:
    """Members by forum and forums by member, by list and by membership in force; as codes."""
    columns = network.engine.columns
    kinds = columns.agency_kind
    forum = ~np.isin(kinds, vocabulary.GROUP_KINDS)
    listed = forum[columns.member_wholes]
    rows = columns.where(kinds=["membership"], statuses=vocabulary.WORKING) & ~columns.assumed
    rows &= np.isin(kinds[columns.target], vocabulary.FORUM_KINDS)
    wholes = np.concatenate([columns.member_wholes[listed], columns.target[rows]])
    agencies = np.concatenate([columns.member_agencies[listed], columns.source[rows]])
    members: dict[int, list[int]] = defaultdict(list)
    forums: dict[int, list[int]] = defaultdict(list)
    for whole, member in zip(wholes.tolist(), agencies.tolist(), strict=True):
        members[whole].append(member)
        forums[member].append(whole)
    return members, forums


def _forums_of(network: Network, agency: str, function: str | None) -> Iterator[int]:
    """Forums to which an agency or its part belongs, and that hold a function (or none at all)."""
    columns = network.engine.columns
    _, forums = _meetings(network)
    own = (columns.code_of[key] for key in network.parts(agency))
    for code in sorted({forum for one in own for forum in forums.get(one, ())}):
        forum = network.agencies[columns.ids[code]]
        if function is None or not forum.mandates or forum.role_in(function):
            yield code


def joined_by_forum(
    network: Network, agency: str, others: AgencySet, function: str | None
) -> dict[str, tuple[str, ...]]:
    """Others that sit in a forum with an agency, or are such a forum, each with the forums."""
    columns = network.engine.columns
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for forum in _forums_of(network, agency, function):
        for other in others.among(_seated(network, forum, True)):
            if other != agency:
                found[other][columns.ids[forum]] = None
    own = columns.code_of[agency]
    if own in _meetings(network)[0]:  # the agency is the forum itself
        for other in others.among(_seated(network, own, False)):
            found[other][agency] = None
    return {other: tuple(forums) for other, forums in found.items()}


def _seated(network: Network, forum: int, itself: bool) -> NDArray[np.bool_]:
    """Marks of the members of a forum and of those that they are part of, perhaps with the forum.

    Who sits there, sits for its whole.
    """
    columns = network.engine.columns
    marks = np.zeros(len(columns.ids), bool)
    members = _meetings(network)[0][forum]
    for code in [*members, forum] if itself else members:
        marks[code] = True
        for whole in columns.line(code)[1:]:
            if columns.agency_kind[whole] in vocabulary.GROUP_KINDS:
                break
            marks[whole] = True
    return marks
