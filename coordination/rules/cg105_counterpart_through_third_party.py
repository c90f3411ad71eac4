"""CG105: the way to the counterpart leads through another agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from coordination.model import Link
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all
from coordination.requirements.representation import in_order, joining, side
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Finding
from coordination.rules.forum_questions import outside_of_forums
from coordination.rules.requirement_findings import Unmet
from coordination.rules.rule import rule

__all__ = ["counterpart_through_third_party"]


@rule("CG105", "counterpart-through-third-party")
def counterpart_through_third_party(network: Network) -> Iterator[Finding]:
    """The only working way to a required counterpart leads through a third agency.

    The requirement is not met because no link with the counterpart itself works, and a third
    agency, part of neither side, has working links with both, either way round, of kinds that the
    requirement accepts and for its function. Another rule reports the gap itself: this one says who
    stands between the two. It is open who speaks in a forum for agencies outside it that a
    requirement, agreement or directive joins with its members.

    Why it matters:
        Information that passes through another agency arrives later, and stops when that agency
        stops passing it on. The agency in between decides what either side learns.

    Options:
        None.

    Reported:
        They hear of each other through customs.

    Derived:
        title: ATF hears from the Mexican prosecutor through Customs
        examined: [links]
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: cbp, name: CBP, jurisdiction: US}
          - {id: pgr, name: PGR, jurisdiction: MX}
        links:
          - {kind: information-sharing, source: atf, target: cbp}
          - {kind: liaison, source: cbp, target: pgr}
        requirements:
          - {id: atf-pgr, agency: atf, counterpart: {agency: pgr}}

    Open:
        title: A task force, and a partner of one of its members
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
          - {id: cbp, name: CBP}
          - {id: unit, name: Joint unit, kind: task-force, members: [atf, ice]}
        links:
          - {kind: agreement, source: ice, target: cbp}

    Clean:
        title: ATF hears from the Mexican prosecutor itself
        examined: [links]
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: cbp, name: CBP, jurisdiction: US}
          - {id: pgr, name: PGR, jurisdiction: MX}
        links:
          - {kind: information-sharing, source: atf, target: cbp}
          - {kind: liaison, source: cbp, target: pgr}
          - {kind: liaison, source: atf, target: pgr}
        requirements:
          - {id: atf-pgr, agency: atf, counterpart: {agency: pgr}}

    Remedy:
        A link of the agency's own with the counterpart; or, where the detour is meant, a
        requirement that says so.

    Source:
        Sims and Gilles 2016, Middlemen and Contestation in Directed Networks, arXiv:1612.08884
        (abstract): a middleman is an intermediary that no other can replace. Gould and Fernandez
        1989, Sociological Methodology 19:89-126, as UCINET's help gives it: an agency that others
        need to reach a third is a broker.
    """
    for assessment in assess_all(network):
        if assessment.state != "lacking" or assessment.within:
            continue
        detours = [
            detour
            for agency in assessment.unlinked
            for detour in _detours(network, assessment, agency)
        ]
        if not detours:
            continue
        unmet = Unmet(network, [assessment])
        own = unmet.who
        agencies = tuple(dict.fromkeys(detour.agency for detour in detours))
        through = tuple(dict.fromkeys(detour.through for detour in detours))
        yield unmet.tell(
            f"{own} {own:reaches|reach} {say.names(network, agencies)}{unmet.purpose} only through"
            f" {say.names(network, through, 'or')}",
            agencies=(*unmet.own, *agencies, *through),
            links={link.id: link for detour in detours for link in detour.links}.values(),
            clears=remedies.join(network, assessment, agencies),
        )
    yield from outside_of_forums(network)


class _Detour(NamedTuple):
    agency: str
    through: str
    links: tuple[Link, ...]


def _detours(network: Network, assessment: Assessment, agency: str) -> Iterator[_Detour]:
    own = assessment.requirement.agency
    here, theirs = side(network, own).core, side(network, agency).core
    shared = here & theirs  # what a collective of both has with a third is no leg of either's own
    here, theirs = here - shared, theirs - shared
    last: dict[str, list[Link]] = defaultdict(list)
    for link in in_order(network, (one for end in theirs for one in network.links_of(end))):
        if _counts(assessment, link):
            for through in link.agencies:
                if through not in theirs | here | shared:
                    last[through].append(link)
    for through in last:
        first = [
            link
            for link in joining(network, own, through)
            if _counts(assessment, link) and shared.isdisjoint(link.agencies)
        ]
        if first:
            yield _Detour(agency, through, (*first, *last[through]))


def _counts(assessment: Assessment, link: Link) -> bool:
    requirement = assessment.requirement
    fits = requirement.accepts(link.kind) and link.serves(requirement.function)
    return link.works and fits and not link.assumed
