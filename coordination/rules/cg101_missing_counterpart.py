"""CG101: nobody on the other side holds the function."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Finding
from coordination.rules.place_questions import nobody_in_a_place
from coordination.rules.requirement_findings import Unmet, gaps_of_requirements
from coordination.rules.rule import rule

__all__ = ["missing_counterpart"]


@rule("CG101", "missing-counterpart")
def missing_counterpart(network: Network) -> Iterator[Finding]:
    """A requirement's other side has no agency that holds the function, or a source says so.

    The other side are the agencies that the counterpart describes by jurisdiction, kind or level. A
    counterpart is missing where none of them has a mandate in the function, and either the sources
    cover mandates in full (`examined: [mandates]`) or the requirement was examined. An agency that
    a working link for the function reaches counts as holding it, unless mandates are covered in
    full.

    Why it matters:
        An agency can coordinate a task across a border or a level of government only with somebody
        who has that task there. Where nobody has it, requests go unanswered or to the wrong office,
        whatever agreement or liaison there is.

    Options:
        None.

    Reported:
        Nobody on the other side answers for tracing.

    Derived:
        title: Nobody in Mexico traces firearms
        examined: [mandates]
        functions:
          - {id: tracing, name: firearms tracing}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: customs, name: Mexican Customs, jurisdiction: MX}
        requirements:
          - {id: tracing-in-mexico, agency: atf, counterpart: {jurisdiction: MX}, function: tracing}

    Open:
        title: The same, and nobody looked
        functions:
          - {id: tracing, name: firearms tracing}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: customs, name: Mexican Customs, jurisdiction: MX}
        requirements:
          - {id: tracing-in-mexico, agency: atf, counterpart: {jurisdiction: MX}, function: tracing}

    Clean:
        title: Mexico's federal prosecutor traces firearms
        examined: [mandates]
        functions:
          - {id: tracing, name: firearms tracing}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - id: pgr
            name: PGR
            jurisdiction: MX
            mandates: [{function: tracing, role: lead}]
        requirements:
          - {id: tracing-in-mexico, agency: atf, counterpart: {jurisdiction: MX}, function: tracing}

    Remedy:
        Agree with the other side which agency takes the function there, then link with it. Where
        such an agency exists and isn't in the data, record its mandate.

    Source:
        Protocol against the Illicit Manufacturing of and Trafficking in Firearms (United Nations,
        31 May 2001), art. 13(2): each State names a national agency or single point of contact for
        liaison with the others. Nearest standard between agencies: GAO-23-105520 (2023), leading
        collaboration practice "include relevant participants".
    """

    def missing(unmet: Unmet) -> Finding:
        requirement, who = unmet.requirement, unmet.who
        agencies = tuple(unmet.first.candidates)
        known = agencies[0] if len(agencies) == 1 else None
        nobody = f"{say.other_side(network, requirement)} is not among the agencies"
        if agencies:
            nobody = f"none of {say.names(network, agencies, 'or')} holds the function"
            change = remedies.take_the_lead(network, known, requirement.function)
        else:
            change = remedies.create(network, requirement)
        asked = say.counterpart_phrase(network, requirement)
        return unmet.tell(
            f"{who} {who:has|have} no {asked}{unmet.purpose}",
            agencies=unmet.own,
            links=(),
            otherwise=nobody,
            silent="mandates",
            clears=(change, *remedies.join(network, unmet.first, [known] if known else [])),
        )

    yield from gaps_of_requirements(network, "CG101", missing)
    yield from nobody_in_a_place(network)
