"""Find a quote in a text: exactly after normalising, nearly, or not at all."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from coordination.quotes.source_text import Paragraph, SourceText

__all__ = ["Match", "Searchable", "normalised", "word_diff"]

NEAR = 0.7
"""Share of words in common, in order, from which a passage counts as a near miss."""

_COMMON = 3_000
"""Occurrences from which a word is too common to find a passage by."""

_LONGEST_NEAR = 400
"""Words of a quote that is nearly there which are compared; the rest of it isn't."""

_LONGEST_DIFF = 80
"""Words that a diff shows of each side."""

_WIDEST_GAP = 5_000
"""Characters that "..." in a quote may stand for: two printed pages."""

_MOST_PLACES = 100
"""Places of one quote that are told."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "…": "...",
    }
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_EDITED = re.compile(r"\[(\w)\](?=\w)")
_GAP = re.compile(r"\s*(?:\[\s*\.\.\.\s*\]|\(\s*\.\.\.\s*\)|\.\.\.)\s*")


def normalised(text: str) -> str:
    """Text with what printing changes made equal: white space, hyphenation, ligatures, quotes.

    Example:
        >>> normalised("a “ﬁne” co-\\noperation  of\\tagencies")
        'a "fine" cooperation of agencies'
    """
    text = _CONTROL.sub("", unicodedata.normalize("NFKC", text)).translate(_SAME)
    text = re.sub(r"(?<=\w)-[ \t]*\r?\n\s*(?=[a-z])", "", text)
    return " ".join(text.split())


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
        state: "exact", "near" or "not found".
        places: where it stands, in the order of the text; () where it wasn't found.
        share: share of words in common, in order; 1.0 where exact.
        diff: the words that differ, "" where exact or not found.
    """

    state: str
    places: tuple[Place, ...] = ()
    share: float = 0.0
    diff: str = ""


