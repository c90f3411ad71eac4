"""Partitions: which group each agency belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coordination.measures.result import Source
from coordination.model import did_you_mean
from coordination.network import Network
from coordination.snapshot import Snapshot

__all__ = ["GROUPINGS", "Groups", "Partition", "partition"]

GROUPINGS: dict[str, str] = {
    "country": "ISO 3166-1 country",
    "jurisdiction": "country or subdivision, as the record has it",
    "department": "topmost body that the agency is part of",
    "level": "level of government",
    "kind": "kind of body",
}
"""Partitions that a network's own records give."""

Groups = str | Mapping[str, str]
"""How to group agencies: a key of `GROUPINGS`, or a mapping from agency id to group."""


@dataclass(frozen=True, eq=False)
class Partition:
    """Group of each agency of a snapshot.

    Attributes:
        names: names of the groups, sorted; agencies without one form the group "".
        codes: place of each agency's group among the names.
    """

    names: tuple[str, ...]
    codes: NDArray[np.int64]


def partition(source: Source, snapshot: Snapshot, groups: Groups) -> Partition:
    """The group of each agency of a snapshot.

    Args:
        source: the network that the snapshot was cut from, where `groups` names a grouping.
        snapshot: the snapshot.
        groups: a key of `GROUPINGS`, or a mapping from agency id to group; agencies that it
            leaves out form the group "".

    Raises:
        ValueError: no such grouping, or it needs a network.
    """
    if isinstance(groups, Mapping):
        given = [str(groups.get(key, "")) for key in snapshot.ids]
    else:
        if groups not in GROUPINGS:
            hint = did_you_mean(groups, GROUPINGS)
            raise ValueError(f"there is no grouping {groups!r}" + (f"; {hint}" if hint else ""))
        if not isinstance(source, Network):
            raise ValueError(f"grouping by {groups} needs a network; give a mapping instead")
        by_id = dict(zip(source.columns.ids, _texts(source, groups), strict=True))
        given = [by_id[key] for key in snapshot.ids]
    names, codes = np.unique(np.array(given, dtype=np.str_), return_inverse=True)
    return Partition(tuple(names.tolist()), codes.reshape(-1).astype(np.int64))


def _texts(network: Network, groups: str) -> list[str]:
    columns = network.columns
    if groups == "department":
        top = np.arange(len(columns.ids))
        for _ in range(len(columns.ids)):
            above = columns.parent[top]
            if (above < 0).all():
                break
            top = np.where(above >= 0, above, top)
        return [columns.ids[code] for code in top.tolist()]
    arrays = {
        "country": columns.country,
        "jurisdiction": columns.jurisdiction,
        "level": columns.level,
        "kind": columns.agency_kind,
    }
    texts: list[str] = arrays[groups].tolist()
    return texts
