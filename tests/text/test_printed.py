"""What is printed can only be read, by whatever command and in whatever format."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.__main__ import main
from coordination.text.printed import printed

ACTED_ON = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
PARTS = st.sampled_from(
    [
        *("\x1b]52;c;aGk=\x07", "\x1b[2J", "\x9b31m", "\r", "\u202e", "\u2066", "\u200f"),
        *("::stop-commands::x", "::error::", "##[group]", "\n", "\u2028", "\x85", " ", "a", "é"),
        *("=1+1", "+1", "@SUM(1)", "-2", "\t=1", "'", '"', ",", "|"),
        *("![i](http://evil/x)", "[x](javascript:a)", "<img src=x>", "`", "# ", "\\", "\udcff"),
    ]
)
TEXTS = st.lists(PARTS, min_size=1, max_size=5).map("".join)


def is_only_read(text, *, commands=False):
    assert not ACTED_ON.search(text)
    for line in text.splitlines():
        assert commands or not line.lstrip().startswith("::")
        assert "##[" not in line


@given(TEXTS)
def test_printed_text_is_only_read_and_json_means_the_same(text):
    is_only_read(printed(text))
    assert printed(printed(text)) == printed(text)
    content = json.dumps({"text": text.replace("\udcff", "")}, ensure_ascii=False)
    assert json.loads(printed(content)) == json.loads(content)


RULE = """\
import coordination as co


@co.rule("MY1", "says-it")
def says_it(network):
    '''It says it.'''
    if {raises}:
        raise ValueError({text!r})
    yield co.Finding({text!r} + "x", "derived", ("a",), cause={text!r}, unit={text!r}, value=1.0)
"""
COMMANDS = (
    "report", "report --brief", "report --format markdown", "report --format json",
    "report --format sarif", "report --format github", "check", "questions", "firmness",
    "firmness --format csv", "firmness --format markdown", "coverage --format csv", "grand",
    "grand --methods", "grand --format csv", "mirror --format csv", "verify", "verify --format csv",
    "verify --format json", "what-if --remove b", "measures", "rules",
)  # fmt: skip


def data(text):
    """A data file whose every text is this, as far as data files take it."""
    told = json.dumps(re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\udcff]", "", text).strip() + "x")
    return (
        f"title: {told}\nsources: [{{id: s, title: {told}}}]\n"
        f"functions: [{{id: f, name: {told}}}]\n"
        f"agencies: [{{id: a, name: {told}}}, {{id: b, name: B, note: {told}}}]\n"
        f"links:\n- {{kind: liaison, name: {told}, source: a, target: b, status: unmet,"
        f" functions: [f], cause: {told}, evidence: [{{source: s, at: {told}, quote: {told},"
        f" speaker: {told}}}]}}\n"
    )


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS, st.sampled_from(COMMANDS), st.booleans(), st.booleans())
def test_nothing_that_is_printed_is_acted_on(
    tmp_path_factory, capsys, text, command, by_rule, raises
):
    folder = tmp_path_factory.mktemp("printed")
    name = re.sub(r"[/\x00]", "", text)[:40]
    path = folder / f"{name}.yaml"
    path.write_text(data(text))
    (folder / "s.txt").write_text("something else")
    first, *more = command.split()
    typed = [first, *([] if first == "rules" else [str(path)]), *more]
    takes_rules = first not in ("grand", "mirror", "measures", "verify")
    if by_rule and takes_rules:
        (folder / "rules.py").write_text(RULE.format(text=text, raises=raises))
        typed += ["--rules", str(folder / "rules.py")]
    capsys.readouterr()
    assert main(typed) in (0, 1, 2)
    out, err = capsys.readouterr()
    is_only_read(out, commands="github" in command)
    is_only_read(err)
    if "github" in command:
        assert all(re.match(r"::(warning|notice) ", line) for line in out.splitlines())
    if first != "rules":
        assert main([*typed, "--output", str(folder / "out")]) in (0, 1, 2)
    if (folder / "out").exists():
        is_only_read((folder / "out").read_text(encoding="utf-8"), commands="github" in command)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS, st.sampled_from([one for one in COMMANDS if "csv" in one or "markdown" in one]))
def test_no_cell_is_a_formula_and_no_text_is_markup(tmp_path_factory, capsys, text, command):
    folder = tmp_path_factory.mktemp("cells")
    Path(folder / "x.yaml").write_text(data(text))
    first, *more = command.split()
    assert main([first, str(folder / "x.yaml"), *more]) in (0, 1)
    out = capsys.readouterr().out
    if "csv" in command:
        for row in csv.reader(io.StringIO(out)):
            for cell in row:
                number = re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell)
                assert not cell or number or cell[0] not in "=+-@\t\r", row
    else:
        assert not re.search(r"(?<!\\)(!\[i\]|<img|\]\(javascript)", out)


@pytest.mark.parametrize("text", ["\x1b[1mbold\x1b[0m", "\x1b[31;1mred"])
def test_colours_of_ours_stay(text):
    assert printed(text, styled=True) == text
    assert "\x1b" not in printed(text)


def test_results_as_python_objects_say_what_the_data_says():
    network = co.loads(data("::stop-commands::x"))
    assert network.title == "::stop-commands::xx"
