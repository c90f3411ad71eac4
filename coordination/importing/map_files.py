"""Read mappings from files and write them, with a place for every problem."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coordination.errors import DataError, Issue, NetworkNotFound, no_such
from coordination.importing.mapping import FORMS, TableMapping
from coordination.loading.files import read
from coordination.loading.located_issues import issue_at, issues_of
from coordination.loading.nodes import Mapping as MappingNode
from coordination.loading.nodes import Refused, Text, plain
from coordination.loading.save import plain_text
from coordination.loading.yaml_text import read_yaml
from coordination.model.references import Loc, where
from coordination.model.validate import issues_of as issues_in_code
from coordination.model.validation_messages import printable

__all__ = ["Located", "key_text", "mapping_of", "mapping_text", "read_mapping"]


@dataclass(frozen=True)
class Located:
    """A mapping, and how to say what is wrong at a place of it.

    Attributes:
        mapping: the mapping.
        issue: makes an issue of a path in it, a message, what is expected and a suggestion.
        name: name of its file, or "" where it was given in code or proposed.
    """

    mapping: TableMapping
    issue: Callable[[Loc, str, str, str], Issue]
    name: str = ""


def mapping_of(given: Mapping[str, Any] | TableMapping) -> Located:
    """A mapping that was given in code.

    Raises:
        DataError: it doesn't have the right shape.
    """
    if isinstance(given, TableMapping):
        return Located(given, _unplaced)
    form = _form(
        given.get("form"),
        lambda message, expected: Issue("", 0, 0, "mapping.form", message, expected),
    )
    fields = dict(given)
    try:
        return Located(form.model_validate(fields), _unplaced)
    except ValidationError as error:
        raise issues_in_code(error, form, fields, ("mapping",)) from None


def _unplaced(path: Loc, message: str, expected: str = "", suggestion: str = "") -> Issue:
    return Issue("", 0, 0, where(("mapping", *path)), message, expected, suggestion)


def _form(name: Any, issue: Callable[[str, str], Issue]) -> type[TableMapping]:
    expected = ", ".join(f"{key} ({form.TITLE})" for key, form in FORMS.items())
    if name is None:
        raise DataError([issue("the form of the table is missing", expected)])
    if name not in FORMS:
        raise DataError([issue(no_such("form of table", name, FORMS), expected)])
    return FORMS[name]


def read_mapping(path: str | os.PathLike[str]) -> Located:
    """A mapping from its file.

    Raises:
        NetworkNotFound: there is no such file.
        DataError: it can't be read, or doesn't have the right shape; each issue with its place.
    """
    name = printable(os.fspath(path))
    if not Path(path).exists():
        raise NetworkNotFound(f"there is no file '{name}'")
    text, root = _tree(Path(path), os.fspath(path))
    data = plain(root)

    def issue(path: Loc, message: str, expected: str = "", suggestion: str = "") -> Issue:
        found = issue_at(text, root, path, message, expected, suggestion)
        return found or Issue(name, 0, 0, where(path), message, expected, suggestion)

    form = _form(data.get("form"), lambda message, expected: issue(("form",), message, expected))
    try:
        return Located(form.model_validate(data), issue, name)
    except ValidationError as error:
        raise DataError(issues_of(error, form, data, text, root, ())) from None


def _tree(path: Path, name: str) -> tuple[Text, MappingNode]:
    issues: list[Issue] = []
    text = read(path, name, issues)
    if text is None:
        raise DataError(issues)
    try:
        root = read_yaml(text, issues)
    except Refused as error:
        raise DataError([*issues, error.issue_in(text)]) from None
    if issues:
        raise DataError(issues)
    if not isinstance(root, MappingNode):
        expected = "the form of the table and its columns, such as form: edges, from: From, to: To"
        raise DataError([text.issue((0, 1), "it is no mapping", expected)])
    return text, root


def key_text(word: str) -> str:
    """A word as it stands in a mapping, in quotes where it needs them.

    Example:
        >>> print(key_text("MOU"), key_text("no"), key_text('a "b"'))
        MOU "no" "a \\"b\\""
    """
    simple = _SIMPLE.fullmatch(word) and word.lower() not in _TYPED
    return word if simple else json.dumps(word, ensure_ascii=False)


_SIMPLE = re.compile(r"[^\W\d_][\w-]*(?: [\w-]+)*")
_TYPED = frozenset(("yes", "no", "true", "false", "on", "off", "null", "y", "n"))


def mapping_text(mapping: TableMapping, remarks: Mapping[str, list[str]] | None = None) -> str:
    """The text of the file of a mapping.

    Args:
        mapping: the mapping.
        remarks: lines that stand as remarks below a field, or below everything where it is "".
    """
    data = _said(mapping)
    said = dict(remarks or {})
    lines = [f"# {type(mapping).TITLE}"]
    for name, value in data.items():
        lines.append(plain_text({name: value}).rstrip("\n"))
        lines += [f"  # {line}" for line in said.pop(name, [])]
    for name, more in said.items():
        if name:
            lines.append(f"# {name}:")
        lines += [f"#   {line}" if name else f"# {line}" for line in more]
    return "\n".join(lines) + "\n"


_LATER = frozenset(
    ("separator", "dates", "default", "values", "national", "same_as", "agencies", "ignore")
)
"""Fields that stand below the columns."""


def _said(record: Any) -> dict[str, Any]:
    """What a mapping says beside its defaults."""
    found: dict[str, Any] = {}
    fields = type(record).model_fields
    later = [name for name in fields if name in _LATER]
    for name in [*(name for name in fields if name not in _LATER), *later]:
        field = fields[name]
        value = getattr(record, name)
        if value == field.get_default(call_default_factory=True) or value in ((), {}, None):
            continue
        if hasattr(type(value), "model_fields"):
            value = _said(value)
        found[field.alias or name] = list(value) if isinstance(value, tuple) else value
    return found
