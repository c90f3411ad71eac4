"""The reference of all fields and words of a data file, as Markdown made from the schema."""

from __future__ import annotations

import json
import re
from typing import Any

from coordination.loading.schema import schema_text
from coordination.model import vocabulary
from coordination.text.markdown import table

__all__ = ["fields_text"]

_RECORDS = (
    ("Source", "in `sources`"),
    ("Passage", "in `passages`"),
    ("Place", "in `places`"),
    ("Function", "in `functions`"),
    ("Agency", "in `agencies`"),
    ("Mandate", "in an agency"),
    ("Link", "in `links`"),
    ("Requirement", "in `requirements`"),
    ("Counterpart", "in a requirement"),
    ("Described", "in a requirement"),
    ("Conclusion", "in `conclusions`"),
    ("Recommendation", "in `recommendations`"),
    ("Would", "in a recommendation"),
    ("Amendment", "in a recommendation"),
    ("Figure", "in `figures`"),
    ("Evidence", "in most records"),
    ("Examined", "in `examined`"),
    ("Study", "in the file"),
)
"""Records in the order of the reference, and where they stand."""

_HEADINGS = {
    "AgencyKinds": "Kinds of agency",
    "Levels": "Levels",
    "Roles": "Roles",
    "LinkKinds": "Kinds of link",
    "Statuses": "Statuses of a link",
    "Confidence": "Confidence",
    "SourceKinds": "Kinds of source",
    "Stances": "Stances",
    "Finds": "What a passage finds",
    "Conclusions": "What a source concludes",
    "Extents": "How far a conclusion holds",
    "RecommendationStatuses": "Statuses of a recommendation",
    "FigureCounts": "What a figure counts",
    "Sections": "Sections that may be examined",
    "Aspects": "Aspects of mandates",
    "Same": "What is the same of a counterpart",
    "Practices": "Practices of collaboration",
}
"""Headings of the tables of words; others are headed by their name in the schema."""

_PLAIN = {
    "Text": "text",
    "Id": "id",
    "Date": "date",
    "Period": "period",
    "PlaceName": "place",
    "WebAddress": "web address",
}

_TYPES = {
    "boolean": "true or false",
    "integer": "whole number",
    "number": "number",
    "object": "fields and values",
    "string": "text",
}

_FILE = """\
## The file

YAML, or JSON of the same shape. One file is one network; a folder is the union of its files. Every
value is read as text and typed by its field, so `NO` is Norway and `0123` is text. A field without
a value isn't given. Unknown fields, repeated keys, repeated ids and ids that nothing has are
issues, as are YAML's anchors, aliases, merge keys and tags. Agencies, links, requirements and
conclusions share one set of ids."""


def fields_text() -> str:
    """All fields by record, then all words with their meaning, as Markdown."""
    schema = json.loads(schema_text())
    definitions = schema["$defs"]
    blocks = [_FILE, _fields(schema, definitions)]
    places = dict(_RECORDS)
    records = [name for name, definition in definitions.items() if "properties" in definition]
    for name in [*places, *(name for name in records if name not in places)]:
        heading = ", ".join(part for part in (name, places.get(name)) if part)
        blocks.append(f"### {heading}\n\n{definitions[name]['description']}")
        blocks.append(_fields(definitions[name], definitions))
    blocks.append("## Words")
    kinds = [name for name, definition in definitions.items() if "description" in definition]
    blocks.append(
        table(
            ("text", "what it is"),
            ((_PLAIN[kind], definitions[kind]["description"]) for kind in kinds if kind in _PLAIN),
            marked=True,
        )
    )
    tables = [name for name, definition in definitions.items() if "oneOf" in definition]
    for name in [*_HEADINGS, *(name for name in tables if name not in _HEADINGS)]:
        blocks.append(f"### {_heading(name)}")
        blocks.append(_link_kinds() if name == "LinkKinds" else _words(definitions[name]))
    return "\n\n".join(blocks) + "\n"


def _fields(record: dict[str, Any], definitions: dict[str, Any]) -> str:
    rows = []
    for name, field in record["properties"].items():
        takes = _takes(field, definitions)
        sentence = field.get("description") or _sentence(takes, definitions)
        sentences = [sentence] if sentence else []
        if name in record.get("required", ()):
            sentences.append("**Required.**")
        if field.get("default"):
            sentences.append(f"Default: `{field['default']}`.")
        rows.append((f"`{name}`", takes, " ".join(sentences)))
    return table(("field", "takes", "meaning"), rows, marked=True)


def _heading(name: str) -> str:
    return _HEADINGS.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _sentence(takes: str, definitions: dict[str, Any]) -> str:
    """The sentence for a field that has none of its own, from what it takes."""
    if takes == "id":
        return "Name by which other records refer to it."
    return str(definitions.get(takes.removeprefix("list of "), {}).get("description", "")).split(
        "\n\n"
    )[0]


def _takes(schema: dict[str, Any], definitions: dict[str, Any]) -> str:
    """What a field takes, in a few words."""
    ways = [way for way in schema.get("anyOf", [schema]) if way != {"type": "null"}]
    first, *others = ways
    if "items" in first and all(way in _entries(first) for way in others) and others:
        return f"{_takes(first, definitions)}, or one"
    if others:
        return " or ".join(_takes(way, definitions) for way in ways)
    way = first
    if "$ref" in way:
        name = way["$ref"].rpartition("/")[2]
        if "oneOf" in definitions[name]:
            return f"[word](#{_heading(name).lower().replace(' ', '-')})"
        return str(_PLAIN.get(name, name))
    if "items" in way:
        return f"list of {_takes(way['items'], definitions)}"
    if "oneOf" in way:
        return ", ".join(f"`{entry['const']}`" for entry in way["oneOf"])
    return _TYPES[way["type"]]


def _entries(listing: dict[str, Any]) -> list[dict[str, Any]]:
    """What an entry of a list may be."""
    entries: list[dict[str, Any]] = listing["items"].get("anyOf", [listing["items"]])
    return entries


def _words(definition: dict[str, Any]) -> str:
    entries = definition["oneOf"]
    rows = ((f"`{e['const']}`", e["description"]) for e in entries)
    return table(("word", "meaning"), rows, marked=True)


def _link_kinds() -> str:
    """Kinds of link with what holds of each unless a link says otherwise."""
    rows = (
        (
            f"`{kind}`",
            term.meaning,
            "both ways" if term.mutual else "one way",
            "formal" if term.formal else "operational",
            "yes" if term.exchange else "",
        )
        for kind, term in vocabulary.LINK_KINDS.items()
    )
    return table(("word", "meaning", "runs", "is", "information passes"), rows, marked=True)
