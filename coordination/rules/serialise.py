"""Findings, changes and the values in them as JSON has them: for reports, pages and plans."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from coordination.model import Evidence, Record
from coordination.rules.finding import Change, Finding, Statement

__all__ = ["plain_change", "plain_finding", "plain_record", "plain_value", "short_finding"]


def plain_value(value: Any) -> Any:
    """A value that rules may have put anything into; NaN and infinity are None.

    Example:
        >>> plain_value({"day": datetime.date(2010, 6, 30), "who": {"b", "a"}, "n": float("nan")})
        {'day': '2010-06-30', 'who': ['a', 'b'], 'n': None}
    """
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Record):
        return plain_record(value)
    if isinstance(value, Mapping):
        return {str(key): plain_value(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain_value(one) for one in value), key=str)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Iterable):
        return [plain_value(one) for one in value]
    if hasattr(value, "item"):  # a numpy scalar
        return plain_value(value.item())
    return str(value)


def plain_record(record: Record) -> dict[str, Any]:
    """The fields of a record that are set, as a data file would write them."""
    return record.model_dump(mode="json", exclude_defaults=True)


def plain_change(change: Change) -> dict[str, Any]:
    """A change; a new record has no id to change, which is None."""
    return {
        "action": change.action,
        "section": change.section,
        "id": change.id or None,
        "fields": plain_value(change.fields),
        "text": change.text,
    }


def plain_finding(
    finding: Finding, passages: Callable[[Iterable[Evidence]], list[Any]]
) -> dict[str, Any]:
    """All that a finding says.

    Args:
        finding: the finding.
        passages: how the passages of its statements are written.
    """

    def statement(one: Statement | None) -> dict[str, Any] | None:
        return None if one is None else {"text": one.text, "evidence": passages(one.evidence)}

    return {
        "key": finding.key,
        "code": finding.code,
        "name": finding.name,
        "family": finding.family,
        "basis": finding.basis,
        "message": finding.message,
        "agencies": list(finding.agencies),
        "links": list(finding.links),
        "requirements": list(finding.requirements),
        "functions": list(finding.functions),
        "records": list(finding.records),
        "places": list(finding.places),
        "conclusions": list(finding.conclusions),
        "also_derived": finding.also_derived,
        "disputed": finding.disputed,
        "criteria": statement(finding.criteria),
        "condition": statement(finding.condition),
        "cause": finding.cause,
        "effect": finding.effect,
        "value": plain_value(finding.value),
        "threshold": plain_value(finding.threshold),
        "unit": finding.unit or None,
        "sources": list(finding.sources),
        "recommendations": list(finding.recommendations),
        "clears": [plain_change(change) for change in finding.clears],
        "asks": list(finding.asks),
        "answer": finding.answer or None,
    }


def short_finding(finding: Finding) -> dict[str, Any]:
    """What names a finding."""
    return {"key": finding.key, "code": finding.code, "message": finding.message}
