"""The tables of ISO 3166, as pycountry ships them.

They are read as the JSON that they are. pycountry itself makes an object of each of the five
thousand parts of countries and indexes all its fields, which takes as long as checking a network,
and a network names a handful of places.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["countries", "former_countries", "subdivisions"]

Entry = Mapping[str, str]


@cache
def countries() -> Mapping[str, Entry]:
    """Each country of ISO 3166-1, by its code of two letters."""
    return {entry["alpha_2"]: entry for entry in _table("3166-1")}


@cache
def subdivisions() -> Mapping[str, Entry]:
    """Each part of a country in ISO 3166-2, by its code.

    Example:
        >>> subdivisions()["US-TX"]["name"]
        'Texas'
    """
    return {entry["code"]: entry for entry in _table("3166-2")}


@cache
def former_countries() -> tuple[Entry, ...]:
    """Each country of ISO 3166-3, whose code was withdrawn."""
    return tuple(_table("3166-3"))


def _table(number: str) -> list[Entry]:
    package = find_spec("pycountry")
    assert package is not None and package.origin is not None  # this package depends on it
    file = Path(package.origin).with_name("databases") / f"iso{number}.json"
    entries: list[Entry] = json.loads(file.read_bytes())[number]
    return entries
