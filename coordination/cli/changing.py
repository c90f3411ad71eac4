"""The commands `what-if`, `plan` and `compare`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from coordination.cli import streams
from coordination.cli.command import Command, Failure, add_patience
from coordination.cli.reporting import (
    add_network,
    add_options,
    add_rules,
    chosen_options,
    chosen_rules,
    emit,
)

if TYPE_CHECKING:
    from coordination.change.plan import Plan
    from coordination.change.what_if import WhatIf
    from coordination.model import Link

__all__ = ["COMMANDS"]


def _add_what_if(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument(
        "--apply",
        action="append",
        default=[],
        metavar="ID",
        help="carry out this recommendation, as far as it says what it would change",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="ID.FIELD=VALUE",
        help="change a field of an agency, link or requirement, such as atf-ice-mou.status=active",
    )
    parser.add_argument(
        "--add",
        action="append",
        default=[],
        metavar="KIND:SOURCE:TARGET[:FUNCTION]",
        help="add a link, such as liaison:atf:pgr:tracing",
    )
    parser.add_argument(
        "--remove",
        action="append",
        default=[],
        metavar="ID",
        help="remove an agency (with its links), a link or a requirement",
    )
    _add_format(parser)
    add_options(parser)
    add_rules(parser)


def _add_format(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("markdown", "json"),
        default="markdown",
        help="how to write it (default: markdown)",
    )
    parser.add_argument("--output", metavar="FILE", help="write to this file")


def _emit(result: WhatIf | Plan, arguments: Namespace) -> None:
    if arguments.format == "json":
        emit(result.to_json(), arguments.output, exact=True)
    else:
        emit(result.to_markdown(), arguments.output)


def _what_if(arguments: Namespace) -> int:
    from coordination.change.what_if import what_if
    from coordination.loading import load

    network = load(arguments.network)
    change: dict[str, dict[str, Any]] = {}
    for text in arguments.set:
        place, found, value = text.partition("=")
        key, _, field = place.strip().rpartition(".")
        if not (found and key and field):
            raise Failure(f"--set takes ID.FIELD=VALUE, not {text!r}")
        change.setdefault(key, {})[field] = value.strip()
    rules = chosen_rules(arguments)
    try:
        result = what_if(
            network,
            add=[_link(text) for text in arguments.add],
            change=change,
            remove=arguments.remove,
            apply=arguments.apply,
            rules=rules,
            options=chosen_options(arguments, rules),
        )
    except ValueError as error:
        raise Failure(str(error)) from None
    _emit(result, arguments)
    return 0


def _link(text: str) -> Link:
    from pydantic import ValidationError

    from coordination.model import Link
    from coordination.model.validate import issues_of

    kind, *rest = (part.strip() for part in text.split(":"))
    if len(rest) not in (2, 3) or not all(rest):
        raise Failure(
            f"--add takes KIND:SOURCE:TARGET or KIND:SOURCE:TARGET:FUNCTION, not {text!r}"
        )
    fields: dict[str, Any] = {"kind": kind, "source": rest[0], "target": rest[1]}
    if len(rest) == 3:
        fields["functions"] = rest[2]
    try:
        return Link.model_validate(fields)
    except ValidationError as error:
        raise issues_of(error, Link, (f"--add {text}",)) from None


def _add_plan(parser: ArgumentParser) -> None:
    add_network(parser)
    add_patience(parser)
    parser.add_argument(
        "--clear",
        action="append",
        default=[],
        metavar="CODES",
        help="codes, prefixes or keys of the findings to clear, such as CG2 or "
        "CG204:atf-ice-coordinate (default: families 1 to 7)",
    )
    _add_format(parser)
    add_options(parser)
    add_rules(parser)


def _plan(arguments: Namespace) -> int:
    from coordination.change.plan import plan
    from coordination.loading import load

    wanted = [code.strip() for text in arguments.clear for code in text.split(",")]
    network, rules = load(arguments.network), chosen_rules(arguments)
    options = chosen_options(arguments, rules)
    try:
        found = plan(network, findings=wanted or None, rules=rules, options=options)
    except ValueError as error:
        raise Failure(str(error)) from None
    _emit(found, arguments)
    return 0


def _add_compare(parser: ArgumentParser) -> None:
    parser.add_argument(
        "networks",
        nargs="+",
        metavar="NAME|PATH",
        help="two networks of one subject or more, earliest first",
    )
    _add_format(parser)
    parser.add_argument(
        "--html", metavar="FILE", help="write a page that holds each state and what changed"
    )
    add_options(parser)
    add_rules(parser)


def _compare(arguments: Namespace) -> int:
    from coordination.change.compare import compare_series
    from coordination.loading import load

    if len(arguments.networks) < 2:
        raise Failure("compare takes two networks or more")
    networks = [load(name) for name in arguments.networks]
    rules = chosen_rules(arguments)
    options = chosen_options(arguments, rules)
    try:
        if arguments.html:
            from coordination.view.page.series_page import write_comparison_html

            write_comparison_html(networks, arguments.html, rules=rules, options=options)
            streams.put(f"{arguments.html}\n")
            if not arguments.output:
                return 0
        found = compare_series(networks, rules=rules, options=options)
    except ValueError as error:
        raise Failure(str(error)) from None
    if arguments.format == "json":
        texts = [one.to_json() for one in found]
        joined = texts[0] if len(texts) == 1 else "[\n" + ",\n".join(t.rstrip() for t in texts)
        emit(joined if len(texts) == 1 else joined + "\n]\n", arguments.output, exact=True)
    else:
        emit("\n".join(one.to_markdown() for one in found), arguments.output)
    return 0


COMMANDS = (
    Command(
        "what-if",
        "change some records and see which findings clear, stay and appear",
        _add_what_if,
        _what_if,
    ),
    Command(
        "plan",
        "the fewest changes that clear findings",
        _add_plan,
        _plan,
        "The fewest changes that clear findings, of those that the findings themselves name.",
    ),
    Command(
        "compare",
        "what changed between networks, and what nobody looked at again",
        _add_compare,
        _compare,
    ),
)
