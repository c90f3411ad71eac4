"""CG304: resources or authority that coordination needs are missing."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules.agreement_questions import means_under
from coordination.rules.finding import Finding
from coordination.rules.rule import rule
from coordination.rules.shared_questions import authority_of_leads

__all__ = ["missing_resources"]


@rule("CG304", "missing-resources")
def missing_resources(network: Network) -> Iterator[Finding]:
    """An agency does not have the resources or the authority that it needs, or nobody says.

    It is reported for conclusions of this name, and for funding that sources report as strained,
    unmet or absent. CG302 reports funding that came late. It is open what authority and means the
    lead of a function has over others that take part and aren't its own parts, or a forum where
    nobody leads, and what means agencies have for what an agreement or directive asks of them.

    Why it matters:
        An agency without the money, staff or powers to do its part can't do it, and asking it again
        changes nothing.

    Options:
        None.

    Reported:
        title: The department does not fund the task force
        sources: [{id: report, title: Report of an auditor, publisher: The auditor}]
        functions: [{id: tracing, name: firearms tracing}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - kind: funding
            source: atf
            target: ice
            status: unmet
            functions: [tracing]
            evidence: [{source: report, at: page 4, says: The funds were not transferred.}]

    Open:
        title: One leads others
        functions: [{id: tracing, name: firearms tracing}]
        agencies:
          - {id: atf, name: ATF, jurisdiction: US, mandates: [{function: tracing, role: lead}]}
          - {id: ice, name: ICE, jurisdiction: US, mandates: [{function: tracing}]}

    Clean:
        title: The department funds the task force
        sources: [{id: report, title: Report of an auditor, publisher: The auditor}]
        functions: [{id: tracing, name: firearms tracing}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - kind: funding
            source: atf
            target: ice
            functions: [tracing]
            evidence: [{source: report, at: page 4, says: The funds were transferred.}]

    Remedy:
        Give the agency what it needs, take the task from it, or say what it can do with what it
        has.

    Source:
        GAO-23-105520 (2023), leading collaboration practice "leverage resources and information".
        Case: CNN, 9 November 2010, paragraph 5: ATF did not have the resources to fulfil requests.
    """
    yield from authority_of_leads(network)
    yield from means_under(network)
