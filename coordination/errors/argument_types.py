"""Refuse arguments of another type than a function takes."""

from __future__ import annotations

from typing import Any

__all__ = ["expect", "wrong_type"]

_INSTEAD = {
    ("Network", "str"): "; co.load(...) reads a network from a file",
    ("Network", "PosixPath"): "; co.load(...) reads a network from a file",
    ("Network", "WindowsPath"): "; co.load(...) reads a network from a file",
    ("Network", "Report"): "; a report's network is report.network",
    ("Network", "Document"): "; Network(document) makes a network of it",
    ("Report", "Network"): "; co.check(network) gives its report",
    ("Report", "list"): "; co.check(network) gives a report, report.select(...) a part of it",
    ("Report", "tuple"): "; co.check(network) gives a report, report.select(...) a part of it",
    ("Projection", "dict"): "; groups are given by name, as groups=...",
    ("Projection", "str"): "; groups are given by name, as groups=...",
    ("path", "Network"): "; the path comes after the network",
}
"""What to do instead, by what was expected and what was given."""


def expect(kind: type | tuple[type, ...], value: object, name: str, called: str = "") -> None:
    """Refuse an argument of another type.

    Args:
        kind: what the argument must be; of several types any.
        value: what was given.
        name: name of the argument.
        called: what to call the type; "" means its own name.

    Raises:
        TypeError: it is something else.

    Example:
        >>> expect(str, 7, "title", "text")
        Traceback (most recent call last):
        ...
        TypeError: title is a text, not 7
    """
    if isinstance(value, kind):
        return
    kinds = kind if isinstance(kind, tuple) else (kind,)
    raise wrong_type(called or kinds[0].__name__, value, name)


def wrong_type(called: str, value: object, name: str) -> TypeError:
    """The error for an argument of another type.

    Args:
        called: what the argument must be, such as "Network".
        value: what was given.
        name: name of the argument.
    """
    given: Any = type(value).__name__
    simple = value is None or isinstance(value, bool | int | float)
    shown = repr(value) if simple else f"a value of type {given}"
    article = "an" if called[0] in "aeiouAEIOU" else "a"
    hint = _INSTEAD.get((called, given), "")
    return TypeError(f"{name} is {article} {called}, not {shown}{hint}")
