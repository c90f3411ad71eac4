"""The records of a network as tables of the page.

Where a network holds agencies and links as columns (see `coordination.engine.record_table`), the
page takes the columns as they are, so that no records are made to be shown. Both ways give the
same table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from coordination.engine.record_table import Coded, Table
from coordination.model import Agency, Evidence, Link, Mandate
from coordination.network import Network
from coordination.view.page.page_columns import column, record_fields, table

__all__ = ["Passages", "section_table"]

_MODELS: dict[str, Any] = {"agencies": Agency, "links": Link}


class Passages:
    """Passages that records and findings share, each once.

    Attributes:
        found: the fields of each, in the order in which they were first asked for.
    """

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []
        self._place: dict[Evidence | str, int] = {}
        self._defaults = _defaults(Evidence)

    def places(self, evidence: Iterable[Evidence]) -> list[int]:
        """Place of each passage."""
        found = []
        for passage in evidence:
            place = self._place.get(passage)
            if place is None:
                place = self._place[passage] = self._noted(record_fields(passage))
            found.append(place)
        return found

    def places_of(self, given: Iterable[Mapping[str, Any]]) -> list[int]:
        """Place of each passage that is given by its fields."""
        return [self._noted(_without(self._defaults, one)) for one in given]

    def _noted(self, fields: dict[str, Any]) -> int:
        key = repr(sorted(fields.items()))
        place = self._place.setdefault(key, len(self.found))
        if place == len(self.found):
            self.found.append(fields)
        return place


def section_table(network: Network, section: str, passages: Passages) -> dict[str, Any]:
    """The table of one section, its evidence given as places among the passages."""
    records = getattr(network, section)
    if isinstance(records, Table):
        return _of_columns(network, section, records, passages)
    return table(_with_places(record_fields(one), one, passages) for one in records.values())


def _with_places(fields: dict[str, Any], record: Any, passages: Passages) -> dict[str, Any]:
    if "evidence" in fields:
        fields["evidence"] = passages.places(record.evidence)
    for mandate, one in zip(
        fields.get("mandates", ()), getattr(record, "mandates", ()), strict=True
    ):
        if one.evidence:
            mandate["evidence"] = passages.places(one.evidence)
    return fields


def _of_columns(
    network: Network, section: str, records: Table[Any], passages: Passages
) -> dict[str, Any]:
    defaults = _defaults(_MODELS[section])
    roles = _defaults(Mandate)
    size = len(records)
    found: dict[str, Any] = {"id": column(list(records.ids))}
    values: Any
    for name, given in records.columns.items():
        default = defaults.get(name)
        if name == "id":
            continue
        if name == "evidence":
            values = [passages.places_of(one) if one else None for one in _listed(given, size)]
        elif name == "mandates":
            values = [one and [_without(roles, m) for m in one] for one in _listed(given, size)]
        elif isinstance(given, Coded):
            values = _coded(given, default)
        else:
            values = [None if one in (None, default) else one for one in _listed(given, size)]
        if values is not None and not (isinstance(values, list) and not any(map(_filled, values))):
            found[name] = values if isinstance(values, dict) else column(values)
    if section == "links":
        # What depends on the kind where a record leaves it open is said of every link.
        for name in ("formal", "mutual"):
            found[name] = column(getattr(network.engine.columns, name).tolist())
    return {"size": size, "columns": {name: found[name] for name in sorted(found)}}


def _listed(given: Sequence[Any], size: int) -> list[Any]:
    """A column as a list; some columns only know how to make one row."""
    listed = getattr(given, "to_list", None)  # of polars
    return listed() if listed else [given[row] for row in range(size)]


def _filled(value: Any) -> bool:
    return value is not None


def _coded(given: Coded, default: Any) -> dict[str, Any] | None:
    """A column of codes, its words in the order in which they first occur."""
    codes = np.asarray(given.codes, np.int64)
    words = [list(word) if isinstance(word, tuple) else word for word in given.words]
    open_ = [n for n, word in enumerate(words) if word == default]
    codes = np.where(np.isin(codes, open_), -1, codes)
    used, first = np.unique(codes, return_index=True)
    order = [int(code) for code in used[np.argsort(first)] if code >= 0]
    if not order:
        return None
    place = np.full(len(words) + 1, -1, np.int64)  # the last is for -1
    place[order] = np.arange(len(order))
    return {"words": [words[code] for code in order], "codes": place[codes].tolist()}


def _without(defaults: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if defaults.get(name) != value}


def _defaults(model: Any) -> dict[str, Any]:
    return {
        name: field.default
        for name, field in model.model_fields.items()
        if isinstance(field.default, str | int | float | bool)
    }
