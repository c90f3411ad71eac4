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
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True, order=True)
class Issue:
    """One problem of the data: where it is, what it is, what was expected.

    Attributes:
        file: name of the file as it was given, or "" for records built in code.
        line: line of the place, or row of a sheet, from 1; 0 where there is none.
        column: column of the place, from 1; 0 where there is none.
        where: path to the value inside the data, such as `links[3].status`.
        message: what was found, in one sentence.
        expected: what is accepted there, or "".
        suggestion: the likely fix ("did you mean 'atf'?"), or "".
        snippet: the line of the file with the place marked below it, or "".
        sheet: name of the sheet, where the file is a workbook, or "".
    """

    file: str = ""
    line: int = 0
    column: int = 0
    where: str = ""
    message: str = ""
    expected: str = ""
    suggestion: str = ""
    snippet: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        head = ": ".join(part for part in (self._place(), self.where, self.message) if part)
        lines = [head]
        if self.snippet:
            lines.append(self.snippet)
        if self.expected:
            lines.append(f"  expected: {self.expected}")
        if self.suggestion:
            lines.append(f"  {self.suggestion}")
        return "\n".join(lines)

    def _place(self) -> str:
        if not self.sheet:
            return ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        row = f"row {self.line}" if self.line else ""
        column = f"column {column_letters(self.column)}" if self.column else ""
        return ", ".join(part for part in (self.file, f"sheet {self.sheet}", row, column) if part)


def column_letters(column: int) -> str:
    """The letters by which spreadsheets call a column.

    Args:
        column: its number, from 1.

    Example:
        >>> column_letters(1), column_letters(28)
        ('A', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


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


def no_such(what: str, word: object, known: Iterable[str], otherwise: str = "") -> str:
    """The sentence for a name that nothing has.

    Args:
        what: what was looked for, such as "agency", or "".
        word: the name that was asked for.
        known: the names that there are.
        otherwise: the hint where none of them is near.

    Example:
        >>> no_such("format", "docs", ["docx", "json"], "formats: docx, json")
        "there is no format 'docs'; did you mean 'docx'?"
    """
    shown = word[:_LONGEST] if isinstance(word, str) else word
    hint = (did_you_mean(shown, known) if isinstance(shown, str) else "") or otherwise
    return hinted(f"there is no {what} {shown!r}" if what else f"there is no {shown!r}", hint)


def hinted(message: str, *hints: str) -> str:
    """A message with what may help behind it, as far as there is anything."""
    return "; ".join(filter(None, (message, *hints)))


_LONGEST = 80
"""Letters of a name that are compared and shown."""

_MOST_KNOWN = 50
"""Names up to which each is compared letter by letter; of more, only those that a quick look finds
nearest."""


def did_you_mean(word: str, known: Iterable[str], count: int = 3) -> str:
    """A suggestion such as "did you mean 'atf'?", or "" where nothing known is near."""
    from difflib import get_close_matches

    word = word[:_LONGEST]
    spelled = {name.lower(): name for name in known}
    wanted = word.lower()
    if wanted in spelled:
        near = [wanted]
    else:
        names = list(spelled)
        if len(names) > _MOST_KNOWN:
            names = _nearest(wanted, names)
        near = get_close_matches(wanted, names, count, 0.6)
    return meant(spelled[name] for name in near)


def meant(names: Iterable[str]) -> str:
    """The suggestion of some names: "did you mean 'GB'?", or "" without any."""
    found = " or ".join(map(repr, names))
    return f"did you mean {found}?" if found else ""


def _nearest(word: str, names: list[str]) -> list[str]:
    """The names that share most letters with a word, in their order, in one pass of compiled code.

    Letters in common are at least as many as `get_close_matches` counts, so none that it would take
    is left out but for the number.
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extract

    short = [name[: 2 * _LONGEST] for name in names]
    scorer = Indel.normalized_similarity
    found = extract(word, short, scorer=scorer, score_cutoff=0.6, limit=_MOST_KNOWN)
    return [names[place] for place in sorted(place for _, _, place in found)]


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
