"""The commands `verify`, `firmness`, `coverage` and `practices`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from coordination.cli.command import Command, Failure, add_patience
from coordination.cli.reporting import (
    add_network,
    add_options,
    add_rules,
    chosen_options,
    chosen_rules,
    emit,
)
from coordination.cli.rows import add_rows, put_rows

if TYPE_CHECKING:
    from coordination.rules.report import Report

__all__ = ["COMMANDS"]

_VERIFY = """\
Check quotes and their places against the texts of the sources.

A source's text is the file that its record names, or one named by its id: cnn-2010.txt, .md,
.html, .htm or .pdf.

Exit status: 0 no quote that could be looked up is wrong, 1 one is, or a file can't be read or isn't
the one whose checksum is recorded, 2 the data can't be used.
"""


def _add_verify(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument(
        "--sources", metavar="FOLDER", help="folder with the texts (default: beside the data file)"
    )
    parser.add_argument(
        "--complete",
        action="store_true",
        help="exit with 1 also where the text of a source that is quoted is missing",
    )
    add_rows(parser)


def _verify(arguments: Namespace) -> int:
    from coordination.loading import load
    from coordination.quotes.verify import verify

    try:
        found = verify(load(arguments.network), arguments.sources)
    except NotADirectoryError as error:
        raise Failure(str(error)) from None
    if arguments.format == "csv":
        put_rows(found.to_records(), arguments)
    elif arguments.format == "json":
        emit(found.to_json(), arguments.output, exact=True)
    else:
        form = found.to_markdown if arguments.format == "markdown" else found.to_text
        emit(form(), arguments.output)
    return 0 if found.clean and (found.complete or not arguments.complete) else 1


def _add_firmness(parser: ArgumentParser) -> None:
    add_network(parser)
    add_patience(parser)
    add_rows(parser)
    add_options(parser)
    add_rules(parser)


def _firmness(arguments: Namespace) -> int:
    from coordination.appraisal.firmness import firmness

    report = _checked(arguments)
    found = firmness(report)
    if arguments.format == "text":
        blocks = [f"{one.finding.key}\n  {one.finding.message}\n  {one}\n" for one in found]
        emit("\n".join(blocks), arguments.output)
    else:
        put_rows([one.to_record() for one in found], arguments)
    return 0


def _add_coverage(parser: ArgumentParser) -> None:
    add_network(parser)
    add_rows(parser, default="markdown")
    add_options(parser)
    add_rules(parser)


def _coverage(arguments: Namespace) -> int:
    from coordination.appraisal.coverage import coverage

    found = coverage(_checked(arguments))
    if arguments.format == "markdown":
        emit(found.to_markdown(), arguments.output)
    else:
        put_rows(found.to_records(), arguments)
    return 0


def _checked(arguments: Namespace) -> Report:
    from coordination.loading import load
    from coordination.rules.check import check

    rules = chosen_rules(arguments)
    options = chosen_options(arguments, rules)
    return check(load(arguments.network), rules=rules, options=options)


def _add_practices(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument("agencies", nargs="+", metavar="AGENCY", help="ids of two agencies or more")
    add_rows(parser, default="markdown")


def _practices(arguments: Namespace) -> int:
    from coordination.appraisal.practices import practices
    from coordination.loading import load

    try:
        found = practices(load(arguments.network), arguments.agencies)
    except ValueError as error:
        raise Failure(str(error)) from None
    if arguments.format == "markdown":
        emit(found.to_markdown(), arguments.output)
    else:
        put_rows(found.to_records(), arguments)
    return 0


COMMANDS = (
    Command(
        "verify",
        "check quotes and their places against the texts of the sources",
        _add_verify,
        _verify,
        _VERIFY,
    ),
    Command(
        "firmness",
        "what each finding rests on, what disputes it, how little would undo it",
        _add_firmness,
        _firmness,
    ),
    Command(
        "coverage",
        "which recommendation answers which finding",
        _add_coverage,
        _coverage,
    ),
    Command(
        "practices",
        "GAO's leading practices of collaboration as a matrix of evidence",
        _add_practices,
        _practices,
    ),
)
