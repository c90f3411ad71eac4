"""Indexes over the columns of a network, built on first use."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.engine.agency_set import AgencySet
from coordination.engine.argsort import distinct, order_of
from coordination.engine.columns import Columns

__all__ = ["Indexes"]

Places = NDArray[np.int64]
"""Places of links among the links of the network, each once, rising."""

_FEW = 1_000
"""Up to so many rows sets are quicker than arrays: seven times as quick for an ordinary agency."""


class Indexes:
    """Indexes over the columns of one network; agencies and functions go by their codes."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    @cached_property
    def _rows_by_agency(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows grouped by the agencies at either end, and where each agency's begin."""
        columns = self.columns
        ends = np.concatenate([columns.source, columns.target])
        order = order_of(ends, len(columns.ids))
        start = np.zeros(len(columns.ids) + 1, np.int64)
        np.cumsum(np.bincount(ends, minlength=len(columns.ids)), out=start[1:])
        return order % max(len(columns.source), 1), start

    @cached_property
    def _start(self) -> list[int]:
        """Where each agency's rows begin, as Python ints, which are read ten times as fast."""
        start: list[int] = self._rows_by_agency[1].tolist()
        return start

    def rows_of(self, agencies: Iterable[int]) -> NDArray[np.int64]:
        """Rows that end at any of some agencies; one between two of them twice."""
        rows, start = self._rows_by_agency[0], self._start
        parts = [rows[start[code] : start[code + 1]] for code in agencies]
        return np.concatenate(parts) if parts else rows[:0]

    def _count(self, agencies: Iterable[int]) -> int:
        start = self._start
        return sum(start[code + 1] - start[code] for code in agencies)

    def links_of(
        self, agencies: Iterable[int], counted: NDArray[np.bool_] | None = None
    ) -> list[int]:
        """Places of the links that end at any of some agencies, rising; of marked rows alone."""
        rows = self.rows_of(agencies)
        if counted is not None:
            rows = rows[counted[rows]]
        return sorted(set(self.columns.link[rows].tolist()))

    def joining(
        self,
        ours: Collection[int],
        theirs: Collection[int],
        counted: NDArray[np.bool_] | None = None,
    ) -> list[int]:
        """Places of the links with one end among ours and another among theirs, rising.

        Args:
            ours, theirs: codes of agencies.
            counted: marks of the rows that count; None means all.
        """
        if self._count(theirs) < self._count(ours):
            ours, theirs = theirs, ours  # a local office has fewer rows to look through than a hub
        rows = self.rows_of(ours)
        if counted is not None:
            rows = rows[counted[rows]]
        source, target = self.columns.source[rows], self.columns.target[rows]
        if len(rows) > _FEW:
            mine, other = (
                AgencySet(self.columns, np.fromiter(codes, np.int64, len(codes))).marks
                for codes in (ours, theirs)
            )
            meet = mine[source] & other[target] | mine[target] & other[source]
            met: list[int] = self.places(rows[meet]).tolist()
            return met
        near, far = set(ours), set(theirs)
        ends = zip(self.columns.link[rows].tolist(), source.tolist(), target.tolist(), strict=True)
        return sorted(
            {
                link
                for link, one, other in ends
                if (one in near and other in far) or (other in near and one in far)
            }
        )

    def where(
        self,
        kinds: Collection[str] | None,
        statuses: Collection[str] | None,
        formal: bool | None,
        looped: bool | None,
    ) -> Places:
        """Links of some kinds and statuses, formal or not, with themselves or not."""
        return self.places(self.columns.where(kinds, statuses, formal, looped))

    def places(self, rows: NDArray[Any]) -> Places:
        """Links that rows belong to; rows by number or as marks."""
        found = np.sort(self.columns.link[rows]).astype(np.int64)
        return found[np.concatenate([[True], found[1:] != found[:-1]])] if len(found) else found

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Agencies that are directly part of each."""
        found: dict[int, list[int]] = {}
        parent = self.columns.parent
        for code in np.flatnonzero(parent >= 0).tolist():
            found.setdefault(int(parent[code]), []).append(code)
        return found

    @cached_property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """Agencies with all that is part of each, by id; filled by `Network.parts` when asked."""
        return {}

    @cached_property
    def holders(self) -> dict[int, NDArray[np.int64]]:
        """Agencies that hold a mandate in each function, in the order of the data."""
        columns = self.columns
        size = max(len(columns.ids), 1)
        keys = columns.mandate_functions.astype(np.int64) * size + columns.mandate_agencies
        functions, codes = np.divmod(distinct(keys), size)
        ends = np.searchsorted(functions, np.arange(1, len(columns.functions)))
        return dict(enumerate(np.split(codes, ends)))

    @cached_property
    def collectives(self) -> dict[int, tuple[int, ...]]:
        """The collectives that each agency is a member of."""
        found: dict[int, tuple[int, ...]] = {}
        wholes, members = self._memberships
        for whole, member in zip(wholes.tolist(), members.tolist(), strict=True):
            found[member] = (*found.get(member, ()), whole)
        return found

    @cached_property
    def _memberships(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Collectives and their members, one entry for each of both."""
        columns = self.columns
        rows = columns.agency_kind[columns.member_wholes] == "collective"
        wholes, members = columns.member_wholes[rows], columns.member_agencies[rows]
        return wholes.astype(np.int64), members.astype(np.int64)

    @cached_property
    def _stood_for(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """CSR index: for each agency, the agencies that it acts for."""
        columns = self.columns
        every = np.arange(len(columns.ids))
        acting, represented = [every], [every]
        here, above = every, columns.parent.astype(np.int64)
        while len(here := here[above >= 0]):
            above = above[above >= 0]
            acting.append(here)
            represented.append(above)
            above = columns.parent[above].astype(np.int64)
        wholes, members = self._memberships
        acting.append(wholes)
        represented.append(members)
        owners = np.concatenate(acting)
        order = order_of(owners, len(columns.ids))
        start = np.zeros(len(columns.ids) + 1, np.int64)
        np.cumsum(np.bincount(owners, minlength=len(columns.ids)), out=start[1:])
        return np.concatenate(represented)[order], start

    def stood_for(self, agencies: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Agencies that these agencies act for.

        These are the agency itself, those that it is part of, and its members where it is a
        collective: the agencies for which it is among those `Network.acting_for` names.

        Returns:
            Place of the agency among those given, and whom it acts for, one entry for each of both.
        """
        return _spread(*self._stood_for, agencies)

    def rows_each(self, agencies: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Place of the agency among those given, and a row that ends at it, for each of both."""
        return _spread(*self._rows_by_agency, agencies)


def _spread(
    entries: NDArray[np.int64], start: NDArray[np.int64], keys: NDArray[Any]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The entries of some keys, each with the place of its key among those given."""
    count = start[keys + 1] - start[keys]
    places = np.repeat(np.arange(len(keys)), count)
    within = np.arange(len(places)) - np.repeat(np.cumsum(count) - count, count)
    return places, entries[np.repeat(start[keys], count) + within]
