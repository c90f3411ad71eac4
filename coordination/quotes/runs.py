"""Find the places of a text that have all pieces of a quote, in order and near each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from coordination.quotes.forms import Form, form_of
from coordination.quotes.normalise import readable
from coordination.quotes.omissions import Gap, Piece

__all__ = ["Run", "runs"]

_MOST_PLACES = 100
"""The largest number of places that are reported for one quote."""

_MOST_TRIED = 200_000
"""Places of a few letters that are looked at, whether or not words begin and end there."""

_MOST_KEPT = 200
"""Pieces of quotes whose places are kept for other pieces and quotes."""


@dataclass(frozen=True)
class Run:
    """Where the pieces of a quote stand in a form."""

    form: Form
    spans: tuple[tuple[int, int], ...]
    pieces: list[Piece]
    note: str


def runs(form: Form, pieces: list[Piece], level: int) -> Iterator[Run]:
    """Each place that has all pieces, in order and near each other."""
    wanted = [form_of(piece.text, level) for piece in pieces]
    if not all(one.dense for one in wanted):
        return
    reached: list[tuple[Any, Any]] = []  # where each piece may begin, and by which one before it
    for number, (piece, one) in enumerate(zip(pieces, wanted, strict=True)):
        key = (one.dense, _is_within(piece.before), _is_within(piece.after))
        if key not in form.known:
            if len(form.known) >= _MOST_KEPT:
                form.known.clear()
            form.known[key] = _occurrences(form, *key)
        starts = form.known[key]
        if number == 0:
            reached.append((starts, None))
            continue
        ends = reached[-1][0] + len(wanted[number - 1].dense)
        before = np.searchsorted(ends, starts, side="right") - 1
        gap = piece.before.widest if piece.before else 0
        fits = before >= 0
        fits[fits] = starts[fits] - ends[before[fits]] <= gap
        reached.append((starts[fits], before[fits]))
        if not len(reached[-1][0]):
            return
    seen: set[int] = set()
    for last in range(len(reached[-1][0])):
        spans = _traced(reached, wanted, last)
        if spans[0][0] in seen:
            continue
        fitting = _fits(form, pieces, spans)
        notes = [_same_marks(form, one, *span) for one, span in zip(wanted, spans, strict=True)]
        if fitting and all(note is not None for note in notes):
            seen.add(spans[0][0])
            yield Run(form, spans, pieces, "; ".join(filter(None, notes)))
            if len(seen) == _MOST_PLACES:
                return


def _is_within(gap: Gap | None) -> bool:
    return gap is not None and gap.within


def _occurrences(form: Form, sought: str, open_before: bool, open_after: bool) -> Any:
    """Where a text has some letters as words of their own, as an array of places in order."""
    found: list[int] = []
    at, tried = form.dense.find(sought), 0
    while at >= 0 and tried < _MOST_TRIED:
        tried += 1
        if (open_before or form.begins(at)) and (open_after or form.ends(at + len(sought))):
            found.append(at)
        at = form.dense.find(sought, at + 1)
    return np.array(found, dtype=np.int64)


def _traced(
    reached: list[tuple[Any, Any]], wanted: list[Form], last: int
) -> tuple[tuple[int, int], ...]:
    """Where each piece stands, if the last one stands where it does."""
    spans = []
    for number in range(len(reached) - 1, -1, -1):
        starts, before = reached[number]
        start = int(starts[last])
        spans.append((start, start + len(wanted[number].dense)))
        if before is not None:
            last = int(before[last])
    return tuple(reversed(spans))


_REST_OF_WORD = re.compile(r"\w*\W*")


def _fits(form: Form, pieces: list[Piece], spans: tuple[tuple[int, int], ...]) -> bool:
    """Whether brackets within words stand for the rest of the word, and others for other words."""
    for number, piece in enumerate(pieces[:-1]):
        gap, words = piece.after, form.between(spans[number][1], spans[number + 1][0])
        if gap is None or not gap.words:
            continue
        if gap.within and not _REST_OF_WORD.fullmatch(words):
            return False
        if not gap.within and _bare(words) == _bare(gap.words):
            return False
    return True


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words)).casefold()


def _same_marks(form: Form, quote: Form, first: int, end: int) -> str | None:
    """What the source has within a quote that the quote leaves out; None where marks differ."""
    theirs: dict[int, str] = {}
    for place, words in form.skipped_in(first, end):
        theirs[place] = f"{theirs.get(place, '')} {words}".strip()
    for place, words in quote.skipped:
        other = theirs.pop(place, None)
        if other is not None and _bare_mark(other) != _bare_mark(words):
            return None
    left = [words for place, words in theirs.items() if 0 < place < end - first]
    shown = [" ".join(readable(words).split()) for words in left]
    return f"leaves out {', '.join(repr(one) for one in dict.fromkeys(shown))}" if shown else ""


def _bare_mark(words: str) -> str:
    return "".join(filter(str.isalnum, words))
