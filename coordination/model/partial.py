"""Read what is usable of a malformed record, so that its references can still be checked."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from coordination.model.evidence import Evidence
from coordination.model.record import Record
from coordination.model.requirement import Described, Requirement
from coordination.model.validation_messages import record_type

__all__ = ["partial"]


def partial(model: type[Record], data: Any) -> Record:
    """A record of what is text where text belongs, unchecked; all else is None or empty.

    Never more than a help for finding further problems: it isn't valid.

    Args:
        model: type of the record.
        data: dicts, lists and texts as they were read.
    """
    if model is Evidence and isinstance(data, str):
        data = {"passage": data}
    given = data if isinstance(data, dict) else {}
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        value = given.get(name)
        if model is Requirement and name == "agency":
            values[name] = _asking(value)
            continue
        nested = record_type(model, (name,))
        if _is_tuple(field.annotation):
            items = [value] if isinstance(value, str) else []
            if isinstance(value, list | tuple | set | frozenset):
                items = list(value)
            # Each entry keeps its place, since paths count them.
            values[name] = tuple(partial(nested, i) if nested else _text(i) for i in items)
        elif nested:
            values[name] = partial(nested, value)
        elif field.annotation is bool:
            values[name] = str(value).strip().lower() == "true"
        else:
            values[name] = _text(value) or None
    return model.model_construct(**values)


def _asking(value: Any) -> Any:
    if isinstance(value, dict):
        return partial(Described, value)
    return tuple(map(_text, value)) if isinstance(value, list | tuple) else _text(value)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _is_tuple(annotation: Any) -> bool:
    if get_origin(annotation) is tuple:
        return True
    return any(_is_tuple(arg) for arg in get_args(annotation))
