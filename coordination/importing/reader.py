"""Find the table, its heads and its columns, and read its rows by the form that it has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coordination.errors import DataError, Issue, NetworkNotFound, no_such
from coordination.importing.agency_rows import read_agencies
from coordination.importing.draft import Draft
from coordination.importing.find_form import candidates
from coordination.importing.forms.activities import read_activities
from coordination.importing.forms.edges import read_edges
from coordination.importing.forms.matrix import read_matrix
from coordination.importing.forms.members import read_marks, read_members
from coordination.importing.forms.raci import read_names, read_raci
from coordination.importing.grid import Grid, folded, grid_of, shown
from coordination.importing.map_files import Located
from coordination.importing.mapping import (
    Activities,
    AgencySheet,
    Edges,
    Matrix,
    Members,
    Raci,
    TableMapping,
    columns_of,
)
from coordination.loading.tables.raw_rows import RawTable, read_raw, without_controls
from coordination.model.validation_messages import printable
from coordination.network import Network

__all__ = ["TableReader", "tables_in"]


_MOST_ISSUES = 200


def tables_in(path: Path, name: str, issues: list[Issue]) -> list[RawTable]:
    """The sheets of a workbook, or the table of another file; merged cells have each their text.

    Args:
        path: the file.
        name: what issues call it.
        issues: takes what is wrong with single cells, which doesn't keep the others from being
            read.

    Raises:
        DataError: it can't be read.
        NetworkNotFound: there is no such file.
    """
    if not path.exists():
        raise NetworkNotFound(f"there is no file '{printable(name)}'")
    unreadable: list[Issue] = []
    tables = read_raw(path, name, unreadable)
    if unreadable:
        raise DataError(unreadable)
    return [without_controls(table, issues, _MOST_ISSUES).unmerged() for table in tables]


class TableReader:
    """Reads one table by its mapping.

    Args:
        path: the file.
        tables: its sheets.
        located: the mapping, with the places of its parts.
        into: the network that the table goes into, or None.
        sheet: the sheet that is meant, or None.
    """

    def __init__(
        self,
        path: Path,
        tables: Sequence[RawTable],
        located: Located,
        into: Network | None,
        sheet: str | None,
    ) -> None:
        self.path, self.tables, self.located, self.into = path, tables, located, into
        self.mapping = located.mapping
        self.sheet = sheet or self.mapping.sheet

    def read(self) -> tuple[Draft, tuple[str, ...]]:
        """What the rows give, and the heads of the columns that weren't read."""
        grid = self._grid(self._table(), self.mapping)
        draft = Draft(grid, self.located, self.into)
        columns = self._columns(grid, self.mapping, ())
        used = set(columns.values())
        if self.mapping.agencies is not None:
            self._read_agencies(draft, self.mapping.agencies)
        used |= self._read_form(draft, columns)
        ignored = {folded(head) for head in self.mapping.ignore}
        unused = tuple(
            head
            for place, head in enumerate(grid.heads)
            if place not in used and folded(head) not in ignored
        )
        return draft, unused

    def _table(self) -> RawTable:
        full = [one for one in self.tables if one.rows]
        if self.sheet is None:
            return next((one for one in full if not one.hidden), full[0])
        return self._named(full, self.sheet, ("sheet",))

    def _named(self, tables: Sequence[RawTable], sheet: str, path: tuple[str, ...]) -> RawTable:
        found = next((one for one in tables if folded(one.sheet) == folded(sheet)), None)
        if found is None:
            sheets = [one.sheet for one in tables]
            message = no_such("sheet", sheet, sheets)
            raise DataError([self.located.issue(path, message, ", ".join(sheets[:20]), "")])
        return found

    def _grid(self, raw: RawTable, mapping: TableMapping | AgencySheet) -> Grid:
        """The table below the row that has the heads which the mapping names."""
        if mapping.heads is not None:
            return grid_of(raw, mapping.heads or None)
        wanted = {folded(head) for head in _heads(mapping)}
        best = raw.rows[0] if raw.rows else None
        most = 0
        for row in candidates(raw):
            count = len(wanted & {folded(cell) for cell in row.cells})
            if count > most:
                best, most = row, count
        return grid_of(raw, best.number if best else None)

    def _columns(
        self, grid: Grid, mapping: TableMapping | AgencySheet, path: tuple[str, ...]
    ) -> dict[str, int]:
        """The column of each field, of several fields "within 0", "within 1" and so on."""
        found: dict[str, int] = {}
        issues: list[Issue] = []
        for name, attribute in columns_of(type(mapping)).items():
            heads = getattr(mapping, attribute)
            several = isinstance(heads, tuple)
            for number, head in enumerate(heads if several else (heads,)):
                if head is None:
                    continue
                column = grid.column(head)
                if column is None:
                    place: tuple[str | int, ...] = (*path, name)
                    place = (*place, number) if several else place
                    issues.append(self._no_column(grid, head, place))
                else:
                    found[f"{name} {number}" if several else name] = column
        for number, head in enumerate(mapping.kinds if isinstance(mapping, Edges) else ()):
            column = grid.column(head)
            if column is None:
                issues.append(self._no_column(grid, head, ("kinds", head)))
            else:
                found[f"kinds {number}"] = column
        if issues:
            raise DataError(issues)
        return found

    def _no_column(self, grid: Grid, head: str, path: tuple[str | int, ...]) -> Issue:
        heads_there = ", ".join(shown(one) for one in grid.heads[:30])
        where = grid.raw.sheet or grid.raw.file
        message = f"{shown(where)} has no column '{shown(head)}'"
        return self.located.issue(path, message, heads_there, grid.near(head))

    def _read_agencies(self, draft: Draft, sheet: AgencySheet) -> None:
        tables: Sequence[RawTable] = self.tables
        if sheet.file is not None:
            beside = self.path.parent / sheet.file
            tables = tables_in(beside, str(beside), draft.issues)
        full = [one for one in tables if one.rows]
        if not full:
            return
        raw = (
            full[0]
            if sheet.sheet is None
            else self._named(full, sheet.sheet, ("agencies", "sheet"))
        )
        grid = self._grid(raw, sheet)
        read_agencies(draft, grid, sheet, self._columns(grid, sheet, ("agencies",)))

    def _read_form(self, draft: Draft, columns: dict[str, int]) -> set[int]:
        """Make the records; the columns that were read."""
        mapping = self.mapping
        if isinstance(mapping, Edges):
            read_edges(draft, mapping, columns)
        elif isinstance(mapping, Activities):
            read_activities(draft, mapping, columns)
        elif isinstance(mapping, Raci) and mapping.named:
            read_names(draft, columns)
        elif isinstance(mapping, Members) and mapping.forum is not None:
            read_members(draft, mapping, columns)
        else:
            label = next(iter(columns.values()), 0)
            across = self._across(draft.grid, label)
            if isinstance(mapping, Members):
                read_marks(draft, mapping, label, across)
            elif isinstance(mapping, Raci):
                read_raci(draft, label, across)
            elif isinstance(mapping, Matrix):
                read_matrix(draft, mapping, label, across)
            return {label, *across}
        return set(columns.values())

    def _across(self, grid: Grid, label: int) -> list[int]:
        """The columns of a table of two sides, those left aside that have no head."""
        ignored = {folded(head) for head in self.mapping.ignore}
        return [
            place
            for place, head in enumerate(grid.heads)
            if place > label
            and folded(head) not in ignored
            and grid.head is not None
            and grid.head.cell(place)
        ]


def _heads(mapping: TableMapping | AgencySheet) -> list[str]:
    found: list[str] = []
    for attribute in columns_of(type(mapping)).values():
        heads = getattr(mapping, attribute)
        found += heads if isinstance(heads, tuple) else [heads] if heads else []
    return [*found, *mapping.kinds] if isinstance(mapping, Edges) else found
