"""An adjacency matrix: one row and one column an agency."""

from __future__ import annotations

from coordination.importing.cell_words import remark
from coordination.importing.draft import Draft
from coordination.importing.mapping import Matrix

__all__ = ["read_matrix"]


def read_matrix(draft: Draft, mapping: Matrix, label: int, columns: list[int]) -> None:
    """Make links of the cells that say something; the row is where a link starts.

    Args:
        draft: takes the records.
        mapping: the mapping.
        label: the column of the agencies of the rows.
        columns: the columns of the agencies of the heads.
    """
    head = draft.grid.head
    across: dict[int, str] = {}
    for column in columns:
        if head is not None:
            key = draft.agency(draft.grid.cell(head, column))
            if key is not None:
                across[column] = key
    status, confidence = mapping.default.status, mapping.default.confidence
    said = {"status": status} if status else {}
    said |= {"confidence": confidence} if confidence else {}
    for row in draft.grid.rows:
        source = draft.agency(draft.grid.cell(row, label))
        if source is None:
            draft.leave_out(row, "it is a total, or names no agency")
            continue
        for column, target in across.items():
            cell = draft.grid.cell(row, column)
            if cell.blank:
                continue
            kinds = draft.words.kinds(cell, "cells", mapping.default.kind or "other")
            if kinds and source == target:
                draft.leave_out(row, "an agency has no link with itself (the diagonal)")
                continue
            for kind in kinds:
                fields = {"kind": kind, "source": source, "target": target, **said}
                made = draft.link(fields, {"kind": cell}, row)
                # A mark says no more than the link; a number or a word is kept as it stands.
                made.cite(draft.grid, row.number, column, remark(cell))
