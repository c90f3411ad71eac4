"""The type of a command, and the error that a command raises."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Command", "Failure"]


class Failure(Exception):
    """What was typed can't be done; the message says what to type instead."""


@dataclass(frozen=True)
class Command:
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
