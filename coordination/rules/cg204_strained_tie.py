"""CG204: a link exists and doesn't work as it should."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Finding
from coordination.rules.requirement_findings import Unmet, gaps_of_requirements
from coordination.rules.rule import rule

__all__ = ["strained_tie"]


@rule("CG204", "strained-tie")
def strained_tie(network: Network) -> Iterator[Finding]:
    """A link exists and does not work as it should.

    Sources report it of every link with status `strained` of a kind that no other rule reports:
    CG601 reports exchange of information, CG401 training, CG104 coordination inside an agency,
    CG201 agreements, CG207 oversight and CG304 funding. It is derived for a requirement with whose
    counterpart links are recorded and none of them is known to work, where somebody looked; open
    where nobody did.

    Why it matters:
        A link that exists counts as coordination. Where it doesn't work, each side relies on
        something that the other doesn't do.

    Options:
        None.

    Reported:
        title: Liaison that could work better
        sources: [{id: report, title: Report of an auditor}]
        agencies:
          - {id: border-liaisons, name: Border Liaisons}
          - {id: country-office, name: Mexico Country Office}
        links:
          - kind: liaison
            source: border-liaisons
            target: country-office
            status: strained
            evidence: [{source: report, at: page 7, says: The programme is not used as meant.}]

    Derived:
        title: A liaison that is only planned for, and somebody looked
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {kind: liaison, source: atf, target: ice, status: prescribed}
        requirements:
          - {id: atf-ice, agency: atf, counterpart: {agency: ice}, examined: true}

    Open:
        title: A liaison that is only planned for, and nobody looked
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {kind: liaison, source: atf, target: ice, status: prescribed}
        requirements:
          - {id: atf-ice, agency: atf, counterpart: {agency: ice}}

    Clean:
        title: Liaison that works
        sources: [{id: report, title: Report of an auditor}]
        agencies:
          - {id: border-liaisons, name: Border Liaisons}
          - {id: country-office, name: Mexico Country Office}
        links:
          - kind: liaison
            source: border-liaisons
            target: country-office
            evidence: [{source: report, at: page 7, says: The programme is used as meant.}]

    Remedy:
        Mend the cause that the source names. Where it names none, agree on what the link is for,
        who answers for it on each side, and how both see whether it works.

    Source:
        GAO-16-223 (2016), as the Simons Center reports it: under a memorandum in force since 2009
        ATF and ICE still had gaps in sharing information and misunderstood each other's roles.
    """

    def not_working(unmet: Unmet) -> Finding:
        first, own = unmet.first, say.names(network, unmet.own)
        links = first.failing or tuple(link for link in first.in_force if not link.assumed)
        return unmet.tell(
            f"nothing that works joins {own} with {unmet.others}{unmet.purpose}",
            links=links,
            besides="no link that is known to work is recorded",
            clears=remedies.mend(network, [link for link in links if not link.works])
            or remedies.join(network, first, unmet.agencies),
        )

    yield from gaps_of_requirements(network, "CG204", not_working)
