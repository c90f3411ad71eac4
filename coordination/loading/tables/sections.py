"""The columns of every section: one definition for sheets, CSV files, their guide and their checks.

They follow from the records, so that a field that is added to a record is a column at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin

from coordination.model import SECTIONS, Document, Record, references
from coordination.model.agency import Agency, Mandate
from coordination.model.annotations import Many, Term, Word
from coordination.model.evidence import Evidence
from coordination.model.meanings import meanings
from coordination.model.provenance import Study
from coordination.model.recommendation import Amendment, Would
from coordination.model.requirement import Counterpart, Described, Requirement
from coordination.model.validation_messages import record_type

__all__ = [
    "HEAD_FIELDS",
    "SHEETS",
    "Column",
    "columns",
    "facts",
    "file_heads",
    "heads_of",
    "is_remark",
    "model_of",
    "normal",
    "section_named",
]

SHEETS = (
    "about",
    "sources",
    "passages",
    "functions",
    "places",
    "agencies",
    "mandates",
    "links",
    "requirements",
    "conclusions",
    "recommendations",
    "figures",
)
"""Names of the tables, in the order of a workbook's sheets."""

assert set(SHEETS) == {*SECTIONS, "about", "mandates"}

_SHARED = ("agencies", "links", "requirements", "conclusions")
_PLACE = ("places",)

REFERS: dict[type[Record], dict[str, tuple[str, ...]]] = {
    **references.FIELDS,
    Evidence: {"source": ("sources",), "passage": ("passages",)},
    Mandate: {"function": ("functions",), "places": _PLACE},
    Requirement: {**references.FIELDS[Requirement], "agency": ("agencies",)},
    Counterpart: {"agency": ("agencies",), "collective": ("agencies",), "jurisdiction": _PLACE},
    Described: {"jurisdiction": _PLACE, "function": ("functions",)},
    Amendment: {"id": _SHARED},
    Would: {"remove": _SHARED},
}
"""Fields that hold ids, by the type of the record, and the sections that these are in."""

HEAD_FIELDS = tuple(
    name for name in Document.model_fields if name not in SECTIONS and name != "study"
)
"""Fields of the sheet `about` that belong to the whole file; those of its making stand below."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        name: its heading, which is the name of the field.
        form: what a cell holds: "text", "id", "word", "date", "place", "number", "flag",
            "evidence", "fields" or "values".
        meaning: what it says, in a sentence.
        many: whether a cell may hold several.
        required: whether no row may leave it empty.
        default: what an empty cell means, or "".
        words: the words that it takes, with their meanings.
        refers: sections whose ids it takes.
        seldom: whether it is written only where some record needs it.
    """

    name: str
    form: str
    meaning: str
    many: bool = False
    required: bool = False
    default: str = ""
    words: Mapping[str, Any] | None = None
    refers: tuple[str, ...] = ()
    seldom: bool = False


@dataclass(frozen=True)
class Facts:
    """What the type of a field says: its form, its words, what it refers to, what it holds."""

    form: str
    many: bool
    words: Mapping[str, Any] | None = None
    refers: tuple[str, ...] = ()
    nested: type[Record] | None = None


@lru_cache(maxsize=512)
def facts(model: type[Record], name: str) -> Facts:
    """What the type of a field says.

    Args:
        model: type of the record.
        name: the field.
    """
    field = model.model_fields[name]
    found: list[Any] = [*field.metadata]
    kinds: set[Any] = set()
    _look(field.annotation, found, kinds)
    words = next((one.table for one in found if isinstance(one, Term)), None)
    forms = (one.form for one in found if isinstance(one, Word))
    form = next((form for form in forms if form != "text"), "text")
    if words is not None:
        form = "word"
    elif bool in kinds:
        form = "flag"
    elif int in kinds or float in kinds:
        form = "number"
    refers = REFERS.get(model, {}).get(name, ())
    return Facts(form, tuple in kinds or Many in found, words, refers, record_type(model, (name,)))


def _look(annotation: Any, found: list[Any], kinds: set[Any]) -> None:
    """Collect the annotations and the types of which a type is made."""
    if get_origin(annotation) is Annotated:
        inner, *remarks = get_args(annotation)
        found.extend(remarks)
        _look(inner, found, kinds)
        return
    kinds.add(get_origin(annotation) or annotation)
    for part in get_args(annotation):
        _look(part, found, kinds)


