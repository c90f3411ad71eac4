"""The command `what-if`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from coordination.cli.command import Command, Failure, refusing
from coordination.cli.options import (
    add_format,
    add_network,
    add_options,
    add_rules,
    chosen_options,
    chosen_rules,
)
from coordination.cli.streams import emit_either

if TYPE_CHECKING:
    from coordination.model import Link

__all__ = ["COMMAND"]


def _add_what_if(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument(
        "--apply",
        action="append",
        default=[],
        metavar="ID",
        help="carry out this recommendation, as far as the data says what it would change",
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
    add_format(parser)
    add_options(parser)
    add_rules(parser)


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
    with refusing():
        result = what_if(
            network,
            add=[_link(text) for text in arguments.add],
            change=change,
            remove=arguments.remove,
            apply=arguments.apply,
            rules=rules,
            options=chosen_options(arguments, rules),
        )
    emit_either(result, arguments)
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
        raise issues_of(error, Link, fields, (f"--add {text}",)) from None


COMMAND = Command(
    "what-if",
    "change some records and see which findings clear, stay and appear",
    _add_what_if,
    _what_if,
)
