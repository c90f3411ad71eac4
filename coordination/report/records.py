"""The findings as flat rows for data frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coordination.rules.finding import Finding
from coordination.rules.report import Report

__all__ = ["COLUMNS", "records_of", "to_records"]

COLUMNS = (
    "key",
    "code",
    "name",
    "family",
    "basis",
    "message",
    "agencies",
    "links",
    "requirements",
    "functions",
    "records",
    "criteria",
    "condition",
    "cause",
    "effect",
    "value",
    "threshold",
    "sources",
    "recommendations",
    "clears",
)
"""Keys of each row, so that a table without findings has its columns too."""


def to_records(report: Report) -> list[dict[str, Any]]:
    """The findings about coordination as flat rows, which pandas and polars take as they are.

    Args:
        report: the report; `records_of(report.notes)` gives its notes about the data.

    Returns:
        One dict for each finding, all with the same keys. Values are text, a number or None; ids
        that belong together are joined by "; ".
    """
    return records_of(report)


def records_of(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as flat rows, see `to_records`."""
    return [
        {
            "key": finding.key,
            "code": finding.code,
            "name": finding.name,
            "family": finding.family,
            "basis": finding.basis,
            "message": finding.message,
            "agencies": _joined(finding.agencies),
            "links": _joined(finding.links),
            "requirements": _joined(finding.requirements),
            "functions": _joined(finding.functions),
            "records": _joined(finding.records),
            "criteria": finding.criteria.text if finding.criteria else None,
            "condition": finding.condition.text if finding.condition else None,
            "cause": finding.cause,
            "effect": finding.effect,
            # One type for a whole column: polars refuses a 2 below a 0.5 else.
            "value": None if finding.value is None else float(finding.value),
            "threshold": None if finding.threshold is None else float(finding.threshold),
            "sources": _joined(finding.sources),
            "recommendations": _joined(finding.recommendations),
            "clears": _joined(tuple(change.text for change in finding.clears)),
        }
        for finding in findings
    ]


def _joined(parts: tuple[str, ...]) -> str:
    return "; ".join(parts)
