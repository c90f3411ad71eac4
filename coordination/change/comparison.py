"""The result of a comparison of two networks of one subject, and how it is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from coordination.change.finding_changes import FindingState
from coordination.change.holder_changes import HOLDERS, HolderChange
from coordination.network import Network
from coordination.rules.finding import Finding
from coordination.rules.report import Report
from coordination.text.language import listed
from coordination.text.markdown import escaped

__all__ = ["SECTIONS", "Changed", "Comparison", "FieldChange", "RecordState", "Succession"]

RecordState = Literal["formed", "first recorded", "ended", "changed", "same", "not looked at again"]

SECTIONS = (
    "agencies",
    "links",
    "requirements",
    "conclusions",
    "recommendations",
    "places",
    "passages",
)
"""Sections whose records are compared."""

_MOST_PLACES = 12
"""Places that a line about a function names."""

_MOST_NAMED = 4
"""Agencies that are named of one place."""


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
        section: section of the data file: "agencies", "links", "conclusions" ...
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
    state: RecordState
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
        before_report, after_report: the reports on both networks.
        records: what became of each record, in the order of sections and data.
        successions: agencies renamed, merged or split.
        findings: each finding with its state; those "closed" and "no longer examined" are the
            earlier network's, the others the later's.
        holders: functions by place whose holders differ.
    """

    before_report: Report
    after_report: Report
    records: tuple[Changed, ...]
    successions: tuple[Succession, ...]
    findings: tuple[tuple[FindingState, Finding], ...]
    holders: tuple[HolderChange, ...] = ()

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
            "before": {
                "title": self.before_report.network.title,
                "as_of": _day(self.before_report.network),
            },
            "after": {
                "title": self.after_report.network.title,
                "as_of": _day(self.after_report.network),
            },
            "successions": [asdict(one) for one in self.successions],
            "records": [asdict(one) for one in self.changes],
            "holders": [asdict(one) for one in self.holders],
            "findings": [
                {"state": state, "key": one.key, "code": one.code, "message": one.message}
                for state, one in self.findings
            ],
        }
        return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"

    def to_markdown(self) -> str:
        """The comparison as Markdown: findings first, then records."""
        old, new = self.before_report.network, self.after_report.network
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
        lines += ["", "## Who holds what where", "", *self._held()]
        for section in SECTIONS:
            lines += ["", f"## {section.capitalize()}", "", *self._section(section)]
        return "\n".join(lines) + "\n"

    @property
    def lost(self) -> tuple[HolderChange, ...]:
        """Functions by place that had holders and of which none is recorded any more.

        A function that the later network doesn't know may go by another name there; it is left out.
        """
        known = self.after_report.network.functions
        return tuple(one for one in self.holders if not one.after and one.function in known)

    def _held(self) -> Iterator[str]:
        """Which places lost, gained or changed holders, function by function."""
        if not self.holders:
            yield "- the same"
            return
        new, old = self.after_report.network, self.before_report.network
        apart = old.functions.keys() ^ new.functions.keys()
        for when, there in (("earlier", old), ("later", new)):
            if only := [there.functions[key].name for key in there.functions if key in apart]:
                yield f"- functions of the {when} network alone: {escaped(', '.join(only))}"
        for heading in HOLDERS:
            by_function: dict[str, list[HolderChange]] = {}
            for one in self.holders:
                if one.what == heading and one.function not in apart:
                    by_function.setdefault(one.function, []).append(one)
            if by_function:
                yield f"- {heading} ({sum(map(len, by_function.values()))}):"
            for function, found in by_function.items():
                name = {**old.functions, **new.functions}[function].name
                told = [_cell(old, new, one) for one in found[:_MOST_PLACES]]
                if more := len(found) - len(told):
                    told.append(f"{more} more")
                yield f"  - {escaped(f'{name}: ' + '; '.join(told))}"

    def _section(self, section: str) -> Iterator[str]:
        """What became of the records of one section; those without details in one line."""
        by_state: dict[RecordState, list[Changed]] = {}
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


def _cell(old: Network, new: Network, one: HolderChange) -> str:
    """A place with those that are gone and that came."""

    def label(key: str) -> str:
        return new.label(key) if key in new.agencies else old.label(key)

    there = new if one.place in new.places else old
    where = there.gazetteer.name(one.place) if one.place else "without a place"
    parts = [
        f"{word} {_some([label(key) for key in keys])}"
        for word, keys in (("without", one.gone), ("now", one.came))
        if keys
    ]
    return f"{where} ({'; '.join(parts)})"


def _some(names: list[str]) -> str:
    if len(names) <= _MOST_NAMED:
        return ", ".join(names)
    return ", ".join([*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1} others"])


def _day(network: Network) -> str:
    return network.as_of.isoformat() if network.as_of else ""


def _change_in(field: FieldChange) -> str:
    if field.field == "evidence":
        return _passages(field.before or [], field.after or [])
    if field.field == "mandates":
        return _mandates(field.before or [], field.after or [])
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


def _mandates(before: list[Any], after: list[Any]) -> str:
    """Which mandates are gone and which are new, those of one function and role together."""
    held, holds = _held(before), _held(after)
    parts = []
    for what, some, others in (("no longer", held, holds), ("new", holds, held)):
        told = []
        for (function, role), places in some.items():
            other = others.get((function, role))
            gone = [place for place in places if other is None or place not in other]
            if gone or other is None:
                where = f" in {listed([place for place in gone if place])}" if any(gone) else ""
                told.append(f"{function} ({role}){where}")
        if told:
            parts.append(f"{what} {escaped('; '.join(told))}")
    return " / ".join(parts) or "the same, in other words"


def _held(mandates: list[Any]) -> dict[tuple[str, str], dict[str, None]]:
    """The places of each function and role; "" for one without places."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for one in mandates:
        places = found.setdefault((one["function"], one["role"]), {})
        places.update(dict.fromkeys(one.get("places") or [""]))
    return found


def _text(value: Any) -> str:
    """A value of a field in words; of passages, mandates and the like what identifies them."""
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
