"""All that is wrong with a record at once: its fields, and what a wrong field would hide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from coordination.errors import did_you_mean
from coordination.model.partial import partial
from coordination.model.problem import Loc, Problem
from coordination.model.record import Record
from coordination.model.validation_messages import record_type, tell, written

if TYPE_CHECKING:
    from pydantic import ValidationError

__all__ = ["tell_all"]


def tell_all(error: ValidationError, model: type[Record], data: Any) -> Iterator[Problem]:
    """Each problem of a record once, those of its fields and those of what they come to together.

    Pydantic looks at a record as a whole only once each of its fields is right. A link with a
    status that there isn't may have no target either, and both are told at once.

    Args:
        error: what validating raised.
        model: the record type that was validated.
        data: what was validated.
    """
    yield from tell(error, model)
    wrong: dict[Loc, set[str]] = {}
    whole = set()
    for detail in error.errors(include_url=False):
        loc = written(detail["loc"])
        if detail["type"] == "unfitting":
            whole.add(loc)
        for n, name in enumerate(loc):
            if isinstance(name, str):
                wrong.setdefault(loc[:n], set()).add(name)
    for loc, names in wrong.items():
        owner, given = record_type(model, loc), _at(data, loc)
        if loc in whole or owner is None or not isinstance(given, dict):
            continue
        fields = set(owner.model_fields)
        doubtful = names | {field for name in names - fields for field in _meant(name, fields)}
        known = {name: value for name, value in given.items() if name in fields - names}
        for one in partial(owner, known).misfits():
            if one.fields.isdisjoint(doubtful):
                yield Problem(loc, one.found, one.expected)


def _meant(name: str, fields: set[str]) -> Iterator[str]:
    """Fields of which one that there isn't may be a misspelling."""
    hint = did_you_mean(name, sorted(fields))
    return (field for field in fields if f"'{field}'" in hint)


def _at(data: Any, loc: Loc) -> Any:
    for part in loc:
        if isinstance(part, int):
            data = data[part] if isinstance(data, list | tuple) and part < len(data) else None
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data
