"""Find running heads, page numbers and notes at the edges of pages, which quotes run over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from coordination.quotes.forms import NOTE_MARK
from coordination.quotes.normalise import (
    HEAD,
    HEAD_END,
    NONCHARACTERS,
    in_plain,
    marked_in_plain,
)
from coordination.quotes.source_text import Paragraph

__all__ = ["marked_paragraphs"]

_EDGE = 3
"""Lines at the top and at the bottom of a page that may be a running head or foot."""

_LONGEST_HEAD = 150
_RECURS = 3
"""How often a line of a text without pages recurs to count as a running head."""

_PAGE_NUMBER = re.compile(
    r"\W{0,4}(?:(?:page|pages|p|pg|seite|s|página|pág|pagina|sheet)\b\.?\W{0,3})?"
    r"(?:\d{1,4}|[ivxlc]{1,7}|[a-z]-\d{1,3})(?:\W{0,3}(?:of|/|von|de|di|sur)\W{0,3}\d{1,4})?\W{0,4}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,7}\b", re.IGNORECASE)
_NOTE_LINE = re.compile(r"\s*\W?(\d{1,3}|[*†‡§]{1,3}|[¹²³⁰⁴-⁹]{1,3})\W{0,2}\s*[^\W\d]")
_SENTENCE_END = re.compile(r"[.!?:;\"'”’)]\s*$")


@dataclass
class _Line:
    """A line of a paragraph, and whether it is left out of quotes."""

    text: str
    paragraph: int
    left_out: bool = False

    @property
    def shape(self) -> str:
        return _NUMBER.sub("#", " ".join(self.text.split()).casefold())

    @property
    def page_number(self) -> bool:
        text = self.text.strip()
        return len(text) <= 40 and _PAGE_NUMBER.fullmatch(text) is not None


def marked_paragraphs(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The paragraphs as plain text, what belongs to the page and not to the text marked."""
    lines = [
        [_Line(line, number) for line in _cleaned(one.text).split("\n")]
        for number, one in enumerate(paragraphs)
    ]
    pages = [
        [line for number in numbers for line in lines[number] if line.text.strip()]
        for _, numbers in groupby(range(len(paragraphs)), lambda n: paragraphs[n].sheet)
    ]
    if len(pages) > 1:
        _mark_recurring_edges(pages)
        for page in pages:
            _mark_page_numbers(page)
            _mark_notes(page)
        _mark_single_heads(pages)
    elif pages:
        _mark_within(pages[0], len(paragraphs))
    return [_joined(one) for one in lines]


def _cleaned(text: str) -> str:
    return text if text.isascii() else text.translate(NONCHARACTERS)


def _joined(lines: list[_Line]) -> str:
    if not any(line.left_out for line in lines):
        return in_plain("\n".join(line.text for line in lines))
    text = "\n".join(
        f"{HEAD}{line.text}{HEAD_END}" if line.left_out else line.text for line in lines
    )
    return " ".join(marked_in_plain(text).split())


def _edges(page: list[_Line]) -> Iterator[tuple[str, _Line]]:
    yield from (("top", line) for line in page[:_EDGE])
    yield from (("bottom", line) for line in page[max(len(page) - _EDGE, _EDGE) :])


def _mark_recurring_edges(pages: list[list[_Line]]) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for page in pages:
        seen.update(
            {(edge, line.shape) for edge, line in _edges(page) if len(line.text) <= _LONGEST_HEAD}
        )
    for page in pages:
        recurring = [
            line
            for edge, line in _edges(page)
            if len(line.text) <= _LONGEST_HEAD and seen[edge, line.shape] > 1
        ]
        if len(recurring) < len(page):  # a page has more than its head
            for line in recurring:
                line.left_out = True


def _mark_page_numbers(page: list[_Line]) -> None:
    for _, line in _edges(page):
        line.left_out = line.left_out or line.page_number


