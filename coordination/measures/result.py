"""Results of measures: numbers that remember what they were taken from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from coordination.engine.projection import Direction, Projection
from coordination.engine.snapshot import Snapshot
from coordination.errors import expect, unknown
from coordination.network import Network

__all__ = [
    "AgencyValues",
    "Answers",
    "Listing",
    "NetworkValue",
    "Source",
    "TieValues",
    "as_snapshot",
]

_Answer = TypeVar("_Answer")


class Graph(Protocol):
    """A networkx graph, as far as a type checker has to know: networkx comes without types."""

    def is_directed(self) -> bool:
        """Whether edges have a direction."""

    def is_multigraph(self) -> bool:
        """Whether a pair may have several edges, which measures refuse."""


Source = Network | Snapshot | Graph
"""What measures take: a `Network`, a `Snapshot`, or a simple networkx graph."""


def as_snapshot(
    source: Source, projection: Projection | None, direction: Direction = "weak"
) -> Snapshot:
    """The snapshot that a measure reads.

    Args:
        source: a network, a snapshot, or a simple networkx graph (each tie then counts 1; use
            `Snapshot.of_graph` to read strengths).
        projection: how to cut it out of a network; None means `Projection()`.
        direction: the measure's own, for a projection that doesn't name one.

    Raises:
        TypeError: the source is none of these, or a projection is given for what is no network.
        ValueError: the graph is a multigraph.
    """
    if projection is not None:
        expect(Projection, projection, "projection")
    if isinstance(source, Network):
        return source.snapshot((projection or Projection()).towards(direction))
    if not isinstance(source, Snapshot) and not hasattr(source, "is_multigraph"):
        expect(Network, source, "network")
    if projection is not None:
        raise TypeError("a projection applies to a network, not to a snapshot or a graph")
    return source if isinstance(source, Snapshot) else Snapshot.of_graph(source)


_Key = TypeVar("_Key", str, tuple[str, str])


def _largest(items: Iterable[tuple[_Key, float]], count: int) -> list[tuple[_Key, float]]:
    # NaN has no place in an order: one among the numbers would leave the others unsorted.
    there = [(key, value) for key, value in items if value == value]
    return sorted(there, key=lambda item: (-item[1], item[0]))[:count]


class AgencyValues(Mapping[str, float]):
    """One number for each agency.

    A mapping from agency id to float (NaN where the measure isn't defined for the agency), in the
    order of the data.

    Attributes:
        name: name of the measure.
        projection: what it was taken from; None for a plain graph.
        array: the numbers alone, in the order of the ids.
        note: what a reader must know of the numbers, such as a sampling error, or "".
        errors: standard error of each number where they are estimated, in the same order; or None.
    """

    def __init__(
        self,
        name: str,
        snapshot: Snapshot,
        array: NDArray[Any],
        *,
        note: str = "",
        errors: NDArray[Any] | None = None,
    ) -> None:
        self.name, self.projection, self.note = name, snapshot.projection, note
        self.array, self.errors = np.asarray(array), errors
        self._snapshot = snapshot

    def __getitem__(self, agency: str) -> float:
        value = self.array[self._snapshot.code(agency)].item()
        return value  # type: ignore[no-any-return]

    def __iter__(self) -> Iterator[str]:
        return iter(self._snapshot.ids)

    def __len__(self) -> int:
        return len(self._snapshot.ids)

    def __repr__(self) -> str:
        shown = ", ".join(f"{key}: {value:.4g}" for key, value in list(self.items())[:5])
        more = ", ..." if len(self) > 5 else ""
        return f"<{self.name} of {len(self)} agencies: {shown}{more}; {_taken(self)}>"

    def top(self, count: int = 10) -> list[tuple[str, float]]:
        """The agencies with the largest numbers, largest first, then by id; NaN left out."""
        return _largest(self.items(), count)

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per agency, as pandas and polars take them; None for NaN.

        Estimates have their standard error beside them, as `<name>_error`.
        """
        records = [
            {"agency": key, self.name: None if value != value else value}
            for key, value in self.items()
        ]
        if self.errors is not None:
            for record, error in zip(records, self.errors.tolist(), strict=True):
                record[f"{self.name}_error"] = error
        return records


class TieValues(Mapping[tuple[str, str], float]):
    """One number for each tie.

    A mapping from (id, id), the agency that stands first in the data first, to float. A tie is
    found either way round.

    Attributes:
        name: name of the measure.
        projection: what it was taken from; None for a plain graph.
        array: the numbers alone, in the order of the ties.
        note: what a reader must know of the numbers, or "".
    """

    note = ""

    def __init__(
        self,
        name: str,
        snapshot: Snapshot,
        array: NDArray[Any],
        pairs: tuple[NDArray[Any], NDArray[Any]] | None = None,
    ) -> None:
        self.name, self.projection, self.array = name, snapshot.projection, np.asarray(array)
        self._snapshot = snapshot
        self._ends = snapshot.pairs if pairs is None else pairs

    @property
    def _place_of(self) -> dict[tuple[int, int], int]:
        def places(_: Snapshot) -> dict[tuple[int, int], int]:
            one, other = (end.tolist() for end in self._ends)
            return {pair: place for place, pair in enumerate(zip(one, other, strict=True))}

        key = ("places", len(self._ends[0]), self._ends is self._snapshot.pairs, self.name)
        found: dict[tuple[int, int], int] = self._snapshot.keep(key, places)
        return found

    def __getitem__(self, pair: tuple[str, str]) -> float:
        ends = (pair,) if isinstance(pair, str) else tuple(pair)
        if len(ends) != 2:
            raise unknown("tie", pair, ())
        one, other = (self._snapshot.code(end) for end in ends)
        place = self._place_of.get((min(one, other), max(one, other)))
        if place is None:
            raise unknown("tie", ends, ())
        value = self.array[place].item()
        return value  # type: ignore[no-any-return]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        ids = self._snapshot.ids
        one, other = (end.tolist() for end in self._ends)
        return ((ids[a], ids[b]) for a, b in zip(one, other, strict=True))

    def __len__(self) -> int:
        return len(self._ends[0])

    def __repr__(self) -> str:
        shown = ", ".join(f"{a}~{b}: {value:.4g}" for (a, b), value in list(self.items())[:5])
        more = ", ..." if len(self) > 5 else ""
        return f"<{self.name} of {len(self)} ties: {shown}{more}; {_taken(self)}>"

    def items(self) -> Any:
        """Pairs of ids with their number."""
        return list(zip(self, self.array.tolist(), strict=True))

    def top(self, count: int = 10) -> list[tuple[tuple[str, str], float]]:
        """The ties with the largest numbers, largest first, then by ids; NaN left out."""
        return _largest(self.items(), count)

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per tie, as pandas and polars take them; None for NaN."""
        return [
            {"agency": a, "other": b, self.name: None if value != value else value}
            for (a, b), value in self.items()
        ]


class NetworkValue(float):
    """One number about a whole network: a float that remembers where it comes from.

    `str` gives the number alone, `repr` (and so a notebook) also what it was taken from.

    Attributes:
        name: name of the measure.
        projection: what it was taken from; None for a plain graph.
        note: what a reader must know of the number, or "".
    """

    name: str
    projection: Projection | None
    note: str

    def __new__(
        cls, name: str, snapshot: Snapshot, value: float, *, note: str = ""
    ) -> NetworkValue:
        """Make one."""
        self = super().__new__(cls, value)
        self.name, self.projection, self.note = name, snapshot.projection, note
        return self

    def __repr__(self) -> str:
        return f"<{self.name}: {float(self):.4g}; {_taken(self)}>"

    def __str__(self) -> str:
        return float.__repr__(self)

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict, as pandas and polars take it; None for NaN."""
        return [{self.name: _plain(self)}]


class Answers(Mapping[str, _Answer], Generic[_Answer]):
    """One answer for each agency, function or group, where it is more than a number of an agency.

    Attributes:
        name: name of the measure.
        of: what the keys are: "agency", "function" or "group".
        projection: what the answers were taken from; None for a plain graph, and where they come
            from requirements.
        note: what a reader must know of the answers, or "".
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
        shown = ", ".join(f"{key!r}: {answer!r}" for key, answer in list(self.items())[:5])
        more = ", ..." if len(self) > 5 else ""
        return f"<{self.name} by {self.of}: {shown}{more}; {_taken(self)}>"

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per answer, as pandas and polars take them; None for NaN."""
        return [{self.of: key, **self._record(answer)} for key, answer in self.items()]

    def _record(self, answer: Any) -> dict[str, Any]:
        found: Any = getattr(answer, "to_record", lambda: {self.name: _plain(answer)})
        return dict(found())


class Listing(tuple[_Answer, ...]):
    """Several things found, as a tuple that remembers what it was taken from.

    Attributes:
        name: name of the measure.
        projection: what it was taken from; None for a plain graph, and where it comes from records.
        note: what a reader must know, or "".
    """

    name: str
    projection: Projection | None
    note: str
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
        shown = ", ".join(repr(item) for item in self[:5]) + (", ..." if len(self) > 5 else "")
        return f"<{self.name}: {len(self)}: {shown or 'none'}; {_taken(self)}>"

    def to_records(self) -> list[dict[str, Any]]:
        """Flat dicts, as pandas and polars take them."""
        return [dict(record) for record in self._records]


def _plain(value: float) -> float | None:
    return None if value != value else float(value)


def _taken(values: Any) -> str:
    """What a result was taken from, for its look in a notebook."""
    parts = [str(values.projection)] if values.projection else []
    parts += [values.note] if values.note else []
    return "; ".join(parts) or "from a plain graph"
