"""Make the parse tree of a data file from tables, one row a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coordination.errors import Issue, did_you_mean
from coordination.loading.nodes import Alias, Listing, Mapping, Node, Scalar
from coordination.loading.tables.cell_values import node_of
from coordination.loading.tables.raw_rows import RawRow, RawTable
from coordination.loading.tables.sections import (
    HEAD_FIELDS,
    Column,
    columns,
    is_remark,
    normal,
)
from coordination.loading.tables.table_text import TableText
from coordination.text.csv_cells import unguarded

__all__ = ["MEANT", "tree_of_tables"]

_CONTINUED = re.compile(r"(.*?)\s*\(([2-9]|[1-9][0-9])\)\Z", re.DOTALL)
"""A column that goes on where a cell was full: says, says (2), says (3)."""

MEANT = {
    "from": "source",
    "from_id": "source",
    "to": "target",
    "to_id": "target",
    "type": "kind",
    "relation": "kind",
    "label": "name",
    "title": "name",
    "parent": "part_of",
    "country": "jurisdiction",
    "acronym": "abbreviation",
    "short_name": "abbreviation",
    "description": "says",
    "page": "at",
    "location": "at",
    "key": "id",
}
"""What others call our columns; only ever suggested."""


def tree_of_tables(
    tables: Iterable[tuple[str, RawTable]], text: TableText, issues: list[Issue]
) -> Mapping:
    """The tree of the records in tables, with a cell as the place of each value.

    Mandates stand in a list of their own, each with its agency.

    Args:
        tables: name of a section, `about` or `mandates`, and the table of it.
        text: takes the cells.
        issues: takes what is wrong.
    """
    reader = _Reader(text, issues)
    for sheet, table in tables:
        reader.read(sheet, table)
    return reader.root


_HEADS_WITHIN = 10
"""Rows among which the headings are looked for, to say where they stand."""


class _Reader:
    def __init__(self, text: TableText, issues: list[Issue]) -> None:
        self.text, self.issues = text, issues
        self.root = Mapping(0)

    def read(self, sheet: str, table: RawTable) -> None:
        """Add what a table holds to the tree."""
        if sheet == "about":
            self._read_about(table)
            return
        if not table.rows:
            return
        head, *rows = self._from_heads(sheet, table)
        found = self._heads(sheet, table, head)
        known = {column.name for column in columns(sheet)}
        if known.intersection(map(normal, head.cells)):
            self._check_unheaded(table, head, rows)
        if not found:
            return
        records = [record for row in rows if (record := self._record(table, row, found)).entries]
        self._listing(sheet, table).items.extend(records)

    def _listing(self, section: str, table: RawTable) -> Listing:
        if section not in self.root.entries:
            at = self.text.cell(table, None, None, "")
            self.root.entries[section] = Scalar(at, at - 1, section), Listing(at)
        listing = self.root.entries[section][1]
        assert isinstance(listing, Listing)  # nothing else is put there
        return listing

    # -- heads -------------------------------------------------------------------------------------

    def _from_heads(self, sheet: str, table: RawTable) -> tuple[RawRow, ...]:
        """The rows from the headings on; where they aren't in the first row, that is an issue."""
        known = {column.name for column in columns(sheet)}
        needed = {column.name for column in columns(sheet) if column.required}
        for place, row in enumerate(table.rows[:_HEADS_WITHIN]):
            names = known.intersection(map(normal, row.cells))
            if place == 0 and names:
                break
            if len(names) > 1 and names >= needed:
                message = f"the headings stand in row {row.number}"
                expected = "headings in the first row, and nothing above them"
                self.issues.append(table.issue(table.rows[0], None, message, expected=expected))
                return table.rows[place:]
        return table.rows

    def _heads(self, sheet: str, table: RawTable, head: RawRow) -> dict[int, tuple[Column, int]]:
        """Which column stands where, and which part of it where a cell was too long."""
        known = {column.name: column for column in columns(sheet)}
        found: dict[int, tuple[Column, int]] = {}
        places: dict[tuple[str, int], int] = {}
        before = len(self.issues)
        for at, text in enumerate(head.cells):
            if not text or is_remark(text):
                continue
            continued = _CONTINUED.match(text)
            name, part = (continued[1], int(continued[2])) if continued else (text, 1)
            column = known.get(normal(name))
            if column is None:
                self._unknown(sheet, table, head, at, text, known)
            elif (column.name, part) in places:
                message = f"the column '{column.name}' is there twice"
                self.issues.append(table.issue(head, at, message))
            else:
                places[column.name, part] = at
                found[at] = column, part
        needed = [column.name for column in known.values() if column.required]
        missing = [name for name in needed if (name, 1) not in places]
        if missing and len(missing) == len(needed) and len(self.issues) > before:
            return {}  # another table altogether, or a head that stands further down
        for name in missing:
            message = f"the column '{name}' is missing"
            expected = f"a heading in the first row: {', '.join(needed)}"
            self.issues.append(table.issue(head, None, message, expected=expected))
        return found

    def _unknown(
        self,
        sheet: str,
        table: RawTable,
        head: RawRow,
        at: int,
        text: str,
        known: dict[str, Column],
    ) -> None:
        meant = MEANT.get(normal(text), "")
        if meant == "name" and meant not in known:
            meant = "title"
        if f"evidence_{normal(text)}" in known:
            meant = f"evidence_{normal(text)}"
        hint = f"did you mean '{meant}'?" if meant in known else did_you_mean(text[:60], known)
        aside = "put a heading into brackets to keep a column of your own: (notes)"
        message = f"there is no column '{text[:60]}' in a table of {sheet}"
        heads = ", ".join(name for name, one in known.items() if not one.seldom)
        self.issues.append(table.issue(head, at, message, heads, hint or aside))

    def _check_unheaded(self, table: RawTable, head: RawRow, rows: Sequence[RawRow]) -> None:
        """Cells in a column without a heading would be dropped."""
        told: set[int] = set()
        width = len(head.cells)
        for row in rows:
            for at, text in enumerate(row.cells):
                if text and at not in told and (at >= width or not head.cells[at]):
                    told.add(at)
                    message = "the cell stands in a column without a heading"
                    expected = "a heading in the first row"
                    self.issues.append(table.issue(row, at, message, expected=expected))

    # -- rows --------------------------------------------------------------------------------------

    def _record(
        self, table: RawTable, row: RawRow, heads: dict[int, tuple[Column, int]]
    ) -> Mapping:
        cells: dict[str, tuple[Column, int, list[tuple[int, str]]]] = {}
        for at, (column, part) in heads.items():
            text = row.cell(at)
            if text:
                text = text if table.sheet else unguarded(text)
                first = cells.setdefault(column.name, (column, at, []))
                first[2].append((part, text))
        record = Mapping(self.text.cell(table, row, None, ""))
        evidence: dict[str, tuple[Scalar, Node]] = {}
        for name, (column, at, found) in cells.items():
            whole = "".join(text for _, text in sorted(found))
            place = self.text.cell(table, row, at, name)
            node = self._node(table, row, at, column, whole, place)
            field = name.removeprefix("evidence_")
            if field != name:
                evidence[field] = Scalar(place, place - 1, field), node
            else:
                record.entries[name] = Scalar(place, place - 1, name), node
        if evidence:
            self._add_passage(record, evidence)
        return record

    def _node(
        self, table: RawTable, row: RawRow, at: int, column: Column, text: str, place: int
    ) -> Node:
        def say(message: str, *, expected: str = "", suggestion: str = "") -> None:
            issue = table.issue(row, at, message, expected, suggestion, head=column.name)
            self.issues.append(issue)

        return node_of(column, text, place, say, table.decimal_comma)

    def _add_passage(self, record: Mapping, evidence: dict[str, tuple[Scalar, Node]]) -> None:
        """The passage that a row writes out comes after those that it names."""
        start = next(iter(evidence.values()))[0].start
        passage = Mapping(start)
        passage.entries.update(evidence)
        if "evidence" not in record.entries:
            record.entries["evidence"] = Scalar(start, start - 1, "evidence"), Listing(start)
        key, listing = record.entries["evidence"]
        if isinstance(listing, Alias):  # that cell can't be read, and this passage can
            beside = Listing(listing.start)
            beside.items.append(listing)
            listing = beside
            record.entries["evidence"] = key, listing
        if isinstance(listing, Listing):
            listing.items.append(passage)

    # -- about and mandates ------------------------------------------------------------------------

    def _read_about(self, table: RawTable) -> None:
        """The name of a field in the first column, and its value in the second."""
        known = {column.name: column for column in columns("about")}
        if table.rows and sum(normal(text) in known for text in table.rows[0].cells) > 1:
            self._about_in_a_row(table, known)
            return
        study = Mapping(0)
        values = [1]
        for number, row in enumerate(table.rows):
            name = row.cell(0)
            if number == 0 and normal(name) == "field":
                heads = enumerate(row.cells)
                values = [at for at, text in heads if text.startswith("value")] or [1]
                continue
            if is_remark(name):
                continue
            cells = [row.cell(at) if table.sheet else unguarded(row.cell(at)) for at in values]
            value = "".join(cells)
            column = known.get(normal(name))
            if column is None:
                message = f"there is no field '{name[:60]}'" if name else "a value without a field"
                hint = did_you_mean(name[:60], known)
                self.issues.append(table.issue(row, 0, message, ", ".join(known), hint))
                continue
            if not value:
                continue
            owner = self.root if column.name in HEAD_FIELDS else study
            if column.name in owner.entries:
                self.issues.append(table.issue(row, 0, f"the field '{column.name}' is there twice"))
                continue
            place = self.text.cell(table, row, values[0], column.name)
            node = self._node(table, row, values[0], column, value, place)
            owner.entries[column.name] = Scalar(place, place - 1, column.name), node
        if study.entries:
            study.start = next(iter(study.entries.values()))[0].start
            key = Scalar(study.start, study.start - 1, "study")
            self.root.entries["study"] = key, study

    def _about_in_a_row(self, table: RawTable, known: dict[str, Column]) -> None:
        """Fields side by side are an issue; they are read, so that none is called missing too."""
        head, *rows = table.rows
        self.issues.append(
            table.issue(
                head,
                None,
                "the fields stand side by side",
                expected="a row for each: its name in the first column, its value in the second",
            )
        )
        for at, name in enumerate(map(normal, head.cells)):
            if rows and rows[0].cell(at) and name in known and name in HEAD_FIELDS:
                place = self.text.cell(table, rows[0], at, name)
                node = self._node(table, rows[0], at, known[name], rows[0].cell(at), place)
                self.root.entries[name] = Scalar(place, place - 1, name), node
