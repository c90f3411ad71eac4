"""Find who holds a function in a place, and the agreements that divide it among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from coordination.engine.argsort import distinct
from coordination.engine.columns import ROLES
from coordination.engine.engine import per_network
from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.agreements import standing_rows
from coordination.requirements.provisions import divides
from coordination.requirements.representation import connected, side

__all__ = ["Cell", "agreements_among", "cells", "divided", "spread"]

_NOT_AN_AGENCY = (
    *("collective", "program", "task-force", "committee", "government", "state", "oversight"),
)
"""Kinds of agency that hold a function by their members, stand for a whole, or watch others."""


_TERRITORIAL = ("local", "tribal")
"""Levels of agencies that have each their own area."""

_FEW = 10
"""Most of them that may share one place."""


class Cell(NamedTuple):
    """A function in one place, and the agencies that hold it there, whatever their level.

    Attributes:
        function: id of the function.
        place: code or id of the place.
        holders: ids of the agencies, in the order of the data; an agency stands for its parts.
        roles: the role of each, in the same order.
    """

    function: str
    place: str
    holders: tuple[str, ...]
    roles: tuple[str, ...]

    def having(self, *roles: str) -> tuple[str, ...]:
        """The holders with one of some roles."""
        return tuple(
            key for key, role in zip(self.holders, self.roles, strict=True) if role in roles
        )


@per_network
def cells(network: Network) -> tuple[Cell, ...]:
    """Each function with each place in which agencies hold it.

    Agencies of which no place is known are left out, as are collectives, programmes, task forces,
    committees and whole governments; also local agencies where many share one code, since each has
    an area of its own.
    """
    columns, canonical = network.engine.columns, network.gazetteer.canonical
    acting = ~np.isin(columns.agency_kind, _NOT_AN_AGENCY)
    territorial = np.isin(columns.level, _TERRITORIAL)
    found: dict[tuple[int, str], dict[int, int]] = defaultdict(dict)
    names = [canonical(place) for place in columns.places]
    rows = columns.mandate_place_rows
    agencies = columns.mandate_agencies[rows]
    entries = (
        columns.mandate_functions[rows],
        columns.mandate_places,
        agencies,
        columns.mandate_roles[rows],
    )
    kept = acting[agencies]
    for function, place, agency, role in zip(
        *(entry[kept].tolist() for entry in entries), strict=True
    ):
        found[function, names[place]].setdefault(agency, role)
    children = network.engine.indexes.children
    made = []
    for (function, place), held in sorted(found.items(), key=lambda item: item[0][0]):
        parts = {
            columns.code_of[part]
            for code in held
            if code in children
            for part in network.parts(columns.ids[code])[1:]
        }
        codes = sorted(code for code in held if code not in parts)
        if territorial[codes].sum() > _FEW:
            codes = [code for code in codes if not territorial[code]]
        if not codes:
            continue
        made.append(
            Cell(
                columns.functions[function],
                place,
                tuple(columns.ids[code] for code in codes),
                tuple(ROLES[held[code]] for code in codes),
            )
        )
    return tuple(made)


def spread(network: Network) -> bool:
    """Whether mandates say where they hold, so that places can be compared with each other."""
    columns = network.engine.columns
    rows = columns.mandate_place_rows
    size = max(len(columns.functions), 1)
    held = columns.mandate_agencies[rows].astype(np.int64) * size + columns.mandate_functions[rows]
    # One mandate for each place says the same as one mandate with all of them.
    return len(rows) > len(distinct(held))


def divided(
    network: Network, agencies: Iterable[str], function: str
) -> tuple[tuple[str, ...], ...]:
    """Groups of agencies that agreements which may divide a function join, in the order given.

    An agreement that names no function covers any. Agencies that none joins are groups of one.
    """
    order = {key: place for place, key in enumerate(agencies)}
    works = [
        link
        for link in agreements_among(network, order, function)
        if divides(network, link, function)
    ]
    groups = connected(network, order, works)
    ordered = [tuple(sorted(group, key=order.__getitem__)) for group in groups]
    return tuple(sorted(ordered, key=lambda group: order[group[0]]))


def agreements_among(network: Network, agencies: Iterable[str], function: str) -> list[Link]:
    """Agreements and directives that stand, serve a function and end at two of some agencies."""
    ends = {end for key in agencies for end in side(network, key).core}
    found: Iterator[Link] | tuple[Link, ...] = network.links_joining(
        ends, ends, rows=standing_rows(network)
    )
    return [
        link
        for link in found
        if link.serves(function) and link.status in vocabulary.IN_FORCE and not link.assumed
    ]
