"""The records of a network as arrays, from which projections are made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.model import Agency, Gazetteer, Link, first_day, last_day, vocabulary
from coordination.progress import require_time
from coordination.text.language import counted

__all__ = [
    "ALWAYS",
    "KINDS",
    "NEVER",
    "ROLES",
    "STATUSES",
    "Columns",
    "Flags",
    "columns_of",
    "where_agencies_act",
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
        """An agency and the bodies that it is part of, itself first, the nearest next; as codes."""
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


_SECONDS_OF_A_TIE = 1e-4
"""What all rules, and a page, take for a tie, roughly."""


def columns_of(
    agencies: Mapping[str, Agency],
    functions: Iterable[str],
    links: Mapping[str, Link],
    *,
    gazetteer: Gazetteer | None = None,
) -> Columns:
    """Columns of records."""
    ids, function_ids = tuple(agencies), tuple(functions)
    code = {key: n for n, key in enumerate(ids)}
    function_code = {key: n for n, key in enumerate(function_ids)}
    kind_code = {name: n for n, name in enumerate(KINDS)}
    status_code = {name: n for n, name in enumerate(STATUSES)}
    of_links: list[tuple[int, ...]] = []
    place_of = {key: place for place, key in enumerate(links)}
    for link in links.values():
        of_links.append(
            (
                kind_code[link.kind],
                status_code[link.status],
                link.mutual,
                link.formal,
                first_day(link.start).toordinal() if link.start else int(NEVER),
                last_day(link.end).toordinal() if link.end else int(ALWAYS),
                link.assumed,
                any(passage.stance == "supports" for passage in link.evidence),
                link.due is not None,
                link.superseded_by is not None,
                place_of.get(link.under or "", -1),
                code.get(link.under or "", -1),
            )
        )
    pairs = _pairs_of(links.values(), ids, code)
    values = np.array(of_links, np.int64).reshape(-1, 12)[pairs[:, 2]]
    serving = _serving_of(links.values(), function_code, pairs[:, 2])
    mandates = np.array(
        [
            (code[key], function_code[m.function], ROLES.index(m.role))
            for key, agency in agencies.items()
            for m in agency.mandates
        ],
        np.int32,
    ).reshape(-1, 3)
    held = [(one, mandate) for one in agencies.values() for mandate in one.mandates]
    place_code: dict[str, int] = {}
    spots = np.array(
        [
            (row, place_code.setdefault(place, len(place_code)))
            for row, (agency, mandate) in enumerate(held)
            for place in agency.places_of(mandate)
        ],
        np.int32,
    ).reshape(-1, 2)
    members = np.array(
        [(code[key], code[member]) for key, one in agencies.items() for member in one.members],
        np.int32,
    ).reshape(-1, 2)
    return Columns(
        ids=ids,
        functions=function_ids,
        source=pairs[:, 0].copy(),
        target=pairs[:, 1].copy(),
        link=pairs[:, 2].copy(),
        kind=values[:, 0].astype(np.uint8),
        status=values[:, 1].astype(np.uint8),
        mutual=values[:, 2].astype(bool),
        formal=values[:, 3].astype(bool),
        start=values[:, 4].astype(np.int32),
        end=values[:, 5].astype(np.int32),
        assumed=values[:, 6].astype(bool),
        supported=values[:, 7].astype(bool),
        dated=values[:, 8].astype(bool),
        replaced=values[:, 9].astype(bool),
        under_link=values[:, 10].astype(np.int32),
        under_agency=values[:, 11].astype(np.int32),
        function_rows=serving[:, 0].copy(),
        function_codes=serving[:, 1].copy(),
        jurisdiction=_texts(agency.jurisdiction for agency in agencies.values()),
        level=_texts(vocabulary.same_level(agency.level) for agency in agencies.values()),
        agency_kind=_texts(agency.kind for agency in agencies.values()),
        parent=np.array(
            [code[a.part_of] if a.part_of else -1 for a in agencies.values()], np.int32
        ),
        since=np.array(
            [
                first_day(agency.since).toordinal() if agency.since else int(NEVER)
                for agency in agencies.values()
            ],
            np.int32,
        ),
        mandate_agencies=mandates[:, 0].copy(),
        mandate_functions=mandates[:, 1].copy(),
        mandate_roles=mandates[:, 2].astype(np.uint8),
        places=tuple(place_code),
        mandate_place_rows=spots[:, 0].copy(),
        mandate_places=spots[:, 1].copy(),
        member_wholes=members[:, 0].copy(),
        member_agencies=members[:, 1].copy(),
        gazetteer=gazetteer or Gazetteer(),
    )


def _pairs_of(
    links: Collection[Link], ids: Sequence[str], code: Mapping[str, int]
) -> NDArray[np.int32]:
    """Source, target and place of the link for each pair that links join, as `Link.pairs` has them.

    An instrument of many parties joins very many pairs, which therefore aren't made one by one.
    """
    parties = {place: link.parties for place, link in enumerate(links) if link.parties}
    counts = np.ones(len(links), np.int64)
    for place, members in parties.items():
        counts[place] = len(members) * (len(members) - 1) // 2
    total = int(counts.sum())
    among = int(counts[list(parties)].sum()) if parties else 0
    require_time(
        f"checking {among:,} ties between the parties of {counted(len(parties), 'instrument')}",
        among * _SECONDS_OF_A_TIE,
        "make the parties members of one agency of kind collective, or leave out those that no "
        "finding is about",
    )
    begin = np.cumsum(counts) - counts
    pairs = np.empty((total, 3), np.int32)
    pairs[:, 2] = np.repeat(np.arange(len(links), dtype=np.int32), counts)
    simple = [place for place in range(len(links)) if place not in parties]
    two = (link.ends for link in links if not link.parties)
    ends = [(code[one], code[other]) for one, other in two]
    pairs[begin[simple], :2] = np.array(ends, np.int32).reshape(-1, 2)
    rank = np.empty(len(ids), np.int32)
    rank[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids), dtype=np.int32)
    for place, members in parties.items():
        codes = np.array([code[key] for key in members], np.int32)
        one, other = (codes[half] for half in np.triu_indices(len(codes), 1))
        turned = rank[one] > rank[other]
        rows = slice(begin[place], begin[place] + counts[place])
        pairs[rows, 0] = np.where(turned, other, one)
        pairs[rows, 1] = np.where(turned, one, other)
    return pairs


def _serving_of(
    links: Collection[Link], function_code: Mapping[str, int], place: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Row and function for each function that a row's link serves."""
    counts = np.array([len(link.functions) for link in links], np.int64)
    codes = np.array([function_code[key] for link in links for key in link.functions], np.int32)
    begin, each = (np.cumsum(counts) - counts)[place], counts[place]
    rows = np.repeat(np.arange(len(place), dtype=np.int32), each)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(each) - each, each)
    return np.stack([rows, codes[begin[rows] + within]], axis=1)


def where_agencies_act(
    jurisdiction: NDArray[np.str_], mandate_agencies: Codes
) -> tuple[tuple[str, ...], Codes, Codes]:
    """`places`, `mandate_place_rows` and `mandate_places` of mandates that name no place."""
    own = jurisdiction[mandate_agencies]
    rows = np.flatnonzero(own != "").astype(np.int32)
    places, codes = np.unique(own[rows], return_inverse=True)
    return tuple(places.tolist()), rows, codes.astype(np.int32)


def _texts(values: Iterable[Any]) -> NDArray[np.str_]:
    texts: Sequence[str] = [value or "" for value in values]
    return np.array(texts, dtype=np.str_)
