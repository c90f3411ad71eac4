"""Where to find things in a network: indexes over its columns, built when first asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coordination.columns import KINDS, STATUSES, Columns

__all__ = ["Indexes"]

Places = NDArray[np.int64]
"""Places of links among the links of the network, each once, rising."""


class Indexes:
    """Indexes over the columns of one network; agencies and functions go by their codes."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    @cached_property
    def _rows_by_agency(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows grouped by the agencies at either end, and where each agency's begin."""
        columns = self.columns
        ends = np.concatenate([columns.source, columns.target])
        order = np.argsort(ends, kind="stable")
        start = np.zeros(len(columns.ids) + 1, np.int64)
        np.cumsum(np.bincount(ends, minlength=len(columns.ids)), out=start[1:])
        return order % max(len(columns.source), 1), start

    def rows_of(self, agencies: Iterable[int]) -> NDArray[np.int64]:
        """Rows that end at any of some agencies; one between two of them twice."""
        rows, start = self._rows_by_agency
        parts = [rows[start[code] : start[code + 1]] for code in agencies]
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    def links_of(self, agencies: Iterable[int]) -> Places:
        """Links that end at any of some agencies."""
        return self._places(self.rows_of(agencies))

    def joining(self, ours: Collection[int], theirs: Collection[int]) -> Places:
        """Links that have one end among ours and another among theirs."""
        rows = self.rows_of(ours)
        source, target = self.columns.source[rows], self.columns.target[rows]
        mine, other = (np.fromiter(codes, np.int64, len(codes)) for codes in (ours, theirs))
        forward = np.isin(source, mine) & np.isin(target, other)
        backward = np.isin(target, mine) & np.isin(source, other)
        return self._places(rows[forward | backward])

    def where(
        self,
        kinds: Collection[str] | None,
        statuses: Collection[str] | None,
        formal: bool | None,
        looped: bool | None,
    ) -> Places:
        """Links of some kinds and statuses, formal or not, with themselves or not."""
        columns = self.columns
        wanted = np.ones(len(columns.source), bool)
        if kinds is not None:
            wanted &= np.isin(columns.kind, [KINDS.index(kind) for kind in kinds])
        if statuses is not None:
            wanted &= np.isin(columns.status, [STATUSES.index(status) for status in statuses])
        if formal is not None:
            wanted &= columns.formal == formal
        if looped is not None:
            wanted &= (columns.source == columns.target) == looped
        return self._places(np.flatnonzero(wanted))

    def _places(self, rows: NDArray[np.int64]) -> Places:
        return np.unique(self.columns.link[rows]).astype(np.int64)

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Agencies that are directly part of each."""
        found: dict[int, list[int]] = {}
        parent = self.columns.parent
        for code in np.flatnonzero(parent >= 0).tolist():
            found.setdefault(int(parent[code]), []).append(code)
        return found

    @cached_property
    def holders(self) -> dict[int, list[int]]:
        """Agencies that hold a mandate in each function, in the order of the data."""
        columns = self.columns
        pairs = np.unique(
            columns.mandate_functions.astype(np.int64) * max(len(columns.ids), 1)
            + columns.mandate_agencies
        )
        found: dict[int, list[int]] = {}
        for function, code in zip(*np.divmod(pairs, max(len(columns.ids), 1)), strict=True):
            found.setdefault(int(function), []).append(int(code))
        return found

    def collectives(self) -> list[int]:
        """Agencies of kind collective."""
        found: list[int] = np.flatnonzero(self.columns.agency_kind == "collective").tolist()
        return found
