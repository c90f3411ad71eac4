"""Take records out of a network, and with them what refers to them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any, TypeVar

from coordination.model import (
    Agency,
    Conclusion,
    Document,
    Link,
    Passage,
    Recommendation,
    Requirement,
    first_day,
    last_day,
)

__all__ = ["cut", "in_force_on", "pruned"]

K = TypeVar("K", Link, Requirement, Conclusion, Recommendation)
R = TypeVar("R", Link, Requirement)


def in_force_on(links: Iterable[Link], when: datetime.date) -> list[Link]:
    """The links in force on a day; see `Network.at`."""
    kept = []
    for link in links:
        if link.start and first_day(link.start) > when:
            continue
        if link.end and last_day(link.end) < when:
            continue
        if link.status == "planned" and not link.start:
            continue
        if link.status == "ended":
            if not link.end:
                continue
            link = link.model_copy(update={"status": "active"})
        kept.append(link)
    return kept


def cut(
    document: Document,
    *,
    links: Iterable[Link],
    agencies: Iterable[str],
    function: str | None = None,
    as_of: datetime.date | None = None,
) -> Document:
    """A document of some agencies and links and of whatever still refers to them.

    Args:
        document: the whole.
        links: links to keep, as far as two of their ends stay.
        agencies: ids of the agencies to keep.
        function: keep only requirements of this function, and conclusions of it or of none.
        as_of: new day on which statuses hold.
    """
    keep = set(agencies)
    asked = [one for one in document.requirements if function in (None, one.function)]
    said = [
        one
        for one in document.conclusions
        if function is None or not one.functions or function in one.functions
    ]
    left: dict[str, Any] = {
        "agencies": tuple(one for one in document.agencies if one.id in keep),
        "links": tuple(links),
        "requirements": tuple(asked),
        "conclusions": tuple(said),
    }
    gone: set[str] = set()
    for section, records in left.items():
        gone |= {one.id for one in getattr(document, section)} - {one.id for one in records}
    day = {"as_of": as_of.isoformat()} if as_of else {}
    parents = {one.id: one.part_of for one in document.agencies}
    return pruned(document.model_copy(update={**left, **day}), gone, parents)


def pruned(document: Document, gone: Set[str], parents: Mapping[str, str | None]) -> Document:
    """A document from which records were taken, without what can't stay without them.

    A part of an agency that is gone becomes a part of what that was part of. A link ends with one
    of its two ends; an instrument of several parties goes on among two or more. A requirement goes
    with its other side, or with all that it asks; a conclusion with any agency that it names, since
    of the others alone the source may not have said it; a figure with what it is about.

    Args:
        document: the document, the records already taken out.
        gone: ids of the agencies, links, requirements and conclusions that were taken out.
        parents: what each agency was part of, those that are gone included.
    """
    if not gone:
        return document
    out = set(gone)
    links = _left(document.links, out, _cut_link)
    requirements = _left(document.requirements, out, _cut_requirement)
    links = [_without(_without(one, "superseded_by", out), "under", out) for one in links]
    requirements = [_without(one, "under", out) for one in requirements]
    conclusions = _left(document.conclusions, out, _cut_conclusion)
    return document.model_copy(
        update={
            "agencies": tuple(_cut_agency(one, out, parents) for one in document.agencies),
            "links": tuple(links),
            "requirements": tuple(requirements),
            "conclusions": tuple(conclusions),
            "recommendations": tuple(_left(document.recommendations, out, _cut_recommendation)),
            "figures": tuple(one for one in document.figures if one.about not in out),
            "passages": tuple(_cut_answer(one, out) for one in document.passages),
        }
    )


def _left(
    records: Iterable[K], gone: set[str], cut_one: Callable[[K, Set[str]], K | None]
) -> list[K]:
    """What is left of some records, those that go noted among what is gone."""
    left, lost = [], set()
    for record in records:
        found = cut_one(record, gone)
        if found is None:
            lost.add(record.id)
        else:
            left.append(found)
    gone |= lost
    return left


def _cut_agency(agency: Agency, gone: Set[str], parents: Mapping[str, str | None]) -> Agency:
    parent = agency.part_of
    while parent is not None and parent in gone:
        parent = parents[parent]
    members = tuple(member for member in agency.members if member not in gone)
    if (parent, members) == (agency.part_of, agency.members):
        return agency
    return agency.model_copy(update={"part_of": parent, "members": members})


def _cut_link(link: Link, gone: Set[str]) -> Link | None:
    """A link of which only some ends stay: the same, a smaller one, or none."""
    left = tuple(agency for agency in link.agencies if agency not in gone)
    if len(left) == len(link.agencies):
        return link
    if not link.parties or len(left) < 2:
        return None
    if len(left) == 2:
        return link.model_copy(update={"parties": (), "source": left[0], "target": left[1]})
    return link.model_copy(update={"parties": left})


def _without(record: R, field: str, gone: Set[str]) -> R:
    """The record without an id that is no longer there."""
    return record.model_copy(update={field: None}) if getattr(record, field) in gone else record


def _cut_requirement(requirement: Requirement, gone: Set[str]) -> Requirement | None:
    """A requirement of those that stay towards one that stays, or None."""
    counterpart = requirement.counterpart
    if not gone.isdisjoint({counterpart.agency, counterpart.collective}):
        return None
    named = tuple(key for key in requirement.named if key not in gone)
    if named == requirement.named:
        return requirement
    return requirement.model_copy(update={"agency": named}) if named else None


def _cut_conclusion(conclusion: Conclusion, gone: Set[str]) -> Conclusion | None:
    """A conclusion whose agencies all stay, and some of what it is about."""
    if not gone.isdisjoint({*conclusion.agencies, *conclusion.towards}):
        return None
    about = tuple(key for key in conclusion.about if key not in gone)
    if about == conclusion.about:
        return conclusion
    return conclusion.model_copy(update={"about": about}) if about or conclusion.agencies else None


def _cut_answer(passage: Passage, gone: Set[str]) -> Passage:
    """A passage that is the answer of an agency only where that agency, and what it says, stay."""
    to = tuple(key for key in passage.answers_to if key not in gone)
    if to == passage.answers_to and passage.answer_by not in gone:
        return passage
    by = None if passage.answer_by in gone else passage.answer_by
    return passage.model_copy(update={"answer_by": by, "answers_to": to if by else ()})


def _cut_recommendation(one: Recommendation, gone: Set[str]) -> Recommendation | None:
    """A recommendation of one that stays to one that stays, with the answers and effects left."""
    to = tuple(key for key in one.to if key not in gone)
    if one.by in gone or not to:
        return None
    would = one.would if one.would and gone.isdisjoint(one.would.names) else None
    answers = tuple(key for key in one.answers if key not in gone)
    return one.model_copy(update={"to": to, "answers": answers, "would": would})
