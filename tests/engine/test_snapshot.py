"""A snapshot holds the graph that its projection names, and nothing changes it."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.engine.projection import Projection
from coordination.engine.snapshot import Snapshot
from coordination.network import Network
from tests import bundled

KINDS = ["agreement", "request", "liaison", "training"]
STATUSES = ["active", "strained", "absent"]


def ends_of(snapshot: Snapshot) -> dict[tuple[str, str], float]:
    rows = snapshot.outgoing
    return {
        (snapshot.ids[tail], snapshot.ids[head]): strength
        for tail, head, strength in zip(
            rows.owner.tolist(), rows.neighbours.tolist(), rows.strength.tolist(), strict=True
        )
    }


@st.composite
def networks(draw: st.DrawFn) -> Network:
    size = draw(st.integers(1, 7))
    ids = [f"a{n}" for n in range(size)]
    links = draw(
        st.lists(
            st.tuples(
                st.sampled_from(ids),
                st.sampled_from(ids),
                st.sampled_from(KINDS),
                st.sampled_from(STATUSES),
                st.booleans(),
            ),
            max_size=20,
        )
    )
    return Network(
        title="random",
        agencies=[{"id": key, "name": key, "kind": "collective"} for key in ids],
        links=[
            {
                "id": f"l{n}",
                "source": a,
                "target": b,
                "kind": kind,
                "status": status,
                "mutual": mutual,
            }
            for n, (a, b, kind, status, mutual) in enumerate(links)
        ],
    )


def arcs_by_hand(network: Network, projection: Projection) -> dict[tuple[str, str], float]:
    """The projection's definition, one link at a time."""
    kinds: dict[tuple[str, str], set[str]] = {}
    for link in network.links.values():
        one, other = link.ends
        if one == other or link.status not in projection.statuses:
            continue
        if projection.kinds is not None and link.kind not in projection.kinds:
            continue
        kinds.setdefault((one, other), set()).add(link.kind)
        if link.mutual:
            kinds.setdefault((other, one), set()).add(link.kind)
    if projection.direction == "strong":
        kinds = {pair: found for pair, found in kinds.items() if pair[::-1] in kinds}
    if projection.direction != "directed":
        kinds = {
            pair: kinds.get(pair, set()) | kinds.get(pair[::-1], set())
            for pair in {*kinds, *(pair[::-1] for pair in kinds)}
        }
    return {
        pair: float(len(found) if projection.weight == "kinds" else 1)
        for pair, found in kinds.items()
    }


@given(
    networks(),
    st.sampled_from(["weak", "strong", "directed"]),
    st.sampled_from(["none", "kinds"]),
    st.sampled_from([None, ("agreement", "request")]),
)
def test_snapshot_is_what_the_projection_says(network, direction, weight, kinds):
    projection = Projection(kinds=kinds, direction=direction, weight=weight)
    assert ends_of(network.snapshot(projection)) == arcs_by_hand(network, projection)


@given(networks(), st.sampled_from(["weak", "strong", "directed"]))
def test_a_second_document_about_a_pair_changes_nothing(network, direction):
    projection = Projection(direction=direction, weight="kinds")
    again = [link.model_copy(update={"id": f"{key}b"}) for key, link in network.links.items()]
    doubled = Network(
        title="random",
        agencies=list(network.agencies.values()),
        links=[*network.links.values(), *again],
    )
    assert ends_of(doubled.snapshot(projection)) == ends_of(network.snapshot(projection))


@pytest.mark.parametrize("directed", [False, True])
def test_of_graph_reads_what_networkx_holds(directed):
    graph = nx.gnp_random_graph(30, 0.2, seed=1, directed=directed)
    for n, (_, _, data) in enumerate(graph.edges(data=True)):
        data["strength"] = n + 1
    graph.add_edge(3, 3)
    snapshot = Snapshot.of_graph(graph, weight="strength")
    expected = nx.to_numpy_array(graph, weight="strength")
    np.fill_diagonal(expected, 0)
    seen = np.zeros_like(expected)
    seen[snapshot.outgoing.owner, snapshot.outgoing.neighbours] = snapshot.outgoing.strength
    assert (seen == expected).all()
    ties = np.zeros_like(expected)
    ties[snapshot.ties.owner, snapshot.ties.neighbours] = snapshot.ties.strength
    assert (ties == (expected + expected.T if directed else expected)).all()


