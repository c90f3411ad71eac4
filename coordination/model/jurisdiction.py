"""ISO 3166: countries, their parts, and codes that are no longer used."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import defaultdict
from functools import cache

from coordination.errors import did_you_mean, meant
from coordination.model.annotations import misfit
from coordination.model.iso3166 import countries, former_countries, subdivisions
from coordination.model.record import is_id, last_day

__all__ = [
    "check_place_name",
    "codes_named",
    "country",
    "jurisdiction_name",
    "near_places",
    "require_jurisdiction",
    "standard_code",
    "standard_parent",
    "withdrawn",
]

_EXPECTED = (
    "an ISO 3166-1 country (MX), an ISO 3166-2 subdivision (US-TX), "
    "or the id of one of the network's places"
)

_ASSIGNED = {"XK": "Kosovo"}
"""Codes that ISO 3166 leaves to its users and that everybody uses for the same."""

_SAME = {
    "CN-HK": "HK",
    "CN-MO": "MO",
    "CN-TW": "TW",
    "FI-01": "AX",
    "FR-971": "GP",
    "FR-972": "MQ",
    "FR-973": "GF",
    "FR-974": "RE",
    "FR-976": "YT",
    "FR-BL": "BL",
    "FR-MF": "MF",
    "FR-NC": "NC",
    "FR-PF": "PF",
    "FR-PM": "PM",
    "FR-TF": "TF",
    "FR-WF": "WF",
    "NL-AW": "AW",
    "NL-CW": "CW",
    "NL-SX": "SX",
    "US-AS": "AS",
    "US-GU": "GU",
    "US-MP": "MP",
    "US-PR": "PR",
    "US-UM": "UM",
    "US-VI": "VI",
}
"""Territories that the standard lists as a part of a state and as a country. The tests look through
the five thousand parts for more; here that would take longer than checking a network."""

_PARTS = {
    "NL-BQ1": "BQ",
    "NL-BQ2": "BQ",
    "NL-BQ3": "BQ",
    "NO-21": "SJ",
    "NO-22": "SJ",
}
"""Subdivisions that a country code takes together."""

_ALSO_CALLED = {
    "america": "US",
    "britain": "GB",
    "burma": "MM",
    "cape verde": "CV",
    "czech republic": "CZ",
    "dr congo": "CD",
    "drc": "CD",
    "east timor": "TL",
    "great britain": "GB",
    "holland": "NL",
    "ivory coast": "CI",
    "kosovo": "XK",
    "macau": "MO",
    "macedonia": "MK",
    "north korea": "KP",
    "palestine": "PS",
    "russia": "RU",
    "south korea": "KR",
    "swaziland": "SZ",
    "the gambia": "GM",
    "turkey": "TR",
    "uae": "AE",
    "uk": "GB",
    "vatican": "VA",
    "washington dc": "US-DC",
    "zaire": "CD",
}
"""Names in use that the standard doesn't have."""

_UNIONS = {
    "eu": ("eu", "European Union"),
    "europe": ("europe", "Europe"),
    "european union": ("eu", "European Union"),
    "un": ("world", "World"),
    "world": ("world", "World"),
    "global": ("world", "World"),
}
"""What people write for places that no code of the standard names: an id and a name."""


@cache
def jurisdiction_name(code: str) -> str | None:
    """English short name of a jurisdiction, or None where ISO 3166 has no such code.

    Codes that were withdrawn keep their names.

    Example:
        >>> jurisdiction_name("US-TX"), jurisdiction_name("YU")
        ('Texas', 'Yugoslavia')
    """
    if code != code.upper():
        return None
    found = (subdivisions() if "-" in code else countries()).get(code)
    if found is not None:
        return found.get("common_name", found["name"])
    if code in _ASSIGNED:
        return _ASSIGNED[code]
    former = _former(code)
    return former[-1][0] if former else None


@cache
def _former(code: str) -> tuple[tuple[str, datetime.date], ...]:
    """Names that a withdrawn code stood for, each with the last day, the earliest first."""
    found = [
        (one["name"].partition(",")[0], last_day(one["withdrawal_date"]))
        for one in former_countries()
        if one["alpha_2"] == code
    ]
    return tuple(sorted(found, key=lambda entry: entry[1]))


def withdrawn(code: str) -> datetime.date | None:
    """The day on which a code was withdrawn, or None where it is in use or there never was one.

    Example:
        >>> withdrawn("YU"), withdrawn("MX")
        (datetime.date(2003, 7, 23), None)
    """
    if "-" in code or code in countries():
        return None
    former = _former(code)
    return former[-1][1] if former else None


