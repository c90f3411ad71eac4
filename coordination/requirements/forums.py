"""Forums, and who sits in them: by list, and by links of membership."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from coordination.engine.agency_set import Bodies
from coordination.engine.argsort import distinct
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
def _meetings(network: Network) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Forums and their members, as codes: by list, and by membership that is in force."""
    columns = network.engine.columns
    kinds = columns.agency_kind
    forum = ~np.isin(kinds, vocabulary.GROUP_KINDS)
    listed = forum[columns.member_wholes]
    rows = columns.where(kinds=["membership"], statuses=vocabulary.WORKING) & ~columns.assumed
    rows &= np.isin(kinds[columns.target], vocabulary.FORUM_KINDS)
    wholes = np.concatenate([columns.member_wholes[listed], columns.target[rows]])
    members = np.concatenate([columns.member_agencies[listed], columns.source[rows]])
    return wholes.astype(np.int64), members.astype(np.int64)


def _forums_of(network: Network, body: str, function: str | None) -> tuple[str, ...]:
    """Forums to which a body or a part of it belongs, and that hold a function (or none at all)."""
    columns = network.engine.columns
    wholes, members = _meetings(network)
    own = [columns.code_of[key] for key in network.parts(body)]
    found = distinct(wholes[np.isin(members, own)]).tolist()
    return tuple(
        columns.ids[code]
        for code in found
        if function is None
        or not network.agencies[columns.ids[code]].mandates
        or network.agencies[columns.ids[code]].role_in(function)
    )


def joined_by_forum(
    network: Network, body: str, others: Bodies, function: str | None
) -> dict[str, tuple[str, ...]]:
    """Others that sit in a forum with a body, or are such a forum, each with the forums."""
    columns = network.engine.columns
    wholes, members = _meetings(network)
    found: dict[str, list[str]] = defaultdict(list)
    for forum in _forums_of(network, body, function):
        code = columns.code_of[forum]
        inside = Bodies(columns, distinct(np.append(members[wholes == code], code)))
        for other in others.among(_with_wholes(network, inside)):
            if other != body:
                found[other].append(forum)
    own = columns.code_of[body]
    if (wholes == own).any():  # the body is the forum itself
        for other in others.among(_with_wholes(network, Bodies(columns, members[wholes == own]))):
            found[other].append(body)
    return {other: tuple(dict.fromkeys(forums)) for other, forums in found.items()}


def _with_wholes(network: Network, bodies: Bodies) -> NDArray[np.bool_]:
    """Marks of bodies and of those that they are part of: who sits there, sits for its whole."""
    columns = network.engine.columns
    codes: Iterable[int] = bodies.codes.tolist()
    marks = bodies.marks.copy()
    for code in codes:
        for whole in columns.line(code)[1:]:
            if columns.agency_kind[whole] in vocabulary.GROUP_KINDS:
                break
            marks[whole] = True
    return marks
