"""Find out what sort of table it is, and in which row its heads stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from coordination.importing.forms.raci import letters
from coordination.importing.grid import Grid, folded, grid_of, plain_name
from coordination.importing.heads import FIELDS, PLACES, field_heads
from coordination.importing.words import MARKS, NO_MARKS, SEATS, TASK_LETTERS
from coordination.loading.tables.raw_rows import RawRow, RawTable

__all__ = ["Found", "candidates", "find_form", "place_columns"]

_LOOKED_AT = 300
"""Rows whose cells are looked at."""

_TRIED = 2_500
"""Rows on which it is tried what sort of table it is."""

_HEADS_WITHIN = 12
"""Rows, from the first that isn't empty, in which the heads may stand."""

_NEEDED = {
    "edges": ("from", "to"),
    "activities": ("agency", "activity"),
    "members": ("agency", "forum"),
    "raci": ("responsible", "accountable"),
}


@dataclass(frozen=True)
class Found:
    """What a table seems to be.

    Attributes:
        form: what sort of table.
        grid: the table below its heads.
        columns: the column of each field; of several "within 0", "within 1" and so on.
        why: what shows it.
        score: how sure that is.
    """

    form: str
    grid: Grid
    columns: dict[str, int] = field(default_factory=dict)
    why: str = ""
    score: float = 0.0


def find_form(raw: RawTable) -> Found | None:
    """The likeliest sort of table, or None where nothing shows one."""
    whole, raw = raw, replace(raw, rows=raw.rows[:_TRIED])
    found: list[Found] = []
    for row in candidates(raw):
        found += _by_heads(raw, row)
    best = max(found, key=lambda one: one.score, default=None)
    if best is not None and best.score >= 30:
        return _whole(best, whole)
    widest = 0
    for row in candidates(raw):
        # Below a row that is as wide stand data, and no heads.
        width = sum(map(bool, row.cells))
        if width > widest:
            found += _by_cells(grid_of(raw, row.number))
        widest = max(widest, width)
    if not found:
        found += _without_heads(raw)
    best = max(found, key=lambda one: one.score, default=None)
    return None if best is None else _whole(best, whole)


def _whole(found: Found, raw: RawTable) -> Found:
    head = found.grid.head
    return replace(found, grid=grid_of(raw, head.number if head else None))


def candidates(raw: RawTable) -> list[RawRow]:
    """Rows in which the heads may stand."""
    return [row for row in raw.rows[:_HEADS_WITHIN] if sum(map(bool, row.cells)) > 1]


def _by_heads(raw: RawTable, row: RawRow) -> Iterator[Found]:
    heads = row.cells[:300]
    for form, needed in _NEEDED.items():
        taken: list[int] = []
        places: list[int] = []
        if form == "activities":
            places = place_columns(heads)
            taken = list(places)
        columns = field_heads(heads, FIELDS[form], taken)
        if form == "raci" and "task" not in columns:
            # The words of a chart alone: "Support" or "R" may be the head of anything.
            left = [n for n in range(len(heads)) if n not in columns.values()]
            if not left:
                continue
            columns["task"] = left[0]
        if not all(name in columns for name in needed):
            continue
        marks = form != "edges" and any(_mostly_marks(raw, row, columns[n]) for n in needed)
        if marks:
            continue  # "Board" is a forum by itself, and the marks below it are memberships
        exact = sum(plain_name(heads[columns[name]]) in FIELDS[form][name] for name in needed)
        # A head by itself says little: "Partner" may be either end of a link.
        score = 10.0 * exact + 5 * (len(needed) - exact) + len(columns) + 6 * bool(places)
        score -= 0.01 * row.number + (4 if form == "activities" and not places else 0)
        for number, place in enumerate(places):
            columns["place" if number == 0 else f"within {number - 1}"] = place
        yield Found(form, grid_of(raw, row.number), columns, "by its heads", score)


