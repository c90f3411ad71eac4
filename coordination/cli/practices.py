"""The command `practices`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli.command import Command, refusing
from coordination.cli.options import (
    add_network,
)
from coordination.cli.tables import add_rows, put_result

__all__ = ["COMMAND"]


def _add_practices(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument("agencies", nargs="+", metavar="AGENCY", help="ids of two or more agencies")
    add_rows(parser, default="markdown")


def _practices(arguments: Namespace) -> int:
    from coordination.appraisal.practices import practices
    from coordination.loading import load

    with refusing():
        found = practices(load(arguments.network), arguments.agencies)
    put_result(found, arguments)
    return 0


COMMAND = Command(
    "practices",
    "show the evidence for GAO's leading practices of collaboration",
    _add_practices,
    _practices,
)
