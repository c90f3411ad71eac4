"""The command `check`."""

from __future__ import annotations

from argparse import Namespace

from coordination.cli.command import Command
from coordination.cli.report import add_arguments, report_of, write_report

__all__ = ["COMMAND"]


def _check(arguments: Namespace) -> int:
    report = report_of(arguments)
    write_report(report, arguments)
    return 1 if len(report) else 0


COMMAND = Command(
    "check",
    "the same for scripts: exit status 1 where there are findings",
    add_arguments,
    _check,
    "Check a network. Exit status: 0 no findings, 1 findings, 2 it can't be read.",
)
