"""The ways that work can take through a network, for rules that ask what holds it together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.projection import Projection
from coordination.sides import joining, side
from coordination.snapshot import Snapshot

__all__ = ["Ways", "joined_anywhere", "ways", "works_between"]


@dataclass(frozen=True, eq=False)
class Ways:
    """The ways that work can take.

    Attributes:
        snapshot: the agencies, tied where an operational link works between them, where one is part
            of the other, or where a collective stands for them. Without the latter two, the cut
            between two parts would often be that one source speaks of a bureau and another of its
            field office.
        lines: pairs of codes (lower first) that are joined because one is part of the other or a
            member of it: no link, so nothing that can fail.
    """

    snapshot: Snapshot
    lines: frozenset[tuple[int, int]]


def ways(network: Network, function: str | None = None) -> Ways:
    """The ways that work can take through a network, or work for one function; computed once."""
    known: dict[str | None, Ways] = network.once(_known)
    if function not in known:
        known[function] = _ways(network, function)
    return known[function]


def _known(network: Network) -> dict[str | None, Ways]:
    return {}  # filled as functions are asked for


def _ways(network: Network, function: str | None) -> Ways:
    """Working ties with collectives resolved.

    What a source says of a collective and another body holds for each member with that body. The
    members are joined through the collective itself only where it works among itself.
    """
    functions = (function,) if function else None
    operational = tuple(vocabulary.OPERATIONAL_KINDS)
    tied = network.snapshot(Projection(kinds=operational, functions=functions))
    code, ids = tied.code_of, tied.ids
    lines = {_pair(code[child], code[parent]) for child, parent in _parts(network)}
    resolved: list[tuple[int, int]] = []
    left_out: list[int] = []
    for key, agency in network.agencies.items():
        if agency.kind != "collective" or not agency.members:
            continue
        members = [code[member] for member in agency.members]
        within = network.links_between(key, key)
        if any(link.works and link.serves(function) for link in within):
            lines |= {_pair(code[key], member) for member in members}
            continue
        left_out.append(code[key])
        start, end = tied.ties.start[code[key] : code[key] + 2]
        others = tied.ties.neighbours[start:end].tolist()
        resolved += [(member, other) for other in others for member in members]
    one, other = tied.pairs
    kept = ~(np.isin(one, left_out) | np.isin(other, left_out))
    added = np.array([*lines, *resolved], np.int64).reshape(-1, 2)
    added = added[~np.isin(added, left_out).any(axis=1)]
    return Ways(
        Snapshot.of_pairs(
            ids,
            np.concatenate([one[kept], added[:, 0]]),
            np.concatenate([other[kept], added[:, 1]]),
        ),
        frozenset(lines),
    )


def joined_anywhere(network: Network, group_of: Mapping[str, str], function: str) -> bool:
    """Whether an operational link that serves a function works between two groups of agencies."""
    columns = network.columns
    names = {name: number for number, name in enumerate(dict.fromkeys(group_of.values()))}
    groups = np.full(len(columns.ids), -1, np.int64)
    for key, name in group_of.items():
        groups[columns.code_of[key]] = names[name]
    rows = Projection(functions=(function,)).rows(columns) & ~columns.formal
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
    """Whether a link works between two bodies, see `joining`.

    Between two bodies with many parts there are many links: one that works settles it.

    Args:
        network: the network.
        one, other: ids of the bodies.
        kinds: kinds of link that count.
        functions: the link must serve one of these; none means any.
        counts: what else must hold of the link.
    """
    wanted = Projection(kinds=tuple(kinds), functions=tuple(functions) or None)
    tied = network.snapshot(wanted)

    def fits(link: Link) -> bool:
        served = not wanted.functions or any(link.serves(name) for name in wanted.functions)
        return link.works and link.kind in (wanted.kinds or ()) and served and counts(link)

    ours, theirs = side(network, one), side(network, other)
    if one not in theirs.core and other not in ours.core:
        there = {tied.code_of[end] for end in theirs.core | theirs.wide}
        rows = tied.ties.lists
        for end in ours.core | ours.wide:
            for code in there.intersection(rows[tied.code_of[end]]):
                if network.any_joining(end, tied.ids[code], fits):
                    return True
    return any(fits(link) for link in joining(network, one, other))


def _parts(network: Network) -> Iterator[tuple[str, str]]:
    """Each body with the one that it is part of; a government joins nothing by being above."""
    for key, agency in network.agencies.items():
        if agency.part_of and network.agencies[agency.part_of].kind != "government":
            yield key, agency.part_of


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
