"""Read a table that somebody else made as a network."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coordination.errors import DataError, Issue, expect
from coordination.importing.assemble import Assembled, assemble
from coordination.importing.draft import Draft
from coordination.importing.grid import empty_table, folded, shown
from coordination.importing.made import numbers_text
from coordination.importing.map_files import (
    Located,
    key_text,
    mapping_of,
    mapping_text,
    read_mapping,
)
from coordination.importing.mapping import (
    TableMapping,
)
from coordination.importing.names import Near, near_names, several_in_one
from coordination.importing.presets import PRESETS
from coordination.importing.propose import propose
from coordination.importing.reader import TableReader, tables_in
from coordination.importing.result import Imported, LeftOut
from coordination.importing.sentences import link_sentence, mandate_sentence
from coordination.loading.tables.raw_rows import RawTable
from coordination.model.validation_messages import printable
from coordination.network import Network
from coordination.text.language import listed

__all__ = ["Reading", "read_table", "reading"]

_SENTENCES = 6
"""Rows that are shown as sentences."""

_REMARKS = 100
"""Names that are nearly alike that the file of a mapping lists."""


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
    issues: list[Issue] = []
    tables = tables_in(Path(path), name, issues)
    try:
        found = _reading(Path(path), tables, mapping, into, sheet)
    except DataError as error:
        raise DataError([*issues, *error.issues]) from None
    found.draft.issues[:0] = issues
    return found


def _reading(
    path: Path,
    tables: list[RawTable],
    mapping: str | os.PathLike[str] | Mapping[str, Any] | TableMapping | None,
    into: Network | None,
    sheet: str | None,
) -> Reading:
    if not any(one.rows for one in tables):
        raise empty_table(str(path))
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
    draft, unused = TableReader(path, tables, located, into, sheet).read()
    near = near_names(list(dict.fromkeys(draft.new_names())), draft.known.names)
    if near and why:
        lines = remarks.setdefault("same_as", [])
        for one in near[:_REMARKS]:
            lines.append(f"{key_text(one.name)}: {key_text(one.agency)}   # {one.why}")
    raw = draft.grid.raw
    title = printable(path.stem + (f", {raw.sheet}" if raw.sheet else ""))
    return Reading(located, draft, why, remarks, near, unused, title)


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
        if joint := several_in_one(list(dict.fromkeys(draft.new_names())), draft.known.names):
            named = listed([f"'{shown(name)}'" for name in joint[:5]])
            notes.append(
                f"{named} may name several agencies in one cell; if so, put"
                f" '{draft.mapping.separator}' between them or name their separator in the mapping"
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
