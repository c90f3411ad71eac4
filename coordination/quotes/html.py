"""Read the text of an HTML page; `subprocess_reader` runs it in a separate process."""

from __future__ import annotations

import re
from html import unescape

from coordination.quotes.limits import MOST_CHARACTERS, TextProblem

__all__ = ["html_text", "raised"]

_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "figcaption", "form"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "caption", "address"),
        *("details", "summary", "fieldset", "legend", "body", "option"),
    )
)
_SILENT = frozenset(("script", "style", "template", "noscript", "title", "rt", "rp", "iframe"))
_RAW = frozenset(("script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes"))
"""Elements whose content isn't read as tags."""

_NAME = re.compile(r"[a-zA-Z][^\s/>]{0,50}")
_TAG_PART = re.compile("[\"'>]")
_CHARACTER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")


def html_text(page: str) -> str:
    """Text of an HTML page, an empty line between its blocks; digits that are raised stay raised.

    Each character is passed once, whatever is left open.

    Raises:
        TextProblem: it is too long.

    Example:
        >>> html_text("<p>They met.<sup>12</sup><p>They <b>signed</b>.")
        'They met.¹²\\n\\nThey signed.'
    """
    reader = _Blocks()
    at, size = 0, len(page)
    while at < size:
        opened = page.find("<", at)
        if opened < 0:
            opened = size
        if opened > at:
            reader.text(page[at:opened])
        if opened == size:
            break
        at = _after_tag(page, opened, reader)
    return reader.result()


def _after_tag(page: str, at: int, reader: _Blocks) -> int:
    """Where the text goes on after what begins with "<"."""
    if page.startswith("<!--", at):
        end = page.find("-->", at + 2)
        return len(page) if end < 0 else end + 3
    if page.startswith("<![CDATA[", at):
        end = page.find("]]>", at)
        return len(page) if end < 0 else end + 3
    closing = page.startswith("</", at)
    named = _NAME.match(page, at + 1 + closing)
    if named is None:
        if page.startswith(("<!", "<?", "</"), at):
            end = page.find(">", at)
            return len(page) if end < 0 else end + 1
        reader.text("<")
        return at + 1
    name, end = named[0].lower(), _tag_end(page, named.end())
    if closing:
        reader.closed(name)
        return end
    reader.opened(name)
    if name in _RAW and not page.startswith("/>", end - 2):
        found = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(page, end)
        if name == "textarea" and found:
            reader.text(page[end : found.start()])
        return len(page) if found is None else found.start()
    return end


def _tag_end(page: str, at: int) -> int:
    """Where a tag ends; quotation marks count where they begin a value."""
    while found := _TAG_PART.search(page, at):
        if found[0] == ">":
            return found.end()
        if page[at : found.start()].rstrip().endswith("="):
            end = page.find(found[0], found.end())
            if end < 0:
                return len(page)
            at = end + 1
        else:
            at = found.end()
    return len(page)


_RAISED = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz+-()",
                        "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁺⁻⁽⁾")  # fmt: skip


def raised(text: str) -> str:
    """Letters and digits as raised ones, so that a note's mark is known as one.

    Example:
        >>> raised("12"), raised("[a]")
        ('¹²', 'ᵃ')
    """
    return text.strip(" []").translate(_RAISED) if len(text) <= 12 else text


class _Blocks:
    """Text by block; what scripts and styles hold isn't text."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[str] = []
        self.silent = 0
        self.sup = 0
        self.broken = False
        self.length = 0

    def opened(self, tag: str) -> None:
        if tag == "body":
            self.silent = 0  # whatever the head left open
        elif tag in _SILENT:
            self.silent += 1
        if tag in _BLOCKS:
            self._end_block()
            self.sup = 0
        elif tag == "sup":
            self.sup += 1
        elif tag == "br":
            if self.broken:  # two in a row part paragraphs in old pages
                self._end_block()
            self.parts.append(" ")
        elif tag == "q":
            self.parts.append('"')
        self.broken = tag == "br"

    def closed(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self._end_block()
        elif tag == "sup":
            self.sup = max(0, self.sup - 1)
        elif tag == "q":
            self.parts.append('"')

    def text(self, text: str) -> None:
        if self.silent:
            return
        if "&" in text:
            text = unescape(_CHARACTER.sub("\ufffd", text))
        self.length += len(text)
        if self.length > MOST_CHARACTERS:
            raise TextProblem(f"its text is longer than {MOST_CHARACTERS:,} characters")
        self.parts.append(raised(text) if self.sup else text)
        self.broken = self.broken and not text.strip()

    def _end_block(self) -> None:
        text = " ".join("".join(self.parts).split())
        if text:
            self.blocks.append(text)
        self.parts = []

    def result(self) -> str:
        self._end_block()
        return "\n\n".join(self.blocks)
