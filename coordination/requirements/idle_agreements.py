"""Find the agreements whose work may all be failing, on columns. It misses none of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.engine.argsort import among
from coordination.engine.columns import NEVER, Columns, Flags
from coordination.engine.snapshot import pair_keys
from coordination.model import vocabulary
from coordination.network import Network

__all__ = ["idle", "latest_sharing"]

Ints = NDArray[np.int64]

_NONE = int(NEVER) - 1
"""Less than any day, for what there is nothing of."""

_MOST_PAIRS = 20_000_000
"""Pairs of agencies that failing links may stand for, before their ends alone are looked at."""


def idle(network: Network, asked: Flags, work: Flags, *, failing: Flags, ended: bool) -> Flags:
    """Which rows may join a pair between which nothing works, though sources report of its work.

    It marks too many rather than too few: what it leaves out, records needn't be made for.

    Args:
        network: the network.
        asked: the rows that are asked about, agreements or liaisons; none joins an agency with
            itself.
        work: the rows that are the work to be done by the pair.
        failing: those of the asked rows that are in doubt whatever is reported of the work.
        ended: whether work that was over when a row's link began is no work under it.
    """
    columns = network.engine.columns
    reported = work & columns.where(statuses=vocabulary.FAILING) & ~columns.assumed
    doubtful = np.flatnonzero(asked & (_reported(network, asked, reported) | failing))
    pairs, wanted = _pairs(columns, doubtful), np.zeros(len(columns.source), bool)
    working = np.flatnonzero(work & columns.where(statuses=vocabulary.WORKING))
    there = _pairs(columns, working)
    near = np.isin(there, pairs)
    latest = latest_sharing(
        columns, doubtful, pairs, working[near], there[near], columns.end[working[near]]
    )
    seen = latest > (columns.start[doubtful] if ended else _NONE)
    # What joins a collective with one of its own members isn't always a link between the two.
    collective = columns.agency_kind == "collective"
    seen &= ~(collective[columns.source[doubtful]] | collective[columns.target[doubtful]])
    wanted[doubtful[~seen]] = True
    return wanted


def _pairs(columns: Columns, rows: Ints) -> Ints:
    return pair_keys(columns.source[rows], columns.target[rows], len(columns.ids))


def _reported(network: Network, asked: Flags, reported: Flags) -> Flags:
    """Which asked rows join two agencies of whose work sources report, by whoever acts for them."""
    columns, indexes = network.engine.columns, network.engine.indexes
    found = np.zeros(len(asked), bool)
    rows = np.flatnonzero(reported)
    if not len(rows):
        return found
    n, candidates = len(columns.ids), np.flatnonzero(asked)
    source, target = columns.source[candidates], columns.target[candidates]
    loops = columns.source[rows] == columns.target[rows]
    inside = np.zeros(n, bool)  # what is said of a collective among itself, its members share
    inside[indexes.stood_for(columns.source[rows[loops]])[1]] = True
    between = rows[~loops]
    (places, ours), (others, theirs) = (
        indexes.stood_for(ends[between]) for ends in (columns.source, columns.target)
    )
    spread, width = (np.bincount(there, minlength=len(between)) for there in (places, others))
    if (spread * width).sum() > _MOST_PAIRS:
        inside[ours] = inside[theirs] = True
        told = inside[source] & inside[target]
    else:
        # Each of those that the source stands for, with each of those that the target stands for.
        repeated = width[places]
        ends = np.cumsum(repeated)
        turn = np.arange(repeated.sum()) - np.repeat(ends - repeated, repeated)
        first = np.cumsum(width) - width
        met = theirs[np.repeat(first[places], repeated) + turn]
        keys = pair_keys(np.repeat(ours, repeated), met, n)
        told = among(_pairs(columns, candidates), keys) | (inside[source] & inside[target])
    found[candidates[told]] = True
    return found


def latest_sharing(
    columns: Columns,
    asked: Ints,
    asked_keys: NDArray[Any],
    others: Ints,
    other_keys: NDArray[Any],
    values: NDArray[Any],
) -> Ints:
    """For each row, the largest value among rows with the same key and a common function.

    A row that names no function shares one with any.

    Args:
        columns: the columns.
        asked, asked_keys: the rows, and a number for each that stands for what it is about.
        others, other_keys, values: the rows that may share one, with their keys and values.

    Returns:
        One value for each asked row; less than any day where none shares.
    """
    size = len(columns.functions)
    places, codes = _functions(columns, others)
    keys = np.concatenate(
        [other_keys[places].astype(np.int64) * (size + 2) + codes, _any(other_keys, size)]
    )
    best = np.concatenate([values[places], values]).astype(np.int64)
    latest = np.full(len(asked), _NONE, np.int64)
    if not len(keys):
        return latest
    order = np.argsort(keys, kind="stable")
    keys, best = keys[order], best[order]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    keys, best = keys[first], np.maximum.reduceat(best, first)
    places, codes = _functions(columns, asked)
    about = asked_keys[places].astype(np.int64) * (size + 2)
    for code in (np.where(codes == size, size + 1, codes), np.full(len(codes), size)):
        at = np.minimum(np.searchsorted(keys, about + code), len(keys) - 1)
        hit = keys[at] == about + code
        np.maximum.at(latest, places[hit], best[at[hit]])
    return latest


def _any(keys: NDArray[Any], size: int) -> Ints:
    return keys.astype(np.int64) * (size + 2) + size + 1


def _functions(columns: Columns, rows: Ints) -> tuple[Ints, Ints]:
    """Place of each row with each function it serves; one entry with `len(functions)` for none."""
    low = np.searchsorted(columns.function_rows, rows, "left")
    spread = np.searchsorted(columns.function_rows, rows, "right") - low
    none = np.flatnonzero(spread == 0)
    places = np.repeat(np.arange(len(rows)), spread)
    ends = np.cumsum(spread)
    within = np.arange(len(places)) - np.repeat(ends - spread, spread)
    codes = columns.function_codes[np.repeat(low, spread) + within].astype(np.int64)
    return np.concatenate([places, none]), np.concatenate(
        [codes, np.full(len(none), len(columns.functions))]
    )
