import gc
import json
import os
import pty
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import coordination as co
from coordination.cli import COMMANDS, main, streams

CLEAN = "title: Clean\nagencies: [{id: a, name: A}]\n"
MEMO = """\
title: Policía – and others
sources: [{id: s, title: A report}]
agencies: [{id: a, name: A}, {id: b, name: "Policía – B"}]
links:
  - id: memo
    kind: liaison
    source: a
    target: b
    status: strained
    evidence: [{source: s, at: page 1, says: It fails.}]
"""
OWN_RULE = '''\
import coordination as co


@co.rule("MY101", "nameless")
def nameless(network, *, longest: int = 3, loud: bool = False, what: str = "name"):
    """An agency has no short name."""
    for agency in network.agencies.values():
        if not agency.abbreviation:
            yield co.Finding(f"{agency.name} {what} {longest} {loud}", "derived", (agency.id,))
'''


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("clean.yaml").write_text(CLEAN, encoding="utf-8")
    Path("memo.yaml").write_text(MEMO, encoding="utf-8")
    Path("own.py").write_text(OWN_RULE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder, typed):
    return typed


def test_report_of_findings_ends_well(run):
    status, out, err = run("report", "memo.yaml", "--select", "CG2")
    assert (status, err) == (0, "")
    assert "1 finding: 1 reported by sources" in out and "CG204" in out


def test_check_tells_by_its_exit_status(run):
    assert run("check", "clean.yaml")[0] == 0
    assert run("check", "memo.yaml")[0] == 1
    assert run("check", "memo.yaml", "--select", "CG2", "--ignore", "CG204=known")[0] == 0
    assert run("check", "memo.yaml", "--select", "CG1")[0] == 0
    assert run("check", "memo.yaml", "--basis", "derived", "--select", "CG1,CG2")[0] == 0
    assert run("check", "missing.yaml")[0] == 2


def test_notes_about_the_data_fail_a_check_only_where_nothing_else_is_selected(run):
    agencies = "agencies: [{id: a, name: A}, {id: b, name: B}]\n"
    link = "links: [{kind: liaison, source: a, target: b}]\n"  # no passage carries it
    Path("bare.yaml").write_text(f"title: Bare\n{agencies}{link}", encoding="utf-8")
    assert run("check", "bare.yaml", "--select", "CG1,CG901")[0] == 0
    assert run("check", "bare.yaml", "--select", "CG901")[0] == 1
    assert run("check", "clean.yaml", "--select", "CG901")[0] == 0


def test_check_of_several_networks_checks_each_and_gives_the_worst_status(run):
    assert run("check", "clean.yaml", "clean.yaml")[0] == 0
    status, out, err = run("check", "clean.yaml", "missing.yaml", "memo.yaml", "--select", "CG2")
    assert status == 2
    assert "Clean" in out and "CG204" in out
    assert "missing.yaml" in err
    assert run("check", "memo.yaml", "clean.yaml", "--select", "CG2")[0] == 1


