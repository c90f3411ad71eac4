"""The command `explain`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli import streams
from coordination.cli.command import Command
from coordination.cli.options import (
    add_rules,
    chosen_rules,
)

__all__ = ["COMMAND"]


def _add_explain_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("rule", metavar="CODE|NAME", help="such as CG208 or single-channel-tie")
    add_rules(parser)


def _explain(arguments: Namespace) -> int:
    from coordination.rules.explain import explain

    page = explain(arguments.rule, rules=chosen_rules(arguments), width=streams.width())
    streams.put(page)
    return 0


COMMAND = Command(
    "explain",
    "show the page of one rule: condition, options, examples, remedy, source",
    _add_explain_arguments,
    _explain,
)
