"""CG207: nobody monitors how an agreement is carried out."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.model import Link
from coordination.network import Network
from coordination.requirements.agreements import (
    BULK,
    MOST_ASKED,
    monitors,
    standing_rows,
    to_be_monitored,
    unwatched,
)
from coordination.requirements.shared_work import instruments, whole_of
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.agreement_questions import kept_track_of
from coordination.rules.finding import Finding, Statement
from coordination.rules.requirement_findings import Unmet, gaps_of_requirements
from coordination.rules.rule import rule

__all__ = ["unmonitored_agreement"]


@rule("CG207", "unmonitored-agreement")
def unmonitored_agreement(network: Network) -> Iterator[Finding]:
    """An agreement is in force, or work is done, and nobody monitors how.

    Sources report it by oversight that is strained, unmet or absent, by a requirement of oversight
    that they find unmet, and by conclusions. It is derived where the sources cover links in full
    (`examined: [links]`) and no oversight or reporting that works touches any party of an agreement
    for what it covers; open where the records are silent. An agency over all parties, or over one
    of
    them, may monitor them, as a department does its bureaus: then it is no gap and still a
    question, since nothing says that it looks at the agreement. It is also open who keeps track of
    three or more agreements of the same agencies.

    Why it matters:
        Only somebody who looks can see whether a memorandum changes what agents do. Where nobody
        looks, the same conflict comes back and the next audit finds it again.

    Options:
        None.

    Reported:
        Nobody looks whether the memorandum is followed.

    Derived:
        title: A memorandum that nobody monitors
        examined: [links]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {id: atf-ice-mou, kind: agreement, source: atf, target: ice}

    Open:
        title: The same, and nobody looked
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
    asked: set[str] = set()

    def unmonitored(unmet: Unmet) -> Finding:
        agreements = to_be_monitored(network, unmet.requirement)
        asked.update(agreement.id for agreement in agreements)
        sides = (*unmet.own, *unmet.agencies)
        about = [_carried_out(network, agreement) for agreement in agreements]
        if not about:
            about = [f"the work {say.between(network, sides)} is done"]
        return unmet.tell(
            f"nobody monitors how {say.listed(about)}",
            agencies=dict.fromkeys([*sides, *(end for one in agreements for end in one.agencies)]),
            links=(*agreements, *unmet.first.failing),
            besides="no oversight and no reporting that works is recorded",
        )

    yield from gaps_of_requirements(network, "CG207", unmonitored)
    covered = "links" in network.examined
    if not covered and standing_rows(network).sum() > BULK:
        return
    silent = [agreement for agreement in unwatched(network) if agreement.id not in asked]
    if covered or len(silent) <= MOST_ASKED:
        yield from (_unwatched(network, agreement, covered=covered) for agreement in silent)
    told = asked | {agreement.id for agreement in silent}
    for agreement in instruments(network):
        if agreement.id not in told and not monitors(network, agreement):
            yield _in_line(network, agreement)
    yield from kept_track_of(network)


def _carried_out(network: Network, agreement: Link) -> str:
    purpose = say.for_functions(network, agreement.functions)
    return f"{say.link_phrase(network, agreement)}{purpose} is carried out"


def _in_line(network: Network, agreement: Link) -> Finding:
    """Somebody stands above the parties or oversees one of them; do they look at the agreement?"""
    done = _carried_out(network, agreement)
    above = dict.fromkeys(
        key
        for party in agreement.agencies
        for key in (party, whole_of(network, party))
        if network.agencies[key].part_of is None
    )
    return Finding.asked(
        f"Who monitors how {done}? Agencies stand above its parties or oversee them, and nothing"
        " says that they look at this.",
        links=[agreement],
        agencies=dict.fromkeys([*agreement.agencies, *above]),
        criteria=Statement("Agreements are to be monitored."),
        evidence=agreement.evidence,
        condition="No oversight or reporting of it is recorded.",
        settles=remedies.watch(network, agreement),
        asks=tuple(dict.fromkeys([*above, *agreement.agencies])),
        answer=f"Nobody monitors how {done}.",
    )


def _unwatched(network: Network, agreement: Link, *, covered: bool) -> Finding:
    done = _carried_out(network, agreement)
    phrase = say.link_phrase(network, agreement)
    nothing = "no oversight of it and no reporting on it that works is recorded"
    return Finding.known_or_asked(
        covered,
        f"nobody monitors how {done}",
        f"Who monitors how {done}?",
        links=[agreement],
        agencies=agreement.agencies,
        criteria=Statement("Agreements are to be monitored."),
        evidence=agreement.evidence,
        condition=say.unrecorded(f"{phrase} is in force; {nothing}", "links" if covered else ""),
        settles=remedies.watch(network, agreement),
    )
