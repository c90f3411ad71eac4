"""The command `measures`."""

from __future__ import annotations

import csv
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from inspect import signature
from pathlib import Path
from typing import Any

from coordination.cli.command import Command, Failure, refusing
from coordination.cli.options import (
    add_network,
    add_projection,
    add_time_limit,
    chosen_projection,
)
from coordination.cli.tables import add_rows, put_rows, put_tables
from coordination.errors import no_such
from coordination.files import reads
from coordination.text.csv_cells import unguarded

__all__ = ["COMMAND"]

Row = dict[str, Any]


_KEYS = ("measure", "agency", "other", "kind", "group", "function")
"""Columns that identify what a row is about."""


def _add_measures(parser: ArgumentParser) -> None:
    add_network(parser, optional=True)
    parser.add_argument(
        "measures",
        nargs="*",
        metavar="MEASURE",
        help="names of measures, such as agency_constraint (default: numbers of the whole network)",
    )
    parser.add_argument(
        "--list", action="store_true", help="list every measure with a one-line description"
    )
    parser.add_argument(
        "--top",
        type=int,
        metavar="N",
        help="only the N rows with the largest value in the first column of numbers",
    )
    add_projection(parser)
    options = parser.add_argument_group("options", "of the measures that take them")
    options.add_argument(
        "--groups",
        metavar="WORD|FILE",
        help="how agencies are grouped: country, jurisdiction, department, level, kind, function, "
        "or a CSV file with the columns agency and group",
    )
    options.add_argument(
        "--form",
        choices=("arc", "dyad", "correlation"),
        help="which reciprocity to compute (default: arc)",
    )
    options.add_argument(
        "--sources",
        type=int,
        metavar="N",
        help="agencies to sample for paths (default: as many as take about a minute)",
    )
    options.add_argument(
        "--permutations",
        type=int,
        metavar="N",
        help="permutations for the test of the E-I index (default: 1000)",
    )
    options.add_argument("--seed", type=int, metavar="N", help="seed for random draws")
    add_time_limit(parser)
    add_rows(parser)


_OPTIONS = ("groups", "form", "sources", "permutations", "seed")


def _measures(arguments: Namespace) -> int:
    from coordination.loading import load
    from coordination.measures import MEASURES, NUMBERS

    if arguments.list:
        listed = [{"measure": name, "what": _sentence(one)} for name, one in MEASURES.items()]
        put_rows(listed, arguments)
        return 0
    if arguments.network is None:
        raise Failure("name a network, such as gunrunner-2010, or --list the measures")
    if arguments.top is not None and arguments.top < 1:
        raise Failure(f"--top takes a positive number of rows, not {arguments.top}")
    names = list(dict.fromkeys(arguments.measures))
    names = names or [name for name in NUMBERS if name.startswith("network_")]
    for name in names:
        if name not in MEASURES:
            raise Failure(no_such("measure", name, MEASURES, "see measures --list"))
    projection, options = chosen_projection(arguments), _options(arguments)
    takes = {name: signature(MEASURES[name]).parameters for name in names}
    for option in options:
        if not any(option in accepted for accepted in takes.values()):
            able = [name for name, one in MEASURES.items() if option in signature(one).parameters]
            raise Failure(f"--{option} is for {', '.join(able)}")
    network = load(arguments.network)
    results: dict[str, Any] = {}
    for name in names:
        given = {option: value for option, value in options.items() if option in takes[name]}
        if projection is not None:
            if "projection" not in takes[name]:
                raise Failure(f"{name} takes no projection; help(co.measures.{name}) says why")
            given["projection"] = projection
        with refusing():
            results[name] = MEASURES[name](network, **given)
    definitions = {name: _definition(result) for name, result in results.items()}
    tables = _tables(results, definitions if arguments.format == "csv" else {})
    if arguments.top is not None:
        tables = [_top(table, arguments.top) for table in tables]
    put_tables(tables, arguments, definitions)
    return 0


def _options(arguments: Namespace) -> dict[str, Any]:
    options = {name: value for name in _OPTIONS if (value := getattr(arguments, name)) is not None}
    if "groups" in options:
        options["groups"] = _groups(options["groups"])
    return options


def _groups(word: str) -> str | dict[str, str]:
    """A grouping by its name, or the one that a file holds."""
    if not Path(word).is_file():
        return word
    try:
        reads(word)
        with Path(word).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (csv.Error, UnicodeDecodeError):
        rows = []
    if not rows or not {"agency", "group"} <= rows[0].keys():
        raise Failure(f"{word}: expected a table with the columns agency and group")
    return {unguarded(row["agency"]): unguarded(row["group"]) for row in rows}


def _sentence(measure: Any) -> str:
    return " ".join((measure.__doc__ or "").split("\n\n")[0].split()).replace("*", "")


def _definition(result: Any) -> str:
    """What a result was taken from, and what must be known of it."""
    return "; ".join(str(part) for part in (result.projection, result.note) if part)


def _tables(results: Mapping[str, Any], definitions: Mapping[str, str]) -> list[list[Row]]:
    """Rows about the same agencies, ties or groups joined; numbers of the network one a row.

    Args:
        results: result by name of the measure.
        definitions: what to put beside the numbers of each measure.
    """
    tables: dict[tuple[str, ...], dict[tuple[Any, ...], Row]] = {}
    for name, result in results.items():
        records: list[Row] = result.to_records()
        if isinstance(result, float):
            records = [{"measure": name, "value": records[0][name]}]
        about = tuple(key for key in _KEYS if records and key in records[0]) or (name,)
        beside = f"{name} taken from" if about[0] != "measure" else "taken from"
        if about == (name,):
            records = [{"measure": name, **record} for record in records]
        table = tables.setdefault(about, {})
        for record in records:
            row = table.setdefault(tuple(record.get(key) for key in about), {})
            row.update(record)
            if name in definitions:
                row[beside] = definitions[name]
    return [list(table.values()) for table in tables.values()]


def _top(rows: list[Row], count: int) -> list[Row]:
    """The rows with the largest numbers in the first column of numbers."""
    columns = dict.fromkeys(key for row in rows for key in row)
    numbers = [
        key
        for key in columns
        if key not in _KEYS and any(isinstance(row.get(key), int | float) for row in rows)
    ]
    if not numbers:
        return rows[:count]

    def least(row: Row) -> float:
        value = row.get(numbers[0])
        # NaN has no place in an order; it stands last, as what has no number does.
        return -value if isinstance(value, int | float) and value == value else float("inf")

    return sorted(rows, key=least)[:count]


COMMAND = Command(
    "measures",
    "compute measures of agencies, ties and the network from a named projection",
    _add_measures,
    _measures,
)