class Searchable:
    """A text prepared for many searches."""

    def __init__(self, text: SourceText) -> None:
        self._paragraphs = text.paragraphs
        # A quote may run over a paragraph's or a page's end, and a word over a line's.
        self._parts = [normalised(paragraph.text) for paragraph in text.paragraphs]
        self._whole = " ".join(self._parts)
        self._starts = _starts(len(part) + 1 for part in self._parts)
        dense = [_dense(part) for part in self._parts]
        self._dense = "".join(dense)
        self._dense_starts = _starts(map(len, dense))

    def find(self, quote: str) -> Match:
        """Find a quote; "..." in it stands for words that were left out.

        A letter in brackets, as in "[T]he", stands for the same letter, small or capital.
        """
        plain = normalised(quote)
        for changed in dict.fromkeys(
            (plain, _EDITED.sub(_small, plain), _EDITED.sub(_capital, plain))
        ):
            pieces = [piece for piece in _GAP.split(changed) if piece.strip(" .\"'")]
            if not pieces:
                return Match("not found")
            places = self._exact(pieces)
            if places:
                return Match("exact", places, 1.0)
        return self._near(" ".join(_GAP.split(plain)))

    def _exact(self, pieces: list[str]) -> tuple[Place, ...]:
        wanted = [_dense(piece) for piece in pieces]
        for whole, starts, sought in (
            (self._whole, self._starts, pieces),
            # Hyphens at line ends can't be told from real ones, so both are left out at last.
            (self._dense, self._dense_starts, wanted),
        ):
            if all(sought):
                places = []
                for first, last in _runs(whole, sought):
                    ends = (self._paragraphs[bisect_right(starts, at) - 1] for at in (first, last))
                    places.append(Place(*ends))
                if places:
                    return tuple(places)
        return ()

    @cached_property
    def _words(self) -> list[str]:
        known: dict[str, str] = {}  # a word that recurs is kept once
        return [known.setdefault(word, word) for word in self._whole.split()]

    @cached_property
    def _word_starts(self) -> array[int]:
        return _starts(len(part.split()) for part in self._parts)

    @cached_property
    def _spots(self) -> dict[str, list[array[int]]]:
        """Where each word stands, however it is written."""
        written: dict[str, array[int]] = {}
        for place, word in enumerate(self._words):
            written.setdefault(word, array("q")).append(place)
        found: dict[str, list[array[int]]] = {}
        for word, places in written.items():
            found.setdefault(_bare(word), []).append(places)
        return found

    def _near(self, quote: str) -> Match:
        words = quote.split()[:_LONGEST_NEAR]
        bare = [_bare(word) for word in words]
        votes: Counter[int] = Counter()
        step = max(len(words) // 2, 1)
        for offset, word in enumerate(bare):
            places = self._spots.get(word, [])
            if sum(map(len, places)) <= _COMMON:
                for place in (one for some in places for one in some):
                    votes[max(place - offset, 0) // step] += 1
        best = Match("not found")
        for bucket, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:8]:
            low = max(bucket * step - step, 0)
            window = self._words[low : low + len(words) + 3 * step]
            matcher = SequenceMatcher(None, [_bare(word) for word in window], bare, autojunk=False)
            blocks = [block for block in matcher.get_matching_blocks() if block.size]
            if not blocks:
                continue
            start, end = blocks[0].a, blocks[-1].a + blocks[-1].size
            common = sum(block.size for block in blocks)
            share = 2 * common / (end - start + len(words))
            if share >= NEAR and share > best.share:
                ends = (
                    self._paragraphs[bisect_right(self._word_starts, low + at) - 1]
                    for at in (start, end - 1)
                )
                # Where the quote begins or ends otherwise, what the source has there is shown too.
                before, after = blocks[0].b, len(words) - blocks[-1].b - blocks[-1].size
                shown = window[max(start - before, 0) : end + after]
                diff = word_diff(words, _cut_alike(words, shown))
                best = Match("near", (Place(*ends),), share, diff)
        return best


def _cut_alike(words: list[str], source: list[str]) -> list[str]:
    """The source's words without the marks at either end that the quote stops short of."""
    alike = list(source)
    for end in (0, -1):
        if _bare(source[end]) == _bare(words[end]) and words[end] in source[end]:
            alike[end] = words[end]
    return alike


def _starts(lengths: Iterable[int]) -> array[int]:
    """Where each of several stretches begins, one after the other."""
    found, at = array("q"), 0
    for length in lengths:
        found.append(at)
        at += length
    return found


def _runs(whole: str, pieces: list[str]) -> Iterator[tuple[int, int]]:
    """First and last character of each place that has all pieces, in order and near each other."""
    first, found = whole.find(pieces[0]), 0
    while first >= 0 and found < _MOST_PLACES:
        end = first + len(pieces[0])
        for piece in pieces[1:]:
            at = whole.find(piece, end, end + _WIDEST_GAP + len(piece))
            if at < 0:
                break
            end = at + len(piece)
        else:
            yield first, end - 1
            found += 1
        first = whole.find(pieces[0], first + 1)


_SHORTENED = str.maketrans({"-": "", " ": "", '"': "'"})


def _dense(text: str) -> str:
    """Without what tells words apart, and with one kind of quotation mark."""
    return text.translate(_SHORTENED)


def _small(edited: re.Match[str]) -> str:
    return edited[1].lower()


def _capital(edited: re.Match[str]) -> str:
    return edited[1].upper()


def _bare(word: str) -> str:
    return word.strip(".,;:!?\"'()[]").lower()


def word_diff(quote: list[str], source: list[str]) -> str:
    """What the quote has [-that the source hasn't-] and what the source has {+instead+}.

    Example:
        >>> word_diff("ATF was unable to help".split(), "ATF has been unable to help".split())
        'ATF [-was-] {+has been+} unable to help'
    """
    parts = []
    matcher = SequenceMatcher(None, quote, source, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            parts += quote[a:b]
            continue
        if b > a:
            parts.append(f"[-{' '.join(quote[a:b])}-]")
        if d > c:
            parts.append(f"{{+{' '.join(source[c:d])}+}}")
    shown = parts[:_LONGEST_DIFF]
    return " ".join(shown) + (" ..." if len(parts) > len(shown) else "")
