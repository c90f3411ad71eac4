"""The table of a counterpart mirror, as records and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from coordination.errors import unknown
from coordination.measures.result import Result
from coordination.network import Network
from coordination.text.markdown import escaped, table

__all__ = ["Ends", "Mirror", "MirrorCell"]

Ends = tuple[tuple[str, str, str], ...]
"""Links as (holder here, agency there, id of the link)."""

CellState = Literal["held", "missing", "not recorded"]

_MOST_NAMED = 12
"""Agencies that one cell of the Markdown table names; the rest are counted."""


@dataclass(frozen=True)
class MirrorCell:
    """One function in one jurisdiction.

    Attributes:
        function: id of the function.
        jurisdiction: ISO 3166 code or id of a place; "" for agencies of which no place is known.
        state: "held" where agencies hold the function; "missing" where none does and that was
            examined (a requirement towards it has no counterpart, or the network's mandates are
            covered in full); "not recorded" where the data is silent.
        holders: ids of the agencies that hold it.
        leads: those of them that lead it or are its contact.
        levels: levels of government of the holders, sorted.
        ties: working operational links for the function with agencies elsewhere, as (holder here,
            agency there, id of the link). What a part of a holder does, the holder does.
        failing: links for the function with agencies elsewhere that don't work, likewise.
        through: ids of third agencies that join holders here with holders elsewhere who have no
            working link of their own.
        requirements: ids of the unmet requirements towards this jurisdiction and function.
    """

    function: str
    jurisdiction: str
    state: CellState
    holders: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    ties: tuple[tuple[str, str, str], ...] = ()
    failing: tuple[tuple[str, str, str], ...] = ()
    through: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Mirror(Result):
    """Functions by jurisdictions.

    Iterating gives the cells, function by function.

    Attributes:
        network: the network.
        functions: ids of the functions, the rows.
        jurisdictions: ISO 3166 codes of the jurisdictions to show as columns.
        cells: the cells, row by row.
        note: what it is taken from; it has no projection to choose.
    """

    name = "mirror"
    projection = None
    note = (
        "mandates as recorded; operational links that name the function, working or failing by"
        " their status; requirements that are not met"
    )

    network: Network
    functions: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    cells: tuple[MirrorCell, ...]

    def __iter__(self) -> Iterator[MirrorCell]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def __getitem__(self, place: tuple[str, str]) -> MirrorCell:
        for cell in self.cells:
            if (cell.function, cell.jurisdiction) == place:
                return cell
        raise unknown("cell", place, ())

    def __repr__(self) -> str:
        missing = sum(cell.state == "missing" for cell in self)
        rows, columns = len(self.functions), len(self.jurisdictions)
        shape = f"{rows} functions x {columns} jurisdictions, {missing} missing"
        return self._look("", shape)

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per cell, as pandas and polars take them; ids joined by spaces.

        Those tied stand as "holder here>agency there".
        """
        return [
            {
                "function": cell.function,
                "jurisdiction": cell.jurisdiction,
                "state": cell.state,
                "holders": " ".join(cell.holders),
                "leads": " ".join(cell.leads),
                "levels": " ".join(cell.levels),
                "tied": _pairs(cell.ties),
                "failing": _pairs(cell.failing),
                "through": " ".join(cell.through),
                "requirements": " ".join(cell.requirements),
            }
            for cell in self
        ]

    def to_markdown(self) -> str:
        """A table with a row per function and a column per jurisdiction.

        Leads are bold, and the level of government stands in brackets. Behind an arrow stand the
        agencies elsewhere that a working link joins with a holder, behind a crossed one those with
        which links don't work; the arrow runs as the link does, "PGR ← ATF" from ATF to PGR. Then
        come the third agencies that others are only reached through, and the requirements that are
        not met. Of many agencies in one cell the first are named.
        """
        places = self.network.gazetteer
        names = [places.name(code) if code else "No place" for code in self.jurisdictions]
        head = ["Function", *(escaped(name) for name in names)]
        cells = {(cell.function, cell.jurisdiction): cell for cell in self.cells}
        rows = (
            [
                escaped(self.network.functions[function].name),
                *(self._words(cells[function, code]) for code in self.jurisdictions),
            ]
            for function in self.functions
        )
        return table(head, rows, marked=True) + "\n"

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def _words(self, cell: MirrorCell) -> str:
        parts = [self._holders(cell) if cell.holders else cell.state]
        reached = self._reached(cell)
        if len(cell.holders) == 1:
            parts[0] += reached[0].removeprefix(self._name(cell.holders[0])) if reached else ""
        else:
            parts += reached
        if cell.through:
            parts.append(f"others only through {self._listed(cell.through)}")
        if cell.requirements:
            lacking = [f"`{key}`" for key in cell.requirements[:_MOST_NAMED]]
            parts.append(f"not met: {', '.join(lacking)}{_more(cell.requirements)}")
        return "; ".join(parts)

    def _holders(self, cell: MirrorCell) -> str:
        """Who holds the function, with their level: each its own, or once where all are alike."""
        level_of = {key: self.network.agencies[key].level for key in cell.holders[:_MOST_NAMED]}
        alike = len(cell.levels) == 1 and None not in level_of.values()
        words = [
            (f"**{self._name(key)}**" if key in cell.leads else self._name(key))
            + (f" ({level})" if level and not alike else "")
            for key, level in level_of.items()
        ]
        level = next(iter(level_of.values()))
        return ", ".join(words) + _more(cell.holders) + (f" ({level})" if level and alike else "")

    def _reached(self, cell: MirrorCell) -> list[str]:
        """For each holder with links elsewhere, whom it reaches and whom it fails to."""
        ends: dict[str, dict[str, dict[str, None]]] = {}
        for arrows, links in (("→←↔", cell.ties), ("↛↚↮", cell.failing)):
            for here, there, link in links:
                arrow = arrows[self._way(here, link)]
                ends.setdefault(here, {}).setdefault(arrow, {})[there] = None
        told = [
            self._name(here)
            + "".join(
                f" {arrow} {self._listed(tuple(reached[arrow]))}"
                for arrow in "→←↔↛↚↮"
                if arrow in reached
            )
            for here, reached in sorted(ends.items(), key=lambda one: cell.holders.index(one[0]))
        ]
        return told[:_MOST_NAMED] + (
            [f"{len(told) - _MOST_NAMED:,} more"] if len(told) > _MOST_NAMED else []
        )

    def _way(self, here: str, link: str) -> int:
        """Which way a link runs, seen from an agency here: 0 from it, 1 to it, 2 both ways."""
        record = self.network.links[link]
        if record.mutual or len(record.agencies) != 2:
            return 2
        return 0 if record.ends[0] in self.network.parts(here) else 1

    def _listed(self, keys: tuple[str, ...]) -> str:
        return ", ".join(map(self._name, keys[:_MOST_NAMED])) + _more(keys)

    def _name(self, agency: str) -> str:
        return escaped(self.network.label(agency))


def _pairs(links: Ends) -> str:
    return " ".join(dict.fromkeys(f"{here}>{there}" for here, there, _ in links))


def _more(keys: Sequence[str]) -> str:
    return f" and {len(keys) - _MOST_NAMED:,} more" if len(keys) > _MOST_NAMED else ""
