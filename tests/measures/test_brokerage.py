"""Brokerage roles agree with reference values and with a loop over every two-path."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.measures import agency_brokerage
from coordination.measures.brokerage import ROLES


def one_by_one(graph: nx.DiGraph, group: dict[int, str]) -> dict[int, dict[str, int]]:
    """Gould and Fernandez's definition, one two-path at a time."""
    found = {node: dict.fromkeys(ROLES, 0) for node in graph}
    for broker in graph:
        for source in graph.predecessors(broker):
            for target in graph.successors(broker):
                if source == target or graph.has_edge(source, target):
                    continue
                a, b, c = group[source], group[broker], group[target]
                if a == b == c:
                    pattern = "B>B>B"
                elif a == c:
                    pattern = "A>B>A"
                elif b == c:
                    pattern = "A>B>B"
                elif a == b:
                    pattern = "B>B>A"
                else:
                    pattern = "A>B>C"
                found[broker][pattern] += 1
    return found


@given(st.integers(1, 16), st.floats(0, 1), st.integers(0, 999), st.integers(1, 4), st.booleans())
def test_roles_equal_counting_one_by_one(size, density, seed, groups, directed):
    graph = nx.gnp_random_graph(size, density, seed=seed, directed=directed)
    group = {node: f"g{(node * 7 + seed) % groups}" for node in graph}
    ours = agency_brokerage(graph, {str(node): name for node, name in group.items()})
    expected = one_by_one(graph.to_directed(), group)
    assert {key: ours[key] for key in ours} == {str(n): row for n, row in expected.items()}


def test_karate_values():
    graph = nx.karate_club_graph()
    club = {str(node): data["club"] for node, data in graph.nodes(data=True)}
    ours = agency_brokerage(graph, club)
    assert ours.totals == {
        "coordinator": 510,
        "consultant": 20,
        "gatekeeper": 128,
        "representative": 128,
        "liaison": 0,
    }
    assert list(ours["2"].values()) == [10, 12, 23, 23, 0]
    assert list(ours["31"].values()) == [14, 0, 5, 5, 0]
    assert list(ours["32"].values()) == [70, 0, 18, 18, 0]
    assert list(ours["33"].values()) == [156, 6, 40, 40, 0]
    assert ours.to_records()[0]["total"] == 204


@pytest.mark.parametrize(
    ("groups", "pattern"),
    [
        ("xxx", "B>B>B"),
        ("xyx", "A>B>A"),
        ("xyy", "A>B>B"),
        ("xxy", "B>B>A"),
        ("xyz", "A>B>C"),
    ],
)
def test_a_path_of_three_gives_one_role(groups, pattern):
    graph = nx.DiGraph([("a", "b"), ("b", "c")])
    ours = agency_brokerage(graph, dict(zip("abc", groups, strict=True)))
    assert ours["b"] == {**dict.fromkeys(ROLES, 0), pattern: 1}
    assert sum(ours["a"].values()) + sum(ours["c"].values()) == 0


def test_nobody_brokers_where_all_are_tied():
    assert not agency_brokerage(nx.complete_graph(6), {"0": "x"}).array.any()


def test_an_unknown_grouping_is_refused():
    with pytest.raises(ValueError, match="did you mean 'country'"):
        agency_brokerage(nx.path_graph(3), "contry")
