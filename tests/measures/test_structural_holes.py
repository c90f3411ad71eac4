"""Structural holes agree with published values, with networkx where it is right, and igraph."""

import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.engine.snapshot import Snapshot
from coordination.measures import (
    agency_constraint,
    agency_effective_size,
    agency_efficiency,
    agency_hierarchy,
    tie_overlap,
)

EDGES = ["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"]
STRENGTHS = [2, 3, 5, 2, 8, 3, 4, 1, 3, 10]


def graph_g() -> nx.Graph:
    """The graph that networkx's tests compute with UCINET, igraph and by hand."""
    graph = nx.Graph()
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in zip(EDGES, STRENGTHS, strict=True))
    return graph


def test_published_values_unweighted():
    constraint, size = agency_constraint(graph_g()), agency_effective_size(graph_g())
    assert [round(constraint[key], 3) for key in "GAC"] == [0.400, 0.595, 1.0]
    assert [round(size[key], 2) for key in "GAC"] == [4.67, 2.50, 1.0]


def test_published_values_weighted():
    snapshot = Snapshot.of_graph(graph_g(), weight="weight")
    constraint, size = agency_constraint(snapshot), agency_effective_size(snapshot)
    assert [round(constraint[key], 3) for key in "GAC"] == [0.299, 0.795, 1.0]
    # A is 2.475, which the published two decimals cut to 2.47.
    assert [size[key] for key in "GAC"] == pytest.approx([5.47, 2.475, 1.0], abs=0.004)


@pytest.mark.parametrize(
    ("weights", "constraint", "size"),
    [
        (None, [1.003, 1.003, 1.389], [1.167, 1.167, 1.0]),
        ([2, 2, 1, 1], [0.840, 1.143, 1.378], [1.567, 1.083, 1.0]),
    ],
)
def test_published_values_directed(weights, constraint, size):
    graph = nx.DiGraph([(0, 1), (0, 2), (1, 0), (2, 1)])
    if weights:
        for edge, weight in zip([(0, 1), (0, 2), (1, 0), (2, 1)], weights, strict=True):
            graph.edges[edge]["weight"] = weight
    snapshot = Snapshot.of_graph(graph, weight="weight")
    assert [round(agency_constraint(snapshot)[key], 3) for key in "012"] == constraint
    assert [round(agency_effective_size(snapshot)[key], 3) for key in "012"] == size


def test_karate_values():
    graph = nx.karate_club_graph()
    plain = agency_constraint(graph)
    assert [round(plain[key], 4) for key in ("0", "33", "2")] == [0.1554, 0.1564, 0.1852]
    weighted = agency_constraint(Snapshot.of_graph(graph, weight="weight"))
    assert [round(weighted[key], 5) for key in ("0", "33")] == [0.19062, 0.18629]
    overlap = tie_overlap(graph)
    values = [value for value in overlap.values() if not math.isnan(value)]
    assert round(sum(values) / len(values), 5) == 0.17709
    assert max(values) == overlap["3", "7"] == overlap["7", "3"] == pytest.approx(0.6)


def test_isolates_are_not_a_number():
    graph = nx.Graph([(1, 2)])
    graph.add_node(3)
    for measure in (agency_constraint, agency_effective_size, agency_efficiency, agency_hierarchy):
        assert math.isnan(measure(graph)["3"])
    assert math.isnan(tie_overlap(graph)["1", "2"])
    assert agency_constraint(graph).to_records()[2] == {"agency": "3", "agency_constraint": None}


def random_graph(size: int, density: float, seed: int, directed: bool) -> nx.Graph:
    graph = nx.gnp_random_graph(size, density, seed=seed, directed=directed)
    for n, (_, _, data) in enumerate(graph.edges(data=True)):
        data["weight"] = (n * 7 + seed) % 5 + 1
    return graph


@given(st.integers(1, 18), st.floats(0, 1), st.integers(0, 999), st.booleans(), st.booleans())
def test_constraint_equals_networkx(size, density, seed, directed, weighted):
    graph = random_graph(size, density, seed, directed)
    weight = "weight" if weighted else None
    ours = agency_constraint(Snapshot.of_graph(graph, weight=weight))
    # All nodes at once: with `nodes=` networkx ignores weights and gives NaN for pure receivers.
    theirs = nx.constraint(graph, weight=weight)
    for node in graph:
        assert ours[str(node)] == pytest.approx(theirs[node], nan_ok=True)


