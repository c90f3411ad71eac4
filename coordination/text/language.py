"""Words in sentences: lists, and numbers with their nouns."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["counted", "listed", "plural", "sentence", "singular", "with_article"]


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Words as a phrase: "a", "a and b", "a, b and c".

    Args:
        words: the words; none give "".
        joint: what stands before the last.

    Example:
        >>> listed(["a", "b", "c"], "or")
        'a, b or c'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def plural(noun: str) -> str:
    """The plural of a regular noun: "links", "agencies".

    Example:
        >>> plural("agency"), plural("day")
        ('agencies', 'days')
    """
    ending = noun[-2:]
    return f"{noun[:-1]}ies" if ending[-1:] == "y" and ending[0] not in "aeiou" else f"{noun}s"


def singular(nouns: str) -> str:
    """The noun of one, of a regular noun of several.

    Example:
        >>> singular("days"), singular("agencies"), singular("of the requests")
        ('day', 'agency', 'of the requests')
    """
    if " " in nouns:
        return nouns
    return f"{nouns[:-3]}y" if nouns.endswith("ies") else nouns.removesuffix("s")


def counted(number: int, noun: str, many: str = "", *, none: str = "0", one: str = "1") -> str:
    """A number with its noun: "1 link", "2 links", "2,000 agencies".

    Args:
        number: how many.
        noun: the noun of one.
        many: the noun of several, where it isn't regular.
        none: the word for zero.
        one: the word for one.

    Example:
        >>> counted(1, "link", one="one"), counted(0, "finding", none="no")
        ('one link', 'no findings')
    """
    shown = {0: none, 1: one}.get(number, f"{number:,}")
    return f"{shown} {noun if number == 1 else many or plural(noun)}"


def sentence(text: str) -> str:
    """Text with a capital letter in front and a full stop behind; nothing stays nothing."""
    text = text.strip()
    if not text:
        return ""
    if text[:1].islower() and not text[:2][1:].isupper():  # "eTrace" keeps its own spelling
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else text + "."


def with_article(noun: str) -> str:
    """A noun with "a" or "an", by its first letter: "a counterpart", "an agency".

    Example:
        >>> with_article("international counterpart")
        'an international counterpart'
    """
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
