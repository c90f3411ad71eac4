"""The base of all records: frozen, strict about keys, and typed by the vocabulary."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
)
from pydantic_core import CoreSchema, PydanticCustomError

from coordination.errors import expect, meant
from coordination.model.annotations import Word, misfit
from coordination.model.ids import slug
from coordination.model.meanings import meanings

__all__ = [
    "Day",
    "Id",
    "Misfit",
    "Name",
    "PartialDate",
    "Record",
    "Text",
    "check_text",
    "day_of",
    "first_day",
    "fitting",
    "is_id",
    "last_day",
]

_Fits = TypeVar("_Fits", bound="Record")


class Misfit(NamedTuple):
    """Fields that are right each by itself and don't fit together.

    Attributes:
        found: what was found, as a clause.
        expected: what is accepted.
        fields: the fields that it is about; nothing is said of them while one of them is wrong.
    """

    found: str
    expected: str
    fields: frozenset[str]


def fitting(record: _Fits) -> _Fits:
    """A record whose fields fit together.

    Raises:
        PydanticCustomError: they don't; it holds all that doesn't fit.
    """
    found = list(record.misfits())
    if found:
        raise PydanticCustomError(
            "unfitting",
            "{found}",
            {"found": found[0].found, "expected": found[0].expected, "misfits": found},
        )
    return record


class Record(BaseModel):
    """One frozen record: equal by content, hashable, unknown keys refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        str_strip_whitespace=True,
    )

    def misfits(self) -> Iterator[Misfit]:
        """What doesn't fit together among its fields, each of which is right in itself."""
        return iter(())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The schema with what each field means."""
        found = handler(schema)
        properties = handler.resolve_ref_schema(found)["properties"]
        for name, text in meanings(cls).items():
            properties[cls.model_fields[name].alias or name]["description"] = text
        return found


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def is_id(value: str) -> bool:
    """Whether a text may be the id of a record."""
    return len(value) <= 100 and _ID.match(value) is not None


def _check_id(value: str) -> str:
    if is_id(value):
        return value
    plain = slug(value)[:100]
    expected = "small letters, digits and single hyphens, such as 'atf-phoenix'"
    raise misfit(f"'{value[:80]}' is not an id", expected, meant([plain] if plain else []))


Id = Annotated[
    str, Word(_check_id, form="id", more={"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 100})
]
"""Name of a record inside its file, in kebab case."""

# Tab and line ends are text; the rest moves cursors, breaks XML, or is no character.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


_UNSEEN = "\u200b\u2060\ufeff"
"""Marks without width that come along when text is copied; at its ends they say nothing."""


def check_text(value: str) -> str:
    """A text without unseen marks at its ends; a control character in it is refused."""
    if value[0] in _UNSEEN or value[-1] in _UNSEEN:
        value = re.sub(rf"^[\s{_UNSEEN}]+|[\s{_UNSEEN}]+$", "", value)
        if not value:
            raise misfit("the text is empty", "a text, or leave the key out")
    found = _CONTROL.search(value)
    if found is None:
        return value
    message = f"the text contains the control character U+{ord(found[0]):04X}"
    raise misfit(message, "text without control characters")


_LENGTHS = (1, 20_000)

Text = Annotated[str, Word(check_text, lengths=_LENGTHS)]
"""Text that isn't empty."""

_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]|^[\u200e\u200f\\s]+|[\u200e\u200f\\s]+$")
"""Marks that turn the direction of a text, and would go on turning it around a name."""


def _without_direction(value: Any) -> Any:
    return _DIRECTION.sub("", value) if isinstance(value, str) else value


Name = Annotated[str, Word(check_text, first=_without_direction, lengths=_LENGTHS)]
"""Name that stands in sentences: text without marks that would turn the direction of these."""

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_FISCAL = re.compile(r"FY([0-9]{4})\Z")


