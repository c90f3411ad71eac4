"""CG202: done in practice, not agreed in writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coordination.model import vocabulary
from coordination.network import Network
from coordination.requirements.representation import joining
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.agreement_questions import left_undefined
from coordination.rules.finding import Finding
from coordination.rules.requirement_findings import Unmet, gaps_of_requirements
from coordination.rules.rule import rule
from coordination.rules.shared_questions import writing_of_sharers

__all__ = ["unwritten_tie"]


@rule("CG202", "unwritten-tie")
def unwritten_tie(network: Network) -> Iterator[Finding]:
    """Links work or are required, and no written agreement that works covers them.

    It is derived where a requirement is `written` or asks for an agreement, and none that works
    serves its function, as far as somebody looked or the sources cover links in full (`examined:
    [links]`); open where nobody looked, for agencies that share a function, where nothing in
    writing joins them all, and of an agreement that is recorded as providing for some of these, for
    the others: sharing of information, training, money and staff, monitoring. Sources report it by
    an agreement that is absent or was due, and by conclusions. An agreement that is strained, late,
    ended or superseded clears nothing.

    Why it matters:
        Practice that depends on individuals ends when they leave. Without a text, newcomers can't
        learn it, and nobody can hold the other side to it or monitor it.

    Options:
        None.

    Reported:
        They work without written guidance.

    Derived:
        title: Work without an agreement
        examined: [links]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {id: joint-cases, kind: joint-operation, source: atf, target: ice}
        requirements:
          - {id: atf-ice, agency: atf, counterpart: {agency: ice}, written: true}

    Open:
        title: The same, and nobody looked
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
        update written guidance and agreements". GAO-12-1022 (2012), highlights: what agencies
        collaborate in includes oversight and monitoring, sharing information, staff and training.
    """

    def unwritten(unmet: Unmet) -> Finding:
        first, own = unmet.first, unmet.own
        agencies = () if first.within else _unwritten(network, own[0], first.counterparts)
        parties = tuple(dict.fromkeys([*own, *(agencies or first.counterparts)]))
        works = [link for link in first.working if not link.assumed and link.operational]
        sides = f"{say.between(network, parties)}{unmet.purpose}"
        together = f"{say.names(network, parties)} work together{unmet.purpose}"
        return unmet.tell(
            f"{together} with nothing in writing"
            if works or first.within
            else f"no agreement is in force {sides}",
            agencies=parties,
            links=works or first.failing,
            besides=f"no agreement {sides} is recorded as working",
            clears=[remedies.agree(network, parties, unmet.functions)],
        )

    yield from gaps_of_requirements(network, "CG202", unwritten)
    yield from writing_of_sharers(network)
    yield from left_undefined(network)


def _unwritten(network: Network, own: str, agencies: Sequence[str]) -> tuple[str, ...]:
    """The agencies that something joins with the agency, and no agreement that works."""
    found = []
    for agency in agencies:
        links = [link for link in joining(network, own, agency) if link.in_force]
        if links and not any(link.kind in vocabulary.PAPER_KINDS and link.works for link in links):
            found.append(agency)
    return tuple(found)
