"""Propose a mapping from the heads and cells of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coordination.errors import no_such
from coordination.importing.choose import (
    by_itself,
    by_preset,
    chosen_tables,
    preset_columns,
    without_key,
)
from coordination.importing.dates import order_of
from coordination.importing.find_form import Found, candidates
from coordination.importing.grid import folded, grid_of, tidy
from coordination.importing.heads import FIELDS, field_heads
from coordination.importing.mapping import FORMS, TableMapping
from coordination.importing.presets import PRESETS, Preset
from coordination.importing.propose_words import WordProposals
from coordination.importing.words import MARKS, NO_MARKS, TABLES, exact_word, near_word
from coordination.loading.tables.raw_rows import RawTable

__all__ = ["Proposal", "propose"]

_MOST_NAMES = 200
"""Different names that are looked at, and ministries that are listed."""

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MINISTRY = re.compile(r"(?i)minist(ry|ère|ere|erio|ério|erium|ério)\b")
_DIRECTIONS = {"directed", "undirected", "mutual", "bidirectional"}


@dataclass(frozen=True)
class Proposal:
    """A mapping that is proposed.

    Attributes:
        mapping: the mapping.
        why: what shows that it is such a table.
        remarks: lines for the file of the mapping, by field: what is left to the user.
    """

    mapping: TableMapping
    why: str
    remarks: dict[str, list[str]] = field(default_factory=dict)


def propose(
    tables: Sequence[RawTable], preset: str | None = None, sheet: str | None = None
) -> Proposal:
    """A mapping for one of some tables.

    Args:
        tables: the sheets of a workbook, or the one table of another file; one of them has rows.
        preset: name of a preset that it is to follow.
        sheet: the sheet that is meant.

    Raises:
        DataError: nothing shows what sort of table it is.
        ValueError: there is no such preset.
    """
    known = PRESETS.get(preset) if preset is not None else None
    if preset is not None and known is None:
        raise ValueError(no_such("preset", preset, PRESETS, f"presets: {', '.join(PRESETS)}"))
    full = [one for one in tables if one.rows]
    chosen = chosen_tables(full, sheet, known)
    found = by_preset(chosen, preset or "", known) if known else by_itself(chosen)
    return _Proposer(found, full, known).proposal()


class _Proposer:
    def __init__(self, found: Found, tables: Sequence[RawTable], preset: Preset | None) -> None:
        self.found, self.grid, self.columns = found, found.grid, dict(found.columns)
        self.tables, self.preset = tables, preset
        self.remarks: dict[str, list[str]] = {}
        self.words = WordProposals(self.grid, self.columns, self.remarks)

    def proposal(self) -> Proposal:
        form = self.found.form
        self._tell_direction_from_kind()
        fields: dict[str, Any] = {"form": form}
        raw = self.grid.raw
        if raw.sheet and len(self.tables) > 1:
            fields["sheet"] = raw.sheet
        head = self.grid.head
        first = raw.rows[0].number if raw.rows else 1
        if head is None or head.number != first:
            fields["heads"] = 0 if head is None else head.number
        fixed = self.preset.fixed if self.preset else {}
        separator = fixed.get("separator", ";")
        if form == "raci" and self._separated_by_commas():
            fields["separator"] = separator = ","
        self.words.propose_all(form, str(separator))
        fields |= self._heads()
        if form == "edges" and (kinds := self._marked_kinds()):
            fields["kinds"] = kinds
        if self.preset:
            fields |= {name: one for name, one in fixed.items() if name != "values"}
            ignored = [head for head in self.preset.ignore if self._unused(head)]
            if ignored:
                fields["ignore"] = ignored
        if form in ("matrix", "edges") and "kind" not in self.columns and "kinds" not in fields:
            fields["default"] = {"kind": self._usual_kind()}
            self.remarks.setdefault("default", []).append(f"one of {', '.join(TABLES['kind'])}")
        if form == "activities" and (ministries := self._ministries()):
            fields["national"] = ministries
        order = order_of(
            cell.text
            for name in ("start", "end", "due")
            if name in self.columns
            for cell in self.grid.cells(self.columns[name])
        )
        if order:
            fields["dates"] = order
        if day := self._day():
            fields["as_of"] = day
        agencies = self._agency_sheet()
        if agencies:
            fields["agencies"] = agencies
        if self.words.values:
            fields["values"] = self.words.with_fixed(fixed.get("values", {}))
        return Proposal(FORMS[form].model_validate(fields), self.found.why, self.remarks)

    def _heads(self) -> dict[str, Any]:
        """The heads by field."""
        heads = self.grid.heads
        found: dict[str, Any] = {}
        for name, column in self.columns.items():
            if name.startswith("within"):
                found.setdefault("within", []).append(heads[column])
            elif not (self.found.form in ("matrix", "raci") and column == 0):
                found[name] = heads[column]
        return found

    def _unused(self, head: str) -> bool:
        column = self.grid.column(head)
        return column is not None and column not in self.columns.values()

    def _tell_direction_from_kind(self) -> None:
        """Gephi calls the direction of an edge its type: the words of a column decide."""
        if self.found.form != "edges" or "direction" in self.columns:
            return
        unread = [
            n for n in range(min(len(self.grid.heads), 300)) if n not in self.columns.values()
        ]
        for column in [self.columns[name] for name in ("kind",) if name in self.columns] + unread:
            words = {folded(cell.text) for cell in self.grid.cells(column) if cell.text}
            if words and words <= _DIRECTIONS:
                self.columns["direction"] = column
                break
        else:
            return
        if self.columns.get("kind") == self.columns["direction"]:
            del self.columns["kind"]
            rest = {name: heads for name, heads in FIELDS["edges"].items() if name == "kind"}
            self.columns |= field_heads(self.grid.heads, rest, self.columns.values())

    def _separated_by_commas(self) -> bool:
        """Whether cells of a chart list names with commas, and none does with semicolons."""
        names = [name for name in self.columns if name != "task"]
        texts = [
            cell.text
            for name in names
            if "responsible" in self.columns
            for cell in self.grid.cells(self.columns[name])
        ]
        return any("," in text for text in texts) and not any(";" in text for text in texts)

    def _marked_kinds(self) -> dict[str, str]:
        """Columns of a survey that ask for one kind of link each, with marks as answers."""
        found: dict[str, str] = {}
        for column, head in enumerate(self.grid.heads[:100]):
            kind = near_word(head, "kind") if column not in self.columns.values() else None
            if kind is not None:
                words = {folded(cell.text) for cell in self.grid.cells(column) if not cell.blank}
                if words and words <= MARKS | NO_MARKS and words & MARKS:
                    found[head] = kind
        return found

    def _usual_kind(self) -> str:
        """The kind that all names of links speak of, or the file or sheet is called by."""
        if "name" in self.columns:
            names = {cell.text for cell in self.grid.cells(self.columns["name"]) if not cell.blank}
            kinds = {near_word(name, "kind") for name in list(names)[:_MOST_NAMES]}
            if len(kinds) == 1 and (kind := kinds.pop()):
                return kind
        for title in (self.grid.raw.sheet, Path(self.grid.raw.file).stem):
            if kind := exact_word(title, "kind"):
                return kind
        return "other"

    # -- what else the table shows ---------------------------------------------------------------

    def _ministries(self) -> list[str]:
        """Names that each country has: ministries."""
        if "place" not in self.columns:
            return []
        names = {tidy(cell.text): None for cell in self.grid.cells(self.columns["agency"])}
        return sorted(name for name in names if _MINISTRY.match(name))[:_MOST_NAMES]

    def _day(self) -> str | None:
        """A day in the name of the file or of the sheet, or above the heads."""
        texts = [Path(self.grid.raw.file).stem, self.grid.raw.sheet]
        texts += [cell for row in self.grid.above[:5] for cell in row.cells if cell]
        for text in texts:
            if match := _DAY.search(text):
                return "-".join(match.groups())
        return None

    def _agency_sheet(self) -> dict[str, Any] | None:
        """A sheet of the agencies beside the table of links."""
        if self.found.form != "edges":
            return None
        names = self.preset.agencies if self.preset else {}
        sheets = names.get("sheet", ("Elements", "Nodes", "Vertices", "Agencies", "Actors"))
        wanted = {folded(name) for name in sheets}
        table = next(
            (
                one
                for one in self.tables
                if folded(one.sheet) in wanted and one is not self.grid.raw
            ),
            None,
        )
        if table is None:
            return None
        for row in candidates(table):
            grid = grid_of(table, row.number)
            if names:
                columns = preset_columns(grid, {n: h for n, h in names.items() if n != "sheet"})
            else:
                columns = field_heads(grid.heads, FIELDS["agencies"])
                columns = without_key(grid, columns, self.grid, self.columns)
            if "name" in columns:
                found: dict[str, Any] = {"sheet": table.sheet}
                if row.number != table.rows[0].number:
                    found["heads"] = row.number
                found |= {name: grid.heads[column] for name, column in columns.items()}
                if "kind" in columns:
                    cells = (cell.text for cell in grid.cells(columns["kind"]) if not cell.blank)
                    self.words.propose("agency_kind", "agency_kind", cells, ";")
                return found
        return None
