"""Degree, mixing, paths, cohesion: agreement with networkx and with reference values."""

import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.measures import (
    MEASURES,
    agency_betweenness,
    agency_degree,
    agency_degree_by_kind,
    agency_ei,
    agency_participation,
    agency_removal,
    agency_separates,
    bridge_ties,
    group_ei,
    local_bridges,
    network_components,
    network_density,
    network_distance_fragmentation,
    network_ei,
    network_fragmentation,
    network_layer_overlap,
    network_reciprocity,
    tie_multiplexity,
)
from coordination.network import Network
from coordination.projection import Projection

KARATE = nx.karate_club_graph()
CLUB = {str(node): data["club"] for node, data in KARATE.nodes(data=True)}

graphs = st.builds(
    nx.gnp_random_graph, st.integers(1, 16), st.floats(0, 1), st.integers(0, 999), st.booleans()
)


@given(graphs)
def test_networkx_agrees(graph):
    n, arcs = len(graph), graph.number_of_edges()
    between = nx.betweenness_centrality(graph)
    assert dict(agency_betweenness(graph)) == pytest.approx({str(k): v for k, v in between.items()})
    if n > 1:
        assert network_density(graph) == pytest.approx(nx.density(graph))
    if graph.is_directed():
        if arcs:
            assert network_reciprocity(graph) == pytest.approx(nx.reciprocity(graph))
        return
    assert dict(agency_degree(graph)) == {str(node): k for node, k in graph.degree()}
    if n > 1:
        efficiency = nx.global_efficiency(graph)
        assert network_distance_fragmentation(graph) == pytest.approx(1 - efficiency)
    spans = {frozenset(map(str, pair)) for pair in nx.local_bridges(graph, with_span=False)}
    assert {frozenset(pair) for pair in local_bridges(graph)} == spans


@given(graphs)
def test_removal_equals_removing_each_in_turn(graph):
    graph = graph.to_undirected()
    removal, separates = agency_removal(graph), agency_separates(graph)
    for node in graph:
        rest = graph.subgraph(set(graph) - {node})
        reachable = sum(len(c) * (len(c) - 1) for c in nx.connected_components(rest))
        before = sum(
            len(c - {node}) * (len(c - {node}) - 1) for c in nx.connected_components(graph)
        )
        assert removal[str(node)].separated == separates[str(node)] == (before - reachable) // 2
        if len(rest) > 1:
            expected = 1 - reachable / (len(rest) * (len(rest) - 1))
            assert removal[str(node)].fragmentation == pytest.approx(expected)


def test_karate_values():
    assert round(network_distance_fragmentation(KARATE), 4) == 0.5080
    assert network_fragmentation(KARATE) == 0
    assert round(agency_removal(KARATE)["0"].fragmentation, 4) == 0.3163
    without = KARATE.subgraph(set(KARATE) - {0})
    assert round(network_distance_fragmentation(without), 4) == 0.6415
    assert dict(bridge_ties(KARATE)) == {("0", "11"): 1}
    assert len(local_bridges(KARATE)) == 11
    index = network_ei(KARATE, CLUB)
    assert (index.external, index.internal, round(index.value, 4)) == (11, 67, -0.7179)
    assert (index.lowest, index.highest) == (-1.0, 1.0)
    assert index.p_lower < 0.01 < 0.9 < index.p_upper
    ei = agency_ei(KARATE, CLUB)
    assert [round(ei[key], 4) for key in ("0", "2", "8", "33")] == [-0.875, -0.2, 0.2, -0.6471]
    assert set(group_ei(KARATE, CLUB)) == {"Mr. Hi", "Officer"}


def test_ei_bounds_follow_the_group_sizes():
    graph = nx.complete_graph(4)  # groups of 3 and 1: 3 pairs within, 3 between, all tied
    index = network_ei(graph, {"0": "a", "1": "a", "2": "a", "3": "b"})
    assert index.lowest == index.value == index.highest == 0


def test_a_sample_says_so_and_is_near():
    graph = nx.barabasi_albert_graph(200, 3, seed=1)
    exact, sampled = agency_betweenness(graph), agency_betweenness(graph, sources=100)
    assert not exact.note
    assert "estimated from 100 of 200 sources" in sampled.note
    error = float(sampled.note.rsplit(" ", 1)[1])
    worst = max(abs(exact[key] - sampled[key]) for key in exact)
    assert 0 < worst < 5 * error
    fragmentation = network_distance_fragmentation(graph, sources=100)
    assert "standard error" in fragmentation.note
    assert fragmentation == pytest.approx(network_distance_fragmentation(graph), abs=0.02)


def two_layers() -> Network:
    return Network(
        title="layers",
        agencies=[{"id": key, "name": key} for key in "abcd"],
        links=[
            {"id": "l1", "kind": "agreement", "source": "a", "target": "b"},
            {"id": "l2", "kind": "liaison", "source": "a", "target": "b"},
            {"id": "l3", "kind": "liaison", "source": "a", "target": "b"},
            {"id": "l4", "kind": "request", "source": "c", "target": "a"},
            {"id": "l5", "kind": "training", "source": "a", "target": "c", "status": "unmet"},
        ],
    )


def test_multiplexity_counts_kinds_not_links():
    assert dict(tie_multiplexity(two_layers())) == {("a", "b"): 2, ("a", "c"): 1}


def test_degree_by_kind_and_direction():
    records = agency_degree_by_kind(two_layers())
    assert {"agency": "a", "kind": "request", "out": 0, "in": 1} in records
    assert {"agency": "c", "kind": "request", "out": 1, "in": 0} in records
    assert all(record["agency"] != "d" for record in records)


def test_layer_overlap_and_participation():
    network = two_layers()
    paper, practice = Projection(kinds=("agreement",)), Projection(kinds=("liaison", "request"))
    assert network_layer_overlap(network, paper, practice) == 0.5
    participation = agency_participation(network)
    # a: one tie in each of the three kinds; b: in two of them; c: in one; d: none.
    assert participation["a"] == pytest.approx(1.0)
    assert participation["b"] == pytest.approx(0.75)
    assert participation["c"] == pytest.approx(0.0)
    assert math.isnan(participation["d"])


def test_components_are_sorted_by_size():
    assert network_components(two_layers()) == (("a", "b", "c"), ("d",))


def test_reciprocity_forms():
    graph = nx.DiGraph([(0, 1), (1, 0), (1, 2)])
    assert network_reciprocity(graph) == pytest.approx(2 / 3)
    assert network_reciprocity(graph, form="dyad") == pytest.approx(1 / 2)
    assert network_reciprocity(graph, form="correlation") == pytest.approx((2 / 3 - 0.5) / 0.5)
    with pytest.raises(ValueError, match="form is"):
        network_reciprocity(graph, form="ratio")


def test_every_listed_measure_takes_a_network_and_remembers_its_projection():
    for name, measure in MEASURES.items():
        values = measure(two_layers())
        assert values.name == name
        assert values.projection is not None
        assert values.to_records()
