"""CG104: the agencies on one side do not coordinate among themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coordination.engine.engine import per_network
from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all
from coordination.requirements.joints import failing
from coordination.requirements.representation import above, insiders
from coordination.requirements.working_ties import joined_anywhere
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Finding, Statement
from coordination.rules.forum_questions import among_members
from coordination.rules.requirement_findings import Unmet, gaps_of_requirements
from coordination.rules.rule import rule

__all__ = ["uncoordinated_counterparts"]


@rule("CG104", "uncoordinated-counterparts")
def uncoordinated_counterparts(network: Network) -> Iterator[Finding]:
    """The several agencies on one side do not work with each other.

    Sources report it of a collective or another agency among itself; it is derived for an agency
    that a requirement asks to coordinate within, where somebody looked and working links do not
    join all of it, and for two or more agencies on the other side of a requirement that hold its
    function, where operational links among them are recorded and none works, or none is recorded
    and the sources cover links in full. It is open for a group that holds a function and among
    whose members nothing is recorded. CG601 reports exchange of information inside an agency, CG401
    training.

    Why it matters:
        An agency whose counterparts don't speak to each other must coordinate them itself: one
        doesn't know what the other promises, and results of one don't reach the other.

    Options:
        None.

    Reported:
        title: Mexican agencies among themselves
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: mexican-agencies, name: Mexican agencies, kind: collective, jurisdiction: MX}
        sources:
          - {id: report, title: Report of an auditor}
        links:
          - kind: other
            source: mexican-agencies
            target: mexican-agencies
            status: strained
            evidence: [{source: report, at: page 9, says: The agencies lack coordination.}]

    Derived:
        title: Two members of one unit, and somebody looked
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
          - {id: unit, name: Joint unit, kind: task-force, members: [atf, ice]}
        requirements:
          - {id: inside, agency: unit, counterpart: {agency: unit}, examined: true}

    Open:
        title: Two members of one unit, and nobody looked
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
          - {id: unit, name: Joint unit, kind: task-force, members: [atf, ice]}
        requirements:
          - {id: inside, agency: unit, counterpart: {agency: unit}}

    Clean:
        title: Mexican agencies with a working group
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: mexican-agencies, name: Mexican agencies, kind: collective, jurisdiction: MX}
        sources:
          - {id: report, title: Report of an auditor}
        links:
          - kind: task-force
            source: mexican-agencies
            target: mexican-agencies
            evidence: [{source: report, at: page 9, says: A working group meets each month.}]

    Remedy:
        A working group, a lead among them, or a direct channel between the agencies; from outside,
        bring them to the same table.

    Source:
        CNN, 9 November 2010, paragraph 7, on the report of the U.S. Department of Justice's
        Inspector General: various Mexican law-enforcement agencies do not coordinate. Nearest
        standard: GAO-15-49SP (2015), which asks what effects fragmentation has (several agencies in
        one broad area) and how to manage them.
    """

    def within(unmet: Unmet) -> Finding:
        agency = unmet.requirement.agency
        members = insiders(network, agency)
        asked = members or (agency,)
        return unmet.tell(
            f"{_agencies_of(network, agency)} do not coordinate among themselves{unmet.purpose}",
            agencies=(*unmet.own, *members),
            besides=f"working links do not join all of {say.names(network, asked)}",
            silent="",
            clears=remedies.mend(network, unmet.first.failing)
            or (remedies.join_all(network, asked, unmet.functions),),
        )

    yield from gaps_of_requirements(network, "CG104", within)
    yield from _among(network)
    yield from among_members(network)


def _agencies_of(network: Network, agency: str) -> str:
    label = network.label(agency)
    return label if network.agencies[agency].kind == "collective" else f"the parts of {label}"


@per_network
def _failing_work(network: Network) -> tuple[Link, ...]:
    return failing(network.links_where(statuses=vocabulary.FAILING, formal=False, looped=False))


@per_network
def _failing_inside(network: Network) -> tuple[Link, ...]:
    return failing(network.links_where(statuses=vocabulary.FAILING, looped=True))


def _among(network: Network) -> Iterator[Finding]:
    groups: dict[tuple[str, tuple[str, ...]], list[Assessment]] = defaultdict(list)
    for assessment in assess_all(network):
        function = assessment.requirement.function
        if function is None or assessment.within:
            continue
        holders = {
            agency
            for agency in assessment.counterparts
            if network.agencies[agency].role_in(function)
            and network.agencies[agency].kind not in vocabulary.GROUP_KINDS
        }
        # An agency stands for its own parts: the line between them joins them.
        agencies = tuple(
            agency
            for agency in assessment.counterparts
            if agency in holders and holders.isdisjoint(above(network, agency))
        )
        if len(agencies) > 1:
            groups[function, agencies].append(assessment)
    for (function, agencies), assessments in groups.items():
        agency_of = {part: agency for agency in agencies for part in network.parts(agency)}
        broken = tuple(
            link
            for link in _failing_work(network)
            if link.serves(function)
            and len({agency_of[end] for end in link.agencies if end in agency_of}) > 1
        )
        examined = network.examines("links", function=function)
        if not (broken or examined) or joined_anywhere(network, agency_of, function):
            continue
        # What is reported of the whole that they belong to is reported with it.
        inside = [
            link
            for link in _failing_inside(network)
            if link.serves(function) and set(agencies) <= set(insiders(network, link.agencies[0]))
        ]
        yield _not_joined(network, function, agencies, assessments, inside, broken)


def _not_joined(
    network: Network,
    function: str,
    agencies: tuple[str, ...],
    assessments: list[Assessment],
    inside: list[Link],
    broken: tuple[Link, ...],
) -> Finding:
    asking = tuple(dict.fromkeys(one.requirement.agency for one in assessments))
    purpose, label = say.for_function(network, function), say.names(network, agencies)
    asked = {one.requirement.id: one.requirement for one in assessments}
    silent = f"no link is recorded among {label}{purpose}, and the sources cover links in full"
    return Finding.of(
        say.sentence(
            f"No working link joins {label}, on which {say.names(network, asking)} must"
            f" rely{purpose}"
        ),
        "derived",
        links=(*inside, *broken),
        agencies=(*agencies, *asking),
        functions=(function,),
        criteria=Statement.joined(say.criteria(network, one) for one in asked.values()),
        condition=say.condition_of_links(network, (*inside, *broken), silent),
        clears=remedies.mend(network, (*inside, *broken))
        or (remedies.join_all(network, agencies, (function,)),),
        records=tuple(asked),
        subjects=(
            *(link.id for link in inside),
            *(link.id for link in broken if inside),
            *asked,
            *(link.id for link in broken if not inside),
        ),
    )
