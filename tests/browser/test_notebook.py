"""A network and a report show themselves in a notebook: one is executed, and its output read."""

import json
import sys
from html import escape

import pytest

import coordination as co

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

CELLS = (
    'import coordination as co\nnetwork = co.load("gunrunner-cnn-2010")\nnetwork',
    "co.check(network)",
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """HTML of the last line of each cell, as the notebook shows it."""
    folder = tmp_path_factory.mktemp("jupyter")
    spec = folder / "kernels" / "here"
    spec.mkdir(parents=True)
    # A kernel of this Python, whatever kernels are installed on the machine.
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    told = {"argv": argv, "display_name": "here", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(told), encoding="utf-8")
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    book = nbformat.v4.new_notebook(cells=cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(folder))
        nbclient.NotebookClient(book, kernel_name="here", timeout=120).execute()
    return [cell.outputs[-1]["data"]["text/html"] for cell in book.cells]


def test_network_shows_a_small_table_and_how_to_write_its_page(outputs):
    assert "Bureau of Alcohol" in outputs[0]
    assert "co.write_html(network," in outputs[0]
    assert all(len(output) < 20_000 for output in outputs), "no page at each look"


def test_report_shows_its_findings(outputs):
    report = co.check(co.load("gunrunner-cnn-2010"))
    for finding in report:
        assert escape(finding.message) in outputs[1]
