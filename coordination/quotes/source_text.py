"""The text of a source: its paragraphs, each with page and number."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from coordination.files.marks import is_data, is_ours
from coordination.quotes.charset import decoded
from coordination.quotes.file_kind import READ_APART, kind_of
from coordination.quotes.limits import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_PAGES,
    MOST_PARAGRAPHS,
    TextProblem,
)
from coordination.quotes.markdown_text import markdown_text

__all__ = ["Paragraph", "SourceText", "read_text"]


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
        unread: label and number of each page whose text can't be read, and why: "scanned" or
            "damaged".
    """

    paragraphs: tuple[Paragraph, ...]
    sha256: str
    unread: tuple[tuple[str, int, str], ...] = ()


def read_text(path: Path) -> SourceText:
    """Read a source's text: plain text, Markdown, HTML, PDF, Word, OpenDocument, EPUB or mail.

    What kind of file it is, its content says rather than its ending. In plain text, empty lines end
    a paragraph and form feeds a page. All but plain text and Markdown is read in a process of its
    own, within limits of time and memory; PDF needs the extra `pdf`.

    Raises:
        TextProblem: the file is no source (data, or what this package wrote), is too large, isn't
            text, holds none, or can't be read.
        MissingExtra: it is a PDF and pypdf isn't installed.
    """
    data = _content(path)
    if is_ours(data):
        raise TextProblem("this package wrote it, so it is no source", no_source=True)
    if is_data(data):
        raise TextProblem("it is a data file, so it is no source", no_source=True)
    digest = hashlib.sha256(data).hexdigest()
    kind = kind_of(data, path.suffix.lower())
    unread: tuple[tuple[str, int, str], ...] = ()
    if kind in READ_APART:
        from coordination.quotes.subprocess_reader import read_apart

        read = read_apart(path, kind)
        unread = tuple((label, n, state) for n, (label, _, state) in enumerate(read, 1) if state)
        pages = [(label, text.replace("\r\n", "\n")) for label, text, _ in read]
    else:
        text = decoded(data)
        pages = _pages(markdown_text(text) if kind == "markdown" else text)
    found = tuple(_paragraphs(pages))
    if not found:
        scanned = any(state == "scanned" for _, _, state in unread)
        advice = "" if not unread else " (scanned pages need their text recognised first)"
        raise TextProblem(f"the file holds no text{advice}", scanned=scanned)
    if len(found) == 1 and not found[0].page:
        found = (replace(found[0], number=0),)
    return SourceText(found, digest, unread)


def _content(path: Path) -> bytes:
    """The bytes of a file; a pipe or a device, on which reading may wait, isn't opened."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise TextProblem("it is no file but a folder, a pipe or a device")
        if about.st_size > MOST_BYTES:
            raise TextProblem(f"the file is larger than {MOST_BYTES // 1024**2} MiB")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise TextProblem(f"the file can't be read: {error.strerror or error}") from None
    if len(data) > MOST_BYTES:
        raise TextProblem(f"the file is larger than {MOST_BYTES // 1024**2} MiB")
    return data


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
            if number > MOST_PARAGRAPHS:
                raise TextProblem(f"it has more than {MOST_PARAGRAPHS:,} paragraphs")
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
