"""Questions that holders of one function raise: what passes, who may do what, who sees it all.

Auditors ask them of every such structure; where something is recorded that answers one, it isn't
asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from coordination.engine.engine import per_network
from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.agreements import PAPER
from coordination.requirements.assess import assess_all
from coordination.requirements.mandate_holders import Cell, cells
from coordination.requirements.representation import connected, joining_among
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Change, Finding

__all__ = [
    "authority_of_leads",
    "exchange_among_holders",
    "training_of_holders",
    "whole_of_the_matter",
    "writing_among_holders",
]

_MOST_HOLDERS = 30
"""Holders up to which a function in a place is asked about; more have each their own area."""

_AUTHORITY = ("oversight", "funding", "directive", "support")
_OWN_AREA = ("local", "tribal", "private")


class _Shared(NamedTuple):
    """A function in a place that several agencies hold, and all links that join any two of them."""

    cell: Cell
    links: tuple[Link, ...]


@per_network
def _shared(network: Network) -> tuple[_Shared, ...]:
    found = []
    for cell in cells(network):
        holders = [network.agencies[key] for key in cell.holders]
        if not 1 < len(holders) <= _MOST_HOLDERS:
            continue
        if all(one.level in _OWN_AREA for one in holders):
            continue
        joined = joining_among(network, cell.holders)
        links = tuple(link for link in joined if link.serves(cell.function) and not link.assumed)
        found.append(_Shared(cell, links))
    return tuple(found)


def exchange_among_holders(network: Network) -> Iterator[Finding]:
    """What those who hold a function tell each other, where no exchange joins them all."""
    asked = _asked_for(network, vocabulary.EXCHANGE_KINDS)
    for shared in _shared(network):
        if shared.cell.function in asked or _joined(network, shared, vocabulary.EXCHANGE_KINDS):
            continue
        name, where, held = _words(network, shared.cell)
        yield _question(
            network,
            shared.cell,
            f"What information passes between those who hold {name}{where}? {held} hold it, and no"
            " exchange that joins them is recorded.",
            f"{held} do not share information{where} for {name}",
            Change.new_link(
                f"What passes between {held} is recorded.",
                kind="information-sharing",
                source=shared.cell.holders[0],
                target=shared.cell.holders[1],
                functions=[shared.cell.function],
            ),
            "exchange",
        )


def writing_among_holders(network: Network) -> Iterator[Finding]:
    """What is agreed in writing among those who hold a function, where nothing joins them."""
    asked = {one.requirement.function for one in assess_all(network) if one.requirement.written}
    for shared in _shared(network):
        if shared.cell.function in asked or _joined(network, shared, PAPER):
            continue
        name, where, held = _words(network, shared.cell)
        yield _question(
            network,
            shared.cell,
            f"What says in writing how those who hold {name}{where} work together? {held} hold it,"
            " and no agreement or directive that joins them is recorded.",
            f"{held} have no written procedures{where} for {name}",
            remedies.agree(network, shared.cell.holders, [shared.cell.function]),
            "writing",
        )


def training_of_holders(network: Network) -> Iterator[Finding]:
    """Whether those who have to act together train together, where no training joins them."""
    required = {one.requirement.function for one in assess_all(network)}
    asked = _asked_for(network, {"training"})
    for shared in _shared(network):
        function = shared.cell.function
        together = function in required or any(link.kind in PAPER for link in shared.links)
        if not together or function in asked or _joined(network, shared, {"training"}):
            continue
        name, where, held = _words(network, shared.cell)
        yield _question(
            network,
            shared.cell,
            f"Do those who hold {name}{where} train together? {held} have to act together, and no"
            " training that joins them is recorded.",
            f"{held} do not train together{where} for {name}",
            Change.new_link(
                f"What {held} train together is recorded.",
                kind="training",
                source=shared.cell.holders[0],
                target=shared.cell.holders[1],
                functions=[function],
                mutual=True,
            ),
            "training",
        )


def authority_of_leads(network: Network) -> Iterator[Finding]:
    """What authority and means a lead has over those who take part and aren't its own parts."""
    for shared in _shared(network):
        leads = shared.cell.having("lead")
        others = tuple(key for key in shared.cell.holders if key not in leads)
        if len(leads) != 1 or not others:
            continue
        if any(link.kind in _AUTHORITY and leads[0] in link.agencies for link in shared.links):
            continue
        name, where, _ = _words(network, shared.cell)
        lead, rest = network.label(leads[0]), say.names(network, others)
        yield _question(
            network,
            shared.cell,
            f"What authority and means does the lead for {name}{where} have over those who take"
            f" part? {lead} leads, {rest} take part, and no oversight, funding, support or"
            " directive between them is recorded.",
            f"{lead} does not have the authority or the means to lead {name}{where}",
            Change.new_link(
                f"What {lead} may ask of {rest} is recorded.",
                kind="oversight",
                source=leads[0],
                target=others[0],
                functions=[shared.cell.function],
            ),
            "authority",
        )


