"""Check the arguments of public functions by their types, once for all of them."""

from __future__ import annotations

import inspect
import os
import types
from collections.abc import Callable, Iterable, Mapping, Sized
from functools import cache, wraps
from importlib import import_module
from numbers import Integral, Real
from typing import (
    Any,
    Literal,
    ParamSpec,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from coordination.errors import wrong_type

__all__ = ["checked_arguments"]

_P = ParamSpec("_P")
_R = TypeVar("_R")
_Test = Callable[[Any], bool]
_Kind = tuple[_Test, str]
"""What an argument must be: a test, and what to call it."""

_HOMES = {
    "NDArray": "numpy.typing",
    "Network": "coordination.network",
    "Projection": "coordination.engine.projection",
    "Report": "coordination.rules.report",
    "Rule": "coordination.rules.rule",
}
"""Types that modules name without importing them when they run."""


def checked_arguments(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Refuse arguments of other types than a function's annotations say, before it runs.

    Example:
        >>> @checked_arguments
        ... def shout(text: str, *, times: int = 1) -> str:
        ...     return text.upper() * times
        >>> shout("a", times=2)
        'AA'
        >>> shout(None)
        Traceback (most recent call last):
        ...
        TypeError: text is a text, not None
    """

    @wraps(function)
    def checked(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        # Binding as Python does it doubles the time, so it is asked only where something is wrong.
        names, asked = _asked(function)
        given = {**dict(zip(names, args, strict=False)), **kwargs}
        for name, (test, called), default, several in asked:
            for one in args[len(names) :] if several else (given.get(name, default),):
                if one is not default and not test(one):
                    try:
                        inspect.signature(function).bind(*args, **kwargs)
                    except TypeError:
                        return function(*args, **kwargs)  # Python's words say which is missing
                    raise wrong_type(called, one, name)
        return function(*args, **kwargs)

    return checked


@cache
def _asked(function: Callable[..., Any]) -> tuple[list[str], list[tuple[str, _Kind, Any, bool]]]:
    """The names of a function's positional parameters, and what its annotations ask of arguments.

    For each that they ask something of: name, kind, default, and whether it takes any number.
    """
    names = _Names(function.__globals__)
    positional, found = [], []
    for name, one in inspect.signature(function).parameters.items():
        if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD):
            positional.append(name)
        if one.annotation is one.empty or one.kind is one.VAR_KEYWORD:
            continue
        written = one.annotation
        try:
            kind = _kind(eval(written, {}, names) if isinstance(written, str) else written)
        except (NameError, TypeError, ImportError, AttributeError):
            continue  # a type that is known to type checkers alone
        if kind is not None:
            found.append((name, kind, one.default, one.kind is one.VAR_POSITIONAL))
    return positional, found


class _Names(dict[str, Any]):
    """The names of a module, and of types that it imports for type checkers alone."""

    def __missing__(self, name: str) -> Any:
        if name == "np":
            return import_module("numpy")
        if name in _HOMES:
            return getattr(import_module(_HOMES[name]), name)
        raise KeyError(name)


_ANYTHING: _Kind = (lambda _: True, "")

_SIMPLE: dict[Any, _Kind] = {
    str: (lambda value: isinstance(value, str), "text"),
    int: (lambda value: isinstance(value, Integral), "whole number"),
    float: (lambda value: isinstance(value, Real), "number"),
    bool: (lambda value: isinstance(value, bool), "truth value (True or False)"),
    None: (lambda value: value is None, ""),
    types.NoneType: (lambda value: value is None, ""),
}


def _kind(annotation: Any) -> _Kind | None:
    if annotation is Any or annotation is object:
        return None
    if annotation in _SIMPLE:
        return _SIMPLE[annotation]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return _either(inner)
    if origin is Literal:
        kind = type(inner[0])
        return (lambda value: isinstance(value, kind)), _called(kind)
    if origin is Callable or annotation is Callable:
        return callable, "function"
    if isinstance(origin, type):
        return _container(origin, inner)
    if not isinstance(annotation, type):
        return None
    if getattr(annotation, "_is_protocol", False):
        members = [name for name in vars(annotation) if not name.startswith("_")]
        return (lambda value: all(hasattr(value, name) for name in members)), "networkx graph"
    return (lambda value: isinstance(value, annotation)), _called(annotation)


def _called(kind: type) -> str:
    if kind in _SIMPLE:
        return _SIMPLE[kind][1]
    return "path" if kind is os.PathLike else kind.__name__


def _either(inner: tuple[Any, ...]) -> _Kind | None:
    kinds = [_kind(one) for one in inner]
    if None in kinds:
        return None
    known = [kind for kind in kinds if kind is not None]
    words = [called for _, called in known if called]
    if "path" in words and "text" in words:
        words.remove("text")
    return (lambda value: any(test(value) for test, _ in known)), " or ".join(words)


def _container(origin: type, inner: tuple[Any, ...]) -> _Kind | None:
    """A list or mapping, of which the elements are looked at where that doesn't use them up."""
    if issubclass(origin, os.PathLike):
        return (lambda value: isinstance(value, os.PathLike)), "path"
    if issubclass(origin, Mapping):
        kinds = [_kind(one) or _ANYTHING for one in inner]
        (key, _), (held, called) = kinds if len(kinds) == 2 else (_ANYTHING, _ANYTHING)
        return (
            lambda value: (
                isinstance(value, Mapping)
                and all(map(key, value))
                and all(map(held, value.values()))
            ),
            f"mapping of {called}s" if called else "mapping",
        )
    if not issubclass(origin, Iterable):
        return (lambda value: isinstance(value, origin)), origin.__name__
    alike = origin.__module__ in ("builtins", "collections.abc") and inner[1:] in ((), (...,))
    if not alike:
        return (lambda value: isinstance(value, origin)), origin.__name__
    kind = _kind(inner[0]) if inner else None

    def fits(value: Any) -> bool:
        if not isinstance(value, origin) or isinstance(value, bytes | bytearray):
            return False
        return kind is None or not isinstance(value, Sized) or all(map(kind[0], value))

    return fits, f"list of {kind[1]}s" if kind and kind[1] else "list"
