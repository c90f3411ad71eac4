"""Make columns of records: one row for each pair of agencies that a link joins."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.engine.columns import ALWAYS, KINDS, NEVER, ROLES, STATUSES, Codes, Columns
from coordination.model import Agency, Gazetteer, Link, first_day, last_day, vocabulary
from coordination.progress import require_time
from coordination.text.language import counted

__all__ = ["columns_of", "where_agencies_act"]

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
    place_of = {key: place for place, key in enumerate(links)}
    pairs = _pairs_of(links.values(), ids, code)

    def each(value: Callable[[Link], int], kind: type[np.generic] | type[bool]) -> NDArray[Any]:
        return np.array([value(link) for link in links.values()], kind)[pairs[:, 2]]

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
        kind=each(lambda one: kind_code[one.kind], np.uint8),
        status=each(lambda one: status_code[one.status], np.uint8),
        mutual=each(lambda one: one.mutual, bool),
        formal=each(lambda one: one.formal, bool),
        start=each(lambda one: _day(first_day, one.start, NEVER), np.int32),
        end=each(lambda one: _day(last_day, one.end, ALWAYS), np.int32),
        assumed=each(lambda one: one.assumed, bool),
        supported=each(lambda one: any(p.stance == "supports" for p in one.evidence), bool),
        dated=each(lambda one: one.due is not None, bool),
        replaced=each(lambda one: one.superseded_by is not None, bool),
        under_link=each(lambda one: place_of.get(one.under or "", -1), np.int32),
        under_agency=each(lambda one: code.get(one.under or "", -1), np.int32),
        function_rows=serving[:, 0].copy(),
        function_codes=serving[:, 1].copy(),
        jurisdiction=_texts(agency.jurisdiction for agency in agencies.values()),
        level=_texts(vocabulary.same_level(agency.level) for agency in agencies.values()),
        agency_kind=_texts(agency.kind for agency in agencies.values()),
        parent=np.array(
            [code[a.part_of] if a.part_of else -1 for a in agencies.values()], np.int32
        ),
        since=np.array([_day(first_day, a.since, NEVER) for a in agencies.values()], np.int32),
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


def _day(day: Callable[[str], datetime.date], when: str | None, otherwise: np.int32) -> int:
    return day(when).toordinal() if when else int(otherwise)


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