def _mark_notes(page: list[_Line]) -> None:
    """Mark the notes at the bottom, whose marks the page has in its text."""
    if not any(_NOTE_LINE.match(line.text) for line in page):
        return
    marks: set[str] = set()
    begins: dict[int, str] = {}
    for number, line in enumerate(page):
        found = _NOTE_LINE.match(line.text)
        mark = in_plain(found[1]).strip("\ufdd0\ufdd1") if found else ""
        if found and mark in marks:
            begins.setdefault(number, mark)
        text = in_plain(line.text[:2000])
        marks.update("".join(re.findall(r"\d+|[*†‡§]+", one[0])) for one in
                     NOTE_MARK.finditer(text))  # fmt: skip
        marks.update(re.findall("\ufdd0([^\ufdd1]{1,3})\ufdd1", text))
    if begins:
        for line in page[min(begins) :]:
            line.left_out = True


def _mark_single_heads(pages: list[list[_Line]]) -> None:
    """Mark a line at the top of a page that parts a sentence running over the page's end."""
    for before, page in pairwise(pages):
        last = next((line for line in reversed(before) if not line.left_out), None)
        if last is None or _SENTENCE_END.search(last.text[-40:]):
            continue
        body = [line for line in page if not line.left_out][: _EDGE + 1]
        if len(body) > 1 and _is_title(body[0].text):
            body[0].left_out = True
            continue
        for number, line in enumerate(body):
            if line.text.strip()[:1].islower():
                for one in body[:number]:
                    one.left_out = True
                break
            if len(line.text) > 100 or _SENTENCE_END.search(line.text[-40:]):
                break


def _is_title(text: str) -> bool:
    """Whether most longer words of a line are capitalised."""
    words = re.findall(r"[^\W_]+", text)
    long = [word for word in words if len(word) > 3 or word.isdigit()] or words
    raised = sum(1 for word in long if not word[0].islower())
    return len(text) <= 80 and bool(long) and raised * 4 >= len(long) * 3


def _mark_within(lines: list[_Line], paragraphs: int) -> None:
    """Mark page numbers and heads of a text in which nothing parts the pages."""
    alone = Counter(line.paragraph for line in lines)
    heads = Counter(
        line.shape for line in lines if alone[line.paragraph] <= 2 and _may_be_head(line)
    )
    for number, line in enumerate(lines):
        numbered = line.page_number or _is_numbered_title(line.text)
        if alone[line.paragraph] <= 2:
            if paragraphs > 1:
                line.left_out = numbered or heads[line.shape] >= _RECURS
        elif numbered:  # a page's end within a paragraph stands between lines of full length
            line.left_out = all(
                len(one.text) >= _FULL_LINE or _may_be_head(one)
                for one in lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]
            )
    for number, line in enumerate(lines):
        beside = lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]
        titled = _may_be_head(line) and _is_title(line.text) and not _begins(lines, number)
        head = heads[line.shape] > 1 or titled
        if head and any(one.left_out and one.page_number for one in beside):
            line.left_out = True


def _begins(lines: list[_Line], number: int) -> bool:
    """Whether a line begins a sentence that goes on after the page's number and heads."""
    if number and not _SENTENCE_END.search(lines[number - 1].text):
        return False
    below = lines[number + 1 : number + 1 + 2 * _EDGE]
    after = (one.text for one in below if not (one.left_out or _is_title(one.text)))
    return next(after, "")[:1].islower()


_FULL_LINE = 30
_NUMBERED = re.compile(r"\s*(?:page \d{1,4}\b.*|\d{1,4}\s.*\D|\D.*\s\d{1,4})\s*", re.IGNORECASE)


def _is_numbered_title(text: str) -> bool:
    """Whether a line is a title with a page's number before or after it."""
    title = text.strip()
    if len(title) > 100 or not _NUMBERED.fullmatch(title) or _SENTENCE_END.search(title):
        return False
    return _is_title(title) and len(title.split()) > 1


def _may_be_head(line: _Line) -> bool:
    return len(line.text) <= 100 and not _SENTENCE_END.search(line.text[-40:])
