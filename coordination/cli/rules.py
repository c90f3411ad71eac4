"""The command `rules`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from coordination.cli import streams
from coordination.cli.command import Command
from coordination.cli.options import (
    add_rules,
    chosen_rules,
)

if TYPE_CHECKING:
    from coordination.rules.rule import Rule

__all__ = ["COMMAND"]


def _add_rules_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="how to write it (default: text)",
    )
    add_rules(parser)


def _rules(arguments: Namespace) -> int:
    rules = chosen_rules(arguments)
    if arguments.format == "json":
        import json

        rows = [
            {
                "code": rule.code,
                "name": rule.name,
                "sentence": rule.sentence,
                "options": {name: _jsonable(value) for name, value in rule.options.items()},
            }
            for rule in rules
        ]
        streams.put(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", exact=True)
    elif arguments.format == "markdown":
        from coordination.rules.explain import rules_table

        streams.put(rules_table(rules))
    else:
        streams.put(_listing(rules))
    return 0


def _jsonable(value: object) -> object:
    if isinstance(value, str | int | float | None):
        return value
    return (
        sorted(map(str, value)) if isinstance(value, set | frozenset | tuple | list) else str(value)
    )


def _listing(rules: tuple[Rule, ...]) -> str:
    from coordination.rules.finding import FAMILIES, family_of
    from coordination.text.terminal import wrap

    lines: list[str] = []
    family = ""
    for rule in rules:
        if family_of(rule.code) != family:
            family = family_of(rule.code)
            lines += ["", FAMILIES.get(family, f"{family}: other rules")]
        lines.append(f"  {rule.code}  {rule.name}")
        indent = " " * (len(rule.code) + 4)
        lines += wrap(rule.sentence, streams.width(), indent, indent)
    return "\n".join(lines[1:]) + "\n"


COMMAND = Command("rules", "list the rules", _add_rules_arguments, _rules)
