"""Make equal what printing and typing change in a text, and mark what may be skipped.

Three noncharacters mark what a quote may leave out: note marks stand between `NOTE` and `NOTE_END`,
running heads and page numbers between `HEAD` and `HEAD_END`, and `ACCENT` is an accent that stands
for itself ("Garc´ıa" in a PDF, "don´t" on many keyboards).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = [
    "ACCENT",
    "HEAD",
    "HEAD_END",
    "MARKED",
    "NONCHARACTERS",
    "NOTE",
    "NOTE_END",
    "in_plain",
    "marked_in_plain",
    "normalised",
    "readable",
    "without_marks",
]

NOTE, NOTE_END, HEAD, HEAD_END, ACCENT = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"

MARKED = re.compile(f"{NOTE}[^{NOTE_END}]*{NOTE_END}|{HEAD}[^{HEAD_END}]*{HEAD_END}")
"""What a quote may leave out."""

NONCHARACTERS = dict.fromkeys(range(0xFDD0, 0xFDF0), None)
_INVISIBLE = (
    *range(0x200B, 0x2010),  # spaces without width, joiners, direction marks
    *range(0x202A, 0x202F),  # embedding and overriding of direction
    *range(0x2060, 0x2070),  # word joiner, isolates of direction
    *range(0xFE00, 0xFE10),  # variants of a glyph
    *(0xAD, 0x34F, 0x61C, 0x640, 0x180B, 0x180C, 0x180D, 0x180E, 0xFEFF, 0xFFFC),
    *range(0xE0000, 0xE0200),
)
_BEFORE: dict[int, int | str | None] = {
    **NONCHARACTERS,
    **dict.fromkeys(_INVISIBLE, None),
    **dict.fromkeys(map(ord, "´`ˊˋ¨ˆ˜¸ˇ˘˙˚˝˛¯"), ACCENT),  # else a space and a combining mark
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    0xFFFE: "-\n",  # how PDFium tells a hyphen at a line's end
    0x2: "-\n",
}
_AFTER = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′‵ʹʼʻʽ‹›′׳＇", "'"),
        **dict.fromkeys("“”„‟″‶«»ʺ〝〞〟״＂", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃﹘﹣－־⸺⸻─", "-"),
        **dict.fromkeys("…⋯᠁︙⋮", "..."),
    }
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_RAISED = re.compile("[⁰¹²³⁴-⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]+")
_HYPHENATED = re.compile(r"(?<=\w)[-¬][ \t]*\r?\n\s*(?=[^\W\d_])")
_TWO_AS_ONE = re.compile(f"['{ACCENT}]{{2}}|,,")


def in_plain(text: str) -> str:
    """A text in plain characters on one line, its note marks and heads still marked."""
    if not text.isascii() or "`" in text or "\x02" in text:
        text = text.translate(_BEFORE)
        text = _RAISED.sub(lambda found: f"{NOTE}{found[0]}{NOTE_END}", text)
        text = unicodedata.normalize("NFKC", _bounded(text)).translate(_AFTER)
    return _on_one_line(_CONTROL.sub("", text))


def marked_in_plain(text: str) -> str:
    """The same for a text in which heads have been marked already."""
    return HEAD.join(HEAD_END.join(map(_part, part.split(HEAD_END))) for part in text.split(HEAD))


def _part(text: str) -> str:
    """A part of a text, with a space where it began or ended with one."""
    plain = in_plain(text)
    return f"{' ' if text[:1].isspace() else ''}{plain}{' ' if text[-1:].isspace() else ''}"


def _on_one_line(text: str) -> str:
    text = _HYPHENATED.sub(_joined, text)
    text = _TWO_AS_ONE.sub('"', text)
    return " ".join(text.split())


def _joined(found: re.Match[str]) -> str:
    """A word that a line's end parted; before a capital the hyphen is the word's own."""
    following = found.string[found.end()]
    return "" if following.islower() else "-"


def normalised(text: str) -> str:
    """Text with what printing changes made equal: white space, hyphenation, ligatures, quotes.

    Example:
        >>> normalised("a “ﬁne” co-\\noperation  of\\tagencies")
        'a "fine" cooperation of agencies'
    """
    return " ".join(readable(in_plain(text)).split())


def readable(plain: str) -> str:
    """A plain text without the marks of what may be left out; the words themselves stay."""
    for mark in (NOTE, NOTE_END, HEAD, HEAD_END):
        plain = plain.replace(mark, "")
    return plain.replace(ACCENT, "'")


def without_marks(plain: str) -> str:
    """A plain text without note marks, running heads and page numbers."""
    return " ".join(MARKED.sub(" ", plain).replace(ACCENT, "'").split())


@cache
def _combining() -> re.Pattern[str]:
    marks = "".join(
        re.escape(chr(code))
        for code in (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0))
        if unicodedata.combining(chr(code))
    )
    return re.compile(f"([{marks}]{{30}})[{marks}]+")


def _bounded(text: str) -> str:
    """At most thirty accents on a letter, as Unicode's stream-safe text has (UAX 15, section 13).

    Putting a long run of them in order takes the square of its length.
    """
    return _combining().sub(r"\1", text)
