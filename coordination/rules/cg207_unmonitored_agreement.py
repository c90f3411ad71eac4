"""CG207: nobody watches how an agreement is carried out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coordination.model import Link
from coordination.network import Network
from coordination.requirements.agreements import reported_unwatched, to_be_monitored, unwatched
from coordination.requirements.assess import Assessment
from coordination.requirements.representation import in_order
from coordination.rules.finding import Finding, Statement
from coordination.rules.gap_owner import told_by
from coordination.rules.phrases import (
    condition_of_links,
    criteria,
    evidence_of_links,
    first_of,
    for_functions,
    found_of,
    link_phrase,
    names,
    sentence,
)
from coordination.rules.remedies import mend, new_report, watch
from coordination.rules.rule import rule

__all__ = ["unmonitored_agreement"]


@rule("CG207", "unmonitored-agreement")
def unmonitored_agreement(network: Network) -> Iterator[Finding]:
    """An agreement is in force, and nobody watches how it is carried out.

    It holds where (a) a requirement asks for oversight (or oversight and reporting) alone between
    parties, or between the bodies above them, and that is lacking; (b) a source reports such an
    oversight or reporting link as unmet or absent; (c) the sources cover links in full
    (`examined: [links]`) and no oversight or reporting that works touches any party. Each must
    serve a function that the agreement covers (where either names none, it serves all). Silence of
    sources that don't cover links is no finding.

    Why it matters:
        Whether a memorandum changes what agents do shows only if somebody looks; without that the
        same conflict comes back and the next audit finds it again.

    Options:
        None.

    Flagged:
        title: A memorandum that nobody monitors
        examined: [links]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {id: atf-ice-mou, kind: agreement, source: atf, target: ice}

    Clean:
        title: A memorandum that is monitored
        examined: [links]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
          - {id: doj, name: Justice}
        links:
          - {id: atf-ice-mou, kind: agreement, source: atf, target: ice}
          - {id: review, kind: oversight, source: doj, target: atf}

    Remedy:
        Name who reviews the agreement, how often, and to whom the parties report on it.

    Source:
        GAO-16-223 (2016), highlights: the Attorney General and the Secretary of Homeland Security
        are asked to "formally monitor implementation of the 2009 MOU between ATF and ICE".
        GAO-06-15 (2005), practice: "develop mechanisms to monitor, evaluate, and report on
        results".
    """
    asked: dict[str, list[Assessment]] = defaultdict(list)
    for assessment in told_by(network, "CG207"):
        for agreement in to_be_monitored(network, assessment.requirement):
            asked[agreement.id].append(assessment)
    reported = reported_unwatched(network)
    silent = unwatched(network) if "links" in network.examined else ()
    told = {*asked, *reported}
    named = [network.links[key] for key in told.difference(link.id for link in silent)]
    for agreement in in_order(network, [*silent, *named]) if named else silent:
        links = tuple(reported.get(agreement.id, ()))
        yield _finding(network, agreement, asked.get(agreement.id, []), links)


def _finding(
    network: Network, agreement: Link, lacking: list[Assessment], links: tuple[Link, ...]
) -> Finding:
    ends = agreement.agencies
    requirements = [one.requirement for one in lacking]
    reported = links or any(one.basis == "reported" for one in lacking)
    broken = in_order(network, (*(link for one in lacking for link in one.failing), *links))
    nothing = "No oversight of it and no reporting on it that works is recorded"
    looked = ", and the sources cover links in full" if "links" in network.examined else ""
    found = [found_of(network, one, ()) for one in requirements if one.reported]
    if broken or not found:
        found.append(condition_of_links(network, broken, nothing + looked))
    is_there = Statement(
        sentence(f"{link_phrase(network, agreement)} is in force"), evidence_of_links([agreement])
    )
    purpose = for_functions(network, agreement.functions)
    return Finding(
        sentence(
            f"Nobody monitors how the agreement of {names(network, ends)}{purpose} is carried out"
        ),
        "reported" if reported else "derived",
        ends,
        Statement.joined([criteria(network, one) for one in requirements])
        if requirements
        else Statement("Agreements are to be monitored."),
        Statement.joined([is_there, *found]),
        cause=first_of([*requirements, *broken], "cause"),
        effect=first_of([*requirements, *broken], "effect"),
        links=(agreement.id, *(link.id for link in broken)),
        requirements=tuple(one.id for one in requirements),
        functions=agreement.functions,
        clears=(
            *(mend(network, broken) or (watch(network, agreement),)),
            *(change for one in requirements for change in new_report(one)),
        ),
    )
