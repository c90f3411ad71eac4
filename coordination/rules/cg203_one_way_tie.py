"""CG203: exchange that is to run both ways runs one way."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.model import Link
from coordination.network import Network
from coordination.requirements.joints import failing
from coordination.requirements.representation import joining, runs
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Finding
from coordination.rules.requirement_findings import Unmet, gaps_of_requirements
from coordination.rules.rule import rule

__all__ = ["one_way_tie"]


@rule("CG203", "one-way-tie")
def one_way_tie(network: Network) -> Iterator[Finding]:
    """Links of accepted kinds work, but not in the direction that a requirement asks for.

    A mutual requirement asks for both directions, which a mutual link gives at once. It must be
    known that the other direction is missing: a link in that direction fails, a link of a kind that
    usually runs both ways is recorded as running one way (`mutual: false`), the requirement was
    examined, or the sources cover links in full (`examined: [links]`).

    Why it matters:
        An agency that only gives information doesn't learn what became of it and loses interest;
        one that only receives decides alone. One-way exchange tends to end.

    Options:
        None.

    Reported:
        One gives and hears nothing back.

    Derived:
        title: ATF gives, and hears nothing back
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
        links:
          - {id: leads, kind: information-sharing, source: atf, target: dea, mutual: false}
        requirements:
          - {id: exchange, agency: atf, counterpart: {agency: dea}, kinds: [information-sharing],
             direction: mutual}

    Clean:
        title: ATF and DEA exchange
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
        links:
          - {id: leads, kind: information-sharing, source: atf, target: dea, mutual: false}
          - {id: results, kind: information-sharing, source: dea, target: atf, mutual: false}
        requirements:
          - {id: exchange, agency: atf, counterpart: {agency: dea}, kinds: [information-sharing],
             direction: mutual}

    Remedy:
        Agree what comes back, in which form and by when.

    Source:
        Inter-American Convention against the Illicit Manufacturing of and Trafficking in Firearms
        (OAS, 1997), art. XIII(1): States "shall exchange among themselves" relevant information.
        Cataldo, Wagstrom, Herbsleb and Carley 2006, CSCW '06, doi:10.1145/1180875.1180929, section
        3.4: an exchange by comments on one request counts only where both sides commented.
    """
    yield from gaps_of_requirements(network, "CG203", _one_way)


def _one_way(unmet: Unmet) -> Finding:
    network, first, requirement = unmet.network, unmet.first, unmet.requirement
    own = requirement.agency
    accepted = {link.id for link in first.links}
    given: list[str] = []
    received: list[str] = []
    shown: dict[str, Link] = {}
    for agency in first.one_way or first.unlinked:
        links = [link for link in joining(network, own, agency) if link.id in accepted]
        there, _ = runs(network, links, own, agency)
        (given if any(link.works for link in there) else received).append(agency)
        shown |= {link.id: link for link in links if not link.assumed and link.in_force}
        shown |= {link.id: link for link in failing(links)}
    ways = [f"from {network.label(own)} to {say.names(network, given)}"] if given else []
    if received:
        ways.append(f"from {say.names(network, received)} to {network.label(own)}")
    working = [link for link in shown.values() if link.works]
    asked = "both ways" if requirement.direction == "mutual" else "the other way"
    examined = requirement.examined or "links" in network.examined
    return unmet.tell(
        f"Coordination{unmet.purpose} runs only {' and '.join(ways)}, and should run {asked}",
        agencies=(own, *first.one_way),
        links=shown.values(),
        besides=f"nothing that works is recorded {asked}" if examined else "",
        clears=remedies.mend(network, failing(shown.values()))
        or remedies.open_both_ways(network, working),
    )
