"""What the first picture shows of a network: its subject, and what fails.

A reader who has ten seconds is to see what the network is about and what is wrong. So the first
picture has the subject (the programme and its members, agencies that the author marks `main`) and
every line that fails or that a finding names. It leaves out what works and nobody speaks of; that
is one click away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from coordination.model import Link
from coordination.network import Network
from coordination.requirements.assess import Assessment
from coordination.rules.finding import Finding
from coordination.rules.report import Report
from coordination.view.families import band_of

__all__ = [
    "ALL",
    "CALM",
    "agencies_first",
    "agencies_on_phone",
    "links_first",
    "subject_of",
    "telling",
]

CALM = 30
"""Above this many links the first picture is a calm one: see `links_first`."""

ALL = 20
"""Up to this many agencies the first picture has a box for each of them."""

MOST_FIRST = 120
"""The largest number of links in a calm picture; the most informative ones are shown."""

MOST_SUBJECT = 24
"""With more members than this a programme's are told in the panel, not drawn at first."""

MOST_ON_PHONE = 9
"""Agencies that a phone shows at first, at a size at which their names can be read."""

MOST_HEADS_ON_PHONE = 12
"""Agencies that the author marks `main`, up to which a phone shows them all, if smaller."""

_PROGRAMMES = ("program", "task-force")

_TELLING = {
    "absent": 0,
    "unmet": 1,
    "strained": 2,
    "late": 3,
    "planned": 4,
    "prescribed": 4,
    "active": 5,
    "ended": 6,
}
"""Statuses from the most to the least informative."""

_STRUCTURE = frozenset({"oversight", "funding", "membership", "reporting"})


def telling(report: Report | None) -> tuple[Finding, ...]:
    """The findings about coordination that a picture shows; none where there is no report."""
    return report.findings if report is not None else ()


def subject_of(network: Network) -> frozenset[str]:
    """Ids of the agencies that a network is about.

    These are the agencies that its author marks `main`; where none is, the programmes and task
    forces that the title names. With them go the programmes that they are part of, and the members
    of all these.

    Example:
        >>> import coordination as co
        >>> sorted(subject_of(co.load("gunrunner-2010")))[:3]
        ['arizona', 'atf', 'california']
    """
    agencies = network.agencies
    heads = _heads(network)
    members = _members(network)
    wider = {
        whole
        for whole, parts in members.items()
        if agencies[whole].kind in _PROGRAMMES
        and not heads.isdisjoint(parts)
        # A task force of many tells nothing of the one member that the network is about.
        and any(agencies[part].kind in _PROGRAMMES for part in heads & parts)
    }
    found = heads | wider
    for whole in sorted(found):
        parts = members.get(whole, set())
        if agencies[whole].kind in _PROGRAMMES and len(parts) <= MOST_SUBJECT:
            found |= parts
    return frozenset(found)


def _heads(network: Network) -> set[str]:
    """Agencies that the author marks as main, else programmes that the title names."""
    agencies = network.agencies
    return {key for key, one in agencies.items() if one.main} or {
        key
        for key, one in agencies.items()
        if one.kind in _PROGRAMMES and _named_in(network.title, (one.name, one.abbreviation))
    }


def _named_in(title: str, names: Iterable[str | None]) -> bool:
    return any(name and re.search(rf"\b{re.escape(name)}\b", title) for name in names)


def _members(network: Network) -> dict[str, set[str]]:
    """Members of each agency, as its own record and links of membership have them."""
    found = {key: set(one.members) for key, one in network.agencies.items() if one.members}
    for link in network.links.values():
        if link.kind == "membership" and not link.parties and link.status != "ended":
            member, whole = link.ends
            found.setdefault(whole, set()).add(member)
    return found


def links_first(network: Network, report: Report | None) -> set[str]:
    """Ids of the links of the first picture.

    Links that are over stay out unless a finding names them. Above `CALM` links the picture also
    leaves out what works and no finding names, save memberships within the subject, and shows at
    most one formal and one operational link of a pair: the most informative one, which a finding
    names, or else which fails. Without a report working links stay, as far as there is room.
    """
    told = {key for finding in telling(report) for key in finding.links}
    calm = len(network.links) > CALM
    subject = subject_of(network) if calm else frozenset()
    found: set[str] = set()
    best: dict[tuple[str, str, bool], tuple[int, str]] = {}
    for link in network.links.values():
        if link.status == "ended" and link.id not in told:
            continue
        if not calm or (link.parties and not link.works) or _places_subject(link, subject):
            found.add(link.id)
            continue
        quiet = report is not None or link.kind in _STRUCTURE or bool(link.parties)
        if quiet and link.works and link.id not in told:
            continue
        if link.parties:
            found.add(link.id)
            continue
        one, other = sorted(link.ends)
        rank = (_TELLING[link.status] - (10 if link.id in told else 0), link.id)
        pair = (one, other, link.formal)
        best[pair] = min(best.get(pair, rank), rank)
    most_telling = sorted(best.values())
    return found | {key for _, key in most_telling[: max(MOST_FIRST - len(found), 0)]}


def _places_subject(link: Link, subject: frozenset[str]) -> bool:
    return link.kind == "membership" and link.works and subject.issuperset(link.agencies)


def agencies_first(
    network: Network,
    report: Report | None,
    shown: set[str],
    lacking: Iterable[Assessment],
) -> set[str]:
    """Ids of the agencies of the first picture: all of them up to `ALL`.

    Args:
        network: the network.
        report: its findings, or None.
        shown: ids of the links that it shows.
        lacking: requirements that it draws as lacking.
    """
    if len(network.agencies) <= ALL:
        return set(network.agencies)
    links = shown | {key for finding in telling(report) for key in finding.links}
    found = {key for link in links for key in network.links[link].agencies}
    found |= {key for finding in telling(report) for key in finding.agencies}
    found |= subject_of(network)
    for one in lacking:
        found |= {one.requirement.agency, *one.unlinked}
        found.update(end for link in one.working for end in link.agencies)
    return (found & set(network.agencies)) or set(network.agencies)


def agencies_on_phone(network: Network, report: Report | None, found: set[str]) -> set[str]:
    """Of the agencies of the first picture those that a phone has room for.

    The heads of the subject come first where there is room for them all, then what most findings
    name; each country that the first picture shows keeps at least two.

    Args:
        network: the network.
        report: its findings, or None.
        found: ids of the agencies of the first picture.
    """
    if len(found) <= MOST_ON_PHONE + 2:
        return found
    named = Counter(key for finding in telling(report) for key in set(finding.agencies))
    heads = {key for key in _heads(network) if key in found}
    order = sorted(found, key=lambda key: (-named[key] - 3 * (key in heads), key))
    # Some of the subject's members without the others would say that these don't belong to it.
    chosen = heads if len(heads) <= MOST_HEADS_ON_PHONE else set()
    others = [key for key in order if key not in chosen]
    chosen |= set(others[: max(MOST_ON_PHONE - len(chosen), 0)])
    for country in {band_of(network.agencies[key]) for key in found}:
        chosen.update([key for key in order if band_of(network.agencies[key]) == country][:2])
    return chosen
