"""CG503: an agency holds a function and is tied to nobody for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coordination.engine.columns import Columns
from coordination.engine.engine import per_network
from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.assess import FAILING, failing
from coordination.requirements.representation import joining
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.phrases import (
    condition_of_links,
    evidence_of_mandates,
    first_of,
    for_functions,
    names,
    sentence,
    verb,
)
from coordination.rules.rule import rule

__all__ = ["isolated_agency"]

_NOT_ALONE = ("collective", "government", "program")
"""Kinds of body that work through their members, whose ties are told of these."""

_MOST_NAMED = 8
"""Most of the others that a finding names."""


@rule("CG503", "isolated-agency")
def isolated_agency(network: Network) -> Iterator[Finding]:
    """An agency holds a function that others hold too, and is tied to none of them for it.

    No link in force, working or not, joins it (or its parts, the body that it is part of, or a
    collective, task force or programme that it belongs to) with anybody for the function; a link
    that names no function serves any, but for being overseen. It is told where the sources cover
    links in full (derived), or where they report a link for the function with each of the others
    that hold it as absent or unmet (reported). An agency that alone holds a function isn't told.

    Why it matters:
        It works on the same matter as others and on its own: what it knows helps nobody, and it
        learns of their work when the two collide.

    Options:
        None.

    Flagged:
        title: A prosecutor on his own
        examined: [links]
        functions:
          - {id: tracing, name: Firearms tracing}
        agencies:
          - {id: atf, name: ATF, mandates: [{function: tracing}]}
          - {id: pgr, name: PGR, mandates: [{function: tracing}]}
          - {id: sonora, name: Prosecutor of Sonora, mandates: [{function: tracing}]}
        links:
          - {kind: request, source: pgr, target: atf, functions: [tracing]}

    Clean:
        title: A prosecutor with a colleague
        examined: [links]
        functions:
          - {id: tracing, name: Firearms tracing}
        agencies:
          - {id: atf, name: ATF, mandates: [{function: tracing}]}
          - {id: pgr, name: PGR, mandates: [{function: tracing}]}
          - {id: sonora, name: Prosecutor of Sonora, mandates: [{function: tracing}]}
        links:
          - {kind: request, source: pgr, target: atf, functions: [tracing]}
          - {kind: referral, source: sonora, target: pgr, functions: [tracing]}

    Remedy:
        Name the agency with which it should be in contact and through whom; or, where it doesn't
        carry the function out any more, end the mandate.

    Source:
        Nearest standard: GAO-23-105520 (2023), leading collaboration practices "include relevant
        participants" and "leverage resources and information", of which the names were read.
    """
    columns, examined = network.engine.columns, "links" in network.examined
    alone: dict[str, list[_Alone]] = defaultdict(list)
    for function, tied in _tied(network):
        codes = network.engine.indexes.holders[columns.functions.index(function)]
        holders = tuple(columns.ids[code] for code in codes.tolist())
        for code in codes[~tied[codes]].tolist() if len(holders) > 1 else ():
            agency = columns.ids[code]
            if network.agencies[agency].kind in _NOT_ALONE or network.agencies[agency].members:
                continue
            if any(tied[columns.code_of[key]] for key in _standing_for(network, agency)):
                continue
            broken = _broken(network, agency, function)
            if not examined and not broken:
                continue
            related = {*network.parts(agency), *_above(network, agency)}
            others = tuple(
                islice(
                    (key for key in holders if key not in related), None if broken else _MOST_NAMED
                )
            )
            if others and (examined or _with_each(network, function, agency, others)):
                alone[agency].append(_Alone(function, others, broken))
    for agency, found in alone.items():
        yield _told(network, agency, found)


class _Alone(NamedTuple):
    """A function for which an agency is tied to nobody.

    Attributes:
        function: id of the function.
        others: the others who hold it.
        broken: links for it that sources report as absent or unmet.
    """

    function: str
    others: tuple[str, ...]
    broken: tuple[Link, ...]


def _tied(network: Network) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """Each function, and which agencies a link in force for it reaches."""
    columns = network.engine.columns
    in_force = columns.where(statuses=vocabulary.IN_FORCE)
    named = np.zeros(len(in_force), bool)
    named[columns.function_rows] = True
    watching = in_force & ~named & columns.where(kinds=["oversight"])
    for_any = np.zeros(len(columns.ids), bool)
    general = in_force & ~named & ~watching
    for_any[columns.source[general]] = for_any[columns.target[general]] = True
    for_any[_watchers(network, watching)] = True
    # A task force or programme ties its members for what it does, or for anything.
    joint = columns.agency_kind[columns.member_wholes] != "collective"
    wholes, members = columns.member_wholes[joint], columns.member_agencies[joint]
    idle = ~np.isin(wholes, columns.mandate_agencies)
    for_any[members[idle]] = True
    serving = in_force[columns.function_rows]
    rows, codes = columns.function_rows[serving], columns.function_codes[serving]
    order = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes[order], np.arange(len(columns.functions) + 1))
    for code, function in enumerate(columns.functions):
        tied = for_any.copy()
        served = rows[order[ends[code] : ends[code + 1]]]
        tied[columns.source[served]] = tied[columns.target[served]] = True
        doing = columns.mandate_agencies[columns.mandate_functions == code]
        tied[members[np.isin(wholes, doing)]] = True
        yield function, tied


def _watchers(network: Network, rows: NDArray[np.bool_]) -> list[int]:
    """Those who oversee others; who is overseen isn't tied by that."""
    columns = network.engine.columns
    several = columns.where(kinds=["oversight"]) & np.isin(columns.link, _of_several(columns))
    first = [link.ends[0] for link in network.engine.links_marked(rows & several)]
    found: list[int] = columns.source[rows & ~several].tolist()
    return found + [columns.code_of[key] for key in first]


