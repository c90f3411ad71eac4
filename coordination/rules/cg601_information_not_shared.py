"""CG601: information that is to be exchanged and isn't, or not as it should be."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.requirements.representation import insiders
from coordination.rules import remedies
from coordination.rules.finding import Finding
from coordination.rules.requirement_findings import Unmet, gaps_of_requirements
from coordination.rules.requirement_words import exchange
from coordination.rules.rule import rule
from coordination.rules.shared_questions import exchange_of_sharers

__all__ = ["information_not_shared"]


@rule("CG601", "information-not-shared")
def information_not_shared(network: Network) -> Iterator[Finding]:
    """Exchange of information is required or due, and does not take place as it should.

    Sources report it of information sharing, access to systems, referral and reporting that is
    strained, unmet or absent, also within one agency, and of a requirement of exchange that they
    find unmet. It is derived where such a requirement was examined and no exchange that works is
    recorded, and open where nobody looked or where it is only prescribed; it is open too for
    agencies that share a function, where no exchange that joins them all is recorded. CG302 reports
    late exchange, CG203 exchange that runs one way only.

    Why it matters:
        Each side sees only its part: leads are not followed, two agencies work on one case without
        knowing it, and one finds out again what the other already knows.

    Options:
        None.

    Reported:
        title: ATF and DEA share intelligence now and then
        functions:
          - {id: intelligence, name: intelligence}
        sources:
          - {id: report, title: Report of an auditor}
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
        links:
          - kind: information-sharing
            source: atf
            target: dea
            status: strained
            functions: [intelligence]
            evidence: [{source: report, at: page 3, says: It is neither systematic nor consistent.}]

    Derived:
        title: It is required, and somebody looked
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        requirements:
          - {id: atf-ice, agency: atf, counterpart: {agency: ice}, kinds: [information-sharing],
             examined: true}

    Open:
        title: It is required, and nobody looked
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        requirements:
          - {id: atf-ice, agency: atf, counterpart: {agency: ice}, kinds: [information-sharing]}

    Clean:
        title: ATF and DEA share intelligence
        functions:
          - {id: intelligence, name: intelligence}
        sources:
          - {id: report, title: Report of an auditor}
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
        links:
          - kind: information-sharing
            source: atf
            target: dea
            functions: [intelligence]
            evidence: [{source: report, at: page 3, says: Both send each other what they learn.}]

    Remedy:
        Agree what is passed on, to whom, how often and through which channel, and look after a
        while whether it is.

    Source:
        Inter-American Convention against the Illicit Manufacturing of and Trafficking in Firearms
        (OAS, 1997), art. XIII(1): States exchange relevant information. Case: U.S. Department of
        Justice, Inspector General, Semiannual Report, October 2010 to March 2011: ATF doesn't
        systematically and consistently exchange intelligence with Mexican and some U.S. partners.
    """

    def not_shared(unmet: Unmet) -> Finding:
        first, agencies = unmet.first, unmet.agencies
        if first.within:
            agencies = insiders(network, unmet.own[0])
        clears = unmet.mended(agencies)
        if first.within and not first.failing:
            clears = (remedies.join_all(network, agencies or unmet.own, unmet.functions),)
        what = f"{exchange(network, unmet.cases)}{unmet.purpose}"
        return unmet.tell(
            f"{what} is required and does not happen",
            agencies=(*unmet.own, *agencies),
            otherwise=f"no {what} is recorded",
            clears=clears,
        )

    yield from gaps_of_requirements(network, "CG601", not_shared)
    yield from exchange_of_sharers(network)
