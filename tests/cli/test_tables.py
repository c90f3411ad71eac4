"""Text from data stays text in every table that a command writes."""

import csv
import io
import re

import pytest

from coordination.cli import main

HOSTILE = """
title: "=1+1"
as_of: 2010-06-30
agencies:
  - id: a
    name: "=cmd|' /C calc'!A1 ![x](https://e.org/x.png) <img src=x> [y](javascript:z)"
    abbreviation: "=SUM(A1) <b>A</b>"
    mandates: [{function: f, role: lead}]
  - {id: b, name: "@b ![x](https://e.org/x.png)", jurisdiction: MX, mandates: [{function: f}]}
functions: [{id: f, name: "+f [y](javascript:z)"}]
sources:
  - {id: s, kind: news, title: "-s <img src=x>", publisher: "\\tp"}
study: {collection: "=1 <script>x</script> ![x](https://e.org/x.png) [y](javascript:z)"}
links:
  - kind: liaison
    source: a
    target: b
    functions: [f]
    status: strained
    evidence:
      - {source: s, at: "=p <img src=x>", quote: "=q <img src=x>", speaker: "@w [y](javascript:z)"}
      - {source: s, at: "+2", quote: "-q", stance: disputes, speaker: "=w <img src=x>"}
requirements:
  - id: r
    agency: a
    counterpart: {agency: b}
    function: f
    says: "=r <img src=x>"
recommendations:
  - {id: one, by: a, to: [b], says: "=do ![x](https://e.org/x.png) [y](javascript:z) <img src=x>"}
"""

COMMANDS = (
    ["firmness"],
    ["coverage"],
    ["verify"],
    ["grand"],
    ["mirror"],
    ["measures", "agency_degree"],
    ["plan"],
    ["what-if", "--remove", "b"],
)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hostile.yaml").write_text(HOSTILE, "utf-8")

    def typed(command, *arguments):
        name, *rest = command
        status = main([name, "hostile.yaml", *rest, *arguments])
        out, err = capsys.readouterr()
        assert status in (0, 1), err
        return out

    return typed


@pytest.mark.parametrize("command", COMMANDS[:6], ids=lambda command: command[0])
def test_no_cell_is_a_formula(run, command):
    out = run(command, "--format", "csv")
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert cells
    assert not [cell for cell in cells if re.match(r"[=+\-@\t]", cell) and not number(cell)]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_markdown_brings_pictures_code_or_links(run, command):
    out = run(command, "--format", "markdown")
    shown = re.sub(r"`[^`]*`", "", out)
    assert not re.search(r"(?<!\\)<\w|(?<!\\)!\[|(?<!\\)\]\(", shown), shown


def test_the_paragraph_on_methods_is_as_safe(run):
    out = run(["grand"], "--methods")
    assert "\\<script" in out
    assert not re.search(r"(?<!\\)<\w|(?<!\\)\]\(", out)


def number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True