def country(code: str) -> str:
    """The ISO 3166-1 country that a jurisdiction lies in ("US" for "US-TX")."""
    return code.partition("-")[0]


def standard_code(code: str) -> str:
    """The code that stands for a territory that ISO 3166 lists twice, as a country and as a part.

    Example:
        >>> standard_code("US-PR"), standard_code("CN-HK"), standard_code("US-TX")
        ('PR', 'HK', 'US-TX')
    """
    return _SAME.get(code, code)


@cache
def standard_parent(code: str) -> str | None:
    """What a place lies in directly, by ISO 3166 itself: a region of it, or the country.

    Example:
        >>> standard_parent("GB-MAN"), standard_parent("GB-ENG"), standard_parent("PR")
        ('GB-ENG', 'GB', 'US')
    """
    for part, whole in _SAME.items():
        if code == whole:
            return country(part)
    if code in _PARTS:
        return _PARTS[code]
    if code in _PARTS.values():
        return next(country(part) for part, whole in _PARTS.items() if whole == code)
    if "-" not in code:
        return None
    found = subdivisions().get(code.upper())
    if found is None:
        return None
    within = country(found["code"])
    region = found.get("parent", within)  # written with or without its country: GB-ENG, ENG
    return region if country(region) == within else f"{within}-{region}"


def _plain(name: str) -> str:
    """A name without accents, marks and case."""
    spread = unicodedata.normalize("NFD", name.casefold())
    return " ".join(re.sub(r"[^\w\s]|_", " ", re.sub(r"[\u0300-\u036f]", "", spread)).split())


@cache
def _codes_by_name() -> dict[str, list[str]]:
    """Codes by the names of countries and parts, countries first."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, one in countries().items():
        names = {
            one[field]
            for field in ("name", "common_name", "official_name", "alpha_3")
            if field in one
        }
        for name in sorted(names | {one["name"].partition(",")[0]}):
            found[_plain(name)].append(code)
    for name, code in _ALSO_CALLED.items():
        found[name].append(code)
    for code, part in subdivisions().items():
        for name in sorted({part["name"], re.sub(r"[\[(].*", "", part["name"])}):
            found[_plain(name)].append(code)
    return {name: list(dict.fromkeys(codes)) for name, codes in found.items()}


def codes_named(name: str) -> list[str]:
    """Codes of the countries and parts of countries that have a name, countries first.

    Example:
        >>> codes_named("Texas"), codes_named("Ivory Coast"), codes_named("MEX")
        (['US-TX'], ['CI'], ['MX'])
    """
    return list(_codes_by_name().get(_plain(name), ()))


def near_places(word: str) -> str:
    """A suggestion of the place that a word may stand for, or "".

    Example:
        >>> near_places("Texas"), near_places("UK")
        ("did you mean 'US-TX'?", "did you mean 'GB'?")
    """
    name = _plain(word.replace("-", " "))
    if name in _UNIONS:
        key, title = _UNIONS[name]
        return f"write places: [{{id: {key}, name: {title}}}] and use its id, {key}"
    codes = _codes_by_name().get(name, [])
    if not codes and (upper := word.upper()) != word and jurisdiction_name(upper):
        codes = [upper]
    if codes:
        return meant(codes[:3])
    return did_you_mean(word, _known_codes(word)) if len(word) <= 6 else ""


def _known_codes(word: str) -> list[str]:
    whole, hyphen, _ = word.upper().partition("-")
    parts = [code for code in subdivisions() if country(code) == whole] if hyphen else []
    return sorted(parts or countries())


def _is_code(value: str) -> bool:
    return len(value) <= 6 and jurisdiction_name(value) is not None


def require_jurisdiction(code: str) -> str:
    """The code, where ISO 3166 has it.

    Raises:
        ValueError: it has no such code; the message names a near one.
    """
    if _is_code(code):
        return code
    hint = near_places(code[:80])
    raise ValueError(
        f"{code[:80]!r} is not a jurisdiction, an ISO 3166 code such as MX or US-TX"
        + (f"; {hint}" if hint else "")
    )


def check_place_name(value: str) -> str:
    """The value, where it is an ISO 3166 code or may be the id of a place of the network."""
    if _is_code(value) or is_id(value):
        return value
    word = value[:80]
    raise misfit(f"'{word}' is not a jurisdiction", _EXPECTED, near_places(word))
