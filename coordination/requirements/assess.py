"""Decide whether a requirement is met, not met or not examined."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from coordination.engine.agency_set import Bodies
from coordination.engine.engine import per_network
from coordination.model import Case, Link, Requirement, vocabulary
from coordination.network import Network
from coordination.requirements.cases import cases, one_case
from coordination.requirements.counterparts import answering, candidates_of, holding, several
from coordination.requirements.nearness import in_line, joined_by_forum, nearness
from coordination.requirements.representation import connected, insiders, joining_within, runs

__all__ = [
    "FAILING",
    "Assessment",
    "Gap",
    "State",
    "assess",
    "assess_all",
    "assessed",
    "failing",
    "reassess",
    "state_of",
]

State = Literal["met", "lacking", "not-examined"]
"""Silence of the data is "not-examined", never "lacking"."""

Gap = Literal[
    "no-counterpart",
    "no-single-counterpart",
    "unlinked",
    "not-working",
    "one-way",
    "unwritten",
    "unmet",
]
"""What a requirement misses, first thing first; see `assess`."""

Basis = Literal["reported", "derived"]

Shown = Literal["met", "reported", "derived", "open"]

FAILING = frozenset({"strained", "late", "unmet", "absent"})
"""Statuses of links that fail or aren't there; what is over, planned or prescribed doesn't fail."""


@dataclass(frozen=True)
class Assessment:
    """What the data says about one requirement; bodies are sequences of their ids.

    Attributes:
        requirement: the requirement.
        state: "met", "lacking" or "not-examined".
        gap: what is lacking, or what nobody looked for where the state is "not-examined"; "unmet"
            where a source finds it lacking and the records don't show what. None where it is met.
        basis: "reported" where a source says that it lacks, "derived" where it follows from what
            was examined; None where it isn't known to lack.
        shown: what the records alone say, whatever a source finds of the requirement itself:
            "derived" and "reported" as the basis (reported where failing links alone show it),
            "met" where nothing is missing, "open" where it isn't known.
        counterparts: ids of the bodies on the other side that hold the function.
        candidates: ids of all bodies on the other side, holding the function or not.
        leads: those of the counterparts whose role is lead or contact.
        links: recorded links of accepted kinds that join the two sides and serve the function,
            whatever their status.
        in_force: those of the links that exist.
        working: those that work.
        failing: those that a source reports as failing or absent, and that no nearer record
            outweighs.
        partly: whether it is met in part: as near as some work, others fail.
        unlinked: counterparts that the requirement asks for and that no link works with.
        silent: those of them of which nothing is recorded, neither a failing link nor a forum.
        through: forums or groups through which counterparts are joined that nothing else joins;
            whether they work for it is open.
        one_way: counterparts with which links work, but not in the direction asked for.
    """

    requirement: Case
    state: State
    gap: Gap | None
    basis: Basis | None
    shown: Shown
    counterparts: Bodies
    candidates: Bodies
    leads: Bodies
    links: tuple[Link, ...]
    in_force: tuple[Link, ...]
    working: tuple[Link, ...]
    failing: tuple[Link, ...]
    partly: bool
    unlinked: Bodies
    silent: Bodies
    through: tuple[str, ...]
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
        failing: links that fail and that nothing nearer outweighs.
        told: what the links alone, without anybody having examined the matter, say of its lacking.
        written: whether an agreement between the two works.
        through: forums or groups that join the two where nothing else decides.
    """

    body: str
    links: tuple[Link, ...] = ()
    reached: bool = False
    one_way: bool = False
    failing: tuple[Link, ...] = ()
    told: Basis | None = None
    written: bool = False
    through: tuple[str, ...] = ()

    @property
    def gap(self) -> Gap:
        if self.one_way:
            return "one-way"
        working = any(link.works for link in self.links)  # inside a body, between some of it
        in_force = any(link.in_force for link in self.links)
        return "not-working" if in_force and not working else "unlinked"


