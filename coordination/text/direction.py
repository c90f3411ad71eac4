"""Direction of writing: right-to-left names in left-to-right sentences.

A browser gives a text the direction of its first letter. A sentence of ours is English, and where
it begins with an Arabic or Hebrew name it would be read from its end: "A has no counterpart in B"
would seem to say that B has none in A.
"""

from __future__ import annotations

import re

__all__ = ["apart", "is_english", "may_run_from_right"]

_MAYBE_RIGHT = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ENGLISH = re.compile("[A-Za-z\u2068]")  # our own words, or names that we set apart


def may_run_from_right(text: str) -> bool:
    """Whether a text holds a right-to-left letter, or a mark that changes the direction.

    Example:
        >>> may_run_from_right("Police"), may_run_from_right("الشرطة")
        (False, True)
    """
    return not text.isascii() and _MAYBE_RIGHT.search(text) is not None


def is_english(sentence: str) -> bool:
    """Whether a sentence is read from the left, whatever names it holds; a user's rule may not be.

    Example:
        >>> is_english("الشرطة has no counterpart."), is_english("لا يوجد نظير.")
        (True, False)
    """
    return _ENGLISH.search(sentence) is not None


def apart(name: str) -> str:
    """A name isolated from the text around it, so that an arrow beside it points where it should.

    Example:
        >>> apart("ATF"), len(apart("الشرطة"))
        ('ATF', 8)
    """
    return f"\u2068{name}\u2069" if may_run_from_right(name) else name
