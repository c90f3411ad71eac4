"""Dates as readers write them."""

from __future__ import annotations

import datetime

__all__ = ["day_in_words"]


def day_in_words(when: str) -> str:
    """A date of the data as readers write it.

    Example:
        >>> day_in_words("2010-11-09"), day_in_words("2009-06"), day_in_words("2006")
        ('9 November 2010', 'June 2009', '2006')
        >>> day_in_words("FY2009")
        'fiscal year 2009'
    """
    if when.startswith("FY"):
        return f"fiscal year {when[2:]}"
    if len(when) == 4:
        return when
    day = datetime.date.fromisoformat(when if len(when) == 10 else when + "-01")
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month} {day.year}" if len(when) == 10 else f"{month} {day.year}"


# Not strftime("%B"), which speaks the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
