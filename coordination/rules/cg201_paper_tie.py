"""CG201: agreed on paper, not done in practice."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.requirements.agreements import doubtful, practice
from coordination.requirements.assess import failing
from coordination.rules.finding import Finding, Statement
from coordination.rules.phrases import (
    condition_of_links,
    evidence_of_links,
    first_of,
    for_functions,
    link_phrase,
    listed,
    names,
    sentence,
    verb,
)
from coordination.rules.remedies import mend
from coordination.rules.rule import rule

__all__ = ["paper_tie"]


@rule("CG201", "paper-tie")
def paper_tie(network: Network) -> Iterator[Finding]:
    """An agreement is in force, and no operational link between the parties works under it.

    Operational links are those in which work, information, people or money passes; they count with
    the parties' parts and collectives, where they serve a function that the agreement covers (a
    link or an agreement that names none serves all). Of a pair of parties sources must report at
    least one such link as strained, late, unmet or absent, while none works; or they report the
    agreement itself as strained or late, and no operational link of any pair works. Links that were
    over when the agreement began are no practice under it. An instrument of several parties is one
    finding, which names the pairs. Agreements that are superseded are left to CG206.

    Why it matters:
        A memorandum answers the question whether two agencies coordinate, on paper: overseers tick
        it off, and the work doesn't change. The distance between the formal and the practised layer
        is where coordination failures hide.

    Options:
        None.

    Flagged:
        title: A memorandum that isn't practised
        sources: [{id: report, title: Report of an auditor}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {id: atf-ice-mou, kind: agreement, source: atf, target: ice,
             evidence: [{source: report, at: page 4, says: They signed a memorandum.}]}
          - {id: joint-cases, kind: joint-operation, source: atf, target: ice, status: strained,
             evidence: [{source: report, at: page 5, says: Joint cases are rare.}]}

    Clean:
        title: A memorandum that is practised
        sources: [{id: report, title: Report of an auditor}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {id: atf-ice-mou, kind: agreement, source: atf, target: ice,
             evidence: [{source: report, at: page 4, says: They signed a memorandum.}]}
          - {id: joint-cases, kind: joint-operation, source: atf, target: ice,
             evidence: [{source: report, at: page 5, says: Half of the cases are joint.}]}

    Remedy:
        Name in the agreement who does what by when, have somebody watch it, and start with one
        piece of joint work.

    Source:
        CNN, 9 November 2010, paragraph 8: ATF and ICE find it hard to coordinate "despite a formal
        memorandum of understanding". Cataldo, Wagstrom, Herbsleb and Carley 2006, CSCW '06,
        doi:10.1145/1180875.1180929, section 3.4, likewise counts recorded communication apart from
        what gives only potential paths.
    """
    for agreement in doubtful(network):
        found = practice(network, agreement)
        if not found.paper:
            continue
        own_failure = failing([agreement])
        pairs = found.idle or (agreement.agencies,)
        ends = tuple(dict.fromkeys(end for pair in pairs for end in pair))
        purpose = for_functions(network, agreement.functions)
        if len(agreement.agencies) == 2:
            have = verb(network, ends, "has", "have")
            message = (
                f"{names(network, ends)} {have} an agreement{purpose},"
                " and no work reported under it functions as meant"
            )
        else:
            between = listed([f"between {names(network, pair)}" for pair in pairs[:4]])
            more = f" and {len(pairs) - 4} other pairs" if len(pairs) > 4 else ""
            message = (
                f"{link_phrase(network, agreement)}{purpose} is in force,"
                f" and no work reported under it functions as meant {between}{more}"
            )
        shown = (*own_failure, *found.failing)
        yield Finding(
            sentence(message),
            "derived" if found.idle else "reported",
            ends,
            Statement(
                sentence(f"{link_phrase(network, agreement)} is in force{purpose}"),
                evidence_of_links([agreement]),
            ),
            condition_of_links(network, shown),
            cause=first_of([agreement, *found.failing], "cause"),
            effect=first_of([agreement, *found.failing], "effect"),
            links=(agreement.id, *(link.id for link in found.failing)),
            functions=agreement.functions,
            clears=mend(network, shown),
        )
