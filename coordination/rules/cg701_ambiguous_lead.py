"""CG701: several agencies lead a function in one jurisdiction, or none does."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.requirements.mandate_holders import Office, divided, offices
from coordination.rules.finding import Finding, Statement
from coordination.rules.phrases import evidence_of_mandates, for_function, names, sentence
from coordination.rules.remedies import agree, take_the_lead
from coordination.rules.rule import rule

__all__ = ["ambiguous_lead"]


@rule("CG701", "ambiguous-lead")
def ambiguous_lead(network: Network) -> Iterator[Finding]:
    """A function has more than one lead in one jurisdiction, or several holders and no lead.

    Looked at are agencies of the same jurisdiction and level that hold the function; an agency
    stands for its own parts. Several leads are told unless agreements in force that cover the
    function join them: these divide the lead. No lead is told only where the sources cover mandates
    in full (`examined: [mandates]`); that a single counterpart is wanting is told by CG102.

    Why it matters:
        Where two lead, each waits for the other or both go ahead; where nobody does, what belongs
        to all is left to each. Others don't know whom to ask.

    Options:
        None.

    Flagged:
        title: Two leads
        functions:
          - {id: investigation, name: Firearms investigation}
        agencies:
          - id: atf
            name: ATF
            jurisdiction: US
            mandates: [{function: investigation, role: lead}]
          - id: ice
            name: ICE
            jurisdiction: US
            mandates: [{function: investigation, role: lead}]

    Clean:
        title: Two leads with an agreement
        functions:
          - {id: investigation, name: Firearms investigation}
        agencies:
          - id: atf
            name: ATF
            jurisdiction: US
            mandates: [{function: investigation, role: lead}]
          - id: ice
            name: ICE
            jurisdiction: US
            mandates: [{function: investigation, role: lead}]
        links:
          - {kind: agreement, source: atf, target: ice, functions: [investigation]}

    Remedy:
        Name one lead; or agree in writing who leads in which cases.

    Source:
        GAO-14-220 (2014), highlights: has a lead agency been identified; if leadership is shared,
        are roles and responsibilities clear? GAO-09-904SP (2009): a strategy that defines roles
        helps to clarify who leads and who takes part.
    """
    for office in offices(network):
        leads = office.roles(network, "lead")
        if len(leads) > 1:
            groups = divided(network, leads, office.function)
            if len(groups) > 1:
                yield _several(network, office, leads, groups)
        elif not leads and "mandates" in network.examined:
            yield _none(network, office)


def _several(
    network: Network, office: Office, leads: tuple[str, ...], groups: tuple[tuple[str, ...], ...]
) -> Finding:
    purpose, label = for_function(network, office.function), names(network, leads)
    return Finding(
        sentence(f"{label} each lead in {office.where}{purpose}, and nothing divides the lead"),
        "derived",
        leads,
        condition=Statement(
            f"The records give {label} the lead, and no agreement in force that covers the"
            " function joins them all.",
            evidence_of_mandates(network, leads, office.function),
        ),
        functions=(office.function,),
        clears=(agree(network, [group[0] for group in groups], [office.function]),),
    )


def _none(network: Network, office: Office) -> Finding:
    purpose = for_function(network, office.function)
    return Finding(
        sentence(
            f"none of {names(network, office.holders, 'or')} leads in {office.where}{purpose}"
        ),
        "derived",
        office.holders,
        condition=Statement(
            f"{names(network, office.holders)} hold the function, none as lead, and the sources"
            " cover mandates in full.",
            evidence_of_mandates(network, office.holders, office.function),
        ),
        functions=(office.function,),
        clears=(take_the_lead(network, None, office.function),),
    )
