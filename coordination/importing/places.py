"""Find the place that a cell means: by ISO 3166, or as a place of the table's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coordination.importing.grid import Cell, folded, tidy
from coordination.importing.ids import made_id, untaken
from coordination.model.jurisdiction import codes_named, jurisdiction_name
from coordination.network import Network

__all__ = ["Places"]


class Places:
    """Places by what tables call them.

    Args:
        into: the network that the table goes into, whose places are known.
        area: the place in which all of the table lies, a code or an id, or None.
    """

    def __init__(self, into: Network | None, area: str | None) -> None:
        self.area = area
        self.records: dict[str, dict[str, Any]] = {}
        self.cells: dict[str, Cell] = {}
        self.conflicts: list[tuple[Cell, str]] = []
        self._known: dict[tuple[str | None, str], str] = {}
        self._taken: set[str] = set()
        self._named: dict[str, list[str]] = {}
        for place in into.places.values() if into else ():
            self._taken.add(place.id)
            for name in {folded(place.name), place.id, folded(place.code or "")} - {""}:
                self._named.setdefault(name, []).append(place.id)
        self._into = into

    def of(self, names: Sequence[Cell], code: Cell | None = None) -> str | None:
        """The place that some cells name together, or None where they say nothing.

        Args:
            names: the cells, the widest place first; blank ones are passed over.
            code: the cell with the code of the narrowest.
        """
        found = self.area
        written = [cell for cell in names if not cell.blank]
        for number, cell in enumerate(written):
            narrowest = number == len(written) - 1 and cell is names[-1]
            found = self._below(found, cell, code if narrowest else None)
        return found

    def country(self, place: str | None) -> str | None:
        """The country that a place lies in, as a code, or None."""
        while place is not None and place == place.lower():
            record: Any = self.records.get(place)
            if record is None and self._into is not None and place in self._into.places:
                within = self._into.places[place].within
                place = within[0] if within else None
            else:
                place = record.get("within") if record else None
        return None if place is None else place[:2]

    def _below(self, area: str | None, cell: Cell, code: Cell | None) -> str:
        name = tidy(cell.text)
        key = (area, folded(name))
        if key not in self._known:
            self._known[key] = self._found(area, name, code)
        place = self._known[key]
        self.cells.setdefault(place, cell)
        record = self.records.get(place)
        if record is not None and code is not None and not code.blank:
            given = record.setdefault("code", code.text)
            if given != code.text:
                self.conflicts.append((code, f"{name} has the code {given} in another row"))
        return place

    def _found(self, area: str | None, name: str, code: Cell | None) -> str:
        known = [
            one
            for one in self._named.get(folded(name), ())
            if area is None or self._into is None or self._into.gazetteer.within(one, area)
        ]
        if len(known) == 1:
            return known[0]
        standard = _standard(area, name)
        if standard and (code is None or "-" not in standard):
            return standard
        before = "" if area is None else f"{area.lower()}-"
        made = untaken(made_id(f"{before}{name}", "place"), f"{before}{name}", self._taken)
        self._taken.add(made)
        self.records[made] = {"id": made, "name": name}
        if area is not None:
            self.records[made]["within"] = area
        if standard:
            self.records[made]["same_as"] = standard
        return made


def _standard(area: str | None, name: str) -> str | None:
    """The ISO 3166 code of a name: of a country, or of a part of the country given."""
    if name.isupper() and len(name) <= 6 and jurisdiction_name(name):
        return name if area is None or name.startswith(area[:2]) else None
    codes = codes_named(name)
    if area is None:
        countries = [code for code in codes if "-" not in code]
        return countries[0] if len(countries) == 1 else None
    if area != area.upper() or "-" in area:
        return None
    parts = [code for code in codes if code.startswith(f"{area}-")]
    return parts[0] if len(parts) == 1 else None
