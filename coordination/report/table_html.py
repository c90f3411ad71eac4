"""The report as a table for notebooks."""

from __future__ import annotations

from html import escape

from coordination.report.sections import summary
from coordination.rules.report import Report

__all__ = ["to_html"]


def to_html(report: Report) -> str:
    """A report as an HTML table, every text escaped."""
    rows = "".join(
        f"<tr><td>{escape(one.code)}</td><td>{escape(one.basis)}</td>"
        f'<td style="text-align: left">{escape(one.message)}</td></tr>'
        for one in report
    )
    head = f"<p><b>{escape(report.network.title)}</b><br>{escape(summary(report))}</p>"
    if not rows:
        return head
    return (
        f"{head}<table><thead><tr><th scope='col'>code</th><th scope='col'>basis</th>"
        f"<th scope='col'>finding</th></tr></thead><tbody>{rows}</tbody></table>"
    )
