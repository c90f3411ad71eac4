"""Collect the records that the rows of a table make; each record cites its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from coordination.errors import DataError, Issue
from coordination.importing.cell_words import CellWords
from coordination.importing.grid import Cell, Grid, folded, shown, tidy
from coordination.importing.ids import made_id, untaken
from coordination.importing.made import Made
from coordination.importing.map_files import Located, key_text
from coordination.importing.names import Known
from coordination.importing.places import Places
from coordination.loading.tables.raw_rows import RawRow
from coordination.model import vocabulary
from coordination.network import Network

__all__ = ["Draft"]

MOST_RECORDS = 250_000
"""Most links or mandates that a table may make."""

_NO_AGENCY = frozenset(("total", "sum", "grand total", "subtotal", "n/a", "none"))
"""What stands in place of a name and names nobody."""


class Draft:
    """Everything that a table gives so far.

    Args:
        grid: the table.
        located: its mapping, with the places of its parts.
        into: the network that it goes into, or None.
    """

    def __init__(self, grid: Grid, located: Located, into: Network | None) -> None:
        self.grid, self.located, self.mapping = grid, located, located.mapping
        self.into = into
        self.issues: list[Issue] = []
        self.words = CellWords(located, self.issues)
        self.left_out: dict[str, dict[int, None]] = defaultdict(dict)
        self.repeated: dict[int, None] = {}
        self.several: dict[int, None] = {}
        self.known = Known(into)
        self.places = Places(into, self.mapping.default.place)
        self.agencies: dict[str, Made] = {}
        self.functions: dict[str, Made] = {}
        self.links: dict[tuple[Any, ...], Made] = {}
        self.mandates: dict[tuple[Any, ...], Made] = {}
        self.matched: dict[str, str] = {}
        self.first: list[tuple[int, str, tuple[Any, ...]]] = []
        self._ids: dict[tuple[str, str | None], str] = {}
        self._taken = set(into.agencies) if into else set()
        if into:
            self._taken |= {*into.links, *into.requirements, *into.conclusions}
        self._same = {folded(name): other for name, other in self.mapping.same_as.items()}
        self._national = {folded(name) for name in self.mapping.national}
        self._function_ids: dict[str, str] = {}
        for function in into.functions.values() if into else ():
            self._function_ids |= {folded(function.name): function.id, function.id: function.id}
        self._nobody = _NO_AGENCY | {folded(name) for name in self.mapping.leave_out}

    def leave_out(self, row: RawRow, reason: str) -> None:
        """Note that a row, or a part of it, makes no record."""
        self.left_out[reason][row.number] = None

    def names(self, cell: Cell) -> list[Cell]:
        """The parts of a cell of names of agencies; several are noted."""
        found = self.words.parts(cell)
        if len(found) > 1:
            self.several[cell.row.number] = None
        return found

    # -- agencies --------------------------------------------------------------------------------

    def agency(
        self, cell: Cell, country: str | None = None, *, default: str | None = None
    ) -> str | None:
        """The id of the agency that a cell names, a new one where there is none of that name.

        Args:
            cell: the cell.
            country: the country of the row, or None.
            default: kind of an agency that is new.

        Returns:
            None where the cell names nobody, or names several.
        """
        name = tidy(cell.text)
        if cell.blank or (folded(name) in self._nobody and not self.known.ids(name)):
            return None
        meant = self._meant(name)
        national = country if folded(meant) in self._national else None
        found = self._ids.get((folded(name), national))
        if found is None:
            found = self._resolved(cell, name, meant, national, country, default)
            if found is None:
                return None
            self._ids[folded(name), national] = found
        self.agencies[found].cite(cell.grid, cell.row.number)
        return found

    def _meant(self, name: str) -> str:
        """The name that the mapping says a name is the same as, or the name itself."""
        if not self._same:
            return name
        meant, seen = name, {folded(name)}
        while (other := self._same.get(folded(meant))) is not None and folded(other) not in seen:
            meant = tidy(other)
            seen.add(folded(meant))
        return meant

    def _resolved(
        self,
        cell: Cell,
        name: str,
        meant: str,
        national: str | None,
        country: str | None,
        default: str | None,
    ) -> str | None:
        ids = self.known.ids(meant, country)
        if len(ids) > 1:
            self.words.note_issue(
                cell,
                f"'{shown(meant)}' names several agencies",
                "one of " + ", ".join(ids[:8]),
                f"write in the mapping: same_as: {{{key_text(name)}: {ids[0]}}}",
            )
            return None
        if ids:
            self.matched[name] = ids[0]
            self.agencies.setdefault(ids[0], Made({"id": ids[0]}))
            self.also_called(ids[0], name)
            return ids[0]
        again = self._ids.get((folded(meant), national))
        if again is not None:
            self.also_called(again, name)
            return again
        return self._new(cell, meant, name, national, default)

    def _new(
        self, cell: Cell, meant: str, name: str, national: str | None, default: str | None
    ) -> str:
        made = made_id(meant) + (f"-{national.lower()}" if national else "")
        found = untaken(made, meant, self._taken)
        self._taken.add(found)
        fields: dict[str, Any] = {"id": found, "name": meant}
        if national:
            fields |= {"jurisdiction": national, "level": "national"}
        kind = default or self.mapping.default.agency_kind
        self.agencies[found] = Made(fields, {"name": cell})
        if kind:
            self.agencies[found].fields["kind"] = kind
        if self.mapping.default.agency_level and not national:
            self.agencies[found].fields["level"] = self.mapping.default.agency_level
        self._ids[folded(meant), national] = found
        self.also_called(found, name)
        return found

    def new_names(self) -> list[str]:
        """Names of the agencies that are new."""
        known = self.into.agencies if self.into else {}
        return [made.fields["name"] for key, made in self.agencies.items() if key not in known]

    def named(
        self, cells: Mapping[str, Cell], name: str, *, default: str | None = None
    ) -> list[str]:
        """Ids of the agencies that one field of a row names, each of the kind that the row says.

        Args:
            cells: the cells of the row by field.
            name: the field; the kind stands in that of its name and `_kind`, if in any.
            default: kind of an agency that is new.
        """
        found = []
        kind = cells.get(f"{name}_kind")
        for cell in self.names(cells[name]):
            key = self.agency(cell, default=default)
            if key is None:
                continue
            found.append(key)
            if kind is not None:
                self.say(key, "kind", kind, self.words.word(kind, f"{name}_kind", "agency_kind"))
        return found

    def names_seen(self) -> set[str]:
        """Names that the table has, folded."""
        return {name for name, _ in self._ids}

    def call(self, key: str, cell: Cell) -> None:
        """Let a text mean an agency from here on, such as the number that a table gives it."""
        self._ids.setdefault((folded(cell.text), None), key)

    def also_called(self, key: str, name: str) -> None:
        """Keep a name that was accepted as another one's among the aliases."""
        made = self.agencies[key]
        if folded(name) in (folded(made.fields.get("name", "")), *self.known_names(key)):
            return
        made.fields.setdefault("aliases", {}).setdefault(name, None)

    def known_names(self, key: str) -> tuple[str, ...]:
        """What an agency of the network is called already."""
        agency = self.into.agencies.get(key) if self.into else None
        if agency is None:
            return ()
        called = (agency.id, agency.name, agency.abbreviation or "", *agency.aliases)
        return tuple(folded(one) for one in called if one)

    def say(self, key: str, name: str, cell: Cell, value: Any) -> None:
        """Give an agency a field; the first row that says it counts, and others are noted."""
        made = self.agencies[key]
        given = made.fields.get(name)
        if value is None or given == value:
            return
        if name in made.cells and given is not None:
            first = made.cells[name].row.number
            label = made.fields.get("name", key)
            reason = f"another {name.replace('_', ' ')} of {shown(label)} stands in row {first}"
            self.leave_out(cell.row, reason)
            return
        if self.into and key in self.into.agencies:
            own = self.into.agencies[key]
            if name in own.model_fields_set and getattr(own, name) not in (None, value):
                self.leave_out(cell.row, f"the network has another {name} of {shown(own.name)}")
                return
        made.fields[name] = value
        made.cells[name] = cell

    # -- functions, mandates, links --------------------------------------------------------------

    def function(self, cell: Cell) -> str | None:
        """The id of the function that a cell names, or None where it names none."""
        name = tidy(cell.text)
        if cell.blank:
            return None
        found = self._function_ids.get(folded(name))
        if found is None:
            taken = set(self.functions) | set(self.into.functions if self.into else ())
            found = untaken(made_id(name, "function"), name, taken)
            self._function_ids[folded(name)] = found
            self.functions[found] = Made({"id": found, "name": name}, {"name": cell})
        return found

    def mandate(self, agency: str, fields: Mapping[str, Any], cell: Cell) -> Made:
        """A mandate of an agency; the same one of another row is cited there as well."""
        key = (agency, *sorted(fields.items()))
        made = self.mandates.get(key)
        if made is None:
            self._refuse_too_many(cell.row)
            made = self.mandates[key] = Made(dict(fields), {"function": cell})
        else:
            self.repeated[cell.row.number] = None
        self._first(cell.row, "mandate", key)
        return made

    def link(self, fields: Mapping[str, Any], cells: Mapping[str, Cell], row: RawRow) -> Made:
        """A link; the same one of another row, or from the other side, is cited there as well."""
        given = dict(fields)
        term = vocabulary.LINK_KINDS[given["kind"]]
        ends = (given["source"], given["target"])
        if given.get("mutual", term.mutual):
            ends = (min(ends), max(ends))
        rest = tuple(sorted((n, v) for n, v in given.items() if n not in ("source", "target")))
        key = (ends, *rest)
        made = self.links.get(key)
        if made is None:
            self._refuse_too_many(row)
            made = self.links[key] = Made(given, dict(cells))
        else:
            self.repeated[row.number] = None
        self._first(row, "link", key)
        return made

    def _refuse_too_many(self, row: RawRow) -> None:
        if len(self.links) + len(self.mandates) >= MOST_RECORDS:
            message = f"up to here the table makes {MOST_RECORDS:,} links and mandates"
            expected = "a part of the table; larger networks are tables of agencies and links"
            raise DataError([self.grid.raw.issue(row, None, message, expected=expected)])

    def _first(self, row: RawRow, what: str, key: tuple[Any, ...]) -> None:
        if len(self.first) < 60:
            self.first.append((row.number, what, key))