@pytest.mark.parametrize("one_at_a_time", [["--format", "sarif"], ["--output", "all.txt"]])
def test_check_writes_one_document_about_one_network(run, one_at_a_time):
    status, out, err = run("check", "clean.yaml", "memo.yaml", *one_at_a_time)
    assert (status, out) == (2, "")
    assert "one network at a time" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "missing.yaml"], "there is no file or folder 'missing.yaml'"),
        (["report", "gunner-2010"], "did you mean 'gunrunner-2010'"),
        (["report", "broken.yaml"], "broken.yaml:1:"),
        (["report"], "required: NAME|PATH"),
        (["report", "memo.yaml", "--select", "CG99"], "no rule has the code or prefix 'CG99'"),
        (["report", "memo.yaml", "--ignore", "CG204"], "--ignore takes CODE=REASON"),
        (["report", "memo.yaml", "--ignore", "CX1=why"], "no rule has the code or prefix 'CX1'"),
        (["report", "memo.yaml", "--option", "CG208"], "--option takes CODE.NAME=VALUE"),
        (["report", "memo.yaml", "--option", "CG208.most=3"], "it takes: minimum"),
        (["report", "memo.yaml", "--option", "CG208.minimum=many"], "a whole number, such as 2"),
        (["report", "memo.yaml", "--option", "CG2O8.minimum=3"], "did you mean"),
        (["report", "memo.yaml", "--rules", "none.py"], "none.py: no such file"),
        (["report", "memo.yaml", "--rules", "bad.py"], "bad.py:1: ZeroDivisionError"),
        (["report", "memo.yaml", "--rules", "own.py", "--rules", "own2.py"], "MY101"),
        (["report", "memo.yaml", "--rules", "raises.py"], "rule MY102 failed: KeyError: 'x'"),
        (["report", "memo.yaml", "--output", "no/such/folder.txt"], "no such file or directory"),
        (["report", "memo.yaml", "--format", "pdf"], "invalid choice: 'pdf'"),
        (["reprt", "memo.yaml"], "there is no command 'reprt'; did you mean 'report'?"),
        (["gunrunner-2010"], "did you mean `coordination report gunrunner-2010`?"),
        (["memo.yaml"], "did you mean `coordination report memo.yaml`?"),
        (["explain", "CG20"], "is a prefix; the rules that it covers are"),
        (["explain", "singel-channel-tie"], "did you mean 'single-channel-tie'?"),
        ([], "required: COMMAND"),
    ],
)
def test_what_cannot_be_used_is_said_on_standard_error(run, arguments, said):
    Path("broken.yaml").write_text("title: [", encoding="utf-8")
    Path("bad.py").write_text("1 / 0\n", encoding="utf-8")
    Path("own2.py").write_text(OWN_RULE, encoding="utf-8")
    Path("raises.py").write_text(
        "import coordination as co\n\n\n@co.rule('MY102', 'raises')\ndef raises(network):\n"
        "    '''It raises.'''\n    raise KeyError('x')\n",
        encoding="utf-8",
    )
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_every_issue_of_a_file_is_told(run):
    Path("two.yaml").write_text(
        "title: T\nagencies: [{id: A B, name: A}, {name: B}]\nlinks: [{kind: x}]\n",
        encoding="utf-8",
    )
    status, _, err = run("report", "two.yaml")
    assert status == 2
    assert len(re.findall(r"^two\.yaml:\d+:\d+:", err, re.MULTILINE)) >= 3


@pytest.mark.parametrize("form", ["text", "markdown", "json", "sarif", "github"])
def test_each_format_is_what_the_library_writes(run, form):
    report = co.check(co.load("memo.yaml"))
    status, out, _ = run("report", "memo.yaml", "--format", form)
    assert status == 0
    assert out == getattr(report, f"to_{form}")()


def test_output_goes_to_a_file_whole(run):
    status, out, _ = run(
        "report", "memo.yaml", "--format", "json", "--select", "CG2", "--output", "out.json"
    )
    assert (status, out) == (0, "")
    assert json.loads(Path("out.json").read_text("utf-8"))["counts"]["findings"] == 1
    assert sorted(p.name for p in Path().iterdir() if "out.json" in p.name) == ["out.json"]


def test_report_writes_the_page_beside_the_text(run):
    status, out, _ = run("report", "memo.yaml", "--select", "CG2", "--html", "page.html")
    assert status == 0 and "CG204" in out
    page = Path("page.html").read_text("utf-8")
    assert page.lower().startswith("<!doctype html>") and "CG204" in page
    status, out, err = run("report", "memo.yaml", "--html", "no/such/page.html")
    assert (status, out) == (2, "") and "no such file or directory" in err


def test_options_have_the_type_of_their_default(run):
    _, out, _ = run(
        *("report", "clean.yaml", "--rules", "own.py", "--brief"),
        *("--option", "MY101.longest=7", "--option", "MY101.loud=true"),
        *("--option", "MY101.what=is=so"),
    )
    assert "MY101  A is=so 7 True" in out


def test_rules_of_a_file_run_beside_ours(run):
    _, out, _ = run("report", "memo.yaml", "--rules", "own.py", "--brief")
    assert "MY101" in out and "CG204" in out
    _, out, _ = run("rules", "--rules", "own.py")
    assert "MY101  nameless" in out
    _, out, _ = run("explain", "nameless", "--rules", "own.py")
    assert "An agency has no short name." in out


def test_rules_are_listed_for_readers_and_programs(run):
    _, text, _ = run("rules")
    _, markdown, _ = run("rules", "--format", "markdown")
    _, data, _ = run("rules", "--format", "json")
    rows = json.loads(data)
    assert [row["code"] for row in rows] == [rule.code for rule in co.RULES]
    for rule in co.RULES:
        assert f"  {rule.code}  {rule.name}" in text
        assert f"| {rule.code} | {rule.name} |" in markdown


def test_new_writes_a_file_that_checks_and_never_overwrites(run):
    status, out, _ = run("new", "mine.yaml")
    assert status == 0 and "coordination report mine.yaml" in out
    assert run("report", "mine.yaml")[0] == 0
    Path("mine.yaml").write_text("mine", encoding="utf-8")
    status, _, err = run("new", "mine.yaml")
    assert status == 2 and "was not overwritten" in err
    assert Path("mine.yaml").read_text("utf-8") == "mine"
    assert run("new", "-")[1].startswith("#")