def assess(network: Network, requirement: Requirement) -> Assessment:
    """Assess one requirement.

    The other side are the bodies that the counterpart names or describes; where it describes them
    and the requirement has a function, those that hold it (where nobody is recorded as holding it
    and mandates weren't examined, those that a link for it reaches). A requirement of a body
    towards itself asks those that it is made of to be joined. What is looked at, in this order:

    1. no-counterpart: no body on the other side holds the function;
    2. no-single-counterpart: one body is asked for, there are several (or one collective), and
       none is lead or contact;
    3. unlinked: no link of an accepted kind is in force with a body that is asked for;
    4. not-working: such links are in force, and none works;
    5. one-way: links work, but not in the direction asked for;
    6. unwritten: links work, it is to be agreed in writing, and no agreement works.

    The nearest record decides: a link between the very two outweighs one of a part, which outweighs
    one of the whole. Where as near some work and some fail, it is met in part. The line between a
    part and its whole counts as a tie. A forum in which both sit and that holds the function, or a
    link of a collective that one belongs to, joins them through it: they aren't strangers, and
    whether it works for the two is open.

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
    joints = (
        [_joint_within(network, case)] if within else list(_joints(network, case, counterparts))
    )
    if not counterparts and not _examines(network, case, "holders"):
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
    found = _Found(network, case, joints, asked)

    gap: Gap | None = None
    known = found.known
    if not counterparts:
        gap, known = "no-counterpart", _examines(network, case, "holders")
    elif case.single and not leads and not within and several(network, counterparts):
        gap, known = "no-single-counterpart", _examines(network, case, "leads")
    elif found.missing:
        gap = found.gap
    elif case.written and not _in_writing(case, joints):
        gap, known = "unwritten", _examines(network, case)
    told = {joint.told for joint in found.lacking} | ({None} if found.silent else set())
    by_links = gap in ("unlinked", "not-working", "one-way") and None not in told
    shown: Shown = "met"
    if gap is not None:
        shown = ("reported" if by_links and "reported" in told else "derived") if known else "open"

    state: State = "met"
    basis: Basis | None = None
    if case.reported == "met":
        gap = None
    elif case.reported is not None:
        state, basis = "lacking", "reported"
        if shown != "derived":
            gap = _found_lacking(case, gap, leads, candidates)
    elif shown == "open":
        state = "not-examined"
    elif shown != "met":
        state, basis = "lacking", shown
    return Assessment(
        case,
        state,
        gap,
        basis,
        shown,
        counterparts,
        candidates,
        leads,
        links := tuple({link.id: link for joint in joints for link in joint.links}.values()),
        in_force=tuple(link for link in links if link.in_force),
        working=tuple(link for link in links if link.works),
        failing=tuple(
            {link.id: link for joint in joints for link in joint.failing}.values(),
        ),
        partly=any(joint.reached and joint.failing for joint in joints),
        unlinked=found.unlinked,
        silent=found.silent,
        through=tuple(dict.fromkeys(name for joint in found.open for name in joint.through)),
        one_way=tuple(joint.body for joint in found.lacking if joint.one_way),
    )


@per_network
def assess_all(network: Network) -> tuple[Assessment, ...]:
    """Assess every case of every requirement, in the order of the data; computed once."""
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
    recoded = tuple(links)
    if any(before.links[key].kind == "membership" for key in recoded):
        return  # who sits in which forum bears on cases that look at no link
    places = {before.engine.place_of(key) for key in recoded}
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


def _looked(case: Case) -> bool:
    """Whether somebody looked and no passage says what was found."""
    return case.examined and case.reported is None


def _examines(network: Network, case: Case, aspect: str | None = None) -> bool:
    """Whether silence about links (or about holders or leads) of a case means absence."""
    if _looked(case):
        return True
    if aspect is None:
        place = network.agencies[case.agency].jurisdiction
        return network.examines("links", function=case.function, place=place)
    return network.examines(
        "mandates", aspect=aspect, function=case.function, place=case.counterpart.jurisdiction
    )


def _found_lacking(case: Case, gap: Gap | None, leads: Bodies, candidates: Bodies) -> Gap:
    """What a source that finds a requirement lacking speaks of, where the records don't show it."""
    if case.single and not leads and case.counterpart.agency is None:
        return "no-single-counterpart" if candidates else "no-counterpart"
    if case.written and gap == "unwritten":
        return "unwritten"
    return "unmet"


