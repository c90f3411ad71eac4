"""Requirements that the records show as lacking, or about which they raise a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from coordination.model import Evidence, Link
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.adverse_records import told_by_links
from coordination.rules.finding import Basis, Change, Finding, Statement
from coordination.rules.reported import code_of
from coordination.rules.requirement_words import if_no, question

__all__ = ["Cases", "gaps_of_requirements", "own_of", "tell"]

Cases = Sequence[Assessment]
"""Cases of one requirement of which the same holds; the first stands for what they share."""


def gaps_of_requirements(
    network: Network, code: str, derived: Callable[[Cases], Finding]
) -> Iterator[Finding]:
    """The derived and open findings of a rule about requirements.

    Args:
        network: the network.
        code: code of the rule.
        derived: makes the finding of cases of one requirement that the records show as lacking.
    """
    groups: dict[tuple[Any, ...], list[Assessment]] = defaultdict(list)
    for one in assess_all(network):
        if one.state != "met" and code_of(network, one) == code:
            others = one.unlinked or one.counterparts or one.candidates
            key = (one.requirement.id, one.shown, one.gap, others.codes.tobytes())
            groups[key].append(one)
    per_requirement: dict[str, int] = defaultdict(int)
    for key in groups:
        per_requirement[key[0]] += 1
    for cases in groups.values():
        first = cases[0]
        if first.shown == "derived" or (
            first.shown == "reported" and first.basis and not told_by_links(network, first)
        ):
            finding = derived(cases)
        elif first.state == "not-examined":
            finding = _open(network, code, cases)
        else:
            continue
        yield _keyed(finding, cases, alone=per_requirement[first.requirement.id] == 1)


def _keyed(finding: Finding, cases: Cases, *, alone: bool) -> Finding:
    """The finding under a key of its own, where a requirement comes to several findings."""
    if alone:
        return finding
    place = cases[0].requirement.counterpart.jurisdiction
    own = (one.requirement.agency for one in cases)
    named = (cases[0].requirement.id, *own, *((place,) if place else ()))
    return replace(finding, subjects=named)


def own_of(cases: Cases) -> tuple[str, ...]:
    """Ids of the agencies that cases start from."""
    return tuple(dict.fromkeys(one.requirement.agency for one in cases))


def tell(
    network: Network,
    cases: Cases,
    message: str,
    agencies: Iterable[str],
    *,
    basis: Basis = "derived",
    links: Iterable[Link] = (),
    otherwise: str = "",
    besides: str = "",
    evidence: Iterable[Evidence] = (),
    clears: Iterable[Change] = (),
    **fields: Any,
) -> Finding:
    """A finding that says what a requirement misses.

    Args:
        network: the network.
        cases: the cases of the requirement.
        message: what is missing, as a clause that names the agencies.
        agencies: ids of the agencies concerned, the one that has to act first.
        basis: how it is known.
        links: the links that show it.
        otherwise: the condition where no link shows it.
        besides: what else makes the condition.
        evidence: further passages that show it.
        clears: what would clear it.
        **fields: other fields of the finding.
    """
    requirement, shown = cases[0].requirement, tuple(links)
    found = say.condition_of_links(network, shown, otherwise)
    return Finding.of(
        say.sentence(message),
        basis,
        links=shown,
        agencies=agencies,
        requirements=[requirement],
        evidence=evidence,
        criteria=say.criteria(network, requirement),
        condition=Statement(
            " ".join(filter(None, [found.text, say.sentence(besides)])), found.evidence
        ),
        clears=tuple(clears),
        **fields,
    )


_SILENCE = {
    "no-counterpart": "nobody on the other side is recorded as holding the function",
    "no-single-counterpart": "none of those on the other side is recorded as lead or contact",
    "unlinked": "no link that would meet it is recorded",
    "not-working": "the links that are recorded are not known to work",
    "one-way": "links are recorded in one direction only",
    "unwritten": "no agreement that works is recorded",
}


def _open(network: Network, code: str, cases: Cases) -> Finding:
    first, own = cases[0], own_of(cases)
    requirement = first.requirement
    others = tuple((first.unlinked or first.counterparts or first.candidates)[:8])
    silence = _SILENCE[first.gap or "unlinked"]
    if first.through:
        silence = f"only {say.names(network, first.through)} is recorded as joining them"
    targets = others if requirement.counterpart.each else others[:1]
    look = Change(
        "change",
        "requirements",
        "Somebody looks, and records what is found.",
        requirement.id,
        {"examined": True},
    )
    settles = () if first.within else remedies.join(network, first, targets)
    if code == "CG102" and len(others) > 1:
        settles = (remedies.take_the_lead(network, None, requirement.function),)
    return Finding.of(
        question(network, code, cases),
        "open",
        links=[link for link in first.links if not link.works and not link.assumed],
        agencies=(*own, *others),
        requirements=[requirement],
        criteria=say.criteria(network, requirement),
        condition=say.sentence(f"{silence}, and no source says that somebody looked"),
        clears=(*settles, look),
        asks=(*own, *others),
        answer=if_no(network, code, cases),
    )
