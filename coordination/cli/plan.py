"""The command `plan`."""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser, Namespace
from typing import Any

from coordination.cli.command import Command, Failure, refusing
from coordination.cli.options import (
    add_format,
    add_network,
    add_options,
    add_rules,
    add_time_limit,
    chosen_options,
    chosen_rules,
)
from coordination.cli.streams import emit_either

__all__ = ["COMMAND"]


class _Renamed(Action):
    """Says what an option is called now."""

    def __call__(self, *_: Any) -> None:
        """Refuse it."""
        raise Failure("plan has no option --clear; --select CODES names the findings to clear")


def _add_plan(parser: ArgumentParser) -> None:
    add_network(parser)
    add_time_limit(parser)
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODES",
        help="codes, prefixes or keys of the findings to clear, such as CG2 or "
        "CG204:atf-ice-joint-work (default: families 1 to 7)",
    )
    parser.add_argument("--clear", action=_Renamed, help=SUPPRESS)
    add_format(parser)
    add_options(parser)
    add_rules(parser)


def _plan(arguments: Namespace) -> int:
    from coordination.change.plan import plan
    from coordination.loading import load

    wanted = [code.strip() for text in arguments.select for code in text.split(",")]
    network, rules = load(arguments.network), chosen_rules(arguments)
    options = chosen_options(arguments, rules)
    with refusing():
        found = plan(network, select=wanted or None, rules=rules, options=options)
    emit_either(found, arguments)
    return 0


COMMAND = Command(
    "plan",
    "find the fewest changes that clear findings",
    _add_plan,
    _plan,
    "Find the fewest changes that clear findings, among the changes that the findings suggest.",
)
