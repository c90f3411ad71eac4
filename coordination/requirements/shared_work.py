"""Find who has a part in a function: its holders, and those whom a requirement or paper binds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from coordination.engine.argsort import distinct
from coordination.engine.engine import per_network, per_setting
from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.agreements import standing_rows
from coordination.requirements.assess import Assessment, assess_all
from coordination.requirements.mandate_holders import Cell, cells
from coordination.requirements.representation import above, connected, joining_among, united

__all__ = [
    "SharedWork",
    "bound_without_holder",
    "instruments",
    "joined",
    "others",
    "shared_work",
    "whole_of",
]

_MOST = 30
"""Agencies up to which a function is looked at as a whole; more have each their own area."""

_MOST_INSTRUMENTS = 200
"""Agreements up to which each is looked at; in bulk, papers are all that was recorded."""

_MOST_DESCRIBED = 8
"""Agencies on the other side up to which a description binds each of them."""

_OWN_AREA = ("local", "tribal", "private")


class SharedWork(NamedTuple):
    """A function in which several agencies have a part.

    Attributes:
        function: id of the function.
        places: places in which it is held.
        agencies: ids of all that have a part in it, holders first.
        holders: ids of those that hold it.
        leads: ids of those that lead it.
        links: links that join any two of them for the function; what is assumed is left out.
        asked: cases of requirements that ask two of them to coordinate for it.
        papers: agreements and directives in force that bind two of them for it.
    """

    function: str
    places: tuple[str, ...]
    agencies: tuple[str, ...]
    holders: tuple[str, ...]
    leads: tuple[str, ...]
    links: tuple[Link, ...]
    asked: tuple[Assessment, ...]
    papers: tuple[Link, ...]

    @property
    def bound(self) -> bool:
        """Whether a requirement or paper says that they have to work together."""
        return bool(self.asked or self.papers)


@per_network
def instruments(network: Network) -> tuple[Link, ...]:
    """Agreements and directives in force, as far as there are few enough to look at each."""
    rows = standing_rows(network)
    return network.engine.links_marked(rows) if rows.sum() <= _MOST_INSTRUMENTS else ()


@per_network
def shared_work(network: Network) -> tuple[SharedWork, ...]:
    """Each function in which several agencies have a part that are no parts of each other.

    A function that a requirement or paper binds several for is one piece of work wherever it is
    held; any other is one in each place.
    """
    by_function: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells(network):
        by_function[cell.function].append(cell)
    asked, papers = _asked(network), _papers(network)
    found: list[SharedWork] = []
    for function in network.functions:
        held = by_function.get(function, [])
        bound = asked.get(function, ()), papers.get(function, ())
        if any(bound):
            every = _together(network, function, held, *bound)
            if len(every.agencies) <= _MOST:
                found.append(every)
                continue
        found += [_together(network, function, [cell]) for cell in held if _one_work(network, cell)]
    return tuple(one for one in found if len(_lines(network, one.agencies)) > 1)


def _one_work(network: Network, cell: Cell) -> bool:
    """Whether those who hold a function in a place share it, rather than each have an area."""
    holders = [network.agencies[key] for key in cell.holders]
    if not 1 < len(holders) <= _MOST:
        return False
    one_area = len({one.jurisdiction for one in holders}) == 1
    return one_area or not all(one.level in _OWN_AREA for one in holders)


def bound_without_holder(network: Network) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Functions that requirements or papers bind agencies for and that nobody holds, with these."""
    columns = network.engine.columns
    held = {columns.functions[code] for code in distinct(columns.mandate_functions).tolist()}
    if not held:
        return  # then mandates weren't what was recorded
    asked, papers = _asked(network), _papers(network)
    for function in network.functions:
        if function in held:
            continue
        bound = dict.fromkeys(
            [
                *(
                    key
                    for one in asked.get(function, ())
                    for key in (one.requirement.agency, *others(one))
                ),
                *(end for link in papers.get(function, ()) for end in link.agencies),
            ]
        )
        if 0 < len(bound) <= _MOST:
            yield function, tuple(bound)


