"""Exchange between groups of agencies: what crosses, and through whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coordination.engine.argsort import distinct, order_of
from coordination.engine.columns import KINDS, STATUSES
from coordination.engine.engine import per_network
from coordination.engine.snapshot import pair_keys
from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all
from coordination.requirements.joints import failing
from coordination.requirements.partition import partition

__all__ = [
    "Crossing",
    "PassedOver",
    "broker_of",
    "crossing",
    "holders_by_group",
    "passed_over",
]

Rows = NDArray[np.int64]
"""Numbers of rows of the columns."""

EXCHANGE = sorted({*vocabulary.EXCHANGE_KINDS, "request"})
"""Kinds that carry information across: a request does, whatever is sent in return."""


class Crossing(NamedTuple):
    """Working exchange between groups: the group of each agency, and rows by pair of groups."""

    group_of: Mapping[str, str]
    rows: Mapping[tuple[str, str], Rows]


class PassedOver(NamedTuple):
    """Other agencies that could exchange themselves.

    Attributes:
        agencies: their ids.
        requirements: lacking requirements that ask for exchange with them.
        failing: links of exchange across with them that sources report as failing.
        known: whether it is known of each of them, not only unrecorded, that it doesn't exchange.
    """

    agencies: tuple[str, ...]
    requirements: tuple[Assessment, ...]
    failing: tuple[Link, ...]
    known: bool


def crossing(network: Network, groups: str) -> Crossing:
    """Working exchange between groups of agencies.

    Args:
        network: the network.
        groups: what makes a group, a key of `coordination.measures.GROUPINGS`.

    Raises:
        ValueError: there is no such grouping.
    """
    columns = network.engine.columns
    parts = partition(network, network.snapshot(), groups)
    codes = parts.codes
    rows = np.isin(columns.kind, [KINDS.index(kind) for kind in EXCHANGE])
    rows &= np.isin(columns.status, [STATUSES.index(status) for status in vocabulary.WORKING])
    rows &= codes[columns.source] != codes[columns.target]
    rows &= ~columns.assumed
    if parts.names[:1] == ("",):  # agencies of no group are on nobody's side
        rows &= (codes[columns.source] > 0) & (codes[columns.target] > 0)
    crossed = np.flatnonzero(rows)
    size = len(parts.names)
    one, other = codes[columns.source[crossed]], codes[columns.target[crossed]]
    keys = pair_keys(one, other, size)
    order = order_of(keys, size * size)
    first = np.flatnonzero(np.diff(keys[order], prepend=-1))
    parted = np.split(crossed[order], first[1:])
    found = dict(zip(keys[order][first].tolist(), parted, strict=False))  # none: one empty part
    # Pairs of groups come in the order of their first link.
    pairs = sorted(found, key=lambda key: int(found[key][0]))
    group_of = dict(zip(columns.ids, (parts.names[code] for code in codes.tolist()), strict=True))
    return Crossing(
        group_of,
        {(parts.names[key // size], parts.names[key % size]): found[key] for key in pairs},
    )


def holders_by_group(
    network: Network, group_of: Mapping[str, str]
) -> Mapping[tuple[str | None, str], tuple[str, ...]]:
    """Holders by function and group."""
    found: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for function in network.functions:
        for key in network.holders(function):
            found[function, group_of[key]].append(key)
    return {place: tuple(keys) for place, keys in found.items()}


def broker_of(network: Network, group_of: Mapping[str, str], rows: Rows, group: str) -> str | None:
    """The one agency of a group at which the links of some rows all end, itself or by its parts."""
    columns = network.engine.columns
    codes = distinct(np.concatenate([columns.source[rows], columns.target[rows]]))
    ends = [code for code in codes.tolist() if group_of[columns.ids[code]] == group]
    if np.isin(columns.agency_kind[ends], vocabulary.GROUP_KINDS).any():
        return None
    shared = columns.line(ends[0])
    for end in ends[1:]:
        line = set(columns.line(end))
        shared = [code for code in shared if code in line]
        if not shared:
            return None
    if (
        columns.agency_kind[shared[0]] in (*vocabulary.GROUP_KINDS, "department")
        and shared[0] not in ends
    ):
        return None
    return columns.ids[shared[0]]


def passed_over(
    network: Network,
    group_of: Mapping[str, str],
    broker: str,
    held: tuple[str, ...],
    function: str | None,
    there: str,
) -> PassedOver:
    """Who of a broker's group could exchange with another group and isn't seen to.

    Args:
        network: the network.
        group_of: group of each agency.
        broker: id of the agency that exchange passes.
        held: agencies of its group that hold the function.
        function: id of the function, or None for any.
        there: the other group.
    """
    here = group_of[broker]
    columns = network.engine.columns
    above = (columns.ids[code] for code in columns.line(columns.code_of[broker]))
    own = {*network.parts(broker), *above}
    asked: dict[str, list[Assessment]] = defaultdict(list)
    for assessment in _lacking(network):
        requirement = assessment.requirement
        if function not in (None, requirement.function):
            continue
        named = requirement.counterpart.agency
        if named and any(requirement.accepts(kind) for kind in EXCHANGE):
            for agency, other in ((named, requirement.agency), (requirement.agency, named)):
                if group_of[agency] == here and group_of[other] == there:
                    asked[agency].append(assessment)
    agencies = [
        agency
        for agency in dict.fromkeys([*held, *asked])
        if agency not in own
        and columns.agency_kind[columns.code_of[agency]] not in vocabulary.GROUP_KINDS
    ]
    broken = {
        agency: _failing_across(network, group_of, agency, function, there) for agency in agencies
    }
    requirements = {one.requirement.id: one for agency in agencies for one in asked[agency]}
    links = {link.id: link for found in broken.values() for link in found}
    known = all(broken[agency] or asked[agency] for agency in agencies)
    return PassedOver(tuple(agencies), tuple(requirements.values()), tuple(links.values()), known)


def _failing_across(
    network: Network, group_of: Mapping[str, str], agency: str, function: str | None, there: str
) -> tuple[Link, ...]:
    """Links of exchange of an agency with the other group that sources report as failing."""
    return tuple(
        link
        for link in failing(network.links_of(agency, rows=_failing_rows(network)))
        if link.serves(function) and any(group_of[end] == there for end in link.agencies)
    )


@per_network
def _failing_rows(network: Network) -> NDArray[np.bool_]:
    return network.engine.columns.where(kinds=EXCHANGE, statuses=vocabulary.FAILING)


def _lacking(network: Network) -> tuple[Assessment, ...]:
    return tuple(one for one in assess_all(network) if one.state == "lacking" and not one.within)
