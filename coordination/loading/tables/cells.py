"""Read the cells of a table: lists of words, mandates, dates, and one row as a record."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any

from coordination.model import first_day, jurisdiction_name

if TYPE_CHECKING:
    import polars as pl

__all__ = ["all_in", "is_date", "is_flag", "is_place", "mandates", "row_of", "split"]

_LISTS = ("members", "functions", "aliases")


def row_of(frame: pl.DataFrame, row: int) -> dict[str, Any]:
    """One row as a record in a file would be written."""
    values = {key: value for key, value in frame.row(row, named=True).items() if value is not None}
    evidence = {
        key.removeprefix("evidence_"): values.pop(key)
        for key in list(values)
        if key.startswith("evidence_")
    }
    if evidence:
        values["evidence"] = [evidence]
    for column in _LISTS:
        if column in values:
            values[column] = split(values[column])
    if "mandates" in values:
        values["mandates"] = mandates(values["mandates"])
    return values


def split(text: str) -> list[str]:
    """Words separated by semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]


def mandates(text: str) -> list[dict[str, Any]]:
    """Mandates written as "tracing:lead; training@US-TX,US-AZ".

    Without a role it is participant; without places it holds in the agency's jurisdiction.
    """
    found = []
    for part in split(text):
        words, _, places = part.partition("@")
        function, _, role = words.partition(":")
        found.append(
            {
                "function": function.strip(),
                "role": role.strip() or "participant",
                "places": [place.strip() for place in places.split(",") if place.strip()],
            }
        )
    return found


def all_in(text: str, known: Any) -> bool:
    """Whether each word of a text is known."""
    return all(part in known for part in split(text))


def is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day that there is."""
    try:
        first_day(text)
    except (AttributeError, ValueError):
        return False
    return True


def is_flag(text: str) -> bool:
    """Whether a text says yes or no."""
    return text.strip().lower() in ("true", "false")


def is_place(code: str, places: Container[str]) -> bool:
    """Whether ISO 3166 or the network has a place."""
    return code in places or (len(code) <= 6 and jurisdiction_name(code) is not None)
