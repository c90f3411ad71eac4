"""CG301: what was asked for, owed or ordered was not given."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules.finding import Finding
from coordination.rules.rule import rule

__all__ = ["unmet_request"]


@rule("CG301", "unmet-request")
def unmet_request(network: Network) -> Iterator[Finding]:
    """Sources report that a request was not met, or that support that was due was not given.

    A request that was not met is reported together with the support for the same functions that the
    agency asked didn't give. CG401 reports training that wasn't given, CG601 information, CG304
    funds, and CG302 a late answer. Support that is only prescribed is a question.

    Why it matters:
        A request says what is needed and from whom. Where it is not met the need remains, and an
        agency that asked in vain asks less the next time.

    Options:
        None.

    Reported:
        title: Mexico asks ATF for help in vain
        sources:
          - {id: report, title: Report of an auditor}
        agencies:
          - {id: atf, name: ATF}
          - {id: mexico, name: Mexico, kind: government}
        links:
          - kind: request
            source: mexico
            target: atf
            status: unmet
            cause: ATF does not have the resources.
            evidence: [{source: report, at: page 6, says: ATF could not help.}]

    Open:
        title: A plan provides for support
        sources: [{id: plan, title: Plan}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - kind: support
            source: atf
            target: ice
            status: prescribed
            evidence: [{source: plan, at: page 2, says: ATF is to send people.}]

    Clean:
        title: ATF helps
        sources:
          - {id: report, title: Report of an auditor}
        agencies:
          - {id: atf, name: ATF}
          - {id: mexico, name: Mexico, kind: government}
        links:
          - kind: request
            source: mexico
            target: atf
            evidence: [{source: report, at: page 6, says: Mexico asked for help.}]
          - kind: support
            source: atf
            target: mexico
            evidence: [{source: report, at: page 6, says: ATF sent people.}]

    Remedy:
        Give what was asked for, or agree what can be given and by when. Where the request can't be
        met, an answer that says so is due as well.

    Source:
        Nearest standard: Protocol against the Illicit Manufacturing of and Trafficking in Firearms
        (United Nations, 31 May 2001), art. 13(1), on which States cooperate bilaterally, regionally
        and internationally. Case: CNN, 9 November 2010, paragraphs 5 and 6: ATF did not have the
        resources to fulfil Mexican requests for help.
    """
    yield from ()  # what sources report is all that it reports
