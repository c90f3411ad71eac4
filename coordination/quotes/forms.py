"""Make forms of a text without spaces, at several degrees of normalisation.

Where each letter stands in the plain text is kept, so that a match can be shown in its words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from coordination.quotes.normalise import (
    ACCENT,
    HEAD,
    HEAD_END,
    MARKED,
    NOTE,
    NOTE_END,
)

__all__ = ["LEVELS", "NOTE_MARK", "Form", "form_of"]

LEVELS = ("as printed", "without notes", "without accents")
"""What is left out, more from level to level; spaces and hyphens within words always are."""

Codes = np.ndarray[Any, np.dtype[Any]]

_TABLE_SIZE = 0x32400
_LETTER, _DIGIT, _UNSPACED = 1, 2, 4

NOTE_MARK = re.compile(
    r"\[(?:\^|(?:notes?|fn|ref|n)\.? ?)?\d{1,3}(?: ?[,;-] ?\d{1,3})*\]|\[citation needed\]"
    r"|(?<=[^\W\d_]{3})\d{1,3}(?:,\d{1,3})*(?![\w%]|[.,:-]\d|'\w)"  # agencies12
    r"|(?<=[^\W\d_][.,;:!?])[\"']?\d{1,3}(?:,\d{1,3})*(?=[ \"')\]]|$)"  # agencies.12
    r"|(?<=[)%\]\"'][.,;:!?])\d{1,3}(?:,\d{1,3})*(?=[ \"')\]]|$)"  # (agencies).12
    r"|(?<=[.,;:!?][\"'])\d{1,3}(?:,\d{1,3})*(?=[ )\]]|$)"  # "agencies."12
    r"|(?<=\d{4}[.;])\d{1,3}(?=$| [^\W\d_a-z])"  # 2006.12 The
    r"|(?<=[\w.,;:!?)\"'])[*†‡§¶]{1,4}(?=[ .,;:!?)\"']|$)"
    r"|(?<=[^\s\d(])\(\d{1,3}\)(?=[ .,;:]|$)"
)
"""Marks of notes that are set as ordinary signs."""

_LOOSE_MARK = re.compile(r"(?<=[a-z)\"'][.!?]) \d{1,3}(?= [A-Z\"'])")
"""A mark that stands by itself, as some PDF files have it."""


@dataclass(frozen=True)
class Form:
    """A text in one form.

    Attributes:
        plain: the text that the form was made of.
        dense: its letters and signs.
        at: where each of them stands in the plain text.
        skipped: where what was left out begins, as a place in `dense`, and its words.
        known: where short pieces of quotes stand, which many quotes ask for.
    """

    plain: str
    dense: str
    at: Codes
    skipped: tuple[tuple[int, str], ...]
    _firsts: list[int] = field(default_factory=list)
    known: dict[tuple[str, bool, bool], Any] = field(default_factory=dict, compare=False)

    def begins(self, place: int) -> bool:
        """Whether a word begins at a place, or no word is there."""
        if place <= 0 or self.at[place - 1] < self.at[place] - 1:
            return True
        return not _within_word(self.dense[place - 1], self.dense[place])

    def ends(self, place: int) -> bool:
        """Whether a word ends before a place."""
        return place >= len(self.dense) or self.begins(place)

    def words(self, first: int, end: int) -> str:
        """The plain text of a stretch, with what lies between its letters."""
        if first >= end:
            return ""
        return self.plain[int(self.at[first]) : int(self.at[end - 1]) + 1]

    def between(self, end: int, first: int) -> str:
        """The plain text after one stretch and before the next."""
        low = int(self.at[end - 1]) + 1 if end else 0
        high = int(self.at[first]) if first < len(self.at) else len(self.plain)
        return self.plain[low:high]

    def skipped_in(self, first: int, end: int) -> list[tuple[int, str]]:
        """What was left out within a stretch, by its place in it."""
        from bisect import bisect_right

        if not self._firsts:
            self._firsts.extend(place for place, _ in self.skipped)
        low, high = bisect_right(self._firsts, first), bisect_right(self._firsts, end)
        return [(place - first, words) for place, words in self.skipped[low:high]]


def _within_word(before: str, after: str) -> bool:
    return (
        before.isalnum()
        and after.isalnum()
        and not (_kinds()[min(ord(before), _TABLE_SIZE - 1)] & _UNSPACED)
        and not (_kinds()[min(ord(after), _TABLE_SIZE - 1)] & _UNSPACED)
    )


def form_of(plain: str, level: int) -> Form:
    """A plain text in the form of a level."""
    codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds()[np.minimum(codes, _TABLE_SIZE - 1)]
    keep = codes != 32
    for mark in (NOTE, NOTE_END, HEAD, HEAD_END):
        keep &= codes != ord(mark)
    spans: list[tuple[int, int]] = []
    if level:
        spans = _optional(plain)
        for low, high in spans:
            keep[low:high] = False
        keep &= ~_outer_quotes(codes, kinds)
    codes = codes.copy()
    codes[codes == 34] = 39
    if level < 2:
        codes[codes == ord(ACCENT)] = 39
    else:
        codes, bare = _without_accents(codes)
        keep &= bare
    at = np.flatnonzero(keep)
    for sign in (39, 45):  # '' is one quotation mark, -- one dash
        kept = codes[at]
        again = np.zeros(len(at), bool)
        again[1:] = (kept[1:] == sign) & (kept[:-1] == sign)
        at = at[~again]
    kept, letters = codes[at], (kinds[at] & _LETTER) > 0
    inner = np.zeros(len(at), bool)
    inner[1:-1] = (kept[1:-1] == 45) & letters[:-2] & letters[2:]
    at = at[~inner]
    dense = codes[at].tobytes().decode("utf-32-le", "surrogatepass")
    firsts = np.searchsorted(at, [low for low, _ in spans]) if spans else ()
    skipped = tuple(
        (int(place), plain[low:high]) for place, (low, high) in zip(firsts, spans, strict=True)
    )
    return Form(plain, dense, at.astype(np.int32), skipped)


def _optional(plain: str) -> list[tuple[int, int]]:
    """What a quote may leave out, in order and apart from each other."""
    found = [found.span() for found in MARKED.finditer(plain)]
    for pattern in (NOTE_MARK, _LOOSE_MARK):
        found += [one.span() for one in pattern.finditer(plain)]
    found.sort()
    apart: list[tuple[int, int]] = []
    for low, high in found:
        if apart and low < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(high, apart[-1][1]))
        else:
            apart.append((low, high))
    return apart


def _outer_quotes(codes: Codes, kinds: Codes) -> Codes:
    """Quotation marks, and apostrophes that aren't within a word."""
    single = (codes == 39) | (codes == ord(ACCENT))
    letters = (kinds & _LETTER) > 0
    within = np.zeros(len(codes), bool)
    within[1:-1] = letters[:-2] & letters[2:]
    result: Codes = (codes == 34) | (single & ~within)
    return result


