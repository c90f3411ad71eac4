"""The command `verify`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli.command import Command, refusing
from coordination.cli.options import add_network
from coordination.cli.streams import emit
from coordination.cli.tables import add_rows, put_rows

__all__ = ["COMMAND"]

_VERIFY = """\
Check quotes and their places against the texts of the sources.

A source's text is the file that its record names, or one named by its id: cnn-2010.txt, .md,
.html, .htm, .pdf, .docx, .odt, .epub or .eml. The data file, and what this package wrote, is none.

A quote is exact, exact at another place, near (the words that differ are shown), not found, not
compared (too long, or too much work), or its source is missing, unreadable or scanned. What "..."
and words in brackets stand for is shown, and a negation among it is warned of.

Exit status: 0 every quote that could be looked up is right; 1 a quote is wrong, a file can't be
read, or its checksum differs from the recorded one; 2 the data can't be used.
"""


def _add_verify(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument(
        "--sources", metavar="FOLDER", help="folder with the texts (default: beside the data file)"
    )
    parser.add_argument(
        "--complete",
        action="store_true",
        help="also exit with 1 if the text of a quoted source is missing",
    )
    add_rows(parser)


def _verify(arguments: Namespace) -> int:
    from coordination.loading import load
    from coordination.quotes.verify import verify

    with refusing(NotADirectoryError):
        found = verify(load(arguments.network), arguments.sources)
    if arguments.format == "csv":
        put_rows(found.to_records(), arguments)
    elif arguments.format == "json":
        emit(found.to_json(), arguments.output, exact=True)
    else:
        form = found.to_markdown if arguments.format == "markdown" else found.to_text
        emit(form(), arguments.output)
    return 0 if found.clean and (found.complete or not arguments.complete) else 1


COMMAND = Command(
    "verify",
    "check quotes and their places against the texts of the sources",
    _add_verify,
    _verify,
    _VERIFY,
)
