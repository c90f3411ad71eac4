"""Who does what where: one row an agency, an activity and a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coordination.importing.draft import Draft
from coordination.importing.grid import Cell
from coordination.importing.mapping import Activities
from coordination.loading.tables.raw_rows import RawRow

__all__ = ["read_activities"]

_GIVES_NONE = {
    "planned": "the activity is planned, so it gives no mandate yet",
    "ended": "the activity is over, so it gives no mandate any more",
    "absent": "the activity isn't there",
    "unmet": "the activity isn't there",
}
"""Statuses of activities that give no mandate, with the reason."""


def read_activities(draft: Draft, mapping: Activities, columns: Mapping[str, int]) -> None:
    """Make a mandate of each row.

    Args:
        draft: takes the records.
        mapping: the mapping.
        columns: the column of each field that the mapping names; of `within` "within 0", "within 1"
            and so on.
    """
    for row in draft.grid.rows:
        cells = {name: draft.grid.cell(row, column) for name, column in columns.items()}
        _read_row(draft, mapping, row, cells)


def _read_row(draft: Draft, mapping: Activities, row: RawRow, cells: Mapping[str, Cell]) -> None:
    places = _places(draft, mapping, cells)
    agencies = []
    for cell in draft.names(cells["agency"]):
        for country in dict.fromkeys(draft.places.country(place) for place in places):
            key = draft.agency(cell, country)
            if key is not None and key not in agencies:
                agencies.append(key)
                _describe(draft, key, cells)
    status = cells.get("status")
    going_on = draft.words.word(status, "status") if status is not None else None
    role_cell = cells.get("role")
    role = (
        draft.words.word(role_cell, "role") if role_cell is not None else None
    ) or mapping.default.role
    if not agencies:
        draft.leave_out(row, "it names no agency")
        return
    if going_on in _GIVES_NONE:
        draft.leave_out(row, _GIVES_NONE[going_on])
        return
    parts = (draft.words.free(part, "activity") for part in draft.words.parts(cells["activity"]))
    functions = [key for part in parts if (key := draft.function(part))]
    if not functions:
        draft.leave_out(row, "it names no activity; the agency is kept")
        return
    remark = cells.get("says")
    says = remark.text if remark is not None and not remark.blank else None
    for agency in agencies:
        for function in functions:
            for place in places:
                fields: dict[str, Any] = {"function": function}
                if role is not None:
                    fields["role"] = role
                if place is not None:
                    fields["places"] = (place,)
                made = draft.mandate(agency, fields, cells["activity"])
                made.cite(draft.grid, row.number, says=says)


def _places(draft: Draft, mapping: Activities, cells: Mapping[str, Cell]) -> list[str | None]:
    """The places of a row; several where the narrowest cell names several, [None] without any."""
    names = [f"within {number}" for number in range(len(mapping.within))]
    wide = [draft.words.free(cells[name], "within") for name in reversed(names)]
    if "place" not in cells:
        return [draft.places.of(wide)]
    given = [draft.words.free(cells["place"], "place")]
    narrow = [part for cell in given for part in draft.words.parts(cell)]
    code = cells.get("place_code") if len(narrow) == 1 else None
    narrow = [draft.words.free(part, "place") for part in narrow]
    found = [draft.places.of([*wide, cell], code) for cell in narrow]
    return list(dict.fromkeys(found)) or [draft.places.of(wide)]


def _describe(draft: Draft, key: str, cells: Mapping[str, Cell]) -> None:
    for name, field in (("agency_kind", "kind"), ("agency_level", "level")):
        cell = cells.get(name)
        if cell is not None:
            draft.say(key, field, cell, draft.words.word(cell, name))
    short = cells.get("abbreviation")
    if short is not None and not short.blank:
        draft.say(key, "abbreviation", short, short.text)
