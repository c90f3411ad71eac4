"""CG703: two task forces or programmes for one thing, and no link between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.forums import members_of_forums
from coordination.requirements.joints import failing
from coordination.requirements.representation import in_order
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding
from coordination.rules.rule import rule

__all__ = ["duplicate_forum"]


@rule("CG703", "duplicate-forum")
def duplicate_forum(network: Network, *, minimum: int = 2) -> Iterator[Finding]:
    """Two forums share members and a function, and nothing joins them.

    Forums are task forces, programmes and committees. They share at least `minimum` members, by
    their list of members or by membership that works, and at least one function that both hold;
    neither is part of the other, and where both have a place one lies within the other. A link that
    works between the two makes it clean. It is derived where the sources cover links in full or
    report a link between the two as unmet or absent, and open elsewhere.

    Why it matters:
        The same people sit in two forums on one matter, one forum doesn't know what the other
        decides, and each takes time from the work itself.

    Options:
        minimum (default 2): number of members that the two must share.

    Reported:
        Both forums do the same.

    Derived:
        title: Two task forces on one border
        examined: [links]
        functions:
          - {id: interdiction, name: interdiction}
        agencies:
          - {id: ice, name: ICE}
          - {id: cbp, name: CBP}
          - id: north
            name: Northern Task Force
            kind: task-force
            members: [ice, cbp]
            mandates: [{function: interdiction}]
          - id: south
            name: Southern Task Force
            kind: task-force
            members: [ice, cbp]
            mandates: [{function: interdiction}]

    Open:
        title: The same, and nobody looked
        functions:
          - {id: interdiction, name: interdiction}
        agencies:
          - {id: ice, name: ICE}
          - {id: cbp, name: CBP}
          - id: north
            name: Northern Task Force
            kind: task-force
            members: [ice, cbp]
            mandates: [{function: interdiction}]
          - id: south
            name: Southern Task Force
            kind: task-force
            members: [ice, cbp]
            mandates: [{function: interdiction}]

    Clean:
        title: Two task forces that keep contact
        examined: [links]
        functions:
          - {id: interdiction, name: interdiction}
        agencies:
          - {id: ice, name: ICE}
          - {id: cbp, name: CBP}
          - id: north
            name: Northern Task Force
            kind: task-force
            members: [ice, cbp]
            mandates: [{function: interdiction}]
          - id: south
            name: Southern Task Force
            kind: task-force
            members: [ice, cbp]
            mandates: [{function: interdiction}]
        links:
          - {kind: liaison, source: north, target: south}

    Remedy:
        Merge the two, divide their work in writing, or have each sit in the other's meetings.

    Source:
        GAO-15-49SP (2015): duplication is the same activities or services to the same
        beneficiaries. GAO-13-471 (2013): five kinds of field centres and task forces overlapped 91
        times in analysis and 32 times in investigative support, and nobody held them to account for
        coordinating.
    """
    members = members_of_forums(network, vocabulary.WORKING)
    by_member: dict[str, list[str]] = defaultdict(list)
    for forum, found in members.items():
        for member in found:
            by_member[member].append(forum)
    shared: Counter[tuple[str, str]] = Counter()
    for forums in by_member.values():
        shared.update(combinations(forums, 2))
    for (one, other), count in sorted(shared.items()):
        if count < minimum or not _comparable(network, one, other):
            continue
        functions = tuple(
            function
            for function in network.functions
            if network.agencies[one].role_in(function) and network.agencies[other].role_in(function)
        )
        links = network.links_between(one, other)
        if functions and not any(link.works for link in links):
            both = tuple(key for key in members[one] if key in members[other])
            yield _apart(network, (one, other), both, functions, links, minimum)


def _comparable(network: Network, one: str, other: str) -> bool:
    first, second = network.agencies[one].jurisdiction, network.agencies[other].jurisdiction
    if other in network.parts(one) or one in network.parts(other):
        return False
    return not first or not second or network.gazetteer.meet(first, second)


def _apart(
    network: Network,
    forums: tuple[str, str],
    members: tuple[str, ...],
    functions: tuple[str, ...],
    links: tuple[Link, ...],
    minimum: int,
) -> Finding:
    broken = [link for link in failing(links) if link.status in ("unmet", "absent")]
    known = bool(broken) or "links" in network.examined
    label, purpose = say.names(network, forums), say.for_functions(network, functions)
    belonging = in_order(
        network,
        (
            link
            for forum in forums
            for link in network.links_of(forum)
            if link.kind == "membership" and link.works and link.ends[0] in members
        ),
    )
    mandates = say.evidence_of_mandates(network, forums, *functions)
    shown = say.condition_of_links(
        network,
        broken,
        f"no link that works joins {label}"
        + (", and the sources cover links in full" if known else " in the records"),
    )
    common = (
        f"{label} have {len(members)} members in common{purpose} ({say.names(network, members)})"
    )
    return Finding.known_or_asked(
        known,
        f"{common}, and no working link joins them",
        f"Who divides the work of {label}{purpose}? {say.sentence(common)}",
        agencies=(*forums, *members),
        functions=functions,
        links=broken,
        evidence=(*mandates, *say.evidence_of_links(belonging), *shown.evidence),
        condition=f"Members of both: {say.names(network, members)}. {shown.text}",
        records=forums,
        value=len(members),
        threshold=minimum,
        unit="members",
        settles=Change.new_link(
            f"{label} keep contact.",
            kind="liaison",
            source=forums[0],
            target=forums[1],
            functions=list(functions),
        ),
        asks=forums,
        subjects=forums,
    )
