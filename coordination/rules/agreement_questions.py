"""Questions that agreements and forums raise: reviewed, carried out, and worth it?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coordination.engine.engine import per_network
from coordination.model import Link, first_day
from coordination.network import Network
from coordination.requirements.agreements import standing_rows
from coordination.requirements.assess import Assessment, assess_all
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding

__all__ = ["followed", "results_of_forums", "reviewed"]

_REVIEW_YEARS = 3
"""Years after which it is asked when an agreement was last reviewed."""

_MOST_STANDING = 200
"""Agreements up to which each is asked about; in bulk, papers are all that was recorded."""

_FORUMS = ("task-force", "program", "committee")


@per_network
def _standing(network: Network) -> tuple[Link, ...]:
    rows = standing_rows(network)
    return network.engine.links_marked(rows) if rows.sum() <= _MOST_STANDING else ()


def reviewed(network: Network) -> Iterator[Finding]:
    """When agreements of some years ago were last reviewed."""
    if network.as_of is None:
        return
    for agreement in _standing(network):
        if agreement.start is None or not agreement.works:
            continue
        years = network.as_of.year - first_day(agreement.start).year
        if years < _REVIEW_YEARS:
            continue
        phrase = say.link_phrase(network, agreement)
        yield Finding.of(
            f"When was {phrase} last reviewed? It dates from {agreement.start}, and no review is"
            " recorded.",
            "open",
            links=[agreement],
            evidence=agreement.evidence,
            condition=say.sentence(f"{phrase} is in force since {agreement.start}"),
            clears=(
                Change("change", "links", "What the last review found is recorded.", agreement.id),
            ),
            asks=agreement.agencies,
            answer=say.sentence(f"{phrase} is out of date"),
        )


def followed(network: Network) -> Iterator[Finding]:
    """Whether an agreement or directive is followed of whose provisions nothing is known."""
    provisions: dict[str, list[Assessment]] = defaultdict(list)
    for one in assess_all(network):
        under = one.requirement.under
        if under and under in network.links:
            provisions[under].append(one)
    for key, found in provisions.items():
        if any(one.state != "not-examined" for one in found):
            continue
        agreement = network.links[key]
        if agreement.assumed or not agreement.in_force:
            continue
        phrase = say.link_phrase(network, agreement)
        told = [one.requirement.says for one in found if one.requirement.says]
        number = "one thing" if len(found) == 1 else f"{len(found)} things"
        rest = f": {' '.join(told[:3])}" if told else "."
        concerned = (*agreement.agencies, *(one.requirement.agency for one in found))
        yield Finding.of(
            f"Is what {phrase} provides for carried out? It provides for {number}{rest}",
            "open",
            links=[agreement],
            requirements=list(
                {
                    one.requirement.id: network.requirements[one.requirement.id] for one in found
                }.values()
            ),
            agencies=tuple(dict.fromkeys(concerned)),
            evidence=agreement.evidence,
            condition="Nobody is recorded as having looked at any of its provisions.",
            clears=(
                Change(
                    "change",
                    "requirements",
                    "What becomes of it is recorded.",
                    found[0].requirement.id,
                    {"examined": True},
                ),
            ),
            asks=tuple(dict.fromkeys(concerned)),
            answer=say.sentence(f"what {phrase} provides for is not carried out"),
            subjects=(key, "followed"),
        )


def results_of_forums(network: Network) -> Iterator[Finding]:
    """How forums know whether their work brings results, where no figure and no overseer does."""
    about = {figure.about for figure in network.figures.values()}
    for forum in network.agencies.values():
        if forum.kind not in _FORUMS or len(forum.members) < 2 or forum.id in about:
            continue
        watched = any(
            link.kind in ("oversight", "reporting") for link in network.links_of(forum.id)
        )
        if watched:
            continue
        label = network.label(forum.id)
        members = say.names(network, forum.members)
        yield Finding.of(
            f"How is it known whether the forum brings results? {label} joins {members}; no figure"
            " about it and nobody who oversees it is recorded.",
            "open",
            agencies=(forum.id, *forum.members),
            evidence=forum.evidence,
            condition=f"No figure about {label} and no oversight of it is recorded.",
            clears=(
                Change(
                    "add",
                    "figures",
                    f"A figure on the results of {label} is recorded.",
                    fields={"about": forum.id, "measure": "results"},
                ),
            ),
            asks=(forum.id, *forum.members),
            answer=f"Nobody measures the results of {label}.",
            subjects=(forum.id, "results"),
        )
