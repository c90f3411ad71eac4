"""Records that rows of a table make, joined to a network in which each cites its rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from coordination.errors import Issue, column_letters
from coordination.importing.grid import Cell, Grid, folded, shown, tidy
from coordination.importing.ids import made_id, untaken
from coordination.importing.map_files import Located, key_text
from coordination.importing.mapping import NOTHING
from coordination.importing.names import Known
from coordination.importing.places import Places
from coordination.importing.words import (
    MARKS,
    NO_MARKS,
    TABLES,
    near_word,
    our_word,
)
from coordination.loading.tables.raw_rows import RawRow
from coordination.model import vocabulary
from coordination.network import Network

__all__ = ["Draft", "Made", "numbers_text", "remark", "split_words"]

_MOST_ISSUES = 1_000
"""Issues after which no more are noted."""

_NO_AGENCY = frozenset(("total", "sum", "grand total", "subtotal", "n/a", "na", "none", "all"))
"""What stands in place of a name and names nobody."""


@dataclass
class Made:
    """One record in the making.

    Attributes:
        fields: its fields, without evidence.
        cells: the cells that gave them, by field.
        places: what of the table carries it: for each remark, or None, the places.
    """

    fields: dict[str, Any]
    cells: dict[str, Cell] = field(default_factory=dict)
    places: dict[str | None, dict[tuple[str, int, int | None], None]] = field(default_factory=dict)

    def cite(
        self, grid: Grid, row: int, column: int | None = None, says: str | None = None
    ) -> None:
        """Note that a row, or a cell of it, carries the record."""
        self.places.setdefault(says, {})[grid.raw.sheet, row, column] = None

    def evidence(self, source: str) -> list[dict[str, Any]]:
        """The passages that carry it: one for each remark."""
        return [
            {"source": source, "at": _places_text(cited), **({"says": says} if says else {})}
            for says, cited in self.places.items()
        ]


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
        self.left_out: dict[str, dict[int, None]] = defaultdict(dict)
        self.repeated: dict[int, None] = {}
        self.several: dict[int, None] = {}
        self.notes: list[str] = []
        self.known = Known(into)
        self.places = Places(into, self.mapping.default.place)
        self.agencies: dict[str, Made] = {}
        self.functions: dict[str, str] = {}
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
        self._words: dict[str, dict[str, str]] = {}
        self._asked: dict[tuple[str, str], str | None] = {}
        self._kinds: dict[tuple[str, str], list[str]] = {}

    # -- what goes wrong, and what is left out ---------------------------------------------------

    def note_issue(self, cell: Cell, message: str, expected: str = "", hint: str = "") -> None:
        """Note that a cell is wrong."""
        if len(self.issues) < _MOST_ISSUES:
            self.issues.append(cell.issue(message, expected, hint))

    def leave_out(self, row: RawRow, reason: str) -> None:
        """Note that a row, or a part of it, makes no record."""
        self.left_out[reason][row.number] = None

    # -- words -----------------------------------------------------------------------------------

    def parts(self, cell: Cell) -> list[Cell]:
        """The parts of a cell with several words, without empty ones."""
        texts = cell.text.split(self.mapping.separator)
        found = [cell.with_text(tidy(text)) for text in texts]
        return [part for part in found if not part.blank]

    def names(self, cell: Cell) -> list[Cell]:
        """The same for a cell of names of agencies; several are noted."""
        found = self.parts(cell)
        if len(found) > 1:
            self.several[cell.row.number] = None
        return found

    def word(self, cell: Cell, name: str, table: str | None = None) -> str | None:
        """Our word for that of a cell, None where it says nothing or isn't understood.

        Args:
            cell: the cell.
            name: the field that it is for.
            table: what our word says; None means the same as the field.
        """
        if cell.blank:
            return None
        table = table or name
        key = (name, cell.text)
        if key not in self._asked:
            self._asked[key] = self._understood(cell, name, table)
        found = self._asked[key]
        return None if found == NOTHING else found

    def says_nothing(self, cell: Cell, name: str) -> bool:
        """Whether the mapping says that a word means nothing."""
        return cell.blank or self._mapped(name).get(folded(cell.text)) == NOTHING

    def free(self, cell: Cell, name: str) -> Cell:
        """The cell with what the mapping says that its text means, for names of any sort."""
        said = self._mapped(name, flat=False).get(folded(cell.text))
        if said is None:
            return cell
        return cell.with_text("" if said == NOTHING else said)

    def _mapped(self, name: str, flat: bool = True) -> dict[str, str]:
        key = f"{name}{'' if flat else '!'}"
        if key not in self._words:
            own = self.mapping.values.get(name, {})
            words = self.mapping.words(name) if flat else own if isinstance(own, dict) else {}
            self._words[key] = {folded(word): ours for word, ours in words.items()}
        return self._words[key]

    def _understood(self, cell: Cell, name: str, table: str) -> str | None:
        said = self._mapped(name).get(folded(cell.text))
        if said is not None:
            found = NOTHING if said == NOTHING else our_word(said, table)
            return found or self._bad_meaning(cell, name, table, said)
        found = our_word(cell.text, table)
        if found is not None:
            return found
        self.unknown_word(cell, name, table)
        return None

    def kinds(self, cell: Cell, name: str, default: str) -> list[str]:
        """The kinds of link that a cell names; none where it says that there is none.

        Args:
            cell: the cell: "MOU", "MOU; training", "x", "3".
            name: the field that it is for, "kind" or "cells".
            default: the kind where the cell says no more than that something is there.
        """
        key = (f"{name}s", cell.text)
        if key not in self._kinds:
            self._kinds[key] = self._kinds_of(cell, name, default)
        return self._kinds[key]

    def _kinds_of(self, cell: Cell, name: str, default: str) -> list[str]:
        words = self._mapped(name)

        def of(part: Cell) -> list[str] | None:
            text = folded(part.text)
            if text in words or our_word(text, "kind"):
                found = self.word(part, name, "kind")
                return [found] if found else []
            if text in MARKS or _is_number(text):
                return [default] if text in MARKS or float(text.replace(",", ".")) != 0 else []
            return [] if part.blank or text in NO_MARKS else None

        parts = split_words(
            cell.text, self.mapping.separator, lambda text: of(cell.with_text(text)) is not None
        )
        found: list[str] = []
        for text in parts:
            part = cell.with_text(text)
            kinds = of(part)
            if kinds is None:
                self.unknown_word(part, name, "kind")
            found += kinds or []
        return list(dict.fromkeys(found))

    def unknown_word(self, cell: Cell, name: str, table: str) -> None:
        """Note a word that is none of ours, with the line to write in the mapping."""
        near = near_word(cell.text, table)
        word = shown(cell.text)
        meant = near or next(iter(TABLES[table]))
        flat = f"values: {{{key_text(cell.text[:200])}: {meant}}}"
        line = (
            flat
            if name in ("kind", "status", "cells")
            else (f"values: {{{name}: {{{key_text(cell.text[:200])}: {meant}}}}}")
        )
        called = _CALLED.get(table, table)
        self.note_issue(
            cell,
            f"'{word}' is no {called} that we know",
            ", ".join([*TABLES[table], NOTHING]),
            f"write in the mapping, for example: {line}",
        )

    def _bad_meaning(self, cell: Cell, name: str, table: str, said: str) -> str | None:
        given = self.mapping.values
        own = given.get(name)
        inside = own if isinstance(own, dict) else given
        word = next((one for one in inside if folded(one) == folded(cell.text)), cell.text)
        path = ("values", name, word) if isinstance(own, dict) and word in own else ("values", word)
        near = near_word(said, table)
        self.issues.append(
            self.located.issue(
                path,
                f"'{shown(said)}' is no {_CALLED.get(table, table)}",
                ", ".join([*TABLES[table], NOTHING]),
                f"did you mean '{near}'?" if near else "",
            )
        )
        return None

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
        if cell.blank or folded(name) in self._nobody:
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
            self.note_issue(
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
            self.functions[found] = name
        return found

    def mandate(self, agency: str, fields: Mapping[str, Any], row: RawRow) -> Made:
        """A mandate of an agency; the same one of another row is cited there as well."""
        key = (agency, *sorted(fields.items()))
        made = self.mandates.get(key)
        if made is None:
            made = self.mandates[key] = Made(dict(fields))
        else:
            self.repeated[row.number] = None
        self._first(row, "mandate", key)
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
            made = self.links[key] = Made(given, dict(cells))
        else:
            self.repeated[row.number] = None
        self._first(row, "link", key)
        return made

    def _first(self, row: RawRow, what: str, key: tuple[Any, ...]) -> None:
        if len(self.first) < 60:
            self.first.append((row.number, what, key))


_CALLED = {
    "kind": "kind of link",
    "agency_kind": "kind of agency",
    "agency_level": "level of government",
    "confidence": "word for how firm it is",
    "task": "letter of a RACI chart",
}
"""What messages call the words of a table."""


def split_words(text: str, separator: str, known: Callable[[str], bool]) -> list[str]:
    """The words of a cell: all of it where it is known, else its parts.

    Args:
        text: the cell.
        separator: what separates words; where it doesn't, commas, slashes and line ends may.
        known: whether a word is known.

    Example:
        >>> split_words("MOU, training", ";", {"MOU", "training"}.__contains__)
        ['MOU', 'training']
    """
    if known(text):
        return [text]
    found: list[str] = []
    for part in (tidy(one) for one in text.split(separator)):
        if part and not known(part):
            smaller = [tidy(one) for one in re.split(r"[,/+\n|]", part) if one.strip()]
            if len(smaller) > 1 and all(map(known, smaller)):
                found += smaller
                continue
        if part:
            found.append(part)
    return found


def remark(cell: Cell) -> str | None:
    """What a passage says of a cell that says more than that a link of some kind is there."""
    if folded(cell.text) in MARKS or our_word(cell.text, "kind"):
        return None
    return f"The cell reads: {cell.text}"


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+]?[0-9]{1,15}([.,][0-9]{1,15})?", text) is not None


def _places_text(cited: Iterable[tuple[str, int, int | None]]) -> str:
    """The places that carry a record, as one phrase: "Links, rows 2-4 and 9", "row 3, cell C3"."""
    by_sheet: dict[str, tuple[list[int], list[str]]] = {}
    for sheet, row, column in cited:
        rows, cells = by_sheet.setdefault(sheet, ([], []))
        if column is None:
            rows.append(row)
        else:
            cells.append(f"row {row}, cell {column_letters(column + 1)}{row}")
    parts = []
    for sheet, (rows, cells) in by_sheet.items():
        if len(cells) > _MOST_CITED:
            cells = [*cells[:_MOST_CITED], f"{len(cells) - _MOST_CITED:,} more cells"]
        if rows:
            word = "row" if len(set(rows)) == 1 else "rows"
            cells = [f"{word} {numbers_text(rows)}", *cells]
        parts += [f"{sheet}, {part}" if sheet else part for part in cells]
    return "; ".join(parts)


_MOST_CITED = 40
"""Ranges of rows, or cells, that a passage names."""


def numbers_text(numbers: Iterable[int], most: int = _MOST_CITED) -> str:
    """Numbers of rows in their order, runs as ranges.

    Example:
        >>> numbers_text([2, 3, 4, 9]), numbers_text(range(1, 9, 2), most=2)
        ('2-4 and 9', '1, 3 and 2 more')
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [str(low) if low == high else f"{low}-{high}" for low, high in runs[:most]]
    more = sum(high - low + 1 for low, high in runs[most:])
    if more:
        words.append(f"{more:,} more")
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
