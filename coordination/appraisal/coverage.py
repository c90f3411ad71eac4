"""Find which recommendation answers which finding, and which findings none answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coordination.arguments import checked_arguments
from coordination.errors import expect
from coordination.model import Recommendation
from coordination.rules import RULES
from coordination.rules.check import check
from coordination.rules.finding import Finding
from coordination.rules.report import Report
from coordination.text.markdown import table

__all__ = ["Coverage", "coverage"]

"""Families about recommendations and evidence, which nobody is asked to mend."""


@dataclass(frozen=True)
class Coverage:
    """Findings against recommendations.

    Attributes:
        answered: each finding with the recommendations that answer it; () where none does.
        recommendations: all of them, in the order of the data.
        idle: recommendations that say what they answer, and answer no finding.
        open: recommendations that don't say what they answer.
        complete: whether the sources cover all recommendations, so that a finding without one is
            known to have none; else it may have one that wasn't recorded.
    """

    answered: tuple[tuple[Finding, tuple[Recommendation, ...]], ...]
    recommendations: tuple[Recommendation, ...]
    idle: tuple[Recommendation, ...]
    open: tuple[Recommendation, ...]
    complete: bool

    @property
    def uncovered(self) -> tuple[Finding, ...]:
        """Findings without a recorded recommendation."""
        return tuple(finding for finding, answers in self.answered if not answers)

    @property
    def by_recommendation(self) -> dict[str, tuple[Finding, ...]]:
        """The findings that each recommendation answers, by its id."""
        found: dict[str, list[Finding]] = {}
        for finding, answers in self.answered:
            for one in answers:
                found.setdefault(one.id, []).append(finding)
        unanswering = {one.id: () for one in (*self.idle, *self.open)}
        return {key: tuple(findings) for key, findings in found.items()} | unanswering

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per finding and recommendation, with None for a side that is missing."""
        pairs: list[tuple[Finding | None, Recommendation | None]] = [
            (finding, one) for finding, answers in self.answered for one in (answers or (None,))
        ]
        pairs += [(None, one) for one in (*self.idle, *self.open)]
        return [
            {
                "finding": finding.key if finding else None,
                "message": finding.message if finding else None,
                "recommendation": one.id if one else None,
                "says": one.says if one else None,
                "status": one.status if one else None,
            }
            for finding, one in pairs
        ]

    def _findings(self) -> Iterator[tuple[str, str, str]]:
        nothing = "none" if self.complete else "none recorded"
        for finding, answers in self.answered:
            yield (
                f"{finding.code} {finding.message}",
                ", ".join(one.id for one in answers) or nothing,
                ", ".join(dict.fromkeys(one.status for one in answers)),
            )

    def _recommendations(self) -> Iterator[tuple[str, str, str, str]]:
        found = self.by_recommendation
        for one in self.recommendations:
            nothing = "no finding" if one.answers else "not stated what it answers"
            keys = ", ".join(finding.key for finding in found.get(one.id, ()))
            yield one.id, one.says, one.status, keys or nothing

    def to_markdown(self) -> str:
        """A table of findings with their recommendations, and one the other way round."""
        tables = [
            table(("Finding", "Recommendations", "Status"), self._findings()),
            table(("Recommendation", "Says", "Status", "Answers"), self._recommendations()),
        ]
        return "\n\n".join(tables if self.recommendations else tables[:1]) + "\n"


@checked_arguments
def coverage(report: Report) -> Coverage:
    """Set the findings of a report against the recommendations of its network.

    A recommendation answers a finding where its `answers` names one of the finding's conclusions,
    requirements or links. One that answers a finding which the report leaves out isn't idle.
    Findings about recommendations and evidence themselves (CG8, CG9) are left out.

    Args:
        report: the report.

    Returns:
        The coverage.
    """
    expect(Report, report, "report")
    recommendations = report.network.recommendations
    answered = tuple(
        (finding, tuple(recommendations[key] for key in finding.recommendations))
        for finding in report
        if not finding.about_the_record
    )
    used = {one.id for _, answers in answered for one in answers}
    if recommendations and not {one.code for one in RULES} <= {one.code for one in report.rules}:
        # What answers a finding that wasn't selected isn't idle.
        used |= {key for finding in check(report.network) for key in finding.recommendations}
    rest = [one for one in recommendations.values() if one.id not in used]
    return Coverage(
        answered,
        tuple(recommendations.values()),
        tuple(one for one in rest if one.answers),
        tuple(one for one in rest if not one.answers),
        "recommendations" in report.network.examined,
    )
