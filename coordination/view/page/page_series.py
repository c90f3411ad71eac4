"""The data of the page about a series: how findings and records change from state to state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coordination.change.comparison import Changed, Comparison, FieldChange
from coordination.network import Network
from coordination.text.dates import day_in_words
from coordination.view.page.titles import record_title, short_title, value_words

__all__ = ["state_names", "step_data"]

_FIELD_WORDS = {"says": "words", "would": "what it would change", "mandates": "functions"}
"""Names of fields that readers would not understand."""

_LESSER = ("evidence", "confidence", "note", "would")
"""Fields that say how a record is known rather than what it is."""


def state_names(networks: Sequence[Network]) -> list[dict[str, str]]:
    """A key and a short label for each network of a series, no two alike.

    Years where they differ, else days, else numbers.
    """
    days = [network.as_of.isoformat() if network.as_of else "" for network in networks]
    keys = days if "" not in days and len(set(days)) == len(days) else []
    years = [day[:4] for day in days]
    if keys and len(set(years)) == len(years):
        labels = years
    elif keys:
        labels = [day_in_words(day) for day in days]
    else:
        keys = labels = [str(n) for n in range(1, len(networks) + 1)]
    return [
        {"key": key, "label": label, "title": network.title}
        for key, label, network in zip(keys, labels, networks, strict=True)
    ]


def step_data(step: Comparison) -> dict[str, Any]:
    """What changed from one state to the next.

    Returns:
        Findings by state, as places in the report that holds them (the later for "opened" and
        "persisting", the earlier for "closed" and "no longer examined"); records that changed; and
        agencies renamed, merged or split.
    """
    place = {
        id(finding): n
        for report in (step.before_report, step.after_report)
        for n, finding in enumerate(report.told)
    }
    findings: dict[str, list[int]] = {
        state: sorted(place[id(finding)] for told, finding in step.findings if told == state)
        for state in ("opened", "persisting", "closed", "no longer examined")
    }
    before, after = step.before_report.network, step.after_report.network
    return {
        "findings": findings,
        "records": [
            _record(one, before, after) for one in step.changes if one.section != "passages"
        ],
        "successions": [
            {
                "what": one.what,
                "before": [before.label(key) for key in one.before],
                "after": [after.label(key) for key in one.after],
            }
            for one in step.successions
        ],
    }


def _record(one: Changed, before: Network, after: Network) -> dict[str, Any]:
    there = one.id in getattr(after, one.section)
    network = after if there else before
    key = one.id if there else one.before_id
    fields = [(field.field, _field(field, before, after)) for field in one.fields]
    # Mandates that differ in their evidence alone read the same.
    lesser = all(
        name in _LESSER or field.get("before") == field.get("after") for name, field in fields
    )
    told = {
        "section": one.section,
        "id": key,
        "earlier": None if there else True,
        "state": one.state,
        "lesser": True if one.state == "changed" and lesser else None,
        "title": record_title(network, one.section, key),
        "fields": [
            field
            for name, field in fields
            if name == "evidence" or field["before"] != field["after"]
        ],
    }
    return {name: value for name, value in told.items() if value is not None}


def _field(change: FieldChange, before: Network, after: Network) -> dict[str, Any]:
    if change.field == "evidence":
        old, new = (
            [_passage(one, network) for one in passages or ()]
            for passages, network in ((change.before, before), (change.after, after))
        )
        return {
            "field": "evidence",
            "gone": [words for words in old if words not in new],
            "fresh": [words for words in new if words not in old],
        }
    return {
        "field": _FIELD_WORDS.get(change.field) or change.field.replace("_", " "),
        "before": value_words(change.field, change.before, before),
        "after": value_words(change.field, change.after, after),
    }


def _passage(passage: Mapping[str, Any], network: Network) -> str:
    words = passage.get("says") or passage.get("quote") or ""
    disputes = "disputes it: " if passage.get("stance") == "disputes" else ""
    source = short_title(network.sources[passage["source"]])
    return f"{disputes}{words} ({source}, {passage['at']})".strip()
