"""Apply changes to a network's records, for scenarios, plans and recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from coordination.errors import unknown
from coordination.model import (
    SECTIONS,
    Agency,
    Amendment,
    Conclusion,
    Link,
    Recommendation,
    Record,
    Requirement,
    derived_id,
)
from coordination.model.cited import with_passages
from coordination.model.ids import numbered
from coordination.model.subset import pruned
from coordination.model.validate import check_references, issues_of
from coordination.network import Network
from coordination.rules.finding import Change
from coordination.text.language import singular

__all__ = [
    "changed_record",
    "complete",
    "edited",
    "effect_of",
    "phrase",
    "section_of",
]

_SHARED = ("agencies", "links", "requirements", "conclusions")
"""Sections that changes by id are looked up in; their ids are unique across all of them."""

_MODELS: dict[str, type[Record]] = {
    "agencies": Agency,
    "links": Link,
    "requirements": Requirement,
    "conclusions": Conclusion,
    "recommendations": Recommendation,
}


def section_of(network: Network, key: str) -> str:
    """The section that holds an agency, link or requirement.

    Raises:
        ValueError: there is none of that id.
    """
    for section in _SHARED:
        if key in getattr(network, section):
            return section
    known = [name for section in _SHARED for name in getattr(network, section)]
    raise unknown("agency, link or requirement", key, known)


def edited(network: Network, changes: Iterable[Change]) -> Network:
    """A new network with some changes made to its records, in their order.

    Removing an agency removes what can't stay without it: its links (an instrument of several
    parties goes on among the others), requirements and figures, its place as member. Its parts
    become parts of what it was part of.

    Args:
        network: the network, which stays as it is.
        changes: the changes; each must be complete (no field left open).

    Raises:
        DataError: a new or changed record doesn't fit.
        ValueError: a change of something that isn't there.
    """
    records: dict[str, dict[str, Any]] = {
        section: dict(getattr(network, section)) for section in SECTIONS
    }
    removed: set[str] = set()
    fresh: set[tuple[str, str]] = set()
    made = tuple(changes)
    for change in made:
        section = records[change.section]
        if change.action == "add":
            record = with_passages(_made(change.section, change.fields), network.passages)
            if record.id in section:
                if not _has_derived_id(record, change.fields):
                    raise ValueError(f"{singular(change.section)} {record.id!r} already exists")
                known = {key for section in _SHARED for key in records[section]}
                record = record.model_copy(update={"id": numbered(record.id, known)})
            section[record.id] = record
            fresh.add((change.section, record.id))
        elif change.id not in section:
            raise ValueError(
                f"there is no {singular(change.section)} {change.id!r} to {change.action}"
            )
        elif change.fields.get("id", change.id) != change.id:
            raise ValueError(f"the id of {change.id!r} can't be changed")
        elif change.action == "remove":
            del section[change.id]
            removed.add(change.id)
        else:
            record = changed_record(section[change.id], change)
            section[change.id] = with_passages(record, network.passages)
            fresh.add((change.section, change.id))
    document = network.document.model_copy(
        update={section: tuple(by_id.values()) for section, by_id in records.items()}
    )
    parents = {one.id: one.part_of for one in network.agencies.values()} if removed else {}
    whole = pruned(document, removed, parents)
    if not all(map(_affects_only_itself, made)):
        check_references(whole)
    elif fresh:
        check_references(whole, fresh)
    found = Network(whole, origins=network.origins, checked=True, cited=True)
    if any(one.section == "agencies" for one in made):
        return found
    return found.in_setting_of(network)


def _affects_only_itself(change: Change) -> bool:
    """Whether a change can make no record invalid but the one that it makes.

    Other records are checked against which agencies there are and of which kind links are. When
    records go, and with them what referred to them, the others stay valid.
    """
    if change.action == "remove":
        return change.section in ("links", "conclusions")
    return change.action == "add" or (change.section != "agencies" and "kind" not in change.fields)


def changed_record(old: Record, change: Change) -> Any:
    """A record with other values of some fields.

    Raises:
        DataError: it doesn't fit with them.
    """
    fields = {**old.model_dump(exclude_unset=True), **change.fields}
    return _made(change.section, _without_derived(old, fields, change))


def complete(network: Network, change: Change) -> bool:
    """Whether a change can be made: a new link whose other end is open can't."""
    known = getattr(network, change.section)
    if change.action == "remove":
        return change.id in known
    fields: dict[str, Any] = dict(change.fields)
    if change.action == "change":
        if change.id not in known:
            return False
        fields = {**known[change.id].model_dump(exclude_unset=True), **fields}
    try:
        record = _MODELS[change.section].model_validate(fields)
    except (ValidationError, KeyError):
        return False
    ends = record.agencies if isinstance(record, Link) else ()
    functions = record.functions if isinstance(record, Link) else ()
    return all(key in network.agencies for key in ends) and all(
        key in network.functions for key in functions
    )


