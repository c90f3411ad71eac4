"""The report as JSON: versioned, complete, the same from run to run."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from coordination.appraisal.coverage import Coverage, coverage
from coordination.appraisal.firmness import Firmness
from coordination.model import Record
from coordination.report import sections
from coordination.report.grand import GRAND_VERSION, grand
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.report import Report
from coordination.version import __version__

__all__ = ["VERSION", "schema_text", "to_json", "to_plain"]

VERSION = 1
"""Version of the format; it grows when a field changes its meaning or goes."""


def to_json(report: Report, *, indent: int | None = 2) -> str:
    """A report as JSON text, as `report.schema.json` beside this module describes it.

    Args:
        report: the report.
        indent: spaces of a level; None for one line.

    Returns:
        JSON that ends with a line break. Numbers that JSON doesn't have (NaN, infinity) are null.
    """
    content = to_plain(report)
    return json.dumps(content, indent=indent, ensure_ascii=False, allow_nan=False) + "\n"


def schema_text() -> str:
    """The JSON schema (2020-12) of `to_json`."""
    return Path(__file__).with_name("report.schema.json").read_text(encoding="utf-8")


def to_plain(report: Report) -> dict[str, Any]:
    """The content of `to_json` as dicts and lists."""
    network = report.network
    counts = sections.counts(report)
    firm = sections.firm(report)
    return {
        "version": VERSION,
        "generator": {"name": "coordination-graph", "version": __version__},
        "network": {
            "title": network.title,
            "as_of": network.as_of.isoformat() if network.as_of else None,
            "summary": network.summary,
            "examined": sorted(network.examined),
            "agencies": len(network.agencies),
            "links": len(network.links),
            "requirements": len(network.requirements),
            "recommendations": len(network.recommendations),
            "figures": len(network.figures),
        },
        "counts": {
            "findings": len(report),
            "reported": sum(count.reported for count in counts),
            "derived": sum(count.derived for count in counts),
            "also_derived": sum(finding.also_derived for finding in report),
            "open": len(report.open),
            "ignored": len(report.ignored),
            "by_code": {
                count.code: {"reported": count.reported, "derived": count.derived}
                for count in counts
            },
        },
        "rules": [
            {
                "code": one.code,
                "name": one.name,
                "sentence": one.sentence,
                "options": _plain({**one.options, **(report.options or {}).get(one.code, {})}),
            }
            for one in report.rules
        ],
        "findings": [
            {**_finding(finding), "firmness": _firmness(firm.get(finding.key))}
            for finding in report
        ],
        "open": [_finding(finding) for finding in report.open],
        "ignored": [
            {"reason": reason, "finding": _finding(finding)} for finding, reason in report.ignored
        ],
        "unmatched": list(report.unmatched),
        "coverage": _coverage(coverage(report)),
        "not_examined": [
            {
                "requirement": requirement.id,
                "agency": requirement.agency,
                "function": requirement.function,
                "says": requirement.says,
            }
            for requirement in sections.not_examined(network)
        ],
        "grand": {"version": GRAND_VERSION, "items": grand(network).to_records()},
        "sources": {
            key: _record(network.sources[key])
            for key in sections.cited(report)
            if key in network.sources
        },
    }


def _coverage(found: Coverage) -> dict[str, Any]:
    answers = found.by_recommendation
    return {
        "complete": found.complete,
        "uncovered": [finding.key for finding in found.uncovered],
        "recommendations": [
            {
                "id": one.id,
                "by": one.by,
                "to": list(one.to),
                "says": one.says,
                "status": one.status,
                "date": one.date,
                "answers": list(one.answers),
                "findings": [finding.key for finding in answers.get(one.id, ())],
            }
            for one in found.recommendations
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
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
        "criteria": _statement(finding.criteria),
        "condition": _statement(finding.condition),
        "cause": finding.cause,
        "effect": finding.effect,
        "value": _plain(finding.value),
        "threshold": _plain(finding.threshold),
        "unit": finding.unit or None,
        "sources": list(finding.sources),
        "recommendations": list(finding.recommendations),
        "clears": [_change(change) for change in finding.clears],
        "asks": list(finding.asks),
        "answer": finding.answer or None,
    }


def _firmness(firm: Firmness | None) -> dict[str, Any] | None:
    if firm is None:
        return None
    return {
        "text": str(firm),
        "speakers": list(firm.speakers),
        "disputes": [_record(one) for one in firm.disputes],
        "undoing": [_change(one) for one in firm.undoing],
    }


def _statement(statement: Statement | None) -> dict[str, Any] | None:
    if statement is None:
        return None
    return {"text": statement.text, "evidence": [_record(one) for one in statement.evidence]}


def _record(record: Record) -> dict[str, Any]:
    """The fields of a record that are set, as a data file would write them."""
    return record.model_dump(mode="json", exclude_defaults=True)


def _change(change: Change) -> dict[str, Any]:
    return {
        "action": change.action,
        "section": change.section,
        "id": change.id or None,
        "fields": _plain(change.fields),
        "text": change.text,
    }


def _plain(value: Any) -> Any:
    """A value that rules may have put anything into, as JSON has it."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Record):
        return _record(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(one) for one in value), key=str)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Iterable):
        return [_plain(one) for one in value]
    if hasattr(value, "item"):  # a numpy scalar
        return _plain(value.item())
    return str(value)
