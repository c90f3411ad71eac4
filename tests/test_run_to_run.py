"""Two runs write the same, and import no more than they need."""

import hashlib
import os
import subprocess
import sys

from coordination.view.layout.scenes import scenes
from tests import bundled

NAMES = ("gunrunner-cnn-2010", "southwest-firearms-2016")


def digests():
    """A digest of the page, of the pictures and of the JSON of each network."""
    for name in NAMES:
        network, report = bundled.network(name), bundled.report(name)
        written = (bundled.page(name), repr(scenes(network, report)), report.to_json())
        yield name, [hashlib.sha256(text.encode()).hexdigest() for text in written]


def test_pages_pictures_and_json_are_the_same_under_another_hash_seed():
    """And no page needs a notebook, pyvis, or what compares names or measures paths."""
    code = (
        "import sys, tests.test_run_to_run as here; print(dict(here.digests()));"
        "unneeded = {'IPython', 'networkx', 'pyvis', 'rapidfuzz', 'coordination.measures.paths'};"
        "print(sorted(unneeded & set(sys.modules)))"
    )
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    other = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout == f"{dict(digests())}\n[]\n"
