"""CG101: nobody on the other side holds the function."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules.finding import Finding
from coordination.rules.gap_owner import told_by
from coordination.rules.phrases import (
    counterpart_phrase,
    for_function,
    looked,
    names,
    other_side,
    verb,
)
from coordination.rules.remedies import create, join, take_the_lead
from coordination.rules.requirement_findings import tell
from coordination.rules.rule import rule

__all__ = ["missing_counterpart"]


@rule("CG101", "missing-counterpart")
def missing_counterpart(network: Network) -> Iterator[Finding]:
    """A requirement's other side has no agency that holds the function, or a source says so.

    The other side are the bodies that the counterpart describes by jurisdiction, kind or level. It
    lacks a counterpart where none of them has a mandate in the function, and either the sources
    cover mandates in full (`examined: [mandates]`) or the requirement was examined. A body that a
    working link for the function reaches counts as holding it, unless mandates are covered in full.

    Why it matters:
        An agency can coordinate a task across a border or a level of government only with
        somebody who has that task there. Where nobody has it, no agreement or liaison helps:
        requests go unanswered, or to whoever happens to be known.

    Options:
        None.

    Flagged:
        title: Nobody in Mexico traces firearms
        examined: [mandates]
        functions:
          - {id: tracing, name: Firearms tracing}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: customs, name: Mexican Customs, jurisdiction: MX}
        requirements:
          - {id: tracing-in-mexico, agency: atf, counterpart: {jurisdiction: MX}, function: tracing}

    Clean:
        title: Mexico's federal prosecutor traces firearms
        examined: [mandates]
        functions:
          - {id: tracing, name: Firearms tracing}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - id: pgr
            name: PGR
            jurisdiction: MX
            mandates: [{function: tracing, role: lead}]
        requirements:
          - {id: tracing-in-mexico, agency: atf, counterpart: {jurisdiction: MX}, function: tracing}

    Remedy:
        Agree with the other side which body takes the function there, then link with it. Where
        there is one that the data doesn't know, record its mandate.

    Source:
        Protocol against the Illicit Manufacturing of and Trafficking in Firearms (United Nations,
        31 May 2001), art. 13(2): each State names a national body or single point of contact for
        liaison with the others. Nearest standard between agencies: GAO-23-105520 (2023), leading
        collaboration practice "include relevant participants".
    """
    for assessment in told_by(network, "CG101"):
        requirement = assessment.requirement
        own, function = requirement.agency, requirement.function
        purpose = for_function(network, function)
        asked = counterpart_phrase(network, requirement)
        if assessment.candidates:
            nobody = f"none of {names(network, assessment.candidates, 'or')} holds the function"
        else:
            nobody = f"{other_side(network, requirement)} is not among the agencies"
        known = assessment.candidates[0] if len(assessment.candidates) == 1 else None
        yield tell(
            network,
            assessment,
            f"{network.label(own)} {verb(network, [own], 'has', 'have')} no {asked}{purpose}",
            (own,),
            otherwise=f"{nobody}, and {looked(network, requirement, 'mandates')}",
            clears=(
                take_the_lead(network, known, function)
                if assessment.candidates
                else create(network, requirement),
                *join(network, assessment, [known] if known else []),
            ),
        )
