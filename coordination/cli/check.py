"""The command `check`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli import streams
from coordination.cli.command import Command, Failure
from coordination.cli.report import BINARY, add_arguments, report_of, write_report

__all__ = ["COMMAND"]

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2


def _add_check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "networks",
        nargs="+",
        metavar="NAME|PATH",
        help="bundled networks, data files, or folders of them",
    )
    add_arguments(parser)
    parser.add_argument(
        "--mark",
        metavar="FILE.xlsx",
        help="where a workbook or tables can't be read: write a copy with each problem in its row",
    )


def _check(arguments: Namespace) -> int:
    networks = list(dict.fromkeys(arguments.networks))
    if len(networks) == 1:
        return _status_or_marked(networks[0], arguments)
    if arguments.mark:
        raise Failure("--mark takes one network at a time")
    if arguments.format in ("json", "sarif", *BINARY) or arguments.output:
        raise Failure("--output and --format json, sarif, docx and xlsx take one network at a time")
    return max(_status_of_one(number, name, arguments) for number, name in enumerate(networks))


def _status(name: str, arguments: Namespace) -> int:
    from coordination.rules.finding import ABOUT_DATA

    arguments.network = name
    report = report_of(arguments)
    write_report(report, arguments)
    # Whoever selects nothing but notes about the data wants to know whether there are any.
    only_notes = all(one.code.startswith(ABOUT_DATA) for one in report.rules)
    return FINDINGS if report or (only_notes and report.notes) else CLEAN


def _status_or_marked(name: str, arguments: Namespace) -> int:
    """The exit status; problems of the data are also written into a copy where that was asked."""
    from coordination.errors import DataError

    try:
        status = _status(name, arguments)
    except DataError as error:
        if not arguments.mark:
            raise
        from coordination.formats.marked import write_marked

        streams.tell(f"coordination: {error}")
        rows = write_marked(name, error.issues, arguments.mark)
        streams.tell(f"Wrote {arguments.mark}: {rows} rows with problems")
        return UNREADABLE
    if arguments.mark:
        streams.tell(f"Nothing to mark: {arguments.mark} was not written")
    return status


def _status_of_one(number: int, name: str, arguments: Namespace) -> int:
    """The exit status for one of several networks; the others are checked whatever it is."""
    from coordination.errors import DataError, NetworkNotFound

    if number and arguments.format != "github":
        streams.put("\n")
    try:
        return _status(name, arguments)
    except (DataError, NetworkNotFound) as error:
        streams.tell(f"coordination: {error}")
        return UNREADABLE


COMMAND = Command(
    "check",
    "check networks in scripts: exit status 1 if there are findings",
    _add_check_arguments,
    _check,
    "Check networks. Exit status: 0 no findings, 1 findings, 2 a network can't be read. Notes about"
    " the data (CG9) count as findings where only such rules are selected.",
)
