"""The command line: parse the arguments, call the package, print the result.

Each command is the `COMMAND` of one module beside this, named as it is typed; to add one, write it
there and name it here. Only the module of the command that was typed is imported.
"""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from coordination.cli import streams
from coordination.cli.command import Command, Failure
from coordination.errors import no_such
from coordination.files import keeping_inputs
from coordination.text.printed import printed
from coordination.version import __version__

__all__ = ["COMMANDS", "command_of", "main", "parser"]

COMMANDS = (
    "report",
    "check",
    "questions",
    "view",
    "figure",
    "measures",
    "mirror",
    "grand",
    "what-if",
    "plan",
    "compare",
    "verify",
    "firmness",
    "coverage",
    "practices",
    "accept",
    "rules",
    "explain",
    "guide",
    "convert",
    "import",
    "new",
    "schema",
)
"""The name of every command, in the order of the help."""

UNUSABLE = 2
"""Exit status where the data or the arguments can't be used; argparse has the same."""

BROKEN = 70
"""Exit status of a fault of this package's own, as `sysexits.h` has it."""

_EPILOG = """\
example:
  coordination report gunrunner-2010

Exit status: 0 success, 1 `check` has findings or `verify` a wrong quote, 2 the data or the
arguments can't be used, 70 a fault of this program, 130 and 143 stopped by Ctrl-C or a signal.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: what stands behind the program's name; None means what was typed.

    Returns:
        The exit status: 0 success, 1 `check` has findings or `verify` a wrong quote, 2 something
        can't be used, 70 a fault of our own.
    """
    streams.prepare()
    # Matrices are small here; threads that wait for them take more of the machine than they save.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Else pydantic asks every installed distribution for plugins, none of which is ours.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    typed = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _refuse_unknown(typed)
        chosen, more = parser(typed[0] if typed else None).parse_known_args(typed)
        if more:
            raise _too_much(typed[0], more[0])
        run: Any = chosen.run
        limit = getattr(chosen, "time_limit", None)
        with (
            _stopping_cleanly(),
            _seldom_collecting(last=arguments is None),
            keeping_inputs(),
            streams.told_of_warnings(),
            streams.told_of_progress(limit),
        ):
            return int(run(chosen))
    except KeyboardInterrupt:
        return 130  # what a shell gives for a program stopped by Ctrl-C
    except Exception as error:
        message = _message(error)
        if message is not None:
            streams.tell(f"coordination: {message}")
            return UNUSABLE
        if os.environ.get("COORDINATION_TRACEBACK"):
            raise
        streams.tell(f"coordination: {_fault(error)}")
        return BROKEN


@contextmanager
def _stopping_cleanly() -> Iterator[None]:
    """Let a signal that ends the program end it as an exception does: nothing half done stays."""

    def stop(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    names = [one for one in ("SIGTERM", "SIGHUP") if hasattr(signal, one)]
    before: dict[int, Any] = {}
    try:
        for name in names:
            number = getattr(signal, name)
            if signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, stop)
    except ValueError:
        pass  # not in the main thread, which alone receives signals
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _seldom_collecting(*, last: bool) -> Iterator[None]:
    """Let the cyclic garbage collector run seldom: at its usual pace it takes a tenth of the time,
    and of what a command makes little is ever thrown away.

    Args:
        last: whether the process ends with the block. Python would then look for cycles in all
            that is about to be thrown away, which takes as long as checking a network.
    """
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        if last:
            gc.freeze()
        gc.set_threshold(*before)


_NEW_OBJECTS = 200_000
"""Objects that are made before the collector looks at them."""


class _Parser(ArgumentParser):
    """Prints what was typed only as `printed` has it."""

    def _print_message(self, message: str, file: Any = None) -> None:
        super()._print_message(printed(message), file)


def parser(typed: str | None = None) -> ArgumentParser:
    """The parser of all commands.

    Args:
        typed: the command that was typed; if it is one, the parser knows no other.
    """
    whole = _Parser(
        prog="coordination",
        description="Find gaps in how agencies coordinate, and the evidence for each.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    version = f"coordination {__version__}"
    whole.add_argument("--version", action="version", version=version, help="show the version")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in (typed,) if typed in COMMANDS else COMMANDS:
        command = command_of(name)
        one = commands.add_parser(
            command.name,
            help=command.summary,
            description=command.description
            or f"{command.summary[0].upper()}{command.summary[1:]}.",
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.add_arguments(one)
        one.set_defaults(run=command.run)
    return whole


def command_of(name: str) -> Command:
    """The command of a name in `COMMANDS`."""
    module = "import_table" if name == "import" else name.replace("-", "_")  # `import` is a keyword
    command: Command = import_module(f"coordination.cli.{module}").COMMAND
    return command


def _refuse_unknown(typed: Sequence[str]) -> None:
    """Refuse an unknown command and suggest one; argparse would list all of them."""
    if not typed or typed[0].startswith("-") or typed[0] in COMMANDS:
        return
    from coordination.loading import bundled
    from coordination.model.validation_messages import printable

    word = printable(typed[0])[:80]
    if typed[0] in bundled() or word.lower().endswith(
        (".yaml", ".yml", ".json", ".xlsx", ".ods", ".xls")
    ):
        hint = f"did you mean `coordination report {word}`?"
        raise Failure(no_such("command", word, (), hint))
    raise Failure(no_such("command", word, COMMANDS, f"commands: {', '.join(COMMANDS)}"))


def _too_much(name: str, word: str) -> Failure:
    """The error for an option that a command doesn't have, or an argument that it has no use for.

    Args:
        name: the command.
        word: what was typed.
    """
    from coordination.errors import did_you_mean
    from coordination.model.validation_messages import printable

    shown, _, _ = printable(word)[:80].partition("=")
    if not shown.startswith("-"):
        return Failure(
            f"{name} has no use for {shown!r}; `coordination {name} --help` shows what it takes"
        )
    one = _Parser(prog=name, allow_abbrev=False)
    command_of(name).add_arguments(one)
    options = list(dict.fromkeys(re.findall(r"(?<![\w-])--[a-z][a-z-]*", one.format_usage())))
    hint = did_you_mean(shown, options) or f"options: {', '.join(options)}"
    return Failure(f"{name} has no option {shown!r}; {hint}")


def _message(error: Exception) -> str | None:
    """The message for an error, or None for a fault of our own."""
    if isinstance(error, Failure):
        return str(error)
    from coordination.errors import CoordinationError, DataError

    if isinstance(error, DataError) and any(issue.sheet for issue in error.issues):
        return f"{error}\nEach in its row: coordination check ... --mark marked.xlsx"
    if isinstance(error, CoordinationError):
        return str(error)
    if isinstance(error, OSError):
        name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
        about = f"{' '.join(name.split())}: " if name else ""
        return f"{about}{(error.strerror or str(error)).lower()}"
    if isinstance(error, MemoryError):
        return "there isn't enough memory for this data"
    return None


def _fault(error: Exception) -> str:
    """One line about a fault of our own: what, where, and where to report it."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "coordination" in file.parts:
            place = f" at {file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return (
        f"this is a fault of this program ({what}{place}); please report it under Issues in its "
        "repository, with the command, the data if you may share it, and what it shows with "
        "COORDINATION_TRACEBACK=1"
    )
