"""The counterpart mirror: who holds each function in each jurisdiction, side by side."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from coordination.arguments import checked_arguments
from coordination.engine.columns import STATUSES, Columns
from coordination.engine.engine import per_network
from coordination.errors import expect, unknown
from coordination.measures.mirror_table import Ends, Mirror, MirrorCell
from coordination.model import require_jurisdiction
from coordination.model.vocabulary import WORKING
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all

__all__ = ["mirror"]


@checked_arguments
def mirror(
    network: Network,
    *,
    functions: Iterable[str] | None = None,
    jurisdictions: Iterable[str] | None = None,
) -> Mirror:
    """The *counterpart mirror*: who holds each function in each jurisdiction, and who is tied.

    Two jurisdictions coordinate in a function where a holder on each side is tied to one on the
    other. The mirror sets holders opposite each other, so that a side without a holder, with
    several and no lead, at another level, or reached only through a third agency shows at once.

    Args:
        network: the network.
        functions: ids of the functions to show; None means those that any agency holds or any
            requirement names.
        jurisdictions: ISO 3166 codes or ids of places to show, to any depth; None means the
            countries of the holders and of the requirements' counterparts, and a column of their
            own for holders of which no place is known. A place includes what lies in it.

    Returns:
        One cell for each function and jurisdiction.

    Raises:
        ValueError: a function that the network doesn't have, or a code that is no jurisdiction.

    Source:
        Names of leading collaboration practices in GAO-23-105520 (2023): "identify and sustain
        leadership", "clarify roles and responsibilities", "include relevant participants". Setting
        functions against jurisdictions is this project's way to look at them.
    """
    expect(Network, network, "network")
    assessments = assess_all(network)
    rows = _rows(network, functions)
    columns = _columns(network, rows, assessments, jurisdictions)
    cells = [
        _cell(network, exchange, code, assessments)
        for exchange in (_Exchange(network, function) for function in rows)
        for code in columns
    ]
    return Mirror(network, tuple(rows), tuple(columns), tuple(cells))


def _rows(network: Network, functions: Iterable[str] | None) -> list[str]:
    if functions is not None:
        chosen = list(functions)
        for function in chosen:
            if function not in network.functions:
                raise unknown("function", function, network.functions)
        return chosen
    required = {requirement.function for requirement in network.requirements.values()}
    return [key for key in network.functions if network.holders(key) or key in required]


def _columns(
    network: Network,
    functions: list[str],
    assessments: tuple[Assessment, ...],
    jurisdictions: Iterable[str] | None,
) -> list[str]:
    if jurisdictions is not None:
        return [
            code if code in network.places else require_jurisdiction(code) for code in jurisdictions
        ]
    columns, country = network.engine.columns, network.gazetteer.country
    shown = np.isin(
        columns.mandate_functions,
        [
            columns.functions.index(function)
            for function in functions
            if function in network.functions
        ],
    )
    codes = [columns.places[code] for code in _first(columns.mandate_places, shown, columns)]
    codes += [one.requirement.counterpart.jurisdiction or "" for one in assessments]
    found = list(dict.fromkeys(country(code) for code in codes if code))
    placed = np.zeros(len(shown), bool)
    placed[columns.mandate_place_rows] = True
    return [*found, ""] if (shown & ~placed).any() else found


def _first(places: NDArray[np.int32], shown: NDArray[np.bool_], columns: Columns) -> list[int]:
    """Places of the mandates shown, each once, in the order of the data."""
    return list(dict.fromkeys(places[shown[columns.mandate_place_rows]].tolist()))


def _holding(network: Network, function: str, code: str) -> NDArray[np.bool_]:
    """Marks of the agencies that hold a function in a place, by the places of their mandates."""
    columns = network.engine.columns
    rows = columns.mandate_functions == columns.functions.index(function)
    placed = np.zeros(len(rows), bool)
    if code:
        inside = np.array([network.gazetteer.within(place, code) for place in columns.places], bool)
        placed[columns.mandate_place_rows[inside[columns.mandate_places]]] = True
    else:
        placed[columns.mandate_place_rows] = True
        placed = ~placed
    marks = np.zeros(len(columns.ids), bool)
    marks[columns.mandate_agencies[rows & placed]] = True
    return marks


class _Exchange:
    """The links of one function, as rows of the network's columns."""

    def __init__(self, network: Network, function: str) -> None:
        columns = network.engine.columns
        self.network, self.function, self.columns = network, function, columns
        self.holders = np.zeros(len(columns.ids), bool)
        self.holders[[columns.code_of[key] for key in network.holders(function)]] = True
        self.holder_of = _holder_of(self.holders, columns.parent)
        named = np.zeros(len(columns.source), bool)
        code = columns.functions.index(function)
        named[columns.function_rows[columns.function_codes == code]] = True
        over = np.isin(columns.status, [STATUSES.index(word) for word in ("ended", "planned")])
        work = ~columns.formal & (columns.source != columns.target) & ~over
        self.works = np.isin(columns.status, [STATUSES.index(word) for word in WORKING])
        self.named = np.flatnonzero(work & named)
        self.carrying = np.flatnonzero(work & self.works & columns.serving((function,)))

    def across(self, inside: NDArray[np.bool_]) -> tuple[Ends, Ends]:
        """Working and failing links of holders inside with agencies outside, by holder."""
        columns, rows = self.columns, self.named
        source, target = (
            columns.source[rows].astype(np.int64),
            columns.target[rows].astype(np.int64),
        )
        keys = _link_ids(self.network)
        found: list[tuple[int, int, int]] = []
        for here, there in ((source, target), (target, source)):
            holder = self.holder_of[here]
            mine = (holder >= 0) & ~inside[there]
            mine[mine] = inside[holder[mine]]
            found += zip(
                holder[mine].tolist(),
                columns.link[rows[mine]].tolist(),
                there[mine].tolist(),
                strict=True,
            )
        ends = [
            (columns.ids[holder], columns.ids[there], link)
            for holder, link, there in sorted(set(found))
        ]
        works = set(columns.link[rows[self.works[rows]]].tolist())
        working = [(here, there, keys[link]) for here, there, link in ends if link in works]
        failing = [(here, there, keys[link]) for here, there, link in ends if link not in works]
        return tuple(working), tuple(failing)

    def through(self, inside: NDArray[np.bool_], ties: Ends) -> tuple[str, ...]:
        """Third agencies that join holders inside with holders outside that no tie reaches."""
        columns, code_of = self.columns, self.columns.code_of
        here = self.holders & inside
        unreached = self.holders & ~inside
        reached = self.holder_of[[code_of[there] for _, there, _ in ties]]
        unreached[reached[reached >= 0]] = False
        source, target = columns.source[self.carrying], columns.target[self.carrying]

        def next_to(some: NDArray[np.bool_]) -> NDArray[np.bool_]:
            near = np.zeros(len(some), bool)
            near[target[some[source]]] = near[source[some[target]]] = True
            return near

        third = next_to(here) & next_to(unreached) & ~here & ~unreached
        return tuple(columns.ids[code] for code in np.flatnonzero(third).tolist())


