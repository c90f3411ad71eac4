"""CG902: findings that rest on one source alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from coordination.model import Source
from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules.finding import Finding, Statement
from coordination.rules.rule import rule

__all__ = ["single_source"]


@rule("CG902", "single-source", after=True)
def single_source(
    network: Network, findings: tuple[Finding, ...], *, minimum: int = 2
) -> Iterator[Finding]:
    """Findings about coordination rest on fewer than `minimum` sources.

    A finding rests on the sources whose passages support its criteria or its condition. All of them
    are one note, which names the source of each; a finding without any passage isn't counted here
    (CG901 reports the links that have none). Values are the number of findings and `minimum`.

    Why it matters:
        One report, one article, one witness may err or be partial. A finding that a second source
        bears out stands when the first is disputed.

    Options:
        minimum (default 2): number of sources that a finding is to rest on.

    Derived:
        title: One report says so
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
            evidence: [{source: report, at: page 3}]

    Clean:
        title: Two reports say so
        sources:
          - {id: report, title: Report of an auditor}
          - {id: testimony, title: Testimony of a witness}
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
        links:
          - kind: information-sharing
            source: atf
            target: dea
            status: strained
            evidence: [{source: report, at: page 3}, {source: testimony, at: page 1}]

    Remedy:
        Look for a second, independent source; until there is one, name the source where the finding
        is reported.

    Source:
        U.S. Government Accountability Office, Government Auditing Standards (2024), 8.92-8.96:
        enough evidence to persuade a knowledgeable person; where officials' word is the evidence it
        may need corroboration, and is judged by objectivity, credibility and reliability. No number
        of sources is named there: `minimum` is this tool's.
    """
    resting: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    subjects = [
        finding for finding in findings if finding.basis != "open" and not finding.about_the_record
    ]
    for finding in subjects:
        if 0 < len(finding.sources) < minimum:
            resting[finding.sources].append(finding)
    if not resting:
        return
    count = sum(map(len, resting.values()))
    by_source = sorted(resting.items(), key=lambda item: (-len(item[1]), item[0]))
    one = "one source" if minimum == 2 else f"fewer than {minimum} sources"
    told = []
    for sources, found in by_source:
        codes = sorted(Counter(finding.code for finding in found).items())
        cited = say.listed([_cited(network.sources[key]) for key in sources])
        told.append(f"{cited}: {', '.join(f'{number} of {code}' for code, number in codes)}.")
    yield Finding(
        f"{count} of {len(subjects)} findings {'rests' if count == 1 else 'rest'} on {one} alone.",
        "derived",
        (),
        condition=Statement(" ".join(told)),
        records=tuple(key for sources, _ in by_source for key in sources),
        value=count,
        threshold=0,
        unit="findings",
        subjects=("sources",),
    )


def _cited(source: Source) -> str:
    by = f" ({source.publisher})" if source.publisher else ""
    return f'"{source.title}"{by}'