# -- what is recorded with each body ---------------------------------------------------------------


def _joints(network: Network, case: Case, bodies: Bodies) -> Iterable[_Joint]:
    """What is recorded with each of some bodies; those with which nothing is, have no joint."""
    columns = network.engine.columns
    through = joined_by_forum(network, case.agency, bodies, case.function)
    line = set(bodies.among(in_line(network, case.agency).marks))
    near = nearness(network, case.agency, bodies)
    named = Bodies.of(columns, {*near, *through, *line}).marks
    for body in bodies.among(named):
        found = near.get(body)
        levels = [
            [link for link in level if link.serves(case.function)]
            for level in (found.levels if found else ((), (), ()))
        ]
        accepted = [[link for link in level if case.accepts(link.kind)] for level in levels]
        groups = tuple(
            end
            for link in (found.groups if found else ())
            if link.in_force and link.serves(case.function)
            for end in link.agencies
            if network.agencies[end].kind == "collective"
        )
        ways = [_decide(accepted, way) for way in _ways(network, case, body, accepted)]
        missing = [way for way in ways if not way.works]
        links = tuple(link for level in accepted for link in level)
        works = any(link.works for link in links)
        told: Basis | None = None
        if any(way.fails for way in missing):
            told = "reported"
        elif works and missing and _plainly_one_way(links):
            told = "derived"
        by_line = body in line and not links and (not case.kinds or "oversight" in case.kinds)
        yield _Joint(
            body,
            links,
            not missing or by_line,
            works and bool(missing),
            tuple({link.id: link for way in ways for link in way.fails}.values()),
            told,
            any(
                link.kind in ("agreement", "directive") and link.works
                for level in levels
                for link in level
            ),
            () if told or works else (*through.get(body, ()), *groups, *_whole(line, body, case)),
        )


def _whole(line: set[str], body: str, case: Case) -> tuple[str, ...]:
    """Of a part and its whole, what joins them: the one that is asked for."""
    return (body,) if body in line else ()


@dataclass(frozen=True)
class _Way:
    """One direction: whether it works at the level that decides, and what fails there."""

    works: bool
    fails: tuple[Link, ...]


def _decide(levels: list[list[Link]], way: frozenset[str]) -> _Way:
    for level in levels:
        links = [link for link in level if link.id in way]
        fails = failing(links)
        if fails or any(link.works for link in links):
            return _Way(any(link.works for link in links), fails)
    return _Way(False, ())


def _ways(
    network: Network, case: Case, body: str, levels: list[list[Link]]
) -> tuple[frozenset[str], ...]:
    """The directions that are asked for, each with the ids of the links that run so."""
    links = [link for level in levels for link in level]
    if case.direction == "any":
        return (frozenset(link.id for link in links),)
    there, back = (
        frozenset(link.id for link in way) for way in runs(network, links, case.agency, body)
    )
    return {
        "mutual": (there, back),
        "to-counterpart": (there,),
        "from-counterpart": (back,),
    }[case.direction]


def _plainly_one_way(links: tuple[Link, ...]) -> bool:
    """Whether a link that usually runs both ways is recorded as running one way."""
    return any(
        link.works and not link.mutual and vocabulary.LINK_KINDS[link.kind].mutual for link in links
    )


