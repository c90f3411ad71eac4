"""The findings as workflow commands, which GitHub shows beside the lines of the data file."""

from __future__ import annotations

from coordination.model.validation_messages import printable
from coordination.report.locations import origins
from coordination.rules.report import Report

__all__ = ["to_github"]


def to_github(report: Report) -> str:
    """A report as workflow commands, one line a finding, without those ignored.

    An open question is a notice, since it is no gap; findings are warnings.

    Args:
        report: the report.

    Returns:
        Lines that each end with a line break; "" without findings.
    """
    lines = []
    for finding in (*report.told, *report.open):
        properties = {}
        if found := origins(report.network, finding):
            _, place = found[0]
            properties = {"file": place.file, "line": str(place.line), "col": str(place.column)}
        properties["title"] = f"{finding.code} {finding.name} ({finding.basis})"
        told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        level = "notice" if finding.basis == "open" else "warning"
        lines.append(f"::{level} {told}::{_data(finding.message)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    # A line end of any kind would begin a command of its own.
    text = "\n".join(printable(line) for line in text.replace("\r", "\n").split("\n"))
    return text.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
