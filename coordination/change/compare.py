"""Compare networks of one subject at different dates: what changed, and what nobody looked at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice, pairwise, product
from typing import Any, Literal

from coordination.change.outcome import FindingState, outcomes
from coordination.markdown import escaped
from coordination.model import Link, Record, first_day
from coordination.network import Network
from coordination.rules.base import Finding, Rule
from coordination.rules.run import Report, check

__all__ = ["Changed", "Comparison", "FieldChange", "Succession", "compare", "compare_series"]

State = Literal["formed", "first recorded", "ended", "changed", "same", "not looked at again"]

_MOST_ENDS = 1_000
"""Ways in which the ends of one link may have gone on that are looked up."""

_SECTIONS = ("agencies", "links", "requirements", "recommendations")


@dataclass(frozen=True)
class FieldChange:
    """One field of a record that differs, with its values before and after."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Changed:
    """What became of one record.

    Attributes:
        section: "agencies", "links", "requirements" or "recommendations".
        id: its id in the later network, or in the earlier where it isn't in the later.
        before_id: its id in the earlier network, "" where it wasn't in it.
        state: what became of it:
            "formed": only in the later, and it began after the earlier one's day (its start, since
            or date says so), or the earlier covers its section in full and hasn't got it;
            "first recorded": only in the later, and it may have been there before;
            "ended": over in the later (its status says so, or the later covers its section in full
            and hasn't got it any more);
            "changed": in both, with a difference;
            "same": in both, without one;
            "not looked at again": only in the earlier, and the later, which doesn't cover its
            section in full, says nothing of it.
        fields: the fields that differ; also where evidence or confidence alone does.
    """

    section: str
    id: str
    before_id: str
    state: State
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Succession:
    """Agencies that were renamed, merged or split, as `succeeds` records it."""

    what: Literal["renamed", "merged", "split"]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Two networks of one subject, earlier and later.

    Attributes:
        before, after: the reports on both networks.
        records: what became of each record, in the order of sections and data.
        successions: agencies renamed, merged or split.
        findings: each finding with its state; those "closed" and "no longer examined" are the
            earlier network's, the others the later's.
    """

    before: Report
    after: Report
    records: tuple[Changed, ...]
    successions: tuple[Succession, ...]
    findings: tuple[tuple[FindingState, Finding], ...]

    def __repr__(self) -> str:
        counts = {state: len(self.of(state)) for state in ("opened", "closed", "persisting")}
        return f"<Comparison: findings {counts}, {len(self.changes)} records changed>"

    @property
    def changes(self) -> tuple[Changed, ...]:
        """The records that aren't the same."""
        return tuple(one for one in self.records if one.state != "same")

    def of(self, state: FindingState) -> tuple[Finding, ...]:
        """The findings of one state."""
        return tuple(finding for found, finding in self.findings if found == state)

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per changed record and field, as pandas and polars take them."""
        rows = []
        for one in self.changes:
            for field in one.fields or (FieldChange("", None, None),):
                rows.append(
                    {
                        "section": one.section,
                        "id": one.id,
                        "state": one.state,
                        "field": field.field,
                        "before": _text(field.before),
                        "after": _text(field.after),
                    }
                )
        return rows

    def to_json(self) -> str:
        """The whole comparison as JSON (version 1)."""
        content = {
            "version": 1,
            "before": {"title": self.before.network.title, "as_of": _day(self.before.network)},
            "after": {"title": self.after.network.title, "as_of": _day(self.after.network)},
            "successions": [asdict(one) for one in self.successions],
            "records": [asdict(one) for one in self.changes],
            "findings": [
                {"state": state, "key": one.key, "code": one.code, "message": one.message}
                for state, one in self.findings
            ],
        }
        return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"

    def to_markdown(self) -> str:
        """The comparison as Markdown: findings first, then records."""
        old, new = self.before.network, self.after.network
        lines = [
            "# What changed",
            "",
            f"- Before: {escaped(old.title)} ({_day(old) or 'undated'})",
            f"- After: {escaped(new.title)} ({_day(new) or 'undated'})",
        ]
        for heading, state in (
            ("Opened", "opened"),
            ("Persisting", "persisting"),
            ("Closed", "closed"),
            ("No longer examined", "no longer examined"),
        ):
            found = self.of(state)  # type: ignore[arg-type]
            lines += ["", f"## {heading} ({len(found)})", ""]
            lines += [f"- {one.code} {escaped(one.message)}" for one in found] or ["- none"]
        lines += ["", "## Agencies renamed, merged or split", ""]
        lines += [
            f"- {one.what}: {', '.join(one.before)} to {', '.join(one.after)}"
            for one in self.successions
        ] or ["- none"]
        for section in _SECTIONS:
            lines += ["", f"## {section.capitalize()}", "", *self._section(section)]
        return "\n".join(lines) + "\n"

    def _section(self, section: str) -> Iterator[str]:
        """What became of the records of one section; those without more to tell in one line."""
        by_state: dict[State, list[Changed]] = {}
        for one in self.records:
            if one.section == section:
                by_state.setdefault(one.state, []).append(one)
        for state in ("ended", "changed", "formed", "first recorded", "not looked at again"):
            found = by_state.get(state, [])
            for one in found:
                if one.fields:
                    yield f"- {one.id}: {state}"
                    yield from (f"  - {field.field}: {_change_in(field)}" for field in one.fields)
            if bare := [one.id for one in found if not one.fields]:
                yield f"- {state} ({len(bare)}): {', '.join(bare)}"
        yield f"- the same: {len(by_state.get('same', []))}"


def compare(
    before: Network,
    after: Network,
    *,
    rules: Iterable[Rule] | None = None,
    select: Iterable[str] | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> Comparison:
    """Compare two networks of one subject.

    Records are matched by id; agencies also by what they `succeeds`, and links and requirements
    whose ends were renamed by kind, ends and functions. What the later network doesn't mention is
    "not looked at again" unless it covers the section in full (`examined`). A finding that is gone
    is "closed" only where the later network looked at all that it is about: its requirements,
    assessed there as met or lacking, or its links (or the one that it is about is over), and its
    figures. Where it is silent on some of that, the finding is "no longer examined".

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
    if before.as_of and after.as_of and before.as_of > after.as_of:
        raise ValueError(
            f"the earlier network comes first: {before.title!r} is of {before.as_of}, "
            f"{after.title!r} of {after.as_of}"
        )
    given = None if rules is None else tuple(rules)
    chosen = None if select is None else tuple(select)
    old = check(before, rules=given, select=chosen, options=options)
    new = check(after, rules=given, select=chosen, options=options)
    names = _later_names(before, after)
    matched = {section: _matched(before, after, section, names) for section in _SECTIONS}
    records = [
        change
        for section in _SECTIONS
        for change in _changes(before, after, section, matched[section], names)
    ]
    return Comparison(
        old,
        new,
        tuple(records),
        _successions(names),
        outcomes(
            old,
            new,
            {**matched["links"], **matched["requirements"]},
            {key: _renamed(key, names) for key in before.agencies},
        ),
    )