@given(st.integers(1, 14), st.floats(0, 1), st.integers(0, 999), st.booleans(), st.booleans())
def test_effective_size_equals_burts_formula(size, density, seed, directed, weighted):
    """networkx is no oracle for all nodes at once: with scipy 1.17 it divides by column maxima, and
    so by the strongest tie of the wrong agency where ties have weights or direction.
    """
    graph = random_graph(size, density, seed, directed)
    ours = agency_effective_size(Snapshot.of_graph(graph, weight="weight" if weighted else None))
    efficiency = agency_efficiency(Snapshot.of_graph(graph))

    def a(i: int, j: int) -> float:
        ways = [(i, j), (j, i)] if directed else [(i, j)]
        return sum(
            graph.edges[way]["weight"] if weighted else 1.0 for way in ways if way in graph.edges
        )

    tied = {i: {j for j in graph if i != j and a(i, j)} for i in graph}
    strongest = {j: max((a(j, k) for k in tied[j]), default=0) for j in graph}
    for i in graph:
        if not tied[i]:
            assert math.isnan(ours[str(i)])
            continue
        total = sum(a(i, k) for k in tied[i])
        expected = sum(
            1 - sum(a(i, q) / total * a(j, q) / strongest[j] for q in tied[i] & tied[j])
            for j in tied[i]
        )
        assert ours[str(i)] == pytest.approx(expected)
        assert efficiency[str(i)] <= 1


@given(st.integers(2, 16), st.floats(0, 1), st.integers(0, 999))
def test_overlap_is_the_shared_part_of_the_other_contacts(size, density, seed):
    graph = nx.gnp_random_graph(size, density, seed=seed)
    ours = tie_overlap(graph)
    assert len(ours) == graph.number_of_edges()
    for a, b in graph.edges:
        one, other = set(graph[a]) - {b}, set(graph[b]) - {a}
        if one | other:
            assert ours[str(a), str(b)] == pytest.approx(len(one & other) / len(one | other))
        else:
            assert math.isnan(ours[str(a), str(b)])


@pytest.mark.parametrize(
    "graph",
    [nx.florentine_families_graph(), nx.les_miserables_graph(), nx.davis_southern_women_graph()],
)
def test_constraint_equals_igraph(graph):
    igraph = pytest.importorskip("igraph")
    other = igraph.Graph.from_networkx(graph)
    ours = agency_constraint(graph)
    assert list(ours.values()) == pytest.approx(other.constraint())


@given(st.integers(2, 18), st.floats(0, 1), st.integers(0, 999), st.booleans(), st.booleans())
def test_constraint_equals_igraph_at_every_density(size, density, seed, directed, weighted):
    igraph = pytest.importorskip("igraph")
    graph = random_graph(size, density, seed, directed)
    other = igraph.Graph(size, [*graph.edges], directed=directed)
    weights = [data["weight"] for *_, data in graph.edges(data=True)] if weighted else None
    ours = agency_constraint(Snapshot.of_graph(graph, weight="weight" if weighted else None))
    assert list(ours.values()) == pytest.approx(other.constraint(weights=weights), nan_ok=True)


@given(st.integers(2, 12), st.floats(0.1, 1), st.integers(0, 999))
def test_hierarchy_is_the_disorder_of_the_parts(size, density, seed):
    graph = nx.gnp_random_graph(size, density, seed=seed)
    ours = agency_hierarchy(graph)
    for node in graph:
        neighbours = list(graph[node])
        if len(neighbours) < 2:
            assert math.isnan(ours[str(node)])
            continue
        parts = [nx.local_constraint(graph, node, other) for other in neighbours]
        mean = sum(parts) / len(parts)
        disorder = sum(part / mean * math.log(part / mean) for part in parts)
        expected = disorder / (len(parts) * math.log(len(parts)))
        assert ours[str(node)] == pytest.approx(expected, abs=1e-9)
        assert -1e-12 <= ours[str(node)] <= 1 + 1e-12


def test_small_blocks_give_the_same_sums(monkeypatch):
    from coordination.measures import triangles

    graph = random_graph(60, 0.3, 2, directed=False)
    monkeypatch.setattr(triangles, "_CORE", 0)
    whole = triangles.triangle_pass(Snapshot.of_graph(graph))
    for name in ("_TABLE", "_BLOCK", "_FLUSH"):
        monkeypatch.setattr(triangles, name, 60)
    parts = triangles.triangle_pass(Snapshot.of_graph(graph))
    assert whole.common.sum() > 0
    assert (parts.common == whole.common).all()
    assert parts.indirect == pytest.approx(whole.indirect)


@pytest.mark.parametrize("core", [0, 7, 30, 60])
def test_the_split_into_core_and_rest_changes_no_number(monkeypatch, core):
    from coordination.measures import agency_brokerage, triangles

    graph = random_graph(60, 0.3, 3, directed=True)
    group = {str(node): f"g{node % 3}" for node in graph}

    def numbers():
        snapshot = Snapshot.of_graph(graph, weight="weight")
        return triangles.triangle_pass(snapshot), agency_brokerage(snapshot, groups=group).array

    usual, roles = numbers()
    monkeypatch.setattr(triangles, "_core", lambda spread: len(spread) - core)
    split, again = numbers()
    assert (split.common == usual.common).all()
    assert split.indirect == pytest.approx(usual.indirect)
    assert split.redundant == pytest.approx(usual.redundant)
    assert (again == roles).all()
