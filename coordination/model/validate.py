"""Validate records given in code as strictly as those of files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from coordination.errors import DataError, Issue
from coordination.model import SECTIONS, Document, Record, references
from coordination.model.tell_all import tell_all

__all__ = ["check_references", "document_of", "issues_of"]


def issues_of(
    error: ValidationError, model: type[Record], data: Any, inside: references.Loc = ()
) -> DataError:
    """What pydantic found wrong with records built in code, as our own error.

    Args:
        error: what pydantic raised.
        model: the model that it raised it about.
        data: what was validated.
        inside: path to that record inside the data.
    """
    return DataError(_issue(problem, inside) for problem in tell_all(error, model, data))


def _issue(problem: references.Problem, inside: references.Loc = ()) -> Issue:
    where = references.where((*inside, *problem.loc))
    return Issue("", 0, 0, where, *problem.words)


def document_of(records: Mapping[str, Any]) -> Document:
    """A document of its fields, given as records or as dicts.

    Raises:
        DataError: something has the wrong shape.
    """
    given = dict(records)
    try:
        return Document.model_validate(given)
    except ValidationError as error:
        raise issues_of(error, Document, given) from None


def check_references(document: Document, fresh: Collection[tuple[str, str]] | None = None) -> None:
    """Check that the records of a document fit together.

    Args:
        document: the document.
        fresh: section and id of the records that are to be checked, where all others are known to
            refer only to what is there; None means all.

    Raises:
        DataError: they don't; it holds every issue.
    """
    sections: dict[str, list[tuple[tuple[str | int, ...], Record]]] = {
        section: [((section, n), record) for n, record in enumerate(getattr(document, section))]
        for section in SECTIONS
    }
    declared = {
        section: [record.id for record in getattr(document, section)] for section in SECTIONS
    }
    examined = [(("examined", n), entry) for n, entry in enumerate(document.examined)]
    checked = None
    if fresh is not None:
        checked = [
            (loc, record)
            for section, records in sections.items()
            for (loc, record), key in zip(records, declared[section], strict=True)
            if (section, key) in fresh
        ]
    found = references.problems(
        sections, declared, examined=examined, as_of=document.as_of, fresh=checked
    )
    if issues := list(map(_issue, found)):
        raise DataError(issues)
