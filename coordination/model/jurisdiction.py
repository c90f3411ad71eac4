"""Jurisdictions: ISO 3166-1 countries and ISO 3166-2 subdivisions."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from coordination.model.record import did_you_mean

__all__ = ["Jurisdiction", "country", "jurisdiction_name", "require_jurisdiction"]


@cache
def jurisdiction_name(code: str) -> str | None:
    """English short name of a jurisdiction, or None where ISO 3166 has no such code.

    Example:
        >>> jurisdiction_name("US-TX")
        'Texas'
    """
    import pycountry

    tables: Any = pycountry
    if code != code.upper():
        return None
    if "-" in code:
        found = tables.subdivisions.get(code=code)
    else:
        found = tables.countries.get(alpha_2=code)
    return None if found is None else str(getattr(found, "common_name", found.name))


def country(code: str) -> str:
    """The ISO 3166-1 country that a jurisdiction lies in ("US" for "US-TX")."""
    return code.partition("-")[0]


def _known_codes(word: str) -> list[str]:
    import pycountry

    tables: Any = pycountry
    parts = word.upper().partition("-")
    if parts[1] and (found := tables.subdivisions.get(country_code=parts[0])):
        return sorted(subdivision.code for subdivision in found)
    return sorted(entry.alpha_2 for entry in tables.countries)


def _code_by_name(word: str) -> str:
    import pycountry

    try:
        return str(pycountry.countries.lookup(word).alpha_2)
    except LookupError:
        return ""


def require_jurisdiction(code: str) -> str:
    """The code, where ISO 3166 has it.

    Raises:
        ValueError: it has no such code; the message names a near one.
    """
    if len(code) <= 6 and jurisdiction_name(code):
        return code
    hint = _near(code[:80])
    raise ValueError(
        f"{code[:80]!r} is not a jurisdiction, an ISO 3166 code such as MX or US-TX"
        + (f"; {hint}" if hint else "")
    )


def _near(word: str) -> str:
    by_name = _code_by_name(word)
    return f"did you mean '{by_name}'?" if by_name else did_you_mean(word, _known_codes(word))


def _check(value: str) -> str:
    if len(value) <= 6 and jurisdiction_name(value):
        return value
    word = value[:80]
    raise PydanticCustomError(
        "unknown_jurisdiction",
        "'{word}' is not a jurisdiction",
        {
            "word": word,
            "expected": "an ISO 3166-1 country (MX) or ISO 3166-2 subdivision (US-TX)",
            "suggestion": _near(word),
        },
    )


Jurisdiction = Annotated[
    str,
    AfterValidator(_check),
    Field(json_schema_extra={"pattern": "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"}),
]
"""An ISO 3166-1 country code or an ISO 3166-2 subdivision code."""
