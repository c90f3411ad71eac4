"""Compare what is on paper with what is practised, pair by pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from coordination.arguments import checked_arguments
from coordination.engine.columns import STATUSES
from coordination.measures.result import Listing
from coordination.model import vocabulary
from coordination.network import Network

__all__ = ["TieLayers", "tie_layers"]

Layer = Literal["both", "formal only", "practised only", "neither"]


@dataclass(frozen=True)
class TieLayers:
    """The formal and the operational links of one pair.

    Attributes:
        agencies: ids of the two, the one that stands first in the data first.
        layer: "both", "formal only", "practised only", or "neither" where links are recorded and
            none is in force.
        formal: ids of the formal links in force.
        working: ids of the operational links that work.
        failing: ids of the operational links that don't: strained, late, unmet or absent.
    """

    agencies: tuple[str, str]
    layer: Layer
    formal: tuple[str, ...]
    working: tuple[str, ...]
    failing: tuple[str, ...]

    def to_record(self) -> dict[str, Any]:
        """A flat dict; ids joined by spaces."""
        return {
            "agency": self.agencies[0],
            "other": self.agencies[1],
            "layer": self.layer,
            "formal": " ".join(self.formal),
            "working": " ".join(self.working),
            "failing": " ".join(self.failing),
        }


@checked_arguments
def tie_layers(network: Network) -> Listing[TieLayers]:
    """The *formal* and the *practised* layer of each pair that links join.

    A pair that is formal only has an agreement, a mandate of oversight or a membership on paper and
    no operational link that is recorded to work; whether that is a gap, or merely what the sources
    are silent on, rules CG201 and CG202 decide. Links that ended or are only planned don't count.

    Args:
        network: the network.

    Returns:
        One entry for each pair with a recorded link, in the order of the data.

    Source:
        The Justice Department's Inspector General on ATF and ICE, which found it hard to coordinate
        despite a formal memorandum (CNN, 9 November 2010, paragraph 8); Battiston, Nicosia and
        Latora 2014, Physical Review E 89:032804, for ties of several layers.
    """
    columns, ids, keys = network.engine.columns, network.engine.columns.ids, list(network.links)
    counted = ~np.isin(columns.status, [STATUSES.index(status) for status in ("ended", "planned")])
    rows = np.flatnonzero(counted & (columns.source != columns.target))
    one = np.minimum(columns.source[rows], columns.target[rows]).astype(np.int64)
    other = np.maximum(columns.source[rows], columns.target[rows]).astype(np.int64)
    order = np.lexsort((other, one))
    pairs: dict[tuple[str, str], tuple[list[str], list[str], list[str]]] = {}
    works = np.isin(columns.status, [STATUSES.index(status) for status in vocabulary.WORKING])
    exists = np.isin(columns.status, [STATUSES.index(status) for status in vocabulary.IN_FORCE])
    for a, b, row in zip(
        one[order].tolist(), other[order].tolist(), rows[order].tolist(), strict=True
    ):
        formal, working, failing = pairs.setdefault((ids[a], ids[b]), ([], [], []))
        key = keys[columns.link[row]]
        if not columns.formal[row]:
            (working if works[row] else failing).append(key)
        elif exists[row]:
            formal.append(key)
    found = [
        TieLayers(pair, _layer(*links), *(tuple(dict.fromkeys(part)) for part in links))
        for pair, links in pairs.items()
    ]
    note = "links in force, formal ones against operational ones that work"
    return Listing("tie_layers", found, (one.to_record() for one in found), note=note)


def _layer(formal: list[str], working: list[str], _: list[str]) -> Layer:
    if formal and working:
        return "both"
    if formal:
        return "formal only"
    return "practised only" if working else "neither"
