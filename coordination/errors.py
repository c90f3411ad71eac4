"""What can go wrong, as one tree.

CoordinationError
+ DataError           the data can't be trusted; `.issues` holds every problem at once
+ NetworkNotFound     (also FileNotFoundError) no file, folder or bundled network of that name
+ UnknownRule         (also KeyError) a code or prefix that no rule has
+ RuleFileError       a file of rules can't be run, or holds no rule
+ RuleFailed          a rule raised; `.code` names it, `__cause__` is what it raised
+ ViewError           a view or picture can't be written
+ TooLong             work that an estimate says wouldn't end soon; `.seconds` is the estimate
+ MissingExtra        (also ImportError) an optional package that this call needs isn't installed

`DataWarning` is a warning, no error: what was read and couldn't be kept.

A wrong option of a rule is a `TypeError`, a wrong argument a `ValueError`, as Python has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = [
    "CoordinationError",
    "DataError",
    "DataWarning",
    "Issue",
    "MissingExtra",
    "NetworkNotFound",
    "RuleFailed",
    "RuleFileError",
    "TooLong",
    "UnknownRule",
    "ViewError",
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


@dataclass(frozen=True, order=True)
class Issue:
    """One problem of the data: where it is, what it is, what was expected.

    Attributes:
        file: name of the file as it was given, or "" for records built in code.
        line: line of the place, from 1; 0 where there is none.
        column: column of the place, from 1; 0 where there is none.
        where: path to the value inside the data, such as `links[3].status`.
        message: what was found, in one sentence.
        expected: what is accepted there, or "".
        suggestion: the likely fix ("did you mean 'atf'?"), or "".
        snippet: the line of the file with the place marked below it, or "".
    """

    file: str = ""
    line: int = 0
    column: int = 0
    where: str = ""
    message: str = ""
    expected: str = ""
    suggestion: str = ""
    snippet: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        head = ": ".join(part for part in (place, self.where, self.message) if part)
        lines = [head]
        if self.snippet:
            lines.append(self.snippet)
        if self.expected:
            lines.append(f"  expected: {self.expected}")
        if self.suggestion:
            lines.append(f"  {self.suggestion}")
        return "\n".join(lines)


class DataError(CoordinationError):
    """Records don't fit together or don't have the right shape.

    Attributes:
        issues: every problem found, sorted by file and place. The message shows the first 200.
    """

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(sorted(issues))
        count = len(self.issues)
        head = f"{count} issue{'' if count == 1 else 's'} in the data"
        lines = [head, *(str(issue) for issue in self.issues[:_SHOWN])]
        if count > _SHOWN:
            lines.append(f"... and {count - _SHOWN:,} more")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Issue, ...]]]:
        return DataError, (self.issues,)


class DataWarning(UserWarning):
    """What was read was taken in part: what was left out, or taken for something else."""


class NetworkNotFound(CoordinationError, FileNotFoundError):
    """There is no file, folder or bundled network of that name."""


class UnknownRule(CoordinationError, KeyError):
    """A code or prefix that no rule has."""

    def __str__(self) -> str:
        return str(self.args[0])


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


class TooLong(CoordinationError):
    """Work is refused since an estimate says that it wouldn't end soon.

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
