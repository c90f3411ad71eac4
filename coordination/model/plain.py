"""Records as plain values, for a data file or for the cells of a table.

A *plain* value is text, a number or a boolean. Every writer of graphs and tables takes them, and
`fields_of` makes the fields of a record of them again.
"""

from __future__ import annotations

import datetime
import enum
import json
import math
import re
import types
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin

from coordination.model import vocabulary
from coordination.model.evidence import Evidence
from coordination.model.examined import Examined
from coordination.model.link import Link
from coordination.model.record import Record
from coordination.model.requirement import Requirement

__all__ = ["Plain", "cell_text", "fields_of", "file_data", "plain", "plain_fields", "shapes"]

Plain = str | int | float | bool

_BESIDE = ("source", "at", "says", "quote", "speaker", "stance", "finds", "practices")
"""Fields that evidence may give beside the passage that it names."""

_LARGEST = 2**31 - 1
"""Largest whole number that every format holds; larger ones are written as text."""

# XML allows none of these, whatever way they are written.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def file_data(value: Any) -> Any:
    """Records as a data file holds them: dicts and lists, without what is implied."""
    if type(value) is str:
        return value
    if isinstance(value, Examined) and value.whole:
        return value.section
    if isinstance(value, Evidence) and value.passage:
        own = {name: file_data(getattr(value, name)) for name in _BESIDE if name in value.given}
        return {"passage": value.passage, **own} if own else value.passage
    if isinstance(value, Record):
        depends = isinstance(value, Link | Requirement)
        found = {}
        for name, required, default in _fields(type(value)):
            given = getattr(value, name)
            implied = _implied(value, name, default) if depends else default
            if required or given != implied:
                found[name] = file_data(given)
        return found
    if isinstance(value, tuple):
        return [file_data(item) for item in value]
    return value


@lru_cache(maxsize=64)
def _fields(model: type[Record]) -> tuple[tuple[str, bool, Any], ...]:
    """The fields of a model: name, whether it must be given, and its default."""
    return tuple(
        (name, field.is_required(), field.default) for name, field in model.model_fields.items()
    )


def _implied(record: Record, name: str, default: Any) -> Any:
    """What a field is read as where the file doesn't say it."""
    if isinstance(record, Link):
        if name == "id":
            return None  # always written: records refer to it, and reports show it
        if name in ("mutual", "formal"):
            return getattr(vocabulary.LINK_KINDS[record.kind], name)
    if isinstance(record, Requirement) and name == "examined":
        return any(passage.finds for passage in record.evidence)
    return default


def plain(value: Any) -> Plain | None:
    """A value as every format can hold it, or None where there is nothing to hold.

    None and numbers that aren't finite become None, as do empty lists. Enums become their value,
    dates ISO text, numbers that are too large for 32 bits text. Texts in a list are joined by "; ";
    what is nested deeper becomes JSON text. Characters that XML doesn't allow are left out.

    Example:
        >>> plain(("tracing", "training")), plain(float("nan")), plain({"a": 1})
        ('tracing; training', None, '{"a": 1}')
    """
    # Nearly all values are one of these, and networks in bulk have millions of them.
    if value is None or value is True or value is False:
        return value
    if type(value) is str and _NOT_IN_XML.search(value) is None:
        return value
    if type(value) is tuple:
        return _list(list(value))
    if isinstance(value, enum.Enum):
        value = value.value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _NOT_IN_XML.sub("", value)
    if isinstance(value, int):
        return value if abs(value) <= _LARGEST else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        value = sorted(value, key=str)
    if isinstance(value, list | tuple) and not isinstance(value, Record):
        return _list(list(value))
    if hasattr(value, "item") and getattr(value, "shape", None) == ():
        return plain(value.item())  # a number of numpy
    if isinstance(value, Record | Mapping):
        return _json(file_data(value)) if value else None
    return _NOT_IN_XML.sub("", str(value))


