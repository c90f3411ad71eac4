"""An edge list: one row a link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coordination.importing.draft import Draft
from coordination.importing.grid import Cell, folded
from coordination.importing.mapping import Edges
from coordination.importing.words import NO_MARKS
from coordination.loading.tables.raw_rows import RawRow

__all__ = ["read_edges"]

_DATES = ("start", "end", "due")


def read_edges(draft: Draft, mapping: Edges, columns: Mapping[str, int]) -> None:
    """Make a link of each row, several where a cell has several words.

    Args:
        draft: takes the records.
        mapping: the mapping.
        columns: the column of each field that the mapping names.
    """
    for row in draft.grid.rows:
        cells = {name: draft.grid.cell(row, column) for name, column in columns.items()}
        _read_row(draft, mapping, row, cells)


def _read_row(draft: Draft, mapping: Edges, row: RawRow, cells: Mapping[str, Cell]) -> None:
    ends = {name: draft.named(cells, name) for name in ("from", "to")}
    if not ends["from"] or not ends["to"]:
        if ends["from"] or ends["to"]:
            draft.leave_out(row, "it names one agency alone, which is kept without a link")
        else:
            draft.leave_out(row, "it names no agency")
        return
    # All words of a row are looked at, so that issues about them come together.
    said, given = _said(draft, mapping, cells)
    kinds = _kinds(draft, mapping, cells)
    if not kinds:
        draft.leave_out(row, "it says that there is no link")
        return
    remark = cells.get("says")
    says = remark.text if remark is not None and not remark.blank else None
    for source in ends["from"]:
        for target in ends["to"]:
            if source == target:
                draft.leave_out(row, "an agency has no link with itself")
                continue
            for kind in kinds:
                fields = {"kind": kind, "source": source, "target": target, **said}
                made = draft.link(fields, given, row)
                made.cite(draft.grid, row.number, says=says)


def _kinds(draft: Draft, mapping: Edges, cells: Mapping[str, Cell]) -> list[str]:
    """The kinds of a row: by the word of a cell, and by marks below the names of kinds."""
    marked = []
    for number, kind in enumerate(mapping.kinds.values()):
        cell = cells[f"kinds {number}"]
        if not cell.blank and folded(cell.text) not in NO_MARKS and kind not in marked:
            marked.append(kind)
    named = cells.get("kind")
    if named is not None and not named.blank:
        found = draft.words.kinds(named, "kind", mapping.default.kind or "other")
        return list(dict.fromkeys([*found, *marked]))
    return marked if mapping.kinds else [mapping.default.kind or "other"]


def _said(
    draft: Draft, mapping: Edges, cells: Mapping[str, Cell]
) -> tuple[dict[str, Any], dict[str, Cell]]:
    """What a row says of its links beside kind and ends, and the cells that say it."""
    said: dict[str, Any] = {}
    given: dict[str, Cell] = {"source": cells["from"], "target": cells["to"]}
    for name, default in (
        ("status", mapping.default.status),
        ("confidence", mapping.default.confidence),
    ):
        written = cells.get(name)
        word = draft.words.word(written, name) if written is not None else None
        if word or default:
            said[name] = word or default
        if word and written is not None:
            given[name] = written
    for name in _DATES:
        if day := draft.words.date(cells.get(name), name):
            said[name], given[name] = day, cells[name]
    called = cells.get("name")
    if called is not None and not called.blank:
        said["name"], given["name"] = called.text, called
    direction = cells.get("direction")
    if direction is not None and draft.words.word(direction, "direction") == "mutual":
        said["mutual"] = True
    served = cells.get("functions")
    if served is not None:
        parts = (draft.words.free(part, "functions") for part in draft.words.parts(served))
        functions = [key for part in parts if (key := draft.function(part))]
        if functions:
            said["functions"] = tuple(dict.fromkeys(functions))
    return said, given
