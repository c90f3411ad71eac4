"""Write a network as rows of tables, which read as the same network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from coordination.loading.tables.cell_values import cell_of, passage_cells
from coordination.loading.tables.sections import HEAD_FIELDS, SHEETS, Column, columns
from coordination.model import SECTIONS, Document
from coordination.model.plain import file_data
from coordination.model.provenance import Study

__all__ = ["Cells", "section_rows", "used_columns"]

Cells = dict[str, str | int | float]
"""The cells of one row by heading; empty ones are left out."""


def section_rows(document: Document) -> dict[str, list[Cells]]:
    """The rows of every table.

    Args:
        document: the network's records.

    Example:
        >>> two = Document(title="Two", agencies=[{"id": "a", "name": "A"}])
        >>> section_rows(two)["agencies"]
        [{'id': 'a', 'name': 'A'}]
    """
    found: dict[str, list[Cells]] = {"about": list(_about(document))}
    for section in SECTIONS:
        records = getattr(document, section)
        found[section] = [_row(section, file_data(record)) for record in records]
    found["mandates"] = [
        {"agency": agency.id, **_row("mandates", file_data(mandate))}
        for agency in document.agencies
        for mandate in agency.mandates
    ]
    return {sheet: found[sheet] for sheet in SHEETS}


def _about(document: Document) -> Iterator[Cells]:
    known = {column.name: column for column in columns("about")}
    head = file_data(document.model_copy(update=dict.fromkeys(SECTIONS, ())))
    study = head.pop("study", {})
    for name in (*HEAD_FIELDS, *Study.model_fields):
        values = head if name in HEAD_FIELDS else study
        if name in values:
            yield {"field": name, "value": cell_of(known[name], values[name])}


def _row(sheet: str, data: dict[str, Any]) -> Cells:
    known = {column.name: column for column in columns(sheet)}
    found: Cells = {}
    for name, value in data.items():
        if name == "evidence":
            named, written = passage_cells(value)
            if named:
                found[name] = cell_of(known[name], named)
            for field, part in written.items():
                found[f"evidence_{field}"] = cell_of(known[f"evidence_{field}"], part)
        elif not (sheet == "agencies" and name == "mandates"):
            found[name] = cell_of(known[name], value)
    return found


def used_columns(sheet: str, rows: Iterable[Cells]) -> list[Column]:
    """The columns that a table is written with: all but those that are seldom needed and aren't.

    Args:
        sheet: name of the table.
        rows: its rows.
    """
    needed = {name for row in rows for name in row}
    return [column for column in columns(sheet) if not column.seldom or column.name in needed]
