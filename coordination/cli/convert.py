"""The command `convert`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli import streams
from coordination.cli.command import Command, refusing

__all__ = ["COMMAND"]

_DESCRIPTION = """\
Write a network for another tool: Gephi, Gephi Lite, Kumu, Cytoscape, UCINET, Pajek, Neo4j, Aleph,
R, pandas. The format follows from the ending of OUT, or is named. What it can't hold is said on
standard error.
"""


def _add_convert_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "network",
        metavar="IN",
        help="a bundled network, a data file, a folder, or a file of another tool",
    )
    parser.add_argument("output", metavar="OUT", help="file to write")
    parser.add_argument(
        "--format", metavar="FORMAT", help="format of OUT (default: the one of its ending)"
    )
    parser.add_argument(
        "--from",
        dest="source_format",
        metavar="FORMAT",
        help="format of IN (default: the one of its ending or content)",
    )


def _convert(arguments: Namespace) -> int:
    from coordination.formats import write
    from coordination.loading import files_read, load

    with refusing():
        network = load(arguments.network, format=arguments.source_format)
        read = files_read(arguments.network, format=arguments.source_format)
        written = write(network, arguments.output, arguments.format, inputs=read)
    streams.put(f"Wrote {', '.join(map(str, written.files))}\n")
    if written.lost:
        streams.tell(f"Not carried: {'; '.join(written.lost)}")
    return 0


COMMAND = Command(
    "convert",
    "convert a network to or from the format of another tool",
    _add_convert_arguments,
    _convert,
    _DESCRIPTION,
)