def _of_several(columns: Columns) -> NDArray[np.int32]:
    """Places of links of three parties and more, which have several rows each."""
    found: NDArray[np.int32] = columns.link[1:][columns.link[1:] == columns.link[:-1]]
    return found


def _standing_for(network: Network, agency: str) -> set[str]:
    return {*network.acting_for(agency), *_above(network, agency)}


def _above(network: Network, agency: str) -> Iterator[str]:
    parent = network.agencies[agency].part_of
    while parent is not None:
        yield parent
        parent = network.agencies[parent].part_of


def _broken(network: Network, agency: str, function: str) -> tuple[Link, ...]:
    absent = _absent(network)
    return tuple(
        link
        for part in network.parts(agency)
        for link in network.links_of(part, rows=absent)
        if function in link.functions
    )


@per_network
def _absent(network: Network) -> NDArray[np.bool_]:
    """Rows that sources report as absent or unmet."""
    columns = network.engine.columns
    return columns.where(statuses=FAILING - vocabulary.IN_FORCE) & ~columns.assumed


def _with_each(network: Network, function: str, agency: str, others: tuple[str, ...]) -> bool:
    """Whether sources report, of each of the others, that there is no link with it."""
    single = False
    for other in others:
        if network.agencies[other].kind in _NOT_ALONE:
            continue
        broken = failing(joining(network, agency, other))
        if not any(function in link.functions and not link.in_force for link in broken):
            return False
        single = True
    return single


def _told(network: Network, agency: str, found: list[_Alone]) -> Finding:
    functions = tuple(one.function for one in found)
    others = tuple(dict.fromkeys(other for one in found for other in one.others))[:_MOST_NAMED]
    broken = {link.id: link for one in found for link in one.broken}
    label, purpose = network.label(agency), for_functions(network, functions)
    shown = condition_of_links(network, broken.values())
    silent = f"No link of {label}{purpose} is recorded, and the sources cover links in full."
    reported = "links" not in network.examined
    mandates = (
        passage
        for function in functions
        for passage in evidence_of_mandates(network, (agency,), function)
    )
    hold = verb(network, others, "holds", "hold")
    return Finding(
        sentence(f"{label} {verb(network, [agency], 'is', 'are')} tied to nobody{purpose}"),
        "reported" if reported else "derived",
        (agency,),
        Statement(f"{names(network, others)} {hold} the same.", tuple(dict.fromkeys(mandates))),
        Statement(shown.text if reported else f"{shown.text} {silent}".strip(), shown.evidence),
        cause=first_of(broken.values(), "cause"),
        effect=first_of(broken.values(), "effect"),
        links=tuple(broken),
        functions=functions,
        records=(agency,),
        clears=tuple(_contact(network, agency, one) for one in found),
    )


def _contact(network: Network, agency: str, alone: _Alone) -> Change:
    others = alone.others[:_MOST_NAMED]
    purpose = for_functions(network, [alone.function])
    return Change.new_link(
        f"{network.label(agency)} is in contact with {names(network, others, 'or')}{purpose}.",
        kind="liaison",
        source=agency,
        functions=[alone.function],
        **({"target": others[0]} if len(others) == 1 else {}),
    )
