"""Turn validation errors of records into issues with their place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from coordination.errors import Issue, did_you_mean
from coordination.loading.given import Lost, comma_hint, is_first_of_run
from coordination.loading.nodes import Alias, Mapping, Node, Text, walk
from coordination.model.record import Record
from coordination.model.references import Loc, where
from coordination.model.tell_all import tell_all
from coordination.model.validation_messages import printable

__all__ = ["issue_at", "issues_of", "lost_fields"]


def issues_of(
    error: ValidationError, model: type[Record], data: Any, text: Text, root: Node, prefix: Loc
) -> Iterator[Issue]:
    """The issues of one record, each at the value that is wrong.

    A field that is missing is shown at the record that should hold it, an unknown one at its key.

    Args:
        error: what validating the record raised.
        model: its type.
        data: what was validated.
        text: the file.
        root: the tree of the file.
        prefix: path from the root to the record, such as ("links", 3).
    """
    for told in tell_all(error, model, data):
        loc = (*prefix, *told.loc)
        if told.kind == "wrong":
            issue = issue_at(text, root, loc, *told.words)
            if issue is not None:
                yield issue
            continue
        node, key, _ = walk(root, loc[:-1])
        span, message, suggestion = node.span, told.message, told.suggestion
        if isinstance(node, Mapping) and loc[-1] in node.entries:
            key, value = node.entries[str(loc[-1])]
            if isinstance(value, Alias):
                continue
            span = key.span
            message = "it has no value" if told.kind == "missing" else message
            if told.kind == "unknown":
                suggestion = suggestion or comma_hint(text, node, str(loc[-1]))
        yield text.issue(span, message, told.expected, suggestion, where=where(loc))


def lost_fields(text: Text, lost: Lost, path: Loc) -> Iterator[Issue]:
    """The issues of fields without a value that the record doesn't have; see `given`.

    Args:
        text: the file.
        lost: the fields.
        path: path to the record that holds them.
    """
    for mapping, name, model in lost:
        hint = comma_hint(text, mapping, name)
        if hint and not is_first_of_run(mapping, name):
            continue  # one text was cut at several commas
        key, value = mapping.entries[name]
        shown = printable(name)[:60]
        fields = list(model.model_fields)
        if value.start > key.end:  # with a colon it was meant as a field
            hint = did_you_mean(name, fields) or hint
        message = f"there is no field '{shown}' here"
        if name in fields:
            message = f"the field '{shown}' has neither colon nor value"
        hint = hint or did_you_mean(name, fields)
        yield text.issue(key.span, message, ", ".join(fields), hint, where=where(path))


def issue_at(
    text: Text, root: Node, loc: Loc, message: str, expected: str = "", suggestion: str = ""
) -> Issue | None:
    """An issue at the value that a path leads to, or at what holds it where the path goes on.

    Returns:
        None where an alias stands there, which is an issue already.
    """
    node, key, walked = walk(root, loc)
    if isinstance(node, Alias):
        return None
    mark = key if isinstance(node, Mapping) and key is not None else node
    return text.issue(mark.span, message, expected, suggestion, where=where(walked))
