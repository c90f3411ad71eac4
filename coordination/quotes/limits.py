"""Limits on how much of a source is read and compared, and the error at a limit."""

from __future__ import annotations

__all__ = [
    "LONGEST_QUOTE",
    "MOST_BYTES",
    "MOST_CHARACTERS",
    "MOST_COMPARED",
    "MOST_OMISSIONS",
    "MOST_PAGES",
    "MOST_PARAGRAPHS",
    "TextProblem",
    "Work",
]

MOST_BYTES = 50 * 1024**2
"""Size of a source file beyond which it isn't read."""

MOST_CHARACTERS = 20_000_000
"""Length of a text beyond which it isn't searched: some 6,000 printed pages."""

MOST_PAGES = 5_000
"""Pages beyond which a source isn't read."""

MOST_PARAGRAPHS = 200_000
"""Paragraphs beyond which a source isn't read."""

LONGEST_QUOTE = 100_000
"""Characters of a quote beyond which it isn't looked up: some thirty printed pages."""

MOST_OMISSIONS = 100
"""Omissions and brackets of one quote beyond which it isn't looked up."""

MOST_COMPARED = 20_000_000_000
"""Steps that comparing all quotes of a network may take, a minute or so of work."""


class TextProblem(Exception):
    """A source's text can't be read; the message says why.

    Attributes:
        scanned: whether the file holds pictures of pages, whose text must be recognised first.
        no_source: whether the file is no source at all, but data or what this package wrote.
    """

    def __init__(self, message: str, *, scanned: bool = False, no_source: bool = False) -> None:
        super().__init__(message)
        self.scanned, self.no_source = scanned, no_source


class Work:
    """Steps that are left for comparing quotes with texts.

    A step is one character of a text that is passed once. Steps are counted, not seconds, so that
    the same data has the same result on any machine.

    Args:
        most: steps in all.
    """

    def __init__(self, most: int = MOST_COMPARED) -> None:
        self.most = most
        self.done = 0

    def affords(self, needed: int) -> bool:
        """Whether so many steps are left; they are counted where they are."""
        if self.done + needed > self.most:
            return False
        self.done += needed
        return True
