"""Measures and rules against plain networkx, igraph and plain Python, results compared first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import igraph
import networkx as nx
import numpy as np

import coordination as co
from coordination.engine.snapshot import Snapshot
from coordination.model import Document
from coordination.network import Network
from coordination.requirements.assess import assess_all
from tests.benchmarks.contest import Row, rounds, timed
from tests.benchmarks.sizes import SIZES, made

__all__ = ["rows"]

NETWORKX_UP_TO = 20_000
"""Agencies up to which networkx ends within minutes and gigabytes."""

_DIRECTED = co.Projection(direction="directed")


def rows(size: str) -> Iterator[Row]:
    """Every row for one size, as it is measured."""
    agencies, _ = SIZES[size]
    network = made(size).network
    one, other = network.snapshot().pairs
    edges = list(zip(one.tolist(), other.tolist(), strict=True))
    graph = igraph.Graph(n=agencies, edges=edges)
    plain = nx.empty_graph(agencies)
    began = time.perf_counter()
    plain.add_edges_from(edges)
    built = time.perf_counter() - began
    ask_networkx = agencies <= NETWORKX_UP_TO
    yield from _holes(network, graph, plain if ask_networkx else None, agencies)
    yield from _cuts(network, graph, plain if ask_networkx else None)
    yield _removal(network, graph, agencies)
    yield _roles(network, agencies)
    yield _requirements(network)
    yield _check(size, built)


def _fresh(network: Network, work: Callable[[Snapshot], Any], **projection: Any) -> Any:
    """Makes work on a snapshot for which nothing was computed yet."""

    def make() -> Callable[[], Any]:
        snapshot = Snapshot.of_columns(network.engine.columns, co.Projection(**projection))
        return lambda: work(snapshot)

    return make


def _holes(
    network: Network, graph: igraph.Graph, plain: nx.Graph | None, agencies: int
) -> Iterator[Row]:
    what = "constraint + effective size + overlap (others: constraint alone)"

    def all_three(snapshot: Snapshot) -> Any:
        measures = co.measures
        return (
            measures.agency_constraint(snapshot).array,
            measures.agency_effective_size(snapshot).array,
            measures.tie_overlap(snapshot).array,
        )

    make = _fresh(network, all_three)
    ours, (constraint, _, _), theirs, values = rounds(make, graph.constraint)
    assert np.allclose(constraint, values, equal_nan=True)
    least = {20_000: 1.0, 90_000: 3.0}.get(agencies)
    yield Row.contest(what, ours, "igraph", theirs, least)
    if plain is not None:
        ours, (constraint, _, _), theirs, values = rounds(make, lambda: nx.constraint(plain))
        assert np.allclose(constraint, [values[node] for node in plain], equal_nan=True)
        yield Row.contest(what, ours, "networkx", theirs, 30.0 if agencies == 20_000 else None)


def _cuts(network: Network, graph: igraph.Graph, plain: nx.Graph | None) -> Iterator[Row]:
    what = "bridges + articulation agencies"
    code = network.engine.columns.code_of

    def both(snapshot: Snapshot) -> Any:
        found = co.measures.bridge_ties(snapshot)
        return co.measures.articulation_agencies(snapshot), [tuple(pair) for pair in found]

    make = _fresh(network, both)

    def told(result: Any) -> tuple[list[int], set[tuple[int, int]]]:
        agencies, bridges = result
        return [code[key] for key in agencies], {(code[a], code[b]) for a, b in bridges}

    def by_igraph() -> Any:
        return graph.articulation_points(), graph.bridges()

    ours, result, theirs, (points, places) = rounds(make, by_igraph, 7)
    ends = {tuple(sorted(graph.es[place].tuple)) for place in places}
    assert told(result) == (sorted(points), ends)
    yield Row.contest(what, ours, "igraph", theirs, 0.25)
    if plain is not None:

        def by_networkx() -> Any:
            return list(nx.articulation_points(plain)), list(nx.bridges(plain))

        ours, result, theirs, (points, pairs) = rounds(make, by_networkx)
        assert told(result) == (sorted(points), {(min(p), max(p)) for p in pairs})
        yield Row.contest(what, ours, "networkx", theirs, 20.0)


def _removal(network: Network, graph: igraph.Graph, agencies: int) -> Row:
    sample = np.random.default_rng(1).choice(agencies, 10, replace=False).tolist()

    def by_removing() -> list[float]:
        found = []
        for code in sample:
            rest = graph.copy()
            rest.delete_vertices(code)
            joined = sum(size * (size - 1) for size in rest.components().sizes())
            found.append(1 - joined / ((agencies - 1) * (agencies - 2)))
        return found

    ours, removal, theirs, expected = rounds(
        _fresh(network, co.measures.agency_removal), by_removing
    )
    ids = network.engine.columns.ids
    assert np.allclose([removal[ids[code]].fragmentation for code in sample], expected)
    return Row.contest(
        "effect of removing each agency",
        ours,
        "removing each, igraph (from 10)",
        theirs / len(sample) * agencies,
        1000.0,
    )


def _roles(network: Network, agencies: int) -> Row:
    arcs = network.snapshot(_DIRECTED)
    out, into = [set(row) for row in arcs.outgoing.lists], arcs.incoming.lists
    ids, country = network.engine.columns.ids, network.engine.columns.country.tolist()
    sample = np.random.default_rng(2).choice(agencies, 200, replace=False).tolist()

    def loop() -> list[list[int]]:
        found = []
        for b in sample:
            counts, own = [0] * 5, country[b]
            for a in into[b]:
                before, direct = country[a], out[a]
                for c in out[b]:
                    if c != a and c not in direct:
                        after = country[c]
                        if before == own:
                            role = 0 if after == own else 3
                        else:
                            role = 1 if before == after else 2 if after == own else 4
                        counts[role] += 1
            found.append(counts)
        return found

    groups = dict(zip(ids, country, strict=True))
    make = _fresh(
        network, lambda one: co.measures.agency_brokerage(one, groups=groups), direction="directed"
    )
    ours, roles, theirs, expected = rounds(make, loop)
    assert roles.array[sample].tolist() == expected
    return Row.contest(
        "Gould-Fernandez roles of all agencies",
        ours,
        "loop in Python (from 200)",
        theirs / len(sample) * agencies,
        10.0,
    )


def _requirements(base: Network) -> Row:
    """200 requirements of a counterpart in some jurisdiction that holds a function."""
    columns, random = base.columns, np.random.default_rng(3)
    places = [*sorted(set(columns.jurisdiction.tolist())), "GT", "CA"]
    asked = [
        (
            columns.ids[int(agency)],
            places[random.integers(len(places))],
            columns.functions[random.integers(len(columns.functions))],
        )
        for agency in random.choice(len(columns.ids), 200, replace=False)
    ]
    rest = Document.model_validate(
        {
            "title": "Counterparts",
            "sources": [{"id": "register", "title": "Register"}],
            "functions": [{"id": key, "name": one.name} for key, one in base.functions.items()],
            "requirements": [
                {
                    "id": f"r{number}",
                    "agency": agency,
                    "counterpart": {"jurisdiction": area},
                    "function": function,
                    "examined": True,
                }
                for number, (agency, area, function) in enumerate(asked)
            ],
        }
    )

    def make() -> Callable[[], Any]:
        network = Network.of_tables(columns, base.agencies, base.links, rest)
        # What a network keeps for all that is asked of it is ready, as the sets of the loop are.
        network.links_of(columns.ids[0])
        network.parts(columns.ids[0])
        network.holders(columns.functions[0])
        network.engine.indexes.stood_for(np.zeros(1, int))
        return lambda: assess_all(network)

    where = dict(zip(columns.ids, columns.jurisdiction.tolist(), strict=True))
    held = dict.fromkeys(columns.ids, frozenset[str]())
    for code, function in zip(
        columns.mandate_agencies.tolist(), columns.mandate_functions.tolist(), strict=True
    ):
        held[columns.ids[code]] |= {columns.functions[function]}
    parts = {key: {key} for key in columns.ids}
    for key, above in zip(columns.ids, columns.parent.tolist(), strict=True):
        if above >= 0:
            parts[columns.ids[above]].add(key)
    tied: dict[tuple[str, str], set[str]] = {}
    working = np.flatnonzero(co.Projection().rows(columns) & ~columns.formal)
    for source, target, code in zip(
        columns.source[working].tolist(),
        columns.target[working].tolist(),
        columns.function_codes[working].tolist(),  # each link of the made-up network serves one
        strict=True,
    ):
        a, b, function = columns.ids[source], columns.ids[target], columns.functions[code]
        tied.setdefault((a, function), set()).add(b)
        tied.setdefault((b, function), set()).add(a)

    def loop() -> list[str | None]:
        found: list[str | None] = []
        for agency, area, function in asked:
            own = parts[agency]
            holders = {
                key
                for key, place in where.items()
                if (place == area or place.startswith(area + "-")) and function in held[key]
            } - own
            reached = set().union(*(tied.get((part, function), ()) for part in own))
            if not holders:
                found.append("no-counterpart")
            elif any(not parts[key].isdisjoint(reached) for key in holders):
                found.append(None)
            else:
                found.append("unlinked")
        return found

    ours, assessments, theirs, expected = rounds(make, loop)
    assert [one.gap for one in assessments] == expected
    return Row.contest("200 counterpart requirements", ours, "loop over sets", theirs, 25.0)


def _check(size: str, built: float) -> Row:
    network = made(size).network
    seconds, report = timed(lambda: co.check(network))
    assert len(report) > 0
    at_most = 10 if size == "20k" else None
    return Row(
        f"check with every rule ({len(report)} findings)",
        seconds,
        "networkx building the graph",
        built,
        f"{seconds / built:,.1f} times as long",
        f"under {at_most} times" if at_most else "",
        seconds < at_most * built if at_most else None,
    )
