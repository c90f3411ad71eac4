"""Turn validation errors of records into issues with their place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from coordination.errors import Issue, did_you_mean
from coordination.loading.given import Lost, comma_hint, is_first_of_run
from coordination.loading.nodes import Alias, Mapping, Node, Text, walk
from coordination.model.record import Record, Term
from coordination.model.references import Loc, where
from coordination.model.validation_messages import printable, tell

__all__ = ["beside_fields", "issue_at", "issues_of", "lost_fields"]


def issues_of(
    error: ValidationError, model: type[Record], text: Text, root: Node, prefix: Loc
) -> Iterator[Issue]:
    """The issues of one record, each at the value that is wrong.

    A field that is missing is shown at the record that should hold it, an unknown one at its key.

    Args:
        error: what validating the record raised.
        model: its type.
        text: the file.
        root: the tree of the file.
        prefix: path from the root to the record, such as ("links", 3).
    """
    for told in tell(error, model):
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


def beside_fields(error: ValidationError, model: type[Record], data: Any) -> ValidationError | None:
    """What is wrong with a record as a whole, which a field of a wrong shape hides.

    A link with a status that there isn't may have no target either; both are told at once.

    Args:
        error: what validating the record raised.
        model: its type.
        data: what was validated.
    """
    wrong = {str(detail["loc"][0]) for detail in error.errors() if detail["loc"]}
    # A field that there isn't may be one of these, misspelt.
    known = wrong <= set(model.model_fields) - model.together
    if not wrong or not known or not isinstance(data, dict):
        return None
    kept = {name: value for name, value in data.items() if name not in wrong}
    for name in wrong:
        words = [one.table for one in model.model_fields[name].metadata if isinstance(one, Term)]
        if words:  # any word will do, where one is required
            kept[name] = next(iter(words[0]))
    try:
        model.model_validate(kept)
    except ValidationError as again:
        return again if all(not detail["loc"] for detail in again.errors()) else None
    return None


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
