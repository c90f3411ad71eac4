"""The command `accept`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli import streams
from coordination.cli.command import Command, Failure
from coordination.cli.options import add_rules, chosen_rules

__all__ = ["COMMAND"]

_DESCRIPTION = """\
Record what agencies answer to findings, recommendations, conclusions and links: the file that
*Respond* on the page saves. Without --write or --output the changes are only shown.
"""


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "network", metavar="NAME|PATH", help="a data file, or a bundled network with --output"
    )
    parser.add_argument(
        "answers", metavar="ANSWERS.json", help="the answers, as the page saves them"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--dry-run", action="store_true", help="show the changes and write nothing (the default)"
    )
    where.add_argument("--write", action="store_true", help="change the data file itself")
    where.add_argument("--output", metavar="FILE", help="write the changed data to this file")
    add_rules(parser)


def _accept(arguments: Namespace) -> int:
    from coordination.change.accept import accept

    target = arguments.output
    found = accept(arguments.network, arguments.answers, rules=chosen_rules(arguments))
    streams.put(found.to_text())
    if not (arguments.write or target):
        if found.recorded:
            streams.put("\nNothing is written; --write changes the data file.\n")
        return 0
    if arguments.write and found.file is None:
        raise Failure(
            f"{arguments.network} isn't one data file of yours; name the file to write by --output"
        )
    if found.recorded or target:
        streams.put(f"\nWrote {found.save(target)}\n")
    return 0


COMMAND = Command(
    "accept",
    "record what agencies answer to findings, and show each change",
    _add_arguments,
    _accept,
    _DESCRIPTION,
)
