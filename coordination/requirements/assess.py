"""Is a requirement met, lacking, or not examined? The one place that decides it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from coordination.engine.agency_set import Bodies
from coordination.engine.columns import Flags
from coordination.engine.engine import per_network, per_structure
from coordination.model import Case, Link, Requirement, vocabulary
from coordination.network import Network
from coordination.requirements.cases import cases, one_case
from coordination.requirements.counterparts import answering, candidates_of, holding, several
from coordination.requirements.representation import (
    connected,
    insiders,
    joined_with,
    joining_within,
    runs,
)

__all__ = ["FAILING", "Assessment", "Gap", "State", "assess", "assess_all", "failing", "reassess"]

State = Literal["met", "lacking", "not-examined"]
"""Silence of the data is "not-examined", never "lacking"."""

Gap = Literal[
    "no-counterpart", "no-single-counterpart", "unlinked", "not-working", "one-way", "unwritten"
]
"""What a requirement lacks, first thing first; see `assess`."""

Basis = Literal["reported", "derived"]

_UNDECIDED = {"ended", "planned", "prescribed"}

FAILING = frozenset(vocabulary.STATUSES) - vocabulary.WORKING - _UNDECIDED
"""Statuses of links that fail or aren't there; one that is over, or of which nobody says whether
it works, doesn't fail."""


@dataclass(frozen=True)
class Assessment:
    """What the data says about one requirement; bodies are sequences of their ids.

    Attributes:
        requirement: the requirement.
        state: "met", "lacking" or "not-examined".
        gap: what is lacking, or what nobody looked for where the state is "not-examined"; None
            where the requirement is met.
        basis: "reported" where a source says that it lacks, "derived" where it follows from what
            was examined; None where it isn't known to lack.
        counterparts: ids of the bodies on the other side that hold the function.
        candidates: ids of all bodies on the other side, holding the function or not.
        leads: those of the counterparts whose role is lead or contact.
        links: recorded links of accepted kinds that join the two sides and serve the function,
            whatever their status.
        in_force: those of the links that exist.
        working: those that work.
        failing: those that a source reports as failing or absent.
        unlinked: counterparts that the requirement asks for and that no link works with.
        one_way: counterparts with which links work, but not in the direction asked for.
    """

    requirement: Case
    state: State
    gap: Gap | None
    basis: Basis | None
    counterparts: Bodies
    candidates: Bodies
    leads: Bodies
    links: tuple[Link, ...]
    in_force: tuple[Link, ...]
    working: tuple[Link, ...]
    failing: tuple[Link, ...]
    unlinked: Bodies
    one_way: tuple[str, ...]

    @property
    def within(self) -> bool:
        """Whether the requirement is one of a body towards itself."""
        return self.requirement.counterpart.agency == self.requirement.agency


@dataclass(frozen=True)
class _Joint:
    """What is recorded between the requirement's agency and one body on the other side.

    Attributes:
        body: id of the body.
        links: recorded links that could meet the requirement.
        reached: whether they do.
        one_way: whether they work, but not in the direction asked for.
        told: what the links alone, without anybody having examined the matter, say of its lacking.
        written: whether an agreement between the two is in force.
    """

    body: str
    links: tuple[Link, ...]
    reached: bool
    one_way: bool
    told: Basis | None
    written: bool

    @property
    def gap(self) -> Gap:
        if self.one_way:
            return "one-way"
        if not self.links:
            return "unlinked"
        working = any(link.works for link in self.links)  # inside a body, between some of it
        in_force = any(link.in_force for link in self.links)
        return "not-working" if in_force and not working else "unlinked"


