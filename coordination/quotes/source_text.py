"""The text of a source: its paragraphs, each with page and number."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

__all__ = [
    "ENDINGS",
    "MOST_BYTES",
    "MOST_CHARACTERS",
    "MOST_PAGES",
    "Paragraph",
    "SourceText",
    "TextProblem",
    "decoded",
    "read_text",
]

ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf")
"""Endings of files that texts are read from."""

MOST_BYTES = 50 * 1024**2
"""Size of a source file beyond which it isn't read."""

MOST_CHARACTERS = 20_000_000
"""Length of a text beyond which it isn't searched: some 6,000 printed pages."""

MOST_PAGES = 5_000
"""Pages beyond which a source isn't read."""

_MOST_PARAGRAPHS = 200_000


class TextProblem(Exception):
    """A source's text can't be read; the message says why."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a source.

    Attributes:
        text: its text.
        number: its number in the text, from 1; 0 where nothing parts the text into paragraphs.
        page: label of the page that it begins on ("iv", "12"), or "" where there are no pages.
        sheet: number of that page in the file, from 1, or 0 where there are no pages.
    """

    text: str
    number: int
    page: str = ""
    sheet: int = 0


@dataclass(frozen=True)
class SourceText:
    """The text of a source.

    Attributes:
        paragraphs: its paragraphs.
        sha256: checksum of the file that it was read from.
    """

    paragraphs: tuple[Paragraph, ...]
    sha256: str


def read_text(path: Path) -> SourceText:
    """Read a source's text from plain text, HTML or PDF.

    In plain text, empty lines end a paragraph and form feeds a page. HTML and PDF are read in a
    process of its own, within limits of time and memory; PDF needs the extra `pdf`.

    Raises:
        TextProblem: the file is too large, isn't text, holds none, or can't be read.
        MissingExtra: it is a PDF and pypdf isn't installed.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TextProblem(f"the file is larger than {MOST_BYTES // 1024**2} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise TextProblem(f"the file can't be read: {error.strerror}") from None
    digest = hashlib.sha256(data).hexdigest()
    ending = path.suffix.lower()
    if ending in (".html", ".htm", ".pdf"):
        from coordination.quotes.subprocess_reader import read_apart

        pages = read_apart(path, "pdf" if ending == ".pdf" else "html")
    else:
        pages = _pages(decoded(data))
    found = tuple(_paragraphs(pages))
    if not found:
        scanned = " (scanned pages need their text recognised first)" if ending == ".pdf" else ""
        raise TextProblem(f"the file holds no text{scanned}")
    if len(found) == 1 and not found[0].page:
        found = (replace(found[0], number=0),)
    return SourceText(found, digest)


def decoded(data: bytes) -> str:
    """Text from bytes: UTF-8, UTF-16 with its mark, else Windows-1252.

    Raises:
        TextProblem: it isn't text.
    """
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TextProblem("the file isn't text")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        # Old reports are saved in Windows-1252, in which nearly every byte means something.
        return data.decode("cp1252", errors="replace")


def _pages(text: str) -> list[tuple[str, str]]:
    """Label and text of each page of plain text."""
    if len(text) > MOST_CHARACTERS:
        raise TextProblem(f"its text is longer than {MOST_CHARACTERS:,} characters")
    if text.count("\f") >= MOST_PAGES:
        raise TextProblem(f"it has more than {MOST_PAGES:,} pages")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\f" not in text:
        return [("", text)]
    return [(str(n), page) for n, page in enumerate(text.split("\f"), 1)]


def _paragraphs(pages: Iterable[tuple[str, str]]) -> Iterator[Paragraph]:
    number = 0
    for sheet, (label, text) in enumerate(pages, 1):
        for part in _parts(text):
            number += 1
            if number > _MOST_PARAGRAPHS:
                raise TextProblem(f"it has more than {_MOST_PARAGRAPHS:,} paragraphs")
            yield Paragraph(part, number, label, sheet if label else 0)


_GAP = re.compile(r"\n(?:[ \t]*\n)+")


def _parts(text: str) -> Iterator[str]:
    at = 0
    for gap in _GAP.finditer(text):
        if (part := text[at : gap.start()]).strip():
            yield part
        at = gap.end()
    if (part := text[at:]).strip():
        yield part
