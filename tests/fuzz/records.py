"""Data files from the schema: records that refer to each other, in YAML and JSON of many styles."""

from __future__ import annotations

import json
import re
from functools import cache
from random import Random
from typing import Any

import yaml

from coordination.errors import DataError
from coordination.loading import loads
from coordination.loading.schema import schema_text
from tests.fuzz.texts import text

IDS = ("a", "b", "c", "d", "e", "f")
"""Ids of every section alike, so that most references lead somewhere."""

_MOST_DEEP = 7


@cache
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema_text())
    return found


def document(random: Random, hostile: float | None = None) -> dict[str, Any]:
    """A data file as values, right in most of its parts.

    Args:
        random: where chance comes from.
        hostile: how often a text is hostile; None draws that too.
    """
    often = random.choice((0.0, 0.1, 0.1, 0.5)) if hostile is None else hostile
    drawn = _Drawn(random, often).whole()
    return repaired(drawn) if random.random() < 0.85 else drawn


def repaired(data: dict[str, Any]) -> dict[str, Any]:
    """The data without what is refused: chance alone hardly makes a network that loads."""
    for _ in range(8):
        try:
            loads(json.dumps(data), format="json")
            break
        except DataError as error:
            for issue in reversed(error.issues):
                _without(data, _PART.findall(issue.where), issue.message == "it is missing")
        except Exception:
            break  # a fault, which the case will show
    return data


_PART = re.compile(r"[^.\[\]]+")


def _without(data: Any, path: list[str], missing: bool) -> None:
    """Take out what a path leads to; of a record that misses something, the record."""
    for part in path[: -2 if missing else -1]:
        data = _inside(data, part)
    if path and data is not None and len(path) > missing:
        last = path[-2 if missing else -1]
        if isinstance(data, dict):
            data.pop(last, None)
        elif isinstance(data, list) and last.isdigit() and int(last) < len(data):
            del data[int(last)]


def _inside(data: Any, part: str) -> Any:
    if isinstance(data, dict):
        return data.get(part)
    if isinstance(data, list) and part.isdigit() and int(part) < len(data):
        return data[int(part)]
    return None


