"""`python -m tests.benchmarks.view [30 300 1000 20000] [--write]`: the page, measured in Chromium.

For each number of agencies: size of the page, seconds to write it, seconds from the request of the
file to the first paint and until the picture is drawn, and redraws a second while it is panned.
Of several openings the best counts, since other work on the machine only ever slows one down.
`--write` puts the table into the guide.

`--processes` measures whole processes instead: the report of gunrunner-2010 with its page, against
pyvis's own export of the same graph, in seconds of processor time.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

import coordination as co
from coordination.view.layout.scenes import scenes
from coordination.view.scene import Scene
from tests.browser.conftest import DESK, FLAGS, chromium_path
from tests.documents import GUIDE, replace_part

LINKS_EACH = 5
PAGE = GUIDE / "the-page.md"
PANNED_FOR = 3.0

# Frames in which the canvas was cleared, as the picture does before it draws itself anew; counting
# begins before the page's own script runs.
COUNT = """
window.redrawn = 0;
window.firstDrawn = 0;
const clear = CanvasRenderingContext2D.prototype.clearRect;
let asked = false;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  if (!asked) {
    asked = true;
    requestAnimationFrame((now) => {
      asked = false;
      window.redrawn += 1;
      window.firstDrawn = window.firstDrawn || now;
    });
  }
  return clear.apply(this, box);
};
"""


def made(agencies: int) -> co.Network:
    """A made-up network with five links for each agency; below fifty agencies a real one."""
    if agencies < 50:
        whole = co.load("gunrunner-2010")
        return whole.sub(agencies=list(whole.agencies)[:agencies])
    return co.testing.synthetic(agencies=agencies, links=LINKS_EACH * agencies).network


def measured(browser: Browser, agencies: int, folder: Path, runs: int) -> dict[str, Any]:
    """One row of the table."""
    network = made(agencies)
    report = co.check(network)
    path = folder / f"{agencies}.html"
    began = time.process_time()
    co.write_html(network, path, report)
    written = time.process_time() - began
    painted, drawn, redraws = [], [], []
    for _ in range(runs):
        context = browser.new_context(**DESK)
        page = context.new_page()
        page.add_init_script(COUNT)
        page.goto(path.as_uri())
        page.wait_for_function("() => window.firstDrawn > 0", timeout=120_000)
        paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        painted.append(page.evaluate(paint) / 1000)
        drawn.append(page.evaluate("window.firstDrawn") / 1000)
        page.wait_for_timeout(500)
        redraws.append(_panned(page))
        context.close()
    return {
        "agencies": len(network.agencies),
        "links": len(network.links),
        "size": path.stat().st_size,
        "written": written,
        "painted": min(painted),
        "drawn": min(drawn),
        "redraws": max(redraws),
    }


def _panned(page: Any) -> float:
    """Redraws a second while the pointer drags the picture about."""
    box = page.locator(".canvas canvas").bounding_box()
    x, y = box["x"] + 30, box["y"] + box["height"] - 30
    page.mouse.move(x, y)
    page.mouse.down()
    first = page.evaluate("window.redrawn")
    began = time.perf_counter()
    step = 0
    while (passed := time.perf_counter() - began) < PANNED_FOR:
        step += 1
        page.mouse.move(x + 60 * (step % 2) + step % 7, y - step % 11)
    redraws = page.evaluate("window.redrawn") - first
    page.mouse.up()
    return float(redraws / passed)


def table(rows: list[dict[str, Any]]) -> str:
    """The rows as Markdown."""
    lines = [
        "| agencies | links | page | written in | first paint | picture | redraws a second |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one['agencies']:,} | {one['links']:,} | {one['size'] / 1000:,.0f} kB "
        f"| {one['written']:.1f} s | {one['painted']:.2f} s | {one['drawn']:.2f} s "
        f"| {one['redraws']:.0f} |"
        for one in rows
    ]
    today = datetime.date.today().isoformat()
    told = f"{today}, {os.cpu_count()} cores without a graphics card, {sys.platform}."
    return "\n".join(lines) + f"\n\n{told}\n"


PYVIS = """
import json, sys
from pyvis.network import Network
nodes, edges = json.load(open(sys.argv[1]))
made = Network(directed=True, cdn_resources="in_line")
for key, label, x, y in nodes:
    made.add_node(key, label=label, x=x, y=y, physics=False)
