# The names with their types; `__init__.py` imports the same ones when they are first used.

from coordination.measures.brokerage import ROLES as ROLES
from coordination.measures.brokerage import Brokerage as Brokerage
from coordination.measures.brokerage import agency_brokerage as agency_brokerage
from coordination.measures.cohesion import Removal as Removal
from coordination.measures.cohesion import agency_removal as agency_removal
from coordination.measures.cohesion import agency_separates as agency_separates
from coordination.measures.cohesion import articulation_agencies as articulation_agencies
from coordination.measures.cohesion import bridge_ties as bridge_ties
from coordination.measures.cohesion import network_components as network_components
from coordination.measures.cohesion import network_density as network_density
from coordination.measures.cohesion import network_fragmentation as network_fragmentation
from coordination.measures.congruence import Congruence as Congruence
from coordination.measures.congruence import agency_congruence as agency_congruence
from coordination.measures.congruence import coordination_requirements as coordination_requirements
from coordination.measures.congruence import function_congruence as function_congruence
from coordination.measures.congruence import matrix_congruence as matrix_congruence
from coordination.measures.congruence import network_congruence as network_congruence
from coordination.measures.counterpart_mirror import mirror as mirror
from coordination.measures.degree import agency_degree as agency_degree
from coordination.measures.degree import agency_degree_by_kind as agency_degree_by_kind
from coordination.measures.degree import agency_in_degree as agency_in_degree
from coordination.measures.degree import agency_out_degree as agency_out_degree
from coordination.measures.degree import agency_participation as agency_participation
from coordination.measures.degree import network_layer_overlap as network_layer_overlap
from coordination.measures.degree import network_reciprocity as network_reciprocity
from coordination.measures.degree import tie_multiplexity as tie_multiplexity
from coordination.measures.ei_index import EIIndex as EIIndex
from coordination.measures.ei_index import agency_ei as agency_ei
from coordination.measures.ei_index import group_ei as group_ei
from coordination.measures.ei_index import network_ei as network_ei
from coordination.measures.formal_practised import TieLayers as TieLayers
from coordination.measures.formal_practised import tie_layers as tie_layers
from coordination.measures.listed import MEASURES as MEASURES
from coordination.measures.listed import NUMBERS as NUMBERS
from coordination.measures.mirror_table import Mirror as Mirror
from coordination.measures.mirror_table import MirrorCell as MirrorCell
from coordination.measures.paths import agency_betweenness as agency_betweenness
from coordination.measures.paths import local_bridges as local_bridges
from coordination.measures.paths import (
    network_distance_fragmentation as network_distance_fragmentation,
)
from coordination.measures.result import AgencyValues as AgencyValues
from coordination.measures.result import Answers as Answers
from coordination.measures.result import Listing as Listing
from coordination.measures.result import NetworkValue as NetworkValue
from coordination.measures.result import TieValues as TieValues
from coordination.measures.result import Values as Values
from coordination.measures.structural_holes import agency_constraint as agency_constraint
from coordination.measures.structural_holes import agency_effective_size as agency_effective_size
from coordination.measures.structural_holes import agency_efficiency as agency_efficiency
from coordination.measures.structural_holes import agency_hierarchy as agency_hierarchy
from coordination.measures.structural_holes import tie_overlap as tie_overlap
from coordination.requirements.partition import GROUPINGS as GROUPINGS
