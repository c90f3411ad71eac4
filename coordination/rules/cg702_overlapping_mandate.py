"""CG702: several agencies do the same, and nothing says who does what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from coordination.engine.engine import per_network
from coordination.model import Case, Link
from coordination.network import Network
from coordination.requirements.assess import assess_all
from coordination.requirements.mandate_holders import (
    Cell,
    agreements_among,
    cells,
    divided,
)
from coordination.requirements.provisions import divides, doubted
from coordination.requirements.representation import connected, joining_among, united
from coordination.requirements.shared_work import instruments
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.cell_findings import Held
from coordination.rules.finding import Finding, Statement
from coordination.rules.rule import rule

__all__ = ["overlapping_mandate"]


@rule("CG702", "overlapping-mandate")
def overlapping_mandate(network: Network) -> Iterator[Finding]:
    """Agencies hold the same function in one place, and no lead or agreement divides it.

    GAO's word for similar goals, activities or beneficiaries is overlap. Looked at are agencies in
    one place, whatever their level; an agency stands for its own parts. One of them that leads
    divides the function, as does an agreement that works and covers it, for those whom it joins,
    unless all that it provides for the function is known not to be done; an agency whose role is
    support shares in the mandate of another. It is derived where the sources cover links in full,
    of agencies between which alone an agreement for the function is recorded and none is in force
    (one that has ended divides nothing any more: the sentence says when it ended), and of agencies
    that a requirement which isn't met asks to agree, or to do what such an agreement provides for;
    open where the records are silent, and where an agreement joins them and no source says that it
    works. CG701 reports several leads. Local agencies of which many share one code are left out.

    Why it matters:
        Two agencies with one task interfere in each other's cases, or each relies on the other and
        neither acts. Money that is spent twice on one thing is missing elsewhere.

    Options:
        None.

    Reported:
        Both do the same at the border.

    Derived:
        title: Two agencies at one border
        functions:
          - {id: interdiction, name: interdiction}
        agencies:
          - {id: ice, name: ICE, jurisdiction: US, mandates: [{function: interdiction}]}
          - {id: cbp, name: CBP, jurisdiction: US, mandates: [{function: interdiction}]}
        links:
          - {kind: joint-operation, source: ice, target: cbp, functions: [interdiction]}
          - {kind: agreement, source: ice, target: cbp, status: absent}

    Open:
        title: Two agencies at one border, of which nothing more is known
        functions: [{id: interdiction, name: interdiction}]
        agencies:
          - {id: ice, name: ICE, jurisdiction: US, mandates: [{function: interdiction}]}
          - {id: cbp, name: CBP, jurisdiction: US, mandates: [{function: interdiction}]}

    Clean:
        title: Two agencies at one border that agreed who does what
        functions:
          - {id: interdiction, name: interdiction}
        agencies:
          - {id: ice, name: ICE, jurisdiction: US, mandates: [{function: interdiction}]}
          - {id: cbp, name: CBP, jurisdiction: US, mandates: [{function: interdiction}]}
        links:
          - {kind: joint-operation, source: ice, target: cbp, functions: [interdiction]}
          - {kind: agreement, source: ice, target: cbp, functions: [interdiction]}
        conclusions:
          - id: divided
            finds: works
            agencies: [ice, cbp]
            functions: [interdiction]
            says: Each knows its part by the agreement.

    Remedy:
        Agree in writing who does what, where and when the other is informed; or give one the lead.

    Source:
        GAO-15-49SP (2015): overlap is several agencies or programs with similar goals, activities
        or beneficiaries. GAO-13-471 (2013): it can bring benefits, such as corroboration, and
        burden; so an overlap is a question to the agencies and not yet a fault.
    """
    for cell in cells(network):
        holders = cell.having("contact", "participant")
        if len(holders) < 2 or cell.having("lead"):
            continue
        groups = divided(network, holders, cell.function)
        if len(groups) < 2:
            yield from _by_paper(network, cell, holders)
            continue
        missing = _missing(network, holders, cell.function)
        if network.examines("links", function=cell.function, place=cell.place):
            if not _each_its_own(network, holders):
                yield _overlap(network, cell, [group[0] for group in groups], missing)
            continue
        asked = _asked(network, holders, cell.function)
        ends = [{one.agency, one.counterpart.agency or one.agency} for one in asked]
        told = False
        # Those between whom it is known that no agreement is in force, the first of each group.
        for joined in united(connected(network, holders, missing), ends):
            inside = ([key for key in group if key in joined] for group in groups)
            apart = [found[0] for found in inside if found]
            if len(apart) > 1:
                told = True
                yield _overlap(network, cell, apart, missing, asked)
        if not told:
            yield _question(network, cell, holders)


def _each_its_own(network: Network, holders: tuple[str, ...]) -> bool:
    """Whether local agencies share a code, and each has an area or customers of its own."""
    territorial = ("local", "tribal", "private")
    return all(network.agencies[key].level in territorial for key in holders)


def _question(network: Network, cell: Cell, holders: tuple[str, ...]) -> Finding:
    held = Held(network, cell, holders)
    return Finding.asked(
        f"Who does what for {held.name}{held.where}? {held.who} hold it, and no"
        " agreement that divides it is recorded.",
        **held.fields(),
        settles=remedies.agree(network, holders, [cell.function]),
        answer=f"The work of {held.who} overlaps{held.where} for {held.name}",
    )


def _by_paper(network: Network, cell: Cell, holders: tuple[str, ...]) -> Iterator[Finding]:
    """Agreements join the holders: do they say who does what?"""
    if not instruments(network) or _each_its_own(network, holders):
        return
    papers = [link for link in agreements_among(network, holders, cell.function) if link.works]
    held, phrase = Held(network, cell, holders), say.link_phrase(network, papers[0])
    yield Finding.asked(
        f"Which part of {held.name}{held.where} falls to whom? {held.who} hold it, and"
        f" nobody reports whether {phrase} divides it.",
        links=papers,
        **held.fields(),
        condition=say.sentence(f"{phrase} is in force; what it divides is not recorded"),
        settles=remedies.take_the_lead(network, None, cell.function),
        answer=f"The work of {held.who} overlaps{held.where} for {held.name}",
    )


def _missing(network: Network, holders: tuple[str, ...], function: str) -> list[Link]:
    """Agreements of holders and nobody else that are recorded and don't stand.

    That the members of a centre have no agreement with it says nothing of one among themselves.
    """
    own = {part for key in holders for part in network.parts(key)}
    return [
        link
        for link in joining_among(network, holders, rows=_missing_rows(network))
        if own.issuperset(link.agencies) and link.serves(function)
    ] + [
        link
        for link in agreements_among(network, holders, function)
        if link.id in doubted(network) and own.issuperset(link.agencies)
    ]


@per_network
def _missing_rows(network: Network) -> NDArray[np.bool_]:
    columns = network.engine.columns
    missing = columns.where(kinds=["agreement"], statuses=["absent", "unmet", "ended"])
    return missing & ~columns.assumed


def _asked(network: Network, holders: tuple[str, ...], function: str) -> list[Case]:
    """Requirements of two of the holders that aren't met: to agree, or to do what is agreed."""
    return [
        one.requirement
        for one in assess_all(network)
        if one.state == "lacking"
        and one.requirement.function in (None, function)
        and one.requirement.agency != one.requirement.counterpart.agency
        and {one.requirement.agency, one.requirement.counterpart.agency} <= set(holders)
        and (
            set(one.requirement.kinds) == {"agreement"}
            or one.gap == "unwritten"
            or _by_an_idle_paper(network, one.requirement, function)
        )
    ]


