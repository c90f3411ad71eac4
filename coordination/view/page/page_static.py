"""The part of the page that needs no script: findings and tables, also for screen readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from coordination.appraisal.agency_comments import comments
from coordination.model import Evidence, Figure, Link, Record, Source, jurisdiction_name
from coordination.network import Network
from coordination.open_questions.guide import answered
from coordination.requirements.assess import assess_all
from coordination.rules.finding import FAMILIES, Finding, Statement
from coordination.rules.phrases import other_side, sentence
from coordination.rules.report import Report
from coordination.text.dates import day_in_words
from coordination.view.first_picture import telling
from coordination.view.groups import FULL, group_rows

__all__ = ["LIMIT", "link_title", "static_page"]

LIMIT = 400
"""Rows of a table, and findings, that are written out; the page's script shows the others."""

_STATES = {"met": "met", "lacking": "not met", "not-examined": "not examined"}


def static_page(network: Network, report: Report | None, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the template writes out, by name.

    Args:
        network: the network.
        report: its findings, or None.
        data: the page's data, for its counts and versions.
    """
    page = _Page(network)
    told: Mapping[str, Any] = data["recommended"] or {"answers": {}, "effects": {}}
    findings = report.told if report is not None else ()
    headline = telling(report)
    reported = sum(finding.basis == "reported" for finding in headline)
    return {
        "title": network.title,
        "claim": data["claim"],
        "byline": data["byline"],
        "summary": network.summary,
        "as_of": network.as_of.isoformat() if network.as_of else "",
        "as_of_words": day_in_words(network.as_of.isoformat()) if network.as_of else "",
        "version": data["tool"]["version"],
        "checked": report is not None,
        "counts": {
            "agencies": len(network.agencies),
            "links": len(network.links),
            "requirements": len(network.requirements),
            "listed": len(findings),
            "findings": len(headline),
            "reported": reported,
            "derived": len(headline) - reported,
            "ignored": len(report.ignored) if report is not None else 0,
        },
        "limit": LIMIT,
        "groups": group_rows(network) if len(network.agencies) > FULL else [],
        "families": page.families(findings, data["findings"]),
        "questions": [
            {
                "code": one.code,
                "message": sentence(one.text),
                "ask": [network.label(key) for key in one.asks],
                "clears": [change.text for change in one.settles],
                "answered": answered(network, one),
            }
            for one in islice(report.questions if report is not None else (), LIMIT)
        ],
        "comments": comments(report) if report is not None else (),
        "conclusions": [
            {
                "who": ", ".join(network.label(key) for key in one.agencies),
                "finds": one.finds.replace("-", " "),
                "says": one.says,
                "evidence": page.passages(one.evidence),
            }
            for one in islice(network.conclusions.values(), LIMIT)
        ],
        "links": [page.link(one) for one in islice(network.links.values(), LIMIT)],
        "requirements": page.requirements(),
        "agencies": [page.agency(key) for key in islice(network.agencies, LIMIT)],
        "recommendations": [
            {
                "id": one.id,
                "answers": told["answers"].get(one.id, []),
                "effect": told["effects"].get(one.id),
                "by": network.label(one.by),
                "to": [network.label(key) for key in one.to],
                "says": one.says,
                "status": one.status.replace("-", " "),
                "date": day_in_words(one.date) if one.date else "",
                "evidence": page.passages(one.evidence),
            }
            for one in islice(network.recommendations.values(), LIMIT)
        ],
        "coverage": _coverage(network, report, told),
        "figures": [page.figure(one) for one in islice(network.figures.values(), LIMIT)],
        "made": network.grand().to_records(),
        "sources": [page.source(one) for one in islice(network.sources.values(), LIMIT)],
    }


def _coverage(
    network: Network, report: Report | None, told: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Findings that a recommendation could answer, with those that do."""
    if report is None or "uncovered" not in told:
        return []
    answers: dict[int, list[str]] = {place: [] for place in told["uncovered"]}
    for key, places in told["answers"].items():
        for place in places:
            answers.setdefault(place, []).append(key)
    nothing = "none" if told["complete"] else "none recorded"
    asked = network.recommendations
    return [
        {
            "code": report.told[place].code,
            "message": sentence(report.told[place].message),
            "recommendations": [
                {"says": asked[key].says, "status": asked[key].status.replace("-", " ")}
                for key in answers[place]
            ],
            "nothing": nothing,
        }
        for place in sorted(answers)[:LIMIT]
    ]


def link_title(network: Network, link: Link) -> str:
    """A link as a heading: its name, else its kind and its ends."""
    return link.name or f"{_kind_words(link.kind)}: {_ends(network, link)}"


def _short_title(source: Source) -> str:
    """A source in a few words; the list of sources has the rest."""
    by = source.publisher or source.author or source.title
    return f"{by}, {source.published[:4]}" if source.published else by


def _ends(network: Network, link: Link) -> str:
    names = [network.label(key) for key in link.agencies]
    if len(names) == 1:
        return f"within {names[0]}"
    return (" – " if link.mutual or link.parties else " → ").join(names)


def _kind_words(kind: str) -> str:
    # What a source leaves open is coordination of some sort.
    words = "coordination" if kind == "other" else kind.replace("-", " ")
    return words[0].upper() + words[1:]


class _Page:
    def __init__(self, network: Network) -> None:
        self.network = network
        self.places = {key: n for n, key in enumerate(network.sources)}
        self.short = {key: _short_title(source) for key, source in network.sources.items()}

    def families(
        self, findings: Sequence[Finding], told: Sequence[Mapping[str, Any]]
    ) -> list[dict[str, Any]]:
        groups: dict[str, list[dict[str, Any]]] = {}
        for n, (finding, data) in enumerate(islice(zip(findings, told, strict=True), LIMIT)):
            shown = {**self.finding(finding), "firm": data.get("firm", ()), "place": n}
            groups.setdefault(finding.family, []).append(shown)
        return [
            {"name": FAMILIES.get(family, family), "findings": groups[family]} for family in groups
        ]

    def finding(self, finding: Finding) -> dict[str, Any]:
        asked = self.network.recommendations
        return {
            "code": finding.code,
            "name": finding.name.replace("-", " "),
            "message": sentence(finding.message),
            "basis": finding.basis,
            "also_derived": finding.also_derived,
            "disputed": finding.disputed,
            "criteria": self._statement(finding.criteria),
            "condition": self._statement(finding.condition, finding.criteria),
            "cause": finding.cause,
            "effect": finding.effect,
            "clears": [change.text for change in finding.clears],
            "recommendations": [
                f"{self.network.label(asked[key].by)}: {asked[key].says}"
                for key in finding.recommendations
            ],
        }

    def _statement(
        self, statement: Statement | None, above: Statement | None = None
    ) -> dict[str, Any] | None:
        """A statement with its passages, without those that stand above already."""
        if statement is None:
            return None
        told = above.evidence if above is not None else ()
        fresh = [passage for passage in statement.evidence if passage not in told]
        again = len(fresh) < len(statement.evidence)
        return {"text": statement.text, "evidence": self.passages(fresh), "again": again}

    def passages(self, evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
        return [
            {
                "says": passage.says,
                "quote": passage.quote,
                "speaker": passage.speaker,
                "disputes": passage.stance == "disputes",
                "qualifies": passage.stance == "qualifies",
                "at": passage.at,
                "place": self.places[passage.source],
                "source": self.short[passage.source],
            }
            for passage in evidence
        ]

    def link(self, link: Link) -> dict[str, Any]:
        dates = [day_in_words(when) if when else "" for when in (link.start, link.end)]
        return {
            "name": link.name,
            "kind": _kind_words(link.kind),
            "ends": _ends(self.network, link),
            "status": link.status,
            "disputed": any(one.stance == "disputes" for one in link.evidence),
            "layer": "set down" if link.formal else "practised",
            "confidence": link.confidence,
            "functions": [self.network.functions[key].name for key in link.functions],
            "dates": " to ".join(dates).strip() if any(dates) else "",
            "evidence": self.passages(link.evidence),
        }

    def requirements(self) -> list[dict[str, Any]]:
        functions = self.network.functions
        return [
            {
                "agency": self.network.label(one.requirement.agency),
                "other": other_side(self.network, one.requirement),
                "function": functions[one.requirement.function].name
                if one.requirement.function
                else "",
                "says": one.requirement.says,
                "state": _STATES[one.state],
                "basis": one.basis or "",
                "evidence": self.passages(one.requirement.evidence),
            }
            for one in islice(assess_all(self.network), LIMIT)
        ]

    def agency(self, key: str) -> dict[str, Any]:
        agency = self.network.agencies[key]
        area = agency.jurisdiction
        return {
            "name": agency.name,
            "abbreviation": agency.abbreviation,
            "kind": agency.kind.replace("-", " "),
            "where": (jurisdiction_name(area) or area) if area else "international",
            "part_of": self.network.label(agency.part_of) if agency.part_of else "",
            "mandates": [
                f"{self.network.functions[one.function].name} ({one.role})"
                for one in agency.mandates
            ],
            "note": agency.note,
        }

    def figure(self, figure: Figure) -> dict[str, Any]:
        value = f"{figure.value:,}" if isinstance(figure.value, int) else f"{figure.value:g}"
        return {
            "about": self.title_of(figure.about),
            "measure": figure.measure,
            "value": " ".join(part for part in (figure.qualifier, value, figure.unit) if part),
            "period": figure.period or "",
            "evidence": self.passages(figure.evidence),
        }

    def title_of(self, key: str) -> str:
        """Name of an agency, link or requirement."""
        network = self.network
        if key in network.agencies:
            return network.label(key)
        if key in network.links:
            return link_title(network, network.links[key])
        record: Record = network.requirements[key]
        return str(getattr(record, "says", None) or key)

    def source(self, source: Source) -> dict[str, Any]:
        return {
            "title": source.title,
            "publisher": source.publisher,
            "author": source.author,
            "published": day_in_words(source.published) if source.published else "",
            "kind": source.kind,
            # Records made without checks can hold any address; only these two kinds are links.
            "url": source.url if (source.url or "").startswith(("https://", "http://")) else None,
            "note": source.note,
        }
