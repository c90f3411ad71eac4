"""The command `coverage`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli.command import Command
from coordination.cli.options import (
    add_network,
    add_options,
    add_rules,
    checked,
)
from coordination.cli.tables import add_rows, put_result

__all__ = ["COMMAND"]


def _add_coverage(parser: ArgumentParser) -> None:
    add_network(parser)
    add_rows(parser, default="markdown")
    add_options(parser)
    add_rules(parser)


def _coverage(arguments: Namespace) -> int:
    from coordination.appraisal.coverage import coverage

    found = coverage(checked(arguments))
    put_result(found, arguments)
    return 0


COMMAND = Command(
    "coverage",
    "show which recommendation answers which finding",
    _add_coverage,
    _coverage,
)
