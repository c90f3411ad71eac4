"""Small networks for the tests of rules."""

from __future__ import annotations

from typing import Any

import coordination as co

FUNCTIONS = [
    {"id": "tracing", "name": "firearms tracing"},
    {"id": "training", "name": "training and support"},
]
SOURCES = [{"id": "one", "title": "One"}, {"id": "two", "title": "Two"}]


def agency(key: str, **fields: Any) -> dict[str, Any]:
    return {"id": key, "name": key.upper(), **fields}


AGENCIES = [agency(key) for key in ("a", "b", "c", "d")]


def cite(source: str = "one", **fields: Any) -> dict[str, Any]:
    return {"source": source, "at": "page 1", **fields}


def link(kind: str, source: str, target: str, status: str = "active", **fields: Any) -> dict:
    return {"kind": kind, "source": source, "target": target, "status": status, **fields}


def require(key: str, own: str, other: str, **fields: Any) -> dict[str, Any]:
    return {"id": key, "agency": own, "counterpart": {"agency": other}, **fields}


def network(**records: Any) -> co.Network:
    """A network of four agencies, two functions and two sources, unless others are given."""
    given = {"agencies": AGENCIES, "functions": FUNCTIONS, "sources": SOURCES}
    return co.Network(title="Test", **{**given, **records})


def found(code: str, options: dict[str, Any] | None = None, **records: Any) -> list[co.Finding]:
    """What one rule finds in such a network."""
    settings = {code: options} if options else None
    return list(co.check(network(**records), select=[code], options=settings))


def keys(code: str, options: dict[str, Any] | None = None, **records: Any) -> list[str]:
    """The subjects of what one rule finds: its findings' keys without the code."""
    return [one.key.partition(":")[2] for one in found(code, options, **records)]
