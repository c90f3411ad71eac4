"""How the page names records and values: by their titles, not their ids, and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from coordination.model import Conclusion, Link, Passage, Recommendation, Requirement, Source
from coordination.network import Network
from coordination.rules.phrases import asking, other_side
from coordination.text.dates import day_in_words
from coordination.text.direction import apart

__all__ = [
    "ASSESSED",
    "ends_of",
    "kind_words",
    "link_title",
    "record_title",
    "short_title",
    "value_words",
]

_REFERENCES = (
    *("source", "target", "parties", "part_of", "members", "agency", "by", "to"),
    *("superseded_by", "under", "about", "answers", "function", "functions"),
)
"""Fields that hold ids of records, which readers know by their titles."""

_WORDS = ("status", "kind", "kinds", "direction", "level", "confidence")
"""Fields whose values are words of the vocabulary."""

ASSESSED = {"met": "met", "lacking": "not met", "not-examined": "not examined"}
"""The state of a requirement, in words."""

_DAY = re.compile(r"\d{4}(-\d\d){0,2}$")


def link_title(network: Network, link: Link) -> str:
    """A link as a heading: its name, else its kind and its ends."""
    return link.name or f"{kind_words(link.kind)}: {ends_of(network, link)}"


def ends_of(network: Network, link: Link) -> str:
    """The agencies that a link joins, with its direction."""
    names = [apart(network.label(key)) for key in link.agencies]
    if len(names) == 1:
        return f"within {names[0]}"
    return (" – " if link.mutual or link.parties else " → ").join(names)


def kind_words(kind: str) -> str:
    """A kind of link as the beginning of a line."""
    # What a source leaves open is coordination of some sort.
    words = "coordination" if kind == "other" else kind.replace("-", " ")
    return words[0].upper() + words[1:]


def short_title(source: Source) -> str:
    """A source in a few words; the list of sources has the rest."""
    by = source.publisher or source.author or source.title
    return f"{by}, {source.published[:4]}" if source.published else by


def record_title(network: Network, section: str, key: str) -> str:
    """Any record as readers know it: by what it is called or says, not by its id."""
    record = getattr(network, section)[key]
    if isinstance(record, Link):
        return link_title(network, record)
    if isinstance(record, Requirement):
        return record.says or f"{asking(network, record)}: {other_side(network, record)}"
    if isinstance(record, Recommendation):
        return record.says
    if isinstance(record, Conclusion):
        return record.says or record.finds.replace("-", " ")
    if isinstance(record, Passage):
        source = short_title(network.sources[record.source])
        return record.says or record.quote or f"{source}, {record.at}"
    return network.label(key) if section == "agencies" and record.abbreviation else str(record.name)


def value_words(field: str, value: Any, network: Network) -> str:
    """A field's value as readers take it: titles for ids, words for days and kinds."""
    if value is None or value in ([], "", {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field == "would":
        return f"{sum(len(part or ()) for part in value.values())} changes"
    if isinstance(value, list | tuple):
        return "; ".join(value_words(field, part, network) for part in value)
    if isinstance(value, Mapping):
        if field == "mandates":
            return f"{network.functions[value['function']].name} ({value['role']})"
        filled = ((name, part) for name, part in value.items() if part not in (None, [], ""))
        return ", ".join(f"{name} {value_words(name, part, network)}" for name, part in filled)
    if field in _REFERENCES:
        for section in ("agencies", "links", "requirements", "functions"):
            if value in getattr(network, section):
                return record_title(network, section, value)
    text = str(value)
    if _DAY.match(text):
        return day_in_words(text)
    return text.replace("-", " ") if field in _WORDS else text
