"""README.md shows what the package does now; `python tests/test_readme.py` renews it."""

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from pathlib import Path

import pytest

import coordination as co
from coordination.cli import COMMANDS, main, parser
from coordination.rules.explain import rules_table

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"

BLOCK = re.compile(
    r"(?:Saved as|saved as)\s`(?P<file>[\w.]+)`:\n\n```\w+\n(?P<saved>.*?)```\n"
    r"|```python\n(?P<python>.*?)```\n(?:\n```text\n(?P<said>.*?)```\n)?"
    r"|```console\n(?P<console>.*?)```\n"
    r"|<!-- (?P<part>rules|commands) -->\n(?P<old>.*?)<!-- end -->\n",
    re.DOTALL,
)


def commands_table():
    rows = ["| command | what it does |", "|---|---|"]
    rows += [f"| `{one.name}` | {one.summary} |" for one in COMMANDS]
    return "\n".join(rows) + "\n"


def output_of(code, names):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "README.md", "exec"), names)
    return said.getvalue()


def output_of_command(line):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert main(shlex.split(line)[1:]) in (0, 1)
    return said.getvalue()


def renewed(text):
    """README with everything generated anew, worked through from top to bottom."""
    names = {"__name__": "readme"}

    def renew(found):
        whole = found.group()
        if found["file"]:
            Path(found["file"]).write_text(found["saved"], encoding="utf-8")
        elif found["python"]:
            said = output_of(found["python"], names)
            if said:
                return f"```python\n{found['python']}```\n\n```text\n{said}```\n"
        elif found["console"]:
            line = found["console"].splitlines()[0]
            said = output_of_command(line.removeprefix("$ "))
            return f"```console\n{line}\n{said}```\n"
        elif found["part"]:
            table = rules_table() if found["part"] == "rules" else commands_table()
            return f"<!-- {found['part']} -->\n{table}<!-- end -->\n"
        return whole

    return BLOCK.sub(renew, text)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)


def test_readme_shows_what_the_package_does_now(elsewhere):
    text = README.read_text(encoding="utf-8")
    assert renewed(text) == text, "renew it: python tests/test_readme.py"


def test_every_command_that_readme_shows_is_accepted():
    text = README.read_text(encoding="utf-8")
    shown = re.findall(r"(?:^\$ |^|&& (?:\.venv/bin/)?)(coordination [^\n&]+)", text, re.MULTILINE)
    shown += re.findall(r"`(coordination (?:new|schema)[^`]*)`", text)
    commands = [line for line in shown if line.split()[1] in {one.name for one in COMMANDS}]
    assert len(commands) >= 6
    for line in commands:
        parser().parse_args(shlex.split(line)[1:])


def test_readme_opens_with_what_it_is_and_the_main_command():
    lines = README.read_text(encoding="utf-8").splitlines()
    first_block = next(number for number, line in enumerate(lines) if line.startswith("```"))
    assert first_block < 15
    assert "coordination report gunrunner-2010" in lines[first_block + 1]


def test_every_data_file_that_readme_shows_loads():
    blocks = re.findall(r"```yaml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 2
    for block in blocks:
        assert co.loads(block).title


def test_files_that_readme_links_to_are_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_every_public_name_that_readme_uses_is_there():
    for name in re.findall(r"\bco\.(\w+)", README.read_text(encoding="utf-8")):
        assert name in co.__all__, name


if __name__ == "__main__":
    os.environ["COLUMNS"] = "80"
    before = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        after = renewed(before)
    README.write_text(after, encoding="utf-8")
