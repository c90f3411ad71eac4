"""The ways to share out the roles of each country to columns, from left to right."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Roles", "Slot", "ways"]

HEIGHTS = range(4, 16)
"""The most rows that a column may have."""

Role = tuple[int, int]
"""Band and role."""
Roles = tuple[int, ...]
"""Roles that share a column; mostly one."""
Slot = tuple[int, Roles, int]
"""Band, roles, and which of their columns."""
Ties = dict[tuple[tuple[int, Roles], tuple[int, Roles]], float]
"""How much joins two columns."""


def ways(
    bands: int, count: Mapping[Role, int], ties: Sequence[tuple[Role, Role, float]]
) -> Iterator[tuple[bool, dict[Slot, int]]]:
    """Different ways to share out roles to columns, those with the lowest columns first.

    Args:
        bands: number of bands.
        count: how many boxes each role of a band has.
        ties: each two roles that something joins, with how much that counts.

    Yields:
        Whether roles with ties within themselves have two columns, and the columns from left to
        right, each with the number of rows that it needs.
    """
    seen = set()
    known: dict[tuple[tuple[Roles, ...], ...], list[tuple[int, Roles, float]]] = {}
    for most in HEIGHTS:
        groups = tuple(
            tuple(_joined(most, {role: count[at, role] for at, role in count if at == band}))
            for band in range(bands)
        )
        if groups not in known:
            known[groups] = _in_order(groups, ties)
        for split in (True, False):
            columns: dict[Slot, int] = {}
            for band, roles, inside in known[groups]:
                total = sum(count[band, role] for role in roles)
                needed = math.ceil(total / most)
                if split and total >= 4 and inside >= 2:
                    needed = max(needed, 2)
                for column in range(needed):
                    columns[band, roles, column] = math.ceil(total / needed)
            if (way := (split, tuple(columns.items()))) not in seen:
                seen.add(way)
                yield split, columns


def _in_order(
    groups: Sequence[tuple[Roles, ...]], ties: Sequence[tuple[Role, Role, float]]
) -> list[tuple[int, Roles, float]]:
    """Groups of roles from left to right, each with its band and how much it is tied in itself."""
    of_role = {
        (band, role): (band, group)
        for band, mine in enumerate(groups)
        for group in mine
        for role in group
    }
    inside: dict[tuple[int, Roles], float] = defaultdict(float)
    tied: Ties = defaultdict(float)
    for one, other, weight in ties:
        here, there = of_role[one], of_role[other]
        if here == there:
            inside[here] += weight
        else:
            tied[min(here, there), max(here, there)] += weight
    return [
        (band, group, inside[band, group])
        for band, mine in enumerate(groups)
        for group in _ordered(band, mine, tied)
    ]


def _joined(most: int, count: Mapping[int, int]) -> list[Roles]:
    """The roles of a band, those with few boxes joined with a neighbour to share a column."""
    groups: list[Roles] = [(role,) for role in sorted(count)]
    while len(groups) > 1:
        sums = [sum(count[role] for role in (*a, *b)) for a, b in pairwise(groups)]
        least = min(range(len(sums)), key=lambda n: (sums[n], n))
        if sums[least] > (most if len(groups) > 2 else 3):
            break
        groups[least : least + 2] = [groups[least] + groups[least + 1]]
    return groups


def _ordered(band: int, groups: tuple[Roles, ...], tied: Ties) -> tuple[Roles, ...]:
    """The columns of a band in the order in which their ties are shortest.

    Ties to other countries pull a column to that country's side. Of equal orders the one that
    comes first by `ROLES` wins, so that countries look alike where they can.
    """
    mine = tuple(
        (*pair, weight) for pair, weight in tied.items() if band in (pair[0][0], pair[1][0])
    )
    return _shortest(band, groups, mine)


@lru_cache(maxsize=128)
def _shortest(
    band: int,
    groups: tuple[Roles, ...],
    tied: tuple[tuple[tuple[int, Roles], tuple[int, Roles], float], ...],
) -> tuple[Roles, ...]:
    """The same for many heights of a picture, most of which ask for the same columns."""
    count = len(groups)
    orders, place = _orders(count)
    length = np.zeros(len(orders))
    column = {group: n for n, group in enumerate(groups)}
    for here, there, weight in tied:
        if here[0] == there[0]:
            length += weight * np.abs(place[column[here[1]]] - place[column[there[1]]])
        elif here[0] == band:
            length += weight * (count - place[column[here[1]]])
        else:
            length += weight * (1 + place[column[there[1]]])
    length = np.round(length, 6)
    best = np.flatnonzero(length == length.min()).tolist()
    return min(tuple(groups[n] for n in orders[order]) for order in best)


@lru_cache(maxsize=16)
def _orders(count: int) -> tuple[list[tuple[int, ...]], NDArray[Any]]:
    """All orders of so many columns; the place of each column in each, shape (count, orders)."""
    orders = list(permutations(range(count)))
    return orders, np.argsort(np.array(orders, np.int8), axis=1).T.astype(float)
