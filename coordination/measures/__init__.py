"""Measures of agencies, ties and networks, each taken from a named projection.

Each takes a network and a `Projection`, except those that are computed from requirements or from
recorded layers. The result remembers what it was taken from, and `to_records` gives it as flat
dicts. `MEASURES` lists all measures that need no other argument, for tables and the command line.

A measure is imported when it is first used: a report needs two of them.
"""

from __future__ import annotations

from coordination.lazy_imports import imported_when_used

_HOME = {
    "coordination.measures.brokerage": (
        "ROLES",
        "Brokerage",
        "agency_brokerage",
    ),
    "coordination.measures.cohesion": (
        "Removal",
        "agency_removal",
        "agency_separates",
        "articulation_agencies",
        "bridge_ties",
        "network_components",
        "network_density",
        "network_fragmentation",
    ),
    "coordination.measures.congruence": (
        "Congruence",
        "agency_congruence",
        "coordination_requirements",
        "function_congruence",
        "matrix_congruence",
        "network_congruence",
    ),
    "coordination.measures.counterpart_mirror": ("mirror",),
    "coordination.measures.degree": (
        "agency_degree",
        "agency_degree_by_kind",
        "agency_in_degree",
        "agency_out_degree",
        "agency_participation",
        "network_layer_overlap",
        "network_reciprocity",
        "tie_multiplexity",
    ),
    "coordination.measures.ei_index": (
        "EIIndex",
        "agency_ei",
        "group_ei",
        "network_ei",
    ),
    "coordination.measures.formal_practised": (
        "TieLayers",
        "tie_layers",
    ),
    "coordination.measures.listed": (
        "MEASURES",
        "NUMBERS",
    ),
    "coordination.measures.mirror_table": (
        "Mirror",
        "MirrorCell",
    ),
    "coordination.measures.paths": (
        "agency_betweenness",
        "local_bridges",
        "network_distance_fragmentation",
    ),
    "coordination.measures.result": (
        "AgencyValues",
        "Answers",
        "Listing",
        "NetworkValue",
        "TieValues",
        "Values",
    ),
    "coordination.measures.structural_holes": (
        "agency_constraint",
        "agency_effective_size",
        "agency_efficiency",
        "agency_hierarchy",
        "tie_overlap",
    ),
    "coordination.requirements.partition": ("GROUPINGS",),
}
"""Where each name lives."""

__all__ = sorted(name for names in _HOME.values() for name in names)

__getattr__ = imported_when_used(__name__, _HOME)


def __dir__() -> list[str]:
    return __all__
