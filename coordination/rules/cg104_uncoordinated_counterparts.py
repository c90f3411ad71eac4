"""CG104: the bodies on one side do not coordinate among themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coordination.engine.engine import per_network
from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.assess import FAILING, Assessment, assess_all, failing
from coordination.requirements.representation import insiders
from coordination.requirements.working_ties import joined_anywhere
from coordination.rules.finding import Finding, Statement
from coordination.rules.gap_owner import told_by
from coordination.rules.phrases import (
    condition_of_links,
    criteria,
    first_of,
    for_function,
    for_functions,
    found_of,
    names,
    sentence,
)
from coordination.rules.remedies import join_all, mend, new_report
from coordination.rules.rule import rule

__all__ = ["uncoordinated_counterparts"]

_TOLD_ELSEWHERE = vocabulary.EXCHANGE_KINDS | {"training"}


@rule("CG104", "uncoordinated-counterparts")
def uncoordinated_counterparts(network: Network) -> Iterator[Finding]:
    """The several bodies on one side are not joined by working ties among themselves.

    It holds (a) for a collective where a source reports coordination among its members as strained,
    unmet or absent; (b) for a body that a requirement asks to coordinate within, where that is
    lacking: its members (or its parts) aren't all joined, directly or through each other, by
    working links; (c) for two or more bodies on the other side of a requirement that hold its
    function, where operational links among them are recorded and none works, or none is recorded
    and the sources cover links in full. (a) and (b) about the same body are one finding, and (c)
    isn't told of bodies of which (a) or (b) tells it already. Exchange of information inside a body
    is told by CG601, training by CG401.

    Why it matters:
        An agency whose counterparts don't speak to each other must do their coordination for them:
        what one promises the other doesn't know, and results that one has don't reach the other.

    Options:
        None.

    Flagged:
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
        A working group, a lead among them, or a direct channel between the bodies; from outside,
        bring them to the same table.

    Source:
        CNN, 9 November 2010, paragraph 7, on the report of the U.S. Department of Justice's
        Inspector General: a lack of coordination among various Mexican law-enforcement agencies.
        Nearest standard: GAO-15-49SP (2015), which asks what effects fragmentation has (several
        agencies in one broad area) and how to manage them.
    """
    told = set()
    for body, (assessments, links) in _inside(network).items():
        told.add(body)
        yield _within(network, body, assessments, links)
    yield from _among(network, told)


def _inside(network: Network) -> dict[str, tuple[list[Assessment], list[Link]]]:
    """Requirements inside bodies, and failing self-links of kinds that no other rule tells."""
    found: dict[str, tuple[list[Assessment], list[Link]]] = defaultdict(lambda: ([], []))
    for assessment in told_by(network, "CG104"):
        found[assessment.requirement.agency][0].append(assessment)
    for link in failing(network.links_where(statuses=FAILING, looped=True)):
        if link.kind not in _TOLD_ELSEWHERE:
            found[link.agencies[0]][1].append(link)
    return found


def _within(
    network: Network, body: str, assessments: list[Assessment], links: list[Link]
) -> Finding:
    requirements = [one.requirement for one in assessments]
    shown = {link.id: link for link in links}
    if not shown:  # what is said of the whole is enough; else what is said of two of its members
        shown = {
            link.id: link
            for one in assessments
            for link in one.failing
            if link.kind not in _TOLD_ELSEWHERE
        }
    reported = bool(links) or any(one.basis == "reported" for one in assessments)
    functions = dict.fromkeys(one.function for one in requirements if one.function)
    functions |= dict.fromkeys(name for link in shown.values() for name in link.functions)
    members = insiders(network, body)
    label = network.label(body)
    if network.agencies[body].kind == "collective":
        who = f"{label} do not coordinate"
    else:
        who = f"the bodies of {label} do not coordinate"
    asked = [criteria(network, one) for one in requirements]
    parts = [found_of(network, one, ()) for one in requirements if one.reported]
    parts.append(
        condition_of_links(
            network,
            shown.values(),
            "" if parts else f"working links do not join all of {names(network, members)}",
        )
    )
    changes = mend(network, shown.values()) or (join_all(network, members or (body,), functions),)
    # One requirement or link that names no function is about all of them.
    general = not all(
        [*(one.function for one in requirements), *(s.functions for s in shown.values())]
    )
    return Finding(
        sentence(f"{who} among themselves{for_functions(network, () if general else functions)}"),
        "reported" if reported else "derived",
        (body, *members),
        Statement.joined(asked) if asked else None,
        Statement.joined(parts),
        cause=first_of([*requirements, *shown.values()], "cause"),
        effect=first_of([*requirements, *shown.values()], "effect"),
        links=tuple(shown),
        requirements=tuple(one.id for one in requirements),
        functions=tuple(functions),
        clears=(*changes, *(change for one in requirements for change in new_report(one))),
    )


@per_network
def _failing_work(network: Network) -> tuple[Link, ...]:
    return failing(network.links_where(statuses=FAILING, formal=False, looped=False))


def _among(network: Network, told: set[str]) -> Iterator[Finding]:
    groups: dict[tuple[str, tuple[str, ...]], list[Assessment]] = defaultdict(list)
    for assessment in assess_all(network):
        function = assessment.requirement.function
        if function is None or assessment.within or not told.isdisjoint(assessment.counterparts):
            continue
        bodies = tuple(
            body
            for body in assessment.counterparts
            if network.agencies[body].role_in(function)
            and network.agencies[body].kind not in ("collective", "government")
        )
        known = any(set(bodies) <= set(insiders(network, body)) for body in told)
        if len(bodies) > 1 and not known:
            groups[function, bodies].append(assessment)
    for (function, bodies), assessments in groups.items():
        body_of = {part: body for body in reversed(bodies) for part in network.parts(body)}
        broken = tuple(
            link
            for link in _failing_work(network)
            if link.serves(function)
            and len({body_of[end] for end in link.agencies if end in body_of}) > 1
        )
        if not (broken or "links" in network.examined):
            continue
        if joined_anywhere(network, body_of, function):
            continue
        asking = dict.fromkeys(one.requirement.agency for one in assessments)
        purpose = for_function(network, function)
        changes = mend(network, broken)
        yield Finding(
            sentence(
                f"No working link joins {names(network, bodies)}, on which"
                f" {names(network, asking)} must rely{purpose}"
            ),
            "derived",
            (*bodies, *asking),
            Statement.joined([criteria(network, one.requirement) for one in assessments]),
            condition_of_links(
                network,
                broken,
                f"No link is recorded among {names(network, bodies)}{purpose}, and the sources"
                " cover links in full",
            ),
            links=tuple(link.id for link in broken),
            requirements=tuple(one.requirement.id for one in assessments),
            functions=(function,),
            clears=changes or (join_all(network, bodies, (function,)),),
        )
