"""Figures: one cited number each."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from coordination.model import vocabulary
from coordination.model.annotations import Many, Term, Word, misfit
from coordination.model.evidence import Evidence
from coordination.model.record import Id, Record, Text, first_day, last_day

__all__ = ["Figure", "Period"]

_DATE = "([0-9]{4}(-[0-9]{2}){0,2}|FY[0-9]{4})"
_PERIOD = re.compile(rf"(?P<start>{_DATE})(/(?P<end>{_DATE}|\.\.))?\Z")


def _check_period(value: str) -> str:
    parts = _PERIOD.match(value)
    try:
        if parts is not None:
            start, end = parts["start"], parts["end"]
            first = first_day(start)
            if end in (None, "..") or last_day(end) >= first:
                return value
    except ValueError:
        pass
    raise misfit(
        f"'{value[:80]}' is not a period",
        "ISO 8601: a date (2009, 2009-06) or two, start first (2006/2010, 2006/..); "
        "or a fiscal year of the U.S. Government (FY2009)",
    )


Period = Annotated[
    str, Word(_check_period, form="period", more={"pattern": f"^{_DATE}(/({_DATE}|\\.\\.))?$"})
]
"""A date or an interval in ISO 8601."""


def _whole(value: int | float) -> int | float:
    """A whole number as one, however it was written: 62600.0 is 62600.

    From 1e16 on floats are written with an exponent, and stay what they are.
    """
    exact = isinstance(value, float) and value.is_integer() and abs(value) < 1e16
    return int(value) if exact else value


class Figure(Record):
    """One cited number about an agency, a link or a requirement."""

    id: Id
    about: Id
    """Id of the agency, link or requirement that it describes."""
    measure: Text
    """What was counted or measured."""
    value: Annotated[int | float, AfterValidator(_whole)]
    """The number itself."""
    unit: Text | None = None
    """What one of it is."""
    period: Period | None = None
    """When it holds."""
    qualifier: Text | None = None
    """Word that bounds it in the source: about, more than, nearly."""
    counts: Annotated[str, Term(vocabulary.FIGURE_COUNTS)] | None = None
    """What it counts, where rules are to compare it with others over time."""
    evidence: Annotated[tuple[Evidence, ...], Many] = ()
    """Passages that carry it."""
