"""Propose which word of ours each word in the cells of a table stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from coordination.importing.cell_words import is_number, split_words
from coordination.importing.forms.raci import letters
from coordination.importing.grid import Grid, folded, shown, tidy
from coordination.importing.map_files import key_text
from coordination.importing.mapping import NOTHING
from coordination.importing.words import MARKS, NO_MARKS, TABLES, exact_word, near_word, our_word
from coordination.text.language import counted

__all__ = ["WordProposals"]

_MOST_WORDS = 200
"""Different words of one field that are proposed; where there are more, it is no list of words."""

_WORD_FIELDS = {
    "edges": {
        "kind": "kind",
        "status": "status",
        "confidence": "confidence",
        "direction": "direction",
        "from_kind": "agency_kind",
        "to_kind": "agency_kind",
    },
    "members": {"status": "status", "agency_kind": "agency_kind", "forum_kind": "agency_kind"},
    "activities": {
        "role": "role",
        "status": "status",
        "agency_kind": "agency_kind",
        "agency_level": "agency_level",
    },
}
"""Fields whose cells hold words of ours, and which."""


class WordProposals:
    """Words of a table and ours, as far as they are understood.

    Args:
        grid: the table.
        columns: its columns by field; one that turns out to hold no words is taken out.
        remarks: lines for the file of the mapping, by field; what isn't understood is added.
    """

    def __init__(self, grid: Grid, columns: dict[str, int], remarks: dict[str, list[str]]) -> None:
        self.grid, self.columns, self.remarks = grid, columns, remarks
        self.values: dict[str, dict[str, str]] = {}

    def propose_all(self, form: str, separator: str) -> None:
        """Propose words for every column of a form that holds some.

        Args:
            form: the form of the table.
            separator: what stands between several words in one cell.
        """
        for name, table in _WORD_FIELDS.get(form, {}).items():
            if name in self.columns:
                cells = (
                    cell.text for cell in self.grid.cells(self.columns[name]) if not cell.blank
                )
                self.propose(name, table, cells, separator)
        if form == "activities" and "agency_kind" in self.columns:
            self._levels()
        label = self.columns.get("agency", self.columns.get("task", 0))
        if form == "matrix" or (form == "raci" and "responsible" not in self.columns):
            texts = (
                text
                for row in self.grid.rows
                for text in row.cells[label + 1 :]
                if text and text not in ("-", "–", "—")
            )
            if form == "matrix":
                self.propose("cells", "kind", texts, separator)
            else:
                unknown = Counter(text for text in texts if letters(text, {}) is None)
                unknown = Counter({t: n for t, n in unknown.items() if folded(t) not in NO_MARKS})
                self._leave_to_user("cells", "task", unknown)

    def propose(self, name: str, table: str, cells: Iterable[str], separator: str) -> None:
        """Propose words for the cells of one field, or leave the column out as no list of words.

        Args:
            name: the field.
            table: the table of our words that the field takes.
            cells: the texts of its cells.
            separator: what stands between several words in one cell.
        """
        counts = Counter(cells)

        def known(text: str) -> bool:
            return our_word(text, table) is not None or exact_word(text, table) is not None

        words: Counter[str] = Counter()
        for text, count in counts.items():
            parts = split_words(text, separator, known) if table == "kind" else [text]
            for part in parts:
                words[part] += count
        unknown: Counter[str] = Counter()
        by_fold: dict[str, str] = {}
        for word, count in words.items():
            mark = (
                table == "kind"
                and name != "agency_kind"
                and (folded(word) in MARKS | NO_MARKS or is_number(word))
            )
            if mark or our_word(word, table) or folded(word) in by_fold:
                continue
            by_fold[folded(word)] = word
            near = near_word(word, table)
            if near is None:
                unknown[word] = count
            else:
                self.values.setdefault(name, {})[word] = near
        reason = ""
        if len(words) > _MOST_WORDS:
            reason = f"it holds {len(words):,} different texts"
        elif unknown and (name != "kind" or all(map(is_number, words))):
            # A column of numbers, or of words of which none is understood, is something else.
            understood = len(by_fold) - len(unknown) + sum(bool(our_word(w, table)) for w in words)
            reason = "" if understood else "none of its words is one for that"
        if reason and name in self.columns:
            self.values.pop(name, None)
            head = self.grid.heads[self.columns.pop(name)]
            self.remarks.setdefault("", []).append(f"'{shown(head)}' is no {name}: {reason}")
            return
        self._leave_to_user(name, table, unknown)

    def _leave_to_user(self, name: str, table: str, unknown: Counter[str]) -> None:
        if not unknown:
            return
        lines = self.remarks.setdefault("values", [])
        one_of = ", ".join([*TABLES[table], NOTHING])
        lines.append(f"{name}: not understood; write each with one of {one_of}")
        for word, count in unknown.most_common(50):
            lines.append(f"{key_text(word[:200])}:     ({counted(count, 'cell')})")
        if len(unknown) > 50:
            lines.append(f"and {len(unknown) - 50:,} more words")

    def _levels(self) -> None:
        """Sorts of body that say the level of government as well: "UN Agency"."""
        column = self.columns["agency_kind"]
        if "agency_level" in self.columns:
            return
        words = {tidy(cell.text): None for cell in self.grid.cells(column) if not cell.blank}
        levels = {word: exact_word(word, "agency_level") for word in words}
        if len(words) <= _MOST_WORDS and any(levels.values()):
            self.columns["agency_level"] = column
            self.values["agency_level"] = {word: level or NOTHING for word, level in levels.items()}

    def with_fixed(self, fixed: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
        """Words of one field as they are, of several by field.

        Args:
            fixed: words that a preset settles, by field.
        """
        for name, words in fixed.items():
            if name in self.columns:
                own = self.values.get(name, {})
                more = {word: ours for word, ours in own.items() if folded(word) not in words}
                self.values[name] = {**words, **more}
        if len(self.values) == 1:
            (words,) = self.values.values()
            return dict(words)
        return dict(self.values)
