"""What tables are called: endings of their files, and the sections that may be tables in bulk."""

from __future__ import annotations

from pathlib import Path

__all__ = ["CSV_ENDINGS", "ENDINGS", "SHEET_ENDINGS", "TABLES", "is_table"]

CSV_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
SHEET_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
ENDINGS = CSV_ENDINGS + SHEET_ENDINGS
"""Endings of the tables that are read; a .txt file is a table only where somebody says so."""

TABLES = ("agencies", "links")
"""Tables of a folder in bulk; each is a .csv or a .parquet file of that name."""


def is_table(path: Path) -> bool:
    """Whether a file is a workbook or a CSV file, by its ending."""
    return path.suffix.lower() in (*SHEET_ENDINGS, ".csv", ".tsv", ".tab")
