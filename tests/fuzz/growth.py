"""Data files that are small and ask for much: many of one thing, long things, deep things."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import Any

Shape = Callable[[int], dict[str, Any]]


def _agencies(count: int, **fields: Any) -> list[dict[str, Any]]:
    return [{"id": f"a{n}", "name": f"Agency {n}", **fields} for n in range(count)]


def _ids(count: int) -> list[str]:
    return [f"a{n}" for n in range(count)]


def _parties(n: int) -> dict[str, Any]:
    several = max(3, n // 40)
    link = {"kind": "agreement", "parties": _ids(several), "functions": ["f"]}
    links = [{**link, "start": f"20{10 + k}"} for k in range(8)]
    return {
        "functions": [{"id": "f", "name": "F"}],
        "agencies": _agencies(several),
        "links": links,
    }


def _collectives(n: int) -> dict[str, Any]:
    several = max(3, int(n**0.5))
    forums = [
        {"id": f"t{k}", "name": f"Task force {k}", "kind": "task-force", "members": _ids(several)}
        for k in range(several)
    ]
    return {"agencies": [*_agencies(several), *forums]}


def _by_kind(n: int) -> dict[str, Any]:
    several = max(3, int(n**0.5))
    requirements = [
        {
            "id": f"r{k}",
            "agency": {"kind": "police"},
            "counterpart": {"jurisdiction": "MX"},
            "function": "f",
        }
        for k in range(several)
    ]
    mandates = [{"function": "f"}]
    here = _agencies(several, kind="police", jurisdiction="US", mandates=mandates)
    there = [{**one, "id": "m" + one["id"], "jurisdiction": "MX"} for one in here]
    return {
        "functions": [{"id": "f", "name": "F"}],
        "agencies": here + there,
        "requirements": requirements,
    }


def _dangling(n: int) -> dict[str, Any]:
    links = [{"kind": "liaison", "source": f"x{k}" * 9, "target": f"y{k}"} for k in range(n // 8)]
    return {"agencies": _agencies(max(2, n // 8)), "links": links}


def _long_name(letter: str) -> Shape:
    def shape(n: int) -> dict[str, Any]:
        name = letter * (n * 10)
        return {
            "agencies": [{"id": "a", "name": name}, {"id": "b", "name": "B", "part_of": "a"}],
            "links": [{"kind": "liaison", "source": "a", "target": "b", "name": name}],
        }

    return shape


def _chain(n: int) -> dict[str, Any]:
    some = _agencies(max(2, n // 8))
    for before, one in pairwise(some):
        one["part_of"] = before["id"]
    return {"agencies": some}


def _under(n: int) -> dict[str, Any]:
    links = [
        {"id": f"l{k}", "kind": "agreement", "source": "a0", "target": f"a{k % 9 + 1}",
         **({"under": f"l{k - 1}"} if k else {})}
        for k in range(max(2, n // 8))
    ]  # fmt: skip
    return {"agencies": _agencies(10), "links": links}


def _star(n: int) -> dict[str, Any]:
    several = max(3, n // 8)
    links = [{"kind": "liaison", "source": "a0", "target": f"a{k}"} for k in range(1, several)]
    return {"agencies": _agencies(several, jurisdiction="US"), "links": links}


def _names_alike(n: int) -> dict[str, Any]:
    return {"agencies": [{"id": f"a{k}", "name": "Bureau of Roads"} for k in range(max(2, n // 8))]}


def _evidence(n: int) -> dict[str, Any]:
    passages = [{"source": "s", "at": f"p. {k}", "quote": "q ... " * 20} for k in range(n // 10)]
    return {
        "sources": [{"id": "s", "title": "S"}],
        "agencies": [{"id": "a", "name": "A", "evidence": passages}],
    }


SHAPES: dict[str, Shape] = {
    "parties": _parties,
    "collectives": _collectives,
    "requirements by kind": _by_kind,
    "dangling ids": _dangling,
    "name of letters": _long_name("a"),
    "name of hyphens": _long_name("-"),
    "name of slashes": _long_name("a/"),
    "name of words": _long_name("ab "),
    "name of marks": _long_name("e\u0301\u0316"),
    "name of wide letters": _long_name("漢"),
    "name of brackets": _long_name("[<"),
    "name of stars": _long_name("*_"),
    "chain of parts": _chain,
    "chain of links": _under,
    "star": _star,
    "names alike": _names_alike,
    "quotes with gaps": _evidence,
}


def document(random: Random, most: int) -> dict[str, Any]:
    """A data file of one or two shapes."""
    found: dict[str, Any] = {"title": "Growth"}
    size = random.randint(most // 8, most)
    return found | SHAPES[random.choice(sorted(SHAPES))](size)
