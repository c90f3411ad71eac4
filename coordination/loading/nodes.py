"""The parse tree of a data file: text, lists and mappings, each with its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from typing import Any, TypeAlias

from coordination.errors import Issue
from coordination.model.validation_messages import printable

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_LINES",
    "MAX_NODES",
    "MAX_SCALAR",
    "Alias",
    "Elsewhere",
    "Listing",
    "Mapping",
    "Node",
    "Refused",
    "Scalar",
    "Span",
    "Text",
    "describe",
    "plain",
    "walk",
]

MAX_BYTES = 32 * 1024 * 1024
"""Largest file that is read. Data files are written by people; more goes in as columns."""

MAX_LINES = 1_000_000
"""Most lines of a file."""

MAX_NODES = 500_000
"""Most keys and values in one file: some 20,000 links with their evidence."""

MAX_DEPTH = 20
"""Deepest nesting; the records themselves need seven."""

MAX_SCALAR = 100_000
"""Longest single text, in characters."""

_WIDTH = 78
"""Columns of a snippet, so that it fits a terminal of 80."""


Span: TypeAlias = tuple[int, int]
"""Where a stretch of a text starts and ends."""


class _Marked:
    """A part of the tree that has its place in the text."""

    __slots__ = ("start",)

    start: int

    @property
    def span(self) -> Span:
        """What issues mark: of a list or a mapping its first character alone."""
        return self.start, self.start + 1


class Scalar(_Marked):
    """One text; `text` is None where the file says null or nothing."""

    __slots__ = ("end", "text")

    def __init__(self, start: int, end: int, text: str | None) -> None:
        self.start = start
        self.end = end
        self.text = text

    @property
    def span(self) -> Span:
        """All of it."""
        return self.start, self.end


class Alias(Scalar):
    """Stands where a YAML alias (*name) stood, so that its absence isn't reported as well."""

    __slots__ = ()


class Listing(_Marked):
    """Several values in order."""

    __slots__ = ("items",)

    def __init__(self, start: int) -> None:
        self.start = start
        self.items: list[Node] = []


class Mapping(_Marked):
    """Values by key, each with the key as it was written."""

    __slots__ = ("entries",)

    def __init__(self, start: int) -> None:
        self.start = start
        self.entries: dict[str, tuple[Scalar, Node]] = {}


Node: TypeAlias = Scalar | Listing | Mapping


class Refused(Exception):
    """The text can't be read on from a place; it becomes an Issue before anybody sees it."""

    def __init__(
        self, start: int, message: str, expected: str = "", suggestion: str = "", end: int = 0
    ) -> None:
        super().__init__(message)
        self.start = start
        self.end = end or start + 1
        self.message = message
        self.expected = expected
        self.suggestion = suggestion

    def issue_in(self, text: Text) -> Issue:
        """The issue that it becomes, at its place in the text."""
        span = self.start, self.end
        return text.issue(span, self.message, self.expected, self.suggestion)


class Elsewhere(int):
    """A place in another text than the one that holds the rest of a record.

    A table may say more of a record than the data file that has it, such as its mandates.
    """

    text: Text


class Text:
    """The text of one file, and how its places are named.

    Args:
        name: name of the file as issues show it.
        text: its content.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        # Breaks as editors count them; YAML 1.1 also breaks lines at U+0085, U+2028 and U+2029.
        return [0, *map(re.Match.end, re.finditer(r"\r\n|\n|\r", self.text))]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column of a character, from 1."""
        if isinstance(index, Elsewhere) and index.text is not self:
            return index.text.place(index)
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def file_of(self, index: int) -> str:
        """The file that holds a character."""
        if isinstance(index, Elsewhere) and index.text is not self:
            return index.text.file_of(index)
        return self.name

    def called(self, index: int) -> str:
        """A place as sentences name it: file, line and column."""
        if isinstance(index, Elsewhere) and index.text is not self:
            return index.text.called(index)
        line, column = self.place(index)
        return f"{self.name}:{line}:{column}"

    def issue(
        self, span: Span, message: str, expected: str = "", suggestion: str = "", *, where: str = ""
    ) -> Issue:
        """An issue about a stretch of the text, with a snippet of it."""
        start, end = span
        if isinstance(start, Elsewhere) and start.text is not self:
            return start.text.issue(span, message, expected, suggestion, where=where)
        line, column = self.place(start)
        return Issue(
            file=printable(self.name),
            line=line,
            column=column,
            where=printable(where),
            message=printable(message),
            expected=printable(expected),
            suggestion=printable(suggestion),
            snippet=self._snippet(line, column, end - start),
        )

    def _snippet(self, line: int, column: int, length: int) -> str:
        start = self._starts[line - 1]
        stop = self._starts[line] if line < len(self._starts) else len(self.text)
        head = f"{line:>5} | "
        room = _WIDTH - len(head)
        # The marked place stays in sight: a long line is cut on both sides of it.
        first = max(0, column - 1 - room // 2) if stop - start > room else 0
        shown = self.text[start + first : min(stop, start + first + room)].rstrip("\r\n")
        before, after = "..." if first else "", "..." if start + first + room < stop else ""
        cells = [_cell(character) for character in shown]
        offset = column - 1 - first
        if before:
            cells[:3] = before
        if after:
            cells[-3:] = after
        gap = sum(_cells_wide(cell) for cell in cells[:offset])
        marked = sum(_cells_wide(cell) for cell in cells[offset : offset + max(1, length)])
        code = "".join(cells).rstrip()
        return f"{head}{code}".rstrip() + f"\n{'|':>7} {' ' * gap}{'^' * max(1, marked)}"


def _cell(character: str) -> str:
    """A character as a snippet shows it: one that could move the cursor becomes a plain one."""
    if character == "\t":
        return " "
    return character if character.isprintable() else "�"


def _cells_wide(text: str) -> int:
    if unicodedata.combining(text[0]):
        return 0
    return 2 if unicodedata.east_asian_width(text[0]) in "WF" else 1


def plain(node: Node, nulls: bool = False) -> Any:
    """A node as dicts, lists and texts.

    A key whose value is null is left out: it isn't given. Only in an amendment (`set: {end: null}`)
    a null says something, namely that the field is to be emptied.
    """
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [plain(item, nulls) for item in node.items]
    return {
        key: plain(value, nulls or key == "set")
        for key, (_, value) in node.entries.items()
        if nulls or not (isinstance(value, Scalar) and value.text is None)
    }


def walk(
    node: Node, loc: tuple[str | int, ...]
) -> tuple[Node, Scalar | None, tuple[str | int, ...]]:
    """Follow a path down the tree as far as it goes.

    Returns:
        The node reached, the key that it stands under (None in a list), and the part of the path
        that was walked. A path may say more than the file does: `to: atf` is read as a list of one.
    """
    key: Scalar | None = None
    for n, part in enumerate(loc):
        if isinstance(node, Mapping) and isinstance(part, str) and part in node.entries:
            key, node = node.entries[part]
        elif isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
            key, node = None, node.items[part]
        else:
            return node, key, loc[:n]
    return node, key, loc


def describe(node: Node) -> str:
    """What a node is, for sentences."""
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    return "nothing" if node.text is None else "a text"