def test_a_multigraph_is_refused():
    with pytest.raises(ValueError, match="project the links first"):
        Snapshot.of_graph(nx.MultiGraph([(1, 2), (1, 2)]))


def test_projection_by_date_jurisdiction_and_function():
    network = Network(
        title="three",
        functions=[{"id": "tracing", "name": "Tracing"}],
        agencies=[
            {"id": "a", "name": "A", "jurisdiction": "US"},
            {"id": "b", "name": "B", "jurisdiction": "US-TX"},
            {"id": "c", "name": "C", "jurisdiction": "MX"},
        ],
        links=[
            {"kind": "liaison", "source": "a", "target": "b", "start": "2009", "end": "2010-06"},
            {"kind": "request", "source": "a", "target": "c", "functions": ["tracing"]},
        ],
    )

    def pairs(**options):
        return sorted(ends_of(network.snapshot(Projection(direction="directed", **options))))

    assert pairs() == [("a", "b"), ("a", "c"), ("b", "a")]
    assert pairs(date="2008-12-31") == [("a", "c")]
    assert pairs(date="2010-06-30") == [("a", "b"), ("a", "c"), ("b", "a")]
    assert pairs(jurisdiction="US") == [("a", "b"), ("b", "a")]
    assert pairs(functions=["tracing"], kinds="request") == [("a", "c")]


def test_an_unknown_word_is_refused_with_the_near_one():
    with pytest.raises(ValueError, match="did you mean 'agreement'"):
        Projection(kinds=("agrement",))


def test_arrays_are_read_only():
    ties = Snapshot.of_graph(nx.path_graph(3)).ties
    for array in (ties.start, ties.neighbours, ties.strength, ties.degree, ties.owner):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 2


@pytest.mark.parametrize("name", ["southwest-firearms-2009", "gunrunner-2010"])
@pytest.mark.parametrize("day", ["1980-01-01", "2005-06-30", "2009-06-30", "2010-11-09"])
def test_a_day_means_what_it_means_for_a_network(name, day):
    network = bundled.network(name)
    for statuses in (("active",), ("active", "strained", "planned"), ("ended",)):
        seen = network.snapshot(Projection(date=day, statuses=statuses, weight="kinds"))
        expected = network.at(day).snapshot(Projection(statuses=statuses, weight="kinds"))
        assert ends_of(seen) == ends_of(expected)


def test_a_projection_of_nothing_says_so():
    nothing = Projection(kinds=(), statuses=(), functions=())
    assert str(nothing).startswith("links of kind (none); status (none); serving (none)")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("date", "20091", "'20091' is not a day such as 2010-11-09"),
        ("jurisdiction", "Mexico", "did you mean 'MX'"),
        ("direction", "both", "there is no 'both'"),
        ("weight", "kind", "did you mean 'kinds'"),
    ],
)
def test_what_a_projection_cannot_mean_is_refused(field, value, message):
    with pytest.raises(ValueError, match=message):
        Projection(**{field: value})


def test_a_layer_is_that_of_the_record():
    """A kind says which layer its links have; a record may say otherwise."""
    network = Network(
        title="layers",
        agencies=[{"id": key, "name": key} for key in "abcd"],
        links=[
            {"kind": "agreement", "source": "a", "target": "b"},
            {"kind": "liaison", "source": "b", "target": "c"},
            {"kind": "liaison", "source": "c", "target": "d", "formal": True},
        ],
    )

    def pairs(layer):
        snapshot = network.snapshot(Projection(layer=layer))
        return {pair for pair in ends_of(snapshot) if pair[0] < pair[1]}

    assert pairs("formal") == {("a", "b"), ("c", "d")}
    assert pairs("operational") == {("b", "c")}
    assert pairs(None) == pairs("formal") | pairs("operational")
    assert str(Projection(layer="formal")).startswith("formal links of any kind")
