"""The report as a table for notebooks."""

from __future__ import annotations

from coordination.report.sections import summary
from coordination.rules.report import Report
from coordination.text.html import SHOWN, small_table

__all__ = ["to_html"]


def to_html(report: Report) -> str:
    """The first findings of a report as an HTML table, every text escaped."""
    return small_table(
        report.network.title,
        summary(report),
        ("code", "basis", "finding"),
        [(one.code, one.basis, one.message) for one in report[:SHOWN]],
        more=len(report) - SHOWN,
        hint='co.write_html(report.network, "report.html", report) writes the page to look at',
    )
