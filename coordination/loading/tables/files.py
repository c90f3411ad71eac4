"""Read tables of agencies and links as text from CSV and Parquet files."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from coordination.errors import Issue, MissingExtra, did_you_mean
from coordination.loading.files import inside
from coordination.loading.tables.bulk_file import read_frame, read_parquets
from coordination.loading.tables.endings import TABLES
from coordination.loading.tables.raw_csv import decoded, separator_of
from coordination.loading.tables.row_places import RowPlaces
from coordination.loading.tables.sections import columns, heads_of, normal
from coordination.model.validation_messages import printable

if TYPE_CHECKING:
    import polars as pl

__all__ = ["NEEDED", "Tables", "bulk_tables", "read_tables"]

_COLUMNS = {
    "agencies": (
        "id",
        "name",
        "abbreviation",
        "aliases",
        "main",
        "kind",
        "level",
        "jurisdiction",
        "part_of",
        "members",
        "since",
        "mandates",
        "note",
    ),
    "links": (
        "id",
        "kind",
        "source",
        "target",
        "mutual",
        "formal",
        "status",
        "functions",
        "name",
        "start",
        "end",
        "due",
        "under",
        "superseded_by",
        "cause",
        "effect",
        "confidence",
    ),
}
_EVIDENCE = ("passage", "source", "at", "says", "quote", "speaker", "stance")
"""Fields of one passage; a table has them as evidence_source, evidence_at ..."""

MOST_BYTES = 2 * 1024 * 1024
"""Size of CSV files up to which they are read row by row, with all that people may write."""

NEEDED = {"agencies": ("id", "name"), "links": ("kind", "source", "target")}


@dataclass(eq=False)
class Tables:
    """The tables of one folder, read as text and not checked yet.

    Attributes:
        files: name of the file of each table, for issues.
        frames: the tables.
        places: where the rows of each stand in its file.
    """

    files: dict[str, str]
    frames: dict[str, pl.DataFrame]
    places: dict[str, RowPlaces]

    @property
    def ids(self) -> dict[str, list[str]]:
        """Ids of each table's rows, as far as they are written."""
        return {
            table: frame["id"].drop_nulls().to_list()
            for table, frame in self.frames.items()
            if "id" in frame.columns
        }


def bulk_tables(folder: Path) -> dict[str, Path]:
    """The tables of agencies and links of a folder that are read as columns, not row by row.

    These are Parquet files, and CSV files that are large together, where polars is installed.

    Args:
        folder: the folder.
    """
    parquet = _held(folder, ".parquet")
    texts = _held(folder, ".csv")
    if parquet:
        return {**parquet, **texts}
    small = sum(path.stat().st_size for path in texts.values()) <= MOST_BYTES
    if small or find_spec("polars") is None or _has_file(folder, "mandates"):
        return {}
    return texts if all(_is_plain(path, table) for table, path in texts.items()) else {}


def _has_file(folder: Path, section: str) -> bool:
    """Whether a folder holds a CSV file of a section."""
    return any((folder / f"{section}{ending}").is_file() for ending in (".csv", ".tsv", ".tab"))


def _is_plain(path: Path, table: str) -> bool:
    """Whether a table has no column but those that are read in bulk; lists of passages have one."""
    with path.open("rb") as stream:
        text, _ = decoded(stream.read(65_536).rpartition(b"\n")[0])
    line = text.partition("\n")[0]
    if line.lower().startswith("sep="):
        return False
    try:
        heads = next(csv.reader([line], delimiter=separator_of(text, heads_of(table))), [])
    except csv.Error:
        return True  # reading it says what is wrong
    known = {column.name for column in columns(table)} - {*_known(table)}
    return not any(normal(head) in known for head in heads)


def _known(table: str) -> tuple[str, ...]:
    return (*_COLUMNS[table], *(f"evidence_{field}" for field in _EVIDENCE))


def _held(folder: Path, ending: str) -> dict[str, Path]:
    paths = {table: folder / f"{table}{ending}" for table in TABLES}
    return {table: inside(folder, path) for table, path in paths.items() if path.is_file()}


def read_tables(paths: Mapping[str, tuple[Path, str]], issues: list[Issue]) -> Tables:
    """Read tables as text.

    Args:
        paths: path of each table and the name that issues call it by.
        issues: takes what is wrong.

    Raises:
        MissingExtra: polars isn't installed.
    """
    if find_spec("polars") is None:
        raise MissingExtra("polars", "bulk", "reading tables")
    tables = Tables({}, {}, {})
    parquets = read_parquets(path for path, _ in paths.values())
    for table, (path, name) in paths.items():
        tables.files[table] = name
        found = read_frame(path, name, table, issues, parquets)
        if found is None:
            continue
        frame, tables.places[table] = found
        if _has_the_columns(frame, table, name, issues):
            tables.frames[table] = frame
    for table in TABLES:
        if table not in paths:
            beside = ", ".join(name for _, name in paths.values())
            issues.append(
                Issue(
                    beside,
                    message=f"there is no table of {table} beside it",
                    expected="agencies and links, each as .csv or .parquet",
                )
            )
    return tables


def _has_the_columns(frame: pl.DataFrame, table: str, name: str, issues: list[Issue]) -> bool:
    known = _known(table)
    before = len(issues)
    for column in frame.columns:
        if column not in known:
            issues.append(
                Issue(
                    name,
                    1,
                    message=f"there is no column '{printable(column)[:60]}' in a table of {table}",
                    expected=", ".join(known),
                    suggestion=did_you_mean(column, known),
                )
            )
    for column in NEEDED[table]:
        if column not in frame.columns:
            issues.append(Issue(name, 1, message=f"the column '{column}' is missing"))
    return len(issues) == before
