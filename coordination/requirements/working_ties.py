"""The graph of working ties, for rules that ask what holds a network together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coordination.engine.argsort import distinct
from coordination.engine.columns import Columns
from coordination.engine.engine import per_network
from coordination.engine.projection import Projection
from coordination.engine.snapshot import Snapshot, pair_keys
from coordination.model import Link
from coordination.network import Network
from coordination.requirements.representation import joining, side

__all__ = ["Ways", "joined_anywhere", "ways", "ways_told", "works_between"]


class Ways(NamedTuple):
    """The ways that work can take.

    Attributes:
        snapshot: the agencies, tied where an operational link works between them, where one is part
            of the other, or where a collective stands for them. Without the latter two, the cut
            between two parts would often be that one source speaks of a bureau and another of its
            field office.
        lines: pairs that are joined because one is part of the other or a member of it: no link,
            so nothing that can fail. Each is a number, see `is_line`; sorted.
    """

    snapshot: Snapshot
    lines: NDArray[np.int64]

    def is_line(self, one: NDArray[Any] | int, other: NDArray[Any] | int) -> NDArray[np.bool_]:
        """Whether pairs of codes are joined by a line."""
        return np.isin(pair_keys(one, other, len(self.snapshot)), self.lines)


def ways(network: Network, function: str | None = None) -> Ways:
    """The ways that work can take through a network, or work for one function; computed once."""
    return _ways(network, function)


@per_network
def _ways(network: Network, function: str | None) -> Ways:
    """Working ties with collectives resolved.

    What a source says of a collective and another agency holds for each member with that body. The
    members are joined through the collective itself only where it works among itself.
    """
    columns, n = network.engine.columns, len(network.engine.columns.ids)
    rows = _counted((function,) if function else ()).rows(columns)
    source, target = columns.source[rows], columns.target[rows]
    lines, resolved, left_out = [pair_keys(*_parts(columns), n)], [], []
    wholes = columns.member_wholes[columns.agency_kind[columns.member_wholes] == "collective"]
    for whole in distinct(wholes).tolist():
        members = columns.member_agencies[columns.member_wholes == whole]
        within = network.links_between(columns.ids[whole], columns.ids[whole])
        if any(link.works and link.serves(function) for link in within):
            lines.append(pair_keys(members, whole, n))
            continue
        left_out.append(whole)
        others = distinct(np.concatenate([target[source == whole], source[target == whole]]))
        resolved.append(
            pair_keys(np.repeat(members, len(others)), np.tile(others, len(members)), n)
        )
    kept = ~(np.isin(source, left_out) | np.isin(target, left_out))
    added = np.array(np.divmod(np.concatenate([*lines, *resolved]), max(n, 1)))
    added = added[:, ~np.isin(added, left_out).any(axis=0)]
    return Ways(
        Snapshot.of_pairs(
            columns.ids,
            np.concatenate([source[kept], added[0]]),
            np.concatenate([target[kept], added[1]]),
        ),
        distinct(np.concatenate(lines)),
    )


def _counted(functions: Iterable[str]) -> Projection:
    """The links that make ways."""
    return Projection(layer="operational", functions=tuple(functions) or None, direction="weak")


def ways_told(functions: Iterable[str] = ()) -> str:
    """What ways were taken from, as a sentence for a finding that rests on them."""
    return (
        f"Ways are taken from {_counted(functions)}; and from the lines between an agency and its"
        " parts."
    )


def joined_anywhere(network: Network, group_of: Mapping[str, str], function: str) -> bool:
    """Whether an operational link that serves a function works between two groups of agencies."""
    columns = network.engine.columns
    names = {name: number for number, name in enumerate(dict.fromkeys(group_of.values()))}
    groups = np.full(len(columns.ids), -1, np.int64)
    for key, name in group_of.items():
        groups[columns.code_of[key]] = names[name]
    rows = _counted((function,)).rows(columns)
    one, other = groups[columns.source[rows]], groups[columns.target[rows]]
    return bool(np.any((one >= 0) & (other >= 0) & (one != other)))


def works_between(
    network: Network,
    one: str,
    other: str,
    *,
    kinds: Iterable[str],
    functions: Iterable[str] = (),
    counts: Callable[[Link], bool] = lambda link: True,
) -> bool:
    """Whether a link works between two agencies, see `joining`.

    Between two agencies with many parts there are many links: one that works settles it.

    Args:
        network: the network.
        one, other: ids of the agencies.
        kinds: kinds of link that count.
        functions: the link must serve one of these; none means any.
        counts: what else must hold of the link.
    """
    wanted = Projection(kinds=tuple(kinds), functions=tuple(functions) or None)

    def fits(link: Link) -> bool:
        served = not wanted.functions or any(link.serves(name) for name in wanted.functions)
        return link.works and link.kind in (wanted.kinds or ()) and served and counts(link)

    ours, theirs = side(network, one), side(network, other)
    if one not in theirs.core and other not in ours.core:
        rows = _rows(network, wanted)
        if network.engine.any_joining(
            ours.core | ours.wide, theirs.core | theirs.wide, fits, rows=rows
        ):
            return True
    return any(fits(link) for link in joining(network, one, other))


@per_network
def _rows(network: Network, wanted: Projection) -> NDArray[np.bool_]:
    return wanted.rows(network.engine.columns)


def _parts(columns: Columns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each agency with the one that it is part of; a government joins nothing by being above."""
    parts = np.flatnonzero(columns.parent >= 0)
    above = columns.parent[parts].astype(np.int64)
    acting = columns.agency_kind[above] != "government"
    return parts[acting], above[acting]
