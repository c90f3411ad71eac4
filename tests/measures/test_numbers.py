"""Degree, mixing, paths, cohesion: agreement with networkx and with reference values."""

import itertools
import json
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coordination as co
from coordination.engine.projection import Projection
from coordination.measures import (
    MEASURES,
    agency_betweenness,
    agency_degree,
    agency_degree_by_kind,
    agency_ei,
    agency_in_degree,
    agency_out_degree,
    agency_participation,
    agency_removal,
    agency_separates,
    articulation_agencies,
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
from coordination.measures.result import Result
from coordination.model import vocabulary
from coordination.network import Network
from tests import bundled

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
def test_igraph_agrees(graph):
    igraph = pytest.importorskip("igraph")
    n, arcs = len(graph), graph.number_of_edges()
    other = igraph.Graph(n, [*graph.edges], directed=graph.is_directed())
    between = agency_betweenness(graph, normalized=False)
    assert list(between.values()) == pytest.approx(other.betweenness(), abs=1e-9)
    if n > 1:
        assert network_density(graph) == pytest.approx(other.density())
    if graph.is_directed() and arcs:
        assert network_reciprocity(graph) == pytest.approx(other.reciprocity())
        dyads = other.reciprocity(mode="ratio")
        assert network_reciprocity(graph, form="dyad") == pytest.approx(dyads)
    parts = other.connected_components(mode="weak")
    assert sorted(map(len, network_components(graph))) == sorted(parts.sizes())
    undirected = other.as_undirected()
    assert [int(key) for key in articulation_agencies(graph)] == sorted(
        undirected.articulation_points()
    )
    assert {(int(a), int(b)) for a, b in bridge_ties(graph)} == {
        tuple(sorted(undirected.es[edge].tuple)) for edge in undirected.bridges()
    }


@given(graphs)
def test_fragmentation_is_the_share_of_pairs_without_a_way(graph):
    """The second route counts pairs, not sizes of components."""
    graph = graph.to_undirected()
    pairs = list(itertools.combinations(graph, 2))
    apart = sum(not nx.has_path(graph, one, other) for one, other in pairs)
    if pairs:
        assert network_fragmentation(graph) == pytest.approx(apart / len(pairs))
    else:
        assert math.isnan(network_fragmentation(graph))


@given(st.lists(st.integers(0, 2), min_size=2, max_size=5), st.data())
def test_ei_bounds_and_expectation_are_those_of_all_graphs_and_dyads(groups, data):
    """Every graph with as many ties is looked at, and every dyad."""
    dyads = list(itertools.combinations(range(len(groups)), 2))
    edges = data.draw(st.lists(st.sampled_from(dyads), min_size=1, unique=True))
    graph = nx.empty_graph(len(groups))
    graph.add_edges_from(edges)
    index = network_ei(
        graph, groups={str(n): f"g{g}" for n, g in enumerate(groups)}, permutations=5
    )

    def ei(ties):
        external = sum(groups[a] != groups[b] for a, b in ties)
        return (2 * external - len(ties)) / len(ties)

    possible = [ei(ties) for ties in itertools.combinations(dyads, len(edges))]
    assert index.value == pytest.approx(ei(edges))
    assert (index.lowest, index.highest) == pytest.approx((min(possible), max(possible)))
    assert index.expected == pytest.approx(ei(dyads))


def test_ei_counts_what_networkx_calls_mixing():
    groups = nx.get_node_attributes(KARATE, "club")
    mixing = nx.attribute_mixing_dict(KARATE, "club")  # each tie both ways round
    index = network_ei(KARATE, groups=groups)
    internal = sum(row[name] for name, row in mixing.items())
    assert 2 * index.internal == internal
    assert 2 * index.external == sum(map(sum, (row.values() for row in mixing.values()))) - internal


def test_ei_p_value_is_the_share_of_all_relabellings():
    """On four agencies all 24 can be looked at; the draw comes near their shares."""
    graph, groups = nx.path_graph(4), ["a", "a", "b", "b"]
    index = network_ei(graph, groups={str(n): g for n, g in enumerate(groups)}, permutations=4000)
    external = [
        sum(order[a] != order[b] for a, b in graph.edges)
        for order in itertools.permutations(groups)
    ]
    assert index.p_lower == pytest.approx(
        np.mean([e <= index.external for e in external]), abs=0.03
    )
    assert index.p_upper == pytest.approx(
        np.mean([e >= index.external for e in external]), abs=0.03
    )


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


def test_a_network_counts_as_its_networkx_face_does():
    """Degree, multiplexity and participation from arrays, against one loop over `ties`."""
    network = co.testing.synthetic(agencies=60, links=200, gaps=1, seed=4).network
    works = sorted(vocabulary.WORKING)
    ties = network.ties(statuses=works)
    assert dict(agency_degree(network)) == dict(ties.degree())
    multiplexity = tie_multiplexity(network)
    assert {frozenset(pair): value for pair, value in multiplexity.items()} == {
        frozenset(pair): ties.edges[pair]["weight"] for pair in ties.edges
    }
    layers = [network.ties(kinds=[kind], statuses=works) for kind in vocabulary.LINK_KINDS]
    layers = [layer for layer in layers if layer.number_of_edges()]
    for agency, value in agency_participation(network).items():
        degrees = [layer.degree(agency) for layer in layers]
        if not sum(degrees):
            assert math.isnan(value)
            continue
        shares = sum((degree / sum(degrees)) ** 2 for degree in degrees)
        assert value == pytest.approx(len(layers) / (len(layers) - 1) * (1 - shares))


def test_most_ties_of_a_sparse_network_are_local_bridges():
    """So a local bridge alone is no sign of a weak tie."""
    assert len(local_bridges(nx.florentine_families_graph())) == 12


def test_karate_values():
    assert round(network_distance_fragmentation(KARATE), 4) == 0.5080
    assert network_fragmentation(KARATE) == 0
    assert round(agency_removal(KARATE)["0"].fragmentation, 4) == 0.3163
    without = KARATE.subgraph(set(KARATE) - {0})
    assert round(network_distance_fragmentation(without), 4) == 0.6415
    assert dict(bridge_ties(KARATE)) == {("0", "11"): 1}
    assert len(local_bridges(KARATE)) == 11
    index = network_ei(KARATE, groups=CLUB)
    assert (index.external, index.internal, round(index.value, 4)) == (11, 67, -0.7179)
    assert (index.lowest, index.highest) == (-1.0, 1.0)
    assert index.p_lower < 0.01 < 0.9 < index.p_upper
    ei = agency_ei(KARATE, groups=CLUB)
    assert [round(ei[key], 4) for key in ("0", "2", "8", "33")] == [-0.875, -0.2, 0.2, -0.6471]
    assert set(group_ei(KARATE, groups=CLUB)) == {"Mr. Hi", "Officer"}


def test_ei_bounds_follow_the_group_sizes():
    graph = nx.complete_graph(4)  # groups of 3 and 1: 3 pairs within, 3 between, all tied
    index = network_ei(graph, groups={"0": "a", "1": "a", "2": "a", "3": "b"})
    assert index.lowest == index.value == index.highest == 0


def test_a_sample_says_so_and_is_near():
    graph = nx.barabasi_albert_graph(200, 3, seed=1)
    exact, sampled = agency_betweenness(graph), agency_betweenness(graph, sources=100)
    assert not exact.note
    assert "estimated from 100 of 200 sources" in sampled.note
    largest = float(sampled.note.rsplit(" ", 1)[1])
    assert largest == pytest.approx(sampled.errors.max(), rel=0.05)
    assert exact.errors is None
    assert sampled.to_records()[0]["agency_betweenness_error"] == sampled.errors[0]
    fragmentation = network_distance_fragmentation(graph, sources=100)
    assert "standard error" in fragmentation.note
    assert fragmentation == pytest.approx(network_distance_fragmentation(graph), abs=0.02)


def test_the_stated_error_is_how_far_samples_differ():
    graph = nx.barabasi_albert_graph(60, 3, seed=1)
    runs = [agency_betweenness(graph, sources=30, seed=seed) for seed in range(25)]
    largest = np.argsort(-agency_betweenness(graph).array)[:8]
    spread = np.std([run.array for run in runs], axis=0, ddof=1)[largest]
    stated = np.sqrt(np.mean([run.errors**2 for run in runs], axis=0))[largest]
    assert stated.mean() == pytest.approx(spread.mean(), rel=0.2)


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
    with pytest.raises(ValueError, match="form must be"):
        network_reciprocity(graph, form="ratio")


def test_every_measure_remembers_what_it_was_taken_from_and_shows_it():
    for name, measure in {**MEASURES, "mirror": co.mirror}.items():
        values = measure(two_layers())
        assert isinstance(values, Result)
        assert values.name == name
        taken = str(values.projection) if values.projection else values.note
        assert taken
        assert taken in repr(values)
        assert isinstance(values.to_records(), list)


def test_every_measure_of_the_package_is_listed_and_described():
    """By its term, range, isolates and literature, as a scholar looks for them."""
    named = {
        name
        for name in co.measures.__all__
        if name.startswith(("agency_", "tie_", "network_", "group_", "function_"))
        or name.endswith(("_ties", "_bridges", "_agencies"))
    }
    assert named == set(MEASURES)
    assert set(dir(co.measures)) == set(co.measures.__all__)
    for name, measure in MEASURES.items():
        text = measure.__doc__
        assert "Source:" in text, name
        assert "*" in text.split("\n")[0], name
        assert "Returns:" in text, name
        if name not in ("articulation_agencies", "network_components", "tie_layers"):
            assert "**Range**" in text or "(**range**" in text, name
        if name.startswith("agency_") and name != "agency_congruence":
            assert "**Isolates**" in text, name


def test_a_projection_without_direction_takes_that_of_the_measure():
    """Reciprocity of ties without direction would be 1 whatever the data says."""
    network = two_layers()
    requests = Projection(kinds=("request",))
    assert network_reciprocity(network, requests) == 0
    assert network_reciprocity(network, Projection(direction="weak")) == 1
    assert network_reciprocity(network, requests).projection.direction == "directed"
    assert network_density(network, requests).projection.direction == "weak"
    assert agency_out_degree(network, requests)["c"] == 1
    assert agency_out_degree(network, requests)["a"] == 0


def test_numbers_show_their_definition_and_stay_numbers():
    density = network_density(two_layers())
    assert repr(density) == (
        "<network_density: 0.3333; links of any kind; status active; either way; unweighted>"
    )
    assert float(str(density)) == density == pytest.approx(1 / 3)
    assert json.dumps({"density": density}) == json.dumps({"density": 1 / 3})


def test_a_number_with_what_it_is_made_of_shows_both():
    index = co.measures.network_ei(two_layers(), groups={"a": "x", "b": "x"})
    assert float(index) == index.value
    assert repr(index).startswith(f"<network_ei: {index.value:.4g} ({index.external} external")
    found = co.measures.network_congruence(two_layers())
    assert repr(found).startswith("<network_congruence: nan (0 of 0 met, 0 not examined); ")


def test_groups_by_function_and_by_a_mapping():
    network = Network(
        title="functions",
        functions=[{"id": "patrol", "name": "Patrol"}, {"id": "tracing", "name": "Tracing"}],
        agencies=[
            {"id": "a", "name": "A", "mandates": [{"function": "patrol"}, {"function": "tracing"}]},
            {
                "id": "b",
                "name": "B",
                "mandates": [{"function": "patrol"}, {"function": "tracing", "role": "lead"}],
            },
            {"id": "c", "name": "C"},
        ],
        links=[
            {"kind": "liaison", "source": "a", "target": "b"},
            {"kind": "liaison", "source": "a", "target": "c"},
        ],
    )
    assert dict(group_ei(network, groups="function")) == {"": 1.0, "patrol": 1.0, "tracing": 1.0}
    assert "1 without one form a group of their own" in agency_ei(network, groups="function").note
    assert dict(agency_ei(network, groups={"a": "x", "b": "x", "c": None})) == {
        "a": 0,
        "b": -1,
        "c": 1,
    }
    with pytest.raises(ValueError, match="there is no agency 'bb'"):
        agency_ei(network, groups={"a": "x", "bb": "x"})
    part = network.snapshot(Projection())
    assert agency_ei(part, groups={"a": "x", "b": "x", "elsewhere": "x"})["b"] == -1
    with pytest.raises(ValueError, match="there is no agency"):
        agency_ei(part, groups={"elsewhere": "x"})


def test_keys_of_a_mapping_are_those_of_the_graph():
    """A graph's own node names serve, though ids are text."""
    clubs = nx.get_node_attributes(KARATE, "club")
    assert network_ei(KARATE, groups=clubs) == network_ei(KARATE, groups=CLUB)


def test_degrees_of_both_ways_agree_with_networkx_and_igraph():
    igraph = pytest.importorskip("igraph")
    graph = nx.gnp_random_graph(40, 0.1, seed=3, directed=True)
    other = igraph.Graph.from_networkx(graph)
    assert list(agency_out_degree(graph).values()) == other.degree(mode="out")
    assert list(agency_in_degree(graph).values()) == other.degree(mode="in")
    assert list(agency_in_degree(graph).values()) == [d for _, d in graph.in_degree()]


def test_records_are_what_polars_takes():
    polars = pytest.importorskip("polars")
    network = bundled.network("gunrunner-cnn-2010")
    for name, measure in MEASURES.items():
        records = measure(network).to_records()
        frame = polars.DataFrame(records)
        assert len(frame) == len(records), name
        assert frame.to_dicts() == records, name
