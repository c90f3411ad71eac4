"""Reduce a network to some agencies and links, and to the records that still refer to them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TypeVar

from coordination.model import (
    Agency,
    Conclusion,
    Document,
    Link,
    Recommendation,
    Requirement,
    first_day,
    last_day,
)

__all__ = ["cut", "in_force_on"]

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
        function: keep only requirements of this function.
        as_of: new day on which statuses hold.
    """
    keep = set(agencies)
    by_id = {agency.id: agency for agency in document.agencies}
    new_links = [new for link in links if (new := _cut_link(link, keep)) is not None]
    link_ids = {link.id for link in new_links}
    there = keep | link_ids
    new_links = [
        _without(_without(link, "superseded_by", there), "under", there) for link in new_links
    ]
    requirements = [
        _without(one, "under", there)
        for requirement in document.requirements
        if function in (None, requirement.function)
        and (one := _cut_requirement(requirement, keep)) is not None
    ]
    told = link_ids | {requirement.id for requirement in requirements}
    conclusions = [
        said
        for conclusion in document.conclusions
        if function in (None, *conclusion.functions) or not conclusion.functions
        if (said := _cut_conclusion(conclusion, keep, told)) is not None
    ]
    answerable = told | {conclusion.id for conclusion in conclusions}
    new_agencies = [_cut_agency(a, by_id, keep) for a in document.agencies if a.id in keep]
    return document.model_copy(
        update={
            "agencies": tuple(new_agencies),
            "links": tuple(new_links),
            "requirements": tuple(requirements),
            "conclusions": tuple(conclusions),
            "recommendations": tuple(
                _cut_recommendation(one, keep, answerable)
                for one in document.recommendations
                if one.by in keep and any(to in keep for to in one.to)
            ),
            "figures": tuple(
                figure
                for figure in document.figures
                if figure.about in answerable or figure.about in keep
            ),
            **({"as_of": as_of.isoformat()} if as_of else {}),
        }
    )


def _cut_agency(agency: Agency, by_id: Mapping[str, Agency], keep: set[str]) -> Agency:
    parent = agency.part_of
    while parent is not None and parent not in keep:
        parent = by_id[parent].part_of
    members = tuple(member for member in agency.members if member in keep)
    if (parent, members) == (agency.part_of, agency.members):
        return agency
    return agency.model_copy(update={"part_of": parent, "members": members})


def _cut_link(link: Link, keep: set[str]) -> Link | None:
    """A link of which only some ends stay: the same, a smaller one, or none."""
    left = tuple(agency for agency in link.agencies if agency in keep)
    if len(left) == len(link.agencies):
        return link
    if not link.parties or len(left) < 2:
        return None
    if len(left) == 2:
        return link.model_copy(update={"parties": (), "source": left[0], "target": left[1]})
    return link.model_copy(update={"parties": left})


def _without(record: R, field: str, there: set[str]) -> R:
    """The record without an id that is no longer there."""
    if getattr(record, field) is None or getattr(record, field) in there:
        return record
    return record.model_copy(update={field: None})


def _cut_requirement(requirement: Requirement, keep: set[str]) -> Requirement | None:
    """A requirement of those that stay towards one that stays, or None."""
    counterpart = requirement.counterpart
    if not {counterpart.agency, counterpart.collective} <= keep | {None}:
        return None
    named = tuple(key for key in requirement.named if key in keep)
    if named == requirement.named:
        return requirement
    return requirement.model_copy(update={"agency": named}) if named else None


def _cut_conclusion(
    conclusion: Conclusion, keep: set[str], answerable: set[str]
) -> Conclusion | None:
    """A conclusion whose agencies all stay: of some of them the source may not have said it."""
    if not {*conclusion.agencies, *conclusion.towards} <= keep:
        return None
    about = tuple(key for key in conclusion.about if key in answerable)
    if about == conclusion.about:
        return conclusion
    return conclusion.model_copy(update={"about": about}) if about or conclusion.agencies else None


def _cut_recommendation(
    one: Recommendation, keep: set[str], answerable: set[str]
) -> Recommendation:
    would = one.would
    if would is not None:
        there = keep | answerable
        named = {end for link in would.add for end in link.agencies}
        named |= {amendment.id for amendment in would.change} | set(would.remove)
        would = would if named <= there else None
    return one.model_copy(
        update={
            "to": tuple(to for to in one.to if to in keep),
            "answers": tuple(answer for answer in one.answers if answer in answerable),
            "would": would,
        }
    )