def _by_an_idle_paper(network: Network, case: Case, function: str) -> bool:
    """Whether an agreement of both sides provides for it, of which nothing is done."""
    agreement = network.links.get(case.under or "")
    return (
        agreement is not None
        and {case.agency, case.counterpart.agency} <= set(agreement.agencies)
        and agreement in agreements_among(network, agreement.agencies, function)
        and not divides(network, agreement, function)
    )


def _overlap(
    network: Network,
    cell: Cell,
    agencies: list[str],
    missing: list[Link],
    asked: Iterable[Case] = (),
) -> Finding:
    links = [link for link in missing if len(set(link.agencies) & set(agencies)) > 1]
    needs = [one for one in asked if one.agency in agencies]
    held, label = Held(network, cell, agencies), say.names(network, agencies)
    reported = (say.condition_of_requirement(network, one) for one in needs)
    shown = Statement.joined([say.condition_of_links(network, links), *filter(None, reported)])
    over = say.how_ended(network, links)
    idle = any(one.under for one in needs) or any(link.id in doubted(network) for link in links)
    works = " that works" if idle else ""
    nothing = f"and neither a lead nor an agreement{works} divides it"
    if over:  # whether another came in its place, nobody says
        nothing = "and neither a lead nor another agreement that divides it is recorded"
    return Finding.of(
        say.sentence(
            f"{label} {'both' if len(agencies) == 2 else 'all'} have a mandate"
            f"{held.where}{held.purpose}{'; ' if over else ''}{over}, {nothing}"
        ),
        "derived",
        **held.fields(shown.evidence, agencies),
        criteria=Statement.joined(say.criteria(network, one) for one in needs) if needs else None,
        condition=f"{label} hold the function; none leads, and no agreement that works and covers"
        f" it joins them. {shown.text}".strip(),
        clears=(remedies.agree(network, agencies, [cell.function]),),
    )
