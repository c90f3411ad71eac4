"""Find the passage of a text that is nearest to a quote, by words and then by letters.

RapidFuzz does the comparing: it passes over the whole text, so that a quote of common words is
found as well as one of rare words.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

__all__ = ["Nearest", "Words", "word_diff"]

NEAR = 0.7
"""Share of words in common, in order, from which a passage counts as a near miss."""

_NEAR_LETTERS = 0.85
"""Share of letters in common from which it does where words are spelt otherwise."""

_LONGEST = 400
"""Words of a quote that is nearly there which are compared; the rest of it isn't."""

_LONGEST_LETTERS = 1_000
"""Letters of a quote that are compared where words are spelt otherwise."""

_LONGEST_DIFF = 80
"""Parts that a diff shows."""

_CANDIDATES = 8
"""Stretches of a text that are looked at closely."""

_EXTRA = 0.25
"""What a word of the source that the quote hasn't takes off, in words that both have."""

_AT_ONCE = 20_000
"""Stretches that are compared in one call, between which the interrupt key is heard."""


@dataclass(frozen=True)
class Nearest:
    """The passage that is nearest to a quote.

    Attributes:
        paragraphs: numbers, from 0, of those in which it begins and ends.
        share: share of words or letters in common.
        diff: the words that differ.
    """

    paragraphs: tuple[int, int]
    share: float
    diff: str


