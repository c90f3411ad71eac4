"""The exceptions that this package raises, as one tree.

CoordinationError
+ DataError           the data can't be trusted; `.issues` holds every problem at once
+ NetworkNotFound     (also FileNotFoundError) no file, folder or bundled network of that name
+ UnknownName         (also KeyError and ValueError) there is no agency, link, kind ... of that name
  + UnknownRule       a code or prefix that no rule has
+ RuleFileError       a file of rules can't be run, or holds no rule
+ RuleFailed          a rule raised; `.code` names it, `__cause__` is what it raised
+ ViewError           a view or picture can't be written
+ OutputRefused       a file that is read, or that isn't ours, would be written over
+ TooLong             work that an estimate says wouldn't end soon; `.seconds` is the estimate
+ MissingExtra        (also ImportError) an optional package that this call needs isn't installed

`DataWarning` is a warning, no error: what was read and couldn't be kept.

A wrong option of a rule, or an argument of another type, is a `TypeError`, any other wrong argument
a `ValueError`, as Python has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coordination.errors.argument_types import expect, wrong_type
from coordination.errors.issue import Issue, column_letters
from coordination.errors.suggestions import did_you_mean, hinted, meant, no_such

__all__ = [
    "CoordinationError",
    "DataError",
    "DataWarning",
    "Issue",
    "MissingExtra",
    "NetworkNotFound",
    "OutputRefused",
    "RuleFailed",
    "RuleFileError",
    "TooLong",
    "UnknownName",
    "UnknownRule",
    "ViewError",
    "column_letters",
    "did_you_mean",
    "expect",
    "hinted",
    "meant",
    "no_such",
    "unknown",
    "wrong_type",
]

_SHOWN = 200
"""Issues that a message shows; all of them are in `issues`."""


class CoordinationError(Exception):
    """Base of every error that this package raises on purpose.

    try:
        network = co.load("audit.yaml")
    except co.CoordinationError as error:
        print(error)
    """


def _by_place(issue: Issue) -> tuple[object, ...]:
    """Where an issue belongs in a list: sheets one after the other, each from top to bottom."""
    return issue.file, issue.sheet, issue


class DataError(CoordinationError):
    """Records don't fit together or don't have the right shape.

    Attributes:
        issues: every problem found, sorted by file and place. The message shows the first 200.
    """

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(sorted(issues, key=_by_place))
        count = len(self.issues)
        head = f"{count} issue{'' if count == 1 else 's'} in the data"
        lines = [head, *(str(issue) for issue in self.issues[:_SHOWN])]
        if count > _SHOWN:
            lines.append(f"... and {count - _SHOWN:,} more")
        super().__init__("\n".join(lines))

    @classmethod
    def of(
        cls, message: str, expected: str = "", suggestion: str = "", **place: str | int
    ) -> DataError:
        """The error about one problem.

        Args:
            message: what was found, in one sentence.
            expected: what is accepted there, or "".
            suggestion: the likely fix, or "".
            **place: where it is, as an `Issue` has it: `file`, `line`, `column`, `where`.
        """
        fields: dict[str, Any] = {"expected": expected, "suggestion": suggestion, **place}
        return cls([Issue(message=message, **fields)])

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Issue, ...]]]:
        return DataError, (self.issues,)


class DataWarning(UserWarning):
    """A file was read only in part; the message says what was left out or changed."""


class NetworkNotFound(CoordinationError, FileNotFoundError):
    """There is no file, folder or bundled network of that name."""


class UnknownName(CoordinationError, KeyError, ValueError):
    """Nothing has that name; raised by `[...]` and by arguments alike.

    Attributes:
        word: the name that was asked for.
    """

    def __init__(self, message: str, word: object = "") -> None:
        self.word = word
        super().__init__(message, word)

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownRule(UnknownName):
    """A code or prefix that no rule has."""


def unknown(what: str, word: object, known: Iterable[str], *, where: str = "") -> UnknownName:
    """The error for a name that nothing has, with what may be meant.

    Args:
        what: what was looked for, such as "agency".
        word: the name that was asked for.
        known: the names that there are.
        where: the argument or file that holds the name, or "".

    Example:
        >>> print(unknown("agency", "aft", ["atf", "ice"]))
        there is no agency 'aft'; did you mean 'atf'?
    """
    return UnknownName((f"{where}: " if where else "") + no_such(what, word, known), word)


class RuleFileError(CoordinationError):
    """A file of a user's own rules can't be run, or holds no rule."""


class RuleFailed(CoordinationError):
    """A rule raised an exception.

    Attributes:
        code: code of the rule.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(code, message)

    def __str__(self) -> str:
        return f"rule {self.code} failed: {self.args[1]}"


class ViewError(CoordinationError):
    """A view or picture can't be written."""


class OutputRefused(CoordinationError):
    """A file stays as it is: it is what is read, or it isn't ours and nobody named it."""


class TooLong(CoordinationError):
    """Work is refused because an estimate says that it would take too long.

    Attributes:
        seconds: the estimate for the whole of it.
    """

    def __init__(self, what: str, seconds: float, most: float, instead: str) -> None:
        self.seconds = seconds
        super().__init__(
            f"{what} would take about {_duration(seconds)}, and {_duration(most)} is allowed; "
            f"{instead}, or allow more (co.progress.time_limit(minutes=...), --time-limit MINUTES)"
        )
        self._parts = (what, seconds, most, instead)

    def __reduce__(self) -> tuple[type[TooLong], tuple[str, float, float, str]]:
        return TooLong, self._parts


def _duration(seconds: float) -> str:
    for size, unit in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = round(seconds / size)
            return f"{count:,} {unit}{'' if count == 1 else 's'}"
    return f"{seconds:.3g} seconds"


class MissingExtra(CoordinationError, ImportError):
    """An optional package isn't installed.

    The message names the extra, as in `pip install 'coordination-graph[bulk]'`.
    """

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs {package}: pip install 'coordination-graph[{extra}]'")
        self._parts = (package, extra, purpose)

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str, str]]:
        return MissingExtra, self._parts
