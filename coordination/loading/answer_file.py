"""Read a file of answers, and report what is wrong with it, with the place."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coordination.errors import DataError, Issue, expect
from coordination.loading import nodes
from coordination.loading.files import checked_text, read
from coordination.loading.given import Lost, given
from coordination.loading.json_text import read_json
from coordination.loading.located_issues import issues_of, lost_fields
from coordination.loading.nodes import Refused, Text, describe
from coordination.model.answer import AnswerFile
from coordination.model.validation_messages import printable

__all__ = ["read_answers"]

MAX_BYTES = 4 * 1024 * 1024
"""Largest file of answers; a page that holds 1,000 answers saves less."""


def read_answers(answers: str | os.PathLike[str] | Mapping[str, Any]) -> AnswerFile:
    """The answers in a file, or as the dict that such a file holds.

    Args:
        answers: a path, or the content.

    Raises:
        DataError: something is wrong with them; it holds every issue.
        FileNotFoundError: there is no such file.
    """
    expect((str, os.PathLike, Mapping), answers, "answers", "a path, or a dict")
    issues: list[Issue] = []
    if isinstance(answers, Mapping):
        text = _of_dict(answers, issues)
    else:
        path = Path(answers)
        name = os.fspath(answers)
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            raise _too_large(name)
        if not path.exists():
            raise FileNotFoundError(2, "there is no such file", name)
        text = read(path, name, issues)
    found = None if text is None else _checked(text, issues)
    if issues or found is None:
        raise DataError(issues)
    return found


def _too_large(name: str) -> DataError:
    message = f"it is larger than {MAX_BYTES // 1024**2} MiB"
    return DataError.of(message, "a file of answers, as the page saves it", file=printable(name))


def _of_dict(answers: Mapping[str, Any], issues: list[Issue]) -> Text | None:
    try:
        content = json.dumps(dict(answers), ensure_ascii=False, indent=1, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise DataError.of(f"it can't be JSON: {error}", file="<answers>") from None
    if len(content) > MAX_BYTES:
        raise _too_large("<answers>")
    return checked_text(Text("<answers>", content), issues)


def _checked(text: Text, issues: list[Issue]) -> AnswerFile | None:
    try:
        root = read_json(text, issues)
    except Refused as error:
        issues.append(error.issue_in(text))
        return None
    if not isinstance(root, nodes.Mapping):
        found = "nothing" if root is None else describe(root)
        expected = "answers as the page saves them: answers_version, network and answers"
        issues.append(text.issue((0, 1), f"the file holds {found}", expected))
        return None
    lost: Lost = []
    values = given(root, AnswerFile, lost)
    issues += lost_fields(text, lost, ())
    try:
        return AnswerFile.model_validate(values)
    except ValidationError as error:
        issues += issues_of(error, AnswerFile, values, text, root, ())
        return None
