"""Results of measures: numbers that remember what they were taken from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from coordination.engine.projection import Projection
from coordination.engine.snapshot import Snapshot
from coordination.errors import unknown

__all__ = [
    "AgencyValues",
    "Answers",
    "Explained",
    "Listing",
    "NetworkValue",
    "Result",
    "TieValues",
    "Values",
]

_Answer = TypeVar("_Answer")


_Key = TypeVar("_Key", str, tuple[str, str])
_SHOWN = 5


class Result:
    """What the results of all measures have in common.

    Attributes:
        name: name of the measure.
        projection: what it was taken from; None for a plain graph, and where it comes from records.
        note: what a reader must know of the numbers, such as a sampling error, or "".
    """

    name: str
    projection: Projection | None
    note: str = ""

    def _look(self, what: str, shown: str = "") -> str:
        """The result for a notebook: its name, some of it, and what it was taken from."""
        parts = [str(self.projection)] if self.projection else []
        parts += [self.note] if self.note else []
        taken = "; ".join(parts) or "from a plain graph"
        return f"<{self.name}{what}{f': {shown}' if shown else ''}; {taken}>"


def _again(kind: type[Any], made: type[Any], content: Any, remembered: dict[str, Any]) -> Any:
    """A copy of a result that is a number or a tuple: alone, these are copied by their content."""
    found: Any = kind.__new__(made, content)
    vars(found).update(remembered)
    return found


def _some(parts: Iterable[str], count: int) -> str:
    """The first few of some texts."""
    return ", ".join(islice(parts, _SHOWN)) + (", ..." if count > _SHOWN else "")


class Values(Result, Mapping[_Key, float], Generic[_Key]):
    """One number for each agency, or for each tie.

    A mapping from agency id to float, in the order of the data; or from (id, id), the agency that
    stands first in the data first. A tie is found either way round. NaN where the measure isn't
    defined. `AgencyValues` and `TieValues` are its two kinds, for annotations.

    Args:
        name: name of the measure.
        snapshot: what it was taken from.
        array: the numbers alone, in the order of the agencies or ties.
        ends: of ties, the codes of their ends; None for agencies.
        note: what a reader must know of the numbers, such as a sampling error, or "".
        errors: standard error of each number where they are estimated, in the same order; or None.
    """

    def __init__(
        self,
        name: str,
        snapshot: Snapshot,
        array: NDArray[Any],
        *,
        ends: tuple[NDArray[Any], NDArray[Any]] | None = None,
        note: str = "",
        errors: NDArray[Any] | None = None,
    ) -> None:
        self.name, self.projection, self.note = name, snapshot.projection, note
        self.array, self.errors = np.asarray(array), errors
        self._snapshot, self._ends = snapshot, ends

    def __getitem__(self, key: _Key) -> float:
        value = self.array[self._place(key)].item()
        return value  # type: ignore[no-any-return]

    def _place(self, key: Any) -> int:
        if self._ends is None:
            return self._snapshot.code(key)
        ends = (key,) if isinstance(key, str) else tuple(key)
        if len(ends) != 2:
            raise unknown("tie", key, ())
        one, other = (self._snapshot.code(end) for end in ends)
        place = self._places.get((min(one, other), max(one, other)))
        if place is None:
            raise unknown("tie", ends, ())
        return place

    @cached_property
    def _places(self) -> dict[tuple[int, int], int]:
        one, other = (end.tolist() for end in self._ends or ())
        return {pair: place for place, pair in enumerate(zip(one, other, strict=True))}

    def __iter__(self) -> Iterator[Any]:
        ids = self._snapshot.ids
        if self._ends is None:
            return iter(ids)
        one, other = (end.tolist() for end in self._ends)
        return ((ids[a], ids[b]) for a, b in zip(one, other, strict=True))

    def __len__(self) -> int:
        return len(self.array)

    def __repr__(self) -> str:
        told = (f"{_joined(key)}: {value:.4g}" for key, value in self.items())
        what = f" of {len(self)} {'agencies' if self._ends is None else 'ties'}"
        return self._look(what, _some(told, len(self)))

    def items(self) -> Any:
        """Ids, or pairs of ids, with their number."""
        return list(zip(self, self.array.tolist(), strict=True))

    def top(self, count: int = 10) -> list[tuple[_Key, float]]:
        """The agencies or ties with the largest numbers, largest first, then by id; no NaN."""
        # NaN has no place in an order: one among the numbers would leave the others unsorted.
        there = [(key, value) for key, value in self.items() if value == value]
        return sorted(there, key=lambda item: (-item[1], item[0]))[:count]

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per agency or tie, as pandas and polars take them; None for NaN.

        Estimates have their standard error beside them, as `<name>_error`.
        """
        records = [{**_about(key), self.name: _plain(value)} for key, value in self.items()]
        if self.errors is not None:
            for record, error in zip(records, self.errors.tolist(), strict=True):
                record[f"{self.name}_error"] = error
        return records


