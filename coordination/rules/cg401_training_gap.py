"""CG401: training that was asked for or is required, and isn't given as meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from coordination.model import Link
from coordination.network import Network
from coordination.requirements.assess import Assessment, failing
from coordination.rules.finding import Finding
from coordination.rules.gap_owner import told_by
from coordination.rules.link_findings import FAILING, falls_short, tell_links
from coordination.rules.phrases import for_functions, names, other_side
from coordination.rules.remedies import join, mend
from coordination.rules.requirement_findings import tell
from coordination.rules.rule import rule

__all__ = ["training_gap"]


@rule("CG401", "training-gap")
def training_gap(network: Network) -> Iterator[Finding]:
    """Training that was asked for or is required is not given, or not as meant.

    It holds for a lacking requirement that training would meet, together with the training links
    that it rests on; and for the other training links that sources report as unmet, absent, late
    or strained, those of one pair together. Unmet requests of the same pair for the same function
    are named with it.

    Why it matters:
        Systems and agreements work through people who know how to use them: where the training
        doesn't come, access stays unused and requests come in a form that can't be answered.

    Options:
        None.

    Flagged:
        title: Mexico asks for training in vain
        functions:
          - {id: tracing, name: Firearms tracing}
        sources:
          - {id: report, title: Report of an auditor}
        agencies:
          - {id: atf, name: ATF}
          - {id: pgr, name: PGR}
        links:
          - kind: training
            source: atf
            target: pgr
            status: unmet
            functions: [tracing]
            evidence: [{source: report, at: page 6, says: The training was not given.}]

    Clean:
        title: ATF trains thirty people a month
        functions:
          - {id: tracing, name: Firearms tracing}
        sources:
          - {id: report, title: Report of an auditor}
        agencies:
          - {id: atf, name: ATF}
          - {id: pgr, name: PGR}
        links:
          - kind: training
            source: atf
            target: pgr
            functions: [tracing]
            evidence: [{source: report, at: page 6, says: Thirty people are trained each month.}]

    Remedy:
        Plan the training with those who asked for it: how many people, in what, by when, and who
        pays; or say that it can't be given, so that they look elsewhere.

    Source:
        GAO-10-822T (2010): a well-trained workforce is one of four areas on which collaboration
        stands. Cases: CNN, 9 November 2010, paragraph 6: ATF was unable to provide key training
        that Mexico requested; Associated Press, 6 October 2010: too few investigators in Mexico had
        been trained to trace firearms.
    """
    told: set[str] = set()
    for assessment in told_by(network, "CG401"):
        links = [link for link in assessment.failing if link.kind == "training"]
        told.update(link.id for link in links)
        yield _of_requirement(network, assessment, links)
    pairs: dict[tuple[str, ...], list[Link]] = defaultdict(list)
    for link in network.links_where(kinds=["training"], statuses=FAILING):
        if link.id not in told and not link.assumed:
            pairs[link.agencies].append(link)
    for links in pairs.values():
        first = links[0]
        if first.mutual or len(first.agencies) != 2:
            subject = f"training among {names(network, first.agencies)}"
        else:
            subject = _training(network, *first.agencies)
        functions = dict.fromkeys(name for link in links for name in link.functions)
        requests = _requests(network, links)
        yield tell_links(
            network,
            f"{subject}{_purpose(network, functions)} {falls_short(links)}",
            (*links, *requests),
            clears=mend(network, links),
        )


def _training(network: Network, trainer: str, trained: str) -> str:
    return f"training of {network.label(trained)} by {network.label(trainer)}"


def _of_requirement(network: Network, assessment: Assessment, links: list[Link]) -> Finding:
    requirement = assessment.requirement
    own = requirement.agency
    bodies = assessment.unlinked or assessment.counterparts
    other = names(network, bodies) if bodies else other_side(network, requirement)
    if assessment.within:
        subject = f"training among {network.label(own)}"
    elif requirement.direction == "to-counterpart":
        subject = f"training of {other} by {network.label(own)}"
    elif requirement.direction == "from-counterpart":
        subject = f"training of {network.label(own)} by {other}"
    else:
        subject = f"training between {network.label(own)} and {other}"
    functions = (requirement.function,) if requirement.function else ()
    falls = falls_short(links) if links else "is required and is not given"
    return tell(
        network,
        assessment,
        f"{subject}{_purpose(network, functions)} {falls}",
        (own, *bodies, *(end for link in links for end in link.agencies)),
        links=(*links, *_requests(network, links)),
        otherwise="No training is recorded, and somebody looked",
        clears=mend(network, links) or join(network, assessment, bodies),
    )


def _purpose(network: Network, functions: Iterable[str]) -> str:
    """What the training is for, unless the function is training itself."""
    named = [key for key in functions if "training" not in network.functions[key].name.lower()]
    return for_functions(network, named)


def _requests(network: Network, links: Iterable[Link]) -> tuple[Link, ...]:
    """Unmet requests of those who were to be trained, for a function that the training is for."""
    found = {
        request.id: request
        for link in links
        if len(link.agencies) == 2
        for request in failing(network.links_between(*link.agencies))
        if request.kind == "request"
        and request.status == "unmet"
        and not set(request.functions).isdisjoint(link.functions)
        and (link.mutual or request.ends == link.ends[::-1])
    }
    return tuple(found.values())
