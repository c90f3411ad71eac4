"""Who holds a function in one jurisdiction, and what agreements divide it among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coordination.model import Link, jurisdiction_name
from coordination.network import Network
from coordination.rules.agreements import standing
from coordination.sides import connected, side

__all__ = ["Office", "divided", "offices"]

_NOT_AN_AGENCY = ("collective", "program", "task-force", "government", "state", "oversight")
"""Kinds of body that hold a function through their members, stand for a whole, or watch others."""


class Office(NamedTuple):
    """A function in one jurisdiction at one level, and the agencies that hold it there.

    Attributes:
        function: id of the function.
        jurisdiction: country or subdivision.
        level: level of government, or None where the records don't say.
        holders: ids of the agencies, in the order of the data.
    """

    function: str
    jurisdiction: str
    level: str | None
    holders: tuple[str, ...]

    @property
    def where(self) -> str:
        """The jurisdiction in words: "Mexico", "Texas (local)"."""
        name = jurisdiction_name(self.jurisdiction) or self.jurisdiction
        usual = "state" if "-" in self.jurisdiction else "federal"
        return name if self.level in (None, usual) else f"{name} ({self.level})"

    def roles(self, network: Network, *roles: str) -> tuple[str, ...]:
        """The holders with one of some roles."""
        return tuple(
            key for key in self.holders if network.agencies[key].role_in(self.function) in roles
        )


def offices(network: Network) -> Iterator[Office]:
    """Each function with each jurisdiction and level at which two or more agencies hold it.

    Of an agency and its own part, the agency stands for both. Bodies without a jurisdiction are
    left out, as are collectives, programmes, task forces and whole governments.
    """
    for function in network.functions:
        by_place: dict[tuple[str, str | None], list[str]] = defaultdict(list)
        for key in network.holders(function):
            agency = network.agencies[key]
            if agency.jurisdiction and agency.kind not in _NOT_AN_AGENCY:
                by_place[agency.jurisdiction, agency.level].append(key)
        for (jurisdiction, level), keys in by_place.items():
            parts = {part for key in keys for part in network.parts(key)[1:]}
            holders = tuple(key for key in keys if key not in parts)
            if len(holders) > 1:
                yield Office(function, jurisdiction, level, holders)


def divided(
    network: Network, agencies: Iterable[str], function: str
) -> tuple[tuple[str, ...], ...]:
    """Groups of agencies that agreements in force for a function join, in the order given.

    An agreement that names no function covers any. Agencies that none joins are groups of one.
    """
    order = {key: place for place, key in enumerate(agencies)}
    groups = connected(network, order, _agreements(network, order, function))
    ordered = [tuple(sorted(group, key=order.__getitem__)) for group in groups]
    return tuple(sorted(ordered, key=lambda group: order[group[0]]))


def _agreements(network: Network, agencies: Iterable[str], function: str) -> list[Link]:
    in_force = network.once(_by_party)
    found = {
        link.id: link
        for key in agencies
        for end in side(network, key).core
        for link in in_force.get(end, ())
        if link.serves(function)
    }
    return list(found.values())


def _by_party(network: Network) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for link in standing(network):
        for agency in link.agencies:
            found[agency].append(link)
    return found
