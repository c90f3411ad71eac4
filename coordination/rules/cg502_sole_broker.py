"""CG502: all exchange between two groups passes one agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from coordination.engine.argsort import distinct
from coordination.model import Link, jurisdiction_name
from coordination.network import Network
from coordination.requirements.group_exchange import (
    PassedOver,
    Rows,
    broker_of,
    crossing,
    holders_by_group,
    passed_over,
)
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.rule import rule
from coordination.rules.shared_questions import through_one

__all__ = ["sole_broker"]


@rule("CG502", "sole-broker")
def sole_broker(
    network: Network, *, groups: str = "country", minimum_links: int = 3
) -> Iterator[Finding]:
    """All working exchange between two groups on one function goes through one agency.

    Exchange is links of information sharing, access to systems, referral, reporting and requests.
    Those that name a function are looked at function by function; one that names none is another
    way for each. All of them end, on one side, at one agency or its parts; and another agency of
    that side holds the function, or a requirement asks for exchange with it. Because other ways may
    exist that nobody recorded, it is reported only where the sources cover links in full, where for
    each such agency exchange is reported as failing or required exchange is missing, or where at
    least `minimum_links` links are recorded. Where a link of a collective or a government is among
    them, nothing is reported: it isn't known which of its agencies exchanges. It is open whether
    everything goes through the one agency at which every link and requirement for a function ends.

    Why it matters:
        What this agency doesn't know or doesn't pass on never reaches the other side, and its
        backlog delays everybody.

    Options:
        groups (default country): what makes a group: country, jurisdiction, department, level, kind
            or function.
        minimum_links (default 3): number of recorded links that is enough without more.

    Reported:
        All requests go through them.

    Derived:
        title: Only the federal prosecutor sends trace requests
        examined: [links]
        functions:
          - {id: tracing, name: firearms tracing}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - id: fgr
            name: FGR
            jurisdiction: MX
            mandates: [{function: tracing}]
          - id: states
            name: Prosecutor of Sonora
            jurisdiction: MX-SON
            mandates: [{function: tracing}]
        links:
          - {kind: request, source: fgr, target: atf, functions: [tracing]}

    Open:
        title: All that is required ends at one agency
        functions: [{id: tracing, name: Firearms tracing}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
          - {id: fgr, name: FGR}
        requirements:
          - {id: one, agency: ice, counterpart: {agency: atf}, function: tracing}
          - {id: two, agency: fgr, counterpart: {agency: atf}, function: tracing}

    Clean:
        title: State prosecutors send trace requests too
        examined: [links]
        functions:
          - {id: tracing, name: firearms tracing}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - id: fgr
            name: FGR
            jurisdiction: MX
            mandates: [{function: tracing}]
          - id: states
            name: Prosecutor of Sonora
            jurisdiction: MX-SON
            mandates: [{function: tracing}]
        links:
          - {kind: request, source: fgr, target: atf, functions: [tracing]}
          - {kind: request, source: states, target: atf, functions: [tracing]}

    Remedy:
        A channel of their own for the others who hold the function; or, where a single window is
        meant, a rule by which everything reaches it.

    Source:
        Case: GAO-21-322 (2021), highlights: ATF has no data on thousands of firearms because only
        Mexico's federal Attorney General's office submits trace requests. Sims and Gilles 2016,
        Middlemen and Contestation in Directed Networks, arXiv:1612.08884 (abstract): an uncontested
        middleman is one that no other can replace.
    """
    across = crossing(network, groups)
    holders = holders_by_group(network, across.group_of)
    found: dict[tuple[str, str, str], list[_Passage]] = defaultdict(list)
    for (one, other), rows in across.rows.items():
        for function, served in _by_function(network, rows):
            for here, there in ((one, other), (other, one)):
                broker = broker_of(network, across.group_of, served, here)
                if broker is None:
                    continue
                serving = network.engine.links_marked(served)
                held = holders.get((function, here), ())
                passed = passed_over(network, across.group_of, broker, held, function, there)
                if not passed.agencies:
                    continue
                enough = len(serving) >= minimum_links
                if passed.known or "links" in network.examined or enough:
                    found[broker, here, there].append(_Passage(function, serving, passed))
    for (broker, here, there), passages in found.items():
        yield _told(network, groups, broker, (here, there), passages, minimum_links)
    yield from through_one(network)


def _by_function(network: Network, rows: Rows) -> Iterator[tuple[str | None, Rows]]:
    """The functions that some rows name, in the order of the rows, each with those that serve it.

    Rows that name none serve any; where none names one, they stand together for no function.
    """
    columns = network.engine.columns
    inside = np.isin(columns.function_rows, rows)
    named = columns.function_codes[inside]
    codes, first = np.unique(named, return_index=True)
    if not len(codes):
        yield None, rows
        return
    unnamed = rows[~np.isin(rows, columns.function_rows[inside])]
    for code in codes[np.argsort(first)].tolist():
        serving = columns.function_rows[inside][named == code]
        yield columns.functions[code], distinct(np.concatenate([serving, unnamed]))


class _Passage(NamedTuple):
    function: str | None
    links: tuple[Link, ...]
    passed: PassedOver


def _told(
    network: Network,
    groups: str,
    broker: str,
    sides: tuple[str, str],
    passages: list[_Passage],
    minimum_links: int,
) -> Finding:
    links = {link.id: link for one in passages for link in one.links}
    broken = {link.id: link for one in passages for link in one.passed.failing}
    agencies = tuple(dict.fromkeys(agency for one in passages for agency in one.passed.agencies))
    functions = tuple(dict.fromkeys(one.function for one in passages if one.function))
    asked = {
        one.requirement.id: one.requirement
        for passage in passages
        for one in passage.passed.requirements
    }
    here, there = (_group_name(network, groups, side) for side in sides)
    purpose, label = say.for_functions(network, functions), network.label(broker)
    held = say.who(network, agencies)
    known = "links" in network.examined or all(one.passed.known for one in passages)
    recorded = "all" if known else f"all {len(links)} recorded links of"
    shown = say.condition_of_links(network, [*links.values(), *broken.values()])
    mandates = say.evidence_of_mandates(network, agencies, *functions)
    others = f"{held} {held:has|have} a part in it and no channel of exchange."
    return Finding(
        say.sentence(
            f"{recorded} exchange between {here} and {there}{purpose} goes through {label} alone;"
            f" {held} {held:has no channel of its own|have no channel of their own}"
        ),
        "derived",
        (broker, *agencies, *(end for link in links.values() for end in link.agencies)),
        Statement.joined(say.criteria(network, one) for one in asked.values()) if asked else None,
        Statement(f"{shown.text} {others}", tuple(dict.fromkeys([*shown.evidence, *mandates]))),
        links=(*links, *broken),
        functions=functions,
        records=(broker,),
        value=None if known else len(links),
        threshold=None if known else minimum_links,
        clears=tuple(_channel(network, passages[0], broker, agency) for agency in agencies),
    )


def _channel(network: Network, passage: _Passage, broker: str, agency: str) -> Change:
    """A channel like one of the broker's for an agency that is passed over."""
    own = set(network.parts(broker))
    model = passage.links[0]
    source, target = (agency if end in own else end for end in model.ends)
    return Change.new_link(
        f"{network.label(agency)} gets a channel of its own.",
        kind=model.kind,
        source=source,
        target=target,
        functions=list(model.functions),
    )


def _group_name(network: Network, groups: str, side: str) -> str:
    if groups in ("country", "jurisdiction"):
        return jurisdiction_name(side) or side
    if groups == "department":
        return network.label(side)
    if groups == "function":
        return f"agencies for {network.functions[side].name}"
    return f"{side} agencies" if groups == "level" else f"agencies of kind {side}"
