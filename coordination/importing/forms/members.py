"""A list of members: who belongs to which forum, as rows or as marks in a table of both."""

from __future__ import annotations

from collections.abc import Mapping

from coordination.importing.draft import Draft
from coordination.importing.mapping import Members
from coordination.importing.words import MARKS, NO_MARKS

__all__ = ["read_marks", "read_members"]


def read_members(draft: Draft, mapping: Members, columns: Mapping[str, int]) -> None:
    """Make a membership of each row.

    Args:
        draft: takes the records.
        mapping: the mapping.
        columns: the column of each field that the mapping names.
    """
    for row in draft.grid.rows:
        cells = {name: draft.grid.cell(row, column) for name, column in columns.items()}
        members = draft.named(cells, "agency")
        forums = draft.named(cells, "forum", default=mapping.default.forum_kind)
        if not (members and forums):
            draft.leave_out(
                row,
                "it names no forum, or no member" if members or forums else "it names no agency",
            )
            continue
        said = {}
        given = {"source": cells["agency"], "target": cells["forum"]}
        for name in ("status", "start", "end"):
            more = cells.get(name)
            if more is not None and not more.blank:
                dated = name != "status"
                value = draft.words.date(more, name) if dated else draft.words.word(more, name)
                if value is not None:
                    said[name], given[name] = value, more
        remark = cells.get("says")
        says = remark.text if remark is not None and not remark.blank else None
        for member in members:
            for forum in forums:
                if member == forum:
                    draft.leave_out(row, "an agency is no member of itself")
                    continue
                fields = {"kind": "membership", "source": member, "target": forum, **said}
                draft.link(fields, given, row).cite(draft.grid, row.number, says=says)


def read_marks(draft: Draft, mapping: Members, label: int, columns: list[int]) -> None:
    """Make a membership of each mark in a table with one row an agency and one column a forum.

    Args:
        draft: takes the records.
        mapping: the mapping.
        label: the column of the agencies.
        columns: the columns of the forums.
    """
    head = draft.grid.head
    forums: dict[int, str] = {}
    for column in columns:
        if head is not None:
            cell = draft.grid.cell(head, column)
            key = draft.agency(cell, default=mapping.default.forum_kind)
            if key is not None:
                forums[column] = key
    for row in draft.grid.rows:
        member = draft.agency(draft.grid.cell(row, label))
        if member is None:
            draft.leave_out(row, "it names no agency")
            continue
        for column, forum in forums.items():
            cell = draft.grid.cell(row, column)
            if draft.words.says_nothing(cell, "cells") or cell.text.lower() in NO_MARKS:
                continue
            if member == forum:
                draft.leave_out(row, "an agency is no member of itself")
                continue
            # "Chair" and "observer" are memberships as well; what sort stays as the remark.
            says = None if cell.text.lower() in MARKS else cell.text
            fields = {"kind": "membership", "source": member, "target": forum}
            draft.link(fields, {"kind": cell}, row).cite(draft.grid, row.number, column, says)
