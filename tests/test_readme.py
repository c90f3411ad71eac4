"""README.md and the guide show what the package does: `python -m tests.documents` renews them."""

import argparse
import json
import re
import shlex
import sys
import tomllib

import pytest
import yaml

import coordination as co
from coordination.cli import COMMANDS, main, parser
from coordination.guide import TOPICS
from tests.documents import DOCUMENTS, GUIDE, README, ROOT, measures, renewed

LINES_OF_README = 250

OTHERS = tuple(
    path
    for name in ("graphs/README.md", "CONTRIBUTING.md", "SECURITY.md")
    if (path := ROOT / name).exists()
)
"""Documents whose links are tried too."""


def text_of(path):
    return path.read_text(encoding="utf-8")


def named(path):
    return str(path.relative_to(ROOT))


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_a_document_shows_what_the_package_does_now(document, elsewhere):
    assert renewed(document) == text_of(document), "renew it: python -m tests.documents"


def test_every_command_that_is_shown_is_accepted():
    shown = []
    for text in map(text_of, DOCUMENTS):
        shown += re.findall(
            r"(?:^\$ |^ *(?:- run: )?|&& (?:\.venv/bin/)?)(coordination [^\n&>]+)",
            text,
            re.MULTILINE,
        )
        shown += re.findall(r"`(coordination (?:new|schema)[^`]*)`", text)
    commands = [line for line in shown if line.split()[1] in COMMANDS]
    assert len(commands) >= 6
    whole = parser()
    for line in commands:
        whole.parse_args(shlex.split(line)[1:])


# -- README ----------------------------------------------------------------------------------------


def test_readme_opens_with_what_it_is_and_the_main_command():
    lines = text_of(README).splitlines()
    first_block = next(number for number, line in enumerate(lines) if line.startswith("```"))
    assert first_block < 15
    assert "coordination report gunrunner-2010" in lines[first_block + 1]


def test_readme_is_read_in_one_go():
    assert len(text_of(README).splitlines()) < LINES_OF_README


def test_readme_says_what_to_install():
    assert "`coordination-graph`" in text_of(README)


def test_readme_names_every_extra_for_users():
    with (ROOT / "pyproject.toml").open("rb") as file:
        extras = set(tomllib.load(file)["project"]["optional-dependencies"]) - {"test", "lint"}
    text = text_of(README)
    assert [extra for extra in extras if f"`{extra}`" not in text] == []


# -- the guide -------------------------------------------------------------------------------------


def test_every_page_of_the_guide_is_a_topic():
    assert {path.stem for path in GUIDE.glob("*.md")} - {"README"} == set(TOPICS)


def test_guide_lists_its_pages_and_prints_one(capsys):
    assert main(["guide"]) == 0
    listed = capsys.readouterr().out
    assert all(f"coordination guide {topic}\n" in listed for topic in TOPICS)
    assert main(["guide", "write-a-rule"]) == 0
    assert capsys.readouterr().out == text_of(GUIDE / "write-a-rule.md")


def test_guide_names_the_page_that_may_be_meant(capsys):
    assert main(["guide", "measure"]) == 2
    assert "did you mean measures?" in capsys.readouterr().err.replace("'", "")


def test_every_data_file_that_is_shown_loads():
    blocks = [
        block
        for document in DOCUMENTS
        for block in re.findall(r"```yaml\n(.*?)```", text_of(document), re.DOTALL)
        if re.match(r"(#.*\n)?title:", block)
    ]
    assert len(blocks) >= 2
    for block in blocks:
        assert co.loads(block).title


def slug(heading):
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("document", [*DOCUMENTS, *OTHERS], ids=named)
def test_what_a_document_links_to_is_there(document):
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(document)):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        linked = (document.parent / path).resolve() if path else document
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", text_of(linked), re.MULTILINE)
            assert anchor in map(slug, headings), target


def test_keys_of_findings_that_are_shown_are_keys_of_findings():
    expected = (ROOT / "tests" / "expected").glob("*.json")
    known = {finding["key"] for path in expected for finding in json.loads(text_of(path))}
    for path in DOCUMENTS:
        if path.name == "agency-answers.md":
            continue  # is about a network of its own
        shown = re.findall(r"CG\d{3}:[a-z0-9][a-z0-9:~-]*[a-z0-9]", text_of(path))
        assert set(shown) <= known, named(path)


def test_every_public_name_that_is_used_is_there():
    for document in DOCUMENTS:
        for name in re.findall(r"\bco\.(\w+)", text_of(document)):
            assert name in co.__all__ or name == "NAME", f"{named(document)}: {name}"


# -- what is ready to be copied --------------------------------------------------------------------


def test_workflows_and_hooks_are_sound():
    """They are YAML, and what they run is there."""
    shown = re.findall(r"```yaml\n(.*?)```", text_of(GUIDE / "networks-in-git.md"), re.DOTALL)
    hook_of_users, workflow = (yaml.safe_load(block) for block in shown)
    (hook,) = yaml.safe_load(text_of(ROOT / ".pre-commit-hooks.yaml"))
    (used,) = hook_of_users["repos"][0]["hooks"]
    assert used["id"] == hook["id"]
    parser().parse_args([*shlex.split(hook["entry"])[1:], *used["args"], "networks/mine.yaml"])
    assert workflow["jobs"]["check"]["steps"]
    own = yaml.safe_load(text_of(ROOT / ".github" / "workflows" / "ci.yml"))
    assert own["jobs"]["everything"]["steps"][-1]["run"] == ".ci/run"
    assert yaml.safe_load(text_of(ROOT / ".pre-commit-config.yaml"))["repos"]


def test_contributing_names_files_and_modules_that_are_there():
    text = text_of(ROOT / "CONTRIBUTING.md")
    paths = set(re.findall(r"\b(?:coordination|tests)/[\w/]+\.\w+", text))
    paths |= {f"tests/{name.replace('.', '/')}" for name in re.findall(r"-m tests\.([\w.]+)", text)}
    assert len(paths) > 5
    missing = [
        path
        for path in sorted(paths)
        if not ((ROOT / path).exists() or (ROOT / f"{path}.py").exists() or "N" in path)
    ]
    assert missing == ["coordination/cli/its_name.py"]  # the one to be written


# -- nothing without its place ---------------------------------------------------------------------


def options():
    """Each option of each command, as it is typed."""
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, one in action.choices.items():
                for part in one._actions:
                    hidden = part.help == argparse.SUPPRESS  # it only says what it is called now
                    if not hidden and not isinstance(part, argparse._HelpAction):
                        yield from ((name, option) for option in part.option_strings)


def test_every_name_measure_rule_and_option_has_its_place():
    whole = "\n".join(map(text_of, DOCUMENTS))
    missing = [name for name in co.__all__ if not re.search(rf"(?:`|\bco\.){name}\b", whole)]
    missing += [name for name, _ in measures() if f"`{name}`" not in whole]
    missing += [rule.code for rule in co.RULES if f"| {rule.code} | {rule.name} |" not in whole]
    for command in COMMANDS:
        _, found, section = whole.partition(f"\n## {command}\n")
        assert found, command
        section = section.partition("\n## ")[0]
        missing += [
            f"{name} {option}"
            for name, option in options()
            if name == command and not re.search(rf"{option}[`,\s]", section)
        ]
    assert missing == []
