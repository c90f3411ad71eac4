"""Writes tables as people have them, and reads them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import xlsxwriter

import coordination as co


def csv_file(path: Path, rows: list[list[Any]], separator: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows(rows)
    return path


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell not in (None, ""):
                        sheet.write(number, column, cell)
    return path


def ties(network: co.Network) -> set[tuple[str, str, str]]:
    """Kind and names of each link; of mutual ones in the order of names."""
    found = set()
    for link in network.links.values():
        ends = [network.agencies[end].name for end in link.ends]
        found.add((link.kind, *(sorted(ends) if link.mutual else ends)))
    return found


def issue_texts(error: co.DataError) -> str:
    return "\n".join(map(str, error.issues))
