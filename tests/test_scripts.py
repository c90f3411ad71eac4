"""The page's scripts below the browser: linted, and run on what they share with Python.

What Python and the scripts both decide (a link on a day, groups and the lines between them, how a
line is drawn) is tried on the same cases: tables in `tests/shared`, and networks made here.
"""

import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pycountry
import pytest

import coordination as co
from coordination.model import vocabulary
from coordination.view.groups import group_scene, grouping
from coordination.view.page.page_data import page_data
from coordination.view.palette import CONFIDENCE_WIDTHS, DASHES, LIGHT, STATE_OF, stroke_of

HERE = Path(__file__).parent / "js"

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node isn't installed")


def node(*arguments, **environment):
    done = subprocess.run(
        ["node", *arguments],
        cwd=HERE,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_scripts_agree_with_python(tmp_path):
    cases = tmp_path / "cases.json"
    cases.write_text(json.dumps([case(seed) for seed in range(10)]), encoding="utf-8")
    tests = sorted(one.name for one in HERE.glob("*.test.js"))
    # In one process: `node --test` starts one for each file.
    run = "for (const file of process.argv.slice(1)) await import(`./${file}`)"
    arguments = ("--input-type=module", "--eval", run, *tests)
    status, said = node(*arguments, COORDINATION_CASES=str(cases))
    assert status == 0, said
    assert "# skipped 0" in said or "skipped 0" in said


def test_the_scripts_use_no_unknown_name_and_leave_none_unused():
    if not (HERE / "node_modules" / "eslint").is_dir():
        pytest.skip("ESLint isn't installed: npm install --prefix tests/js")
    status, said = node("lint.js")
    assert status == 0, said


def case(seed):
    """A network of groups as the page has it, and what Python makes of it."""
    network = drawn(seed)
    scene = group_scene(network)
    groups = grouping(network)
    assert groups.crowded == (seed == 0)
    return {
        "what": f"seed {seed}",
        "data": page_data(network, None, {"wide": scene}),
        "curves": {
            "~".join(sorted(end.removeprefix("group:") for end in (curve.source, curve.target))): {
                "links": curve.stands_for,
                "kind": curve.kind,
                "status": curve.status,
                "formal": curve.formal,
                "confidence": curve.confidence,
            }
            for curve in scene.curves
        },
        "groups": {
            key: {"label": label, "agencies": [network_id(network, row) for row in rows]}
            for grouped in (groups, groups.by_country())
            for key, label, rows in zip(grouped.keys, grouped.labels, members(grouped), strict=True)
        },
        "strokes": [
            [
                {"status": status, "confidence": firm, "formal": formal},
                stroke(status, firm, formal),
            ]
            for status in DASHES
            for firm in CONFIDENCE_WIDTHS
            for formal in (False, True)
        ],
    }


def stroke(status, firm, formal):
    how = stroke_of(status, firm, formal)
    return {
        "width": how.width,
        "inner": how.inner,
        "dashes": list(how.dashes),
        "cased": how.cased,
        "colour": LIGHT.states[STATE_OF[status]],
    }


def members(groups):
    return [
        [row for row, one in enumerate(groups.of.tolist()) if one == group]
        for group in range(len(groups.keys))
    ]


def network_id(network, row):
    return list(network.agencies)[row]


def drawn(seed):
    """A network in two countries: with seed 0 in more states than one picture shows."""
    draw = random.Random(seed)
    areas = [
        one.code for home in ("US", "MX") for one in pycountry.subdivisions.get(country_code=home)
    ]
    states = sorted(areas) if seed == 0 else ["US-TX", "US-NM", "MX-SON"]
    agencies = [
        {"id": f"d{n}", "name": f"Department {n}", "jurisdiction": home, "kind": "department"}
        for n, home in enumerate(["US", "US", "MX"])
    ]
    for n, area in enumerate(states):
        agencies.append({"id": f"s{n}", "name": f"State body {n}", "jurisdiction": area})
    for n in range(24):
        above = draw.choice(agencies)
        agencies.append(
            {
                "id": f"b{n}",
                "name": f"Body {n}",
                "jurisdiction": draw.choice([above["jurisdiction"], "US", "MX", *states[:2]]),
                "part_of": above["id"],
            }
        )
    agencies.append({"id": "world", "name": "Of no country"})
    ids = [one["id"] for one in agencies]
    links = []
    for n in range(160):
        # Most links join few agencies, so that lines of few and of many links are compared.
        pool = ids if draw.random() < 0.5 else ids[-12:]
        ends = draw.sample(pool, draw.choice([2, 2, 2, 3, 4]))
        kind = draw.choice(["agreement", "liaison", "training", "request"])
        link = {
            "id": f"l{n}",
            "kind": kind,
            "formal": draw.random() < 0.5,
            "status": draw.choice([*vocabulary.STATUSES, *["active"] * 12]),
        }
        if kind == "agreement" and len(ends) > 2:
            link["parties"] = ends
        else:
            link["source"], link["target"] = ends[:2]
        links.append(link)
    return co.Network(title=f"Drawn {seed}", agencies=agencies, links=links)