def _holder_of(holders: NDArray[np.bool_], parent: NDArray[np.int32]) -> NDArray[np.int64]:
    """For each agency the holder whose part it is, itself first; -1 where there is none."""
    found = np.where(holders, np.arange(len(holders)), -1)
    above = parent.astype(np.int64)
    while ((found < 0) & (above >= 0)).any():
        left = np.flatnonzero((found < 0) & (above >= 0))
        found[left] = np.where(holders[above[left]], above[left], -1)
        above[left] = parent[above[left]]
    return found


@per_network
def _link_ids(network: Network) -> list[str]:
    return list(network.links)


def _cell(
    network: Network, exchange: _Exchange, code: str, assessments: tuple[Assessment, ...]
) -> MirrorCell:
    function = exchange.function
    marks = _holding(network, function, code)
    columns = network.engine.columns
    holders = tuple(columns.ids[one] for one in np.flatnonzero(marks).tolist())
    lacking = [one for one in assessments if _concerns(network, one, function, code)]
    requirements = tuple(dict.fromkeys(one.requirement.id for one in lacking))
    if not holders:
        examined = "mandates" in network.examined
        missing = examined or any(one.gap == "no-counterpart" for one in lacking)
        return MirrorCell(
            function, code, "missing" if missing else "not recorded", requirements=requirements
        )
    inside = marks | (columns.within(code) if code else columns.jurisdiction == "")
    ties, failing = exchange.across(inside)
    records = {key: network.agencies[key] for key in holders}
    return MirrorCell(
        function,
        code,
        "held",
        holders,
        tuple(key for key, one in records.items() if one.role_in(function) in ("lead", "contact")),
        tuple(sorted({one.level for one in records.values() if one.level})),
        ties,
        failing,
        exchange.through(inside, ties),
        requirements,
    )


def _concerns(network: Network, one: Assessment, function: str, code: str) -> bool:
    if one.state != "lacking" or one.requirement.function != function:
        return False
    counterpart = one.requirement.counterpart
    if not code:
        return any(not network.agencies[key].jurisdiction for key in one.counterparts)
    if counterpart.jurisdiction:
        return network.gazetteer.meet(counterpart.jurisdiction, code)
    return any(network.within(network.agencies[key].jurisdiction, code) for key in one.counterparts)
