"""What SECURITY.md promises, each held by the test that it names."""

import ast
import base64
import hashlib
import html
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import coordination as co
from coordination.__main__ import main

ROOT = Path(co.__file__).parent
SECURITY = (ROOT.parent / "SECURITY.md").read_text(encoding="utf-8")

EVIL = "!!python/object/apply:os.system ['touch pwned']"
DATA = """\
title: "{t}"
sources: [{{id: page, title: "{t}", url: "https://example.invalid/{t}"}}]
functions: [{{id: f, name: "{t}"}}]
agencies: [{{id: a, name: "{t}"}}, {{id: b, name: B}}]
links:
  - kind: liaison
    source: a
    target: b
    status: unmet
    functions: [f]
    evidence: [{{source: page, at: p. 1, quote: "{t}"}}]
"""
PAYLOADS = (
    "__import__('os').system('touch pwned')",
    "{{7*7}}{% include '/etc/passwd' %}",
    "${jndi:ldap://example.invalid/a}",
    "<script src=https://example.invalid/x.js></script><img src=https://example.invalid/y>",
    "file:///etc/passwd",
)

_seen: list[tuple[str, tuple[object, ...]]] | None = None


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _seen is not None:
        _seen.append((event, arguments))


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """Everything that Python was asked to do while hostile data was read, checked and shown."""
    global _seen
    sys.addaudithook(_hear)  # here, since one stays for good and is asked about everything
    folder = tmp_path_factory.mktemp("stranger")
    (folder / "out").mkdir()
    old = Path.cwd()
    os.chdir(folder)
    try:
        for n, payload in enumerate(PAYLOADS):
            Path(f"d{n}.yaml").write_text(DATA.format(t=payload))
            Path("page.html").write_text(f"<p>{payload}</p><script>fetch('/')</script>")
        Path("evil.yaml").write_text(f"title: {EVIL}\n")
        main(["report", "d0.yaml", "--output", "out/first"])  # what is imported once is no matter
        main(["view", "d0.yaml", "out/first.html"])
        before = sorted(str(path) for path in folder.rglob("*"))
        _seen = []
        for n in range(len(PAYLOADS)):
            main(["report", f"d{n}.yaml", "--output", f"out/r{n}"])
            main(["view", f"d{n}.yaml", f"out/v{n}.html"])
            main(["verify", f"d{n}.yaml", "--output", f"out/q{n}"])
        main(["report", "evil.yaml", "--output", "out/evil"])
        events, _seen = _seen, None
        after = sorted(str(path) for path in folder.rglob("*"))
    finally:
        _seen = None
        os.chdir(old)
    return folder, events, before, after


def test_reading_and_showing_runs_no_code_from_data(heard):
    folder, events, _, after = heard
    for event, arguments in events:
        if event in ("exec", "compile"):
            file = getattr(arguments[0], "co_filename", None) or arguments[-1]
            assert str(folder) not in str(file)
            for payload in PAYLOADS:
                assert payload not in str(arguments[0])[:10_000]
        assert event not in ("os.system", "os.exec", "os.posix_spawn", "ctypes.dlopen"), event
        if event == "subprocess.Popen":
            program, typed = arguments[0], arguments[1]
            assert program == sys.executable and "main(" in str(typed)  # our readers, apart
    assert not any("pwned" in path for path in after)


def test_no_other_computer_is_asked(heard):
    _, events, _, _ = heard
    asked = [event for event, _ in events if event.startswith(("socket.", "urllib.", "http."))]
    assert [event for event in asked if event != "socket.gethostname"] == []


def test_only_what_is_named_is_written(heard):
    folder, events, before, after = heard
    named = {
        str(folder / "out" / f"{kind}{n}{'.html' if kind == 'v' else ''}")
        for n in range(len(PAYLOADS))
        for kind in "rvq"
    }
    assert set(after) - set(before) <= named
    for event, arguments in events:
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            flags = arguments[2] if isinstance(arguments[2], int) else 0
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                path = os.path.abspath(folder / os.fsdecode(arguments[0]))
                unfinished = Path(path).parent == folder / "out" and path.endswith(".unfinished")
                assert unfinished or path in named or path == os.devnull, path


