"""CG107: a source finds that agencies do not coordinate as required."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules.finding import Finding
from coordination.rules.requirement_findings import gaps_of_requirements
from coordination.rules.rule import rule

__all__ = ["unmet_requirement"]


@rule("CG107", "unmet-requirement")
def unmet_requirement(network: Network) -> Iterator[Finding]:
    """A source finds that agencies do not coordinate as required, or nobody says whether they do.

    It holds for a requirement of which a passage `finds: lacking`, and for a conclusion of this
    name; it is open for a requirement on whose state the records are silent. Where the records show
    what is missing, or the requirement is about exchange of information, training, monitoring, a
    single counterpart or an agreement, the rule for that reports it. The sentence repeats the
    source; CG103 says that there is no link, where that is known.

    Why it matters:
        An auditor's finding is the strongest statement in the records. Where it doesn't say what
        exactly is missing, nobody knows what to mend.

    Options:
        None.

    Reported:
        title: An auditor finds too little coordination
        sources: [{id: report, title: Report of an auditor, publisher: The auditor}]
        functions: [{id: tracing, name: firearms tracing}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        requirements:
          - id: coordinate
            agency: atf
            counterpart: {agency: ice}
            function: tracing
            evidence:
              - {source: report, at: page 4, finds: lacking, says: They rarely work together.}

    Open:
        title: A requirement at which nobody looked
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        requirements:
          - {id: together, agency: atf, counterpart: {agency: ice}}

    Clean:
        title: An auditor finds enough coordination
        sources: [{id: report, title: Report of an auditor, publisher: The auditor}]
        functions: [{id: tracing, name: firearms tracing}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        requirements:
          - id: coordinate
            agency: atf
            counterpart: {agency: ice}
            function: tracing
            evidence:
              - {source: report, at: page 4, finds: met, says: They work together every day.}

    Remedy:
        Agree what the two do together, who answers for it on each side, and how both see whether it
        works.

    Source:
        U.S. Government Accountability Office, Government Auditing Standards (2024), 8.126: criteria
        and condition are elements of a finding; the condition is what the auditor found.
    """
    yield from gaps_of_requirements(network, "CG107")
