"""A folder of CSV files, one for each section, which reads as the same network."""

from __future__ import annotations

from coordination.formats.format import Format, nothing_lost
from coordination.formats.workbook import refuse_more
from coordination.loading.tables.section_rows import section_rows
from coordination.loading.tables.sections import file_heads
from coordination.network import Network
from coordination.text.csv_cells import csv_text

__all__ = ["FORMAT"]


def _contents(network: Network, _: str) -> dict[str, bytes]:
    found = {}
    tables = section_rows(network.document)
    refuse_more(tables)
    for sheet, rows in tables.items():
        names = file_heads(sheet)
        text = csv_text(names, ([row.get(name) for name in names] for row in rows))
        # With a byte order mark, or Excel takes it for the code page of the machine.
        found[f"{sheet}.csv"] = text.encode("utf-8-sig")
    return found


FORMAT = Format(
    "csv",
    "folder of CSV files",
    (),
    _contents,
    nothing_lost,
    "everything",
    proof="pandas",
    folder=True,
)
