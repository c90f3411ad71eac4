"""The command `guide`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli import streams
from coordination.cli.command import Command, Failure
from coordination.errors import no_such

__all__ = ["COMMAND"]


def _add_guide_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "topic", nargs="?", metavar="TOPIC", help="page to print (default: list the pages)"
    )


def _guide(arguments: Namespace) -> int:
    from coordination.guide import TOPICS, page

    if arguments.topic is None:
        streams.put(_listing())
        return 0
    topic = arguments.topic.removesuffix(".md").lower().replace(" ", "-")
    if topic not in TOPICS:
        known = f"pages: {', '.join(TOPICS)}"
        raise Failure(no_such("page of the guide", topic, TOPICS, known))
    streams.put(page(topic).text)
    return 0


def _listing() -> str:
    from coordination.guide import TOPICS, page
    from coordination.text.terminal import wrap

    lines = []
    for topic in TOPICS:
        lines.append(f"coordination guide {topic}")
        lines += wrap(page(topic).summary, streams.width(), "    ", "    ")
    return "\n".join(lines) + "\n"


COMMAND = Command(
    "guide",
    "list the pages of the guide, or print one",
    _add_guide_arguments,
    _guide,
)