def whole_of_the_matter(network: Network) -> Iterator[Finding]:
    """Who answers for functions that belong together and that several agencies lead apart."""
    for functions, holders in _matters(network):
        leads: dict[str, set[str]] = defaultdict(set)
        for cell in cells(network):
            if cell.function in functions:
                for key in cell.having("lead"):
                    leads[key].add(cell.function)
        if any(found == set(functions) for found in leads.values()):
            continue
        names = say.listed([network.functions[key].name for key in functions])
        held = say.names(network, holders)
        yield Finding.of(
            f"Who answers for {names} as a whole? {held} each hold a part, and nobody is recorded"
            " as leading all of it.",
            "open",
            agencies=holders,
            functions=functions,
            condition="No agency is recorded as lead in all of these functions.",
            clears=(remedies.take_the_lead(network, None, functions[0]),),
            asks=holders,
            answer=say.sentence(f"responsibility for {names} is fragmented among {held}"),
            subjects=("whole", *functions),
        )


def _matters(network: Network) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Functions that belong together, since agencies hold several of them, and all their holders.

    One matter has at least two functions and three agencies that aren't parts of one of them.
    """
    by_function: dict[str, dict[str, None]] = defaultdict(dict)
    for cell in cells(network):
        by_function[cell.function].update(dict.fromkeys(cell.holders))
    top = {function: function for function in by_function}

    def first(function: str) -> str:
        while top[function] != function:
            function = top[function]
        return function

    of_agency: dict[str, str] = {}
    for function, holders in by_function.items():
        for key in holders:
            top[first(function)] = first(of_agency.setdefault(key, function))
    groups: dict[str, list[str]] = defaultdict(list)
    for function in by_function:
        groups[first(function)].append(function)
    for functions in groups.values():
        held = tuple(dict.fromkeys(key for one in functions for key in by_function[one]))
        if len(functions) > 1 and 2 < len(held) <= _MOST_HOLDERS:
            yield tuple(functions), held


def _joined(network: Network, shared: _Shared, kinds: Collection[str]) -> bool:
    """Whether links of some kinds join all holders, or a source reports on one that fails."""
    found = [link for link in shared.links if link.kind in kinds]
    if any(not link.in_force for link in found):
        return True  # somebody looked, and it is told as it is
    return len(connected(network, shared.cell.holders, found)) == 1


def _asked_for(network: Network, kinds: Collection[str]) -> frozenset[str | None]:
    """Functions for which a requirement asks for such a link, so that it is asked already."""
    return frozenset(
        one.requirement.function
        for one in assess_all(network)
        if any(kind in kinds for kind in one.requirement.kinds)
    )


def _words(network: Network, cell: Cell) -> tuple[str, str, str]:
    return (
        network.functions[cell.function].name,
        say.in_places(network, [cell.place]),
        say.names(network, cell.holders),
    )


def _question(
    network: Network, cell: Cell, asked: str, answer: str, settles: Change, subject: str
) -> Finding:
    return Finding.of(
        asked,
        "open",
        agencies=cell.holders,
        functions=(cell.function,),
        places=(cell.place,),
        evidence=say.evidence_of_mandates(network, cell.holders, cell.function),
        condition=asked.partition("? ")[2],
        clears=(settles,),
        asks=cell.holders,
        answer=say.sentence(answer),
        subjects=(cell.function, cell.place, subject),
    )
