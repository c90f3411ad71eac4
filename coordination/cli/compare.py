"""The command `compare`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli import streams
from coordination.cli.command import Command, Failure, refusing
from coordination.cli.options import (
    add_format,
    add_options,
    add_rules,
    chosen_options,
    chosen_rules,
    refuse_one_file,
)
from coordination.cli.streams import emit

__all__ = ["COMMAND"]


def _add_compare(parser: ArgumentParser) -> None:
    parser.add_argument(
        "networks",
        nargs="+",
        metavar="NAME|PATH",
        help="two or more networks of one subject, earliest first",
    )
    add_format(parser)
    parser.add_argument(
        "--html", metavar="FILE", help="also write one HTML page with every state and what changed"
    )
    add_options(parser)
    add_rules(parser)


def _compare(arguments: Namespace) -> int:
    from coordination.change.compare import compare_series
    from coordination.loading import load

    if len(arguments.networks) < 2:
        raise Failure("compare takes two or more networks")
    refuse_one_file(arguments, "html", "output")
    networks = [load(name) for name in arguments.networks]
    rules = chosen_rules(arguments)
    options = chosen_options(arguments, rules)
    with refusing():
        if arguments.html:
            from coordination.view.page.series_page import write_comparison_html

            write_comparison_html(networks, arguments.html, rules=rules, options=options)
            streams.put(f"{arguments.html}\n")
            if not arguments.output:
                return 0
        found = compare_series(networks, rules=rules, options=options)
    if arguments.format == "json":
        texts = [one.to_json() for one in found]
        joined = texts[0] if len(texts) == 1 else "[\n" + ",\n".join(t.rstrip() for t in texts)
        emit(joined if len(texts) == 1 else joined + "\n]\n", arguments.output, exact=True)
    else:
        emit("\n".join(one.to_markdown() for one in found), arguments.output)
    return 0


COMMAND = Command(
    "compare",
    "show what changed between networks, and what nobody looked at again",
    _add_compare,
    _compare,
)
