"""The command `new`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli import streams
from coordination.cli.command import Command, Failure
from coordination.files import write_bytes

__all__ = ["COMMAND"]


def _add_new_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        default="network.yaml",
        metavar="FILE",
        help="file to write (default: network.yaml); - for standard output",
    )


def _new(arguments: Namespace) -> int:
    from coordination.loading import starter_text

    if arguments.file == "-":
        streams.put(starter_text(), exact=True)
        return 0
    try:
        write_bytes(arguments.file, starter_text().encode(), new=True)
    except FileExistsError:
        raise Failure(f"{arguments.file} already exists and was not overwritten") from None
    streams.put(f"Wrote {arguments.file}. Try: coordination report {arguments.file}\n")
    return 0


COMMAND = Command("new", "write a commented data file to start from", _add_new_arguments, _new)