def first_day(when: str) -> datetime.date:
    """First day of a date that may be a year, a month, a day or a U.S. fiscal year.

    Example:
        >>> first_day("2009-06"), first_day("FY2009")
        (datetime.date(2009, 6, 1), datetime.date(2008, 10, 1))
    """
    if fiscal := _FISCAL.match(when):
        # Until 1976 it began in July; from July to September of that year it was neither.
        ends = int(fiscal[1])
        return datetime.date(ends - 1, 7 if ends <= 1976 else 10, 1)
    year, month, day = _DATE.match(when).groups()  # type: ignore[union-attr]  # checked on entry
    return datetime.date(int(year), int(month or 1), int(day or 1))


def last_day(when: str) -> datetime.date:
    """Last day of a date that may be a year, a month, a day or a U.S. fiscal year.

    Example:
        >>> last_day("2008-02"), last_day("FY2009")
        (datetime.date(2008, 2, 29), datetime.date(2009, 9, 30))
    """
    start = first_day(when)
    if when.startswith("FY"):
        year = int(when[2:])
        return datetime.date(year, 6 if year <= 1976 else 9, 30)
    if len(when) == 10:
        return start
    if len(when) == 7:
        return start.replace(day=calendar.monthrange(start.year, start.month)[1])
    return start.replace(month=12, day=31)


def day_of(when: datetime.date | str, name: str = "date") -> datetime.date:
    """The day that a date means where one day is needed: of a year or a month its last.

    Args:
        when: a date, or a year, a month or a day in ISO 8601.
        name: what an error calls it.

    Raises:
        ValueError: the text is no date.
        TypeError: neither a date nor a text.

    Example:
        >>> day_of("2009"), day_of("2009-06-30")
        (datetime.date(2009, 12, 31), datetime.date(2009, 6, 30))
    """
    if isinstance(when, datetime.datetime):
        return when.date()
    if isinstance(when, datetime.date):
        return when
    expect(str, when, name, "date, or text such as '2009-06'")
    try:
        return last_day(_check_date(when))
    except PydanticCustomError:
        raise ValueError(
            f"{name}: {when[:40]!r} is not a day such as 2010-11-09, nor a month or a year"
        ) from None


def _date_text(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else value


def _check_date(value: str) -> str:
    if _DATE.match(value) or _FISCAL.match(value):
        try:
            first_day(value)
        except ValueError:
            pass
        else:
            return value
    raise misfit(
        f"'{value[:80]}' is not a date",
        "an ISO 8601 date: 2009, 2009-06 or 2009-06-30; "
        "or a fiscal year of the U.S. Government: FY2009",
        _meant_date(value),
    )


_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.0+)?\Z")
_NUMBERS = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})\Z")


def _meant_date(value: str) -> str:
    """The hint for a date as spreadsheets count or write it, or "" where it may be two."""
    if _SERIAL.match(value):
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(float(value)))
        return f"as a spreadsheet counts days, it is {day.isoformat()}"
    if found := _NUMBERS.match(value):
        first, second, year = map(int, found.groups())
        days = [(second, first), (first, second)]  # month and day
        made = {_possible_day(year, month, day) for month, day in days} - {""}
        return meant(made) if len(made) == 1 else ""
    return ""


def _possible_day(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


PartialDate = Annotated[
    str,
    Word(
        _check_date,
        form="date",
        first=_date_text,
        more={"pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|FY[0-9]{4})$"},
    ),
]
"""A year, a month or a day in ISO 8601, kept as it was written: sources often know no more.

FY2009 is the fiscal year of the U.S. Government that ends in 2009: October 2008 to September 2009.
Fiscal years of others begin on other days, so they are written as months.
"""


def _check_day(value: str) -> str:
    if len(value) == 10:
        return value
    raise misfit(f"'{value}' is not a day", "an ISO 8601 day such as 2009-06-30")


Day = Annotated[PartialDate, AfterValidator(_check_day)]
"""One day in ISO 8601."""
