"""CG102: several agencies on the other side, and none that answers for them."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.model import vocabulary
from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Finding
from coordination.rules.requirement_findings import Unmet, gaps_of_requirements
from coordination.rules.rule import rule

__all__ = ["no_single_counterpart"]


@rule("CG102", "no-single-counterpart")
def no_single_counterpart(network: Network) -> Iterator[Finding]:
    """A requirement asks for a single agency on the other side, there are several, and none leads.

    Several are two or more holders of the function of which none is part of another, or one
    collective; none leads where none of them is `lead` or `contact` in the function. It holds where
    the sources cover mandates in full (`examined: [mandates]`) or the requirement was examined, and
    where a source reports that there is no single counterpart.

    Why it matters:
        An agency that faces several others, none of which speaks for the rest, must ask each of
        them the same question, gets different answers, and finds nobody who can commit them all.

    Options:
        None.

    Reported:
        Neither can say who answers for the other side.

    Derived:
        title: Two Mexican agencies investigate, neither leads
        examined: [mandates]
        functions:
          - {id: investigation, name: firearms trafficking investigation}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: pgr, name: PGR, jurisdiction: MX, mandates: [{function: investigation}]}
          - {id: federal-police, name: Federal Police, jurisdiction: MX,
             mandates: [{function: investigation}]}
        requirements:
          - {id: one-body, agency: atf, counterpart: {jurisdiction: MX}, function: investigation,
             single: true}

    Open:
        title: The same, and nobody looked
        functions:
          - {id: investigation, name: firearms trafficking investigation}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: pgr, name: PGR, jurisdiction: MX, mandates: [{function: investigation}]}
          - {id: federal-police, name: Federal Police, jurisdiction: MX,
             mandates: [{function: investigation}]}
        requirements:
          - {id: one-body, agency: atf, counterpart: {jurisdiction: MX}, function: investigation,
             single: true}

    Clean:
        title: Two Mexican agencies investigate, one is the contact
        examined: [mandates]
        functions:
          - {id: investigation, name: firearms trafficking investigation}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: pgr, name: PGR, jurisdiction: MX,
             mandates: [{function: investigation, role: contact}]}
          - {id: federal-police, name: Federal Police, jurisdiction: MX,
             mandates: [{function: investigation}]}
        requirements:
          - {id: one-body, agency: atf, counterpart: {jurisdiction: MX}, function: investigation,
             single: true}

    Remedy:
        Have the other side name one agency as lead or point of contact for the function, and link
        with it.

    Source:
        Protocol against the Illicit Manufacturing of and Trafficking in Firearms (United Nations,
        31 May 2001), art. 13(2): one national agency or single point of contact. GAO-14-220 (2014):
        has a lead agency or individual been identified? Case: CNN, 9 November 2010, paragraph 7:
        ATF "has no single counterpart".
    """

    def several(unmet: Unmet) -> Finding:
        first, requirement, who = unmet.first, unmet.requirement, unmet.who
        agencies = tuple(first.counterparts)
        held = say.who(network, agencies)
        one = agencies[0] if len(agencies) == 1 and _acts(network, agencies[0]) else None
        join = () if first.working else remedies.join(network, first, [one] if one else [])
        asked = say.counterpart_phrase(network, requirement, "single")
        return unmet.tell(
            f"{who} {who:has|have} no {asked}{unmet.purpose}",
            agencies=(*unmet.own, *agencies),
            links=(),
            otherwise=f"{held} {held:holds|hold} the function, none of them is lead or contact",
            silent="mandates",
            evidence=say.evidence_of_mandates(network, agencies, requirement.function),
            clears=(remedies.take_the_lead(network, one, requirement.function), *join),
        )

    yield from gaps_of_requirements(network, "CG102", several)


def _acts(network: Network, agency: str) -> bool:
    return network.agencies[agency].kind not in vocabulary.GROUP_KINDS
