"""Options that several commands share, and their values."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from coordination.cli.command import Failure, refusing
from coordination.errors import no_such

if TYPE_CHECKING:
    from coordination.engine.projection import Projection
    from coordination.rules.report import Report
    from coordination.rules.rule import Rule

__all__ = [
    "add_format",
    "add_network",
    "add_options",
    "add_projection",
    "add_rules",
    "add_time_limit",
    "checked",
    "chosen_options",
    "chosen_projection",
    "chosen_rules",
    "refuse_one_file",
    "words",
]


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
        help="also run the rules that this Python file defines; this runs the file",
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


def add_time_limit(parser: ArgumentParser) -> None:
    """Add the longest time to wait."""
    parser.add_argument(
        "--time-limit",
        type=float,
        metavar="MINUTES",
        help="longest time to wait; work that would take longer is refused (default: 5)",
    )


def add_format(parser: ArgumentParser) -> None:
    """Add how a text is written, and where."""
    parser.add_argument(
        "--format",
        choices=("markdown", "json"),
        default="markdown",
        help="how to write it (default: markdown)",
    )
    parser.add_argument("--output", metavar="FILE", help="write to this file")


def add_projection(parser: ArgumentParser) -> None:
    """Add which links count, and how."""
    group = parser.add_argument_group("projection", "which links count, and how")
    group.add_argument("--kinds", metavar="KINDS", help="kinds of link, such as liaison,request")
    group.add_argument("--statuses", metavar="STATUSES", help="statuses (default: those that work)")
    group.add_argument(
        "--functions", metavar="FUNCTIONS", help="only links that serve these functions"
    )
    group.add_argument(
        "--layer", choices=("formal", "operational"), help="only formal or only operational links"
    )
    group.add_argument(
        "--direction",
        choices=("weak", "strong", "directed"),
        help="what makes a tie of one-way links (default: weak, either way)",
    )
    group.add_argument("--weight", choices=("none", "kinds"), help="what the strength of a tie is")
    group.add_argument("--date", metavar="DAY", help="only links in force on this day")
    group.add_argument("--jurisdiction", metavar="CODE", help="only agencies of a country or state")


def chosen_rules(arguments: Namespace) -> tuple[Rule, ...]:
    """Our rules and those of the files given."""
    from coordination.rules import RULES

    if not arguments.rules:
        return RULES
    from coordination.rules.rule_files import rules_from_file

    rules = [*RULES, *(rule for path in arguments.rules for rule in rules_from_file(path))]
    codes = [rule.code for rule in rules]
    if twice := [code for code in codes if codes.count(code) > 1]:
        raise Failure(f"two files of rules use the code {twice[0]}")
    return tuple(rules)


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
            raise Failure(f"--option {text}: {no_such('rule', code, by_code)}")
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


def chosen_projection(arguments: Namespace) -> Projection | None:
    """The projection that was typed, or None: each measure has a default of its own."""
    from coordination.engine.projection import Projection

    fields: dict[str, Any] = {}
    for name in ("kinds", "statuses", "functions"):
        if text := getattr(arguments, name):
            fields[name] = tuple(word.strip() for word in text.split(",") if word.strip())
    for name in ("layer", "direction", "weight", "date", "jurisdiction"):
        if value := getattr(arguments, name):
            fields[name] = value
    with refusing():
        return Projection(**fields) if fields else None


def checked(arguments: Namespace) -> Report:
    """The report on the network that was named, by the rules and options that were chosen."""
    from coordination.loading import load
    from coordination.rules.check import check

    rules = chosen_rules(arguments)
    options = chosen_options(arguments, rules)
    return check(load(arguments.network), rules=rules, options=options)


def refuse_one_file(arguments: Namespace, *names: str) -> None:
    """Refuse two outputs of one command that are the same file.

    Raises:
        Failure: they are.
    """
    given = [(name, getattr(arguments, name)) for name in names]
    paths = {os.path.realpath(path) for _, path in given if path not in (None, "-")}
    if len(paths) < sum(path not in (None, "-") for _, path in given):
        options = " and ".join(f"--{name}" for name, _ in given)
        raise Failure(f"{options} name one file; name another for one of them")


def words(text: str | None) -> list[str] | None:
    """The words of a list separated by commas, or None where nothing was typed."""
    return None if text is None else [word.strip() for word in text.split(",") if word.strip()]
