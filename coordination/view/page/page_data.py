"""The data of the page: records, findings and scenes as one JSON object."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from coordination.errors import ViewError
from coordination.model import SECTIONS, Evidence, Requirement, jurisdiction_name, vocabulary
from coordination.network import Network
from coordination.progress import steps
from coordination.requirements.assess import Assessment, assess_all, state_of
from coordination.rules.agency_answers import agency_answers
from coordination.rules.finding import FAMILIES as RULE_FAMILIES
from coordination.rules.finding import Finding, finding_keys
from coordination.rules.phrases import asking, other_side
from coordination.rules.report import Report
from coordination.rules.serialise import plain_finding
from coordination.version import __version__
from coordination.view.families import FAMILIES, FAMILY_OF
from coordination.view.groups import grouping
from coordination.view.legend import CONTESTED_WORDS, COUNTED_WORDS, SHAPE_WORDS
from coordination.view.page.page_columns import record_fields, table
from coordination.view.page.page_firm import firm_sentences
from coordination.view.page.page_recommendations import recommended
from coordination.view.page.page_scene import scene_data
from coordination.view.page.page_tables import Passages, section_table
from coordination.view.palette import (
    CONFIDENCE_WIDTHS,
    CONFIDENCE_WORDS,
    DARK,
    DASHES,
    FORCED,
    FORMAL_CASING,
    LIGHT,
    STATE_OF,
    STATES,
    STATUS_WORDS,
    Palette,
    stroke_of,
)
from coordination.view.ranking import byline, claim, ranked
from coordination.view.scene import Scene
from coordination.view.still.card import uncoloured_card

__all__ = ["FORMAT", "page_data", "refuse_nan"]

FORMAT = 1
"""Version of this object; it is part of the page and read by the page's own script only."""


def page_data(
    network: Network, report: Report | None, scenes: Mapping[str, Scene]
) -> dict[str, Any]:
    """Everything that the page shows, as JSON values.

    Args:
        network: the network.
        report: its findings, or None.
        scenes: the pictures by layout.

    """
    places = {
        section: {key: n for n, key in enumerate(getattr(network, section))}
        for section in ("agencies", "links", "requirements")
    }
    passages = Passages()
    findings = report.told if report is not None else ()
    firm = firm_sentences(report)
    order = ranked(report) if report is not None else []
    carded = {findings[place].key for place in order[:_MOST_CARDS]}
    data = {
        "format": FORMAT,
        "tool": {"name": "coordination-graph", "version": __version__},
        "title": network.title,
        "summary": network.summary,
        "as_of": network.as_of.isoformat() if network.as_of else None,
        "headline": network.headline,
        "examined": [*sorted(network.examined), *map(record_fields, network.scopes)],
        "study": record_fields(network.study) if network.study is not None else None,
        "tables": {
            section: section_table(network, section, passages)
            for section in steps(SECTIONS, "writing the records")
        },
        "groups": _groups(network) if any(one.grouped for one in scenes.values()) else None,
        "assessments": _assessments(network),
        "checked": report is not None,
        "claim": claim(network, report),
        "byline": byline(network),
        "order": order,
        "findings": [
            {
                **_finding(finding, key, passages.places, firm.get(finding.key)),
                **({"card": uncoloured_card(network, finding)} if finding.key in carded else {}),
            }
            for finding, key in zip(findings, finding_keys(findings), strict=True)
        ],
        "questions": _questions(report, passages.places),
        "answers": _answers(report, passages.places),
        "ignored": len(report.ignored) if report is not None else 0,
        "rules": _rules(report),
        "recommended": recommended(report),
        "passages": table(passages.found),
        "words": _words(network),
        "palettes": {"light": _colours(LIGHT), "dark": _colours(DARK)},
        "strokes": _strokes(),
        "scenes": {layout: scene_data(picture, places) for layout, picture in scenes.items()},
    }
    return data


def _strokes() -> dict[str, Any]:
    """How the page's script draws a line of each status and confidence."""
    return {
        "of": {
            status: {
                confidence: [how.width, how.inner, list(how.dashes)]
                for confidence in CONFIDENCE_WIDTHS
                for how in [stroke_of(status, confidence)]
            }
            for status in DASHES
        },
        "cased": [status for status in DASHES if stroke_of(status, formal=True).cased],
        "casing": FORMAL_CASING,
        "states": dict(STATE_OF),
        "forced": dict(FORCED),
    }


_MOST_CARDS = 200
"""Findings, those first on which most depends, that the page can save as cards."""

_MOST_QUESTIONS, _MOST_CASES, _MOST_ASKED = 40, 30, 30
"""Questions of the page, cases of one, and agencies to ask; `coordination questions` has all."""

_Places = Callable[[Iterable[Evidence]], list[int]]


_FINDING = frozenset(
    {"key", "code", "name", "family", "message", "basis", "also_derived", "disputed"}
    | {"agencies", "links", "requirements", "functions"}
    | {"criteria", "condition", "cause", "effect", "value", "unit"}
    | {"threshold", "clears", "recommendations", "conclusions", "firm"}
)
"""What the page shows of a finding."""


def _finding(finding: Finding, key: str, places: _Places, firm: list[str] | None) -> dict[str, Any]:
    # Numbers as they are, so that one which isn't finite is refused like any other.
    own = {"key": key, "value": finding.value, "threshold": finding.threshold, "firm": firm}
    found = {**plain_finding(finding, places), **own}
    return {
        name: value
        for name, value in found.items()
        if name in _FINDING and not (value is None or value is False or value == [])
    }


