"""Exchange between groups of agencies: what crosses, through whom, and past whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from coordination.assessment import Assessment, assess_all, failing
from coordination.columns import KINDS, STATUSES
from coordination.measures.partition import partition
from coordination.model import Link, vocabulary
from coordination.network import Network

__all__ = [
    "Crossing",
    "PassedOver",
    "broker_of",
    "crossing",
    "holders_by_group",
    "passed_over",
]

EXCHANGE = sorted({*vocabulary.EXCHANGE_KINDS, "request"})
"""Kinds that carry information across: a request does, whatever is sent in return."""

_NOT_ONE_BODY = ("collective", "government")


class Crossing(NamedTuple):
    """Working exchange between groups: the group of each agency, and links by pair of groups."""

    group_of: Mapping[str, str]
    links: Mapping[tuple[str, str], list[Link]]


class PassedOver(NamedTuple):
    """Other agencies that could exchange themselves.

    Attributes:
        bodies: their ids.
        requirements: lacking requirements that ask for exchange with them.
        failing: links of exchange across with them that sources report as failing.
        known: whether it is known of each of them, not only unrecorded, that it doesn't exchange.
    """

    bodies: tuple[str, ...]
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
    columns = network.columns
    parts = partition(network, network.snapshot(), groups)
    codes = parts.codes
    rows = np.isin(columns.kind, [KINDS.index(kind) for kind in EXCHANGE])
    rows &= np.isin(columns.status, [STATUSES.index(status) for status in vocabulary.WORKING])
    rows &= codes[columns.source] != codes[columns.target]
    keys = list(network.links)
    links: dict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
    for row in np.flatnonzero(rows).tolist():
        one, other = sorted(
            (parts.names[codes[columns.source[row]]], parts.names[codes[columns.target[row]]])
        )
        link = network.links[keys[columns.link[row]]]
        if one and not link.assumed:  # agencies of no group are on nobody's side
            links[one, other][link.id] = link
    group_of = dict(zip(columns.ids, (parts.names[code] for code in codes.tolist()), strict=True))
    return Crossing(group_of, {pair: list(by_id.values()) for pair, by_id in links.items()})


def holders_by_group(
    network: Network, group_of: Mapping[str, str]
) -> Mapping[tuple[str | None, str], tuple[str, ...]]:
    """Holders by function and group."""
    found: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for function in network.functions:
        for key in network.holders(function):
            found[function, group_of[key]].append(key)
    return {place: tuple(keys) for place, keys in found.items()}


def broker_of(
    network: Network, group_of: Mapping[str, str], links: list[Link], group: str
) -> str | None:
    """The one agency of a group at which all links end, itself or by its parts."""
    ends = dict.fromkeys(end for link in links for end in link.agencies if group_of[end] == group)
    if any(network.agencies[end].kind in _NOT_ONE_BODY for end in ends):
        return None
    lines = [_line(network, end) for end in ends]
    shared = [agency for agency in lines[0] if all(agency in line for line in lines)]
    if not shared or network.agencies[shared[0]].kind in (*_NOT_ONE_BODY, "department"):
        return shared[0] if shared and shared[0] in ends else None
    return shared[0]


def _line(network: Network, agency: str) -> list[str]:
    """An agency and the bodies that it is part of, itself first."""
    line = [agency]
    while (parent := network.agencies[line[-1]].part_of) is not None:
        line.append(parent)
    return line


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
    own = {*network.parts(broker), *_line(network, broker)}
    asked: dict[str, list[Assessment]] = defaultdict(list)
    for assessment in _lacking(network):
        requirement = assessment.requirement
        if function not in (None, requirement.function):
            continue
        named = requirement.counterpart.agency
        if named and any(requirement.accepts(kind) for kind in EXCHANGE):
            for body, other in ((named, requirement.agency), (requirement.agency, named)):
                if group_of[body] == here and group_of[other] == there:
                    asked[body].append(assessment)
    bodies = [
        body
        for body in dict.fromkeys([*held, *asked])
        if body not in own and network.agencies[body].kind not in _NOT_ONE_BODY
    ]
    broken = {body: _failing_across(network, group_of, body, function, there) for body in bodies}
    requirements = {one.requirement.id: one for body in bodies for one in asked[body]}
    links = {link.id: link for found in broken.values() for link in found}
    known = all(broken[body] or asked[body] for body in bodies)
    return PassedOver(tuple(bodies), tuple(requirements.values()), tuple(links.values()), known)


def _failing_across(
    network: Network, group_of: Mapping[str, str], body: str, function: str | None, there: str
) -> tuple[Link, ...]:
    """Links of exchange of a body with the other group that sources report as failing."""
    return tuple(
        link
        for link in failing(network.links_of(body))
        if link.kind in EXCHANGE
        and link.serves(function)
        and any(group_of[end] == there for end in link.agencies)
    )


def _lacking(network: Network) -> tuple[Assessment, ...]:
    return tuple(one for one in assess_all(network) if one.state == "lacking" and not one.within)
