"""The report as JSON: versioned, complete, the same from run to run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coordination.appraisal.agency_comments import plain_answers
from coordination.appraisal.coverage import Coverage, coverage
from coordination.appraisal.firmness import Firmness
from coordination.model import Evidence
from coordination.report import sections
from coordination.report.grand import GRAND_VERSION, grand
from coordination.rules.report import Report
from coordination.rules.serialise import plain_change, plain_finding, plain_record, plain_value
from coordination.version import __version__

__all__ = ["VERSION", "schema_text", "to_json", "to_plain"]

VERSION = 2
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
            "reported": sum(one.basis == "reported" for one in report),
            "derived": sum(one.basis == "derived" for one in report),
            "notes": len(report.notes),
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
                "options": plain_value({**one.options, **(report.options or {}).get(one.code, {})}),
            }
            for one in report.rules
        ],
        "findings": [
            {**plain_finding(finding, _passages), "firmness": _firmness(firm.get(finding.key))}
            for finding in report
        ],
        "notes": [plain_finding(finding, _passages) for finding in report.notes],
        "open": [plain_finding(finding, _passages) for finding in report.open],
        "ignored": [
            {"reason": reason, "finding": plain_finding(finding, _passages)}
            for finding, reason in report.ignored
        ],
        "unmatched": list(report.unmatched),
        "works": [
            {"conclusion": key, "message": said}
            for key, said in sections.found_to_work(network).items()
        ],
        "coverage": _coverage(coverage(report)),
        "answers": plain_answers(report),
        "not_examined": [
            {
                "requirement": requirement.id,
                "agency": plain_value(requirement.agency),
                "function": requirement.function,
                "says": requirement.says,
            }
            for requirement in sections.not_examined(network)
        ],
        "grand": {"version": GRAND_VERSION, "items": grand(network).to_records()},
        "sources": {
            key: plain_record(network.sources[key])
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


def _firmness(firm: Firmness | None) -> dict[str, Any] | None:
    if firm is None:
        return None
    return {
        "text": str(firm),
        "speakers": list(firm.speakers),
        "disputes": [plain_record(one) for one in firm.disputes],
        "undoing": [plain_change(one) for one in firm.undoing],
    }


def _passages(passages: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [plain_record(one) for one in passages]