def test_schemas_are_json(run):
    assert json.loads(run("schema")[1])["$id"] == "urn:coordination-graph:data-file:2"
    assert json.loads(run("schema", "report")[1])["$id"] == "urn:coordination-graph:report:2"


def test_help_and_version(run):
    status, out, _ = run("--help")
    assert status == 0
    for command in COMMANDS:
        assert command in out
        assert run(command, "--help")[0] == 0
    status, out, _ = run("--version")
    assert status == 0 and re.fullmatch(r"coordination \d+\.\d+\.\d+\S*\n", out)


@pytest.mark.parametrize(
    ("text", "ascii"),
    [
        ("Policía – “fin” → …", 'Policia - "fin" -> ...'),
        ("Straße · 5 €", "Strasse - 5 EUR"),
        ("警", "?"),
        ("e\u0301", "e"),
    ],
)
def test_characters_that_an_encoding_lacks_have_plain_forms(text, ascii):
    streams.prepare()
    assert text.encode("ascii", errors=streams.FALLBACK).decode() == ascii


@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_works_where_the_locale_lacks_characters(folder, env):
    code = (
        "import sys; from coordination.cli import main\n"
        "shown = main(['report', 'memo.yaml'])\n"
        "sys.stdout.flush()\n"
        "sys.exit(shown or main(['report', 'memo.yaml', '--format', 'json']))"
    )
    given = {**os.environ, **env, "PYTHONCOERCECLOCALE": "0"}
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=given, timeout=60, check=False
    )
    assert (shown.returncode, shown.stderr) == (0, b"")
    text, start, exact = shown.stdout.partition(b"{")
    assert "Policia - and others" in text.decode("ascii")
    title = json.loads((start + exact).decode("utf-8"))["network"]["title"]
    assert title == "Policía – and others"


def test_a_reader_that_goes_early_is_no_error():
    command = f"{sys.executable} -m coordination report gunrunner-2010 | head -c 5"
    shown = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=False)
    assert (shown.returncode, shown.stderr) == (0, b"")


def on_terminal(*arguments, **env):
    """What a command writes to a terminal."""
    main_end, program_end = pty.openpty()
    parts = []

    def listen():
        try:
            while part := os.read(main_end, 4096):
                parts.append(part)
        except OSError:  # Linux says so when the other end is closed
            pass

    listener = threading.Thread(target=listen)
    listener.start()
    with pytest.MonkeyPatch.context() as patch, os.fdopen(program_end, "w") as terminal:
        patch.delenv("NO_COLOR", raising=False)
        patch.setattr(sys, "stdout", terminal)
        for name, value in {"TERM": "xterm", **env}.items():
            patch.setenv(name, value)
        assert main(arguments) == 0
    listener.join(60)
    os.close(main_end)
    return b"".join(parts).decode()


def test_colour_only_on_a_terminal_that_wants_it(run):
    assert "\x1b[" in on_terminal("report", "memo.yaml")
    assert "\x1b[" not in on_terminal("report", "memo.yaml", NO_COLOR="1")
    assert "\x1b[" not in on_terminal("report", "memo.yaml", TERM="dumb")
    assert "\x1b[" not in run("report", "memo.yaml")[1]


def test_a_process_ends_without_a_search_for_garbage(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["coordination", "guide"])
    before = gc.get_freeze_count(), gc.get_threshold()
    assert main(["guide"]) == 0
    assert (gc.get_freeze_count(), gc.get_threshold()) == before  # for whoever calls it
    try:
        assert main() == 0
        assert gc.get_freeze_count() > before[0] + 1_000
    finally:
        gc.unfreeze()
    assert gc.get_threshold() == before[1]


def test_help_imports_commands_and_words_only():
    """So help comes at once: no record, no array and no library of them is imported, and for one
    command nothing of the others.
    """
    code = (
        "import sys, coordination.cli\n"
        "try: coordination.cli.main(['guide', '--help'])\n"
        "except SystemExit: print('coordination.cli.plan' in sys.modules, file=sys.stderr)\n"
        "try: coordination.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "slow = {'networkx', 'numpy', 'pydantic', 'pyvis', 'yaml', 'pycountry', 'pandas'}\n"
        "rooms = {name.split('.')[1] for name in sys.modules if name.startswith('coordination.')}\n"
        "print(sorted(slow & set(sys.modules)), sorted(rooms), file=sys.stderr)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert (
        shown.stderr == "False\n[] ['cli', 'errors', 'files', 'lazy_imports', 'text', 'version']\n"
    )
