"""Measure words, and break them into the lines of a label.

The letters' widths are those of Helvetica (Adobe Font Metrics), to which Arial and Liberation Sans
keep. Fonts that a reader's machine puts in their place run up to a sixth wider (DejaVu Sans,
Verdana), so widths come with that allowance: words that fit here fit there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

__all__ = ["ALLOWANCE", "text_width", "wrap"]

ALLOWANCE = 1.16
"""What wider fonts need beyond Helvetica's widths."""

_WIDTHS: dict[str, int] = {}
for _width, _letters in {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckvsxyz",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
    1000: "—…",
}.items():
    _WIDTHS.update(dict.fromkeys(_letters, _width))

_WIDE = 1000
"""Width of a full-width letter, as in Chinese, Japanese and Korean."""
_UNKNOWN = 640
"""Width of a letter of any other script: Cyrillic, Greek, Arabic, Hebrew and others run near it."""


@lru_cache(maxsize=4096)
def _letter(letter: str) -> int:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return _WIDE
    base = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(base, _UNKNOWN)


@lru_cache(maxsize=4096)
def _units(text: str) -> int:
    return sum(map(_letter, text))


_SPACE = _letter(" ")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in px that a text needs at a font size, with allowance for wider fonts."""
    return _in_px(_units(text), size) * (1.07 if bold else 1.0)


def _in_px(units: int, size: float) -> float:
    return units * size * ALLOWANCE / 1000


_NARROWEST = 100
"""Units, of which a letter as wide as its size has 1,000, that no letter but a mark is below."""


def wrap(text: str, size: float, width: float, lines: int = 4) -> tuple[str, ...]:
    """Break a text into lines of about equal length that fit a width.

    Words too long for a line are cut; what doesn't fit the last line ends in an ellipsis.

    Args:
        text: the words.
        size: font size in px.
        width: the most that a line may take, in px.
        lines: the most lines that there may be.
    """
    text = text[: int(lines * width / (_NARROWEST * size / 1000)) + lines]  # no more can fit
    words = [part for word in text.split() for part in _pieces(word, size, width)] or [""]
    upto = [0, *accumulate(_SPACE + _units(word) for word in words)]
    ends = _greedy(upto, size, width)
    if len(ends) > lines:
        whole = [0, *ends[: lines - 1]]
        rest = " ".join(words[whole[-1] :])
        return (*_rows(words, whole[1:]), _shortened(rest, size, width))
    return _rows(words, _balanced(upto, ends, size, width))


def _rows(words: Sequence[str], ends: Sequence[int]) -> tuple[str, ...]:
    """The lines that end before these words."""
    return tuple(" ".join(words[start:end]) for start, end in pairwise((0, *ends)))


def _fits(upto: Sequence[int], start: int, end: int, size: float, width: float) -> bool:
    """Whether these words fit a line; a single one has to."""
    return end - start == 1 or _in_px(upto[end] - upto[start] - _SPACE, size) <= width


def _greedy(upto: Sequence[int], size: float, width: float) -> list[int]:
    """Where lines end at the latest: each takes as many words as fit."""
    ends, start = [], 0
    for end in range(1, len(upto)):
        if not _fits(upto, start, end, size, width):
            ends.append(end - 1)
            start = end - 1
    return [*ends, len(upto) - 1]


def _balanced(
    upto: Sequence[int], latest: Sequence[int], size: float, width: float
) -> tuple[int, ...]:
    """Where lines end, as many as there have to be, so that they are as equally long as can be.

    A line ends between where it does if those after it are full, and where it does if those
    before it are: mostly a few words apart.

    Args:
        upto: units that the words before each take, with their spaces.
        latest: where lines end at the latest.
        size: font size in px.
        width: the most that a line may take, in px.
    """
    words = len(upto) - 1
    earliest = [words]
    for start in range(words - 1, -1, -1):
        if not _fits(upto, start, earliest[-1], size, width):
            earliest.append(start + 1)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for first, last in zip(reversed(earliest), latest, strict=True):
        before, best = best, {}
        for start, (cost, ends) in before.items():
            for end in range(max(first, start + 1), last + 1):
                spare = width - _in_px(upto[end] - upto[start] - _SPACE, size)
                if spare < 0 and end > start + 1:
                    break
                total = cost + spare * spare
                if end not in best or total < best[end][0]:
                    best[end] = total, (*ends, end)
    return best[words][1]


def _pieces(word: str, size: float, width: float) -> list[str]:
    """A word, broken after a hyphen or slash, or anywhere where it is too long for a line.

    The first piece is as long as fits; it takes one look at each letter, for a word may be nothing
    but hyphens.
    """
    if text_width(word, size) <= width:
        return [word]
    ends = [at + 1 for at, letter in enumerate(word[:-1]) if at and letter in "-/"]
    units, fits, at = 0, 0, 0
    for end in ends:
        units += _units(word[at:end])
        if _in_px(units, size) > width:
            break
        fits, at = end, end
    cuts = [0, *(end for end in ends if end >= fits), len(word)]
    parts = [word[start:end] for start, end in pairwise(cuts)]
    return [piece for part in parts for piece in _fitting(part, size, width)]


def _fitting(part: str, size: float, width: float) -> list[str]:
    return [part] if text_width(part, size) <= width else _cut_anywhere(part, size, width)


def _cut_anywhere(word: str, size: float, width: float) -> list[str]:
    pieces, piece = [], ""
    for letter in word:
        if piece and text_width(piece + letter, size) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def _shortened(text: str, size: float, width: float) -> str:
    """As much of the beginning of a text as fits before an ellipsis."""
    room, taken = width - text_width("…", size), 0.0
    for n, letter in enumerate(text):
        taken += text_width(letter, size)
        if taken > room:
            return text[:n].rstrip() + "…"
    return text.rstrip() + "…"