AgencyValues: TypeAlias = Values[str]
"""One number for each agency."""

TieValues: TypeAlias = Values[tuple[str, str]]
"""One number for each tie."""


def _joined(key: str | tuple[str, str]) -> str:
    return key if isinstance(key, str) else "~".join(key)


def _about(key: str | tuple[str, str]) -> dict[str, Any]:
    return {"agency": key} if isinstance(key, str) else {"agency": key[0], "other": key[1]}


class NetworkValue(Result, float):
    """One number about a whole network: a float that remembers where it comes from.

    `str` gives the number alone, `repr` (and so a notebook) also what it was taken from.
    """

    def __new__(
        cls, name: str, snapshot: Snapshot, value: float, *, note: str = ""
    ) -> NetworkValue:
        """Make one."""
        self = super().__new__(cls, value)
        self.name, self.projection, self.note = name, snapshot.projection, note
        return self

    def __repr__(self) -> str:
        return self._look("", f"{float(self):.4g}")

    def __str__(self) -> str:
        return float.__repr__(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (float, NetworkValue, float(self), vars(self))

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict, as pandas and polars take it; None for NaN."""
        return [{self.name: _plain(float(self))}]


class Explained(Result, ABC):
    """One number with what it is made of; `float` gives the number alone.

    Attributes:
        value: the number.
    """

    value: float

    def __float__(self) -> float:
        return float(self.value)

    def __repr__(self) -> str:
        return self._look("", self._shown())

    def _shown(self) -> str:
        """The number and, in brackets, what stands behind it."""
        return f"{self.value:.4g} ({self._behind()})"

    @abstractmethod
    def _behind(self) -> str: ...

    @abstractmethod
    def to_record(self) -> dict[str, Any]:
        """A flat dict; None for NaN."""

    def to_records(self) -> list[dict[str, Any]]:
        """The flat dict alone, as pandas and polars take it."""
        return [self.to_record()]


class Answers(Result, Mapping[str, _Answer], Generic[_Answer]):
    """One answer for each agency, function or group, where it is more than a number of an agency.

    Attributes:
        of: what the keys are: "agency", "function" or "group".
    """

    def __init__(
        self,
        name: str,
        of: str,
        answers: Mapping[str, _Answer],
        *,
        projection: Projection | None = None,
        note: str = "",
    ) -> None:
        self.name, self.of, self.projection, self.note = name, of, projection, note
        self._answers = dict(answers)

    def __getitem__(self, key: str) -> _Answer:
        if key not in self._answers:
            raise unknown(self.of, key, self._answers)
        return self._answers[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def __repr__(self) -> str:
        told = (f"{key!r}: {_brief(answer)}" for key, answer in self.items())
        return self._look(f" by {self.of}", _some(told, len(self)))

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per answer, as pandas and polars take them; None for NaN."""
        return [{self.of: key, **self._record(answer)} for key, answer in self.items()]

    def _record(self, answer: Any) -> dict[str, Any]:
        found: Any = getattr(answer, "to_record", lambda: {self.name: _plain(answer)})
        return dict(found())


class Listing(Result, tuple[_Answer, ...]):
    """Several things found, as a tuple that remembers what it was taken from."""

    _records: tuple[dict[str, Any], ...]

    def __new__(
        cls,
        name: str,
        items: Iterable[_Answer],
        records: Iterable[dict[str, Any]],
        *,
        projection: Projection | None = None,
        note: str = "",
    ) -> Listing[_Answer]:
        """Make one of things and the flat dict of each."""
        self = super().__new__(cls, items)
        self.name, self.projection, self.note = name, projection, note
        self._records = tuple(records)
        return self

    def __repr__(self) -> str:
        shown = _some(map(repr, self), len(self))
        return self._look("", f"{len(self)}: {shown or 'none'}")

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (tuple, Listing, tuple(self), vars(self))

    def to_records(self) -> list[dict[str, Any]]:
        """Flat dicts, as pandas and polars take them."""
        return [dict(record) for record in self._records]


def _brief(answer: Any) -> str:
    return answer._shown() if isinstance(answer, Explained) else repr(answer)


def _plain(value: float) -> float | None:
    return None if value != value else value
