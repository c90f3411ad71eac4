"""Changes to the records that would clear a finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from coordination.model import Case, Link, vocabulary
from coordination.network import Network
from coordination.requirements.assess import Assessment
from coordination.rules.finding import Change
from coordination.rules.phrases import (
    for_function,
    kinds_phrase,
    link_phrase,
    names,
    other_side,
    sentence,
)
from coordination.text.language import with_article

__all__ = [
    "agree",
    "create",
    "hold",
    "join",
    "join_all",
    "join_each",
    "mend",
    "open_both_ways",
    "take_the_lead",
]

_MOST_CASES = 20
"""Cases of one requirement, and agencies of each, for which it is said what would meet them."""

_COUNTED = (
    "agreement",
    "directive",
    "joint-operation",
    "liaison",
    "referral",
    "request",
    "task-force",
)
"""Kinds of link of which one speaks with an article."""


def mend(network: Network, links: Iterable[Link]) -> tuple[Change, ...]:
    """Make each of these links work."""
    return tuple(
        Change.set_link(
            link, sentence(f"{link_phrase(network, link)} comes to work"), status="active"
        )
        for link in links
    )


def open_both_ways(network: Network, links: Iterable[Link]) -> tuple[Change, ...]:
    """Make each of these links run both ways."""
    return tuple(
        Change.set_link(
            link, sentence(f"{link_phrase(network, link)} comes to run both ways"), mutual=True
        )
        for link in links
        if not link.mutual
    )


def join(network: Network, assessment: Assessment, agencies: Iterable[str]) -> tuple[Change, ...]:
    """Add a link of an accepted kind with each of these agencies, or with any if none is given.

    A kind in which information or people pass comes before a formal one.
    """
    requirement = assessment.requirement
    return tuple(_new_link(network, requirement, agency) for agency in (tuple(agencies) or (None,)))


def join_each(
    network: Network, cases: Sequence[Assessment], agencies: Iterable[str] | None = None
) -> tuple[Change, ...]:
    """Join the agency of each case of a requirement with the other side.

    Args:
        network: the network.
        cases: the cases; of very many the first ones.
        agencies: ids of those on the other side; None means those with which each case has no link.
    """
    given = None if agencies is None else tuple(agencies)
    found: list[Change] = []
    for case in cases[:_MOST_CASES]:
        others = (case.unlinked or case.counterparts)[:_MOST_CASES] if given is None else given
        more = list(join(network, case, others))
        requirement = case.requirement
        if requirement.written and others:
            functions = [requirement.function] if requirement.function else []
            more.append(agree(network, [requirement.agency, *others], functions))
        found += [one for one in more if one not in found]
    return tuple(found)


def _new_link(network: Network, requirement: Case, agency: str | None) -> Change:
    kinds = requirement.kinds or ("liaison",)
    kind = next((one for one in kinds if one in vocabulary.OPERATIONAL_KINDS), kinds[0])
    ends = (requirement.agency, agency)
    source, target = ends[::-1] if requirement.direction == "from-counterpart" else ends
    both_ways = requirement.direction == "mutual" and not vocabulary.LINK_KINDS[kind].mutual
    other = network.label(agency) if agency else other_side(network, requirement)
    purpose = for_function(network, requirement.function)
    thing, sides = kinds_phrase([kind]), f"{network.label(requirement.agency)} and {other}"
    text = f"{thing} begins between {sides}{purpose}"
    if kind in _COUNTED:
        text = f"{with_article(thing)} joins {sides}{purpose}"
    return Change.new_link(
        sentence(text),
        kind=kind,
        source=source,
        target=target,
        mutual=both_ways or None,
        functions=[requirement.function] if requirement.function else [],
    )


def join_all(network: Network, agencies: Iterable[str], functions: Iterable[str]) -> Change:
    """Add a task force that joins agencies with each other, or a collective with itself."""
    parties = list(agencies)
    text = sentence(f"a working group joins {names(network, parties)}")
    return _among(text, "task-force", parties if len(parties) > 1 else parties * 2, functions)


def agree(network: Network, agencies: Iterable[str], functions: Iterable[str]) -> Change:
    """Add an agreement between agencies."""
    parties = list(agencies)
    text = sentence(f"{names(network, parties)} agree in writing")
    return _among(text, "agreement", parties, functions)


def _among(text: str, kind: str, parties: list[str], functions: Iterable[str]) -> Change:
    """Add a link of two or more parties, or of one with somebody who isn't known yet."""
    ends: dict[str, Any] = {"parties": parties}
    if len(parties) < 3:
        ends = dict(zip(("source", "target"), parties, strict=False))
    return Change.new_link(text, kind=kind, **ends, functions=list(functions))


def watch(network: Network, agreement: Link) -> Change:
    """Add somebody who watches how an agreement is carried out; who it is stays open."""
    parties = names(network, agreement.agencies)
    return Change.new_link(
        f"Somebody monitors the agreement of {parties}.",
        kind="oversight",
        target=agreement.agencies[0],
        functions=list(agreement.functions),
    )


def take_the_lead(network: Network, agency: str | None, function: str | None) -> Change:
    """Give an agency the lead in a function, beside what it holds already.

    Args:
        network: the network.
        agency: id of the agency, or None where it isn't known which.
        function: id of the function, or None where the requirement names none.
    """
    lead = {"role": "lead"} | ({"function": function} if function else {})
    held = network.agencies[agency].mandates if agency else ()
    kept = [
        mandate.model_dump(mode="json", exclude_defaults=True)
        for mandate in held
        if mandate.function != function
    ]
    who = network.label(agency) if agency else "one of the agencies there"
    text = f"{who} takes the lead{for_function(network, function)}"
    return Change("change", "agencies", sentence(text), agency or "", {"mandates": [*kept, lead]})


def hold(network: Network, function: str, place: str) -> Change:
    """Record who holds a function in a place; who it is stays open."""
    name, where = network.functions[function].name, network.gazetteer.name(place)
    return Change(
        "change",
        "agencies",
        f"Somebody holds {name} in {where}.",
        fields={"mandates": [{"function": function, "places": [place]}]},
    )


def create(network: Network, requirement: Case, level: str | None = None) -> Change:
    """Add an agency such as a requirement's other side describes, which leads in its function.

    Args:
        network: the network.
        requirement: the requirement.
        level: level of the agency where the requirement leaves it open.
    """
    counterpart = requirement.counterpart
    named = ("jurisdiction", "kind", "level")
    fields: dict[str, Any] = {
        name: value for name in named if (value := getattr(counterpart, name)) is not None
    }
    if level:
        fields["level"] = level
    if requirement.function:
        fields["mandates"] = [{"function": requirement.function, "role": "lead"}]
    purpose = for_function(network, requirement.function)
    who = other_side(network, requirement)
    at = f" at {level} level" if level else ""
    text = f"{who}{at} takes the lead{purpose}"
    return Change("add", "agencies", sentence(text), fields=fields)
