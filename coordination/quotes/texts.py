"""The text of a source: its paragraphs, each with page and number."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

__all__ = ["ENDINGS", "MAX_BYTES", "Paragraph", "SourceText", "TextProblem", "read_text"]

ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf")
"""Endings of files that texts are read from."""

MAX_BYTES = 50 * 1024**2
"""Size of a source file beyond which it isn't read."""


class TextProblem(Exception):
    """A source's text can't be read; the message says why."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a source.

    Attributes:
        text: its text.
        number: its number in the text, from 1.
        page: label of the page that it begins on ("iv", "12"), or "" where there are no pages.
    """

    text: str
    number: int
    page: str = ""


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

    In plain text, empty lines end a paragraph and form feeds a page. PDF needs the extra `pdf` and
    is read in a process of its own, within limits of time and memory.

    Raises:
        TextProblem: the file is too large, isn't text, or can't be read.
        MissingExtra: it is a PDF and pypdf isn't installed.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TextProblem(f"the file is larger than {MAX_BYTES // 1024**2} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise TextProblem(f"the file can't be read: {error.strerror}") from None
    digest = hashlib.sha256(data).hexdigest()
    if path.suffix.lower() == ".pdf":
        from coordination.quotes.pdf import pdf_pages

        pages = pdf_pages(path)
        return SourceText(tuple(_paragraphs_of_pages(pages)), digest)
    text = _decoded(data)
    if path.suffix.lower() in (".html", ".htm"):
        found = _html_paragraphs(text)
        return SourceText(tuple(Paragraph(part, n) for n, part in enumerate(found, 1)), digest)
    labelled = [(str(n), page) for n, page in enumerate(text.split("\f"), 1)]
    if len(labelled) == 1:
        labelled = [("", labelled[0][1])]
    return SourceText(tuple(_paragraphs_of_pages(labelled)), digest)


def _decoded(data: bytes) -> str:
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TextProblem("the file isn't text")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        # Old reports are saved in Windows-1252, in which nearly every byte means something.
        return data.decode("cp1252", errors="replace")


def _paragraphs_of_pages(pages: list[tuple[str, str]]) -> Iterator[Paragraph]:
    number = 0
    for label, text in pages:
        for part in re.split(r"\n[ \t\r]*\n", text):
            if part.strip():
                number += 1
                yield Paragraph(part, number, label)


_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "figcaption", "form"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th"),
    )
)
_SILENT = frozenset(("script", "style", "template", "noscript", "head"))


class _Blocks(HTMLParser):
    """Text of an HTML page by block; what scripts and styles hold isn't text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.blocks: list[str] = []
        self.silent = 0

    def _end_block(self) -> None:
        text = "".join(self.parts)
        if text.strip():
            self.blocks.append(text)
        self.parts = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self._end_block()
        elif tag == "br":
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)

    def close(self) -> None:
        super().close()
        self._end_block()


def _html_paragraphs(text: str) -> list[str]:
    parser = _Blocks()
    parser.feed(text)
    parser.close()
    return parser.blocks
