"""CG901: a link that no passage of a source carries."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.engine.argsort import distinct
from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules.finding import Finding, Statement
from coordination.rules.rule import rule

__all__ = ["link_without_evidence"]


@rule("CG901", "link-without-evidence")
def link_without_evidence(network: Network, *, most: int = 100) -> Iterator[Finding]:
    """A link has no passage of a source that supports it, and isn't marked as assumed.

    Passages that dispute a link don't support it. Beyond `most` such links there is one finding
    that gives their number: data of that kind comes from a register, not from documents.

    Why it matters:
        A link that nobody can look up can't be defended before the agencies that it names, and
        neither can a finding that rests on it.

    Options:
        most (default 100): number of such links beyond which one finding reports them all.

    Derived:
        title: A liaison without a source
        agencies:
          - {id: atf, name: ATF}
          - {id: pgr, name: PGR}
        links:
          - {kind: liaison, source: atf, target: pgr}

    Clean:
        title: A liaison with its source, and one that is marked as assumed
        sources:
          - {id: report, title: Report}
        agencies:
          - {id: atf, name: ATF}
          - {id: pgr, name: PGR}
        links:
          - kind: liaison
            source: atf
            target: pgr
            evidence: [{source: report, at: page 3}]
          - {kind: training, source: atf, target: pgr, confidence: assumed}

    Remedy:
        Cite the passage that carries the link, or mark the link as assumed, or take it out.

    Source:
        U.S. Government Accountability Office, WatchBlog, 16 January 2019, The Rigorous Process for
        Producing "Fact-Based" Information: every sentence of a report is linked to its evidence.
        The same, Government Auditing Standards (2024), 8.90: findings need sufficient, appropriate
        evidence.
    """
    columns = network.engine.columns
    unsupported = ~columns.assumed & ~columns.supported
    count = len(distinct(columns.link[unsupported]))
    if count > most:
        yield Finding(
            f"{count} of {len(network.links)} links rest on no passage of a source.",
            "derived",
            (),
            condition=Statement("They cite no source, or only passages that dispute them."),
            value=count,
            threshold=most,
            unit="links",
        )
        return
    for link in network.engine.links_marked(unsupported):
        cited = "only passages that dispute it" if link.evidence else "no passage of a source"
        yield Finding(
            say.sentence(f"{say.link_phrase(network, link)} rests on {cited}"),
            "derived",
            link.agencies,
            condition=Statement(say.sentence(f"the link cites {cited}"), link.evidence),
            links=(link.id,),
            functions=link.functions,
        )