def test_nothing_beside_the_data_is_imported(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pwned = "open('pwned', 'w').close()\n"
    for name in ("json", "yaml", "html", "polars", "pypdf", "sitecustomize", "coordination"):
        Path(f"{name}.py").write_text(pwned)
    Path("data.yaml").write_text(DATA.format(t="words"))
    Path("page.html").write_text("<p>words</p>")  # is read in a process of its own
    assert co.verify(co.load("data.yaml")).quotes[0].state == "exact"
    assert not Path("pwned").exists()


WORTH_PARSING = re.compile(
    r"pickle|marshal|shelve|dill|joblib|yaml|typ\b|(?<![.\w])(exec|eval|compile)\b"
)
"""Words without which nothing is unpickled or evaluated, so that a text need not be parsed."""


def sources():
    """The modules in which any of those words stands, letters of any width."""
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if WORTH_PARSING.search(unicodedata.normalize("NFKC", text)):
            yield path, ast.parse(text)


def test_nothing_unpickles_or_evaluates():
    forbidden = {"pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle", "jsonpickle"}
    runs = {"exec": {"rules/rule_files.py"}, "eval": {"arguments.py"}, "compile": set()}
    for path, tree in sources():
        place = path.relative_to(ROOT).as_posix()
        pyyaml = any(
            isinstance(one, ast.Import) and one.names[0].name == "yaml" for one in tree.body
        )
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert not forbidden & {alias.name.split(".")[0] for alias in node.names}, place
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] not in forbidden, place
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert place in runs.get(node.func.id, {place}), (place, node.func.id)
            if pyyaml and isinstance(node, ast.Attribute) and ast.unparse(node.value) == "yaml":
                assert node.attr not in ("load", "unsafe_load", "full_load", "Loader"), place
            if isinstance(node, ast.keyword) and node.arg == "typ":
                assert "unsafe" not in ast.unparse(node.value), place


def test_the_policy_of_the_page_admits_only_its_own_scripts(tmp_path):
    network = co.loads(DATA.format(t=PAYLOADS[3]).replace(f"/{PAYLOADS[3]}", "/"))
    co.write_html(network, tmp_path / "page.html", co.check(network))
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    policy = html.unescape(policy)
    directives = (part.strip().partition(" ") for part in policy.split(";") if part.strip())
    parts = {name: value for name, _, value in directives}
    assert parts["default-src"] == "'none'" and parts["base-uri"] == "'none'"
    assert parts["form-action"] == "'none'" and parts["img-src"] == "data:"
    assert set(parts) <= {*("default-src", "script-src", "style-src", "img-src"),
                          *("base-uri", "form-action", "frame-src", "worker-src")}  # fmt: skip
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    sums = {
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
        for text in scripts
    }
    admitted = parts["script-src"].split()  # vis-network among them, which is packed
    assert scripts and sums <= set(admitted) and len(admitted) <= len(sums) + 1
    assert all(re.fullmatch(r"'sha256-[\w+/=]{44}'", one) for one in admitted)
    assert "unsafe" not in policy and "http" not in policy
    assert not re.search(
        r"<script[^>]* src|<link[^>]* href=\"(?!data:)|<iframe|<img[^>]* src=\"http", page
    )


def test_loading_and_checking_import_no_page():
    code = (
        "import sys, coordination as co; r = co.check(co.load('gunrunner-cnn-2010')); r.to_text();"
        "print([m for m in ('IPython', 'jsonpickle', 'pyvis', 'pickle5') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent
    )
    assert done.stdout.strip() == "[]"


def test_each_promise_names_a_test_that_there_is():
    rows = [line for line in SECURITY.splitlines() if line.startswith("| ") and "`tests/" in line]
    assert len(rows) >= 12
    promised = [re.search(r"`(tests/[\w/]+\.py)::(\w+)` \|$", line) for line in rows]
    assert all(promised)
    for found in promised:
        file, name = found.groups()
        tree = ast.parse((ROOT.parent / file).read_text(encoding="utf-8"))
        assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}, file
    here = {name for _, name in (found.groups() for found in promised)}
    own = {
        one.name
        for one in ast.parse(Path(__file__).read_text(encoding="utf-8")).body
        if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
    }
    assert own - {"test_each_promise_names_a_test_that_there_is"} <= here