def _groups(network: Network) -> dict[str, Any]:
    """Which group each agency is in; the page counts and places what it shows of them itself."""
    groups = grouping(network)
    return {
        "keys": groups.keys,
        "labels": groups.labels,
        "bands": groups.bands,
        "of": groups.of.tolist(),
        "crowded": groups.crowded,
    }


def _assessments(network: Network) -> list[dict[str, Any]]:
    """What is known of each requirement, in the order of the data, whatever its cases come to."""
    found: dict[str, list[Assessment]] = {key: [] for key in network.requirements}
    for one in assess_all(network):
        found[one.requirement.id].append(one)
    return [
        _assessment(network, requirement, found[key])
        for key, requirement in network.requirements.items()
    ]


def _assessment(
    network: Network, requirement: Requirement, cases: Sequence[Assessment]
) -> dict[str, Any]:
    state = state_of(network, requirement.id)
    deciding = [one for one in cases if one.state == state]
    told: dict[str, Any] = {
        "state": state,
        "gap": next((one.gap for one in deciding if one.gap), None),
        "basis": next((one.basis for one in deciding if one.basis), None),
        "asking": list(dict.fromkeys(one.requirement.agency for one in cases)),
        "who": asking(network, requirement),
        "counterparts": list(dict.fromkeys(key for one in deciding for key in one.counterparts)),
        "other": other_side(network, requirement),
    }
    if len(cases) > 1 and state == "lacking":
        told["cases"] = [[one.requirement.agency, list(one.counterparts)] for one in deciding]
    return told


def _questions(report: Report | None, places: _Places) -> list[dict[str, Any]]:
    """What the records leave open, those on which most hangs first."""
    if report is None:
        return []
    given = agency_answers(report)
    keys = {one.key: {finding.key for finding in one.findings} for one in report.questions}
    return [
        {
            "key": one.key,
            "text": one.text,
            "code": one.code,
            "asks": list(one.asks[:_MOST_ASKED]),
            "answer": one.answer,
            "cases": [finding.message for finding in one.findings[:_MOST_CASES]],
            "more": max(0, len(one.findings) - _MOST_CASES),
            "clears": [change.text for change in one.settles],
            "answers": [
                {"agency": answer.agency, "passage": places([answer.evidence])[0]}
                for answer in given
                if not keys[one.key].isdisjoint(answer.passage.answers_to)
            ],
        }
        for one in report.questions[:_MOST_QUESTIONS]
    ]


def _answers(report: Report | None, places: _Places) -> list[dict[str, Any]]:
    """What agencies answer, with the places of the findings and the ids of the records."""
    if report is None:
        return []
    at = {id(finding): n for n, finding in enumerate(report.told)}
    return [
        {
            "agency": one.agency,
            "position": one.position,
            "findings": [at[id(found)] for found in one.findings if id(found) in at],
            "records": [key for key in one.passage.answers_to if ":" not in key],
            "passage": places([one.evidence])[0],
        }
        for one in agency_answers(report)
    ]


def _rules(report: Report | None) -> dict[str, dict[str, str]]:
    if report is None:
        return {}
    used = {finding.code for finding in (*report.told, *report.open)}
    return {
        one.code: {
            "name": one.name,
            "sentence": one.sentence,
            "why": one.page.get("Why it matters", ""),
            "remedy": one.page.get("Remedy", ""),
        }
        for one in sorted(report.rules, key=lambda one: one.code)
        if one.code in used
    }


def _words(network: Network) -> dict[str, Any]:
    areas = {agency.jurisdiction for agency in network.agencies.values() if agency.jurisdiction}
    areas |= {area[:2] for area in areas}
    nowhere = "International" if areas else "No place recorded"
    return {
        "families": dict(RULE_FAMILIES),
        "kinds": {
            kind: {"meaning": term.meaning, "family": FAMILY_OF[kind]}
            for kind, term in vocabulary.LINK_KINDS.items()
        },
        "lineFamilies": dict(FAMILIES),
        "statuses": {status: term.meaning for status, term in vocabulary.STATUSES.items()},
        "statusWords": dict(STATUS_WORDS),
        "stateWords": dict(STATES),
        "confidence": dict(vocabulary.CONFIDENCE),
        "confidenceWords": dict(CONFIDENCE_WORDS),
        "shapes": dict(SHAPE_WORDS),
        "contested": CONTESTED_WORDS,
        "counted": COUNTED_WORDS,
        "jurisdictions": {
            "": nowhere,
            **{area: jurisdiction_name(area) or area for area in sorted(areas)},
        },
    }


def _colours(palette: Palette) -> dict[str, Any]:
    return {
        "page": palette.page,
        "bands": list(palette.bands),
        "box": palette.box,
        "border": palette.border,
        "ink": palette.ink,
        "muted": palette.muted,
        "states": dict(palette.states),
        "families": dict(palette.families),
        "casings": dict(palette.casings),
    }


def refuse_nan(value: Any, where: str = "") -> None:
    """Say which number isn't finite; `json.dumps` alone says only that there is one.

    Raises:
        ViewError: a number isn't finite, so that the page would be no valid JSON.
    """
    if isinstance(value, float) and not math.isfinite(value):
        raise ViewError(f"the page can't show {value} (at {where.lstrip('.')})")
    if isinstance(value, dict):
        for key, part in value.items():
            refuse_nan(part, f"{where}.{key}")
    elif isinstance(value, list):
        for n, part in enumerate(value):
            refuse_nan(part, f"{where}[{n}]")
