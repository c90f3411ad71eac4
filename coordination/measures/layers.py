"""What is on paper against what is practised, pair by pair."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal

from coordination.model import Link
from coordination.network import Network

__all__ = ["TieLayers", "tie_layers"]


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
    layer: Literal["both", "formal only", "practised only", "neither"]
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


def tie_layers(network: Network) -> tuple[TieLayers, ...]:
    """The *formal* layer against the *practised* one for each pair that links join.

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
    place = {key: n for n, key in enumerate(network.agencies)}
    pairs: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in network.links.values():
        for source, target, _ in link.pairs():
            if source != target and link.status not in ("ended", "planned"):
                first, second = sorted((source, target), key=place.__getitem__)
                pairs[first, second].append(link)
    return tuple(
        _layers(pair, pairs[pair])
        for pair in sorted(pairs, key=lambda pair: (place[pair[0]], place[pair[1]]))
    )


def _layers(pair: tuple[str, str], links: list[Link]) -> TieLayers:
    formal = tuple(link.id for link in links if link.formal and link.in_force)
    working = tuple(link.id for link in links if link.operational and link.works)
    failing = tuple(link.id for link in links if link.operational and not link.works)
    if formal and working:
        return TieLayers(pair, "both", formal, working, failing)
    if formal:
        return TieLayers(pair, "formal only", formal, working, failing)
    return TieLayers(pair, "practised only" if working else "neither", formal, working, failing)
