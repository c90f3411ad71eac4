"""Is a requirement met, lacking, or not examined? The one place that decides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coordination.model import Agency, Counterpart, Link, Requirement
from coordination.network import Network, within

__all__ = ["Assessment", "Gap", "State", "assess", "assess_all"]

State = Literal["met", "lacking", "not-examined"]
"""Silence of the data is "not-examined", never "lacking"."""

Gap = Literal["no-counterpart", "no-single-counterpart", "unlinked", "not-working", "one-way"]
"""What a lacking requirement lacks, first thing first; see `assess`."""


@dataclass(frozen=True)
class Assessment:
    """What the data says about one requirement.

    Attributes:
        requirement: the requirement.
        state: "met", "lacking" or "not-examined".
        gap: what is lacking, or None where nothing is known to lack.
        basis: "reported" where a source says that it lacks, "derived" where it follows from what
            was examined; None where it doesn't lack.
        counterparts: ids of the bodies on the other side that hold the function.
        candidates: ids of all bodies on the other side, holding the function or not.
        leads: those of the counterparts whose role is lead or contact.
        links: recorded links of accepted kinds with the counterparts, whatever their status.
        in_force: those of the links that exist.
        working: those that work and serve the function.
        unlinked: counterparts that the requirement asks for and no working link reaches.
    """

    requirement: Requirement
    state: State
    gap: Gap | None
    basis: Literal["reported", "derived"] | None
    counterparts: tuple[str, ...]
    candidates: tuple[str, ...]
    leads: tuple[str, ...]
    links: tuple[Link, ...]
    in_force: tuple[Link, ...]
    working: tuple[Link, ...]
    unlinked: tuple[str, ...]


def assess(network: Network, requirement: Requirement) -> Assessment:
    """Assess one requirement.

    The other side are the bodies that the counterpart names or describes; where it describes them
    and the requirement has a function, those that hold it. Links count with the parts of both
    sides and with the collectives that they belong to. What is looked at, in this order:

    1. no-counterpart: no body on the other side holds the function;
    2. no-single-counterpart: one body is asked for, there are several (or one collective), and
       none is lead or contact;
    3. unlinked: no link of an accepted kind is in force with a body that is asked for;
    4. not-working: such links are in force, and none works;
    5. one-way: links work, but not in the direction asked for.

    The requirement is *lacking* where its evidence says so, where 3 to 5 rest on links that
    sources report as failing or absent, or where the matter was examined (the requirement's own
    `examined`, or the network's for the section concerned). Otherwise a gap is *not examined*.
    Passages that find it met outweigh what the structure suggests; where passages differ, the
    requirement counts as lacking and its findings show both.
    """
    candidates = _candidates(network, requirement)
    counterparts = _counterparts(network, requirement, candidates)
    leads = tuple(key for key in counterparts if _answers_for(network.agencies[key], requirement))
    ours = network.acting_for(requirement.agency)
    links, unlinked, one_way = [], [], []
    for body in counterparts:
        theirs = network.acting_for(body)
        joining = _joining(network, requirement, ours, theirs)
        links.extend(joining)
        serving = [link for link in joining if link.works and link.serves(requirement.function)]
        if not serving:
            unlinked.append(body)
        elif not _directions_met(serving, requirement, ours, theirs):
            one_way.append(body)
    recorded = tuple(dict.fromkeys(links))
    in_force = tuple(link for link in recorded if link.in_force)
    working = tuple(link for link in in_force if link.works and link.serves(requirement.function))

    each = requirement.counterpart.each
    reached = len(counterparts) - len(unlinked)
    gap: Gap | None = None
    if not counterparts:
        gap = "no-counterpart"
    elif requirement.single and _several(network, counterparts) and not leads:
        gap = "no-single-counterpart"
    elif unlinked and (each or not reached):
        missing = {link for link in in_force if _touches(network, link, unlinked)}
        gap = "not-working" if missing else "unlinked"
    elif one_way and (each or len(one_way) == reached):
        gap = "one-way"

    state, basis = _judge(network, requirement, gap, recorded)
    if state != "met" and gap is None:
        gap = "not-working" if in_force else "unlinked"
    return Assessment(
        requirement,
        state,
        None if state == "met" else gap,
        basis,
        counterparts,
        candidates,
        leads,
        recorded,
        in_force,
        working,
        tuple(unlinked),
    )


def assess_all(network: Network) -> tuple[Assessment, ...]:
    """Assess every requirement of a network, in the order of the data."""
    return tuple(assess(network, requirement) for requirement in network.requirements.values())


def _judge(
    network: Network, requirement: Requirement, gap: Gap | None, links: tuple[Link, ...]
) -> tuple[State, Literal["reported", "derived"] | None]:
    reported = requirement.reported
    if reported == "met":
        return "met", None
    if reported in ("lacking", "disputed"):
        return "lacking", "reported"
    if gap is None:
        return "met", None
    failing = any(
        not link.works and link.status != "planned" and not link.assumed for link in links
    )
    if gap in ("unlinked", "not-working") and failing:
        return "lacking", "reported"
    if gap == "one-way":
        return "lacking", "derived"
    section = "mandates" if gap in ("no-counterpart", "no-single-counterpart") else "links"
    if requirement.examined or section in network.examined:
        return "lacking", "derived"
    return "not-examined", None


def _matches(agency: Agency, counterpart: Counterpart) -> bool:
    if counterpart.kind and agency.kind != counterpart.kind:
        return False
    if counterpart.level and agency.level != counterpart.level:
        return False
    return not counterpart.jurisdiction or within(agency.jurisdiction, counterpart.jurisdiction)


def _candidates(network: Network, requirement: Requirement) -> tuple[str, ...]:
    counterpart = requirement.counterpart
    if counterpart.agency:
        return (counterpart.agency,)
    own = set(network.parts(requirement.agency))
    if counterpart.collective:
        members = network.agencies[counterpart.collective].members or (counterpart.collective,)
        return tuple(member for member in members if member not in own)
    return tuple(
        key
        for key, agency in network.agencies.items()
        if key not in own and _matches(agency, counterpart)
    )


def _counterparts(
    network: Network, requirement: Requirement, candidates: tuple[str, ...]
) -> tuple[str, ...]:
    """The candidates that hold the function; a named body is asked for whatever it holds."""
    counterpart, function = requirement.counterpart, requirement.function
    if function is None or counterpart.agency or counterpart.collective:
        return candidates
    return tuple(key for key in candidates if network.agencies[key].role_in(function))


def _answers_for(agency: Agency, requirement: Requirement) -> bool:
    roles = (m.role for m in agency.mandates if requirement.function in (None, m.function))
    return any(role in ("lead", "contact") for role in roles)


def _several(network: Network, bodies: tuple[str, ...]) -> bool:
    """Whether bodies are more than one: also a collective, but not a body beside its own parts."""
    if any(network.agencies[body].kind == "collective" for body in bodies):
        return True
    within_others = {part for body in bodies for part in network.parts(body)[1:] if part in bodies}
    return len(bodies) - len(within_others) > 1


def _joining(
    network: Network, requirement: Requirement, ours: frozenset[str], theirs: frozenset[str]
) -> list[Link]:
    """Links of accepted kinds with one end on each side."""
    if requirement.counterpart.agency == requirement.agency:
        return _among(network, requirement)
    return [
        link
        for end in sorted(ours)
        for link in network.links_of(end)
        if requirement.accepts(link.kind)
        and any(
            mine in ours and other in theirs and mine != other
            for mine in link.agencies
            for other in link.agencies
        )
    ]


def _among(network: Network, requirement: Requirement) -> list[Link]:
    """Links of accepted kinds inside a collective: on itself, or between its members."""
    collective = requirement.agency
    inside = {part for m in network.agencies[collective].members for part in network.parts(m)}
    return [
        link
        for link in network.links.values()
        if requirement.accepts(link.kind)
        and (link.agencies == (collective,) or set(link.agencies) <= inside)
    ]


def _directions_met(
    links: list[Link], requirement: Requirement, ours: frozenset[str], theirs: frozenset[str]
) -> bool:
    if requirement.direction == "any":
        return True
    there = any(link.mutual or link.ends[0] in ours for link in links)
    back = any(link.mutual or link.ends[0] in theirs for link in links)
    if requirement.direction == "mutual":
        return there and back
    return there if requirement.direction == "to-counterpart" else back


def _touches(network: Network, link: Link, bodies: list[str]) -> bool:
    return any(not network.acting_for(body).isdisjoint(link.agencies) for body in bodies)
