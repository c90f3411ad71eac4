"""Find a quote in a text: exactly after normalising, nearly, or not at all."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from coordination.quotes.columns import by_columns
from coordination.quotes.forms import LEVELS, Form, form_of
from coordination.quotes.limits import LONGEST_QUOTE, Work
from coordination.quotes.near import Nearest, Words
from coordination.quotes.normalise import MARKED, in_plain, readable, without_marks
from coordination.quotes.omissions import (
    WIDEST,
    Gap,
    Hidden,
    Piece,
    edited,
    negations,
    too_many,
)
from coordination.quotes.page_furniture import marked_paragraphs
from coordination.quotes.runs import Run, runs
from coordination.quotes.source_text import Paragraph, SourceText

__all__ = ["Match", "Place", "Searchable"]

_SHOWN_WORDS = 60
"""Words that are shown of what an omission stands for."""


@dataclass(frozen=True)
class Place:
    """One place where a text has a quote.

    Attributes:
        first, last: the paragraphs in which it begins and ends.
    """

    first: Paragraph
    last: Paragraph


@dataclass(frozen=True)
class Match:
    """Where a quote was found.

    Attributes:
        state: "exact", "near", "not found" or "not compared".
        places: where it stands, in the order of the text; () where it wasn't found.
        share: share of words in common, in order; 1.0 where exact.
        diff: the words that differ, "" where exact or not found.
        hidden: what its omissions and brackets stand for, at the first place.
        note: what of the source's printing the quote leaves out, or why it wasn't compared.
    """

    state: Literal["exact", "near", "not found", "not compared"]
    places: tuple[Place, ...] = ()
    share: float = 0.0
    diff: str = ""
    hidden: tuple[Hidden, ...] = ()
    note: str = ""


class _Reading:
    """The paragraphs of a text in one order, prepared for searches."""

    def __init__(self, paragraphs: tuple[Paragraph, ...]) -> None:
        self.paragraphs = paragraphs
        self._parts = marked_paragraphs(paragraphs)
        self.plain = " ".join(self._parts)
        self._starts = _starts(len(part) + 1 for part in self._parts)
        self._forms: dict[int, Form] = {}

    def form(self, level: int) -> Form:
        if level not in self._forms:
            self._forms[level] = form_of(self.plain, level)
        return self._forms[level]

    @cached_property
    def words(self) -> Words:
        return Words([without_marks(part) for part in self._parts])

    @cached_property
    def words_as_printed(self) -> Words | None:
        """The words with those of heads and notes, if there are any."""
        if not MARKED.search(self.plain):
            return None
        return Words([readable(part) for part in self._parts])

    def place(self, run: Run) -> Place:
        """The paragraphs in which a run begins and ends."""
        first, last = run.spans[0][0], run.spans[-1][1] - 1
        ends = (bisect_right(self._starts, int(run.form.at[one])) - 1 for one in (first, last))
        return Place(*(self.paragraphs[end] for end in ends))


class Searchable:
    """A text prepared for many searches."""

    def __init__(self, text: SourceText) -> None:
        self._main = _Reading(text.paragraphs)

    @cached_property
    def _columns(self) -> _Reading | None:
        """The same text with columns read one after the other, if any page has columns."""
        paragraphs = by_columns(self._main.paragraphs)
        return None if paragraphs is None else _Reading(paragraphs)

    def find(self, quote: str, work: Work | None = None) -> Match:
        """Find a quote.

        "..." in it stands for words that were left out, a letter in brackets, as in "[T]he", for
        the same letter, small or capital, and words in brackets for words of the editor's.

        Args:
            quote: the quote.
            work: steps that are left; None means those of one network.
        """
        work = work or Work()
        if len(quote) > LONGEST_QUOTE:
            return Match("not compared", note=f"it is longer than {LONGEST_QUOTE:,} characters")
        plain = in_plain(quote)
        if too_many(plain):
            return Match("not compared", note="it has too many omissions to be looked up")
        ways = [[Piece(plain)], *edited(plain)]
        if not any(way and any(map(str.isalnum, way[0].text)) for way in ways):
            return Match("not found")
        for column in (False, True):
            reading = self._columns if column else self._main
            if reading is None:
                continue
            for level in range(1 if column else 0, len(LEVELS)):
                if not work.affords(len(reading.plain) * sum(map(len, ways))):
                    return _not_compared(work)
                for way in ways:
                    if way and (found := list(runs(reading.form(level), way, level))):
                        return _exact(reading, found, level)
        way = ways[-1] or ways[0]
        if _has_ellipses(way) and self._has_each(way):
            apart = f"{WIDEST:,} characters"
            return Match(
                "not found",
                note=f"each of its parts is in the source, but not in this order within {apart}",
            )
        return self._near(way, work)

    def _has_each(self, way: list[Piece]) -> bool:
        form = self._main.form(1)
        return all(next(runs(form, [piece], 1), None) is not None for piece in way)

    def _near(self, way: list[Piece], work: Work) -> Match:
        quote = " ".join(readable(piece.text) for piece in way)
        best: Match = Match("not found")
        for reading in filter(None, (self._main, self._columns)):
            for words in filter(None, (reading.words, reading.words_as_printed)):
                if not work.affords(words.cost(quote)):
                    return _not_compared(work)
                found: Nearest | None = words.nearest(quote)
                if found is not None and found.share > best.share:
                    places = Place(*(reading.paragraphs[end] for end in found.paragraphs))
                    best = Match("near", (places,), found.share, found.diff)
        return best


def _has_ellipses(way: list[Piece]) -> bool:
    return len(way) > 1 and all(one.after and not one.after.words for one in way[:-1])


def _not_compared(work: Work) -> Match:
    return Match(
        "not compared",
        note=f"comparing all quotes takes more than {work.most:,} steps; verify fewer at once",
    )


def _exact(reading: _Reading, found: list[Run], level: int) -> Match:
    first = found[0]
    notes = [first.note] if first.note else []
    if level == 2:
        notes.append("accents or apostrophes are set otherwise")
    return Match(
        "exact",
        tuple(map(reading.place, found)),
        1.0,
        hidden=tuple(_hidden(first)),
        note="; ".join(notes),
    )


def _starts(lengths: Iterable[int]) -> array[int]:
    """Where each of several stretches begins, one after the other."""
    found, at = array("q"), 0
    for length in lengths:
        found.append(at)
        at += length
    return found


_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s")


def _hidden(run: Run) -> Iterator[Hidden]:
    """What the omissions of a run stand for, those at its ends up to the end of the sentence."""
    form, spans = run.form, run.spans
    first = run.pieces[0].before
    if first is not None and not first.within:
        start = int(form.at[spans[0][0]])
        before = without_marks(form.plain[max(start - 600, 0) : start]) + " "
        *_, begins = [0, *(found.end() for found in _SENTENCE_END.finditer(before))]
        yield from _told(first, before[begins:], outside=True)
    for number, piece in enumerate(run.pieces):
        if piece.after is None:
            continue
        end = spans[number][1]
        if number + 1 < len(spans):
            yield from _told(piece.after, form.between(end, spans[number + 1][0]))
        elif piece.after.within:
            onward = form.plain[int(form.at[end - 1]) + 1 :][:40]
            yield from _told(piece.after, (re.match(r"\w*", onward) or [""])[0])
        else:
            after = without_marks(form.plain[int(form.at[end - 1]) + 1 :][:600])
            stop = _SENTENCE_END.search(after + " ")
            yield from _told(piece.after, after[: stop.end()] if stop else after, outside=True)


def _told(gap: Gap, words: str, *, outside: bool = False) -> Iterator[Hidden]:
    words = without_marks(words).strip(" .,;:*[]()-\"'")
    if not words or words == gap.words:
        return
    told = words.split()
    if len(told) > _SHOWN_WORDS:
        half = _SHOWN_WORDS // 2
        told = [*told[:half], "[...]", *told[-half:]]
    yield Hidden(gap.words or "...", " ".join(told), negations(words), outside)
