"""A finding about failing links: what was required of them, and what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from coordination.engine.engine import per_network
from coordination.model import Case, Link
from coordination.network import Network
from coordination.requirements.assess import FAILING, assess_all
from coordination.requirements.representation import joining
from coordination.rules.finding import Basis, Change, Finding, Statement
from coordination.rules.phrases import condition_of_links, criteria, first_of, names, sentence
from coordination.rules.remedies import mend

__all__ = ["FAILING", "asking_for", "criteria_of_links", "falls_short", "tell_links"]

_FALLS = {
    "unmet": "was not given",
    "absent": "is not there",
    "late": "came late or is overdue",
    "strained": "does not work as meant",
}


def asking_for(network: Network, link: Link) -> tuple[Case, ...]:
    """Lacking requirements that a failing link bears on and that ask for it in particular.

    A requirement asks for a link in particular where it names the link's kind, or a function that
    the link names too; one that any working tie would meet asks for none of them.
    """
    return _asking_for(network).get(link.id, ())


@per_network
def _asking_for(network: Network) -> Mapping[str, tuple[Case, ...]]:
    found: dict[str, list[Case]] = defaultdict(list)
    for assessment in assess_all(network):
        if assessment.state == "lacking":
            requirement = assessment.requirement
            for link in assessment.failing:
                if link.kind in requirement.kinds or requirement.function in link.functions:
                    found[link.id].append(requirement)
    return {key: tuple(requirements) for key, requirements in found.items()}


def criteria_of_links(network: Network, links: Iterable[Link]) -> Statement | None:
    """What was required of links, or None where nothing in the data says it.

    Requirements that ask for them come first, then agreements in force between their ends.
    """
    given = tuple(links)
    asked = {one.id: one for link in given for one in asking_for(network, link)}
    if asked:
        return Statement.joined(criteria(network, one) for one in asked.values())
    agreed = {
        agreement.id: agreement
        for link in given
        if len(link.agencies) == 2
        for agreement in joining(network, *link.agencies)
        if agreement.kind == "agreement"
        and agreement.in_force
        and agreement.id != link.id
        and any(agreement.serves(function) for function in link.functions or (None,))
    }
    covering = [
        Statement(
            sentence(
                f"{agreement.name or 'an agreement'} between"
                f" {names(network, agreement.agencies)} covers it"
            ),
            agreement.evidence,
        )
        for agreement in agreed.values()
    ]
    return Statement.joined(covering) if covering else None


def falls_short(links: Iterable[Link]) -> str:
    """How links fail, as a predicate: "was not given", or a general one where they differ."""
    statuses = {link.status for link in links}
    if len(statuses) == 1:
        return _FALLS[statuses.pop()]
    return "falls short of what is required"


def tell_links(
    network: Network,
    message: str,
    links: Iterable[Link],
    agencies: Iterable[str] | None = None,
    *,
    asked: Statement | None = None,
    basis: Basis = "reported",
    clears: Iterable[Change] | None = None,
) -> Finding:
    """A finding that tells what links lack.

    Args:
        network: the network.
        message: what lacks, as a clause that names the agencies.
        links: the links that show it.
        agencies: ids of the agencies concerned; by default the ends of the links.
        asked: what was required, where the links themselves say it.
        basis: whether a source says so.
        clears: what would clear it; by default that the links come to work.
    """
    shown = tuple({link.id: link for link in links}.values())
    # Another finding tells these requirements; what answers them answers this one too.
    requirements = {one.id: one for link in shown for one in asking_for(network, link)}
    answers = tuple(
        one.id
        for one in network.recommendations.values()
        if not requirements.keys().isdisjoint(one.answers)
    )
    ends = dict.fromkeys(agencies or (end for link in shown for end in link.agencies))
    finding = Finding(
        sentence(message),
        basis,
        tuple(ends),
        asked or criteria_of_links(network, shown),
        condition_of_links(network, shown),
        cause=first_of([*shown, *requirements.values()], "cause"),
        effect=first_of([*shown, *requirements.values()], "effect"),
        links=tuple(link.id for link in shown),
        recommendations=answers,
        functions=tuple(dict.fromkeys(name for link in shown for name in link.functions)),
    )
    return replace(finding, clears=tuple(mend(network, shown) if clears is None else clears))
