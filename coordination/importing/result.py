"""What an import gives: the network, and an account of every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coordination.importing.grid import shown
from coordination.importing.made import numbers_text
from coordination.importing.map_files import mapping_text
from coordination.importing.mapping import TableMapping
from coordination.importing.names import Near
from coordination.network import Network
from coordination.text.language import counted, listed, singular
from coordination.text.terminal import wrap

__all__ = ["Imported", "LeftOut"]

_SHOWN = 12
"""Names that a summary lists."""

_REASONS = 20
"""Reasons that it lists; all of them are in `left_out`."""


@dataclass(frozen=True)
class LeftOut:
    """Rows that make no record, or of which a part makes none.

    Attributes:
        reason: why.
        rows: their numbers.
    """

    reason: str
    rows: tuple[int, ...]

    def __str__(self) -> str:
        word = "row" if len(self.rows) == 1 else "rows"
        return f"{word} {numbers_text(self.rows, 12)}: {self.reason}"


@dataclass(frozen=True)
class Imported:
    """A table that became a network.

    Attributes:
        network: the network; each record cites its rows.
        mapping: the mapping by which it was read, given or proposed.
        remarks: what a proposed mapping leaves to the user, by field.
        why: what shows that it is such a table, where the mapping was proposed.
        file: name of the file.
        sheet: name of the sheet, or "".
        rows: rows that were read, below the heads.
        made: how many agencies, links, mandates, functions and places are new.
        matched: names of the table by which agencies of the network given are known, with ids.
        new: names of the table that no agency has.
        near: names that may mean one agency; nothing was merged.
        repeated: rows that say again what another one says; the record cites both.
        left_out: rows that make no record, with the reason.
        unused: heads of the columns that weren't read.
        notes: what was taken for granted.
        sentences: the first rows as sentences, by the number of the row.
    """

    network: Network
    mapping: TableMapping
    remarks: Mapping[str, list[str]]
    why: str
    file: str
    sheet: str
    rows: int
    made: Mapping[str, int]
    matched: Mapping[str, str]
    new: tuple[str, ...]
    near: tuple[Near, ...]
    repeated: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    unused: tuple[str, ...]
    notes: tuple[str, ...]
    sentences: tuple[tuple[int, str], ...]

    def __repr__(self) -> str:
        return f"<Imported {shown(self.file)!r}: {counted(self.rows, 'row')}, {self._made()}>"

    def __str__(self) -> str:
        return self.to_text()

    @property
    def mapping_text(self) -> str:
        """The file of the mapping, with near names and open words as remarks."""
        return mapping_text(self.mapping, self.remarks)

    def _made(self) -> str:
        parts = [counted(count, singular(name)) for name, count in self.made.items() if count]
        return listed(parts) or "nothing"

    def to_text(self, *, width: int = 80) -> str:
        """The account as text: what the table is, the first rows, and what became of every row.

        Args:
            width: columns of a line.
        """
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        why = f" ({self.why})" if self.why else ""
        head = f"{shown(self.file)}{sheet}: {counted(self.rows, 'row')}, read as "
        lines = [f"{head}{type(self.mapping).TITLE}{why}.", ""]
        if self.sentences:
            lines.append("First rows:")
            lines += [f"  row {row}: {text}." for row, text in self.sentences]
            lines.append("")
        lines.append(f"New: {self._made()}.")
        if self.matched:
            known = counted(len(self.matched), "name")
            lines.append(f"Known: {known} of agencies that the network has already.")
            lines.append(f"No agency has: {_some(self.new)}; kept as new ones." if self.new else "")
        if self.repeated:
            count = counted(len(self.repeated), "row")
            verb = "repeats" if len(self.repeated) == 1 else "repeat"
            where = numbers_text(self.repeated, 12)
            lines.append(f"{count} {verb} another one, and the record cites both: {where}.")
        if self.left_out:
            lines.append("Left out:")
            lines += [f"  {one}." for one in self.left_out[:_REASONS]]
            if len(self.left_out) > _REASONS:
                more = sum(len(one.rows) for one in self.left_out[_REASONS:])
                lines.append(f"  {counted(more, 'row')} for other reasons.")
        else:
            lines.append("Left out: no row.")
        if self.unused:
            lines.append(f"Columns that were not read: {_some(self.unused)}.")
        lines += [f"Note: {note}." for note in self.notes]
        if self.near:
            lines.append("")
            lines.append(
                "Names that may mean one agency (nothing was merged; what is one goes into the "
                "mapping, below same_as):"
            )
            for near in self.near[:_SHOWN]:
                lines.append(f"  {shown(near.name)} = {shown(near.agency)}? ({near.why})")
            if len(self.near) > _SHOWN:
                lines.append(f"  and {len(self.near) - _SHOWN:,} more")
        return "\n".join(_wrapped(line, width) for line in lines).rstrip("\n") + "\n"


def _wrapped(line: str, width: int) -> str:
    inside = line[: len(line) - len(line.lstrip())]
    return "\n".join(wrap(line.strip(), width, inside, inside + "  ")) if line else ""


def _some(names: tuple[str, ...]) -> str:
    first = [shown(name) for name in names[:_SHOWN]]
    more = len(names) - len(first)
    return f"{', '.join(first)} and {more:,} more" if more else listed(first)
