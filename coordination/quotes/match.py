"""Find a quote in a text: exactly after normalising, nearly, or not at all."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from coordination.quotes.texts import Paragraph, SourceText

__all__ = ["Match", "Searchable", "normalised", "word_diff"]

NEAR = 0.7
"""Share of words in common, in order, from which a passage counts as a near miss."""

_COMMON = 3_000
"""Occurrences from which a word is too common to find a passage by."""

_LONGEST_DIFF = 80
"""Words that a diff shows of each side."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": "",
        "\u200b": "",
        "\ufeff": "",
        "…": "...",
    }
)
_GAP = re.compile(r"\s*(?:\[\s*\.\.\.\s*\]|\(\s*\.\.\.\s*\)|\.\.\.)\s*")


def normalised(text: str) -> str:
    """Text with what printing changes made equal: white space, hyphenation, ligatures, quotes.

    Example:
        >>> normalised("a “ﬁne” co-\\noperation  of\\tagencies")
        'a "fine" cooperation of agencies'
    """
    text = unicodedata.normalize("NFKC", text).translate(_SAME)
    text = re.sub(r"(?<=\w)-[ \t]*\r?\n\s*(?=[a-z])", "", text)
    return " ".join(text.split())


@dataclass(frozen=True)
class Match:
    """Where a quote was found.

    Attributes:
        state: "exact", "near" or "not found".
        paragraph: the paragraph that it begins in, None where it wasn't found.
        share: share of words in common, in order; 1.0 where exact.
        diff: the words that differ, "" where exact or not found.
    """

    state: str
    paragraph: Paragraph | None = None
    share: float = 0.0
    diff: str = ""


class Searchable:
    """A text prepared for many searches."""

    def __init__(self, text: SourceText) -> None:
        self._paragraphs = text.paragraphs
        # A quote may run over a paragraph's or a page's end, and a word over a line's.
        parts = [normalised(paragraph.text) for paragraph in text.paragraphs]
        self._whole = " ".join(parts)
        self._dense = self._whole.replace("-", "").replace(" ", "")
        lengths = [len(part) + 1 for part in parts]
        self._starts = [0, *accumulate(lengths)][:-1]
        dense = [len(part.replace("-", "").replace(" ", "")) for part in parts]
        self._dense_starts = [0, *accumulate(dense)][:-1]
        self._words = self._whole.split()
        self._word_starts = [0, *accumulate(len(part.split()) for part in parts)][:-1]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            self._places[_bare(word)].append(place)

    def find(self, quote: str) -> Match:
        """Find a quote; "..." in it stands for words that were left out."""
        pieces = [piece for piece in _GAP.split(normalised(quote)) if piece.strip(" .\"'")]
        if not pieces:
            return Match("not found")
        place = self._exact(pieces)
        if place is not None:
            return Match("exact", place, 1.0)
        return self._near(" ".join(pieces))

    def _exact(self, pieces: list[str]) -> Paragraph | None:
        for whole, starts, shrink in (
            (self._whole, self._starts, False),
            # Hyphens at line ends can't be told from real ones, so both are left out at last.
            (self._dense, self._dense_starts, True),
        ):
            at, first = 0, -1
            for piece in pieces:
                wanted = piece.replace("-", "").replace(" ", "") if shrink else piece
                at = whole.find(wanted, at)
                if at < 0:
                    break
                first = at if first < 0 else first
                at += len(wanted)
            else:
                return self._paragraphs[bisect_right(starts, first) - 1]
        return None

    def _near(self, quote: str) -> Match:
        words = quote.split()
        bare = [_bare(word) for word in words]
        votes: Counter[int] = Counter()
        step = max(len(words) // 2, 1)
        for offset, word in enumerate(bare):
            places = self._places.get(word, ())
            if len(places) <= _COMMON:
                for place in places:
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
            if share > best.share:
                paragraph = self._paragraphs[bisect_right(self._word_starts, low + start) - 1]
                diff = word_diff(words, window[start:end])
                best = Match("near" if share >= NEAR else "not found", paragraph, share, diff)
        return best if best.state == "near" else Match("not found")


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