def assess(network: Network, requirement: Requirement) -> Assessment:
    """Assess one requirement.

    The other side are the bodies that the counterpart names or describes; where it describes them
    and the requirement has a function, those that hold it (where nobody is recorded as holding it
    and mandates weren't examined, those that a link for it reaches). Links count with the parts of
    both sides and with the collectives that they belong to, see
    `coordination.requirements.representation`. A requirement of a body towards itself asks those
    that it is made of to be joined. What is looked at, in this order:

    1. no-counterpart: no body on the other side holds the function;
    2. no-single-counterpart: one body is asked for, there are several (or one collective), and
       none is lead or contact;
    3. unlinked: no link of an accepted kind is in force with a body that is asked for;
    4. not-working: such links are in force, and none works;
    5. one-way: links work, but not in the direction asked for;
    6. unwritten: links work, it is to be agreed in writing, and no agreement is in force.

    Where one body of several will do, one that is reached meets it; otherwise it lacks only if the
    same is known of each of them. A gap is *known* where sources report links with the body as
    failing or absent, where a link that usually runs both ways is recorded as running one way, or
    where the matter was examined (the requirement's own `examined`, or the network's for the
    section concerned). Otherwise the requirement is *not examined*.

    A passage that finds the requirement met or lacking decides whatever the structure suggests;
    where passages differ, it counts as lacking and its findings show both.

    Raises:
        ValueError: it is a requirement of several agencies; `assess_all` assesses each case.
    """
    case = one_case(network, requirement)
    candidates = candidates_of(network, case)
    counterparts = holding(network, case, candidates)
    within = case.counterpart.agency == case.agency
    joints = [_joint_within(network, case)] if within else _joints(network, case, counterparts)
    if not counterparts and "mandates" not in network.examined:
        joints = [
            joint
            for joint in _joints(network, case, candidates)
            if any(link.works and case.function in link.functions for link in joint.links)
        ]
        counterparts = Bodies.of(network.engine.columns, (joint.body for joint in joints))
    leads = counterparts.among(answering(network, case.function))
    asked = counterparts
    if case.single and leads:
        asked, joints = leads, [joint for joint in joints if joint.body in leads]
    lacking, silent = _lacking(network, case, joints, asked)

    gap: Gap | None = None
    if not counterparts:
        gap = "no-counterpart"
    elif case.single and not leads and not within and several(network, counterparts):
        gap = "no-single-counterpart"
    elif lacking or silent:
        gap = _gap_of(case, lacking, silent)
    elif case.written and not _in_writing(case, joints):
        gap = "unwritten"
    state, basis = _judge(network, case, gap, lacking, silent)

    links = tuple({link.id: link for joint in joints for link in joint.links}.values())
    in_force = tuple(link for link in links if link.in_force)
    if state == "met":
        gap = None
    elif case.reported and case.single and not leads and _open(case):
        gap = "no-single-counterpart" if candidates else "no-counterpart"
    elif gap is None:  # a source says that it lacks, and the structure doesn't show what
        gap = "not-working" if in_force else "unlinked"
    return Assessment(
        case,
        state,
        gap,
        basis,
        counterparts,
        candidates,
        leads,
        links,
        in_force,
        working=tuple(link for link in links if link.works),
        failing=failing(links),
        unlinked=_without_work(network, asked, lacking, silent),
        one_way=tuple(joint.body for joint in lacking if joint.one_way),
    )


@per_network
def assess_all(network: Network) -> tuple[Assessment, ...]:
    """Assess each case of every requirement, in the order of the data; computed once."""
    return tuple(assess(network, case) for case in cases(network))


def reassess(
    network: Network,
    before: Network,
    links: Iterable[str],
    asked: Iterable[str],
    functions: Collection[str],
) -> None:
    """Assess a network again that is another one recoded: only what that bears on.

    Args:
        network: the new network, whose assessments are kept as `assess_all` would.
        before: what it was.
        links: ids of the links with another status.
        asked: ids of the requirements with other evidence.
        functions: ids of the functions that agencies hold in another role.
    """
    places = {before.engine.place_of(key) for key in links}
    changed = frozenset(asked)

    def stays(case: Case, seen: frozenset[int]) -> bool:
        held = bool(functions) and (case.function is None or case.function in functions)
        return not held and case.id not in changed and places.isdisjoint(seen)

    if not changed and not functions:
        network.engine.keep(cases, cases(before))
    each = zip(cases(network), assess_all(before), _looked_at(before), strict=True)
    found = tuple(old if stays(case, seen) else assess(network, case) for case, old, seen in each)
    network.engine.keep(assess_all, found)


@per_network
def _looked_at(network: Network) -> tuple[frozenset[int], ...]:
    """Places of the links that each case's assessment looks at, whatever their status."""
    found = []
    for case in cases(network):
        with network.engine.noting() as seen:
            assess(network, case)
        found.append(frozenset(seen))
    return tuple(found)


def assessed(network: Network, requirement: str) -> tuple[Assessment, ...]:
    """The assessments of the cases of one requirement, by its id."""
    return tuple(one for one in assess_all(network) if one.requirement.id == requirement)


def state_of(network: Network, requirement: str) -> State:
    """The state of a requirement of one or several cases: lacking where it is in any of them."""
    states = {one.state for one in assessed(network, requirement)}
    if "lacking" in states:
        return "lacking"
    return "met" if states == {"met"} else "not-examined"


