"""What a network falls apart without agrees with removing each agency and each tie in turn."""

import itertools
from functools import cache
from unittest.mock import patch

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coordination.engine.biconnected import CutPass, cut_pass
from coordination.engine.snapshot import Snapshot


def both_ways(graph: nx.Graph) -> list[CutPass]:
    """By levels on arrays, and by the depth-first search that deep graphs take."""
    found = [cut_pass(Snapshot.of_graph(graph))]
    with patch("coordination.engine.biconnected.grow", return_value=None):
        return [*found, cut_pass(Snapshot.of_graph(graph))]


def assert_agrees(graph: nx.Graph) -> None:
    graph = nx.convert_node_labels_to_integers(graph)
    articulation = sorted(nx.articulation_points(graph))
    bridges = sorted((min(pair), max(pair)) for pair in nx.bridges(graph))
    components = list(nx.connected_components(graph))

    @cache
    def sizes_without(agency: int) -> list[int]:
        own = next(component for component in components if agency in component)
        rest = graph.subgraph(own - {agency})
        return sorted(map(len, nx.connected_components(rest)), reverse=True)

    @cache
    def side_without(one: int, other: int) -> int:
        without = graph.copy()
        without.remove_edge(one, other)
        return len(nx.node_connected_component(without, other))

    for cuts in both_ways(graph):
        assert list(cuts.articulation) == articulation
        assert [(a, b) for a, b, _ in cuts.bridges] == bridges
        assert sorted(cuts.component_sizes.tolist()) == sorted(map(len, components))
        for component in components:
            assert len({int(cuts.component[node]) for node in component}) == 1
        for agency, pieces in cuts.pieces.items():
            assert list(pieces) == sizes_without(agency)
        for one, other, side in cuts.bridges:
            assert side == side_without(one, other)


@given(st.integers(1, 25), st.floats(0, 1), st.integers(0, 10_000))
def test_random_graphs(size, density, seed):
    assert_agrees(nx.gnp_random_graph(size, density, seed=seed))


@given(st.integers(8, 16), st.integers(0, 10_000))
def test_dense_blocks_in_a_row(size, seed):
    """Cliques that share an agency or a tie: most ties are left over from the forest."""
    blocks = [nx.complete_graph(size) for _ in range(3)]
    graph = nx.disjoint_union_all(blocks)
    graph.add_edge(0, size)
    graph = nx.contracted_nodes(graph, size + 1, 2 * size, self_loops=False)
    rng = __import__("random").Random(seed)
    names = list(graph)
    rng.shuffle(names)
    assert_agrees(nx.relabel_nodes(graph, dict(zip(graph, names, strict=True))))


@pytest.mark.parametrize(
    "graph",
    [
        nx.empty_graph(0),
        nx.empty_graph(3),
        nx.path_graph(5),
        nx.star_graph(4),
        nx.cycle_graph(6),
        nx.karate_club_graph(),
        nx.florentine_families_graph(),
        nx.les_miserables_graph(),
        nx.barbell_graph(12, 3),
    ],
)
def test_classic_graphs(graph):
    assert_agrees(graph)


def test_karate_values():
    cuts = cut_pass(Snapshot.of_graph(nx.karate_club_graph(), weight=None))
    assert cuts.articulation == (0,)
    assert cuts.bridges == ((0, 11, 1),)


def test_a_long_path_needs_no_recursion():
    cuts = cut_pass(Snapshot.of_graph(nx.path_graph(50_000)))
    assert len(cuts.articulation) == 49_998


def part_of_each(graph: nx.Graph) -> dict[int, int]:
    """The number of the component in which each agency is."""
    return {one: n for n, part in enumerate(nx.connected_components(graph)) for one in part}


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 14), st.data())
def test_what_separates_two_agencies_agrees_with_removing_each(n, data):
    ends = st.integers(0, n - 1)
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(data.draw(st.lists(st.tuples(ends, ends), max_size=2 * n)))
    graph.remove_edges_from(nx.selfloop_edges(graph))
    passes = both_ways(graph)
    whole = part_of_each(graph)
    without = {agency: part_of_each(graph.subgraph(set(graph) - {agency})) for agency in graph}
    for one, other in itertools.combinations(range(n), 2):
        expected = []
        for agency in set(range(n)) - {one, other}:
            if whole[one] == whole[other]:
                still = without[agency][one] == without[agency][other]
                if not still:
                    expected.append(agency)
                for cuts in passes:
                    if cuts.component[agency] == cuts.component[one]:
                        same = cuts.piece(agency, one) == cuts.piece(agency, other)
                        assert same == still
        for cuts in passes:
            assert cuts.separating(one, other) == tuple(expected)
