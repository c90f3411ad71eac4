"""CG701: several agencies lead a function in one jurisdiction, or none does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.mandate_holders import Cell, agreements_among, cells
from coordination.requirements.representation import joining_among
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.agreement_questions import led_under
from coordination.rules.cell_findings import Held
from coordination.rules.finding import Change, Finding
from coordination.rules.rule import rule

__all__ = ["ambiguous_lead"]


@rule("CG701", "ambiguous-lead")
def ambiguous_lead(network: Network) -> Iterator[Finding]:
    """A function has more than one lead in one place, or several holders and no lead.

    Looked at are agencies that hold the function in one place, whatever their level; an agency
    stands for its own parts. Several leads are derived, whatever agreement stands, unless a source
    says that it works. No lead is derived where the sources cover who leads in full (`examined:
    [mandates]`), and open elsewhere; so are a lead in a place and another in a part of it, and who
    is in charge of what an agreement or directive asks of three or more agencies.

    Why it matters:
        Where two agencies lead, each waits for the other or both go ahead. Where none does, nobody
        takes care of what concerns them all, and others don't know whom to ask.

    Options:
        None.

    Reported:
        Each claims the lead.

    Derived:
        title: Two leads
        functions:
          - {id: investigation, name: firearms investigation}
        agencies:
          - id: atf
            name: ATF
            jurisdiction: US
            mandates: [{function: investigation, role: lead}]
          - id: ice
            name: ICE
            jurisdiction: US
            mandates: [{function: investigation, role: lead}]

    Open:
        title: Two hold it, and nobody is recorded as lead
        functions: [{id: investigation, name: firearms investigation}]
        agencies:
          - {id: atf, name: ATF, jurisdiction: US, mandates: [{function: investigation}]}
          - {id: ice, name: ICE, jurisdiction: US, mandates: [{function: investigation}]}

    Clean:
        title: Two leads, and a source says that their agreement works
        sources: [{id: report, title: Report of an auditor}]
        functions:
          - {id: investigation, name: firearms investigation}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US,
             mandates: [{function: investigation, role: lead}]}
          - {id: ice, name: ICE, jurisdiction: US,
             mandates: [{function: investigation, role: lead}]}
        links:
          - {id: mou, kind: agreement, source: atf, target: ice, functions: [investigation]}
        conclusions:
          - {id: settled, finds: works, agencies: [atf, ice], functions: [investigation],
             says: The memorandum settles who leads., evidence: [{source: report, at: page 4}]}

    Remedy:
        Name one lead; or agree in writing who leads in which cases.

    Source:
        GAO-14-220 (2014), highlights: has a lead agency been identified; if leadership is shared,
        are roles and responsibilities clear? GAO-09-904SP (2009): a strategy that defines roles
        helps to clarify who leads and who takes part.
    """
    led: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells(network):
        leads = cell.having("lead")
        if leads:
            led[cell.function].append(cell)
        if len(leads) > 1:
            yield _several(network, cell, leads)
        elif not leads and len(cell.holders) > 1:
            yield _none(network, cell)
    for function, places in led.items():
        yield from _nested(network, function, places)
    yield from led_under(network)


def _several(network: Network, cell: Cell, leads: tuple[str, ...]) -> Finding:
    held = Held(network, cell, leads)
    label, purpose = held.who, held.purpose
    agreed = agreements_among(network, leads, cell.function)
    fails = [link for link in agreed if not link.works]
    if fails:
        settles = f", and {say.link_phrase(network, fails[0])} is reported as not working"
    elif agreed:
        settles = f", and no source reports that {say.link_phrase(network, agreed[0])} settles it"
    elif over := say.how_ended(network, past := _past(network, leads, cell.function)):
        settles = f"; {over}, and no other agreement that divides the lead is recorded"
    else:
        settles = ", and no agreement that divides the lead is recorded"
    shown = say.condition_of_links(network, agreed or past)
    return Finding.of(
        say.sentence(
            f"{label} {'both' if len(leads) == 2 else 'all'} lead{held.where}{purpose}{settles}"
        ),
        "derived",
        **held.fields(shown.evidence),
        condition=f"The records give {label} the lead{purpose}. {shown.text}".strip(),
        clears=(
            Change(
                "change",
                "agencies",
                say.sentence(f"one of {label} takes the lead{purpose}, and the others support it"),
                fields={"mandates": [{"function": cell.function, "role": "support"}]},
            ),
        ),
        records=tuple(link.id for link in agreed),
    )


def _past(network: Network, leads: tuple[str, ...], function: str) -> list[Link]:
    """Agreements of leads for a function that have ended."""
    return [
        link
        for link in joining_among(network, leads)
        if link.kind in vocabulary.PAPER_KINDS
        and link.status == "ended"
        and link.serves(function)
        and not link.assumed
    ]


def _none(network: Network, cell: Cell) -> Finding:
    held = Held(network, cell, cell.holders)
    covered = network.examines("mandates", aspect="leads", function=cell.function, place=cell.place)
    nobody = f"none of {say.names(network, cell.holders, 'or')}"
    return Finding.known_or_asked(
        covered,
        f"{nobody} leads{held.where}{held.purpose}",
        f"Who leads {held.name}{held.where}? {held.who} hold it, and none is recorded as lead.",
        **held.fields(),
        condition=say.unrecorded(
            f"{held.who} hold the function, none as lead", "who leads" if covered else ""
        ),
        settles=remedies.take_the_lead(network, None, cell.function),
    )


def _nested(network: Network, function: str, led: list[Cell]) -> Iterator[Finding]:
    """Leads in a place and in a part of it: both may lead, each in its own cases."""
    name = network.functions[function].name
    for inner in led:
        for outer in led:
            if inner is outer or not network.within(inner.place, outer.place):
                continue
            one, other = inner.having("lead"), outer.having("lead")
            related = {part for key in other for part in network.parts(key)}
            if not related.isdisjoint(one) or not set(one).isdisjoint(other):
                continue
            here, there = (say.in_places(network, [cell.place]) for cell in (inner, outer))
            both = (*one, *other)
            yield Finding.asked(
                f"Who leads {name}{here} where both act: {say.names(network, one)}, which"
                f" {'leads' if len(one) == 1 else 'lead'} there, or {say.names(network, other)},"
                f" which {'leads' if len(other) == 1 else 'lead'}{there}?",
                agencies=both,
                functions=(function,),
                places=(inner.place, outer.place),
                evidence=say.evidence_of_mandates(network, both, function),
                condition="The records give each the lead, in places of which one lies in the"
                " other.",
                settles=remedies.agree(network, both, [function]),
                answer=f"It is unclear whether {say.names(network, one)} or"
                f" {say.names(network, other)} leads{here} for {name}",
                subjects=(function, inner.place, outer.place),
            )
