"""Read what a record in a file gives, and note fields whose value is missing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from coordination.loading.nodes import Alias, Listing, Mapping, Node, Scalar, Text, plain
from coordination.model.record import Record
from coordination.model.validation_messages import record_type

__all__ = ["Lost", "comma_hint", "given", "is_first_of_run"]

Lost = list[tuple[Mapping, str, "type[Record]"]]
"""Fields without a value that stand where no such field may: mapping, name, type of the record."""

_MOST_SHOWN = 160
"""Characters of a text that a hint writes out again."""


def given(node: Node, model: type[Record] | None, lost: Lost) -> Any:
    """A node as dicts, lists and texts, as `plain` makes them.

    A field that the record has and that has no value isn't given. One that it doesn't have, or that
    stands there without a colon, is what is left of a text that a comma cut, or is misspelt.

    Args:
        node: the record, or a list of them.
        model: type of the record, where the node is one.
        lost: takes the fields that would be lost.
    """
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [given(item, model, lost) for item in node.items]
    if model is None:
        return plain(node)
    found: dict[str, Any] = {}
    for name, (key, value) in node.entries.items():
        if isinstance(value, Scalar) and value.text is not None:
            found[name] = value.text
        elif _is_null(value):
            if name not in model.model_fields or _bare(key, value):
                lost.append((node, name, model))
        elif name == "set":
            found[name] = plain(value, nulls=True)
        else:
            found[name] = given(value, _nested(model, name), lost)
    return found


@lru_cache(maxsize=512)
def _nested(model: type[Record], name: str) -> type[Record] | None:
    return record_type(model, (name,))


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and not isinstance(node, Alias) and node.text is None


def _bare(key: Scalar, value: Node) -> bool:
    """Whether a key stands between braces without even a colon."""
    return value.start <= key.end


def is_first_of_run(mapping: Mapping, name: str) -> bool:
    """Whether a field that is lost doesn't follow on another one: a text has several commas."""
    names = list(mapping.entries)
    place = names.index(name)
    return place == 0 or not _lost_at(mapping, names[place - 1])


def _lost_at(mapping: Mapping, name: str) -> bool:
    key, value = mapping.entries[name]
    return _is_null(value) and _bare(key, value)


def comma_hint(text: Text, mapping: Mapping, name: str) -> str:
    """How to write the text that a comma between braces cut before a field that there isn't, or "".

    Example:
        `{id: a, name: Alcohol, Tobacco}` is the name "Alcohol" and an empty field "Tobacco".
    """
    if text.text[mapping.start : mapping.start + 1] != "{":
        return ""
    names = list(mapping.entries)
    place = names.index(name)
    before = place - 1
    while before >= 0 and _lost_at(mapping, names[before]):
        before -= 1
    if before < 0:
        return ""
    value = mapping.entries[names[before]][1]
    quoted = text.text[value.start : value.start + 1] in ("'", '"', "|", ">")
    if not isinstance(value, Scalar) or value.text is None or quoted:
        return ""
    last = place
    while last + 1 < len(names) and _lost_at(mapping, names[last + 1]):
        last += 1
    key, tail = mapping.entries[names[last]]
    end = key.end if _is_null(tail) else tail.span[1]
    whole = " ".join(text.text[value.start : end].split())
    if re.fullmatch(r"[0-9]{1,3}(, ?[0-9]{3})+(\.[0-9]+)?", whole):
        return f"a number is written without commas: {names[before]}: {re.sub('[, ]', '', whole)}"
    if len(whole) > _MOST_SHOWN:
        whole = whole[:_MOST_SHOWN] + "..."
    quote = "'" if '"' in whole or "\\" in whole else '"'
    inside = whole.replace("'", "''") if quote == "'" else whole
    return (
        "a comma between braces ends a text; in quotes it doesn't: "
        f"{names[before]}: {quote}{inside}{quote}"
    )
