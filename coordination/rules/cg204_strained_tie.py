"""CG204: a link exists and doesn't work as meant."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.agreements import practice
from coordination.requirements.assess import Assessment
from coordination.rules.finding import Finding
from coordination.rules.gap_owner import told_by
from coordination.rules.phrases import (
    condition_of_links,
    for_function,
    for_functions,
    link_phrase,
    looked,
    names,
    sentence,
)
from coordination.rules.remedies import mend
from coordination.rules.requirement_findings import tell
from coordination.rules.rule import rule

__all__ = ["strained_tie"]

_TOLD_ELSEWHERE = vocabulary.EXCHANGE_KINDS | {"training"}


@rule("CG204", "strained-tie")
def strained_tie(network: Network) -> Iterator[Finding]:
    """Sources report that a link exists and doesn't work as meant.

    It holds (a) for a requirement with whose counterpart links of accepted kinds are in force and
    none works, or of which a source says that it is lacking although links are in force: one
    finding, which names those of the links that no other rule tells; (b) for every other link with
    status `strained`. Exchange of information is told by CG601, training by CG401, coordination
    inside a body by CG104, an agreement that nothing is done under by CG201.

    Why it matters:
        A link that exists is counted as coordination. Where it doesn't work it is worse than none:
        each side relies on what the other doesn't do.

    Options:
        None.

    Flagged:
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
        What the source names as cause; else agree on what the link is for, who answers for it on
        each side, and how both see whether it works.

    Source:
        GAO-16-223 (2016), as the Simons Center reports it: under a memorandum in force since 2009
        ATF and ICE still had gaps in sharing information and misunderstood each other's roles.
    """
    told: set[str] = set()
    for assessment in told_by(network, "CG204"):
        links = _shown(assessment)
        told |= {link.id for link in links}
        yield _on_requirement(network, assessment, links)
    for link in network.links_where(statuses=["strained"], looped=False):
        if link.id not in told and _is_ours(network, link):
            yield _on_link(network, link)


def _shown(assessment: Assessment) -> tuple[Link, ...]:
    """The links in force that fail; those told elsewhere only where nothing else shows it."""
    failing = tuple(link for link in assessment.failing if link.in_force)
    own = tuple(link for link in failing if link.kind not in _TOLD_ELSEWHERE)
    if own or assessment.requirement.reported:
        return own
    return failing or tuple(link for link in assessment.in_force if not link.assumed)


def _is_ours(network: Network, link: Link) -> bool:
    """Whether no other rule tells a strained link."""
    if link.assumed or link.kind in _TOLD_ELSEWHERE:
        return False
    return link.kind != "agreement" or not practice(network, link).paper


def _on_requirement(network: Network, assessment: Assessment, links: tuple[Link, ...]) -> Finding:
    requirement = assessment.requirement
    own = requirement.agency
    bodies = assessment.unlinked or assessment.counterparts
    ends = dict.fromkeys([own, *bodies])
    several = len(bodies) > 1 and not requirement.counterpart.each
    others = f"any of {names(network, bodies)}" if several else names(network, bodies)
    purpose = for_function(network, requirement.function)
    return tell(
        network,
        assessment,
        f"Coordination of {network.label(own)} with {others}{purpose} does not work as required",
        ends,
        links=links,
        otherwise=(
            "No link that is known to work is recorded,"
            f" and {looked(network, requirement, 'links')}"
        ),
        clears=mend(network, [link for link in links if not link.works]),
    )


def _on_link(network: Network, link: Link) -> Finding:
    purpose = for_functions(network, link.functions)
    return Finding(
        sentence(f"{link_phrase(network, link)}{purpose} does not work as meant"),
        "reported",
        link.agencies,
        None,
        condition_of_links(network, [link]),
        cause=link.cause,
        effect=link.effect,
        links=(link.id,),
        functions=link.functions,
        clears=mend(network, [link]),
    )
