"""Text of an HTML file. `apart` calls it, in a process of its own."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from coordination.quotes.source_text import MOST_CHARACTERS, TextProblem, decoded

__all__ = ["html_page"]

_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "figcaption", "form"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th"),
    )
)
_SILENT = frozenset(("script", "style", "template", "noscript", "title"))


def html_page(path: Path) -> str:
    """Text of an HTML file, an empty line between its blocks.

    Raises:
        TextProblem: it isn't text, or too much of it.
    """
    parser = _Blocks()
    parser.feed(decoded(path.read_bytes()))
    parser.close()
    text = "\n\n".join(parser.blocks)
    if len(text) > MOST_CHARACTERS:
        raise TextProblem(f"its text is longer than {MOST_CHARACTERS:,} characters")
    return text


class _Blocks(HTMLParser):
    """Text of an HTML page by block; what scripts and styles hold isn't text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.blocks: list[str] = []
        self.silent = 0
        self.broken = False

    def _end_block(self) -> None:
        text = " ".join("".join(self.parts).split())
        if text:
            self.blocks.append(text)
        self.parts = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.silent = 0  # whatever the head left open
        elif tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self._end_block()
        elif tag == "br":
            if self.broken:  # two in a row part paragraphs in old pages
                self._end_block()
            self.parts.append(" ")
        self.broken = tag == "br"

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)
            self.broken = self.broken and not data.strip()

    def close(self) -> None:
        super().close()
        self._end_block()
