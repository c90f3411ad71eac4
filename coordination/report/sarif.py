"""The report as SARIF 2.1.0, which code-scanning services and editors read."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from coordination.network import Network, Origin
from coordination.report import sections
from coordination.report.json import to_plain
from coordination.report.locations import origins
from coordination.rules.finding import FAMILIES, Finding, family_of
from coordination.rules.report import Report
from coordination.rules.rule import Rule
from coordination.text.markdown import escaped

__all__ = ["to_sarif"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def to_sarif(report: Report, *, indent: int | None = 2) -> str:
    """A report as a SARIF 2.1.0 log with one run.

    Results carry the place of their subjects in the data file, the finding's key as fingerprint,
    and, where they are ignored, the reason as a suppression. Criteria, condition and basis are in
    each result's properties.

    Args:
        report: the report.
        indent: spaces of a level; None for one line.

    Returns:
        JSON that ends with a line break.
    """
    rules = {rule.code: n for n, rule in enumerate(report.rules)}
    told = [(finding, None) for finding in (*report.told, *report.open)] + list(report.ignored)
    plain = to_plain(report)
    driver = {
        "name": "coordination",
        "fullName": "coordination-graph",
        "version": plain["generator"]["version"],
        "rules": [_rule(rule) for rule in report.rules],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(report.network, finding, why, rules) for finding, why in told],
        "properties": {key: plain[key] for key in ("network", "counts", "not_examined")},
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=indent, ensure_ascii=False, allow_nan=False) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    page = rule.page
    family = FAMILIES.get(family_of(rule.code))
    described = {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in re.split(r"[^A-Za-z0-9]+", rule.name)),
        "shortDescription": {"text": _message(rule.name.replace("-", " "))},
        "fullDescription": {"text": _message(rule.sentence or rule.name)},
        "help": {
            "text": _message("\n\n".join(_help(page, "{heading}: {body}"))),
            "markdown": "\n\n".join(_help(page, "**{heading}.** {body}", escape=True)),
        },
        "defaultConfiguration": {"level": "warning"},
    }
    return {**described, "properties": {"tags": [family]}} if family else described


def _help(page: dict[str, str], form: str, escape: bool = False) -> Iterator[str]:
    for heading in ("Rule", "Why it matters", "Remedy", "Source"):
        if body := page.get(heading):
            text = " ".join(body.split())
            yield form.format(heading=heading, body=escaped(text) if escape else text)


def _result(
    network: Network, finding: Finding, ignored: str | None, rules: dict[str, int]
) -> dict[str, Any]:
    is_open = finding.basis == "open"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        **({"ruleIndex": rules[finding.code]} if finding.code in rules else {}),
        "kind": "open" if is_open else "fail",
        "level": "none" if is_open else "warning",
        "message": {"text": _message(finding.message)},
        "fingerprints": {"coordination/v1": finding.key},
        "suppressions": []
        if ignored is None
        else [{"kind": "external", "status": "accepted", "justification": ignored}],
    }
    logical = [_logical(network, agency) for agency in finding.agencies]
    found = origins(network, finding)
    first = {"physicalLocation": _physical(found[0][1])} if found else {}
    if first or logical:
        result["locations"] = [{**first, **({"logicalLocations": logical} if logical else {})}]
    if others := found[1:]:
        result["relatedLocations"] = [
            {"id": n, "message": {"text": _message(name)}, "physicalLocation": _physical(place)}
            for n, (name, place) in enumerate(others, 1)
        ]
    parts = {
        "basis": finding.basis,
        "criteria": finding.criteria.text if finding.criteria else None,
        "condition": finding.condition.text if finding.condition else None,
        "cause": finding.cause,
        "effect": finding.effect,
        "clears": [change.text for change in finding.clears],
        "recommendations": [
            sections.recommendation_sentence(network, one)
            for one in sections.answers(network, finding)
        ],
        "sources": [sections.source_title(network, source) for source in finding.sources],
    }
    result["properties"] = {key: value for key, value in parts.items() if value}
    return result


def _logical(network: Network, agency: str) -> dict[str, str]:
    known = network.agencies.get(agency)
    name = {"name": known.label} if known else {}
    return {**name, "fullyQualifiedName": f"agencies/{agency}", "kind": "agency"}


def _physical(place: Origin) -> dict[str, Any]:
    path = PurePath(place.file)
    # Relative addresses stay relative, so that a service finds the file in the repository.
    address = path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
    location: dict[str, Any] = {"artifactLocation": {"uri": address}}
    if place.line > 0:
        column = {"startColumn": place.column} if place.column > 0 else {}
        location["region"] = {"startLine": place.line, **column}
    return location


def _message(text: str) -> str:
    """Text in which SARIF sees neither a placeholder nor a link."""
    doubled = text.replace("{", "{{").replace("}", "}}")
    return re.sub(r"([\\\[\]])", r"\\\1", doubled)
