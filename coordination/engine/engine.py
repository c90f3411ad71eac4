"""The engine of one network: its records as arrays, and results that are computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from functools import cached_property, wraps
from operator import attrgetter
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from coordination.engine.columns import ROLES, STATUSES, Columns
from coordination.engine.columns_of import columns_of
from coordination.engine.indexes import Indexes
from coordination.engine.projection import Projection
from coordination.engine.record_table import Table
from coordination.engine.snapshot import Snapshot
from coordination.errors import unknown, wrong_type
from coordination.model import Agency, Function, Gazetteer, Link

__all__ = ["Engine", "per_network", "per_setting", "per_structure"]

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Engine:
    """Arrays, indexes and snapshots of a network's records, each built when first asked for.

    Args:
        agencies, functions, links: records by id, in the order of the data.
        columns: agencies and links as arrays, where they are there already.
        gazetteer: what lies in what; ISO 3166 alone where none is given.

    Attributes:
        results: what `per_network` has computed for this network.
        of_structure: what `per_structure` has, for all networks of this structure.
        of_setting: what `per_setting` has, for all networks in this setting.
    """

    def __init__(
        self,
        agencies: Mapping[str, Agency],
        functions: Mapping[str, Function],
        links: Mapping[str, Link],
        columns: Columns | None = None,
        *,
        gazetteer: Gazetteer | None = None,
    ) -> None:
        self._records = agencies, functions, links
        self._gazetteer = gazetteer or Gazetteer()
        self._links = links
        self._snapshots: dict[Projection, Snapshot] = {}
        self.results: dict[Any, Any] = {}
        self.of_structure: dict[Any, Any] = {}
        self.of_setting: dict[Any, Any] = {}
        self._seen: set[int] | None = None
        if columns is not None:
            self.__dict__["columns"] = columns

    @cached_property
    def columns(self) -> Columns:
        """The records as arrays."""
        return columns_of(*self._records, gazetteer=self._gazetteer)

    @cached_property
    def indexes(self) -> Indexes:
        """Indexes over the columns; agencies go by their codes."""
        return Indexes(self.columns)

    def snapshot(self, projection: Projection | None = None) -> Snapshot:
        """One projection of the links as a simple graph of arrays, computed once and kept.

        Args:
            projection: which links count and how; None means `Projection()`. One without a
                direction has ties, not arcs.
        """
        chosen = (projection or Projection()).towards("weak")
        if chosen not in self._snapshots:
            self._snapshots[chosen] = Snapshot.of_columns(self.columns, chosen)
        return self._snapshots[chosen]

    def keep(self, compute: Callable[..., Any], result: Any) -> None:
        """Keep what a function made by `per_network` would compute."""
        self.results[compute.__wrapped__, ()] = result  # type: ignore[attr-defined]

    def codes(self, agencies: Iterable[str]) -> list[int]:
        """Codes of agencies by their ids.

        Raises:
            UnknownName: an id that no agency has.
        """
        code = self.columns.code_of
        try:
            return [code[key] for key in agencies]
        except KeyError as error:
            raise unknown("agency", error.args[0], code) from None
        except TypeError:
            strange = [key for key in agencies if not isinstance(key, str)]
            raise wrong_type("text", strange[0], "agency") from None

    @cached_property
    def _ordered(self) -> Sequence[Link]:
        links = self._links
        return links.rows if isinstance(links, Table) else tuple(links.values())

    def place_of(self, link: str) -> int:
        """Place of a link, by its id, among the links in the order of the data.

        Raises:
            KeyError: there is none.
        """
        links = self._links
        return links.row_of(link) if isinstance(links, Table) else self._place_of[link]

    @cached_property
    def _place_of(self) -> Mapping[str, int]:
        return {key: place for place, key in enumerate(self._links)}

    def links_at(self, places: Sequence[int]) -> tuple[Link, ...]:
        """The links at these places in the order of the data."""
        if self._seen is not None:
            self._seen.update(places)
        return tuple(self._ordered[place] for place in places)

    @contextmanager
    def noting(self) -> Iterator[set[int]]:
        """Note the places of the links that are looked at meanwhile, whatever they are like."""
        before, self._seen = self._seen, set()
        try:
            yield self._seen
        finally:
            self._seen = before

    def recoded(
        self,
        agencies: Mapping[str, Agency],
        links: Mapping[str, Link],
        changed: Mapping[str, Mapping[str, Any]],
    ) -> Engine:
        """The engine of the same records, but for statuses of links and roles of mandates.

        Args:
            agencies, links: all of them, as they are now.
            changed: those that changed, by section and id.
        """
        columns = self.columns
        status, roles = columns.status.copy(), columns.mandate_roles
        for key, link in changed.get("links", {}).items():
            status[columns.link == self.place_of(key)] = STATUSES.index(link.status)
        if changed.get("agencies"):
            held = [ROLES.index(m.role) for one in agencies.values() for m in one.mandates]
            roles = np.array(held, roles.dtype)
        kept = {name: columns.__dict__[name] for name in _OF_NAMES if name in columns.__dict__}
        columns = replace(columns, status=status, mandate_roles=roles)
        columns.__dict__.update(kept)
        found = Engine(agencies, self._records[1], links, columns, gazetteer=self._gazetteer)
        # No index asks for statuses or roles, so that all there are hold for the new columns too.
        found.__dict__["indexes"] = indexes = copy(self.indexes)
        indexes.columns = columns
        found.__dict__["_place_of"] = self._place_of
        found.of_structure, found.of_setting = self.of_structure, self.of_setting
        return found

    def links_marked(self, rows: NDArray[Any]) -> tuple[Link, ...]:
        """All links of some rows of `columns`, in the order of the data.

        Args:
            rows: marks, one for each row; or the numbers of the rows.
        """
        return self.links_at(self.indexes.places(rows).tolist())

    def any_joining(
        self,
        ours: Iterable[str],
        theirs: Iterable[str],
        fits: Callable[[Link], bool],
        *,
        rows: NDArray[np.bool_] | None = None,
    ) -> bool:
        """Whether a link that joins two groups of agencies fits; others never become records.

        Args:
            ours, theirs: ids of agencies.
            fits: what is asked of the link.
            rows: marks of the rows of `columns` that count; None means all.
        """
        places = self.indexes.joining(self.codes(ours), self.codes(theirs), rows)
        if self._seen is not None:
            self._seen.update(places)
        return any(fits(self._ordered[place]) for place in places)


class _HasEngine(Protocol):
    @property
    def engine(self) -> Engine: ...


_Network = TypeVar("_Network", bound=_HasEngine)


def per_network(
    compute: Callable[Concatenate[_Network, _Given], _Result],
) -> Callable[Concatenate[_Network, _Given], _Result]:
    """Compute a function of a network once for each of its further arguments, and keep the result.

    Sound because a network never changes. The further arguments go by place and must be hashable.

    Example:
        >>> from coordination.network import Network
        >>> @per_network
        ... def size(network):
        ...     print("computed")
        ...     return len(network.agencies)
        >>> network = Network(title="One", agencies=[{"id": "a", "name": "A"}])
        >>> size(network), size(network)
        computed
        (1, 1)
    """

    return _kept(compute, attrgetter("engine.results"))


def per_structure(
    compute: Callable[Concatenate[_Network, _Given], _Result],
) -> Callable[Concatenate[_Network, _Given], _Result]:
    """Compute a function of agencies, mandates and the ends of links once, and keep the result.

    Networks that differ only in statuses, roles and evidence share it.
    """
    return _kept(compute, attrgetter("engine.of_structure"))


def per_setting(
    compute: Callable[Concatenate[_Network, _Given], _Result],
) -> Callable[Concatenate[_Network, _Given], _Result]:
    """Compute a function of its further arguments, agencies and sources once, and keep the result.

    Of agencies, functions and places it may use which there are, what they are called and who holds
    what, and not in which role. Networks that differ only in links, requirements, conclusions and
    recommendations share it: a sentence about a record is made once for all what-ifs.
    """
    return _kept(compute, attrgetter("engine.of_setting"))


def _kept(
    compute: Callable[Concatenate[_Network, _Given], _Result],
    results_of: Callable[[Any], dict[Any, Any]],
) -> Callable[Concatenate[_Network, _Given], _Result]:
    work: Callable[..., Any] = compute

    @wraps(compute)
    def kept(network: Any, *given: Any) -> Any:
        try:
            results = results_of(network)
        except AttributeError:
            if hasattr(network, "engine"):
                raise
            raise wrong_type("Network", network, "network") from None
        key = (work, given)
        if key not in results:
            results[key] = work(network, *given)
        return results[key]

    return cast(Callable[Concatenate[_Network, _Given], _Result], kept)


_OF_NAMES = ("code_of", "country", "_jurisdictions", "_unnamed")
"""What columns have computed of themselves without asking for a status."""
