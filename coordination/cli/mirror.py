"""The command `mirror`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli.command import Command, refusing
from coordination.cli.options import (
    add_network,
    words,
)
from coordination.cli.streams import emit
from coordination.cli.tables import add_rows, put_tables

__all__ = ["COMMAND"]


def _add_mirror(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument(
        "--functions", metavar="FUNCTIONS", help="ids of the functions to show as rows"
    )
    parser.add_argument(
        "--jurisdictions",
        metavar="CODES",
        help="ISO 3166 codes of the jurisdictions to show as columns",
    )
    add_rows(parser, default="markdown")


def _mirror(arguments: Namespace) -> int:
    from coordination.loading import load
    from coordination.measures import mirror

    network = load(arguments.network)
    with refusing():
        table = mirror(
            network,
            functions=words(arguments.functions),
            jurisdictions=words(arguments.jurisdictions),
        )
    if arguments.format == "markdown":
        emit(f"{table.to_markdown()}\nmirror: {table.note}\n", arguments.output)
    else:
        put_tables([table.to_records()], arguments, {"mirror": table.note})
    return 0


COMMAND = Command(
    "mirror",
    "show who holds each function in each jurisdiction, side by side",
    _add_mirror,
    _mirror,
)