def failing(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links that a source reports as failing or absent; one that is assumed shows nothing."""
    return tuple(link for link in links if link.status in FAILING and not link.assumed)


# -- what is recorded with each body ---------------------------------------------------------------


def _joints(network: Network, requirement: Case, bodies: Bodies) -> list[_Joint]:
    """What is recorded with each of some bodies; those with which nothing is, have no joint."""
    found = []
    for body, joined in joined_with(network, requirement.agency, bodies).items():
        serving = [link for link in joined if link.serves(requirement.function)]
        links = tuple(link for link in serving if requirement.accepts(link.kind))
        works = any(link.works for link in links)
        there, back = runs(network, links, requirement.agency, body)
        wanted = {
            "any": (links,),
            "mutual": (there, back),
            "to-counterpart": (there,),
            "from-counterpart": (back,),
        }[requirement.direction]
        missing = [way for way in wanted if not any(link.works for link in way)]
        told: Basis | None = None
        if any(failing(way) for way in missing):
            told = "reported"
        elif works and missing and _plainly_one_way(links):
            told = "derived"
        agreed = any(link.kind == "agreement" and link.in_force for link in serving)
        found.append(_Joint(body, links, not missing, works and bool(missing), told, agreed))
    return found


def _plainly_one_way(links: tuple[Link, ...]) -> bool:
    """Whether a link that usually runs both ways is recorded as running one way."""
    return any(
        link.works and not link.mutual and vocabulary.LINK_KINDS[link.kind].mutual for link in links
    )


def _joint_within(network: Network, requirement: Case) -> _Joint:
    """What is recorded inside a body: on itself, and between those that it is made of."""
    body = requirement.agency
    serving = [link for link in joining_within(network, body) if link.serves(requirement.function)]
    links = tuple(link for link in serving if requirement.accepts(link.kind))
    on_itself = [link for link in links if link.agencies == (body,)]
    working = [link for link in links if link.works]
    members = insiders(network, body)
    told: Basis | None = None
    if any(link.works for link in on_itself):
        reached = True
    elif failing(on_itself):
        reached, told = False, "reported"
    else:
        reached = len(members) > 1 and len(connected(network, members, working)) == 1
        if not working and failing(links):
            told = "reported" if len(members) == 2 else "derived"
    agreed = any(link.kind == "agreement" and link.in_force for link in serving)
    return _Joint(body, links, reached, False, told, agreed)


# -- what that comes to ----------------------------------------------------------------------------


def _lacking(
    network: Network, requirement: Case, joints: list[_Joint], bodies: Bodies
) -> tuple[list[_Joint], Bodies]:
    """The bodies with which coordination isn't there as asked for; none where it is enough.

    Where every body is asked for, those of which the lack is known stand alone: of the others
    nobody says anything.

    Returns:
        Those with which something is recorded, and those with which nothing is.
    """
    lacking = [joint for joint in joints if not joint.reached]
    if not requirement.counterpart.each:
        if len(lacking) < len(joints):
            return [], Bodies.of(network.engine.columns, ())
    elif told := [joint for joint in lacking if joint.told]:
        looked_at = requirement.examined and requirement.reported is None
        if not looked_at and "links" not in network.examined:
            return told, Bodies.of(network.engine.columns, ())
    code_of = network.engine.columns.code_of
    return lacking, bodies.without(code_of[joint.body] for joint in joints)


def _gap_of(requirement: Case, lacking: list[_Joint], silent: Bodies) -> Gap:
    # Where one body will do, the gap that is left is the one with the nearest of them.
    gaps: tuple[Gap, ...] = ("one-way", "not-working", "unlinked")
    found = {joint.gap for joint in lacking} | ({"unlinked"} if silent else set())
    ordered = reversed(gaps) if requirement.counterpart.each else gaps
    return next(gap for gap in ordered if gap in found)


def _without_work(
    network: Network, bodies: Bodies, lacking: list[_Joint], silent: Bodies
) -> Bodies:
    """Those of some bodies that coordination lacks with and that no link works with, in order."""
    idle = [joint.body for joint in lacking if not any(link.works for link in joint.links)]
    return (
        bodies.among(Bodies.of(network.engine.columns, idle).marks | silent.marks)
        if idle
        else silent
    )


def _in_writing(requirement: Case, joints: list[_Joint]) -> bool:
    """Whether what is known to work is agreed in writing; what is assumed shows no lack of it."""
    written = [
        joint.written
        for joint in joints
        if joint.reached and any(link.works and not link.assumed for link in joint.links)
    ]
    return not written or (all(written) if requirement.counterpart.each else any(written))


def _judge(
    network: Network,
    requirement: Case,
    gap: Gap | None,
    lacking: list[_Joint],
    silent: Bodies,
) -> tuple[State, Basis | None]:
    if requirement.reported == "met":
        return "met", None
    if requirement.reported is not None:
        return "lacking", "reported"
    if gap is None:
        return "met", None
    if gap in ("unlinked", "not-working", "one-way"):
        told = _told(network, lacking, silent)
        if all(told):
            return "lacking", "reported" if "reported" in told else "derived"
    section = "mandates" if gap in ("no-counterpart", "no-single-counterpart") else "links"
    if requirement.examined or section in network.examined:
        return "lacking", "derived"
    return "not-examined", None


def _told(network: Network, lacking: list[_Joint], silent: Bodies) -> set[Basis | None]:
    """What links alone say of each lack; a collective whose members are there is passed over."""
    told: dict[str, Basis | None] = {joint.body: joint.told for joint in lacking}
    collectives, code_of = _collectives(network), network.engine.columns.code_of
    if not collectives[silent.codes].any() and not any(collectives[code_of[key]] for key in told):
        return {*told.values(), *((None,) if silent else ())}
    told.update(dict.fromkeys(silent))
    return {
        basis
        for body, basis in told.items()
        if not collectives[code_of[body]] or told.keys().isdisjoint(network.agencies[body].members)
    }


@per_structure
def _collectives(network: Network) -> Flags:
    collective: Flags = network.engine.columns.agency_kind == "collective"
    return collective


def _open(requirement: Case) -> bool:
    """Whether who is on the other side is open, so that a single body can be wanting there."""
    return requirement.counterpart.agency is None
