"""Our own workbook: a sheet for each section, which reads as the same network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coordination.errors import CoordinationError
from coordination.formats.format import Format
from coordination.formats.workbook_guide import add_about, add_guide
from coordination.formats.workbook_sheets import NOT_IN_XML, Book
from coordination.loading.save import dumps
from coordination.loading.tables.raw_rows import MAX_ROWS
from coordination.loading.tables.section_rows import Cells, section_rows, used_columns
from coordination.loading.tables.sections import SHEETS, columns
from coordination.network import Network

__all__ = ["FORMAT", "empty_workbook", "refuse_more", "starter_workbook", "workbook_bytes"]

EMPTY_ROWS = 200
"""Empty rows below the last one that have the form and the drop-downs of the others."""


def workbook_bytes(network: Network) -> bytes:
    """The content of a workbook that holds a network.

    Args:
        network: the network.

    Raises:
        CoordinationError: a section has more rows than a sheet that is read.
    """
    rows = section_rows(network.document)
    refuse_more(rows)
    return _content(rows, network.title)


def refuse_more(rows: Mapping[str, Sequence[Cells]]) -> None:
    """Refuse tables that are larger than those that are read row by row.

    Args:
        rows: the rows of each.
    """
    for sheet, held in rows.items():
        if len(held) >= MAX_ROWS:
            raise CoordinationError(
                f"there are {len(held):,} {sheet}, more than a sheet should hold; write Parquet: "
                "coordination convert ... out.parquet"
            )


def starter_workbook() -> bytes:
    """The content of a workbook to start from: the same example as in the starter file."""
    from coordination.loading import loads
    from coordination.loading.starter import starter_text

    return workbook_bytes(loads(starter_text()))


def empty_workbook() -> bytes:
    """The content of a workbook without records."""
    return _content({sheet: [] for sheet in SHEETS}, "")


def _content(rows: dict[str, list[Cells]], title: str) -> bytes:
    book = Book(title)
    add_guide(book)
    names = [sheet for sheet in SHEETS if sheet != "about"]
    book.place_ids(rows)
    book.name_ids({sheet: len(rows[sheet]) + EMPTY_ROWS for sheet in names})
    add_about(book, rows["about"], columns("about"))
    for sheet in names:
        book.add_section(sheet, used_columns(sheet, rows[sheet]), rows[sheet], EMPTY_ROWS)
    book.add_lists()
    return book.content()


def _contents(network: Network, _: str) -> dict[str, bytes]:
    return {"": workbook_bytes(network)}


def _lost(network: Network) -> list[str]:
    found = NOT_IN_XML.findall(dumps(network, format="json"))
    return [f"{len(found)} characters that no workbook can hold"] if found else []


FORMAT = Format(
    "xlsx",
    "workbook",
    (".xlsx",),
    _contents,
    _lost,
    "everything",
    proof="openpyxl, LibreOffice, pandas",
)
