"""The command `questions`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli import streams
from coordination.cli.command import Command, Failure
from coordination.cli.options import add_network, add_options, add_rules, checked
from coordination.cli.streams import emit
from coordination.cli.tables import put_rows

__all__ = ["COMMAND"]

_MOST = 20
"""Questions that are shown unless more are asked for."""

_DESCRIPTION = """\
Show what the structure asks and the records leave open, as a guide for interviews and a list of
documents to request: each question with whom to ask, which answer would make it a finding, and the
record that would settle it. Questions on which most hangs come first.
"""


def _add_arguments(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument("--for", dest="agency", metavar="AGENCY", help="only what concerns it (id)")
    parser.add_argument(
        "--top", type=int, metavar="N", default=_MOST, help=f"the first N (default: {_MOST})"
    )
    parser.add_argument("--all", action="store_true", help="all of them")
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "csv", "json"),
        default="text",
        help="how to write it; csv has a row for each case (default: text)",
    )
    parser.add_argument("--output", metavar="FILE", help="write to this file")
    add_options(parser)
    add_rules(parser)


def _questions(arguments: Namespace) -> int:
    if arguments.top < 1:
        raise Failure(f"--top takes a number of questions from 1, not {arguments.top}")
    found = checked(arguments).questions
    if arguments.agency:
        found = found.about(arguments.agency)
    shown = found if arguments.all else found.top(arguments.top)
    if arguments.format == "csv":
        put_rows(shown.to_records(), arguments)
    elif arguments.format == "json":
        emit(shown.to_json(), arguments.output, exact=True)
    elif arguments.format == "markdown":
        emit(shown.to_markdown(), arguments.output)
    else:
        on_screen = arguments.output in (None, "-")
        text = shown.to_text(width=streams.width() if on_screen else 80)
        if more := len(found) - len(shown):
            text += f"\nand {more} more: --all\n"
        emit(text, arguments.output)
    return 0


COMMAND = Command(
    "questions",
    "show what the records leave open, whom to ask, and what would settle it",
    _add_arguments,
    _questions,
    _DESCRIPTION,
)
