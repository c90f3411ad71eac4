"""CG601: exchange of information that is required or agreed, and doesn't happen as meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coordination.model import vocabulary
from coordination.network import Network
from coordination.requirements.assess import Assessment
from coordination.requirements.representation import insiders
from coordination.rules.finding import Finding
from coordination.rules.gap_owner import told_by
from coordination.rules.link_findings import FAILING, falls_short, tell_links
from coordination.rules.phrases import (
    among,
    for_functions,
    link_phrase,
    looked,
    names,
    other_side,
)
from coordination.rules.remedies import join, join_all, mend
from coordination.rules.requirement_findings import tell
from coordination.rules.rule import rule

__all__ = ["information_not_shared"]

_SUBJECTS = {
    "information-sharing": "information sharing",
    "system-access": "access to systems",
    "referral": "referral of cases and leads",
    "reporting": "reporting",
}


@rule("CG601", "information-not-shared")
def information_not_shared(network: Network) -> Iterator[Finding]:
    """Exchange of information is required or agreed, and does not happen, or not as meant.

    It holds for a lacking requirement that exchange of information would meet (information
    sharing, access to systems, referral, reporting), together with the links that it rests on; and
    for each other link of these kinds that sources report as strained, unmet or absent, also
    within one body. A late one is told by CG302, one that runs one way only by CG203.

    Why it matters:
        Each side sees only its part: leads are not followed, two agencies work on one case without
        knowing, and what one has found out another finds out again.

    Options:
        None.

    Flagged:
        title: ATF and DEA share intelligence now and then
        functions:
          - {id: intelligence, name: Intelligence}
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

    Clean:
        title: ATF and DEA share intelligence
        functions:
          - {id: intelligence, name: Intelligence}
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
    told: set[str] = set()
    for assessment in told_by(network, "CG601"):
        told.update(link.id for link in assessment.failing)
        yield _of_requirement(network, assessment)
    failing = [status for status in FAILING if status != "late"]
    for link in network.links_where(kinds=vocabulary.EXCHANGE_KINDS, statuses=failing):
        if link.id in told or link.assumed:
            continue
        purpose = _purpose(network, link.functions)
        yield tell_links(
            network, f"{link_phrase(network, link)}{purpose} {falls_short([link])}", [link]
        )


def _of_requirement(network: Network, assessment: Assessment) -> Finding:
    requirement = assessment.requirement
    own, shown = requirement.agency, assessment.failing
    bodies: Sequence[str] = assessment.unlinked or assessment.counterparts
    kinds = requirement.kinds or tuple(dict.fromkeys(link.kind for link in shown))
    subject = _SUBJECTS.get(kinds[0], "") if len(kinds) == 1 else ""
    purpose = _purpose(network, _functions(assessment))
    us = network.label(own)
    them = names(network, bodies) if bodies else other_side(network, requirement)
    if assessment.within:
        bodies = insiders(network, own)
        between = among(network, own)
    elif requirement.direction == "to-counterpart":
        between = f"from {us} to {them}"
    elif requirement.direction == "from-counterpart":
        between = f"from {them} to {us}"
    else:
        between = f"between {us} and {them}"
    falls = falls_short(shown) if shown else "is required and does not happen as it should"
    if mended := mend(network, shown):
        clears = mended
    elif assessment.within:
        clears = (join_all(network, bodies or (own,), _functions(assessment)),)
    else:
        clears = join(network, assessment, bodies)
    return tell(
        network,
        assessment,
        f"{subject or 'exchange of information'} {between}{purpose} {falls}",
        (own, *bodies),
        links=shown,
        otherwise=(
            f"No exchange of information is recorded {between}{purpose},"
            f" and {looked(network, requirement, 'links')}"
        ),
        clears=clears,
    )


def _purpose(network: Network, functions: Iterable[str]) -> str:
    """What the exchange is for, unless the function is exchange itself."""
    others = [
        key for key in functions if "information sharing" not in network.functions[key].name.lower()
    ]
    return for_functions(network, others)


def _functions(assessment: Assessment) -> tuple[str, ...]:
    function = assessment.requirement.function
    return (function,) if function else ()
