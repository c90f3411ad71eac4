"""Translate the words in cells into ours, and report those that aren't understood."""

from __future__ import annotations

import re
from collections.abc import Callable

from coordination.errors import Issue
from coordination.importing.dates import NO_DATES, iso_date, short_year
from coordination.importing.grid import Cell, folded, shown, tidy
from coordination.importing.map_files import Located, key_text
from coordination.importing.mapping import NOTHING
from coordination.importing.words import MARKS, NO_MARKS, TABLES, near_word, our_word

__all__ = ["CellWords", "is_number", "remark", "split_words"]

_MOST_ISSUES = 1_000
"""Issues after which no more are noted."""


class CellWords:
    """The words of a table, each asked for once.

    Args:
        located: the mapping, with the places of its parts.
        issues: takes what is wrong.
    """

    def __init__(self, located: Located, issues: list[Issue]) -> None:
        self.located, self.mapping, self.issues = located, located.mapping, issues
        self._words: dict[tuple[str, str | None], dict[str, str]] = {}
        self._asked: dict[tuple[str, str], str | None] = {}
        self._kinds: dict[tuple[str, str], list[str]] = {}

    def note_issue(self, cell: Cell, message: str, expected: str = "", hint: str = "") -> None:
        """Note that a cell is wrong."""
        if len(self.issues) < _MOST_ISSUES:
            self.issues.append(cell.issue(message, expected, hint))

    def parts(self, cell: Cell) -> list[Cell]:
        """The parts of a cell with several words, without empty ones."""
        texts = cell.text.split(self.mapping.separator)
        found = [cell.with_text(tidy(text)) for text in texts]
        return [part for part in found if not part.blank]

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

    def date(self, cell: Cell | None, name: str) -> str | None:
        """The date in a cell as data files have it, None where it says nothing or is none.

        Args:
            cell: the cell, None where the table has no such column.
            name: the field that it is for.
        """
        if cell is None or cell.blank or folded(cell.text) in NO_DATES:
            return None
        if self._means_nothing(cell, name):
            return None
        found = iso_date(cell.text, self.mapping.dates)
        if found is None:
            either = any(iso_date(cell.text, order) for order in ("day-first", "month-first"))
            hint = short_year(cell.text)
            if either:
                hint = "write in the mapping: dates: day-first, or dates: month-first"
            elif not any(map(str.isdigit, cell.text)):
                word = key_text(shown(cell.text))
                hint = f"if it says nothing, write: values: {{{name}: {{{word}: nothing}}}}"
            self.note_issue(
                cell,
                f"'{shown(cell.text)}' {'may be two dates' if either else 'is not a date'}",
                "a day such as 2009-06-30, 30/06/2009 or 30 June 2009, a month or a year",
                hint,
            )
        return found

    def _means_nothing(self, cell: Cell, name: str) -> bool:
        """Whether the mapping says so of the cell's text, in this field or in all."""
        said = {folded(word): ours for word, ours in self.mapping.values.items()}
        word = folded(cell.text)
        return NOTHING in (said.get(word), self.meanings(name).get(word))

    def says_nothing(self, cell: Cell, name: str) -> bool:
        """Whether the mapping says that a word means nothing."""
        return cell.blank or self.meanings(name, "kind").get(folded(cell.text)) == NOTHING

    def free(self, cell: Cell, name: str) -> Cell:
        """The cell with what the mapping says that its text means, for names of any sort."""
        said = self.meanings(name).get(folded(cell.text))
        if said is None:
            return cell
        return cell.with_text("" if said == NOTHING else said)

    def meanings(self, name: str, table: str | None = None) -> dict[str, str]:
        """What the mapping says that words mean, of one field and, with a table, of all fields.

        A meaning that stands for all fields counts in those where it is one of our words.
        """
        key = (name, table)
        if key not in self._words:
            own = self.mapping.values.get(name, {})
            words = dict(own) if isinstance(own, dict) else {}
            for word, ours in self.mapping.values.items() if table else ():
                if isinstance(ours, str) and (
                    _fits(ours, table) or not any(_fits(ours, one) for one in TABLES)
                ):
                    words.setdefault(word, ours)
            self._words[key] = {folded(word): ours for word, ours in words.items()}
        return self._words[key]

    def _understood(self, cell: Cell, name: str, table: str) -> str | None:
        said = self.meanings(name, table).get(folded(cell.text))
        if said is not None:
            found = NOTHING if said == NOTHING else our_word(said, table)
            return found or self._bad_meaning(cell, name, table, said)
        found = our_word(cell.text, table)
        if found is not None:
            return found
        self.unknown(cell, name, table)
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
        words = self.meanings(name, "kind")

        def of(part: Cell) -> list[str] | None:
            text = folded(part.text)
            if text in words or our_word(text, "kind"):
                found = self.word(part, name, "kind")
                return [found] if found else []
            if text in MARKS or is_number(text):
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
                self.unknown(part, name, "kind")
            found += kinds or []
        return list(dict.fromkeys(found))

    def unknown(self, cell: Cell, name: str, table: str) -> None:
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


def _fits(meaning: str, table: str | None) -> bool:
    return meaning == NOTHING or (table is not None and our_word(meaning, table) is not None)


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


def is_number(text: str) -> bool:
    """Whether a text is a number, such as a weight."""
    return re.fullmatch(r"[-+]?[0-9]{1,15}([.,][0-9]{1,15})?", text) is not None
