"""The command `firmness`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli.command import Command
from coordination.cli.options import (
    add_network,
    add_options,
    add_rules,
    add_time_limit,
    checked,
)
from coordination.cli.streams import emit
from coordination.cli.tables import add_rows, put_rows

__all__ = ["COMMAND"]


def _add_firmness(parser: ArgumentParser) -> None:
    add_network(parser)
    add_time_limit(parser)
    add_rows(parser)
    add_options(parser)
    add_rules(parser)


def _firmness(arguments: Namespace) -> int:
    from coordination.appraisal.firmness import firmness

    report = checked(arguments)
    found = firmness(report)
    if arguments.format == "text":
        blocks = [f"{one.finding.key}\n  {one.finding.message}\n  {one}\n" for one in found]
        emit("\n".join(blocks), arguments.output)
    else:
        put_rows([one.to_record() for one in found], arguments)
    return 0


COMMAND = Command(
    "firmness",
    "show what each finding rests on, what disputes it and how little would undo it",
    _add_firmness,
    _firmness,
)
