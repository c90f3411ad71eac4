"""CG202: done in practice, not agreed in writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coordination.network import Network
from coordination.requirements.representation import joining
from coordination.rules.finding import Finding
from coordination.rules.gap_owner import told_by
from coordination.rules.phrases import for_function, looked, names
from coordination.rules.remedies import agree
from coordination.rules.requirement_findings import tell
from coordination.rules.rule import rule

__all__ = ["unwritten_tie"]


@rule("CG202", "unwritten-tie")
def unwritten_tie(network: Network) -> Iterator[Finding]:
    """Links work, a requirement asks for an agreement in writing, and none is in force.

    The requirement is `written`, links meet it otherwise, and no agreement that serves its function
    is in force between the two sides. That was examined: by the requirement, or because the sources
    cover links in full (`examined: [links]`), or a source reports the requirement as lacking.

    Why it matters:
        Practice that rests on persons goes when they go. What isn't written can't be taught, held
        against anybody, or monitored.

    Options:
        None.

    Flagged:
        title: Work without an agreement
        examined: [links]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {id: joint-cases, kind: joint-operation, source: atf, target: ice}
        requirements:
          - {id: atf-ice, agency: atf, counterpart: {agency: ice}, written: true}

    Clean:
        title: Work under an agreement
        examined: [links]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {id: joint-cases, kind: joint-operation, source: atf, target: ice}
          - {id: atf-ice-mou, kind: agreement, source: atf, target: ice}
        requirements:
          - {id: atf-ice, agency: atf, counterpart: {agency: ice}, written: true}

    Remedy:
        Write down what is done, who does it and how it is reviewed.

    Source:
        Australian National Audit Office, Effective Cross-Agency Agreements, summary, paragraph 3:
        many agencies cooperate well informally, but a written agreement sets out roles,
        responsibilities and expected performance. GAO-23-105520 (2023), practice "develop and
        update written guidance and agreements".
    """
    for assessment in told_by(network, "CG202"):
        requirement = assessment.requirement
        own = requirement.agency
        bodies = () if assessment.within else _unwritten(network, own, assessment.counterparts)
        purpose = for_function(network, requirement.function)
        parties = dict.fromkeys([own, *bodies])
        among = names(network, parties)
        yield tell(
            network,
            assessment,
            f"{among} work together{purpose} with nothing in writing",
            parties,
            links=[link for link in assessment.working if not link.assumed],
            besides=(
                f"No agreement between {among}{purpose} is recorded,"
                f" and {looked(network, requirement, 'links')}"
            ),
            clears=[
                agree(network, parties, [requirement.function] if requirement.function else [])
            ],
        )


def _unwritten(network: Network, own: str, bodies: Sequence[str]) -> tuple[str, ...]:
    """The bodies that something joins with the agency, and no agreement."""
    found = []
    for body in bodies:
        links = [link for link in joining(network, own, body) if link.in_force]
        if links and not any(link.kind == "agreement" for link in links):
            found.append(body)
    return tuple(found)