def _list(items: list[Any]) -> str | None:
    if not items:
        return None
    if all(isinstance(item, str) and _joins(item) for item in items):
        joined = "; ".join(items)
        if not joined.startswith(("[", "{")):
            return _NOT_IN_XML.sub("", joined)
    return _json([file_data(item) for item in items])


def _joins(item: str) -> bool:
    return bool(item) and ";" not in item and item == item.strip()


def _json(data: Any) -> str:
    return _NOT_IN_XML.sub("", _encode(data))


def _of_json(value: Any) -> Any:
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return plain(value)


_encode = json.JSONEncoder(ensure_ascii=False, default=_of_json).encode


def plain_fields(record: Record, *, without: tuple[str, ...] = ()) -> dict[str, Plain]:
    """The fields of a record as plain values; those that say nothing are left out.

    Args:
        record: an agency, a link or any other record.
        without: fields that stand elsewhere, such as the ends of an edge.
    """
    found: dict[str, Plain] = {}
    for name, _, _ in _fields(type(record)):
        if name in without:
            continue
        given = getattr(record, name)
        # Most fields say nothing, and networks in bulk have millions of them.
        if given is None or given == ():
            continue
        value = plain(given)
        if value is not None:
            found[name] = value
    return found


def cell_text(value: Plain | None) -> str:
    """A plain value as text: booleans as "true" and "false", nothing as ""."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


# -- and back --------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def shapes(model: type[Record], name: str) -> frozenset[str]:
    """What a field may hold: "text", "number", "flag", "list", "record"."""
    return frozenset(_shapes(model.model_fields[name].annotation))


def _shapes(annotation: Any) -> set[str]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _shapes(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return set().union(*(_shapes(part) for part in get_args(annotation)))
    if origin in (tuple, list):
        return {"list"}
    if origin in (dict, Mapping):
        return {"record"}
    if isinstance(annotation, type):
        for kinds, shape in _TYPES:
            if issubclass(annotation, kinds):
                return {shape}
    return {"text"} if annotation is not type(None) else set()


_TYPES: tuple[tuple[Any, str], ...] = (
    (bool, "flag"),
    ((int, float), "number"),
    ((Record, dict), "record"),
    (str, "text"),
    (type(None), "none"),
)


def fields_of(model: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record from plain values, as a data file would hold them.

    The reverse of `plain_fields`. Names that no field has are kept, for the model to refuse.

    Args:
        model: what sort of record it is.
        values: plain values by name; those that say nothing are left out.
    """
    return {
        name: _field(model, name, value) if name in model.model_fields else value
        for name, value in values.items()
        if _given(value)
    }


def _given(value: Any) -> bool:
    if value is None or (isinstance(value, str) and not value.strip()):
        return False
    try:
        return bool(value == value)  # NaN and NaT differ from themselves
    except (TypeError, ValueError):  # pandas.NA has no truth, an array has several
        return hasattr(value, "__len__") and len(value) > 0


def _field(model: type[Record], name: str, value: Any) -> Any:
    known = shapes(model, name)
    if hasattr(value, "tolist"):
        value = value.tolist()  # an array or a number of numpy
    if isinstance(value, str):
        return _of_text(value, known)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, bool) or "number" in known:
        return value
    if isinstance(value, float) and value.is_integer() and "text" in known:
        return str(int(value))  # a column of years with a gap in it holds floats
    if isinstance(value, int | float) and "text" in known:
        return str(value)
    return value


def _of_text(value: str, known: frozenset[str]) -> Any:
    nested = known & {"list", "record"}
    if nested and value.lstrip()[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):  # it only looks like JSON, or is nested without end
            return value
    if "list" in known and (";" in value or "text" not in known):
        return [part.strip() for part in value.split(";") if part.strip()]
    if "flag" in known and value.strip().lower() in ("true", "false"):
        return value.strip().lower() == "true"
    return value
