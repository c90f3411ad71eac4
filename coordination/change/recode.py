"""Code a few records otherwise: a new network that shares all else with the old one.

`firmness` and `plan` try hundreds of codings of one network, each of which changes a record or two.
Names, parts and ends stay the same, so that results which depend on these alone are kept, and only
the requirements that the changed records concern are assessed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from coordination.change.edit import changed_record, edited
from coordination.model import Agency, Recommendation, Record, Requirement
from coordination.model.cited import with_passages
from coordination.model.subset import pruned
from coordination.network import Network
from coordination.requirements.assess import reassess
from coordination.rules.finding import Change

__all__ = ["recoded"]

_OWN = {
    "links": {"status"},
    "requirements": {"evidence", "examined"},
    "agencies": {"mandates"},
    "recommendations": {"status"},
}
"""Fields by section whose values bear on nothing that other records are checked against."""


def recoded(network: Network, changes: Iterable[Change]) -> Network:
    """The same as `edited`, but quick where all changes only code existing records otherwise.

    Args:
        network: the network, which stays as it is.
        changes: the changes.

    Raises:
        DataError: a changed record doesn't fit.
        ValueError: a change of something that isn't there.

    Example:
        >>> network = Network(
        ...     title="Two",
        ...     agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        ...     links=[{"id": "l", "kind": "liaison", "source": "a", "target": "b"}],
        ... )
        >>> change = Change.set_link(network.links["l"], "strained", status="strained")
        >>> recoded(network, [change]).links["l"].status
        'strained'
    """
    made = tuple(changes)
    if len({(one.section, one.id) for one in made}) < len(made) or not all(
        _codes(network, one) for one in made
    ):
        found = edited(network, made)
        if all(one.section != "agencies" for one in made):
            _assess_changed(found, network)
        return found
    new: dict[str, dict[str, Any]] = defaultdict(dict)
    for one in made:
        if one.action == "remove":
            new[one.section][one.id] = None
            continue
        old = getattr(network, one.section)[one.id]
        record = with_passages(changed_record(old, one), network.passages)
        new[one.section][one.id] = record
        if not _fits(network, old, record):
            return edited(network, made)
    if gone := {one.id for one in made if one.action == "remove"}:
        _forget(network, gone, new)
    found = network.recoded(new)
    reassess(found, network, new["links"], new["requirements"], new["agencies"])
    return found


def _assess_changed(network: Network, before: Network) -> None:
    """Assess again only the cases that a changed link or requirement bears on."""
    order = [key for key in before.links if key in network.links]
    if (
        list(network.requirements) != list(before.requirements)
        or list(network.links)[: len(order)] != order
    ):
        return  # what there is comes in another order
    others = [key for key, link in before.links.items() if _other(network.links.get(key), link)]
    added = [
        link
        for key, link in network.links.items()
        if (old := before.links.get(key)) is None
        or (old.kind, old.agencies) != (link.kind, link.agencies)
    ]
    asked = [
        key
        for key, one in before.requirements.items()
        if _other(network.requirements.get(key), one)
    ]
    reassess(network, before, others, asked, {}, added)


def _other(new: Record | None, old: Record) -> bool:
    return new is not old and new != old


def _fits(network: Network, old: Record, record: Record) -> bool:
    """Whether a record refers to nothing else than it did, so that nothing need be checked."""
    if isinstance(record, Requirement):
        return all(passage.source in network.sources for passage in record.evidence)
    if isinstance(record, Agency) and isinstance(old, Agency):
        # Only in what role it holds them.
        before, after = (
            [m.model_dump(exclude={"role"}) for m in a.mandates] for a in (old, record)
        )
        return before == after
    return True


def _forget(network: Network, gone: set[str], new: dict[str, dict[str, Any]]) -> None:
    """Take conclusions that are gone out of the records that name them, which become new ones."""
    naming = [
        *(key for one in network.recommendations.values() for key in _named(one)),
        *(one.about for one in network.figures.values()),
        *(key for one in network.passages.values() for key in one.answers_to),
    ]
    if gone.isdisjoint(naming):
        return
    recommendations = {**network.recommendations, **new["recommendations"]}
    left = pruned(
        network.document.model_copy(update={"recommendations": tuple(recommendations.values())}),
        gone,
        {},
    )
    for section in ("recommendations", "figures", "passages"):
        old = getattr(network, section)
        now = {one.id: one for one in getattr(left, section)}
        new[section] |= {key: now.get(key) for key in old if now.get(key) is not old[key]}


def _named(one: Recommendation) -> tuple[str, ...]:
    return (*one.answers, *(one.would.names if one.would else ()))


def _codes(network: Network, change: Change) -> bool:
    """Whether a change codes a record otherwise that is there, and nothing else."""
    if change.action == "remove" and change.section == "conclusions":
        return change.id in network.conclusions
    return (
        change.action == "change"
        and change.section in _OWN
        and change.id in getattr(network, change.section)
        and change.fields.keys() <= _OWN[change.section]
    )
