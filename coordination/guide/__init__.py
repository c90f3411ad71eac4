"""The pages of the guide, as Markdown that `coordination guide` prints."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

__all__ = ["TOPICS", "Page", "page"]

TOPICS: tuple[str, ...] = (
    "code-a-report",
    "spreadsheets",
    "the-data-file",
    "rules",
    "questions",
    "measures",
    "the-page",
    "verify-quotes",
    "follow-up-an-audit",
    "agency-answers",
    "write-a-rule",
    "python",
    "import-a-table",
    "import-and-export",
    "networks-in-git",
    "commands",
    "in-bulk",
    "benchmarks",
)
"""Names of the pages, in the order in which a newcomer would read them."""


@dataclass(frozen=True)
class Page:
    """One page of the guide.

    Attributes:
        topic: its name, which is also that of its file.
        title: its first heading.
        summary: its first paragraph.
        text: all of it, as Markdown.
    """

    topic: str
    title: str
    summary: str
    text: str


def page(topic: str) -> Page:
    """The page on a topic.

    Args:
        topic: one of `TOPICS`.

    Raises:
        KeyError: the guide has no such page.

    Example:
        >>> page("rules").title
        'Rules'
    """
    if topic not in TOPICS:
        raise KeyError(topic)
    text = (files(__name__) / f"{topic}.md").read_text(encoding="utf-8")
    title, summary, *_ = text.split("\n\n")
    return Page(topic, title.removeprefix("# "), " ".join(summary.split()), text)
