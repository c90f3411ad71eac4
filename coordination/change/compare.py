"""Compare networks of one subject at different dates: what changed, and what nobody looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, pairwise, product
from typing import Any

from coordination.arguments import checked_arguments
from coordination.change.comparison import (
    SECTIONS,
    Changed,
    Comparison,
    FieldChange,
    RecordState,
    Succession,
)
from coordination.change.finding_changes import outcomes
from coordination.change.holder_changes import holder_changes
from coordination.errors import expect
from coordination.model import Link, Record, first_day
from coordination.network import Network
from coordination.rules.check import check
from coordination.rules.rule import Rule

__all__ = ["compare", "compare_series"]

_MOST_ENDS = 1_000
"""Ways in which the ends of one link may have gone on that are looked up."""


@checked_arguments
def compare(
    before: Network,
    after: Network,
    *,
    rules: Iterable[Rule] | None = None,
    select: Iterable[str] | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> Comparison:
    """Compare two networks of one subject.

    Records are matched by id. Agencies are also matched by the agencies that they `succeeds`, and
    links and requirements whose ends were renamed by kind, ends and functions. A record that the
    later network doesn't mention is "not looked at again", unless that network covers the section
    in full (`examined`). Who holds which function is compared place by place, so that a place that
    lost its only holder shows. A finding that is gone is "closed" only where the later network
    speaks of everything that it is about: its requirements, assessed there as met or not met, or
    its links (or the link that it is about has ended), and its figures. Otherwise it is "no longer
    examined".

    Args:
        before: the earlier network.
        after: the later one.
        rules, select, options: as for `check`.

    Returns:
        What became of each record and each finding.

    Raises:
        ValueError: the first network is of a later day than the second.

    Example:
        >>> network = Network(title="One", agencies=[{"id": "a", "name": "A"}])
        >>> compare(network, network).changes
        ()
    """
    expect(Network, before, "before")
    expect(Network, after, "after")
    if before.as_of and after.as_of and before.as_of > after.as_of:
        raise ValueError(
            f"the earlier network comes first: {before.title!r} is dated {before.as_of}, "
            f"{after.title!r} {after.as_of}"
        )
    given = None if rules is None else tuple(rules)
    chosen = None if select is None else tuple(select)
    old = check(before, rules=given, select=chosen, options=options)
    new = check(after, rules=given, select=chosen, options=options)
    names = _later_names(before, after)
    matched = {section: _matched(before, after, section, names) for section in SECTIONS}
    records = [
        change
        for section in SECTIONS
        for change in _changes(before, after, section, matched[section], names)
    ]
    later = {key: _renamed(key, names) for key in before.agencies}
    return Comparison(
        old,
        new,
        tuple(records),
        _successions(names),
        outcomes(
            old,
            new,
            {**matched["links"], **matched["requirements"]},
            later,
        ),
        holder_changes(before, after, later),
    )


@checked_arguments
def compare_series(networks: Sequence[Network], **how: Any) -> tuple[Comparison, ...]:
    """Compare each network of a series with the next.

    Args:
        networks: two or more networks, earliest first.
        **how: `rules`, `select` and `options`, as for `check`.

    Raises:
        ValueError: fewer than two networks, or not the earliest first.
    """
    if len(networks) < 2:
        raise ValueError("a series needs two or more networks")
    return tuple(compare(one, other, **how) for one, other in pairwise(networks))


Names = Mapping[str, tuple[str, ...]]


def _later_names(before: Network, after: Network) -> dict[str, tuple[str, ...]]:
    """For each agency of the earlier network the ids that it has, or went into, in the later."""
    found: dict[str, list[str]] = {}
    for key, agency in after.agencies.items():
        for former in agency.succeeds:
            if former in before.agencies:
                found.setdefault(former, []).append(key)
        if key in before.agencies:
            found.setdefault(key, []).append(key)
    return {former: tuple(dict.fromkeys(keys)) for former, keys in found.items()}


def _successions(names: Names) -> tuple[Succession, ...]:
    found = []
    into: dict[str, list[str]] = {}
    for former, later in names.items():
        for key in later:
            into.setdefault(key, []).append(former)
        if len(later) > 1:
            found.append(Succession("split", (former,), later))
    for key, former_ids in into.items():
        if len(former_ids) > 1:
            found.append(Succession("merged", tuple(former_ids), (key,)))
        elif former_ids != [key] and len(names[former_ids[0]]) == 1:
            found.append(Succession("renamed", tuple(former_ids), (key,)))
    return tuple(found)


def _renamed(key: str, names: Names) -> str:
    later = names.get(key, (key,))
    return key if key in later else later[0]


def _matched(before: Network, after: Network, section: str, names: Names) -> dict[str, str]:
    """Id in the later network of each record of the earlier that is in it again."""
    old, new = getattr(before, section), getattr(after, section)
    if section == "agencies":
        return {key: _renamed(key, names) for key in old if key in names}
    found = {key: key for key in old if key in new}
    if section == "links":
        left = {_content(link, link.agencies): key for key, link in new.items() if key not in found}
        for key, link in old.items():
            if key in found:
                continue
            # After a split either successor may carry it on.
            later = product(*(names.get(end, (end,)) for end in link.agencies))
            for ends in islice(later, _MOST_ENDS):
                if again := left.pop(_content(link, ends), None):
                    found[key] = again
                    break
    return found


def _content(link: Link, ends: Sequence[str]) -> tuple[Any, ...]:
    """What identifies a relation, with its ends as they are called in the later network."""
    ways = tuple(sorted(ends) if link.mutual else ends)
    return (link.kind, link.mutual, ways, tuple(sorted(link.functions)))


def _changes(
    before: Network, after: Network, section: str, matched: Mapping[str, str], names: Names
) -> list[Changed]:
    old, new = getattr(before, section), getattr(after, section)
    gone: RecordState = "ended" if section in after.examined else "not looked at again"
    found = []
    for key, record in old.items():
        if key not in matched:
            found.append(Changed(section, key, key, gone))
            continue
        later = new[matched[key]]
        fields = tuple(_differences(record, later, names))
        state: RecordState = "changed" if fields else "same"
        if isinstance(later, Link):
            over = later.status == "ended" and record.status != "ended"
            state = "ended" if over else state
        found.append(Changed(section, matched[key], key, state, fields))
    again = set(matched.values())
    found += [
        Changed(
            section, key, "", "formed" if _is_new(record, before, section) else "first recorded"
        )
        for key, record in new.items()
        if key not in again
    ]
    return found


def _is_new(record: Record, before: Network, section: str) -> bool:
    """Whether a record that only the later network has did not exist on the earlier day."""
    began = [getattr(record, field, None) for field in ("start", "since", "date")]
    if before.as_of and any(day and first_day(day) > before.as_of for day in began):
        return True
    return section in before.examined


def _differences(one: Record, other: Record, names: Names) -> Iterable[FieldChange]:
    before, after = (record.model_dump(mode="json") for record in (one, other))
    for field in type(one).model_fields:
        if field in ("id", "succeeds"):
            continue
        old, new = before[field], after[field]
        if _with_later_names(old, names) != new and old != new:
            yield FieldChange(field, old, new)


def _with_later_names(value: Any, names: Names) -> Any:
    if isinstance(value, str):
        return _renamed(value, names)
    if isinstance(value, list):
        return [_with_later_names(part, names) for part in value]
    if isinstance(value, dict):
        return {key: _with_later_names(part, names) for key, part in value.items()}
    return value
