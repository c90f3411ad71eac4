"""Words that readers stumble over stay out of what they read: messages, help and documents."""

import ast
import re
from pathlib import Path

import pytest

import coordination
from coordination.rules.rule import EXAMPLES
from tests.documents import DOCUMENTS, ROOT

PACKAGE = Path(coordination.__file__).parent

AVOIDED = re.compile(r"\b(lacks?|lacked|lacking|tells?|told|telling)\b", re.IGNORECASE)
"""A requirement is not met, something is missing; a finding is reported, a message says so."""

TERMS = re.compile(
    r"`[^`]*`|\"Lack of coordination\"|as met or as lacking"
    r"|reports it met or lacking|write lacking here"
)
"""Where a word stands for the data's own term: in code, and where it is explained."""


def messages(path):
    """Texts of several words in a module, without docstrings: what a user may come to read."""
    text = path.read_text(encoding="utf-8")
    if not AVOIDED.search(text):  # as most: nothing to look for
        return
    tree = ast.parse(text)
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
            and len(node.value.split()) > 2
        ):
            yield node.lineno, node.value


def test_messages_use_plain_words():
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {text}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, text in messages(path)
        if AVOIDED.search(TERMS.sub("", text))
    ]
    assert found == []


@pytest.mark.parametrize(
    "path",
    [*DOCUMENTS, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "SECURITY.md"],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_documents_use_plain_words(path):
    text = TERMS.sub(
        "", re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    )
    assert [line for line in text.splitlines() if AVOIDED.search(line)] == []


def test_pages_of_rules_use_plain_words():
    found = [
        (rule.code, word)
        for rule in coordination.RULES
        for heading, text in rule.page.items()
        if heading not in EXAMPLES
        for word in AVOIDED.findall(TERMS.sub("", text))
    ]
    assert found == []
