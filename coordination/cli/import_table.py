"""The command `import`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from coordination.cli import streams
from coordination.cli.command import Command, Failure, refusing
from coordination.cli.options import refuse_one_file

__all__ = ["COMMAND"]

_DESCRIPTION = """\
Make a network of a table that others made: an edge list, an adjacency matrix, a list of members of
forums, who does what where, a RACI chart; CSV or a workbook. A mapping says what the columns are
and what their words mean; it is a small file that is kept and used again. Without one, a mapping is
proposed from the heads and cells, and written to the file that --map names or shown.

The first rows are shown as sentences, and every row is accounted for. Each record cites its rows.
Names that are only alike are listed and never merged.
"""


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("table", metavar="TABLE", help="a CSV file, or a workbook")
    parser.add_argument(
        "--map",
        metavar="FILE",
        help="the mapping; where there is no such file, a proposed one is written to it",
    )
    parser.add_argument(
        "--preset",
        metavar="NAME",
        help="propose the mapping for the tables of kumu, gephi, nodexl, igraph or ocha-3w",
    )
    parser.add_argument("--sheet", metavar="NAME", help="sheet of a workbook")
    parser.add_argument(
        "--into", metavar="NAME|PATH", help="a network that the table adds to; names are matched"
    )
    parser.add_argument(
        "--output", metavar="FILE", help="write the network: .yaml, .json, .xlsx, .graphml ..."
    )


def _import(arguments: Namespace) -> int:
    from coordination.errors import DataError, no_such
    from coordination.files import write_text
    from coordination.importing.presets import PRESETS
    from coordination.importing.read import reading
    from coordination.loading import load

    refuse_one_file(arguments, "map", "output")
    into = load(arguments.into) if arguments.into else None
    given = arguments.map
    preset = arguments.preset
    if given in PRESETS and not Path(given).exists():
        preset, given = preset or given, None
    if preset is not None and preset not in PRESETS:
        raise Failure(no_such("preset", preset, PRESETS, f"presets: {', '.join(PRESETS)}"))
    known = given is not None and Path(given).exists()
    if known and preset:
        raise Failure(f"{given} is there already, so --preset has nothing to propose")
    with refusing():
        found = reading(
            arguments.table, given if known else preset, into=into, sheet=arguments.sheet
        )
    if given is not None and not known:
        write_text(given, found.mapping_text)
    try:
        imported = found.imported()
    except DataError as error:
        if known:
            raise
        where = f"the mapping in {given}" if given is not None else "this mapping"
        text = "" if given is not None else f"\n\n{found.mapping_text}"
        raise Failure(f"{error}\n{where} is to be completed before it can be used{text}") from None
    said = imported.to_text(width=streams.width())
    if given is None:
        said += f"\nThe mapping (--map FILE keeps it):\n\n{imported.mapping_text}"
    elif not known:
        said += f"\nWrote the mapping: {given}\n"
    if arguments.output:
        said += f"\nWrote {_write(arguments, imported.network)}\n"
    streams.put(said)
    return 0


def _write(arguments: Namespace, network: object) -> str:
    from coordination.formats import write
    from coordination.loading import files_read
    from coordination.network import Network

    assert isinstance(network, Network)  # what an import gives
    inputs = [arguments.table, *([arguments.map] if arguments.map else [])]
    if arguments.into:
        inputs += files_read(arguments.into)
    with refusing():
        written = write(network, arguments.output, inputs=tuple(inputs))
    lost = f" (not carried: {'; '.join(written.lost)})" if written.lost else ""
    return f"{', '.join(map(str, written.files))}{lost}"


COMMAND = Command(
    "import",
    "make a network of a table: edge list, matrix, members, who does what where, RACI",
    _add_arguments,
    _import,
    _DESCRIPTION,
)
