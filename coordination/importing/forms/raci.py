"""A RACI chart: one row a task, one column an agency, letters in the cells.

What the letters become:

- *Accountable*: a mandate as lead. *Responsible*: a mandate as participant, or as lead where the
  same agency is accountable too. *Support*: a mandate as support.
- *Consulted*: information sharing both ways with each agency that is accountable, or where none is,
  that is responsible. *Informed*: information sharing from these to it, one way.

A chart says how things ought to be, so these links are *prescribed*: in force, and nobody says yet
whether they are done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from coordination.importing.draft import Draft
from coordination.importing.grid import Cell, folded
from coordination.importing.mapping import NOTHING
from coordination.importing.words import NO_MARKS, TASK_LETTERS

__all__ = ["letters", "read_names", "read_raci"]

_ROLES = {"accountable": "lead", "responsible": "participant", "support": "support"}
_RANK = ("lead", "participant", "support")


def letters(text: str, words: Mapping[str, str]) -> list[str] | None:
    """What the letters of a cell mean, or None where one of them isn't known.

    Args:
        text: the cell, such as "A/R".
        words: what the mapping says, by the folded word.

    Example:
        >>> letters("A/R", {}), letters("RC", {}), letters("Z", {})
        (['accountable', 'responsible'], ['responsible', 'consulted'], None)
    """
    whole = folded(text)
    if whole in words:
        return [] if words[whole] == NOTHING else [words[whole]]
    if whole in TASK_LETTERS:
        return [TASK_LETTERS[whole]]
    parts = [part for part in re.split(r"[\s,;/+&|()*.-]+", whole) if part]
    if len(parts) == 1 and len(whole) <= 4:
        parts = list(parts[0])
    found = [words.get(part) or TASK_LETTERS.get(part) for part in parts]
    known = [word for word in found if word is not None and word != NOTHING]
    return known if parts and len(known) == len(found) else None


def read_names(draft: Draft, columns: Mapping[str, int]) -> None:
    """The same of a chart whose columns are the letters, and whose cells name agencies.

    Args:
        draft: takes the records.
        columns: the column of each field that the mapping names.
    """
    label = columns.get("task", 0)
    for row in draft.grid.rows:
        by_letter: dict[str, dict[str, Cell]] = {}
        for letter in (*_ROLES, "consulted", "informed"):
            if letter in columns:
                for cell in draft.names(draft.grid.cell(row, columns[letter])):
                    agency = draft.agency(cell)
                    if agency is not None:
                        by_letter.setdefault(letter, {})[agency] = cell
        _read_task(draft, draft.grid.cell(row, label), by_letter)


def _read_task(draft: Draft, task: Cell, by_letter: Mapping[str, Mapping[str, Cell]]) -> None:
    function = draft.function(draft.words.free(task, "task"))
    if function is None:
        draft.leave_out(task.row, "it names no task")
        return
    if not by_letter:
        draft.leave_out(task.row, "nobody has a part in it; the task is kept")
    _mandates(draft, function, by_letter)
    _links(draft, function, by_letter)


def read_raci(draft: Draft, label: int, columns: list[int]) -> None:
    """Make mandates and links of the letters.

    Args:
        draft: takes the records.
        label: the column of the tasks.
        columns: the columns of the agencies.
    """
    head = draft.grid.head
    words = draft.words.meanings("cells", "task")
    agencies: dict[int, str] = {}
    for column in columns:
        if head is not None:
            key = draft.agency(draft.grid.cell(head, column))
            if key is not None:
                agencies[column] = key
    for row in draft.grid.rows:
        by_letter: dict[str, dict[str, Cell]] = {}
        for column, agency in agencies.items():
            cell = draft.grid.cell(row, column)
            if cell.blank or cell.text.lower() in NO_MARKS - {"n"}:
                continue
            if folded(cell.text) in words:
                word = draft.words.word(cell, "cells", "task")
                found: list[str] | None = [word] if word else []
            else:
                found = letters(cell.text, words)
            if found is None:
                draft.words.unknown(cell, "cells", "task")
            for letter in found or ():
                by_letter.setdefault(letter, {})[agency] = cell
        _read_task(draft, draft.grid.cell(row, label), by_letter)


def _mandates(draft: Draft, function: str, by_letter: Mapping[str, Mapping[str, Cell]]) -> None:
    roles: dict[str, dict[str, Cell]] = {}
    for letter, role in _ROLES.items():
        for agency, cell in by_letter.get(letter, {}).items():
            roles.setdefault(agency, {})[role] = cell
    for agency, held in roles.items():
        role = min(held, key=_RANK.index)
        cell = held[role]
        made = draft.mandate(agency, {"function": function, "role": role}, cell)
        made.cite(draft.grid, cell.row.number, cell.column)


def _links(draft: Draft, function: str, by_letter: Mapping[str, Mapping[str, Cell]]) -> None:
    answer = by_letter.get("accountable") or by_letter.get("responsible") or {}
    for letter, mutual in (("consulted", True), ("informed", False)):
        for other, cell in by_letter.get(letter, {}).items():
            if not answer:
                reason = (
                    "nobody is accountable or responsible for the task, so nothing links "
                    f"those who are {letter}"
                )
                draft.leave_out(cell.row, reason)
            for agency in answer:
                if agency == other:
                    continue
                fields = {
                    "kind": "information-sharing",
                    "source": agency,
                    "target": other,
                    "mutual": mutual,
                    "status": draft.mapping.default.status or "prescribed",
                    "functions": (function,),
                }
                made = draft.link(fields, {"kind": cell}, cell.row)
                made.cite(draft.grid, cell.row.number, cell.column)