def joined(
    network: Network, work: SharedWork, kinds: Collection[str], asked: Iterable[Assessment] = ()
) -> bool:
    """Whether links of some kinds join all who share work, or are known or asked to.

    A link that a source reports as failing counts: somebody looked, and it is told as it is. A part
    and its whole are joined by the line between them.

    Args:
        network: the network.
        work: the shared work.
        kinds: kinds of link.
        asked: requirements that are asked about already, and count like links.
    """
    found = [link for link in work.links if link.kind in kinds]
    pairs = [{one.requirement.agency, *others(one)} for one in asked]
    groups = united(
        connected(network, work.agencies, found), [*pairs, *_lines(network, work.agencies)]
    )
    return len(groups) < 2


def whole_of(network: Network, agency: str) -> str:
    """The topmost body that an agency is part of, below a government; itself where it is none."""
    return next(
        (
            key
            for key in reversed(tuple(above(network, agency)))
            if network.agencies[key].kind != "government"
        ),
        agency,
    )


@per_setting
def _lines(network: Network, agencies: tuple[str, ...]) -> list[set[str]]:
    """Agencies in groups of those of which one is part of another."""
    lines = (
        {
            one
            for one in (key, *above(network, key))
            if one == key or (one in agencies and network.agencies[one].kind != "government")
        }
        for key in agencies
    )
    return united(([key] for key in agencies), lines)


def _together(
    network: Network,
    function: str,
    held: Iterable[Cell],
    asked: tuple[Assessment, ...] = (),
    papers: tuple[Link, ...] = (),
) -> SharedWork:
    there = tuple(held)
    leads = {key for cell in there for key in cell.having("lead")}
    holders = dict.fromkeys(key for cell in there for key in cell.holders)
    if asked or papers:
        holders |= dict.fromkeys(_groups_holding(network).get(function, ()))
    bound = (
        *(key for one in asked for key in (one.requirement.agency, *others(one))),
        *(end for link in papers for end in link.agencies),
    )
    codes = network.engine.columns.code_of
    agencies = tuple(
        sorted(
            (key for key in {*holders, *bound} if network.agencies[key].kind != "government"),
            key=codes.__getitem__,
        )
    )
    joining = joining_among(network, agencies) if len(agencies) <= _MOST else ()
    return SharedWork(
        function,
        tuple(sorted({cell.place for cell in there})),
        agencies,
        tuple(key for key in agencies if key in holders),
        tuple(key for key in agencies if key in leads),
        tuple(link for link in joining if link.serves(function) and not link.assumed),
        asked,
        papers,
    )


@per_network
def _groups_holding(network: Network) -> Mapping[str, list[str]]:
    """Forums and groups of agencies that hold a function themselves, by function."""
    columns = network.engine.columns
    kinds = columns.agency_kind[columns.mandate_agencies]
    held = np.flatnonzero(np.isin(kinds, [*vocabulary.FORUM_KINDS, "collective"]))
    found: dict[str, list[str]] = defaultdict(list)
    for agency, function in zip(
        columns.mandate_agencies[held].tolist(),
        columns.mandate_functions[held].tolist(),
        strict=True,
    ):
        found[columns.functions[function]].append(columns.ids[agency])
    return found


def others(assessment: Assessment) -> tuple[str, ...]:
    """The other side of a requirement: who is named, or those described where they are few."""
    counterpart = assessment.requirement.counterpart
    if named := counterpart.agency or counterpart.collective:
        return (named,)
    found = assessment.counterparts
    return tuple(found) if len(found) <= _MOST_DESCRIBED else ()


@per_network
def _asked(network: Network) -> Mapping[str, tuple[Assessment, ...]]:
    """Requirements of two sides, by function."""
    found: dict[str, list[Assessment]] = defaultdict(list)
    for one in assess_all(network):
        if one.requirement.function and not one.within:
            found[one.requirement.function].append(one)
    return {function: tuple(cases) for function, cases in found.items()}


@per_network
def _papers(network: Network) -> Mapping[str, tuple[Link, ...]]:
    """Agreements and directives in force that name a function, by function."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in instruments(network):
        for function in link.functions:
            found[function].append(link)
    return {function: tuple(links) for function, links in found.items()}
