"""Standard output and error: the characters, colours and widths that they can show."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import unicodedata
import warnings
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import TextIOWrapper
from typing import Any, Protocol, TextIO

from coordination.text.printed import printed

__all__ = [
    "FALLBACK",
    "colored",
    "emit",
    "emit_either",
    "prepare",
    "put",
    "tell",
    "told_of_progress",
    "told_of_warnings",
    "width",
]


class Written(Protocol):
    """A result that can be written as Markdown and as JSON."""

    def to_markdown(self) -> str:
        """The result as Markdown."""
        ...

    def to_json(self) -> str:
        """The result as JSON."""
        ...


FALLBACK = "coordination.plain"
"""Name of the error handler for encoding that writes "-" for a dash and "e" for "é"."""

_PLAIN = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2022": "*",
    "\u2026": "...",
    "\u2190": "<-",
    "\u2192": "->",
    "\u2194": "<->",
    "\u00a0": " ",
    "\u00ab": '"',
    "\u00bb": '"',
    "\u00b7": "-",
    "\u00df": "ss",
    "\u00d7": "x",
    "\u20ac": "EUR",
}


def _fallback(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_without_marks(one) for one in lacking), error.end


def _without_marks(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in parts if part.isascii())
    return kept or ("" if unicodedata.combining(character) else "?")


def prepare() -> None:
    """Write characters that an encoding doesn't have in a plain form, instead of failing."""
    codecs.register_error(FALLBACK, _fallback)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=FALLBACK)


def put(text: str, *, exact: bool = False, styled: bool = False, commands: bool = False) -> None:
    """Write text to standard output, as `printed` has it.

    A reader that has gone (`coordination report ... | head`), or that there never was
    (`coordination check ... >&-`), is no error.

    Args:
        text: what to write.
        exact: whether it is for programs and so goes out as UTF-8, whatever the terminal shows.
        styled: whether it holds colours.
        commands: whether it is meant for GitHub's workflows.
    """
    stream = sys.stdout
    if stream is None:
        return
    text = printed(text, styled=styled, commands=commands)
    try:
        if exact and isinstance(stream, TextIOWrapper):
            stream.flush()
            stream.buffer.write(text.encode("utf-8", "replace"))
        else:
            stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError:
        _silence(stream)  # what is left in it would be tried once more at exit
        raise


def tell(text: str) -> None:
    """Write a line to standard error, as `printed` has it."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{printed(text)}\n")
            sys.stderr.flush()


def emit(
    text: str,
    output: str | None,
    *,
    exact: bool = False,
    styled: bool = False,
    commands: bool = False,
) -> None:
    """Write a result to the file given, else to standard output; either way as `printed` has it."""
    if output is None or output == "-":
        put(text, exact=exact, styled=styled, commands=commands)
    else:
        from coordination.files import write_text

        write_text(output, printed(text, styled=styled, commands=commands))


@contextmanager
def told_of_progress(minutes: float | None = None) -> Iterator[None]:
    """Show the progress of long work, where standard error is a terminal.

    Args:
        minutes: the longest time to wait; None means the default.
    """
    from coordination.progress import progress, time_limit

    with ExitStack() as held:
        if sys.stderr is not None and sys.stderr.isatty():
            held.enter_context(progress())
        if minutes is not None:
            held.enter_context(time_limit(minutes))
        yield


@contextmanager
def told_of_warnings() -> Iterator[None]:
    """Say what was read and couldn't be kept, in one line on standard error."""
    from coordination.errors import DataWarning

    shown = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *where: Any) -> None:
        if issubclass(category, DataWarning):
            tell(f"coordination: {message}")
        else:
            shown(message, category, *where)

    with warnings.catch_warnings():
        warnings.simplefilter("always", DataWarning)
        vars(warnings)["showwarning"] = show
        yield


def _silence(stream: TextIO) -> None:
    """Send what is left to nowhere, or Python complains when it closes the stream at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def colored() -> bool:
    """Whether standard output is a terminal that shows colours and is asked to."""
    environment = os.environ
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and not environment.get("NO_COLOR")
        and environment.get("TERM") != "dumb"
    )


def width() -> int:
    """Columns to write: those of the terminal up to 100, which is as wide as prose reads well."""
    return min(shutil.get_terminal_size((80, 24)).columns, 100)


def emit_either(result: Written, arguments: Namespace) -> None:
    """Write a result as the Markdown or the JSON that was asked for."""
    if arguments.format == "json":
        emit(result.to_json(), arguments.output, exact=True)
    else:
        emit(result.to_markdown(), arguments.output)
