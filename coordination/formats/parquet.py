"""Parquet, one file a section: pandas, polars, DuckDB, Spark, Power BI."""

from __future__ import annotations

from io import BytesIO

from coordination.formats.format import Format
from coordination.formats.frames import TABLES, network_table, to_polars
from coordination.network import Network

__all__ = ["FORMAT"]


def _contents(network: Network, _: str) -> dict[str, bytes]:
    found = {}
    for table in TABLES:
        frame = to_polars(network_table(network, table))
        if len(frame) or table in ("agencies", "links"):
            stream = BytesIO()
            frame.write_parquet(stream)
            found[f"-{table}.parquet"] = stream.getvalue()
    return found


def _lost(network: Network) -> list[str]:
    about = [
        name
        for name in ("title", "as_of", "summary", "headline", "study", "examined")
        if getattr(network, name, None)
    ]
    return [", ".join(name.replace("_", " ") for name in about)] if about else []


FORMAT = Format(
    "parquet",
    "Parquet",
    (".parquet",),
    _contents,
    _lost,
    "every section, one file each",
    proof="polars, DuckDB",
)
