"""The command `grand`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli.command import Command, refusing
from coordination.cli.options import (
    add_network,
    add_projection,
    chosen_projection,
    words,
)
from coordination.cli.streams import emit
from coordination.cli.tables import add_rows, put_result

__all__ = ["COMMAND"]


def _add_grand(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument(
        "--methods", action="store_true", help="write a paragraph for a methods section"
    )
    parser.add_argument(
        "--measures",
        metavar="MEASURES",
        help="measures that the paragraph defines and cites, such as agency_constraint,tie_overlap",
    )
    add_projection(parser)
    add_rows(parser, default="markdown")


def _grand(arguments: Namespace) -> int:
    from coordination.loading import load

    with refusing():
        found = load(arguments.network).grand(chosen_projection(arguments))
        if arguments.methods or arguments.measures:
            emit(found.methods(words(arguments.measures) or ()), arguments.output)
            return 0
    put_result(found, arguments)
    return 0


COMMAND = Command(
    "grand",
    "show the reporting items of the GRAND guideline, or write a methods paragraph",
    _add_grand,
    _grand,
)
