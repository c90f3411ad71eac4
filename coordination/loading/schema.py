"""The JSON schema of data files, made from the records."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import TypeAdapter

from coordination.model import FORMAT, Document, vocabulary
from coordination.model.annotations import Many, Term
from coordination.model.evidence import WebAddress
from coordination.model.figure import Period
from coordination.model.place import PlaceName
from coordination.model.record import Id, PartialDate, Record, Text
from coordination.model.requirement import Requirement
from coordination.model.validation_messages import record_type

__all__ = ["schema_text"]

_BARE = {"Evidence": "Id", "Examined": "Sections"}
"""Records that a file may also write as one bare word, and what that word is."""

_IMPLIED = frozenset(
    {("Link", "id"), ("Link", "mutual"), ("Link", "formal"), ("Requirement", "examined")}
)
"""Fields whose default depends on other fields, so that no one default may be shown."""

_TEXTS: tuple[tuple[str, Any, str], ...] = (
    ("Text", Text, "Text that isn't empty."),
    ("Id", Id, "Name of a record: small letters, digits and single hyphens."),
    (
        "Date",
        PartialDate,
        "A year, a month or a day: 2009, 2009-06 or 2009-06-30. FY2009 is the fiscal year of the "
        "U.S. Government, October 2008 to September 2009; write other fiscal years as months.",
    ),
    ("Period", Period, "A date, or two with a slash between them: 2006/2010, 2006/.."),
    (
        "PlaceName",
        PlaceName,
        "A country (MX) or a part of one (US-TX), as in ISO 3166, or the id of one of the places.",
    ),
    ("WebAddress", WebAddress, "An address that begins with https:// or http://."),
)
"""Kinds of text that many fields share: name in the schema, type, what it is."""


def schema_text() -> str:
    """The JSON schema (2020-12) of data files, for editors and for checks outside this package.

    It says what a file may look like. Whether the records fit together (each id is there, no circle
    of parts) is more than a schema can say; loading checks that.
    """
    schema = Document.model_json_schema()
    definitions = schema.pop("$defs")
    shared = _Shared()
    models = _models(Document)
    definitions["Evidence"]["anyOf"] = [{"required": ["passage"]}, {"required": ["source", "at"]}]
    for name, definition in {"Document": schema, **definitions}.items():
        # A record's example is for those who build it in code.
        if "description" in definition:
            definition["description"] = definition["description"].split("\n\nExample:")[0]
        for field, content in definition.get("properties", {}).items():
            definition["properties"][field] = _field(models[name], field, content, shared)
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:coordination-graph:data-file:{FORMAT}",
        "title": "Network of agencies that coordinate",
        **{key: value for key, value in schema.items() if key != "title"},
        "$defs": dict(sorted({**definitions, **shared.definitions}.items())),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


class _Shared:
    """Schemas that occur many times, each put in one place and referred to.

    Attributes:
        definitions: the shared schemas by name.
    """

    def __init__(self) -> None:
        self.definitions: dict[str, Any] = {}
        self._names: dict[str, str] = {}
        for name, kind, sentence in _TEXTS:
            found = TypeAdapter(kind).json_schema()
            definition = {"description": sentence, **found}
            if name in ("Text", "Id", "Date", "Period"):
                # YAML readers make numbers of 2009 and 911; loading takes the text as it stands.
                definition["type"] = ["string", "number"]
            elif name == "WebAddress":
                definition["pattern"] = "^[Hh][Tt][Tt][Pp][Ss]?://"
            self._put(name, found, definition)
        for table, words in vars(vocabulary).items():
            if table.isupper() and isinstance(words, dict) and table != "RULE_NAMES":
                found = TypeAdapter(Annotated[str, Term(words)]).json_schema()
                self._put(table.title().replace("_", ""), found, found)

    def _put(self, name: str, found: dict[str, Any], definition: dict[str, Any]) -> None:
        self._names[json.dumps(found, sort_keys=True)] = name
        self.definitions[name] = definition

    def refer(self, schema: Any) -> Any:
        """The same schema with what is shared replaced by references."""
        if isinstance(schema, list):
            return [self.refer(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        remarks = {key: schema[key] for key in ("description", "default") if key in schema}
        content = {key: value for key, value in schema.items() if key not in remarks}
        name = self._names.get(json.dumps(content, sort_keys=True))
        if name is not None:
            return {"$ref": f"#/$defs/{name}", **remarks}
        return {key: self.refer(value) for key, value in schema.items()}


def _field(
    model: type[Record], name: str, schema: dict[str, Any], shared: _Shared
) -> dict[str, Any]:
    """The schema of one field, as loading takes it from a file."""
    field = model.model_fields[name]
    remarks = {key: schema[key] for key in ("description", "default") if schema.get(key)}
    content = {k: v for k, v in schema.items() if k not in ("title", "description", "default")}
    content = shared.refer(content)
    if name == "agency" and model is Requirement:
        content = {"anyOf": content["oneOf"]}
    ways = content.pop("anyOf", None) or [content]
    items = ways[0].get("items")
    if items and (word := _BARE.get(str(items.get("$ref")).rpartition("/")[2])):
        bare = {"$ref": f"#/$defs/{word}"}
        ways = [{**ways[0], "items": {"anyOf": [bare, items]}}, bare]
        if Many not in field.metadata:
            ways.append(items)
    elif Many in field.metadata:
        ways.append(content["items"])
    if not field.is_required() and {"type": "null"} not in ways:
        ways.append({"type": "null"})
    if field.annotation == int | float:
        ways = [{"type": "number"}]
    if (model.__name__, name) in _IMPLIED:
        remarks.pop("default", None)
    return {**remarks, **(ways[0] if len(ways) == 1 else {"anyOf": ways})}


def _models(model: type[Record]) -> dict[str, type[Record]]:
    """A record type and all that it holds, by name."""
    found = {model.__name__: model}
    for name in model.model_fields:
        nested = record_type(model, (name,))
        if nested is not None and nested.__name__ not in found:
            found |= _models(nested)
    return found
