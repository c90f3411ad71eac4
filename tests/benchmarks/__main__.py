"""`python -m tests.benchmarks [1k 20k 90k] [--write]`: results are compared before times are told.

Each size runs in a process of its own. Rows that plain networkx couldn't finish in minutes are
estimated from a sample, and say so. `--write` puts the table into the README.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import numpy as np

import coordination as co
from coordination.measures.cutpoints import cut_pass
from coordination.measures.triangles import triangle_pass
from coordination.snapshot import Snapshot

SIZES = {"1k": (1_000, 10_000), "20k": (20_000, 500_000), "90k": (90_000, 2_000_000)}
NETWORKX_UP_TO = 20_000
README = Path(__file__).resolve().parent.parent.parent / "README.md"


def timed(work: Callable[[], Any], runs: int = 3) -> tuple[float, Any]:
    """Median seconds of several runs, and the last result."""
    seconds, result = [], None
    for _ in range(runs):
        began = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds), result


def rows_of(size: str) -> list[dict[str, Any]]:
    """Every row of the table for one size."""
    agencies, links = SIZES[size]
    network = co.synthetic(agencies=agencies, links=links, gaps=50, seed=1).network
    one, other = network.snapshot().pairs
    edges = list(zip(one.tolist(), other.tolist(), strict=True))
    rows: list[dict[str, Any]] = []

    def row(
        what: str, ours: float, networkx: float | None, theirs: float | None, note: str = ""
    ) -> None:
        rows.append({"size": size, "what": what, "ours": ours, "networkx": networkx,
                     "igraph": theirs, "note": note})  # fmt: skip

    plain = nx.empty_graph(agencies)
    build, _ = timed(lambda: plain.add_edges_from(edges), 1)
    graph = igraph.Graph(n=agencies, edges=edges)
    with_networkx = agencies <= NETWORKX_UP_TO

    def fresh() -> Snapshot:
        return Snapshot.of_columns(network.columns)

    # Constraint, effective size and overlap of everything, against constraint alone.
    triangle_pass(fresh())  # compiles, where numba is there
    ready = [fresh() for _ in range(3)]
    ours, _ = timed(lambda: triangle_pass(ready.pop()))
    constraint = co.measures.agency_constraint(network).array
    theirs, values = timed(graph.constraint, 1)
    assert np.allclose(constraint, values, equal_nan=True)
    networkx = None
    if with_networkx:
        networkx, values = timed(lambda: nx.constraint(plain), 1)
        assert np.allclose(constraint, [values[node] for node in plain], equal_nan=True)
    row("constraint + effective size + overlap (others: constraint alone)", ours, networkx, theirs)

    # Bridges and articulation agencies.
    ready = [fresh() for _ in range(3)]
    ours, cuts = timed(lambda: cut_pass(ready.pop()))
    theirs, (points, bridges) = timed(lambda: (graph.articulation_points(), graph.bridges()), 3)
    assert list(cuts.articulation) == sorted(points)
    assert len(cuts.bridges) == len(bridges)
    networkx = None
    if with_networkx:
        networkx, (points, found) = timed(
            lambda: (list(nx.articulation_points(plain)), list(nx.bridges(plain))), 1
        )
        assert list(cuts.articulation) == sorted(points)
        assert {(min(p), max(p)) for p in found} == {(a, b) for a, b, _ in cuts.bridges}
    row("bridges + articulation agencies", ours, networkx, theirs)

    # The effect of removing every agency, against removing each in turn (from a sample).
    ours, removal = timed(lambda: co.measures.agency_removal(network), 1)
    sample = np.random.default_rng(1).choice(agencies, 20, replace=False).tolist()

    def remove() -> list[int]:
        found = []
        for code in sample:
            rest = graph.copy()
            rest.delete_vertices(code)
            found.append(max(rest.components().sizes()))
        return found

    seconds, _ = timed(remove, 1)
    for code in sample:
        rest = graph.copy()
        rest.delete_vertices(code)
        reachable = sum(s * (s - 1) for s in rest.components().sizes())
        expected = 1 - reachable / ((agencies - 1) * (agencies - 2))
        assert np.isclose(removal[network.columns.ids[code]].fragmentation, expected)
    row("effect of removing each agency", ours, None, seconds / 20 * agencies, "igraph estimated")

    # Gould-Fernandez roles, against a loop in Python (from a sample of brokers).
    arcs = network.snapshot(co.Projection(direction="directed"))
    ours, roles = timed(lambda: co.measures.agency_brokerage(network), 1)
    out = [set(row) for row in arcs.outgoing.lists]
    into = arcs.incoming.lists
    brokers = np.random.default_rng(2).choice(agencies, 200, replace=False).tolist()

    def loop() -> list[int]:
        return [sum(c != a and c not in out[a] for a in into[b] for c in out[b]) for b in brokers]

    seconds, totals = timed(loop, 1)
    assert [int(roles.array[b].sum()) for b in brokers] == totals
    loop_time = seconds / 200 * agencies
    row(
        "Gould-Fernandez roles of all agencies",
        ours,
        loop_time,
        None,
        "plain Python loop, estimated",
    )

    # Everything that the rules ask.
    ours, report = timed(
        lambda: co.check(co.synthetic(agencies=agencies, links=links, gaps=50, seed=1).network), 1
    )
    row(f"check with every rule ({len(report)} findings), generating included", ours, build, None,
        "networkx: building the graph alone")  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held = sum(
        value.nbytes for value in vars(network.columns).values() if isinstance(value, np.ndarray)
    )
    row(f"peak memory {peak:,.0f} MB (networkx and igraph among it); columns {held / links:.0f} "
        "bytes a link", 0.0, None, None)  # fmt: skip
    return rows


def table(rows: list[dict[str, Any]]) -> str:
    """The rows as Markdown."""
    lines = ["| size | what | seconds | networkx | igraph | |", "|---|---|---:|---:|---:|---|"]
    for one in rows:
        ours = one["ours"]
        cells = [
            "-" if other is None else f"{other:,.2f} s = {other / ours:,.1f} x"
            for other in (one["networkx"], one["igraph"])
        ]
        own = f"{ours:.2f}" if ours else ""
        lines.append(
            f"| {one['size']} | {one['what']} | {own} | {cells[0]} | {cells[1]} | {one['note']} |"
        )
    today = datetime.date.today().isoformat()
    return (
        "\n".join(lines)
        + f"\n\n{today}, {os.cpu_count()} cores, Python {sys.version.split()[0]}.\n"
    )


def main() -> None:
    """Run each size in a process of its own and show the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help="1k, 20k, 90k (default: 1k 20k)")
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    parser.add_argument("--rows", metavar="SIZE", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.rows:
        print(json.dumps(rows_of(arguments.rows)))
        return
    rows = []
    for size in arguments.sizes or ["1k", "20k"]:
        if size not in SIZES:
            parser.error(f"there is no size {size!r}; sizes: {', '.join(SIZES)}")
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks", "--rows", size],
            capture_output=True,
            text=True,
            check=True,
        )
        rows += json.loads(done.stdout)
    text = table(rows)
    print(text)
    if arguments.write:
        old = README.read_text(encoding="utf-8")
        new = re.sub(
            r"(<!-- benchmark -->\n).*?(<!-- /benchmark -->)", lambda m: m[1] + text + m[2], old,
            flags=re.DOTALL,
        )  # fmt: skip
        README.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
