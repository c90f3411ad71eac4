"""Retire older reports of a gap where a change makes the same coordination work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from coordination.change.edit import changed_record
from coordination.errors import CoordinationError
from coordination.model import Conclusion, Link, vocabulary
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all
from coordination.requirements.representation import united
from coordination.rules import RULES
from coordination.rules.finding import Change

__all__ = ["with_answers"]

_WRITTEN = frozenset(vocabulary.PAPER_KINDS)
_ANSWERED_BY: dict[str, frozenset[str]] = {
    "CG103": vocabulary.OPERATIONAL_KINDS,
    "CG104": vocabulary.OPERATIONAL_KINDS,
    "CG107": vocabulary.OPERATIONAL_KINDS,
    "CG201": vocabulary.OPERATIONAL_KINDS,
    "CG202": _WRITTEN,
    "CG204": vocabulary.OPERATIONAL_KINDS,
    "CG205": _WRITTEN,
    "CG206": _WRITTEN,
    "CG207": vocabulary.MONITORING_KINDS,
    "CG3": frozenset({"request", "support"}),
    "CG4": frozenset({"training"}),
    "CG6": vocabulary.EXCHANGE_KINDS,
    "CG701": _WRITTEN,
    "CG702": _WRITTEN,
}
"""Kinds of link that answer a conclusion, by code or family of its rule; no link answers others."""


def with_answers(network: Network, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes, and the older reports that the work which they add or mend answers.

    In a network that is supposed to be otherwise, what a source reported of two agencies before
    they came to work with each other is history. A requirement that a source finds lacking is
    answered by work that would meet each of its cases; a conclusion by work of a kind that its rule
    is about, which joins all agencies that it names, for all functions that it names; a link that
    fails or isn't there by one of its kind, ends and functions that works. A single counterpart
    isn't made by a link.

    Args:
        network: the network, which stays as it is.
        changes: the changes.

    Example:
        >>> network = Network(
        ...     title="Two",
        ...     sources=[{"id": "s", "title": "S"}],
        ...     agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        ...     conclusions=[{"id": "c", "finds": "strained-tie", "agencies": ["a", "b"]}],
        ... )
        >>> mended = Change.new_link("They work", kind="liaison", source="a", target="b")
        >>> [(one.action, one.id) for one in with_answers(network, [mended])]
        [('add', ''), ('remove', 'c')]
    """
    made = tuple(changes)
    works = [link for one in made if (link := _working(network, one)) is not None]
    if not works:
        return made
    touched = {(one.section, one.id) for one in made}
    answers = {
        (one.section, one.id): one
        for one in (*_requirements(network, works), *_conclusions(network, works))
    }
    replaced = [one for one in _links(network, works) if ("links", one.id) not in touched]
    return (*replaced, *made, *(one for key, one in answers.items() if key not in touched))


def _working(network: Network, change: Change) -> Link | None:
    """The link that a change adds or mends, where it works afterwards."""
    if change.section != "links" or change.action == "remove":
        return None
    try:
        if change.action == "add":
            link = Link.model_validate(dict(change.fields))
        elif change.id in network.links:
            link = changed_record(network.links[change.id], change)
        else:
            return None
    except (CoordinationError, ValueError):
        return None
    return link if link.works else None


def _links(network: Network, works: list[Link]) -> Iterator[Change]:
    """Links that fail or aren't there, in whose place one comes that works."""
    new = [
        link for link in works if link.id not in network.links or not network.links[link.id].works
    ]
    for old in network.links.values():
        if old.status in vocabulary.FAILING and any(_in_its_place(old, link) for link in new):
            yield Change("remove", "links", "The older report is answered.", old.id)


def _in_its_place(old: Link, link: Link) -> bool:
    ends = set(old.agencies) == set(link.agencies) if old.mutual else old.ends == link.ends
    return link.kind == old.kind and ends and set(old.functions) <= set(link.functions)


def _requirements(network: Network, works: list[Link]) -> Iterator[Change]:
    cases: dict[str, list[Assessment]] = defaultdict(list)
    for one in assess_all(network):
        requirement = one.requirement
        if requirement.reported in ("lacking", "disputed") and not requirement.single:
            cases[requirement.id].append(one)
    for found in cases.values():
        requirement = found[0].requirement
        able = [
            link
            for link in works
            if requirement.accepts(link.kind)
            and link.serves(requirement.function)
            and (link.kind in vocabulary.PAPER_KINDS or not requirement.written)
        ]
        if able and all(_reached(network, one, able) for one in found):
            evidence = [
                passage.model_dump(mode="json", exclude_defaults=True, exclude={"finds"})
                for passage in requirement.evidence
            ]
            yield Change(
                "change",
                "requirements",
                "The older report is answered.",
                requirement.id,
                {"evidence": evidence, "examined": True},
            )


def _reached(network: Network, one: Assessment, links: list[Link]) -> bool:
    """Whether links join the agency with the other side as the requirement asks."""
    if one.within:
        return any(len(set(link.agencies)) == 1 for link in links)
    whole = frozenset(network.parts(one.requirement.agency))
    reached = []
    for key in one.unlinked or one.counterparts:
        other = frozenset(network.parts(key))
        # A department that is to coordinate with its own bureau does so by the rest of it.
        own, other = (whole - other, other) if other <= whole else (whole, other - whole)
        reached.append(
            any(
                not own.isdisjoint(link.agencies) and not other.isdisjoint(link.agencies)
                for link in links
            )
        )
    return all(reached) if one.requirement.counterpart.each else any(reached)


def _conclusions(network: Network, works: list[Link]) -> Iterator[Change]:
    codes = {rule.name: rule.code for rule in RULES}
    for one in network.conclusions.values():
        if not one.works and _answered(network, one, codes.get(one.finds, ""), works):
            yield Change("remove", "conclusions", "The older report is answered.", one.id)


def _answered(network: Network, conclusion: Conclusion, code: str, works: list[Link]) -> bool:
    """Whether links that come to work mend all that a conclusion is about, and not a part of it."""
    mended = {link.id for link in works}
    about = [network.links[key] for key in conclusion.about if key in network.links]
    if not mended.isdisjoint(conclusion.about):
        return all(link.works or link.id in mended for link in about)
    kinds = conclusion.kinds or _ANSWERED_BY.get(code) or _ANSWERED_BY.get(code[:3]) or ()
    named = (*conclusion.agencies, *conclusion.towards)
    parties = [frozenset(network.parts(key)) for key in named]
    inside = frozenset[str]().union(*parties)
    able = [link for link in works if link.kind in kinds and inside.issuperset(link.agencies)]
    if conclusion.functions:
        able = [link for link in able if any(map(link.serves, conclusion.functions))]
        if not all(any(link.serves(key) for link in able) for key in conclusion.functions):
            return False
    return len(parties) > 1 and len(united(parties, (link.agencies for link in able))) == 1
