"""Links of some kinds and statuses, found by columns so that no others need be made as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from coordination.columns import KINDS, STATUSES
from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.tables import Table

__all__ = ["FAILING", "links_with"]

FAILING = tuple(sorted({*STATUSES} - vocabulary.WORKING - {"ended", "planned"}))
"""Statuses of links that fail, came late, weren't given or aren't there."""


def links_with(
    network: Network,
    *,
    kinds: Iterable[str] | None = None,
    statuses: Iterable[str] | None = None,
) -> Iterator[Link]:
    """Links of these kinds and statuses (None: all), in the order of the data."""
    columns = network.columns
    rows = np.ones(len(columns.kind), bool)
    if kinds is not None:
        rows &= _among(columns.kind, KINDS, kinds)
    if statuses is not None:
        rows &= _among(columns.status, STATUSES, statuses)
    places = np.unique(columns.link[rows]).tolist()  # an instrument has a row for each pair
    if isinstance(network.links, Table):
        return map(network.links.at, places)
    in_order = network.once(_in_order)
    return (in_order[place] for place in places)


def _among(
    codes: NDArray[np.uint8], words: tuple[str, ...], wanted: Iterable[str]
) -> NDArray[np.bool_]:
    return np.isin(codes, [words.index(word) for word in wanted])


def _in_order(network: Network) -> tuple[Link, ...]:
    return tuple(network.links.values())
