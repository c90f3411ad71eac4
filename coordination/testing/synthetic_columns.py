"""Made-up agencies and links as the columns and records of a network."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.engine.columns import (
    ALWAYS,
    KINDS,
    NEVER,
    ROLES,
    STATUSES,
    Columns,
)
from coordination.engine.columns_of import where_agencies_act
from coordination.engine.record_table import Coded
from coordination.model import vocabulary

__all__ = [
    "FUNCTIONS",
    "MadeAgencies",
    "MadeLinks",
    "agency_fields",
    "link_fields",
    "link_id",
    "made_columns",
]

FUNCTIONS = (
    ("investigation", "Investigation"),
    ("intelligence", "Intelligence"),
    ("tracing", "Tracing"),
    ("training", "Training"),
    ("prosecution", "Prosecution"),
    ("border-control", "Border control"),
    ("licensing", "Licensing"),
    ("patrol", "Patrol"),
)


@dataclass(eq=False)
class MadeAgencies:
    """Made-up agencies, by code."""

    ids: list[str]
    names: list[str]
    jurisdiction: NDArray[np.str_]
    level: NDArray[np.str_]
    parent: NDArray[np.int32]
    function: NDArray[np.int32]
    leads: NDArray[np.bool_]
    hubs: NDArray[np.int64]


@dataclass(eq=False)
class MadeLinks:
    """Made-up links, each of two agencies, by row."""

    source: NDArray[np.int32]
    target: NDArray[np.int32]
    kind: NDArray[np.uint8]
    status: NDArray[np.uint8]
    function: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]


def link_id(row: int) -> str:
    """Id of a made-up link."""
    return f"l{row}"


def made_columns(made: MadeAgencies, links: MadeLinks) -> Columns:
    """The agencies and links as a network keeps them in bulk."""
    n, m = len(made.ids), len(links.source)
    terms = [vocabulary.LINK_KINDS[kind] for kind in KINDS]
    mandates = np.arange(n, dtype=np.int32)
    places, place_rows, place_codes = where_agencies_act(made.jurisdiction, mandates)
    return Columns(
        ids=tuple(made.ids),
        functions=tuple(key for key, _ in FUNCTIONS),
        source=links.source,
        target=links.target,
        link=np.arange(m, dtype=np.int32),
        kind=links.kind,
        status=links.status,
        mutual=np.array([term.mutual for term in terms])[links.kind],
        formal=np.array([term.formal for term in terms])[links.kind],
        start=links.start,
        end=links.end,
        assumed=np.zeros(m, bool),
        supported=np.ones(m, bool),
        dated=np.zeros(m, bool),
        replaced=np.zeros(m, bool),
        under_link=np.full(m, -1, np.int32),
        under_agency=np.full(m, -1, np.int32),
        function_rows=np.arange(m, dtype=np.int32),
        function_codes=links.function,
        jurisdiction=made.jurisdiction,
        level=made.level,
        agency_kind=np.full(n, "agency"),
        parent=made.parent,
        since=np.full(n, NEVER, np.int32),
        mandate_agencies=mandates,
        mandate_functions=made.function,
        mandate_roles=np.where(made.leads, ROLES.index("lead"), ROLES.index("participant")).astype(
            np.uint8
        ),
        places=places,
        mandate_place_rows=place_rows,
        mandate_places=place_codes,
        member_wholes=np.zeros(0, np.int32),
        member_agencies=np.zeros(0, np.int32),
    )


class _Made:
    """A column that is made row by row, by a function that can be pickled."""

    def __init__(self, make: Any) -> None:
        self.make = make

    def __getitem__(self, row: int) -> Any:
        return self.make(row)


def agency_fields(made: MadeAgencies) -> dict[str, Any]:
    """The fields of agencies, for records that are made when asked for."""
    return {
        "id": made.ids,
        "name": made.names,
        "level": made.level.tolist(),
        "jurisdiction": made.jurisdiction.tolist(),
        "part_of": Coded(made.parent, made.ids),
        "mandates": _Made(partial(_mandates, made.function, made.leads)),
    }


def _mandates(functions: NDArray[Any], leads: NDArray[Any], row: int) -> list[dict[str, str]]:
    role = "lead" if leads[row] else "participant"
    return [{"function": FUNCTIONS[functions[row]][0], "role": role}]


def _day(days: NDArray[Any], row: int) -> str | None:
    value = int(days[row])
    open_ended = value in (int(NEVER), int(ALWAYS))
    return None if open_ended else datetime.date.fromordinal(value).isoformat()


def _entry(row: int) -> list[dict[str, str]]:
    return [{"source": "register", "at": f"entry {row + 1}"}]


class _Ids(_Made):
    def __init__(self, size: int) -> None:
        super().__init__(link_id)
        self.size = size

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Any:
        return map(link_id, range(self.size))


def link_fields(made: MadeAgencies, links: MadeLinks) -> dict[str, Any]:
    """The fields of links, for records that are made when asked for."""
    return {
        "id": _Ids(len(links.source)),
        "kind": Coded(links.kind, KINDS),
        "source": Coded(links.source, made.ids),
        "target": Coded(links.target, made.ids),
        "status": Coded(links.status, STATUSES),
        "functions": Coded(links.function, [(key,) for key, _ in FUNCTIONS]),
        "start": _Made(partial(_day, links.start)),
        "end": _Made(partial(_day, links.end)),
        "evidence": _Made(_entry),
    }
