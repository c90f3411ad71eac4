"""All measures that need no other argument, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coordination.measures.brokerage import agency_brokerage
from coordination.measures.cohesion import (
    agency_removal,
    agency_separates,
    articulation_agencies,
    bridge_ties,
    network_components,
    network_density,
    network_fragmentation,
)
from coordination.measures.congruence import (
    agency_congruence,
    function_congruence,
    network_congruence,
)
from coordination.measures.degree import (
    agency_degree,
    agency_degree_by_kind,
    agency_in_degree,
    agency_out_degree,
    agency_participation,
    network_layer_overlap,
    network_reciprocity,
    tie_multiplexity,
)
from coordination.measures.ei_index import agency_ei, group_ei, network_ei
from coordination.measures.formal_practised import tie_layers
from coordination.measures.paths import (
    agency_betweenness,
    local_bridges,
    network_distance_fragmentation,
)
from coordination.measures.structural_holes import (
    agency_constraint,
    agency_effective_size,
    agency_efficiency,
    agency_hierarchy,
    tie_overlap,
)

__all__ = ["MEASURES", "NUMBERS"]

MEASURES: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        agency_degree,
        agency_out_degree,
        agency_in_degree,
        agency_degree_by_kind,
        agency_participation,
        agency_constraint,
        agency_effective_size,
        agency_efficiency,
        agency_hierarchy,
        agency_brokerage,
        agency_betweenness,
        articulation_agencies,
        agency_removal,
        agency_separates,
        agency_ei,
        agency_congruence,
        tie_multiplexity,
        tie_overlap,
        tie_layers,
        bridge_ties,
        local_bridges,
        group_ei,
        function_congruence,
        network_density,
        network_reciprocity,
        network_fragmentation,
        network_distance_fragmentation,
        network_components,
        network_ei,
        network_layer_overlap,
        network_congruence,
    )
}
"""Measures by name: each takes a network alone, or with a projection and options, by keyword."""

NUMBERS: tuple[str, ...] = (
    "agency_degree",
    "agency_out_degree",
    "agency_in_degree",
    "agency_participation",
    "agency_constraint",
    "agency_effective_size",
    "agency_efficiency",
    "agency_hierarchy",
    "agency_betweenness",
    "agency_separates",
    "network_density",
    "network_reciprocity",
    "network_fragmentation",
    "network_distance_fragmentation",
)
"""Those of `MEASURES` that give one number for each agency, or for the network, and no more."""
