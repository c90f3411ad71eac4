"""Tables of records that are kept as columns and made on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from coordination.errors import unknown
from coordination.model import Agency, Link, Record

__all__ = ["Coded", "Table", "agency_table", "link_table"]

R = TypeVar("R", bound=Record)

_KEPT = 100_000
"""Records that a table keeps of those that were asked for."""


@dataclass(frozen=True, eq=False)
class Coded(Sequence[Any]):
    """A column of few different words as integer codes; -1 stands for None.

    Attributes:
        codes: one code for each row.
        words: the word of each code.
    """

    codes: NDArray[np.signedinteger[Any] | np.unsignedinteger[Any]]
    words: Sequence[Any]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: Any) -> Any:
        code = int(self.codes[row])
        return None if code < 0 else self.words[code]


class Table(Mapping[str, R], Generic[R]):
    """Records by id, each made from its row of some columns when it is asked for.

    Args:
        ids: id of each row.
        make: makes the record of a row.
        columns: what the records are made from: a column for each field of the record.
        what: what one record is called.
    """

    def __init__(
        self,
        ids: Sequence[str],
        make: Callable[[int], R],
        columns: Mapping[str, Sequence[Any]],
        what: str = "record",
    ) -> None:
        self.ids, self.columns, self.what = ids, columns, what
        self._seen: dict[str, int] = {}

        def noted(row: int) -> R:
            record = make(row)
            self._seen[record.id] = row  # type: ignore[attr-defined]
            return record

        # Rules look at one link several times, but walking over all links must not keep them all.
        self._make = lru_cache(_KEPT)(noted)

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        # The columns are the records; the table around them is made anew.
        return (agency_table if self.what == "agency" else link_table), (dict(self.columns),)

    @property
    def rows(self) -> Sequence[R]:
        """The records by place."""
        return _Rows(self._make, len(self))

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {key: row for row, key in enumerate(self.ids)}

    def row_of(self, key: str) -> int:
        """Place of the record of an id.

        Most ids that are asked for come from records of this table, so that millions of others
        need no index.

        Raises:
            UnknownName: there is none.
        """
        row = self._seen.get(key)
        if row is None:
            row = self._row_of.get(key)
        if row is None:
            raise unknown(self.what, key, self.ids)
        return row

    def __getitem__(self, key: str) -> R:
        return self._make(self.row_of(key))

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, key: object) -> bool:
        return key in self._seen or key in self._row_of

    def values(self) -> Any:
        """All records, one after the other."""
        return map(self._make, range(len(self)))

    def items(self) -> Any:
        """All ids with their records."""
        return zip(self.ids, self.values(), strict=True)


@dataclass(frozen=True, eq=False)
class _Rows(Sequence[Any]):
    make: Callable[[int], Any]
    size: int

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, row: Any) -> Any:
        return self.make(row)


def agency_table(columns: Mapping[str, Sequence[Any]]) -> Table[Agency]:
    """A table of agencies from checked columns named as the fields of `Agency`."""
    return Table(columns["id"], _maker(Agency, columns), columns, "agency")


def link_table(columns: Mapping[str, Sequence[Any]]) -> Table[Link]:
    """A table of links from checked columns named as the fields of `Link`."""
    return Table(columns["id"], _maker(Link, columns), columns, "link")


def _maker(model: type[R], columns: Mapping[str, Sequence[Any]]) -> Callable[[int], R]:
    def make(row: int) -> R:
        values = {name: column[row] for name, column in columns.items()}
        given = {name: value for name, value in values.items() if value is not None}
        # The columns were checked as a whole, but validators also fill defaults per kind.
        return model.model_validate(given)

    return make
