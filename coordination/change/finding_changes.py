"""Compare the findings on one network with those on a later one of the same subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from coordination.network import Network
from coordination.requirements.assess import state_of
from coordination.requirements.joints import failing
from coordination.rules.finding import Finding
from coordination.rules.report import Report

__all__ = ["FindingState", "outcomes"]

FindingState = Literal["opened", "closed", "persisting", "no longer examined"]

Subject = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Later:
    """Ids in the later network of what the earlier one has.

    Attributes:
        records: of links and requirements that are in both.
        agencies: of each agency; its own where the later network hasn't got it.
    """

    records: Mapping[str, str]
    agencies: Mapping[str, str]


def outcomes(
    old: Report, new: Report, records: Mapping[str, str], agencies: Mapping[str, str]
) -> tuple[tuple[FindingState, Finding], ...]:
    """The findings of two reports, each with what became of it.

    A finding persists where the later report has one with the same code about the same requirement,
    link or agencies; and where a link that sources report as failing fails in the later network
    too and is reported there by another finding, such as one about a requirement that asks for it.
    What is gone is closed only where the later network looked at all of it: see `_looked_at_again`.

    Args:
        old, new: the reports on the earlier and the later network.
        records: later id of each link and requirement of the earlier network that is in both.
        agencies: later id of each agency of the earlier network, its own where it is gone.

    Returns:
        The later report's findings, opened or persisting; then those of the earlier that are closed
        or no longer examined.
    """
    later = Later(records, agencies)
    same = {_subject(finding, old.network, later) for finding in old}
    went_on = _went_on(old, new, later)
    told = {_subject(finding, new.network, None) for finding in new}
    found: list[tuple[FindingState, Finding]] = []
    for finding in new:
        persists = _subject(finding, new.network, None) in same or finding.key in went_on.later
        found.append(("persisting" if persists else "opened", finding))
    for finding in old:
        if _subject(finding, old.network, later) in told or finding.key in went_on.earlier:
            continue
        looked = _looked_at_again(finding, old.network, new.network, later)
        found.append(("closed" if looked else "no longer examined", finding))
    return tuple(found)


def _subject(finding: Finding, network: Network, later: Later | None) -> Subject:
    """What identifies a finding, in the ids of the later network where `later` is given.

    Of several links the first is what it is about; the others, which show it, may come and go. So
    may figures.
    """
    records = finding.requirements or finding.links[:1]
    about = tuple(key for key in finding.records if key in network.agencies or not records)
    who = finding.agencies
    if later is not None:
        records = tuple(later.records.get(key, key) for key in records)
        about = tuple(later.agencies.get(key, key) for key in about)
        who = tuple(later.agencies[key] for key in who)
    if records or about:
        return finding.code, tuple(sorted(records)), tuple(sorted(about))
    return finding.code, tuple(sorted(who)), finding.functions


@dataclass(frozen=True)
class _WentOn:
    """Keys of findings of the later and the earlier report about one failing link."""

    later: set[str]
    earlier: set[str]


def _went_on(old: Report, new: Report, later: Later) -> _WentOn:
    """Findings about one link that both networks report as failing.

    The earlier one persists if it is about this link alone. If it is about several, the later
    finding isn't new, but the earlier one as a whole wasn't looked at again.
    """
    found = _WentOn(set(), set())
    by_link: dict[str, list[Finding]] = defaultdict(list)
    for finding in old:
        if finding.basis == "reported":
            for link in failing(old.network.links[key] for key in finding.links):
                if link.id in later.records:
                    by_link[later.records[link.id]].append(finding)
    for finding in new:
        if finding.basis != "reported":
            continue
        for link in failing(new.network.links[key] for key in finding.links):
            for earlier in by_link.get(link.id, ()):
                about_it = any(later.records.get(key) == link.id for key in _main(earlier))
                if about_it:
                    found.earlier.add(earlier.key)
                if about_it or link.id in _main(finding):
                    found.later.add(finding.key)
    return found


def _main(finding: Finding) -> tuple[str, ...]:
    """The link that a finding is about, where it isn't about a requirement."""
    return () if finding.requirements else finding.links[:1]


def _looked_at_again(finding: Finding, before: Network, after: Network, later: Later) -> bool:
    """Whether the later network knows of all that a finding of the earlier is about.

    That is: its requirements, each assessed there as met or not met; or its links, unless the one
    that it is about is over there; and its figures. A network that covers links in full knows of
    all.
    """
    if "links" in after.examined:
        return True
    if any(key in before.figures and key not in after.figures for key in finding.records):
        return False
    if finding.requirements:
        return all(
            (again := later.records.get(key)) is not None
            and state_of(after, again) != "not-examined"
            for key in finding.requirements
        )
    if not finding.links:
        return False
    first = later.records.get(finding.links[0])
    if first is not None and after.links[first].status == "ended":
        return True
    return all(key in later.records for key in finding.links)
