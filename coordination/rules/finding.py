"""What a rule answers with: a finding, its statements, and the changes that would clear it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from coordination.model import Evidence, Link

__all__ = ["FAMILIES", "Basis", "Change", "Finding", "Statement", "family_of"]

FAMILIES: dict[str, str] = {
    "CG1": "Counterparts",
    "CG2": "Ties",
    "CG3": "Requests",
    "CG4": "Training",
    "CG5": "Structure",
    "CG6": "Information",
    "CG7": "Roles",
    "CG8": "Recommendations",
    "CG9": "Evidence",
}
"""Families of our own codes; other codes form a family by their letters and first digit."""

Basis = Literal["reported", "derived"]
"""Whether a finding repeats what a source reports, or follows from the structure."""


@dataclass(frozen=True)
class Statement:
    """One part of a finding in words, with the passages that carry it."""

    text: str
    evidence: tuple[Evidence, ...] = ()

    @classmethod
    def joined(cls, parts: Iterable[Statement]) -> Statement:
        """Several statements as one, with each passage once."""
        given = tuple(parts)
        passages = (passage for part in given for passage in part.evidence)
        text = " ".join(dict.fromkeys(part.text for part in given if part.text))
        return cls(text, tuple(dict.fromkeys(passages)))


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

    action: Literal["add", "change", "remove"]
    section: str
    text: str
    id: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def new_link(cls, text: str, **fields: Any) -> Change:
        """Add a link with these fields (`kind`, `source`, `target`, `functions` ...)."""
        return cls("add", "links", text, fields=fields)

    @classmethod
    def set_link(cls, link: Link, text: str, **fields: Any) -> Change:
        """Set these fields of a link."""
        return cls("change", "links", text, link.id, fields)


@dataclass(frozen=True)
class Finding:
    """One answer of a rule: what lacks, between whom, on what evidence.

    Its parts are those of an audit finding (U.S. Government Auditing Standards: criteria,
    condition, cause, effect).

    Attributes:
        message: one plain sentence that names the agencies.
        basis: "reported" where a source says so, "derived" where the structure implies it.
        agencies: ids of the agencies concerned, the one that lacks something first.
        criteria: what was required, with the passages that require it.
        condition: what was found, with the passages that show it.
        cause: why, where a source says so.
        effect: what follows, where a source says so.
        links: ids of the links concerned.
        requirements: ids of the requirements concerned.
        functions: ids of the functions concerned.
        records: ids of other records that it is about: a source, a recommendation, figures.
        value: the number that decided, where one did.
        threshold: the number that it was compared with.
        clears: what would clear it.
        code: code of the rule; filled in by `check`.
        name: name of the rule; filled in by `check`.
        recommendations: ids of the recommendations that answer it; filled in by `check`.
    """

    message: str
    basis: Basis
    agencies: tuple[str, ...]
    criteria: Statement | None = None
    condition: Statement | None = None
    cause: str | None = None
    effect: str | None = None
    links: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    value: float | None = None
    threshold: float | None = None
    clears: tuple[Change, ...] = ()
    code: str = ""
    name: str = ""
    recommendations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # Rules gather subjects link by link; each is named once, where it first came.
        for name in ("agencies", "links", "requirements", "functions", "records"):
            object.__setattr__(self, name, tuple(dict.fromkeys(getattr(self, name))))

    @property
    def key(self) -> str:
        """Name that stays the same as long as code and subjects do, such as "CG201:atf-ice-mou".

        Subjects are the requirements, or else the links (a link that fails one requirement may come
        and go without making it another finding); with them other records; or else the agencies and
        functions.
        """
        subjects = (self.requirements or self.links) + self.records
        subjects = subjects or self.agencies + self.functions
        return ":".join([self.code, "+".join(subjects)])

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All passages of criteria and condition, each once."""
        parts = [part for part in (self.criteria, self.condition) if part is not None]
        return tuple(dict.fromkeys(passage for part in parts for passage in part.evidence))

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that it rests on, sorted."""
        return tuple(sorted({p.source for p in self.evidence if p.stance == "supports"}))

    @property
    def family(self) -> str:
        """Letters and first digit of the code, such as "CG2"."""
        return family_of(self.code)


def family_of(code: str) -> str:
    """Letters and first digit of a code."""
    found = re.match(r"[A-Za-z]+\d?", code)
    return found.group() if found else code
