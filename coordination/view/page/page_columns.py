"""Records as columns of plain JSON: small, quick to parse, and nothing lost.

A table is `{"size": n, "columns": {field: column}}`. A column is either a list with one value for
each row, or `{"words": [...], "codes": [...]}` where few different values repeat; code -1 and a
plain null stand for a field that a record leaves open. A column that is open everywhere is left
out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["column", "record_fields", "rows", "table"]

_DERIVED = ("examined", "formal", "mutual")
"""Fields whose default depends on others, so that leaving them out would change their value."""


def record_fields(record: Any) -> dict[str, Any]:
    """The fields that a record fills, as JSON values: what a data file has to say of it."""
    found: dict[str, Any] = record.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    fields = type(record).model_fields
    for name in _DERIVED:
        if name in fields:
            found[name] = getattr(record, name)
    return found


def table(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows of fields as one table of columns, in the order in which fields first occur."""
    values: dict[str, list[Any]] = {}
    size = 0
    for fields in records:
        for name, value in fields.items():
            if name not in values:
                values[name] = [None] * size
            values[name].append(value)
        size += 1
        for filled in values.values():
            if len(filled) < size:
                filled.append(None)
    return {"size": size, "columns": {name: column(values[name]) for name in sorted(values)}}


def column(values: list[Any]) -> Any:
    """A column, coded where that is shorter."""
    words: dict[str, int] = {}
    codes: list[int] = []
    spelled: list[Any] = []
    for value in values:
        if value is None:
            codes.append(-1)
            continue
        # A dict can't be a key, and 1, 1.0 and True are equal keys: use the way it is written.
        key = value if isinstance(value, str) else f"\0{value!r}"
        code = words.setdefault(key, len(words))
        if code == len(spelled):
            spelled.append(value)
        codes.append(code)
    return {"words": spelled, "codes": codes} if len(words) * 2 <= len(values) else values


def rows(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table, as `table` took them; open fields are left out."""
    found: list[dict[str, Any]] = [{} for _ in range(data["size"])]
    for name, values in data["columns"].items():
        if isinstance(values, Mapping):
            values = [None if code < 0 else values["words"][code] for code in values["codes"]]
        for row, value in zip(found, values, strict=True):
            if value is not None:
                row[name] = value
    return found
