"""The records of a network as arrays of integer codes, one entry a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coordination.model import Gazetteer, vocabulary

__all__ = [
    "ALWAYS",
    "KINDS",
    "NEVER",
    "ROLES",
    "STATUSES",
    "Codes",
    "Columns",
    "Flags",
]

KINDS: tuple[str, ...] = tuple(vocabulary.LINK_KINDS)
"""Kinds of link; a kind's code is its place here."""

STATUSES: tuple[str, ...] = tuple(vocabulary.STATUSES)
"""Statuses of links; a status's code is its place here."""

ROLES: tuple[str, ...] = tuple(vocabulary.ROLES)
"""Roles in a function; a role's code is its place here."""

NEVER, ALWAYS = np.int32(-(2**31)), np.int32(2**31 - 1)
"""Start of a link whose start isn't known, and end of one whose end isn't."""

Codes = NDArray[np.int32]
Small = NDArray[np.uint8]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Columns:
    """Agencies and the pairs that links join, one entry each, as integer codes.

    An instrument of several parties has one row for each of its pairs; `link` says which link a
    row belongs to.

    Attributes:
        ids: ids of the agencies; an agency's code is its place here.
        functions: ids of the functions; likewise.
        source, target: codes of the agencies that each row joins.
        link: place of the row's link among the links of the network.
        kind: code of its kind, see `KINDS`.
        status: code of its status, see `STATUSES`.
        mutual: whether it runs both ways.
        formal: whether a rule puts it there rather than work done.
        start, end: first and last day as proleptic ordinals; `NEVER` and `ALWAYS` where open.
        assumed: whether nothing that was read confirms it.
        supported: whether a passage of a source supports it.
        dated: whether a day is on record on which it was due.
        replaced: whether a link is on record that replaced it.
        under_link: place of the link under which it stands, -1 where it stands under none.
        under_agency: code of the forum under which it stands, likewise.
        function_rows, function_codes: the functions that rows serve, one entry for each pair of
            row and function, sorted by row. A row without an entry serves any.
        jurisdiction, level, agency_kind, parent: what the agencies' records say, as text ("" and
            for `parent` -1 where they say nothing); `parent` holds codes. Of two words for one
            level the one of `vocabulary.same_level`.
        since: first day of each agency as it is now, `NEVER` where the record doesn't say.
        mandate_agencies, mandate_functions, mandate_roles: who holds which function, one entry
            for each mandate, as codes; for roles see `ROLES`.
        places: codes and ids of the places in which mandates hold.
        mandate_place_rows, mandate_places: the places in which mandates hold, one entry for each
            pair of a mandate (its place among the three above) and a place (its place in
            `places`), sorted by mandate: those that the mandate names, else the agency's
            jurisdiction. A mandate without an entry holds nobody knows where.
        gazetteer: what lies in what.
        member_wholes, member_agencies: which agencies are members of which, as codes.
    """

    ids: tuple[str, ...]
    functions: tuple[str, ...]
    source: Codes
    target: Codes
    link: Codes
    kind: Small
    status: Small
    mutual: Flags
    formal: Flags
    start: Codes
    end: Codes
    assumed: Flags
    supported: Flags
    dated: Flags
    replaced: Flags
    under_link: Codes
    under_agency: Codes
    function_rows: Codes
    function_codes: Codes
    jurisdiction: NDArray[np.str_]
    level: NDArray[np.str_]
    agency_kind: NDArray[np.str_]
    parent: Codes
    since: Codes
    mandate_agencies: Codes
    mandate_functions: Codes
    mandate_roles: Small
    places: tuple[str, ...]
    mandate_place_rows: Codes
    mandate_places: Codes
    member_wholes: Codes
    member_agencies: Codes
    gazetteer: Gazetteer = field(default_factory=Gazetteer)

    @cached_property
    def code_of(self) -> dict[str, int]:
        """Code of each agency by id."""
        return {key: code for code, key in enumerate(self.ids)}

    def line(self, agency: int) -> list[int]:
        """An agency and those that it is part of, itself first, the nearest next; as codes."""
        line = [agency]
        while (parent := int(self.parent[line[-1]])) >= 0:
            line.append(parent)
        return line

    @cached_property
    def country(self) -> NDArray[np.str_]:
        """ISO 3166-1 country of each agency, "" where it has no jurisdiction.

        A place that lies in no single country stands for itself.
        """
        places, codes = self._jurisdictions
        names = [place and self.gazetteer.country(place) for place in places]
        return np.array(names, np.str_)[codes] if names else self.jurisdiction

    @cached_property
    def _jurisdictions(self) -> tuple[list[str], NDArray[np.int64]]:
        """The different jurisdictions, and which of them each agency has."""
        code: dict[str, int] = {}
        codes = [code.setdefault(place, len(code)) for place in self.jurisdiction.tolist()]
        return list(code), np.array(codes, np.int64)

    def within(self, area: str) -> Flags:
        """Which agencies lie in a country, a subdivision or another place."""
        places, codes = self._jurisdictions
        inside = [bool(place) and self.gazetteer.within(place, area) for place in places]
        found: Flags = np.array(inside, bool)[codes]
        return found

    def where(
        self,
        kinds: Iterable[str] | None = None,
        statuses: Iterable[str] | None = None,
        formal: bool | None = None,
        looped: bool | None = None,
    ) -> Flags:
        """Which rows are of some kinds and statuses, formal or not, of an agency with itself."""
        wanted = np.ones(len(self.source), bool)
        if kinds is not None:
            wanted &= _among(KINDS, kinds)[self.kind]
        if statuses is not None:
            wanted &= _among(STATUSES, statuses)[self.status]
        if formal is not None:
            wanted &= self.formal == formal
        if looped is not None:
            wanted &= (self.source == self.target) == looped
        return wanted

    def serving(self, functions: Iterable[str]) -> Flags:
        """Which rows serve one of some functions; a row that names none serves any."""
        serves = self._unnamed.copy()
        chosen = _among(self.functions, functions)[self.function_codes]
        serves[self.function_rows[chosen]] = True
        return serves

    @cached_property
    def _unnamed(self) -> Flags:
        """Which rows name no function."""
        unnamed = np.ones(len(self.source), bool)
        unnamed[self.function_rows] = False
        return unnamed


def _among(words: tuple[str, ...], wanted: Iterable[str]) -> Flags:
    """Which codes stand for one of the words that are wanted."""
    marks = np.zeros(len(words), bool)
    marks[[words.index(word) for word in wanted]] = True
    return marks
