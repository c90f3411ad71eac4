"""Tables of pandas and polars, both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, get_args

from coordination.errors import MissingExtra, no_such
from coordination.model import SECTIONS, Document, Record
from coordination.model.evidence import passages_of
from coordination.model.plain import fields_of, plain, shapes

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from coordination.network import Network
    from coordination.open_questions.question import Questions
    from coordination.rules.report import Report

__all__ = [
    "TABLES",
    "from_frames",
    "network_table",
    "questions_table",
    "report_table",
    "to_pandas",
    "to_polars",
]

Table = tuple[dict[str, str], list[dict[str, Any]]]
"""What each column holds ("text", "number" or "flag"), and the rows."""

TABLES = (*SECTIONS, "mandates", "evidence")
"""Tables of a network: its sections, and what is nested in them as rows of their own."""

_REPORT_NUMBERS = {"value": "number", "threshold": "number"}


def _model(section: str) -> type[Record]:
    """What the records of a section are."""
    found: type[Record] = get_args(Document.model_fields[section].annotation)[0]
    return found


def network_table(network: Network, table: str) -> Table:
    """A section of a network, or what is nested in the records, as a table."""
    if table not in TABLES:
        raise ValueError(no_such("table", table, TABLES, f"tables: {', '.join(TABLES)}"))
    if table == "mandates":
        from coordination.model import Mandate

        columns = {"agency": "text", **_columns(Mandate)}
        rows = [
            {"agency": agency.id, **_row(mandate)}
            for agency in network.agencies.values()
            for mandate in agency.mandates
        ]
        return columns, rows
    if table == "evidence":
        from coordination.model import Evidence

        return {"section": "text", "record": "text", **_columns(Evidence)}, list(_passages(network))
    return _columns(_model(table)), [_row(record) for record in getattr(network, table).values()]


def _columns(model: type[Record]) -> dict[str, str]:
    return {
        name: next(iter(found)) if len(found := shapes(model, name)) == 1 else "text"
        for name in model.model_fields
    }


def _row(record: Record) -> dict[str, Any]:
    return {name: plain(getattr(record, name)) for name in type(record).model_fields}


def _passages(network: Network) -> Iterator[dict[str, Any]]:
    for section in SECTIONS:
        for record in getattr(network, section).values():
            for path, passage in passages_of(record):
                where = ".".join([section, *(str(part) for part in path[:1] if len(path) > 2)])
                yield {"section": where, "record": record.id, **_row(passage)}


# -- to frames -------------------------------------------------------------------------------


def questions_table(questions: Questions) -> Table:
    """The open questions as a table, one row a case."""
    from coordination.open_questions.guide import COLUMNS

    held = {name: "number" if name in ("number", "hangs") else "text" for name in COLUMNS}
    return held, questions.to_records()


def report_table(report: Report) -> Table:
    """The findings as a table, one row each."""
    from coordination.report.records import COLUMNS

    return {name: _REPORT_NUMBERS.get(name, "text") for name in COLUMNS}, report.to_records()


def to_pandas(table: Table) -> pd.DataFrame:
    """A table for pandas."""
    columns, rows = table
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtra("pandas", "pandas", "a table of pandas") from error
    frame = pd.DataFrame.from_records(rows, columns=list(columns))
    kinds = {"flag": "boolean", "number": "float64"}
    return frame.astype({name: kinds.get(shape, "object") for name, shape in columns.items()})


def to_polars(table: Table) -> pl.DataFrame:
    """A table for polars."""
    columns, rows = table
    try:
        import polars as pl
    except ImportError as error:
        raise MissingExtra("polars", "bulk", "a table of polars") from error
    kinds = {"flag": pl.Boolean(), "number": pl.Float64()}
    schema = {name: kinds.get(shape, pl.String()) for name, shape in columns.items()}
    held = {name: [row[name] for row in rows] for name in schema}
    makers: dict[Any, Callable[[Any], Any]] = {pl.String(): str, pl.Float64(): float}
    for name, kind in schema.items():
        if kind in makers:
            make = makers[kind]
            held[name] = [None if one is None else make(one) for one in held[name]]
    return pl.DataFrame(held, schema=schema)


# -- of frames -------------------------------------------------------------------------------


def from_frames(tables: Mapping[str, Any], fields: Mapping[str, Any]) -> Network:
    """A network of tables; see `Network.from_frames`."""
    from coordination.network import Network

    records: dict[str, Any] = {"title": "Network", **fields}
    for section, table in tables.items():
        if section not in SECTIONS:
            known = f"sections: {', '.join(SECTIONS)}"
            raise ValueError(no_such("section", section, SECTIONS, known))
        model = _model(section)
        records[section] = [fields_of(model, row) for row in _rows(table)]
    return Network(**records)


def _rows(table: Any) -> Iterable[Mapping[str, Any]]:
    """The rows of a table of pandas, polars, pyarrow or DuckDB, or of a list of dicts."""
    readers: tuple[tuple[str, Callable[[Any], Any]], ...] = (
        ("to_dicts", lambda one: one.to_dicts()),  # polars
        ("to_pylist", lambda one: one.to_pylist()),  # pyarrow
        ("iterrows", lambda one: one.astype(object).to_dict("records")),  # pandas
        ("df", lambda one: one.df().astype(object).to_dict("records")),  # DuckDB
    )
    for name, rows in readers:
        if hasattr(table, name):
            return [{str(key): value for key, value in row.items()} for row in rows(table)]
    if isinstance(table, Iterable) and not isinstance(table, str | bytes | Mapping):
        return list(table)
    raise TypeError(f"a section is a table or a list of records, not {type(table).__name__}")
