"""Who holds a function in one jurisdiction, and what agreements divide it among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from coordination.engine.columns import ROLES
from coordination.engine.engine import per_network
from coordination.model import Link, jurisdiction_name
from coordination.network import Network
from coordination.requirements.agreements import standing_rows
from coordination.requirements.representation import connected, side

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
        held, code_of = _roles(network), network.engine.columns.code_of
        function = network.engine.columns.functions.index(self.function)
        return tuple(key for key in self.holders if held[function, code_of[key]] in roles)


@per_network
def _roles(network: Network) -> dict[tuple[int, int], str]:
    """Role by function and agency; of several that a record gives, the first."""
    columns = network.engine.columns
    entries = (columns.mandate_functions, columns.mandate_agencies, columns.mandate_roles)
    found: dict[tuple[int, int], str] = {}
    for function, agency, role in zip(*(entry.tolist() for entry in entries), strict=True):
        found.setdefault((function, agency), ROLES[role])
    return found


def offices(network: Network) -> Iterator[Office]:
    """Each function with each jurisdiction and level at which two or more agencies hold it.

    Of an agency and its own part, the agency stands for both. Bodies without a jurisdiction are
    left out, as are collectives, programmes, task forces and whole governments.
    """
    columns, indexes = network.engine.columns, network.engine.indexes
    acting = ~np.isin(columns.agency_kind, _NOT_AN_AGENCY) & (columns.jurisdiction != "")
    for number, function in enumerate(columns.functions):
        codes = indexes.holders[number]
        codes = codes[acting[codes]]
        by_place: dict[tuple[str, str], list[int]] = defaultdict(list)
        places = zip(
            columns.jurisdiction[codes].tolist(), columns.level[codes].tolist(), strict=True
        )
        for code, place in zip(codes.tolist(), places, strict=True):
            by_place[place].append(code)
        for (jurisdiction, level), held in by_place.items():
            keys = [columns.ids[code] for code in held]
            whole = [key for key, code in zip(keys, held, strict=True) if code in indexes.children]
            parts = {part for key in whole for part in network.parts(key)[1:]}
            holders = tuple(key for key in keys if key not in parts)
            if len(holders) > 1:
                yield Office(function, jurisdiction, level or None, holders)


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
    """Agreements in force that serve a function and end at two of some agencies."""
    ends = {end for key in agencies for end in side(network, key).core}
    found = network.links_joining(ends, ends, rows=standing_rows(network))
    return [link for link in found if link.serves(function)]
