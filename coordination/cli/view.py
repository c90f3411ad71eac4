"""The command `view`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from coordination.cli import streams
from coordination.cli.command import Command
from coordination.cli.options import (
    add_network,
    add_rules,
    chosen_rules,
)

__all__ = ["COMMAND"]


def _add_arguments(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="file to write (default: NAME.html in the current folder)",
    )
    parser.add_argument("--open", action="store_true", help="open the file in the web browser")
    add_rules(parser)


def _view(arguments: Namespace) -> int:
    from coordination.loading import load
    from coordination.rules.check import check
    from coordination.view.page.page import write_html

    rules = chosen_rules(arguments)
    network = load(arguments.network)
    file = Path(arguments.file or f"{Path(arguments.network).stem or 'network'}.html")
    write_html(network, file, check(network, rules=rules))
    streams.put(f"{file}\n")
    if arguments.open:
        import webbrowser

        webbrowser.open(file.resolve().as_uri())
    return 0


COMMAND = Command(
    "view",
    "write the page of a network: picture, findings and tables in one HTML file",
    _add_arguments,
    _view,
)
