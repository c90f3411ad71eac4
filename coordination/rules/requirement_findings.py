"""A finding about a requirement, put together from its assessment."""

from __future__ import annotations

from collections.abc import Iterable

from coordination.model import Evidence, Link
from coordination.network import Network
from coordination.requirements.assess import Assessment
from coordination.rules.finding import Basis, Change, Finding, Statement
from coordination.rules.phrases import criteria, first_of, found_of, sentence
from coordination.rules.remedies import new_report

__all__ = ["tell"]


def tell(
    network: Network,
    assessment: Assessment,
    message: str,
    agencies: Iterable[str],
    *,
    links: Iterable[Link] = (),
    otherwise: str = "",
    besides: str = "",
    evidence: Iterable[Evidence] = (),
    clears: Iterable[Change] = (),
    basis: Basis | None = None,
    value: float | None = None,
    threshold: float | None = None,
) -> Finding:
    """A finding that tells what a requirement lacks.

    Args:
        network: the network.
        assessment: what the data says about the requirement.
        message: what lacks, as a clause that names the agencies.
        agencies: ids of the agencies concerned, the one that lacks something first.
        links: the links that show it.
        otherwise: the condition where neither a source nor a link shows it.
        besides: what else makes the condition.
        evidence: further passages that show it.
        clears: what would clear it, besides a later report where a source reports it.
        basis: basis of the finding where it isn't that of the lack itself.
        value: the number that decided, where one did.
        threshold: the number that it was compared with.
    """
    requirement, shown = assessment.requirement, tuple(links)
    condition = found_of(network, requirement, shown, otherwise)
    passages = tuple(dict.fromkeys([*condition.evidence, *evidence]))
    return Finding(
        sentence(message),
        basis or assessment.basis or "derived",
        tuple(dict.fromkeys(agencies)),
        criteria(network, requirement),
        Statement(" ".join(filter(None, [condition.text, sentence(besides)])), passages),
        cause=first_of([requirement, *shown], "cause"),
        effect=first_of([requirement, *shown], "effect"),
        links=tuple(link.id for link in shown),
        requirements=(requirement.id,),
        functions=(requirement.function,) if requirement.function else (),
        value=value,
        threshold=threshold,
        clears=(*clears, *(() if basis else new_report(requirement))),
    )
