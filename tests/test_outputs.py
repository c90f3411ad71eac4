"""Nothing that is written takes the place of what is read, whatever it is called."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.__main__ import main
from coordination.errors import OutputRefused
from coordination.files.marks import is_data, is_network, is_ours
from tests.steps import counted

DATA = """\
title: A request without an answer
sources: [{id: audit, title: Audit}]
functions: [{id: f, name: tracing}]
agencies: [{id: a, name: A}, {id: b, name: B}]
links:
  - kind: liaison
    source: a
    target: b
    status: unmet
    functions: [f]
    evidence: [{source: audit, at: p. 1, quote: words that nobody said}]
"""
RULES = (
    "import coordination as co\n\n\n@co.rule('MY1', 'nothing')\ndef nothing(network):\n"
    "    '''Nothing.'''\n    return ()\n"
)

WRITERS = {
    "report": "report {i} --output {o}",
    "report as page": "report {i} --html {o}",
    "report as json": "report {i} --format json --output {o}",
    "report as docx": "report {i} --format docx --output {o}",
    "report as xlsx": "report {i} --format xlsx --output {o}",
    "report by rules": "report {i} --rules rules.py --output {o}",
    "check": "check {i} --output {o}",
    "questions": "questions {i} --output {o}",
    "view": "view {i} {o}",
    "measures": "measures {i} --output {o}",
    "mirror": "mirror {i} --output {o}",
    "grand": "grand {i} --output {o}",
    "what-if": "what-if {i} --remove a --output {o}",
    "plan": "plan {i} --output {o}",
    "compare": "compare {i} later.yaml --output {o}",
    "compare as page": "compare {i} later.yaml --html {o}",
    "verify": "verify {i} --output {o}",
    "firmness": "firmness {i} --output {o}",
    "coverage": "coverage {i} --output {o}",
    "practices": "practices {i} a b --output {o}",
    "convert": "convert {i} {o} --format graphml",
    "schema": "schema --output {o}",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("outputs")
    old = Path.cwd()
    os.chdir(path)
    Path("data.yaml").write_text(DATA)
    Path("later.yaml").write_text(DATA.replace("unmet", "active"))
    Path("rules.py").write_text(RULES)
    Path("audit.txt").write_text("The text of a source.")
    Path("part").mkdir()
    Path("part/agencies.csv").write_text("id,name\na,A\nb,B\n")
    Path("part/links.csv").write_text("kind,source,target\nliaison,a,b\n")
    Path("part/rest.yaml").write_text("title: T\nfunctions: [{id: f, name: F}]\n")
    Path("link.yaml").symlink_to("data.yaml")
    Path("folder").symlink_to("part")
    os.link("data.yaml", "other-name.yaml")
    yield path
    os.chdir(old)


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


NAMES = {
    "data.yaml": ("data.yaml", "./data.yaml", "part/../data.yaml", "link.yaml", "other-name.yaml"),
    "part": ("part/links.csv", "folder/links.csv", "part/agencies.csv", "folder/rest.yaml"),
}


@settings(
    max_examples=24,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(writer=st.sampled_from(sorted(WRITERS)), data=st.data())
def test_a_command_never_writes_over_what_it_reads(folder, writer, data):
    read = data.draw(st.sampled_from(sorted(NAMES)))
    given_as = data.draw(st.sampled_from(["data.yaml", "link.yaml", "./data.yaml"]))
    name = "part" if read == "part" else given_as
    target = data.draw(st.sampled_from(NAMES[read]))
    if writer == "schema" and read == "part":
        return  # it reads nothing, and a table may be anybody's
    if writer in ("what-if", "practices", "compare", "compare as page") and read == "part":
        return  # these need other networks
    before = contents(folder)
    assert main(WRITERS[writer].format(i=name, o=target).split()) == 2
    assert contents(folder) == before


@pytest.mark.parametrize(
    "typed",
    [
        ["report", "data.yaml", "--html", "out", "--output", "./out"],
        ["compare", "data.yaml", "data.yaml", "--html", "out", "--output", "out"],
        ["import", "table.csv", "--map", "out", "--output", "sub/../out"],
    ],
)
def test_two_outputs_of_a_command_are_two_files(tmp_path, monkeypatch, capsys, typed):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "data.yaml").write_text(DATA, encoding="utf-8")
    (tmp_path / "table.csv").write_text("From,To\nA,B\n", encoding="utf-8")
    assert main(typed) == 2
    assert "name one file" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "typed",
    [
        "report data.yaml --rules rules.py --output rules.py",
        "verify data.yaml --output audit.txt",
        "report data.yaml --output audit.txt",
        "compare data.yaml later.yaml --html later.yaml",
        "view data.yaml later.yaml",
    ],
)
def test_rules_sources_and_other_data_are_kept_too(folder, typed):
    before = contents(folder)
    assert main(typed.split()) == 2
    assert contents(folder) == before


@pytest.mark.parametrize(
    "write",
    [
        lambda n, r, path: co.write_html(n, path),
        lambda n, r, path: co.write_html([n, n], path),
        lambda n, r, path: co.write_svg(n, path),
        lambda n, r, path: co.write_png(n, path),
        lambda n, r, path: co.write(n, path, "graphml"),
        lambda n, r, path: r.to_docx(path),
        lambda n, r, path: r.to_xlsx(path),
    ],
)
def test_the_api_never_writes_over_what_a_network_was_read_from(folder, write):
    network = co.load("data.yaml")
    report = co.check(network)
    before = contents(folder)
    for target in ("data.yaml", "link.yaml", "other-name.yaml", "audit.txt"):
        with pytest.raises(OutputRefused):
            write(network, report, target)
    assert contents(folder) == before


@pytest.mark.parametrize(
    "write", [lambda r, path: co.write_html(r.network, path, r), lambda r, path: r.to_docx(path)]
)
def test_what_may_not_be_written_is_not_made_first(folder, write):
    report = co.check(co.load("data.yaml"))
    with counted() as steps, pytest.raises(OutputRefused):
        write(report, "data.yaml")
    assert steps.count < 10_000


def test_a_network_may_be_saved_over_the_file_it_came_from(tmp_path):
    (tmp_path / "data.yaml").write_text(DATA)
    network = co.load(tmp_path / "data.yaml")
    co.save(network, tmp_path / "data.yaml")
    assert co.load(tmp_path / "data.yaml") == network


def test_a_name_that_nobody_typed_replaces_only_what_is_ours(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("data.yaml").write_text(DATA)
    Path("data.html").write_text("<p>Somebody's text</p>")
    assert main(["view", "data.yaml"]) == 2
    assert "name the file" in capsys.readouterr().err
    assert Path("data.html").read_text() == "<p>Somebody's text</p>"
    assert main(["view", "data.yaml", "data.html"]) == 0
    assert main(["view", "data.yaml"]) == 0  # it is ours now
    Path("network.yaml").write_text("mine")
    assert main(["new"]) == 2 and Path("network.yaml").read_text() == "mine"


WRITTEN = [
    *(f"{command} data.yaml --format {form} --output audit" for command, forms in {
        "report": ("text", "markdown", "json", "sarif", "github"),
        "verify": ("text", "markdown", "csv", "json"),
        "questions": ("text", "markdown", "csv", "json"),
        "firmness": ("text", "markdown", "csv", "json"),
        "coverage": ("markdown", "csv", "json"),
    }.items() for form in forms),
    "report data.yaml --format docx --output audit",
    *(f"convert data.yaml audit --format {form}" for form in (
        "yaml", "json", "graphml", "gexf", "kumu", "cytoscape", "node-link"
    )),
    "view data.yaml audit",
]  # fmt: skip


@pytest.mark.parametrize("typed", WRITTEN)
def test_what_was_written_is_no_source(tmp_path, monkeypatch, typed):
    monkeypatch.chdir(tmp_path)
    Path("data.yaml").write_text(DATA)
    assert main(typed.split()) in (0, 1)
    written = Path("audit").read_bytes()
    for ending in ("txt", "html", "md", "docx"):
        Path("audit").unlink(missing_ok=True)
        Path(f"audit.{ending}").write_bytes(written)
        found = co.verify(co.load("data.yaml"))
        assert found.quotes[0].state not in ("exact", "near"), (typed, ending)
        Path(f"audit.{ending}").unlink()


@pytest.mark.parametrize("file", ["data.yaml", "later.yaml", "copy.txt", "part.txt"])
def test_no_data_file_is_a_source_of_itself(tmp_path, monkeypatch, file):
    monkeypatch.chdir(tmp_path)
    text = DATA.replace("title: Audit", f"title: Audit, file: {file}")
    Path("data.yaml").write_text(text)
    Path("later.yaml").write_text(text)
    Path("copy.txt").write_text(text)
    Path("part.txt").write_text(text[text.index("links:") :])
    assert co.verify(co.load("data.yaml")).quotes[0].state not in ("exact", "near")


@pytest.mark.parametrize(
    "text",
    [
        "Recommendations: the agencies should talk.\n\nLinks: none.",
        "[1] See the report.\n\n{sic} it says, the quote: nothing.",
        "Name,Place,Date\nThe quote was made there.",
        "<p>A page of somebody's own about graphml</p>",
    ],
)
def test_ordinary_texts_stay_sources(text):
    assert not (is_ours(text.encode()) or is_data(text.encode()) or is_network(text.encode()))