def _mostly_marks(raw: RawTable, head: RawRow, column: int) -> bool:
    below = [row.cell(column) for row in raw.rows[:_LOOKED_AT] if row.number > head.number]
    said = [folded(text) for text in below if text]
    marks = sum(text in MARKS | NO_MARKS | SEATS for text in said)
    return bool(said) and marks > 0.5 * len(said)


def place_columns(heads: Sequence[str]) -> list[int]:
    """The columns of places, the narrowest first."""
    words = [set(plain_name(head).split()) for head in heads]
    others = [n for n, said in enumerate(words) if said & {"code", "pcode", "type", "org"}]
    found: list[int] = []
    for names in reversed(PLACES):
        columns = field_heads(heads, {"place": names}, [*found, *others])
        if columns:
            found.append(columns["place"])
    return found


# -- by cells ------------------------------------------------------------------------------------


def _by_cells(grid: Grid) -> Iterator[Found]:
    rows = grid.rows[:_LOOKED_AT]
    if len(grid.heads) < 3 or not rows:
        return
    label = _label_column(grid)
    others = [n for n in range(len(grid.heads)) if n > label]
    labels = {folded(row.cell(label)) for row in grid.rows if row.cell(label)}
    across = [folded(grid.heads[n]) for n in others]
    shared = len(labels & set(across))
    if shared >= 2 and shared >= 0.5 * min(len(labels), len(across)):
        why = f"{shared} names stand both in the heads and in the first column"
        yield Found("matrix", grid, {"agency": label}, why, 40)
        return
    cells = [row.cell(n) for row in rows for n in others if row.cell(n)]
    if not cells or len({folded(row.cell(label)) for row in rows}) < 0.8 * len(rows):
        return
    read = [letters(text, {}) for text in cells[:3000]]
    known = sum(found is not None for found in read)
    kinds = {letter for found in read for letter in found or ()}
    few = len(rows) < 2 or len(cells) < 4
    if known >= 0.8 * len(read) and len(kinds) >= 2 and _are_letters(cells) and not few:
        yield Found("raci", grid, {"task": label}, "its cells hold the letters of a RACI chart", 35)
        return
    marks = [text for text in cells if folded(text) in MARKS | NO_MARKS | SEATS]
    if len(marks) >= 0.8 * len(cells) and any(folded(t) in MARKS | SEATS for t in marks):
        why = "its cells hold marks, for agencies in the rows and forums in the heads"
        yield Found("members", grid, {"agency": label}, why, 20)


def _are_letters(cells: Sequence[str]) -> bool:
    words = {folded(text) for text in cells}
    return any(word in TASK_LETTERS for word in words) and not words <= MARKS | NO_MARKS


def _label_column(grid: Grid) -> int:
    """The column of the names of rows: the first, or the next where the first only counts rows."""
    for column in range(min(2, len(grid.heads))):
        texts = [row.cell(column) for row in grid.rows[:_LOOKED_AT] if row.cell(column)]
        if texts and not all(text.isdigit() for text in texts):
            return column
    return 0


def _without_heads(raw: RawTable) -> Iterator[Found]:
    """Two columns that hold the same names, below no heads."""
    grid = grid_of(raw, None)
    rows = grid.rows[:_LOOKED_AT]
    columns = [
        {folded(row.cell(n)) for row in rows if row.cell(n)}
        for n in range(min(len(grid.heads), 10))
    ]
    for one in range(len(columns)):
        for other in range(one + 1, len(columns)):
            shared = columns[one] & columns[other]
            if len(shared) >= 2 and len(shared) >= 0.2 * min(
                len(columns[one]), len(columns[other])
            ):
                found = {"from": one, "to": other}
                rest = [n for n in range(len(columns)) if n not in (one, other)]
                if rest:
                    found["kind"] = rest[0]
                yield Found("edges", grid, found, "two columns hold the same names", 5)
                return
