"""The data of the page about recommendations: what they answer, and the effect of each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from coordination.appraisal.coverage import coverage
from coordination.appraisal.firmness import small_enough
from coordination.change.edit import effect_of
from coordination.change.what_if import WhatIf, against
from coordination.errors import CoordinationError
from coordination.model import Link
from coordination.network import Network
from coordination.requirements.assess import state_of
from coordination.rules.check import check
from coordination.rules.finding import Change
from coordination.rules.phrases import sentence
from coordination.rules.report import Report, per_report
from coordination.view.page.titles import ASSESSED, link_title, record_title, value_words

__all__ = ["recommended"]

_DRAWN = ("kind", "source", "target", "parties", "mutual", "status", "name")
"""Fields of a changed link that the picture shows."""


def recommended(report: Report | None) -> dict[str, Any] | None:
    """Coverage of the findings, and the effect of each recommendation that says what it would do.

    Effects are computed here, because the page has no rules to compute them with.

    Args:
        report: the findings of the page, or None.

    Returns:
        Places of findings in the report, and ids of recommendations; None where there are none.
    """
    if report is None or not report.network.recommendations:
        return None
    found = coverage(report)
    place = {id(finding): n for n, finding in enumerate(report.told)}
    return {
        "complete": found.complete,
        "answers": {
            key: [place[id(finding)] for finding in findings]
            for key, findings in found.by_recommendation.items()
        },
        "uncovered": [place[id(finding)] for finding in found.uncovered],
        "effects": _effects(report),
    }


@per_report
def _effects(report: Report) -> dict[str, Any]:
    if not small_enough(report) or not report.rules:
        return {}
    before = report
    if report.ignored:
        before = check(report.network, rules=report.rules, options=report.options)
    effects = {}
    for key, one in report.network.recommendations.items():
        if one.would is None:
            continue
        try:
            result = against(before, effect_of(report.network, key), rules=report.rules)
        except (CoordinationError, ValueError):
            continue  # records made without checks may say what doesn't fit; the rest is shown
        effects[key] = _effect(report, result)
    return effects


def _effect(report: Report, result: WhatIf) -> dict[str, Any]:
    cleared = {finding.key for finding in result.cleared}
    return {
        "changes": [
            _change(report.network, result.network, one)
            for one in result.changes
            if one.section != "recommendations"  # that it is carried out goes without saying
        ],
        "cleared": [n for n, one in enumerate(report.told) if one.key in cleared],
        "appeared": [
            {
                "code": one.code,
                "name": one.name,
                "basis": one.basis,
                "message": sentence(one.message),
                "agencies": list(one.agencies),
                "links": list(one.links),
                "found": one.condition.text if one.condition else "",
            }
            for one in result.appeared
        ],
    }


def _change(before: Network, after: Network, change: Change) -> dict[str, Any]:
    fields = {name: value for name, value in change.fields.items() if name in _DRAWN}
    told = {
        "action": change.action,
        "section": change.section,
        "id": change.id,
        "fields": {k: list(v) if isinstance(v, tuple) else v for k, v in fields.items()},
        "text": _words(before, after, change),
    }
    return {name: value for name, value in told.items() if value not in ("", {})}


def _words(before: Network, after: Network, change: Change) -> str:
    """A change as readers take it: by titles of records, not by their ids."""
    if change.action == "add":
        link = after.links.get(change.id) or _added(before, after, change.fields)
        return f"New: {link_title(after, link)}" if link else sentence(change.text)
    title = record_title(before, change.section, change.id).rstrip(".")
    if change.action == "remove":
        return f"No longer {'concluded' if change.section == 'conclusions' else 'there'}: {title}"
    if change.section == "requirements":
        states = [ASSESSED[state_of(one, change.id)] for one in (before, after)]
        if states[0] != states[1]:
            return f"{title}: {states[0]} before, {states[1]} then"
    both = (before, after)
    old, new = (getattr(one, change.section)[change.id] for one in both)
    parts = []
    for name in change.fields:
        was, becomes = getattr(old, name), getattr(new, name)
        if name != "evidence" and was != becomes:
            parts.append(_became(name, *map(partial(value_words, name), (was, becomes), both)))
    return f"{title}: {'; '.join(parts) or 'other evidence'}"


def _became(field: str, was: str, becomes: str) -> str:
    name = field.replace("_", " ")
    if "nothing" in (was, becomes):
        return f"{name} {becomes}" if was == "nothing" else f"no longer {name} {was}"
    return f"{name} {was} becomes {becomes}"


def _added(before: Network, after: Network, fields: Mapping[str, Any]) -> Link | None:
    fresh = [link for key, link in after.links.items() if key not in before.links]
    same = [link for link in fresh if link.kind == fields.get("kind")]
    if "id" in fields:
        return after.links.get(str(fields["id"]))
    ends = {fields.get("source"), fields.get("target"), *(fields.get("parties") or ())} - {None}
    return next((link for link in same if set(link.agencies) == ends), None)
