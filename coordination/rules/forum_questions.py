"""Questions about forums and groups: what they bring, who is missing, do members act alike?"""

from __future__ import annotations

from collections.abc import Iterator

from coordination.model import Agency, vocabulary
from coordination.network import Network
from coordination.requirements.assess import assess_all
from coordination.requirements.forums import members_of_forums
from coordination.requirements.representation import above, joining_within
from coordination.requirements.shared_work import instruments, others
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding

__all__ = ["among_members", "outside_of_forums", "results_of_forums"]

_MOST = 30
"""Agencies up to which those outside a forum are asked about."""


def results_of_forums(network: Network) -> Iterator[Finding]:
    """How forums know whether their work brings results, where no figure tells it."""
    about = {figure.about for figure in network.figures.values()}
    for forum, within in _forums(network):
        if forum.id in about:
            continue
        label, members = say.who(network, [forum.id]), say.names(network, within)
        yield Finding.asked(
            f"How is it known what {label} {label:achieves|achieve}? {label:It joins|They join}"
            f" {members}, and no figure about {label:its|their} results is recorded.",
            agencies=(forum.id, *within),
            functions=_functions(network, forum),
            evidence=forum.evidence,
            settles=Change(
                "add",
                "figures",
                f"A figure on the results of {label} is recorded.",
                fields={"about": forum.id, "measure": "results"},
            ),
            answer=f"Nobody measures the results of {label}.",
            subjects=(forum.id, "results"),
        )


def outside_of_forums(network: Network) -> Iterator[Finding]:
    """Who speaks in a forum for those that work with its members and don't belong to it."""
    bonds = [
        *((one.requirement.agency, *others(one)) for one in assess_all(network)),
        *(link.agencies for link in instruments(network)),
    ]
    for forum, within in _forums(network):
        inside = {part for key in within for part in (*network.parts(key), *above(network, key))}
        partners = {part for key in within for part in network.parts(key)}
        outside = sorted(
            {
                key
                for ends in bonds
                if not partners.isdisjoint(ends)
                for key in ends
                if key not in inside and key != forum.id and _alone(network.agencies[key])
            },
            key=network.label,
        )
        if not outside or len(outside) > _MOST:
            continue
        label, left = network.label(forum.id), say.who(network, outside)
        yield Finding.asked(
            f"Who speaks for {left} in {label}? {left} {left:works|work} with its members, and"
            f" {left:is|are} not recorded as belonging to it.",
            agencies=(*outside, forum.id),
            functions=_functions(network, forum),
            evidence=forum.evidence,
            condition=f"{label} joins {say.names(network, within)}.",
            settles=tuple(
                Change.new_link(
                    f"{network.label(key)} belongs to {label}.",
                    kind="membership",
                    source=key,
                    target=forum.id,
                )
                for key in outside
            ),
            answer=f"{left} {left:reaches|reach} {label} only through its members",
            subjects=(forum.id, "outside"),
        )


def among_members(network: Network) -> Iterator[Finding]:
    """Whether the members of a group that holds a function coordinate among themselves for it."""
    for group in network.agencies.values():
        if group.kind != "collective" or not group.mandates:
            continue
        joined = joining_within(network, group.id)
        functions = tuple(
            one.function
            for one in group.mandates
            if not any(link.serves(one.function) for link in joined)
        )
        if not functions:
            continue
        label, purpose = network.label(group.id), say.for_functions(network, functions)
        yield Finding.asked(
            f"Do {label} coordinate among themselves{purpose}? They are recorded as one group, and"
            " nothing among them is.",
            agencies=(group.id,),
            functions=functions,
            evidence=group.evidence or say.evidence_of_mandates(network, (group.id,), functions[0]),
            settles=Change.new_link(
                f"How {label} coordinate among themselves is recorded.",
                kind="liaison",
                source=group.id,
                target=group.id,
                functions=list(functions),
            ),
            answer=f"{label} do not coordinate among themselves{purpose}.",
            subjects=(group.id, "among"),
        )


def _forums(network: Network) -> Iterator[tuple[Agency, tuple[str, ...]]]:
    """Forums of several members."""
    for forum, members in members_of_forums(network, vocabulary.IN_FORCE).items():
        if len(members) > 1:
            yield network.agencies[forum], tuple(members)


def _functions(network: Network, forum: Agency) -> tuple[str, ...]:
    """What a forum is for: what it holds, and what others have to do with it."""
    asked = (one.requirement.function for one in assess_all(network) if forum.id in others(one))
    held = (one.function for one in forum.mandates)
    return tuple(dict.fromkeys([*held, *(one for one in asked if one)]))


def _alone(agency: Agency) -> bool:
    """Whether an agency can belong to a forum: no forum itself, no group, no government."""
    return agency.kind not in (*vocabulary.FORUM_KINDS, *vocabulary.GROUP_KINDS)
