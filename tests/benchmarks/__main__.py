"""`python -m tests.benchmarks [1k 20k 90k] [--profile] [--write]`: times, memory and goals.

Results are compared before times are told. Each part of each size runs in a process of its own, so
that its peak memory is its own: the comparison with networkx and igraph, the bulk load, polars with
models, and the library alone. What plain ways couldn't finish in minutes is estimated from a
sample, and says so. `--write` puts the table into the guide.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.benchmarks import bulk
from tests.benchmarks.contest import Row
from tests.benchmarks.sizes import SIZES
from tests.documents import GUIDE, replace_part

PAGE = GUIDE / "benchmarks.md"
LOADS = 3


def in_a_process(part: str, size: str, folder: str = "") -> Any:
    """What one part of the benchmark measures, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "--part", part, size, "--folder", folder],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def part(name: str, size: str, folder: Path) -> Any:
    """One part, in this process."""
    if name == "compare":
        from tests.benchmarks import compare

        return [row.to_json() for row in compare.rows(size)]
    if name == "tables":
        return bulk.write_tables(size, folder)
    if name == "load":
        return bulk.load_network(folder)
    if name == "models":
        return bulk.load_models(folder)
    from tests.benchmarks import alone

    return alone.costs(size)


def measured(size: str) -> tuple[list[Row], dict[str, Any]]:
    """All rows of a size, and what each step costs."""
    rows = [Row(**row) for row in in_a_process("compare", size)]
    if size == "1k":  # the goals are about sizes at which seconds count
        rows = [replace(row, goal="", met=None) for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        in_a_process("tables", size, folder)
        loads = [in_a_process("load", size, folder) for _ in range(LOADS)]
        rows += bulk.rows(loads, in_a_process("models", size, folder), size)
    costs = in_a_process("alone", size)
    rows.append(
        Row(
            "peak memory of all measures and rules",
            value=f"{costs['peak']:,.0f} MB",
            goal="under 4 GB" if size == "90k" else "",
            met=costs["peak"] < 4000 if size == "90k" else None,
        )
    )
    rows.append(
        Row(
            "memory per link",
            value=f"columns {costs['columns']:.0f}, a projection {costs['snapshot']:.0f} bytes",
        )
    )
    return rows, costs


def table(found: dict[str, list[Row]]) -> str:
    """The rows as Markdown."""
    lines = ["| size | what | seconds | against | theirs | ratio | goal | met |"]
    lines.append("|---|---|---:|---|---:|---:|---|---|")
    for size, rows in found.items():
        for row in rows:
            times = ["" if t is None else _seconds(t) for t in (row.ours, row.theirs)]
            met = {True: "yes", False: "**no**", None: ""}[row.met]
            cells = [size, row.what, times[0], row.other, times[1], row.value, row.goal, met]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def growth(costs: dict[str, dict[str, Any]]) -> str:
    """Seconds of processor time per million links by size, and the costliest steps."""
    shown = ("triangles: constraint", "cut points: bridges", "Gould-Fernandez roles", "every rule")
    sizes = list(costs)
    lines = [
        f"| processor seconds per million links | {' | '.join(sizes)} |",
        "|---|" + "---:|" * len(sizes),
    ]
    for name in shown:
        cells = [
            f"{seconds / SIZES[size][1] * 1e6:.2f}"
            for size in sizes
            for _, step, seconds, _ in costs[size]["steps"]
            if step == name
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    largest = sizes[-1]
    for kind in ("measure", "rule"):
        steps = [step for step in costs[largest]["steps"] if step[0] == kind]
        costly = sorted(steps, key=lambda step: -step[2])[:5]
        told = ", ".join(f"{name} {_seconds(seconds)} s" for _, name, seconds, _ in costly)
        lines.append(f"\nCostliest {kind}s at {largest}: {told}.")
    return "\n".join(lines) + "\n"


def profile(costs: dict[str, Any]) -> str:
    """Every step with its seconds and the peak memory after it."""
    return "\n".join(
        f"{kind:8} {name:42} {seconds:9.3f} s {peak:8,.0f} MB"
        for kind, name, seconds, peak in costs["steps"]
    )


def _seconds(value: float) -> str:
    return f"{value:,.3f}" if value < 0.1 else f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


def main() -> None:
    """Measure each size and show the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help="1k, 20k, 90k (default: all)")
    parser.add_argument("--profile", action="store_true", help="what each step costs, too")
    parser.add_argument("--write", action="store_true", help="put the table into the guide")
    parser.add_argument("--part", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--folder", default="", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        print(json.dumps(part(*arguments.part, Path(arguments.folder))))
        return
    for size in arguments.sizes:
        if size not in SIZES:
            parser.error(f"there is no size {size!r}; sizes: {', '.join(SIZES)}")
    found, costs = {}, {}
    for size in arguments.sizes or SIZES:
        found[size], costs[size] = measured(size)
        print(table({size: found[size]}), flush=True)
        if arguments.profile:
            print(profile(costs[size]), flush=True)
    today = datetime.date.today().isoformat()
    text = (
        f"{table(found)}\n{growth(costs)}\n"
        f"{today}, {os.cpu_count()} cores, Python {sys.version.split()[0]}.\n"
    )
    print(text)
    if arguments.write:
        replace_part(PAGE, "benchmark", text)


if __name__ == "__main__":
    main()
