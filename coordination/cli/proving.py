"""The commands `verify`, `firmness`, `coverage` and `practices`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli.command import Command, Failure, add_patience
from coordination.cli.reporting import add_network, add_rules, chosen_rules, emit
from coordination.cli.rows import add_rows, put_rows

__all__ = ["COMMANDS"]


def _add_verify(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument(
        "--sources", metavar="FOLDER", help="folder with the texts (default: beside the data file)"
    )
    add_rows(parser)


def _verify(arguments: Namespace) -> int:
    from coordination.loading import load
    from coordination.quotes.verify import verify

    try:
        found = verify(load(arguments.network), arguments.sources)
    except NotADirectoryError as error:
        raise Failure(str(error)) from None
    if arguments.format == "text":
        emit(found.to_text(), arguments.output)
    else:
        put_rows(found.to_records(), arguments)
    return 0 if found.clean else 1


def _add_firmness(parser: ArgumentParser) -> None:
    add_network(parser)
    add_patience(parser)
    add_rows(parser)
    add_rules(parser)


def _firmness(arguments: Namespace) -> int:
    from coordination.evidence.firmness import firmness
    from coordination.loading import load
    from coordination.rules.run import check

    report = check(load(arguments.network), rules=chosen_rules(arguments))
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
    add_rules(parser)


def _coverage(arguments: Namespace) -> int:
    from coordination.evidence.coverage import coverage
    from coordination.loading import load
    from coordination.rules.run import check

    found = coverage(check(load(arguments.network), rules=chosen_rules(arguments)))
    if arguments.format == "markdown":
        emit(found.to_markdown(), arguments.output)
    else:
        put_rows(found.to_records(), arguments)
    return 0


def _add_practices(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument("agencies", nargs="+", metavar="AGENCY", help="ids of two agencies or more")
    add_rows(parser, default="markdown")


def _practices(arguments: Namespace) -> int:
    from coordination.evidence.practices import practices
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
        "Check quotes. Exit status: 0 all found where they are said to be, 1 not, 2 unusable.",
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
