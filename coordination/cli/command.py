"""The type of a command, and the error that a command raises."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

__all__ = ["Command", "Failure", "refusing"]


class Failure(Exception):
    """What was typed can't be done; the message says what to type instead."""


@contextmanager
def refusing(kind: type[Exception] = ValueError) -> Iterator[None]:
    """Say an error about a value as one about what was typed.

    Args:
        kind: the exceptions that are meant.
    """
    try:
        yield
    except kind as error:
        raise Failure(str(error)) from None


class Command(NamedTuple):
    """One command.

    Attributes:
        name: what is typed.
        summary: what it does, in one line of the help.
        add_arguments: adds its arguments to its parser. It must not import what is slow.
        run: does it and returns the exit status. It imports what it needs itself, so that help
            comes at once.
        description: more on what it does, below its usage.
    """

    name: str
    summary: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    description: str = ""