_NESTED = {
    "counterpart": "fields",
    "agency": "fields",
    "examined": "values",
    "would": "values",
    "mandates": "mandates",
    "evidence": "evidence",
}

_SHOWN = ("source", "at", "says", "quote")
"""Fields of the one passage that a row may write out, which have a column in every sheet."""


def model_of(sheet: str) -> type[Record]:
    """The type of the records of a sheet; of `about`, that of the whole file."""
    if sheet == "about":
        return Document
    if sheet == "mandates":
        return Mandate
    found = record_type(Document, (sheet,))
    assert found is not None  # each section holds records
    return found


@lru_cache(maxsize=32)
def columns(sheet: str) -> tuple[Column, ...]:
    """The columns of a table; of `about`, what its first column may name.

    Args:
        sheet: its name.

    Example:
        >>> [column.name for column in columns("functions")]
        ['id', 'name', 'description']
    """
    if sheet == "about":
        head = [_column(Document, name) for name in HEAD_FIELDS]
        return (*head, *(_column(Study, name) for name in Study.model_fields))
    model = model_of(sheet)
    found: list[Column] = []
    if sheet == "mandates":
        meaning = "Id or name of the agency that holds it."
        found.append(Column("agency", "id", meaning, required=True, refers=("agencies",)))
    for name in model.model_fields:
        column = _column(model, name)
        if name != "evidence":
            found.append(column)
            continue
        found.append(column)
        found.extend(_passage_column(sheet, field) for field in Evidence.model_fields)
    return tuple(found)


def heads_of(sheet: str) -> tuple[str, ...]:
    """Every heading that a table may have.

    Args:
        sheet: name of the table.
    """
    return tuple(column.name for column in columns(sheet))


def file_heads(sheet: str) -> list[str]:
    """The headings of a CSV file that we write: always the same, so that programs know them.

    Args:
        sheet: name of the table.
    """
    if sheet == "about":
        return ["field", "value"]
    # Mandates have a file of their own.
    return [one.name for one in columns(sheet) if (sheet, one.name) != ("agencies", "mandates")]


def _column(model: type[Record], name: str) -> Column:
    field = model.model_fields[name]
    known = facts(model, name)
    nested = known.nested is not None
    form = _NESTED[name] if nested else known.form
    default = field.default if isinstance(field.default, str | int) else ""
    unsaid = {"id": "Name by which others refer to it.", "name": "Name as a reader should see it."}
    meaning = meanings(model).get(name) or unsaid.get(name, "")
    return Column(
        name,
        form,
        meaning,
        many=known.many or form in ("evidence", "mandates"),
        required=field.is_required() and name != "id",
        default="" if isinstance(default, bool) else str(default),
        words=None if nested else known.words,
        refers=known.refers,
        seldom=(model is Agency and name in ("mandates", "succeeds"))
        or name in ("sha256", "format"),
    )


def _passage_column(sheet: str, field: str) -> Column:
    known = facts(Evidence, field)
    own = meanings(Evidence).get(field, "")
    finding = sheet == "requirements" and field in ("passage", "finds")
    return Column(
        f"evidence_{field}",
        known.form,
        f"Of the one passage that the row writes out: {own[:1].lower()}{own[1:]}",
        many=known.many,
        words=known.words,
        refers=known.refers,
        seldom=not (field in _SHOWN or finding),
    )


def normal(head: str) -> str:
    """A heading or a name of a sheet as it is compared: any case, spaces as underscores.

    Example:
        >>> normal("Part of"), normal("as-of *")
        ('part_of', 'as_of')
    """
    return re.sub(r"[\W_]+", "_", head.casefold()).strip("_")


def is_remark(head: str) -> bool:
    """Whether a column or a sheet is a note of the user's own: its name stands in brackets."""
    return head.startswith(("(", "#"))


def section_named(name: str) -> str | None:
    """The table that a sheet or a file is, by its name; None where it is none of ours.

    Example:
        >>> section_named("Agencies"), section_named("Sheet1")
        ('agencies', None)
    """
    found = normal(name)
    return found if found in SHEETS else None
