"""Read a table of agencies that accompanies a table of links."""

from __future__ import annotations

from collections.abc import Mapping

from coordination.importing.draft import Draft
from coordination.importing.grid import Cell, Grid, tidy
from coordination.importing.mapping import AgencySheet

__all__ = ["read_agencies"]


def read_agencies(
    draft: Draft, grid: Grid, mapping: AgencySheet, columns: Mapping[str, int]
) -> None:
    """Make an agency of each row, so that those without links are kept.

    Args:
        draft: takes the records.
        grid: the table of agencies.
        mapping: what its columns are.
        columns: the column of each field that the mapping names.
    """
    parts: list[tuple[str, Cell]] = []
    for row in grid.rows:
        cells = {name: grid.cell(row, column) for name, column in columns.items()}
        named = cells["name"]
        key_cell = cells.get("key")
        if named.blank and key_cell is not None:
            named = key_cell
        key = draft.agency(named)
        if key is None:
            draft.leave_out(row, f"it names no agency ({grid.raw.sheet or grid.raw.file})")
            continue
        if key_cell is not None and not key_cell.blank:
            draft.call(key, key_cell)
        for name, words in (("kind", "agency_kind"), ("level", "agency_level")):
            cell = cells.get(name)
            if cell is not None:
                draft.say(key, name, cell, draft.words.word(cell, words))
        for name in ("abbreviation", "note"):
            cell = cells.get(name)
            if cell is not None and not cell.blank:
                draft.say(key, name, cell, cell.text)
        for part in draft.words.parts(cells["aliases"]) if "aliases" in cells else ():
            draft.also_called(key, tidy(part.text))
        place = cells.get("jurisdiction")
        if place is not None and not place.blank:
            draft.say(key, "jurisdiction", place, draft.places.of([place]))
        above = cells.get("part_of")
        if above is not None and not above.blank:
            parts.append((key, above))
    for key, above in parts:
        whole = draft.agency(above)
        if whole is not None and whole != key:
            draft.say(key, "part_of", above, whole)