_BARE = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "İ": "I", "ħ": "h"}


def _without_accents(codes: Codes) -> tuple[Codes, Codes]:
    """Letters without their accents, and which signs aren't accents alone."""
    bare = codes != ord(ACCENT)
    foreign = codes > 127
    for code in np.unique(codes[foreign]).tolist():
        letter = chr(code)
        if unicodedata.combining(letter):
            bare &= codes != code
            continue
        base = _BARE.get(letter) or unicodedata.normalize("NFD", letter)[0]
        if base != letter:
            codes[codes == code] = ord(base)
    return codes, bare


@cache
def _kinds() -> Codes:
    """Which characters are letters, digits, or of a script that doesn't part words."""
    table = np.zeros(_TABLE_SIZE, np.uint8)
    for code in range(_TABLE_SIZE - 1):
        letter = chr(code)
        if letter.isalpha():
            table[code] = _LETTER
        elif letter.isdigit():
            table[code] = _DIGIT
    for low, high in (
        (0x0E00, 0x0F00),  # Thai, Lao
        (0x1000, 0x10A0),  # Burmese
        (0x1780, 0x1800),  # Khmer
        (0x3040, 0x3100),  # Japanese syllables
        (0x3400, 0xA000),  # Chinese characters
        (0xAC00, 0xD7B0),  # Korean, whose particles follow a word without a space
        (0xF900, 0xFB00),
        (0x20000, _TABLE_SIZE - 1),
    ):
        table[low:high] |= _UNSPACED
    return table
