"""The command `view`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from coordination.cli import streams
from coordination.cli.command import Command, Failure
from coordination.cli.options import (
    add_network,
    add_rules,
    chosen_rules,
)
from coordination.cli.watch import watch
from coordination.files import write_text
from coordination.files.inputs import refuse_inputs

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
    parser.add_argument(
        "--watch",
        action="store_true",
        help="write the page again whenever the data is saved; an open page loads itself anew",
    )
    add_rules(parser)


def _view(arguments: Namespace) -> int:
    from coordination.loading import load
    from coordination.rules.check import check
    from coordination.view.page.page import html_text

    rules = chosen_rules(arguments)
    file = Path(arguments.file or f"{Path(arguments.network).stem or 'network'}.html")

    def made() -> str:
        network = load(arguments.network)
        return html_text(network, check(network, rules=rules))

    if arguments.watch:
        data = Path(arguments.network)
        if not data.exists():
            raise Failure(f"--watch takes a file or folder of yours; there is no {data}")
        refuse_inputs(file, named=arguments.file is not None)
        watch(data, file, made, ready=_opened if arguments.open else None)
        return 0
    write_text(file, made(), named=arguments.file is not None)
    streams.put(f"{file}\n")
    if arguments.open:
        _opened(file)
    return 0


def _opened(file: Path) -> None:
    import webbrowser

    webbrowser.open(file.resolve().as_uri())


COMMAND = Command(
    "view",
    "write the page of a network: picture, findings and tables in one HTML file",
    _add_arguments,
    _view,
)