class _Drawn:
    def __init__(self, random: Random, hostile: float) -> None:
        self.random, self.hostile = random, hostile
        self.wrong = random.choice((0.0, 0.0, 0.0, 0.002, 0.02))
        self.full = random.choice((0.15, 0.3, 0.3, 0.6))

    def whole(self) -> dict[str, Any]:
        found: dict[str, Any] = {"title": text(self.random, self.hostile)}
        for name, part in schema()["properties"].items():
            options = part.get("anyOf", ())
            rows = next((one for one in options if one.get("type") == "array"), None)
            if name == "format":
                continue
            if rows is not None and "$ref" in rows["items"]:
                count = self.random.choice((0, 3, 3, 3, 5))
                if name in ("agencies", "functions", "sources"):
                    count = max(count, 3)
                if count:
                    found[name] = [self.record(rows["items"], n) for n in range(count)]
            elif name != "title" and self.random.random() < self.full:
                found[name] = self.value(part, name, 1)
        return found

    def record(self, part: dict[str, Any], number: int) -> Any:
        row = self.value(part, "", 1)
        if isinstance(row, dict) and ("id" in row or self.random.random() < 0.3):
            row["id"] = IDS[number % len(IDS)]
        if isinstance(row, dict) and part["$ref"].endswith("Link"):
            self.ends(row)
        return row

    def ends(self, row: dict[str, Any]) -> None:
        """Give a link two ends, or several parties."""
        several = self.random.random() < 0.2
        for name in ("source", "target") if several else ("parties",):
            row.pop(name, None)
        if several:
            row["parties"] = list(IDS[:3])
        else:
            row["source"], row["target"] = self.random.sample(IDS[:3], 2)

    def value(self, part: dict[str, Any], name: str, deep: int) -> Any:
        """A value that fits a part of the schema."""
        if self.random.random() < self.wrong:
            return self.anything(deep)
        if "$ref" in part:
            name = part["$ref"].rpartition("/")[2]
            return self.value(schema()["$defs"][name], name, deep)
        if "properties" in part:
            return self.mapping(part, deep)
        for key in ("anyOf", "oneOf"):
            if key in part:
                options = [one for one in part[key] if one.get("type") != "null"]
                return self.value(self.random.choice(options), name, deep)
        if "const" in part:
            return part["const"]
        kind = part.get("type")
        if kind == "array":
            least = part.get("minItems", 0)
            most = least + (3 if deep < _MOST_DEEP else 0)
            return [
                self.value(part["items"], name, deep + 1)
                for _ in range(self.random.randint(least, most))
            ]
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind in ("integer", "number"):
            return self.random.choice((0, 1, 2, -1, 3.5, 10**6, 1e-9, 2**63, 0.1))
        if kind == "object":
            return {text(self.random, self.hostile): text(self.random, self.hostile)}
        return self.word(name)

    def word(self, name: str) -> str:
        """A text by the name of its definition."""
        if name == "Id":
            return self.random.choice(IDS[:3])
        if name in ("Date", "Period"):
            year = self.random.choice(
                ("2009", "2010", "2010", "1999", "9999", "0001", "FY2024", "FY0001")
            )
            tail = self.random.choice(("", "-02", "-12", "-06-30", "-06-30", "-02-29", "-12-31"))
            said = year + (tail if year[0] != "F" else "")
            return said if name == "Date" else f"{said}/{self.random.choice((said, '..'))}"
        if name == "PlaceName":
            return self.random.choice(("US", "US-TX", "MX", "NO", "XK", "EU", "a", "b", "GB-ENG"))
        if name == "Sha256":
            return "0" * 64
        if name == "WebAddress":
            return self.random.choice(
                ("https://example.org/?q=<b>", "http://x.org/a b", "https://")
            )
        return text(self.random, self.hostile)

    def mapping(self, part: dict[str, Any], deep: int) -> dict[str, Any]:
        required = set(part.get("required", ()))
        for key in ("anyOf", "oneOf"):
            if part.get(key) and "required" in part[key][0]:
                required |= set(self.random.choice(part[key])["required"])
        found = {}
        for name, one in part["properties"].items():
            if name in required or self.random.random() < self.full / (1 + deep / 3):
                found[name] = self.value(one, name.title(), deep + 1)
        if self.random.random() < self.wrong:
            found[text(self.random, 0.5)] = self.anything(deep)
        return found

    def anything(self, deep: int) -> Any:
        way = self.random.randrange(8 if deep < _MOST_DEEP else 6)
        if way == 6:
            return [self.anything(deep + 1) for _ in range(self.random.randint(0, 3))]
        if way == 7:
            return {text(self.random, 0.5): self.anything(deep + 1)}
        return (None, True, 10**30, -0.0, text(self.random, 1.0), "")[way]


def as_json(value: Any, random: Random) -> bytes:
    """A value as JSON of some style."""
    indent = random.choice((None, 1, 2, "\t"))
    return json.dumps(value, ensure_ascii=random.random() < 0.3, indent=indent).encode(
        "utf-8", "replace"
    )


def as_yaml(value: Any, random: Random) -> bytes:
    """A value as YAML of some style."""
    style = random.choice((None, None, None, '"', "'", "|", ">"))
    written = yaml.dump(
        value if style is None else _as_texts(value),  # other scalars would carry a tag
        Dumper=_dumper,
        sort_keys=False,
        allow_unicode=random.random() < 0.8,
        default_flow_style=random.choice((False, False, None, True)),
        default_style=style,
        width=random.choice((40, 80, 10_000)),
    )
    encoding = random.choice(("utf-8",) * 20 + ("utf-8-sig", "utf-16", "latin-1"))
    if random.random() < 0.05:
        written = written.replace("\n", random.choice(("\r\n", "\r")))
    return written.encode(encoding, "replace")


def _as_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _as_texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [*map(_as_texts, value)]
    return str(value).lower() if isinstance(value, bool | None) else str(value)


class _dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    def ignore_aliases(self, data: object) -> bool:
        return True
