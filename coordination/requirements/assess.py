"""Decide whether a requirement is met, not met or not examined."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from coordination.engine.agency_set import AgencySet
from coordination.engine.engine import per_network
from coordination.model import Agency, Case, Link
from coordination.network import Network
from coordination.requirements.cases import cases
from coordination.requirements.counterparts import answering, candidates_of, holding, several
from coordination.requirements.joints import (
    Basis,
    Gap,
    in_writing,
    joint_within,
    joints_with,
)
from coordination.requirements.representation import above, side
from coordination.requirements.shortfall import Shortfall, examines

__all__ = [
    "Assessment",
    "State",
    "assess",
    "assess_all",
    "assessed",
    "reassess",
    "state_of",
]

State = Literal["met", "lacking", "not-examined"]
"""Silence of the data is "not-examined", never "lacking"."""

Shown = Literal["met", "reported", "derived", "open"]


class Assessment(NamedTuple):
    """What the data says about one requirement; agencies are sequences of their ids.

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
        counterparts: ids of the agencies on the other side that hold the function.
        candidates: ids of all agencies on the other side, holding the function or not.
        leads: those of the counterparts whose role is lead or contact.
        links: recorded links of accepted kinds that join the two sides and serve the function,
            whatever their status.
        in_force: those of the links that exist.
        working: those that work.
        failing: those that a source reports as failing or absent, and that no nearer record
            outweighs.
        partly: whether it is met in part: as near as some work, others fail.
        unlinked: counterparts that the requirement asks for and that no link works with.
        through: forums or groups through which counterparts are joined that nothing else joins;
            whether they work for it is open.
        one_way: counterparts with which links work, but not in the direction asked for.
    """

    requirement: Case
    state: State
    gap: Gap | None
    basis: Basis | None
    shown: Shown
    counterparts: AgencySet
    candidates: AgencySet
    leads: AgencySet
    links: tuple[Link, ...]
    in_force: tuple[Link, ...]
    working: tuple[Link, ...]
    failing: tuple[Link, ...]
    partly: bool
    unlinked: AgencySet
    through: tuple[str, ...]
    one_way: tuple[str, ...]

    @property
    def within(self) -> bool:
        """Whether the requirement is one of an agency towards itself."""
        return self.requirement.counterpart.agency == self.requirement.agency


def assess(network: Network, case: Case) -> Assessment:
    """Assess one case of a requirement.

    The other side are the agencies that the counterpart names or describes; where it describes them
    and the requirement has a function, those that hold it (where nobody is recorded as holding it
    and mandates weren't examined, those that a link for it reaches). A requirement of an agency
    towards itself asks those that it is made of to be joined. What is looked at, in this order:

    1. no-counterpart: no agency on the other side holds the function;
    2. no-single-counterpart: one agency is asked for, there are several (or one collective), and
       none is lead or contact;
    3. unlinked: no link of an accepted kind is in force with an agency that is asked for;
    4. not-working: such links are in force, and none works;
    5. one-way: links work, but not in the direction asked for;
    6. unwritten: links work, it is to be agreed in writing, and no agreement works.

    The nearest record decides: a link between the very two outweighs one of a part, which outweighs
    one of the whole. Where as near some work and some fail, it is met in part. The line between a
    part and its whole counts as a tie. A forum in which both sit and that holds the function, or a
    link of a collective that one belongs to, joins them through it: they aren't strangers, and
    whether it works for the two is open.

    Where one agency of several will do, one that is reached meets it; otherwise it lacks only if
    the same is known of each of them. A gap is *known* where sources report links with the agency
    as failing or absent, where a link that usually runs both ways is recorded as running one way,
    or where the matter was examined (the requirement's own `examined`, or the network's for the
    section concerned). Otherwise the requirement is *not examined*.

    A passage that finds the requirement met or lacking decides whatever the structure suggests;
    where passages differ, it counts as lacking and its findings show both.
    """
    candidates = candidates_of(network, case)
    counterparts = holding(network, case, candidates)
    within = case.counterpart.agency == case.agency
    joints = (
        [joint_within(network, case)] if within else list(joints_with(network, case, counterparts))
    )
    if not counterparts and not examines(network, case, "holders"):
        joints = [
            joint
            for joint in joints_with(network, case, candidates)
            if any(link.works and case.function in link.functions for link in joint.links)
        ]
        counterparts = AgencySet.of(network.engine.columns, (joint.agency for joint in joints))
    leads = counterparts.among(answering(network, case.function))
    asked = counterparts
    if case.single and leads:
        asked, joints = leads, [joint for joint in joints if joint.agency in leads]
    found = Shortfall(network, case, joints, asked)

    gap: Gap | None = None
    known = found.known
    if not counterparts:
        gap, known = "no-counterpart", examines(network, case, "holders")
    elif case.single and not leads and not within and several(network, counterparts):
        gap, known = "no-single-counterpart", examines(network, case, "leads")
    elif found.missing:
        gap = found.gap
    elif case.written and not in_writing(case, joints):
        gap, known = "unwritten", examines(network, case)
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
        through=tuple(dict.fromkeys(name for joint in found.open for name in joint.through)),
        one_way=tuple(joint.agency for joint in found.lacking if joint.one_way),
    )


@per_network
def assess_all(network: Network) -> tuple[Assessment, ...]:
    """Assess every case of every requirement, in the order of the data; computed once."""
    found = tuple(_noted(network))
    network.engine.keep(_looked_at, tuple(places for _, places in found))
    return tuple(assessment for assessment, _ in found)


@per_network
def _looked_at(network: Network) -> tuple[frozenset[int], ...]:
    """Places of the links that each case's assessment looks at, whatever their status.

    `assess_all` keeps them; those of a network that is another one recoded are noted here.
    """
    return tuple(places for _, places in _noted(network))


def _noted(network: Network) -> Iterator[tuple[Assessment, frozenset[int]]]:
    """Each case's assessment, with the places of the links that it looks at."""
    for case in cases(network):
        with network.engine.noting() as seen:
            found = assess(network, case)
        yield found, frozenset(seen)


def reassess(
    network: Network,
    before: Network,
    links: Iterable[str],
    asked: Iterable[str],
    agencies: Mapping[str, Agency],
    added: Collection[Link] = (),
) -> None:
    """Assess a network again that is another one recoded: only what that bears on.

    Args:
        network: the new network, whose assessments are kept as `assess_all` would.
        before: what it was.
        links: ids of the links with another status.
        asked: ids of the requirements with other evidence.
        agencies: the agencies that hold functions in another role, by id.
        added: links that weren't there, or were of another kind or between others.
    """
    recoded = tuple(links)
    if any(one.kind == "membership" for one in (*added, *map(before.links.get, recoded)) if one):
        return  # who sits in which forum bears on cases that look at no link
    places = {before.engine.place_of(key) for key in recoded}
    changed = frozenset(asked)
    held = {mandate.function for agency in agencies.values() for mandate in agency.mandates}
    codes = network.engine.codes(agencies)
    ends = [link.agencies for link in added]

    def stays(old: Assessment, seen: frozenset[int]) -> bool:
        case = old.requirement
        if case.id in changed or not places.isdisjoint(seen):
            return False
        if (case.function is None or case.function in held) and any(
            (old.counterparts.codes == code).any() for code in codes
        ):
            return False  # one of them may answer for the others, or no longer
        return not added or not any(map(_looked_from(network, case).intersection, ends))

    if not changed and not agencies:
        network.engine.keep(cases, cases(before))
    each = zip(cases(network), assess_all(before), _looked_at(before), strict=True)
    found = tuple(old if stays(old, seen) else assess(network, case) for case, old, seen in each)
    network.engine.keep(assess_all, found)


def _looked_from(network: Network, case: Case) -> frozenset[str]:
    """Agencies that bound an assessment: each link that it looks at ends at one of them."""
    own = side(network, case.agency)
    members = network.agencies[case.agency].members
    inside = (part for member in members for part in network.parts(member))
    return frozenset((*own.core, *own.wide, *above(network, case.agency), *inside))


def assessed(network: Network, requirement: str) -> tuple[Assessment, ...]:
    """The assessments of the cases of one requirement, by its id."""
    return tuple(one for one in assess_all(network) if one.requirement.id == requirement)


def state_of(network: Network, requirement: str) -> State:
    """The state of a requirement of one or several cases: lacking where it is in any of them."""
    states = {one.state for one in assessed(network, requirement)}
    if "lacking" in states:
        return "lacking"
    return "met" if states == {"met"} else "not-examined"


def _found_lacking(case: Case, gap: Gap | None, leads: AgencySet, candidates: AgencySet) -> Gap:
    """What a source that finds a requirement lacking speaks of, where the records don't show it."""
    if case.single and not leads and case.counterpart.agency is None:
        return "no-single-counterpart" if candidates else "no-counterpart"
    return "unwritten" if gap == "unwritten" else "unmet"
