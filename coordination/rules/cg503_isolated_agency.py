"""CG503: an agency holds a function and is tied to nobody for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coordination.model import vocabulary
from coordination.network import Network
from coordination.requirements.representation import above
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.rule import rule

__all__ = ["isolated_agency"]

_NOT_ALONE = ("collective", "government", "program", "committee")
"""Kinds of agency that work through their members, whose ties are reported for these."""

_MOST_NAMED = 8
"""Most of the others that a finding names."""

_MOST_ASKED = 200
"""Most agencies of which is asked with whom they work; beyond, links weren't what was recorded."""


@rule("CG503", "isolated-agency")
def isolated_agency(network: Network) -> Iterator[Finding]:
    """An agency holds a function that others hold too, and works with none of them on it.

    No working link joins it (or its parts, the agency that it is part of, or a collective, task
    force or programme that it belongs to) with anybody for the function; a link that names no
    function serves any, but for being overseen. It is derived where the sources cover links in full
    (`examined: [links]`), and open where others who hold the function are joined for it and of this
    one nothing is recorded. An agency that alone holds a function isn't reported.

    Why it matters:
        It works alone on the same matter as others: nobody uses what it knows, and it learns of
        their work only when the two collide.

    Options:
        None.

    Reported:
        They trace on their own.

    Derived:
        title: A prosecutor on his own
        examined: [links]
        functions:
          - {id: tracing, name: firearms tracing}
        agencies:
          - {id: atf, name: ATF, mandates: [{function: tracing}]}
          - {id: pgr, name: PGR, mandates: [{function: tracing}]}
          - {id: sonora, name: Prosecutor of Sonora, mandates: [{function: tracing}]}
        links:
          - {kind: request, source: pgr, target: atf, functions: [tracing]}

    Open:
        title: A prosecutor of whom nothing is recorded
        functions: [{id: tracing, name: firearms tracing}]
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
          - {id: tracing, name: firearms tracing}
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
    columns = network.engine.columns
    alone: dict[tuple[str, bool], list[_Alone]] = defaultdict(list)
    for function, tied, serving in _tied(network):
        covered = network.examines("links", function=function)
        codes = network.engine.indexes.holders[columns.functions.index(function)]
        # Where nobody is tied for a function, its links weren't looked for.
        if len(codes) < 2 or not (covered or (serving and tied[codes].any())):
            continue
        holders = [columns.ids[code] for code in codes.tolist()]
        for code in codes[~tied[codes]].tolist():
            agency = columns.ids[code]
            if _works_through_members(network, agency):
                continue
            line = {*network.acting_for(agency), *above(network, agency)}
            if any(tied[columns.code_of[key]] for key in line):
                continue
            others = tuple(islice((key for key in holders if key not in line), _MOST_NAMED))
            if others:
                alone[agency, covered].append(_Alone(function, others))
    asked = sum(not covered for _, covered in alone)
    for (agency, covered), found in alone.items():
        if covered or asked <= _MOST_ASKED:
            yield _told(network, agency, found, covered=covered)


class _Alone(NamedTuple):
    """A function for which an agency is tied to nobody, and others who hold it."""

    function: str
    others: tuple[str, ...]


def _works_through_members(network: Network, agency: str) -> bool:
    record = network.agencies[agency]
    return record.kind in _NOT_ALONE or bool(record.members)


def _tied(network: Network) -> Iterator[tuple[str, NDArray[np.bool_], bool]]:
    """Each function, which agencies a working link for it reaches, and whether any names it."""
    columns = network.engine.columns
    works = columns.where(statuses=vocabulary.WORKING)
    named = np.zeros(len(works), bool)
    named[columns.function_rows] = True
    # Who is overseen isn't tied by that; who oversees is.
    watching = works & ~named & columns.where(kinds=["oversight"])
    general = works & ~named & ~watching
    for_any = np.zeros(len(columns.ids), bool)
    for_any[columns.source[general]] = for_any[columns.target[general]] = True
    for_any[columns.source[watching]] = True
    # A task force or programme ties its members for what it does, or for anything.
    joint = columns.agency_kind[columns.member_wholes] != "collective"
    wholes, members = columns.member_wholes[joint], columns.member_agencies[joint]
    for_any[members[~np.isin(wholes, columns.mandate_agencies)]] = True
    serving = works[columns.function_rows]
    rows, codes = columns.function_rows[serving], columns.function_codes[serving]
    for code, function in enumerate(columns.functions):
        tied = for_any.copy()
        served = rows[codes == code]
        tied[columns.source[served]] = tied[columns.target[served]] = True
        doing = columns.mandate_agencies[columns.mandate_functions == code]
        tied[members[np.isin(wholes, doing)]] = True
        yield function, tied, bool(len(served))


def _told(network: Network, agency: str, found: list[_Alone], *, covered: bool) -> Finding:
    functions = tuple(one.function for one in found)
    others = tuple(dict.fromkeys(key for one in found for key in one.others))[:_MOST_NAMED]
    own, held = say.who(network, [agency]), say.who(network, others)
    purpose = say.for_functions(network, functions)
    mandates = say.evidence_of_mandates(network, [agency], *functions)
    return Finding.known_or_asked(
        covered,
        f"no working link joins {own} with anybody{purpose}",
        f"With whom does {own} work{purpose}? {held} {held:holds|hold} the same.",
        agencies=(agency,),
        functions=functions,
        criteria=Statement(f"{held} {held:holds|hold} the same.", mandates),
        condition=say.unrecorded(
            f"no working link of {own}{purpose} is recorded", "links" if covered else ""
        ),
        records=(agency,),
        settles=[_contact(network, agency, one) for one in found],
        asks=(agency, *others),
        answer=f"{own} {own:works on its|work on their} own{purpose}",
    )


def _contact(network: Network, agency: str, alone: _Alone) -> Change:
    purpose = say.for_functions(network, [alone.function])
    return Change.new_link(
        f"{network.label(agency)} is in contact with {say.names(network, alone.others, 'or')}"
        f"{purpose}.",
        kind="liaison",
        source=agency,
        functions=[alone.function],
        target=alone.others[0] if len(alone.others) == 1 else None,
    )
