"""Reads a table of who does what where (3W) as a network: the case of Ebola, December 2014.

Run as a module it writes the data file anew that the tests load: each body once with the places of
each of its functions, each district as a place. A ministry is one body for each country.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path
from typing import Any

import pycountry

import coordination as co

FOLDER = Path(__file__).parent
TABLE = FOLDER / "3w-2014-12-10.csv"
KINDS = {
    "UN Agency": ("multilateral", "international"),
    "International Organization": ("multilateral", "international"),
    "International NGO": ("ngo", "international"),
    "Red Cross Movement": ("ngo", None),
    "National NGO": ("ngo", None),
    "National Organization": ("ngo", None),
    "Goverment": ("government", None),
    "Private": ("company", "private"),
    "Laboratory": ("school", None),
}
"""Types of organisation in the table: kind of agency, and level where the type tells it."""


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table, with plain spaces."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {key: " ".join((value or "").split()) for key, value in row.items()}
            for row in csv.DictReader(file)
        ]


def key(name: str) -> str:
    """A name as an id."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def code(country: str) -> str:
    """The ISO code of a country by its name."""
    return str(pycountry.countries.lookup(country).alpha_2)


def network(path: Path = TABLE) -> co.Network:
    """The table as a network."""
    table = rows(path)
    standard: Any = pycountry.subdivisions
    places: dict[str, dict[str, Any]] = {}
    agencies: dict[str, dict[str, Any]] = {}
    held: dict[str, dict[str, dict[str, None]]] = {}
    for row in table:
        country = code(row["Country"])
        place = f"{country.lower()}-{key(row['Region'])}"
        same = [
            part.code
            for part in standard.get(country_code=country)
            if part.name == row["Region"] and not part.code.endswith(f"-{part.country_code}")
        ]
        places.setdefault(
            place,
            {
                "id": place,
                "name": row["Region"],
                "within": country,
                "code": row.get("Pcode") or row.get("p-code"),
                **({"same_as": same[0]} if len(same) == 1 else {}),
            },
        )
        kind, level = KINDS.get(row.get("Org type", ""), ("other", None))
        name = row["Organisation"]
        national = name.startswith("Ministry of")
        body = key(name) + (f"-{country.lower()}" if national else "")
        agency = {"id": body, "name": name, "kind": "department" if national else kind}
        if national:
            agency |= {"level": "national", "jurisdiction": country}
        elif level:
            agency["level"] = level
        agencies.setdefault(body, agency)
        held.setdefault(body, {}).setdefault(key(row["Activity"]), {})[place] = None
    functions = {key(row["Activity"]): row["Activity"] for row in table}
    for body, agency in agencies.items():
        agency["mandates"] = [
            {"function": function, "places": list(where)} for function, where in held[body].items()
        ]
    return co.Network(
        title="Ebola response in Guinea, Liberia and Sierra Leone, who does what where",
        as_of=path.stem.removeprefix("3w-"),
        sources=[
            {
                "id": "sheet",
                "title": f"Ebola 3W, {path.stem.removeprefix('3w-')}",
                "kind": "official",
                "url": "https://github.com/SimonbJohnson/Ebola-3W-Dashboard",
            }
        ],
        places=list(places.values()),
        functions=[{"id": name, "name": title} for name, title in functions.items()],
        agencies=[
            {**agency, "evidence": [{"source": "sheet", "at": agency["name"]}]}
            for agency in agencies.values()
        ],
    )


if __name__ == "__main__":
    text = co.dumps(network())
    (FOLDER / "ebola-3w.yaml").write_text(text, encoding="utf-8")