def _made(section: str, given: Mapping[str, Any]) -> Any:
    model, fields = _MODELS[section], dict(given)
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise issues_of(error, model, fields, (section,)) from None


def _has_derived_id(record: Record, fields: Mapping[str, Any]) -> bool:
    """Whether nobody chose the id: a link beside another of the same ends and kind is one more."""
    if not isinstance(record, Link):
        return False
    return record.id == derived_id({name: fields[name] for name in fields if name != "id"})


def _without_derived(old: Record, fields: dict[str, Any], change: Change) -> dict[str, Any]:
    """Keep the id, and let defaults per kind be derived anew where the kind changes."""
    if isinstance(old, Link) and "kind" in change.fields:
        for name in ("mutual", "formal"):
            if name not in change.fields:
                fields.pop(name, None)
    return {**fields, "id": old.id}  # type: ignore[attr-defined]


def phrase(fields: Mapping[str, Any]) -> str:
    """New values of fields in words; lists and mappings would be too long to show."""
    return ", ".join(
        f"other {name}" if isinstance(value, list | tuple | dict) else f"{name} {value}"
        for name, value in fields.items()
    )


def effect_of(network: Network, recommendation: str) -> tuple[Change, ...]:
    """What carrying out a recommendation would change.

    Raises:
        ValueError: no such recommendation, or it doesn't say what it would change.
    """
    if recommendation not in network.recommendations:
        raise unknown("recommendation", recommendation, network.recommendations)
    would = network.recommendations[recommendation].would
    if would is None:
        raise ValueError(
            f"recommendation {recommendation!r} doesn't say what it would change (`would`)"
        )
    return (
        *(
            Change(
                "add", "links", f"new {link.kind} link", fields=link.model_dump(exclude_unset=True)
            )
            for link in would.add
        ),
        *(
            Change(
                "change",
                section_of(network, one.id),
                f"{one.id}: {_amended(network, one)}",
                one.id,
                one.set,
            )
            for one in would.change
        ),
        *(Change("remove", section_of(network, key), f"remove {key}", key) for key in would.remove),
        # If it stayed open, it would be reported as answering nothing.
        Change(
            "change",
            "recommendations",
            f"{recommendation}: carried out",
            recommendation,
            {"status": "implemented"},
        ),
    )


def _amended(network: Network, one: Amendment) -> str:
    """An amendment in words: what a requirement's passages find matters, not that they differ."""
    fields = dict(one.set)
    old = network.requirements.get(one.id)
    found = {
        passage.get("finds")
        for passage in (fields.get("evidence") or ())  # type: ignore[union-attr]
        if isinstance(passage, dict)
    }
    if old is None or "evidence" not in fields:
        return phrase(fields)
    if old.reported in ("lacking", "disputed") and "lacking" not in found:
        fields = {name: fields[name] for name in fields if name not in ("evidence", "examined")}
        return ", ".join(filter(None, ("no longer reported as unmet", phrase(fields))))
    return phrase(fields)
