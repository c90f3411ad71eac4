"""The commands `measures`, `mirror` and `grand`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from coordination.cli.command import Command, Failure
from coordination.cli.reporting import add_network, emit
from coordination.cli.rows import add_rows, put_rows

if TYPE_CHECKING:
    from coordination.projection import Projection

__all__ = ["COMMANDS"]

_WHOLE_NETWORK = "network"


def _add_projection(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("projection", "which links count, and how")
    group.add_argument("--kinds", metavar="KINDS", help="kinds of link, such as liaison,request")
    group.add_argument("--statuses", metavar="STATUSES", help="statuses (default: those that work)")
    group.add_argument("--functions", metavar="FUNCTIONS", help="functions that links serve")
    group.add_argument("--direction", choices=("weak", "strong", "directed"), help="direction")
    group.add_argument("--weight", choices=("none", "kinds"), help="strength of a tie")
    group.add_argument("--date", metavar="DAY", help="day on which links are in force")
    group.add_argument("--jurisdiction", metavar="CODE", help="only agencies of a country or state")


def _projection(arguments: Namespace) -> Projection | None:
    """The projection typed, or None where nothing of one was: a measure has its own default."""
    from coordination.projection import Projection

    fields: dict[str, Any] = {}
    for name in ("kinds", "statuses", "functions"):
        if text := getattr(arguments, name):
            fields[name] = tuple(word.strip() for word in text.split(",") if word.strip())
    for name in ("direction", "weight", "date", "jurisdiction"):
        if value := getattr(arguments, name):
            fields[name] = value
    try:
        return Projection(**fields) if fields else None
    except ValueError as error:
        raise Failure(str(error)) from None


def _add_measures(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument(
        "measures",
        nargs="*",
        metavar="MEASURE",
        help="names of measures, such as agency_constraint (default: those of the whole network)",
    )
    parser.add_argument("--list", action="store_true", help="name every measure with its sentence")
    _add_projection(parser)
    add_rows(parser)


def _measures(arguments: Namespace) -> int:
    from coordination.loading import load
    from coordination.measures import MEASURES
    from coordination.model import did_you_mean

    network = load(arguments.network)
    rows: list[dict[str, Any]]
    if arguments.list:
        rows = [{"measure": name, "what": _sentence(measure)} for name, measure in MEASURES.items()]
        put_rows(rows, arguments)
        return 0
    names = arguments.measures or [one for one in MEASURES if one.startswith(_WHOLE_NETWORK)]
    for name in names:
        if name not in MEASURES:
            hint = did_you_mean(name, MEASURES)
            raise Failure(f"there is no measure {name!r}; {hint or 'see measures NAME --list'}")
    chosen = _projection(arguments)
    try:
        results = [(name, MEASURES[name](network, chosen)) for name in names]
    except ValueError as error:
        raise Failure(str(error)) from None
    if all(name.startswith(_WHOLE_NETWORK) for name in names):
        rows = [{"measure": name, "value": _number(value)} for name, value in results]
    else:
        rows = _joined([value.to_records() for _, value in results])
    notes = {str(value.projection) for _, value in results}
    notes |= {f"{name}: {value.note}" for name, value in results if getattr(value, "note", "")}
    put_rows(rows, arguments, notes=sorted(notes))
    return 0


def _sentence(measure: Any) -> str:
    return " ".join((measure.__doc__ or "").split("\n\n")[0].split()).replace("*", "")


def _number(value: float) -> float | None:
    return None if value != value else float(value)


def _joined(tables: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Rows of several measures about the same agencies or ties as one row each."""
    joined: dict[tuple[Any, ...], dict[str, Any]] = {}
    for table in tables:
        for row in table:
            key = tuple(row.get(part) for part in ("agency", "other"))
            joined.setdefault(key, {}).update(row)
    return list(joined.values())


def _add_mirror(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument("--functions", metavar="FUNCTIONS", help="ids of functions, the rows")
    parser.add_argument("--jurisdictions", metavar="CODES", help="ISO 3166 codes, the columns")
    add_rows(parser, default="markdown")


def _mirror(arguments: Namespace) -> int:
    from coordination.loading import load
    from coordination.measures import mirror

    network = load(arguments.network)
    try:
        table = mirror(
            network,
            functions=_list(arguments.functions),
            jurisdictions=_list(arguments.jurisdictions),
        )
    except ValueError as error:
        raise Failure(str(error)) from None
    if arguments.format == "markdown":
        emit(table.to_markdown(), arguments.output)
    else:
        put_rows(table.to_records(), arguments)
    return 0


def _list(text: str | None) -> list[str] | None:
    return None if text is None else [word.strip() for word in text.split(",") if word.strip()]


def _add_grand(parser: ArgumentParser) -> None:
    add_network(parser)
    parser.add_argument("--methods", action="store_true", help="a paragraph for a methods section")
    _add_projection(parser)
    add_rows(parser, default="markdown")


def _grand(arguments: Namespace) -> int:
    from coordination.loading import load

    found = load(arguments.network).grand(_projection(arguments))
    if arguments.methods:
        emit(found.methods(), arguments.output)
    elif arguments.format == "markdown":
        emit(found.to_markdown(), arguments.output)
    else:
        put_rows(found.to_records(), arguments)
    return 0


COMMANDS = (
    Command(
        "measures",
        "numbers about agencies, ties and the network, from a named projection",
        _add_measures,
        _measures,
    ),
    Command(
        "mirror",
        "who stands opposite whom: functions by jurisdictions",
        _add_mirror,
        _mirror,
    ),
    Command(
        "grand",
        "the reporting items of the GRAND guideline, or a methods paragraph",
        _add_grand,
        _grand,
    ),
)
