"""The tables as a data package: columns, words and references for checks outside this package."""

from __future__ import annotations

import json
from typing import Any

from coordination.loading.tables.sections import SHEETS, Column, columns, file_heads

__all__ = ["tables_schema_text"]

_PATTERNS = {
    "id": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "date": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|FY[0-9]{4})$",
}
"""What a cell looks like whose form says so, unless it holds a name or several."""


def tables_schema_text() -> str:
    """A tabular data package (Frictionless) of the CSV files of one folder, as JSON.

    It describes what we write. Reading takes more: names in place of ids, words in any case.
    """
    resources = [
        {
            "name": sheet,
            "path": f"{sheet}.csv",
            "profile": "tabular-data-resource",
            "schema": _about() if sheet == "about" else _schema(sheet),
        }
        for sheet in SHEETS
    ]
    package = {"profile": "tabular-data-package", "name": "network", "resources": resources}
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _about() -> dict[str, Any]:
    names = [column.name for column in columns("about")]
    field = {"name": "field", "type": "string", "constraints": {"enum": names, "required": True}}
    return {"fields": [field, {"name": "value", "type": "string"}], "primaryKey": "field"}


def _schema(sheet: str) -> dict[str, Any]:
    known = [column for column in columns(sheet) if column.name in file_heads(sheet)]
    found: dict[str, Any] = {"fields": list(map(_field, known)), "missingValues": [""]}
    if any(column.name == "id" for column in known):
        found["primaryKey"] = "id"
    keys = [
        {
            "fields": column.name,
            "reference": {"resource": column.refers[0], "fields": "id"},
        }
        for column in known
        # A place may be a code of ISO 3166, and other ids may be in several tables.
        if len(column.refers) == 1 and not column.many and column.refers != ("places",)
    ]
    return {**found, "foreignKeys": keys} if keys else found


def _field(column: Column) -> dict[str, Any]:
    kind = {"number": "number", "flag": "boolean"}.get(column.form, "string")
    limits: dict[str, Any] = {}
    if column.required:
        limits["required"] = True
    if not column.many:
        if column.words is not None:
            limits["enum"] = list(column.words)
        elif column.form in _PATTERNS:
            limits["pattern"] = _PATTERNS[column.form]
    found: dict[str, Any] = {"name": column.name, "type": kind, "description": column.meaning}
    if column.form == "flag":
        found |= {"trueValues": ["yes"], "falseValues": ["no"]}
    return {**found, "constraints": limits} if limits else found
