"""A change to the records that would clear a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from coordination.errors import expect, no_such
from coordination.model import Document, Link

__all__ = ["Change"]

_Action = Literal["add", "change", "remove"]
_ACTIONS = get_args(_Action)


@dataclass(frozen=True)
class Change:
    """One change to the records that would clear a finding.

    Attributes:
        action: "add" a record, "change" fields of one, or "remove" it.
        section: section of the data file: "links", "agencies", "requirements" ...
        id: id of the record to change or remove; "" for a new one.
        fields: fields of the new record, or the fields to set. A field whose value isn't known
            (which agency will be the counterpart?) is left out.
        text: the change as a sentence.
    """

    action: _Action
    section: str
    text: str
    id: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("section", "text", "id"):
            expect(str, getattr(self, name), f"{name} of a change", "text")
        if type(self.fields) is not dict:
            expect(Mapping, self.fields, "fields of a change", "mapping")
        if self.action not in _ACTIONS:
            raise ValueError(f"action is 'add', 'change' or 'remove', not {self.action!r}")
        if self.section not in Document.model_fields:
            raise ValueError(no_such("section", self.section, Document.model_fields))

    @classmethod
    def new_link(cls, text: str, **fields: Any) -> Change:
        """Add a link with these fields (`kind`, `source`, `target` ...); empty ones say nothing."""
        given = {name: value for name, value in fields.items() if not _says_nothing(value)}
        return cls("add", "links", text, fields=given)

    @classmethod
    def set_link(cls, link: Link, text: str, **fields: Any) -> Change:
        """Set these fields of a link."""
        return cls("change", "links", text, link.id, fields)


def _says_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str | tuple | list) and not value)
