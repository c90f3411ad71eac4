"""The commands `report` and `check`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coordination.cli import streams
from coordination.cli.command import Command, Failure

if TYPE_CHECKING:
    from coordination.network import Network
    from coordination.rules.report import Report
    from coordination.rules.rule import Rule

__all__ = [
    "COMMANDS",
    "add_network",
    "add_options",
    "add_rules",
    "chosen_options",
    "chosen_rules",
    "emit",
]

FORMATS = ("text", "markdown", "json", "sarif", "github")


def add_network(parser: ArgumentParser, *, optional: bool = False) -> None:
    """Add the network that a command is about; an optional one may be left out."""
    parser.add_argument(
        "network",
        metavar="NAME|PATH",
        nargs="?" if optional else None,
        help="a bundled network, a data file, or a folder of them",
    )


def add_rules(parser: ArgumentParser) -> None:
    """Add where rules of the user's own come from."""
    parser.add_argument(
        "--rules",
        action="append",
        default=[],
        metavar="FILE.py",
        help="also run the rules that this Python file defines (the file is run)",
    )


def add_options(parser: ArgumentParser) -> None:
    """Add the options with which rules run."""
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="CODE.NAME=VALUE",
        help="set an option of a rule, such as CG208.minimum=3",
    )


def chosen_rules(arguments: Namespace) -> tuple[Rule, ...]:
    """Our rules and those of the files given."""
    from coordination.rules import RULES
    from coordination.rules.rule_files import rules_from_file

    rules = [*RULES, *(rule for path in arguments.rules for rule in rules_from_file(path))]
    codes = [rule.code for rule in rules]
    if twice := [code for code in codes if codes.count(code) > 1]:
        raise Failure(f"two files of rules use the code {twice[0]}")
    return tuple(rules)


def emit(text: str, output: str | None, *, exact: bool = False) -> None:
    """Write a result to the file given, else to standard output."""
    if output is None or output == "-":
        streams.put(text, exact=exact)
    else:
        from coordination.files import write_text

        write_text(output, text)


def _add_arguments(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="how to write it (default: text)"
    )
    parser.add_argument("--output", metavar="FILE", help="write to this file")
    parser.add_argument(
        "--brief", action="store_true", help="only the counts and one sentence a finding"
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
        help="set findings aside and say why; CODE may be a prefix or a finding's key",
    )
    add_options(parser)
    add_rules(parser)


def _add_report_arguments(parser: ArgumentParser) -> None:
    _add_arguments(parser)
    parser.add_argument(
        "--html",
        metavar="FILE",
        help="also write the page with picture and findings, which opens anywhere",
    )


def _report(arguments: Namespace) -> int:
    report = _checked(arguments)
    if arguments.html:
        from coordination.view.page.page import write_html

        write_html(report.network, arguments.html, report)
    _emit(report, arguments)
    return 0


def _check(arguments: Namespace) -> int:
    report = _checked(arguments)
    _emit(report, arguments)
    return 1 if len(report) else 0


def _checked(arguments: Namespace) -> Report:
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


def _emit(report: Report, arguments: Namespace) -> None:
    form = arguments.format
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
    emit(text, arguments.output, exact=form in ("json", "sarif"))


def _reason(text: str) -> tuple[str, str]:
    code, found, reason = (part.strip() for part in text.partition("="))
    if not (code and found and reason):
        raise Failure(f"--ignore takes CODE=REASON, such as CG209='star by design', not {text!r}")
    return code, reason


def chosen_options(arguments: Namespace, rules: tuple[Rule, ...]) -> dict[str, dict[str, Any]]:
    """Options by code; the value has the type of the option's default."""
    by_code = {rule.code: rule for rule in rules}
    found: dict[str, dict[str, Any]] = {}
    for text in arguments.option:
        place, _, value = (part.strip() for part in text.partition("="))
        code, _, name = place.partition(".")
        if not (code and name and value):
            raise Failure(f"--option takes CODE.NAME=VALUE, such as CG208.minimum=3, not {text!r}")
        if code not in by_code:
            from coordination.model import did_you_mean

            hint = did_you_mean(code, by_code)
            raise Failure(f"--option {text}: no rule has the code {code!r}; {hint}".rstrip("; "))
        accepted = by_code[code].options
        if name not in accepted:
            takes = ", ".join(accepted) or "none"
            raise Failure(f"--option {text}: {code} has no option {name!r}; it takes: {takes}")
        found.setdefault(code, {})[name] = _typed(value, accepted[name], text)
    return found


def _typed(value: str, default: Any, text: str) -> Any:
    if isinstance(default, bool):
        if value.lower() not in ("true", "false"):
            raise Failure(f"--option {text}: the value is true or false")
        return value.lower() == "true"
    if isinstance(default, int | float):
        try:
            return int(value) if isinstance(default, int) else float(value)
        except ValueError:
            pass
        kind = "a whole number" if isinstance(default, int) else "a number"
        raise Failure(f"--option {text}: the value is {kind}, such as {default}")
    if isinstance(default, tuple | list | set | frozenset):
        return type(default)(part.strip() for part in value.split(","))
    return value


COMMANDS = (
    Command(
        "report",
        "show what lacks in a network, and on what evidence",
        _add_report_arguments,
        _report,
    ),
    Command(
        "check",
        "the same for scripts: exit status 1 where there are findings",
        _add_arguments,
        _check,
        "Check a network. Exit status: 0 no findings, 1 findings, 2 it can't be read.",
    ),
)
