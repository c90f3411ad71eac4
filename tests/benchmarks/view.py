"""`python -m tests.benchmarks.view [30 300 1000 20000] [--write]`: the page, measured in Chromium.

For each number of agencies: size of the page, seconds to write it, seconds from the request of the
file to the first paint and until the picture is drawn, and redraws a second while it is panned.
Of several openings the best counts, since other work on the machine only ever slows one down.
`--write` puts the table into the guide.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

import coordination as co
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


def main() -> None:
    """Measure each size and show the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.view")
    parser.add_argument("sizes", nargs="*", type=int, metavar="AGENCIES")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is opened")
    parser.add_argument("--write", action="store_true", help="put the table into the guide")
    arguments = parser.parse_args()
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