for key, source, target, label in edges:
    made.add_edge(source, target, id=key, label=label)
made.write_html(sys.argv[2])
"""


def processes(runs: int) -> str:
    """Processor seconds of whole processes on the same graph, the least of some runs each."""
    network = co.load("gunrunner-2010")
    picture = scenes(network, co.check(network))["wide-every"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drawn = (
            [(box.key, " ".join(box.lines), box.x, box.y) for box in picture.boxes],
            [(c.key, c.source, c.target, c.kind) for c in picture.curves],
        )
        (folder / "graph.json").write_text(json.dumps(drawn), encoding="utf-8")
        tool = [sys.executable, "-m", "coordination"]
        theirs = [sys.executable, "-c", PYVIS, "graph.json", "theirs.html"]
        page = [*tool, "report", "gunrunner-2010"]
        commands = {
            "`report gunrunner-2010`": page,
            "`report gunrunner-2010 --html`": [*page, "--html", "ours.html"],
            "pyvis's own page of the same graph": theirs,
        }
        # In turn, so that what else the machine does meets all of them.
        seconds: dict[str, list[float]] = {words: [] for words in commands}
        for _ in range(runs):
            for words, command in commands.items():
                seconds[words].append(_spent(command, folder))
        agreed(network, (folder / "theirs.html").read_text(encoding="utf-8"), picture)
    least = {words: min(found) for words, found in seconds.items()}
    pyvis = least["pyvis's own page of the same graph"]
    lines = ["| process | processor seconds | against pyvis |", "|---|---:|---:|"]
    lines += [f"| {words} | {one:.2f} | {one / pyvis:.1f} x |" for words, one in least.items()]
    today = datetime.date.today().isoformat()
    return "\n".join(lines) + f"\n\n{today}, {os.cpu_count()} cores, {sys.platform}.\n"


def _spent(command: list[str], folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def agreed(network: co.Network, theirs: str, picture: Scene) -> None:
    """Make sure that both pages show every agency and every link of the network."""
    assert {box.agency for box in picture.boxes if box.agency} == set(network.agencies)
    assert {curve.link for curve in picture.curves if curve.link} == set(network.links)
    for name, ours in (("nodes", picture.boxes), ("edges", picture.curves)):
        found = re.search(rf"{name} = new vis.DataSet\((.*?)\);", theirs)
        assert found is not None
        assert {one["id"] for one in json.loads(found[1])} == {one.key for one in ours}


def main() -> None:
    """Measure each size and show the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.view")
    parser.add_argument("sizes", nargs="*", type=int, metavar="AGENCIES")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is opened")
    parser.add_argument("--write", action="store_true", help="put the table into the guide")
    parser.add_argument("--processes", action="store_true", help="measure whole processes instead")
    arguments = parser.parse_args()
    if arguments.processes:
        text = processes(arguments.runs)
        print(text)
        if arguments.write:
            replace_part(GUIDE / "benchmarks.md", "page benchmark", text)
        return
    path = chromium_path()
    if path is None:
        parser.error("no Chromium here: apt-get install chromium, or name one in CHROMIUM")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=list(FLAGS))
        sizes = arguments.sizes or [30, 300, 1_000, 20_000]
        rows = [measured(browser, size, Path(folder), arguments.runs) for size in sizes]
        browser.close()
    text = table(rows)
    print(text)
    if arguments.write:
        replace_part(PAGE, "view benchmark", text)


if __name__ == "__main__":
    main()
