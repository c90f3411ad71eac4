"""An immutable set of agencies, stored as integer codes; ids are made on access."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from coordination.engine.columns import Columns, Flags

__all__ = ["AgencySet"]


class AgencySet(Sequence[str]):
    """Ids of some agencies; they are made when somebody reads them, since few read thousands.

    Attributes:
        codes: codes of the agencies, in the same order.
    """

    def __init__(self, columns: Columns, codes: NDArray[np.int64]) -> None:
        self.codes, self._columns = codes, columns

    @classmethod
    def of(cls, columns: Columns, ids: Iterable[str]) -> AgencySet:
        """The agencies of some ids."""
        return cls(columns, np.array([columns.code_of[key] for key in ids], np.int64))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids."""
        return tuple(map(self._columns.ids.__getitem__, self.codes.tolist()))

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...

    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        return self.ids[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.codes)

    def __eq__(self, other: object) -> bool:
        return self.ids == (other.ids if isinstance(other, AgencySet) else other)

    def __hash__(self) -> int:
        return hash(self.ids)

    def __repr__(self) -> str:
        return repr(self.ids)

    @property
    def marks(self) -> Flags:
        """Whether each agency of the network is among them, by code."""
        marks = np.zeros(len(self._columns.ids), bool)
        marks[self.codes] = True
        return marks

    def among(self, marked: Flags) -> AgencySet:
        """Those that are marked, by code."""
        return AgencySet(self._columns, self.codes[marked[self.codes]])

    def without(self, codes: Iterable[int]) -> AgencySet:
        """All but a few."""
        kept = self.codes
        for code in codes:
            kept = kept[kept != code]
        return self if len(kept) == len(self.codes) else AgencySet(self._columns, kept)
