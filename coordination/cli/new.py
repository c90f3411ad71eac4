"""The command `new`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli import streams
from coordination.cli.command import Command, Failure
from coordination.files import write_bytes

__all__ = ["COMMAND"]


def _add_new_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        default="network.yaml",
        metavar="FILE",
        help="file to write, a data file (.yaml) or a workbook (.xlsx); default: network.yaml; "
        "- for standard output",
    )
    parser.add_argument(
        "--empty", action="store_true", help="a workbook without the example's records"
    )


def _new(arguments: Namespace) -> int:
    from coordination.loading.starter import starter_text

    if arguments.file == "-":
        streams.put(starter_text(), exact=True)
        return 0
    workbook = arguments.file.lower().endswith(".xlsx")
    if arguments.file.lower().endswith((".csv", ".ods", ".xls", ".xlsm")):
        raise Failure(f"new writes .yaml and .xlsx, not {arguments.file}")
    if arguments.empty and not workbook:
        raise Failure("--empty takes a workbook, such as case.xlsx")
    try:
        content = _workbook(arguments) if workbook else starter_text().encode()
        write_bytes(arguments.file, content, new=True)
    except FileExistsError:
        raise Failure(f"{arguments.file} already exists and was not overwritten") from None
    streams.put(f"Wrote {arguments.file}. Try: coordination report {arguments.file}\n")
    return 0


def _workbook(arguments: Namespace) -> bytes:
    from coordination.formats.workbook import empty_workbook, starter_workbook

    return empty_workbook() if arguments.empty else starter_workbook()


COMMAND = Command(
    "new", "write a commented data file, or a workbook, to start from", _add_new_arguments, _new
)
