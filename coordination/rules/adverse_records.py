"""Assign each adverse record to the one finding that reports it.

A conclusion takes what it is `about` into its finding, a requirement the failing links that it asks
for in particular, an unmet request the support that wasn't given in answer. Every other failing
link stands alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coordination.engine.engine import per_network
from coordination.model import Link
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all
from coordination.rules.link_table import cell_of, failing_links

__all__ = ["GENERAL", "SortedRecords", "sorted_records", "told_by_links"]

GENERAL = frozenset({"CG103", "CG104", "CG204"})
"""Rules whose links are coordination in general, which a requirement of no kind asks for."""


def told_by_links(network: Network, assessment: Assessment) -> bool:
    """Whether the failing links alone show that a requirement lacks, and are reported as that."""
    if assessment.requirement.reported is not None:
        return True
    asking = sorted_records(network).asking
    return any(
        one.requirement.id == assessment.requirement.id
        for link in assessment.failing
        for one in asking.get(link.id, ())
    )


class SortedRecords(NamedTuple):
    """Adverse records by the finding that they belong to.

    Attributes:
        links: failing links by id.
        lacking: the cases of requirements that sources find lacking, by id of the requirement.
        of_conclusion: ids of failing links and lacking requirements by conclusion.
        of_requirement: ids of failing links by lacking requirement.
        of_request: ids of support that wasn't given by request.
        alone: ids of the other failing links.
        asking: lacking requirements that a failing link bears on, by id of the link.
    """

    links: Mapping[str, Link]
    lacking: Mapping[str, list[Assessment]]
    of_conclusion: Mapping[str, list[str]]
    of_requirement: Mapping[str, list[str]]
    of_request: Mapping[str, list[str]]
    alone: list[str]
    asking: Mapping[str, list[Assessment]]


@per_network
def sorted_records(network: Network) -> SortedRecords:
    """The adverse records of a network by the finding that they belong to; computed once."""
    links = {link.id: link for link in failing_links(network)}
    lacking: dict[str, list[Assessment]] = defaultdict(list)
    asking: dict[str, list[Assessment]] = defaultdict(list)
    for one in assess_all(network):
        if one.requirement.reported in ("lacking", "disputed"):
            lacking[one.requirement.id].append(one)
        for link in one.failing:
            if link.id in links and _asks_for(one, link):
                asking[link.id].append(one)
    taken: set[str] = set()

    def take(wanted: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
        """What one record alone takes into its finding, by that record."""
        pairs = [(owner, key) for owner, key in dict.fromkeys(wanted) if key not in taken]
        claims = Counter(key for _, key in pairs)
        found: dict[str, list[str]] = defaultdict(list)
        for owner, key in pairs:
            if claims[key] == 1:
                found[owner].append(key)
                taken.add(key)
        return found

    of_conclusion = take(
        (one.id, key)
        for one in network.conclusions.values()
        if not one.works and not one.assumed
        for key in one.about
        if key in links or key in lacking
    )
    of_requirement = take(_best(links, lacking, asking))
    of_request = take(
        (request.id, link.id)
        for request in links.values()
        if request.kind == "request" and request.status == "unmet" and request.id not in taken
        for link in _answers(network, request)
    )
    alone = [key for key in links if key not in taken]
    return SortedRecords(links, lacking, of_conclusion, of_requirement, of_request, alone, asking)


def _asks_for(assessment: Assessment, link: Link) -> bool:
    """Whether a requirement asks for a link: for its kind, or for coordination in general."""
    requirement = assessment.requirement
    if requirement.kinds:
        return link.kind in requirement.kinds
    return cell_of(link).rule in GENERAL or requirement.function in link.functions


def _best(
    links: Mapping[str, Link],
    lacking: Mapping[str, list[Assessment]],
    asking: Mapping[str, list[Assessment]],
) -> Iterable[tuple[str, str]]:
    """Links with the lacking requirements that ask for them most in particular."""
    for key, assessments in asking.items():
        link = links[key]
        scores: dict[str, int] = {}
        for one in assessments:
            requirement = one.requirement
            if requirement.id not in lacking:
                continue
            if not requirement.kinds and cell_of(link).rule not in GENERAL:
                continue  # a source that finds no coordination doesn't speak of this
            named = requirement.function in link.functions
            scores[requirement.id] = 2 * (link.kind in requirement.kinds) + named
        best = max(scores.values(), default=0)
        yield from ((owner, key) for owner, score in scores.items() if score == best)


def _answers(network: Network, request: Link) -> Iterable[Link]:
    """Support that the agency asked didn't give, for what was asked for."""
    if len(request.agencies) != 2:
        return ()
    asking, asked = request.ends
    return (
        link
        for link in network.links_between(asked, asking)
        if link.kind == "support"
        and link.status in ("unmet", "absent")
        and not link.assumed
        and link.ends == (asked, asking)
        and link.shares_function(request)
    )
