"""Partitions: which group each agency belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coordination.engine.columns import ROLES, Columns
from coordination.engine.snapshot import Snapshot
from coordination.errors import expect, unknown
from coordination.network import Network

__all__ = ["GROUPINGS", "Groups", "Partition", "partition"]

GROUPINGS: dict[str, str] = {
    "country": "ISO 3166-1 country",
    "jurisdiction": "country or subdivision, as the record has it",
    "department": "topmost body that the agency is part of",
    "level": "level of government",
    "kind": "kind of agency",
    "function": "function that the agency leads, or else the first that its record names",
}
"""Partitions that a network's own records give."""

Groups = str | Mapping[Any, Any]
"""How to group agencies: a key of `GROUPINGS`, or a mapping from agency id to group."""


class Partition(NamedTuple):
    """Group of each agency of a snapshot.

    Attributes:
        names: names of the groups, sorted; agencies without one form the group "".
        codes: place of each agency's group among the names.
        note: how the groups were made, and how many agencies have none.
    """

    names: tuple[str, ...]
    codes: NDArray[np.int64]
    note: str


def partition(source: Any, snapshot: Snapshot, groups: Groups) -> Partition:
    """The group of each agency of a snapshot.

    Args:
        source: the network that the snapshot was cut from, where `groups` names a grouping.
        snapshot: the snapshot.
        groups: a key of `GROUPINGS`, or a mapping from agency id to group; agencies that it
            leaves out, or gives None, form the group "".

    Raises:
        ValueError: no such grouping, it needs a network, or the mapping names no agency that is
            there, or one that isn't.
    """
    if isinstance(groups, Mapping):
        given = _given(source, snapshot, groups)
    else:
        expect(str, groups, "groups", "grouping by name, or a mapping from agency to group")
        if groups not in GROUPINGS:
            raise unknown("grouping", groups, GROUPINGS)
        if not isinstance(source, Network):
            raise ValueError(f"grouping by {groups} needs a network; give a mapping instead")
        by_id = dict(zip(source.engine.columns.ids, _texts(source, groups), strict=True))
        given = [by_id[key] for key in snapshot.ids]
    names, codes = np.unique(np.array(given, dtype=np.str_), return_inverse=True)
    note = f"groups: {groups if isinstance(groups, str) else 'as given'}"
    if without := given.count(""):
        note += f" ({without:,} without one form a group of their own)"
    return Partition(tuple(names.tolist()), codes.reshape(-1).astype(np.int64), note)


def _given(source: Any, snapshot: Snapshot, groups: Mapping[Any, Any]) -> list[str]:
    group_of = {str(key): "" if name is None else str(name) for key, name in groups.items()}
    known = source.engine.columns.ids if isinstance(source, Network) else snapshot.ids
    strange = group_of.keys() - set(known)
    # A snapshot may be a part of the network that a mapping is about; then some keys are beyond it.
    if strange and (not isinstance(source, Snapshot) or len(strange) == len(group_of)):
        first = min(strange)
        raise unknown("agency", first, known, where="groups")
    return [group_of.get(key, "") for key in snapshot.ids]


def _texts(network: Network, groups: str) -> list[str]:
    columns = network.engine.columns
    if groups == "department":
        top = np.arange(len(columns.ids))
        for _ in range(len(columns.ids)):
            above = columns.parent[top]
            if (above < 0).all():
                break
            top = np.where(above >= 0, above, top)
        return [columns.ids[code] for code in top.tolist()]
    if groups == "function":
        return _functions(columns)
    arrays = {
        "country": columns.country,
        "jurisdiction": columns.jurisdiction,
        "level": columns.level,
        "kind": columns.agency_kind,
    }
    texts: list[str] = arrays[groups].tolist()
    return texts


def _functions(columns: Columns) -> list[str]:
    leads = columns.mandate_roles == ROLES.index("lead")
    order = np.lexsort((~leads, columns.mandate_agencies))  # stable: the record's order stays
    held, first = np.unique(columns.mandate_agencies[order], return_index=True)
    texts = [""] * len(columns.ids)
    for agency, place in zip(held.tolist(), order[first].tolist(), strict=True):
        texts[agency] = columns.functions[columns.mandate_functions[place]]
    return texts