def _joint_within(network: Network, case: Case) -> _Joint:
    """What is recorded inside a body: on itself, and between those that it is made of."""
    body = case.agency
    serving = [link for link in joining_within(network, body) if link.serves(case.function)]
    links = tuple(link for link in serving if case.accepts(link.kind))
    on_itself = [link for link in links if link.agencies == (body,)]
    working = [link for link in links if link.works]
    members = insiders(network, body)
    told: Basis | None = None
    fails = failing(on_itself)
    if any(link.works for link in on_itself):
        reached = True
    elif fails:
        reached, told = False, "reported"
    else:
        reached = len(members) > 1 and len(connected(network, members, working)) == 1
        fails = failing(links)
        if not working and fails:
            told = "reported" if len(members) == 2 else "derived"
    agreed = any(link.kind in ("agreement", "directive") and link.works for link in serving)
    return _Joint(body, links, reached, False, fails, told, agreed)


# -- what that comes to ----------------------------------------------------------------------------


class _Found:
    """The bodies with which coordination isn't there as asked for; none where it is enough.

    Attributes:
        lacking: joints of which it is known, or was examined, that they don't do.
        open: joints of which it isn't known.
        silent: bodies of which nothing is recorded.
        missing: whether anything is missing.
        known: whether it is known of all that are asked for that they don't do.
    """

    def __init__(self, network: Network, case: Case, joints: list[_Joint], asked: Bodies) -> None:
        self._case, columns = case, network.engine.columns
        nothing = Bodies.of(columns, ())
        self.lacking: list[_Joint] = []
        self.open: list[_Joint] = []
        self.silent = self.unlinked = nothing
        self.known = self.missing = False
        left = [joint for joint in joints if not joint.reached]
        if not case.counterpart.each and len(left) < len(joints):
            return
        marks = asked.marks
        marks[[columns.code_of[joint.body] for joint in joints]] = False
        silent = asked.among(marks)
        examined = _examines(network, case)
        told = [joint for joint in left if joint.told]
        if case.counterpart.each and told and not examined:
            left, silent = told, nothing
        self.lacking = [joint for joint in left if joint.told or (examined and not joint.through)]
        self.open = [joint for joint in left if joint not in self.lacking]
        counted = self._counted(network, left, silent)
        passed = {joint.body for joint in self.open}
        self.silent = silent
        if case.counterpart.each:
            self.known = bool(self.lacking or (silent and examined))
            if self.known:
                self.open = []
        else:
            self.known = not (passed & counted) and (examined or not (set(silent) & counted))
        self.missing = bool(left or silent)
        idle = [
            joint.body
            for joint in (*self.lacking, *self.open)
            if not any(link.works for link in joint.links)
        ]
        self.unlinked = (
            asked.among(Bodies.of(columns, idle).marks | silent.marks) if idle else silent
        )

    def _counted(self, network: Network, left: list[_Joint], silent: Bodies) -> set[str]:
        """The bodies that must be known; a collective whose members are there is passed over."""
        bodies = {joint.body for joint in left}
        columns = network.engine.columns
        collective = columns.agency_kind == "collective"
        if len(silent) > 1000 and not collective[silent.codes].any():
            return bodies | {silent[0]}
        bodies |= set(silent)
        return {
            body
            for body in bodies
            if not collective[columns.code_of[body]]
            or bodies.isdisjoint(network.agencies[body].members)
        }

    @property
    def gap(self) -> Gap:
        # Where one body will do, the gap that is left is the one with the nearest of them.
        gaps: tuple[Gap, ...] = ("one-way", "not-working", "unlinked")
        found: set[Gap] = {joint.gap for joint in (self.lacking if self.known else self.open)}
        found |= {joint.gap for joint in self.lacking if not self.known}
        found |= {"unlinked"} if len(self.silent) else set()
        ordered = reversed(gaps) if self._case.counterpart.each else gaps
        return next((gap for gap in ordered if gap in found), "unlinked")


def _in_writing(case: Case, joints: list[_Joint]) -> bool:
    """Whether what is known to work is agreed in writing; what is assumed shows no lack of it."""
    written = [
        joint.written
        for joint in joints
        if joint.reached and any(link.works and not link.assumed for link in joint.links)
    ]
    return not written or (all(written) if case.counterpart.each else any(written))
