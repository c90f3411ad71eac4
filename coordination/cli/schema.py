"""The command `schema`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coordination.cli.command import Command
from coordination.cli.streams import emit

__all__ = ["COMMAND"]


def _add_schema_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        nargs="?",
        choices=("data", "report", "tables"),
        default="data",
        help="of data files (default), of JSON reports, or of CSV files as a data package",
    )
    parser.add_argument("--output", metavar="FILE", help="write to this file")


def _schema(arguments: Namespace) -> int:
    if arguments.kind == "report":
        from coordination.report.json import schema_text
    elif arguments.kind == "tables":
        from coordination.loading.tables.columns_schema import tables_schema_text as schema_text
    else:
        from coordination.loading.schema import schema_text
    emit(schema_text(), arguments.output, exact=True)
    return 0


COMMAND = Command("schema", "print the JSON schema", _add_schema_arguments, _schema)
