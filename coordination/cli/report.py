"""The command `report`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coordination.cli import streams
from coordination.cli.command import Command, Failure
from coordination.cli.options import (
    add_network,
    add_options,
    add_rules,
    chosen_options,
    chosen_rules,
    refuse_one_file,
)
from coordination.cli.streams import emit

if TYPE_CHECKING:
    from coordination.network import Network
    from coordination.rules.report import Report
    from coordination.rules.rule import Rule

__all__ = ["COMMAND", "add_arguments", "report_of", "write_report"]

FORMATS = ("text", "markdown", "json", "sarif", "github", "docx", "xlsx")

BINARY = ("docx", "xlsx")
"""Formats that go into a file."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add what `report` and `check` take besides networks."""
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="how to write it (default: text)"
    )
    parser.add_argument("--output", metavar="FILE", help="write to this file")
    parser.add_argument(
        "--brief", action="store_true", help="only the counts and one sentence per finding"
    )
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODES",
        help="only rules with these codes or prefixes, such as CG1,CG208",
    )
    parser.add_argument(
        "--basis",
        choices=("reported", "derived"),
        help="only findings that sources report, or that follow from the structure",
    )
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="CODE=REASON",
        help="set findings aside for a stated reason; CODE may be a prefix or a finding's key",
    )
    add_options(parser)
    add_rules(parser)


def _add_report_arguments(parser: ArgumentParser) -> None:
    add_network(parser)
    add_arguments(parser)
    parser.add_argument(
        "--html",
        metavar="FILE",
        help="also write the HTML page with picture and findings",
    )


def _report(arguments: Namespace) -> int:
    refuse_one_file(arguments, "html", "output")
    report = report_of(arguments)
    if arguments.html:
        from coordination.view.page.page import write_html

        write_html(report.network, arguments.html, report)
    write_report(report, arguments)
    return 0


def report_of(arguments: Namespace) -> Report:
    """The report that was asked for."""
    from coordination.loading import load

    rules = chosen_rules(arguments)
    options = chosen_options(arguments, rules)
    ignore = dict(_reason(text) for text in arguments.ignore)
    network: Network = load(arguments.network)
    return _with_rules(network, rules, ignore, options, arguments)


def _with_rules(
    network: Network,
    rules: tuple[Rule, ...],
    ignore: Mapping[str, str],
    options: Mapping[str, Mapping[str, Any]],
    arguments: Namespace,
) -> Report:
    from coordination.rules.check import check

    select = [code.strip() for text in arguments.select for code in text.split(",")]
    report = check(network, rules=rules, select=select or None, ignore=ignore, options=options)
    return report.select(basis=arguments.basis) if arguments.basis else report


def write_report(report: Report, arguments: Namespace) -> None:
    """Write a report in the form and to the place that were asked for."""
    form = arguments.format
    if form in BINARY:
        _write_file(report, arguments)
        return
    if form == "text":
        on_screen = arguments.output in (None, "-")
        text = report.to_text(
            width=streams.width() if on_screen else 80,
            color=on_screen and streams.colored(),
            brief=arguments.brief,
        )
    elif form == "markdown":
        text = report.to_markdown(brief=arguments.brief)
    else:
        text = {"json": report.to_json, "sarif": report.to_sarif, "github": report.to_github}[
            form
        ]()
    emit(
        text,
        arguments.output,
        exact=form in ("json", "sarif"),
        styled=form == "text",
        commands=form == "github",
    )


def _write_file(report: Report, arguments: Namespace) -> None:
    if arguments.output in (None, "-"):
        raise Failure(f"--format {arguments.format} takes --output FILE.{arguments.format}")
    if arguments.format == "docx":
        from coordination.formats.report_docx import write_docx

        written = write_docx(report, arguments.output, brief=arguments.brief)
    else:
        from coordination.formats.report_xlsx import write_xlsx

        written = write_xlsx(report, arguments.output)
    if written.lost:
        streams.tell(f"Not carried: {'; '.join(written.lost)}")


def _reason(text: str) -> tuple[str, str]:
    code, found, reason = (part.strip() for part in text.partition("="))
    if not (code and found and reason):
        raise Failure(f"--ignore takes CODE=REASON, such as CG209='star by design', not {text!r}")
    return code, reason


COMMAND = Command(
    "report",
    "show the gaps in a network, and the evidence for each",
    _add_report_arguments,
    _report,
)
