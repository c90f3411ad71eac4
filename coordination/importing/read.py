"""Read a table of others as a network."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coordination.errors import DataError, Issue, NetworkNotFound, expect, no_such
from coordination.importing.agency_rows import read_agencies
from coordination.importing.assemble import Assembled, assemble
from coordination.importing.draft import Draft, numbers_text
from coordination.importing.find_form import candidates
from coordination.importing.forms.activities import read_activities
from coordination.importing.forms.edges import read_edges
from coordination.importing.forms.matrix import read_matrix
from coordination.importing.forms.members import read_marks, read_members
from coordination.importing.forms.raci import read_names, read_raci
from coordination.importing.grid import Grid, folded, grid_of, shown
from coordination.importing.map_files import (
    Located,
    key_text,
    mapping_of,
    mapping_text,
    read_mapping,
)
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
from coordination.importing.names import Near, near_names
from coordination.importing.presets import PRESETS
from coordination.importing.propose import propose
from coordination.importing.result import Imported, LeftOut
from coordination.importing.sentences import link_sentence, mandate_sentence
from coordination.loading.tables.raw_rows import RawTable, read_raw
from coordination.model.validation_messages import printable
from coordination.network import Network

__all__ = ["Reading", "read_table", "reading"]

_SENTENCES = 6
"""Rows that are shown as sentences."""


def read_table(
    path: str | os.PathLike[str],
    mapping: str | os.PathLike[str] | Mapping[str, Any] | TableMapping | None = None,
    *,
    into: Network | None = None,
    sheet: str | None = None,
) -> Imported:
    """Read a table of others: an edge list, a matrix, members, who does what where, a RACI chart.

    Each record that is made cites the rows that it comes from. Names are matched to agencies by id,
    name, abbreviation and alias; names that are only alike are proposed, and never merged.

    Args:
        path: a CSV file or a workbook (.xlsx, .xls, .ods).
        mapping: what the columns are: the file of a mapping, its fields as a dict, or the name of a
            preset ("kumu", "gephi", "nodexl", "igraph", "ocha-3w"). None means to propose one from
            the heads and cells.
        into: a network that the table adds to.
        sheet: the sheet of a workbook.

    Returns:
        The network, the mapping, and an account of every row.

    Raises:
        DataError: the table or the mapping can't be used; each issue names its row and column, and
            for a word that isn't known the line to write in the mapping.
        NetworkNotFound: there is no such file.

    Example:
        >>> from pathlib import Path
        >>> _ = Path("ties.csv").write_text("From,To,Type\\nATF,ICE,MOU\\nATF,PGR,Training\\n")
        >>> imported = read_table("ties.csv")
        >>> for row, text in imported.sentences:
        ...     print(row, text)
        2 ATF and ICE have an agreement (active)
        3 ATF trains PGR (active)
        >>> [link.evidence[0].at for link in imported.network.links.values()]
        ['row 2', 'row 3']
    """
    expect((str, os.PathLike), path, "path", "path")
    return reading(path, mapping, into=into, sheet=sheet).imported()


def reading(
    path: str | os.PathLike[str],
    mapping: str | os.PathLike[str] | Mapping[str, Any] | TableMapping | None = None,
    *,
    into: Network | None = None,
    sheet: str | None = None,
) -> Reading:
    """The same before it is known whether a network comes of it; see `read_table`."""
    name = os.fspath(path)
    if into is not None:
        expect(Network, into, "into")
    tables = _tables(Path(path), name)
    why, remarks = "", {}
    preset = mapping if isinstance(mapping, str) and mapping in PRESETS else None
    if mapping is None or (preset is not None and not Path(preset).exists()):
        proposal = propose(tables, preset, sheet)
        located, why = mapping_of(proposal.mapping), proposal.why
        remarks = {field: list(lines) for field, lines in proposal.remarks.items()}
    elif isinstance(mapping, str | os.PathLike):
        located = read_mapping(mapping)
    else:
        expect((Mapping, TableMapping), mapping, "mapping", "mapping, path or preset")
        located = mapping_of(mapping)
    return _Reader(Path(path), tables, located, into, sheet).read(why, remarks)


def _tables(path: Path, name: str) -> list[RawTable]:
    if not path.exists():
        raise NetworkNotFound(f"there is no file '{printable(name)}'")
    issues: list[Issue] = []
    tables = read_raw(path, name, issues)
    if issues:
        raise DataError(issues)
    return tables


@dataclass
class Reading:
    """A table that was read by a mapping, and not joined to a network yet.

    Attributes:
        located: the mapping, with the places of its parts.
        draft: what the rows gave.
        why: what shows that it is such a table, where the mapping was proposed.
        remarks: what a proposed mapping leaves to the user.
        near: names that may mean one agency.
        unused: heads of the columns that weren't read.
        title: title of the network where nothing else gives one.
    """

    located: Located
    draft: Draft
    why: str
    remarks: dict[str, list[str]]
    near: list[Near]
    unused: tuple[str, ...]
    title: str

    @property
    def mapping_text(self) -> str:
        """The file of the mapping, with near names and open words as remarks."""
        return mapping_text(self.located.mapping, self.remarks)

    def imported(self) -> Imported:
        """The network, with an account of every row.

        Raises:
            DataError: a row can't be used.
        """
        draft, raw = self.draft, self.draft.grid.raw
        done = assemble(draft, self.title)
        return Imported(
            done.network,
            self.located.mapping,
            self.remarks,
            self.why,
            raw.file,
            raw.sheet,
            len(draft.grid.rows),
            done.made,
            dict(draft.matched),
            tuple(draft.new_names()),
            tuple(self.near),
            tuple(sorted(draft.repeated)),
            tuple(LeftOut(reason, tuple(rows)) for reason, rows in draft.left_out.items()),
            self.unused,
            tuple(self._notes()),
            tuple(self._sentences(done)),
        )

    def _notes(self) -> list[str]:
        draft, grid = self.draft, self.draft.grid
        notes = list(grid.raw.notes)
        if grid.tags is not None:
            notes.append(f"row {grid.tags.number} holds HXL tags, and no data")
        for head in grid.repeated:
            again = [one for one in grid.heads if folded(one).startswith(f"{folded(head)} (")]
            notes.append(
                f"several columns are called '{shown(head)}'; the others are {', '.join(again[:5])}"
            )
        seen = {folded(name) for name in draft.names_seen()}
        unseen = [name for name in draft.mapping.same_as if folded(name) not in seen]
        if unseen:
            notes.append(f"same_as names what the table doesn't have: {', '.join(unseen[:8])}")
        if draft.several:
            rows = numbers_text(draft.several, 8)
            notes.append(
                f"cells that hold '{draft.mapping.separator}' name several agencies (rows {rows}); "
                "where that isn't meant, the mapping says another separator"
            )
        for cell, text in draft.places.conflicts[:5]:
            notes.append(f"row {cell.row.number}: {text}")
        return notes

    def _sentences(self, done: Assembled) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        for row, what, key in self.draft.first:
            if len(found) == _SENTENCES:
                break
            if what == "link" and key in done.links:
                text = link_sentence(done.network, done.network.links[done.links[key]])
            elif what == "mandate":
                made = self.draft.mandates[key].fields
                role = made.get("role", "participant")
                text = mandate_sentence(
                    done.network, key[0], made["function"], role, made.get("places", ())
                )
            else:
                continue
            if all(text != one for _, one in found):
                found.append((row, text))
        return found


class _Reader:
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

    def read(self, why: str, remarks: dict[str, list[str]]) -> Reading:
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
        near = near_names(list(dict.fromkeys(draft.new_names())), draft.known.names)
        if near and why:
            lines = remarks.setdefault("same_as", [])
            lines += [
                f"{key_text(one.name)}: {key_text(one.agency)}   # {one.why}" for one in near[:100]
            ]
        title = self.path.stem if not grid.raw.sheet else f"{self.path.stem}, {grid.raw.sheet}"
        return Reading(self.located, draft, why, remarks, near, unused, title)

    def _table(self) -> RawTable:
        full = [one for one in self.tables if one.rows]
        if not full:
            raise DataError(
                [
                    Issue(
                        printable(str(self.path)),
                        message="the table is empty",
                        expected="heads, and rows below",
                    )
                ]
            )
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
        raw = raw.unmerged()
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
            tables = _tables(beside, str(beside))
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
                read_raci(draft, mapping, label, across)
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
