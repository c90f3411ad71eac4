"""Dates of ISO 8601 as readers write them."""

from __future__ import annotations

import datetime

__all__ = ["day_in_words", "on_day"]


def day_in_words(when: str) -> str:
    """A day, a month, a year or a fiscal year of the U.S. Government in words.

    Example:
        >>> day_in_words("2010-11-09"), day_in_words("2009-06"), day_in_words("2006")
        ('9 November 2010', 'June 2009', '2006')
        >>> day_in_words("FY2009")
        'fiscal year 2009'
    """
    if when.startswith("FY"):
        return f"fiscal year {when[2:]}"
    if len(when) == len("2006"):
        return when
    whole = len(when) == len("2010-11-09")
    day = datetime.date.fromisoformat(when if whole else when + "-01")
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month} {day.year}" if whole else f"{month} {day.year}"


def on_day(when: str) -> str:
    """When something was, as part of a sentence.

    Example:
        >>> on_day("2010-11-09"), on_day("2009-06"), on_day("FY2009")
        ('on 9 November 2010', 'in June 2009', 'in fiscal year 2009')
    """
    return f"{'on' if len(when) == len('2010-11-09') else 'in'} {day_in_words(when)}"


# Not strftime("%B"), which speaks the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
