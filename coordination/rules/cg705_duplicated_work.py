"""CG705: two agencies do the same for the same."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules.finding import Finding
from coordination.rules.rule import rule

__all__ = ["duplicated_work"]


@rule("CG705", "duplicated-work")
def duplicated_work(network: Network) -> Iterator[Finding]:
    """A source reports that agencies do the same work twice.

    GAO's word for agencies engaged in the same activities for the same beneficiaries; it is told of
    conclusions of this name. Two forums for one thing are told by CG703.

    Why it matters:
        What is done twice is paid twice, and those who are served twice don't know whose word
        counts.

    Options:
        None.

    Reported:
        title: What an auditor concludes
        sources: [{id: report, title: Report of an auditor, publisher: The auditor}]
        functions: [{id: tracing, name: Firearms tracing}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        conclusions:
          - id: found
            finds: duplicated-work
            agencies: [atf, ice]
            functions: [tracing]
            says: Both run a laboratory for the same evidence.
            evidence: [{source: report, at: page 4}]

    Clean:
        title: What an auditor concludes
        sources: [{id: report, title: Report of an auditor, publisher: The auditor}]
        functions: [{id: tracing, name: Firearms tracing}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        conclusions:
          - id: found
            finds: works
            agencies: [atf, ice]
            functions: [tracing]
            says: Each has its own part.
            evidence: [{source: report, at: page 4}]

    Remedy:
        Give the work to one, or say what each does for whom.

    Source:
        GAO-15-49SP (2015): duplication is two or more agencies or programs engaged in the same
        activities or providing the same services to the same beneficiaries.
    """
    yield from ()  # what sources report is all that it tells