class Words:
    """The words of a text, prepared for near searches.

    Args:
        parts: its paragraphs as plain text.
    """

    def __init__(self, parts: Sequence[str]) -> None:
        self._letters = " ".join(parts).casefold()
        words: list[str] = []
        self._starts = array("q")
        known: dict[str, str] = {}  # a word that recurs is kept once
        for part in parts:
            self._starts.append(len(words))
            words += [known.setdefault(word, word) for word in part.split()]
        self._words = words
        self._codes = _Codes()
        self._coded = self._codes.of(words)

    def cost(self, quote: str) -> int:
        """Steps of a search: characters passed, more the longer the quote is."""
        return len(self._letters) * (4 + len(quote) // 16)

    @cached_property
    def _word_ends(self) -> Any:
        """Where each word ends in the letters."""
        return np.cumsum([len(word.casefold()) + 1 for word in self._words])

    def nearest(self, quote: str) -> Nearest | None:
        """The nearest passage, or None where nothing comes near."""
        words = quote.split()[:_LONGEST]
        if not words or not self._words:
            return None
        return self._by_words(words) or self._by_letters(words)

    def _by_words(self, words: list[str]) -> Nearest | None:
        sought, step = self._codes.of(words), len(words)
        best: Nearest | None = None
        most = 0.0
        for low in _closest(sought, self._coded, step, _least(step)):
            low = max(low - step, 0)
            stretch = self._coded[low : low + 4 * step]
            found = max(_run(sought, stretch), _narrow_run(sought, stretch))
            worth, share, start, end, before, after = found
            if share < NEAR or worth <= most:
                continue
            most = worth
            # Where the quote begins or ends otherwise, what the source has there is shown too.
            first, last = low + max(start - before, 0), low + end + after
            best = self._found(words, share, low + start, low + end, self._words[first:last])
        return best

    def _by_letters(self, words: list[str]) -> Nearest | None:
        while len(words) > 1 and sum(map(len, words)) + len(words) > _LONGEST_LETTERS:
            words = words[: len(words) * 3 // 4]
        sought = " ".join(words).casefold()[:_LONGEST_LETTERS]
        step, best = len(sought), None
        for low in _closest(sought, self._letters, step, int(0.8 * step)):
            low = max(low - step, 0)
            found = fuzz.partial_ratio_alignment(sought, self._letters[low : low + 4 * step])
            share = found.score / 100 if found is not None else 0.0
            if found is None or share < _NEAR_LETTERS or (best and share <= best.share):
                continue
            ends = low + found.dest_start, low + found.dest_end - 1
            first, last = (int(np.searchsorted(self._word_ends, at, "right")) for at in ends)
            last = min(last, len(self._words) - 1)
            best = self._found(words, share, first, last + 1, self._words[first : last + 1])
        return best

    def _found(
        self, words: list[str], share: float, start: int, end: int, shown: list[str]
    ) -> Nearest:
        ends = (bisect_right(self._starts, at) - 1 for at in (start, end - 1))
        first, last = ends
        return Nearest((first, last), share, word_diff(words, _cut_alike(words, shown)))


class _Codes:
    """A character for each word, so that words are compared as fast as letters."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, words: Sequence[str]) -> str:
        known = self._known
        found = []
        for word in words:
            bare = _bare(word)
            code = known.get(bare)
            if code is None:
                number = 0x100 + len(known) % 1_000_000
                code = known[bare] = chr(number + 0x800 if number >= 0xD800 else number)
            found.append(code)
        return "".join(found)


def _closest(sought: str, text: str, step: int, least: int) -> list[int]:
    """Where the stretches begin that have most of a sequence in its order, the best first."""
    lows = range(0, max(len(text) - step, 0) + 1, step)
    scores = np.zeros(len(lows), dtype=np.int64)
    for begin in range(0, len(lows), _AT_ONCE):
        stretches = [text[low : low + 2 * step] for low in lows[begin : begin + _AT_ONCE]]
        found = process.cdist([sought], stretches, scorer=LCSseq.similarity, score_cutoff=least)
        scores[begin : begin + len(stretches)] = found[0]
    order = np.argsort(-scores, kind="stable")[:_CANDIDATES]
    return [lows[int(place)] for place in order if scores[place] >= max(least, 1)]


def _least(words: int) -> int:
    """Words of so many that must be there: most, and in a short quote all but one."""
    return max(min(math.ceil(NEAR * words), words - 1), 1)


_Run = tuple[float, float, int, int, int, int]
"""Worth and share of a part, where it begins and ends, and how much of the sequence lies outside on
both sides."""

_NO_RUN: _Run = (0.0, 0.0, 0, 0, 0, 0)


def _narrow_run(sought: str, stretch: str) -> _Run:
    """The same where a stretch is likest: words of the rest of it aren't taken for the quote's."""
    found = fuzz.partial_ratio_alignment(sought, stretch)
    if found is None:
        return _NO_RUN
    best = _NO_RUN
    for room in (0, len(sought) // 3 + 1):
        low = max(found.dest_start - room, 0)
        one = _run(sought, stretch[low : found.dest_end + room])
        if one[0] > best[0]:
            best = (*one[:2], one[2] + low, one[3] + low, *one[4:])
    return best


def _run(sought: str, stretch: str) -> _Run:
    """The part of a stretch that has the largest share of a sequence, if it has most of it."""
    blocks = [
        (one.src_start, one.dest_start, one.src_end - one.src_start)
        for one in LCSseq.opcodes(sought, stretch)
        if one.tag == "equal"
    ]
    if not blocks:
        return _NO_RUN
    there, here, sizes = (np.array(column) for column in zip(*blocks, strict=True))
    total = np.concatenate([[0], np.cumsum(sizes)])
    common = total[None, 1:] - total[:-1, None]
    spans = (here + sizes)[None, :] - here[:, None]
    # A word more that both have is worth some words that only the source has.
    worth = np.where(spans > 0, common - _EXTRA * (spans - common), -1.0)
    first, last = np.unravel_index(int(worth.argmax()), worth.shape)
    shared = int(common[first, last])
    if shared < _least(len(sought)):
        return _NO_RUN
    before, after = int(there[first]), len(sought) - int(there[last] + sizes[last])
    share = 2 * shared / (int(spans[first, last]) + len(sought))
    begins, ends = int(here[first]), int(here[last] + sizes[last])
    return float(worth[first, last]), share, begins, ends, before, after


def _cut_alike(words: list[str], source: list[str]) -> list[str]:
    """The source's words without the marks at either end that the quote stops short of."""
    alike = list(source)
    for end in (0, -1):
        if alike and _bare(source[end]) == _bare(words[end]) and words[end] in source[end]:
            alike[end] = words[end]
    return alike


def _bare(word: str) -> str:
    return word.strip(".,;:!?\"'()[]").casefold() or word


def word_diff(quote: list[str], source: list[str]) -> str:
    """What the quote has [-that the source hasn't-] and what the source has {+instead+}.

    Example:
        >>> word_diff("ATF was unable to help".split(), "ATF has been unable to help".split())
        'ATF [-was-] {+has been+} unable to help'
    """
    parts: list[str] = []
    gone: list[str] = []
    come: list[str] = []

    def told() -> None:
        if gone:
            parts.append(f"[-{' '.join(gone)}-]")
        if come:
            parts.append(f"{{+{' '.join(come)}+}}")
        gone.clear()
        come.clear()

    for one in LCSseq.opcodes(quote, source):
        if one.tag == "equal":
            told()
            parts += quote[one.src_start : one.src_end]
        gone += quote[one.src_start : one.src_end] if one.tag in ("delete", "replace") else []
        come += source[one.dest_start : one.dest_end] if one.tag in ("insert", "replace") else []
    told()
    shown = parts[:_LONGEST_DIFF]
    return " ".join(shown) + (" ..." if len(parts) > len(shown) else "")
