"""Read dates as tables have them: ISO 8601, day or month first, names of months."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coordination.loading.tables.cells import is_date

__all__ = ["NO_DATES", "iso_date", "order_of", "short_year"]

NO_DATES = frozenset(("n/a", "na", "n.a.", "none", "unknown", "not known", "tbd", "tbc", "?", "??"))
"""What stands in a column of dates where no date is known."""

_SHORT = re.compile(r"(?:\d{1,2} )?([a-z]{3,9})\.? (\d{2})")
_BESIDE_LETTERS = re.compile(r"(?<=[a-z])[-/.](?=\d)|(?<=\d)[-/.](?=[a-z])", re.IGNORECASE)

_NUMBERS = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})")
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\.? )?([a-z]{3,9})\.?,? (?:(\d{1,2}),? )?(\d{4})")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def iso_date(text: str, order: str | None) -> str | None:
    """A date as data files have it, or None where it is none or may be two.

    Args:
        text: the cell.
        order: "day-first" or "month-first", where numbers may be read either way.

    Example:
        >>> iso_date("30/06/2009", None), iso_date("June 2010", None), iso_date("1/2/2009", None)
        ('2009-06-30', '2010-06', None)
        >>> iso_date("1/2/2009", "day-first")
        '2009-02-01'
    """
    plain = " ".join(text.split())
    if is_date(plain):
        return plain
    plain = _BESIDE_LETTERS.sub(" ", plain)
    found = None
    if match := _NUMBERS.fullmatch(plain.split(" ")[0]):
        first, second, third = (int(match[n]) for n in (1, 3, 4))
        if first > 31:
            found = _written(first, second, third)
        elif third > 31:
            known = order or _order(first, second)
            if known:
                day, month = (first, second) if known == "day-first" else (second, first)
                found = _written(third, month, day)
    elif (match := _NAMED.fullmatch(plain.lower())) and match[2][:3] in _MONTHS:
        said = match[1] or match[3]
        month = _MONTHS.index(match[2][:3]) + 1
        found = _written(int(match[4]), month, int(said) if said else None)
    return found if found is not None and is_date(found) else None


def short_year(text: str) -> str:
    """The hint for a date such as Mar-17, which may be March 2017 or a day in March; else ""."""
    plain = _BESIDE_LETTERS.sub(" ", " ".join(text.split())).lower()
    match = _SHORT.fullmatch(plain)
    if match is None or match[1][:3] not in _MONTHS:
        return ""
    month = f"{_MONTHS.index(match[1][:3]) + 1:02}"
    return f"write the year with four digits: 20{match[2]}-{month}, or 19{match[2]}-{month}"


def _written(year: int, month: int, day: int | None) -> str:
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")


def _order(first: int, second: int) -> str | None:
    if first > 12:
        return "day-first"
    if second > 12:
        return "month-first"
    return "day-first" if first == second else None


def order_of(texts: Iterable[str]) -> str | None:
    """What the dates of a column show: which of two numbers is the day, or None.

    Example:
        >>> order_of(["1/2/2009", "30/6/2009"]), order_of(["1/2/2009"])
        ('day-first', None)
    """
    for text in texts:
        match = _NUMBERS.fullmatch(text)
        if match and int(match[4]) > 31 and match[1] != match[3]:
            found = _order(int(match[1]), int(match[3]))
            if found:
                return found
    return None
