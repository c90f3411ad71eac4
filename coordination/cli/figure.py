"""The command `figure`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli import streams
from coordination.cli.command import Command, refusing
from coordination.cli.options import add_network, add_options, add_rules, checked

__all__ = ["COMMAND"]


def _add_arguments(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument(
        "key", metavar="KEY", help="key of the finding, such as CG204:atf-ice-coordination"
    )
    parser.add_argument("output", metavar="OUT", help="file to write: .svg or .png")
    parser.add_argument("--dark", action="store_true", help="light letters on a dark ground")
    add_options(parser)
    add_rules(parser)


def _figure(arguments: Namespace) -> int:
    from coordination.errors import unknown
    from coordination.view.still.card import write_figure

    report = checked(arguments)
    found = {finding.key: finding for finding in (*report.told, *report.open)}
    if arguments.key not in found:
        raise unknown("finding", arguments.key, found)
    with refusing():
        write_figure(
            found[arguments.key], arguments.output, network=report.network, dark=arguments.dark
        )
    streams.put(f"Wrote {arguments.output}\n")
    return 0


COMMAND = Command(
    "figure",
    "write one finding as a card: claim, agencies, quote and source",
    _add_arguments,
    _figure,
)
