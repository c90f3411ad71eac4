"""Choose the sheet that is meant, and find the row of its heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coordination.errors import DataError, no_such
from coordination.importing.find_form import Found, candidates, find_form
from coordination.importing.grid import Grid, folded, grid_of, shown, tidy
from coordination.importing.mapping import FORMS
from coordination.importing.presets import Preset
from coordination.loading.tables.raw_rows import RawTable

__all__ = ["by_itself", "by_preset", "chosen_tables", "preset_columns", "without_key"]


def chosen_tables(
    tables: Sequence[RawTable], sheet: str | None, preset: Preset | None
) -> list[RawTable]:
    """The sheets that may be meant: the one named, those of a preset, else all that are shown."""
    if sheet is not None:
        named = [one for one in tables if folded(one.sheet) == folded(sheet)]
        if not named:
            sheets = [one.sheet for one in tables]
            expected = ", ".join(sheets[:20])
            raise DataError.of(no_such("sheet", sheet, sheets), expected, file=tables[0].file)
        return named
    wanted = {folded(name) for name in preset.sheets} if preset else set()
    named = [one for one in tables if folded(one.sheet) in wanted]
    visible = [one for one in tables if not one.hidden]
    return named or visible or list(tables)


def by_itself(tables: Sequence[RawTable]) -> Found:
    """The likeliest sort of table among some sheets.

    Raises:
        DataError: nothing shows one.
    """
    found = [one for table in tables[:20] if (one := find_form(table)) is not None]
    best = max(found, key=lambda one: one.score, default=None)
    if best is not None:
        return best
    row = next(iter(candidates(tables[0])), tables[0].rows[0])
    heads = ", ".join(shown(tidy(cell)) for cell in row.cells[:12] if cell)
    message = f"nothing shows what sort of table it is; its first row holds: {heads}"
    forms = "; ".join(f"{name}: {form.TITLE}" for name, form in FORMS.items())
    hint = "write a mapping, such as {form: edges, from: HEAD, to: HEAD, kind: HEAD}"
    raise DataError([tables[0].issue(row, None, message, forms, hint)])


def by_preset(tables: Sequence[RawTable], name: str, preset: Preset) -> Found:
    """The table with the heads of a preset.

    Raises:
        DataError: no sheet has them.
    """
    needed = list(preset.columns)[:2]
    for table in tables:
        for row in candidates(table):
            grid = grid_of(table, row.number)
            columns = preset_columns(grid, preset.columns)
            if all(one in columns for one in needed):
                return Found(preset.form, grid, columns, f"by the preset {name}: {preset.title}")
    row = next(iter(candidates(tables[0])), tables[0].rows[0])
    heads = " and ".join(" or ".join(preset.columns[one][:3]) for one in needed)
    message = f"it has no row of heads as {preset.title} has them"
    raise DataError([tables[0].issue(row, None, message, expected=f"columns {heads}")])


def preset_columns(grid: Grid, names: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """The column of each field that has one of the heads of a preset."""
    found: dict[str, int] = {}
    for name, heads in names.items():
        column = next((at for head in heads if (at := grid.column(head)) is not None), None)
        if column is not None and column not in found.values():
            found["within 0" if name == "within" else name] = column
    if "within 0" in found and "place" not in found:
        found["place"] = found.pop("within 0")
    return found


def without_key(
    grid: Grid, columns: dict[str, int], links: Grid, ends: Mapping[str, int]
) -> dict[str, int]:
    """The columns of a table of agencies; the key alone where links name agencies by it."""
    if "key" not in columns or "name" not in columns:
        return columns
    used = {folded(cell.text) for name in ("from", "to") for cell in links.cells(ends[name])}
    names = {folded(cell.text) for cell in grid.cells(columns["name"])}
    if len(used & names) >= 0.5 * len(used):
        columns.pop("key")
    return columns
