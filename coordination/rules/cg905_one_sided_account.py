"""CG905: all evidence for a finding comes from one side."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.rule import rule

__all__ = ["one_sided_account"]


@rule("CG905", "one-sided-account", after=True)
def one_sided_account(network: Network, findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """All evidence of a reported finding about two agencies comes from one of the two.

    All passages of the finding have the same speaker, and it is one of the agencies concerned.

    Why it matters:
        An agency that wasn't asked will object, and it may know what the other doesn't.

    Options:
        None.

    Open:
        title: One side reports it
        sources: [{id: report, title: A newspaper}]
        agencies:
          - {id: atf, name: ATF}
          - {id: fbi, name: FBI}
        links:
          - kind: information-sharing
            source: fbi
            target: atf
            status: late
            evidence: [{source: report, at: page 7, speaker: ATF, says: We heard hours later.}]

    Clean:
        title: An auditor reports it
        sources: [{id: report, title: Report of an auditor}]
        agencies:
          - {id: atf, name: ATF}
          - {id: fbi, name: FBI}
        links:
          - kind: information-sharing
            source: fbi
            target: atf
            status: late
            evidence: [{source: report, at: page 7, speaker: Auditor, says: It came hours later.}]

    Remedy:
        Ask the other side, and record what it says, with its speaker; where it contradicts, mark
        the passage as disputing.

    Source:
        U.S. Government Accountability Office, Government Auditing Standards (2024), 9.50-9.53:
        views of responsible officials are obtained and reported.
    """
    for finding in findings:
        if finding.about_the_record or finding.basis != "reported":
            continue
        passages = [one for one in finding.evidence if one.stance == "supports"]
        speakers = {passage.speaker for passage in passages}
        if len(speakers) != 1 or len(finding.agencies) < 2:
            continue
        (speaker,) = speakers
        own = [key for key in finding.agencies if speaker and _is(network, key, speaker)]
        others = tuple(key for key in finding.agencies if key not in own)
        if not own or not others:
            continue
        label = say.names(network, others[:8])
        yield Finding.asked(
            f"What {'does' if len(others) == 1 else 'do'} {label} say to this?"
            f" {finding.message} Only {speaker} says so.",
            agencies=(*others, *own),
            functions=finding.functions,
            condition=Statement(f"All evidence comes from {speaker}.", finding.evidence),
            settles=tuple(
                Change("change", section, f"What {label} say is recorded.", key)
                for section, keys in (
                    ("conclusions", finding.conclusions),
                    ("requirements", finding.requirements),
                    ("links", finding.links),
                )
                for key in keys[:1]
            )[:1],
            asks=others,
            answer=finding.message,
            records=finding.conclusions or finding.requirements or finding.links,
            subjects=(finding.code, *(finding.subjects or finding.agencies)),
        )


def _is(network: Network, agency: str, speaker: str) -> bool:
    record = network.agencies[agency]
    names = (record.name, record.abbreviation, *record.aliases)
    return speaker.casefold() in {name.casefold() for name in names if name}
