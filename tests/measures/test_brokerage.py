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
    ours = agency_brokerage(graph, groups={str(node): name for node, name in group.items()})
    expected = one_by_one(graph.to_directed(), group)
    assert {key: ours[key] for key in ours} == {str(n): row for n, row in expected.items()}
    if not directed:
        assert all(row["A>B>B"] == row["B>B>A"] for row in ours.values())


def test_karate_values():
    graph = nx.karate_club_graph()
    club = {str(node): data["club"] for node, data in graph.nodes(data=True)}
    ours = agency_brokerage(graph, groups=club)
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


EIES = (
    "fffffffe ff7bffdd 00000083 fc8787a3 f5f7ffef 7c81c68b 40000001 f6ef8f7f "
    "d401148b f6ed8cab d79393eb d0040082 40000401 50048005 54000821 5091268b "
    "f418aeaf 7400068f 4040208b 10100000 10008401 90800001 50040207 ff7fffff "
    "60a02003 50000203 d883578b 80000023 e6ffffbf d4030abb bfffffff 7ca10f9b "
)
"""Freeman and Freeman's EIES network of 1979: for each of 32 scholars, to whom messages went, as
bits (the arcs of `ison_networkers` in the R package manynet, which has it from networkdata)."""

DISCIPLINES = "SAOSOOOAASSSASSMOSSSMSSSSSMSSAOA"
"""Their disciplines: sociology, anthropology, mathematics or statistics, other."""


def test_brokering_between_disciplines_is_what_manynet_publishes():
    """Its test of `node_brokering_activity` has 333, 207, 3 for the first three scholars.

    That counts the two-paths without a direct arc whose ends are of different groups.
    """
    graph = nx.DiGraph()
    graph.add_nodes_from(range(32))
    for sender, word in enumerate(EIES.split()):
        graph.add_edges_from((sender, to) for to in range(32) if int(word, 16) >> to & 1)
    assert graph.number_of_edges() == 440
    ours = agency_brokerage(graph, groups={str(n): name for n, name in enumerate(DISCIPLINES)})
    across = [
        ours[str(n)]["A>B>B"] + ours[str(n)]["B>B>A"] + ours[str(n)]["A>B>C"] for n in (0, 1, 2)
    ]
    assert across == [333, 207, 3]


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
    ours = agency_brokerage(graph, groups=dict(zip("abc", groups, strict=True)))
    assert ours["b"] == {**dict.fromkeys(ROLES, 0), pattern: 1}
    assert sum(ours["a"].values()) + sum(ours["c"].values()) == 0


def test_nobody_brokers_where_all_are_tied():
    assert not agency_brokerage(nx.complete_graph(6), groups={"0": "x"}).array.any()


def test_an_unknown_grouping_is_refused():
    with pytest.raises(ValueError, match="did you mean 'country'"):
        agency_brokerage(nx.path_graph(3), groups="contry")