def compare_series(networks: Sequence[Network], **how: Any) -> tuple[Comparison, ...]:
    """Compare each network of a series with the next.

    Args:
        networks: two or more networks, earliest first.
        **how: `rules`, `select` and `options`, as for `check`.

    Raises:
        ValueError: fewer than two networks, or not the earliest first.
    """
    if len(networks) < 2:
        raise ValueError("a series has two networks or more")
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
        return {
            key: _renamed(key, names)
            for key in old
            if names.get(key) and _renamed(key, names) in new
        }
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
    """What tells a relation from others, with its ends as they are called in the later network."""
    ways = tuple(sorted(ends) if link.mutual else ends)
    return (link.kind, link.mutual, ways, tuple(sorted(link.functions)))


def _changes(
    before: Network, after: Network, section: str, matched: Mapping[str, str], names: Names
) -> list[Changed]:
    old, new = getattr(before, section), getattr(after, section)
    gone: State = "ended" if section in after.examined else "not looked at again"
    found = []
    for key, record in old.items():
        if key not in matched:
            found.append(Changed(section, key, key, gone))
            continue
        later = new[matched[key]]
        fields = tuple(_differences(record, later, names))
        state: State = "changed" if fields else "same"
        if isinstance(later, Link) and isinstance(record, Link):
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
    """Whether a record that the earlier network lacks wasn't there on its day."""
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


def _day(network: Network) -> str:
    return network.as_of.isoformat() if network.as_of else ""


def _change_in(field: FieldChange) -> str:
    if field.field == "evidence":
        return _passages(field.before or [], field.after or [])
    before, after = _text(field.before), _text(field.after)
    return escaped(f"{before} → {after}" if before != after else f"{before}, in other words")


def _passages(before: list[Any], after: list[Any]) -> str:
    """Which passages are gone and which are new, by their places."""
    gone, new = (
        [_text(one) for one in some if one not in others]
        for some, others in ((before, after), (after, before))
    )
    again = [place for place in new if place in gone]
    told = (
        ("no longer", [place for place in gone if place not in again]),
        ("new", [place for place in new if place not in again]),
        ("in other words", again),
    )
    parts = [f"{what} {escaped('; '.join(places))}" for what, places in told if places]
    return " / ".join(parts) or "in another order"


def _text(value: Any) -> str:
    """A value of a field in words; of passages, mandates and the like what tells them apart."""
    if value is None or value == []:
        return "nothing"
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, dict):
        if "at" in value:
            return f"{value['source']}, {value['at']}"
        if "role" in value:
            return f"{value['function']} ({value['role']})"
        told = {key: part for key, part in value.items() if part not in (None, [], "")}
        return ", ".join(f"{key} {_text(part)}" for key, part in told.items())
    return str(value)
