"""Pages and paragraphs as a passage cites them: "pp. xii-xiv and 3", "paragraph 2"."""

from __future__ import annotations

import re

__all__ = [
    "Number",
    "Stretches",
    "as_number",
    "cited_pages",
    "cited_paragraphs",
    "counts_sheets",
    "holds_label",
    "lies_within",
]

Number = tuple[str, int]
"""A page or paragraph as it is written: its series ("" for figures, "i" for Roman, "a-" ...), and
which one it is."""

Stretches = tuple[tuple[Number, Number], ...]
"""Pages or paragraphs from first to last."""

_WRITTEN = r"(?:[a-z]-)?\d+|[ivxlc]+"
_LIST = rf"((?:{_WRITTEN})\b(?:\s*(?:-|–|—|,|;|&|\bto\b|\bthrough\b|\band\b)+\s*(?:{_WRITTEN})\b)*)"
_PAGE = re.compile(rf"\b(?:pages?|pgs?\.?|pp?\.?)\s*{_LIST}", re.IGNORECASE)
_PARAGRAPH = re.compile(rf"(?:\b(?:paragraphs?|paras?\.?)|¶+)\s*{_LIST}", re.IGNORECASE)
_OF_THE_FILE = re.compile(r"\bpdf\b", re.IGNORECASE)


def _stated(pattern: re.Pattern[str], at: str) -> Stretches:
    """The pages or paragraphs that a passage names, as stretches from first to last.

    Example:
        >>> _stated(_PAGE, "pp. xii-xiv and 3")
        ((('i', 12), ('i', 14)), (('', 3), ('', 3)))
    """
    found = pattern.search(at)
    if found is None:
        return ()
    stretches: list[tuple[Number, Number]] = []
    between = "from"
    for part in re.finditer(rf"{_WRITTEN}|-|–|—|,|;|&|[a-z]+", found[1].lower()):
        word = part[0]
        number = as_number(word)
        if number is None:
            between = word
        elif stretches and between in ("-", "–", "—", "to", "through"):
            stretches[-1] = (stretches[-1][0], number)
        else:
            stretches.append((number, number))
    return tuple(stretches)


def cited_pages(at: str) -> Stretches:
    """The pages that a passage names.

    Example:
        >>> cited_pages("p. 12, 3rd paragraph"), cited_pages("summary")
        (((('', 12), ('', 12)),), ())
    """
    return _stated(_PAGE, at)


def counts_sheets(at: str) -> bool:
    """Whether a passage counts the pages of the PDF file rather than those printed on them."""
    return _OF_THE_FILE.search(at) is not None


def cited_paragraphs(at: str) -> Stretches:
    """The paragraphs of the whole text that a passage names; those of a section aren't told apart.

    Example:
        >>> cited_paragraphs("paragraph 2"), cited_paragraphs("What GAO Found, paragraph 2")
        (((('', 2), ('', 2)),), ())
    """
    return _stated(_PARAGRAPH, at) if _PARAGRAPH.match(at.strip()) else ()


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def as_number(word: str) -> Number | None:
    """A page or paragraph from how it is written, or None for what names none.

    Example:
        >>> as_number("xiv"), as_number("A-3"), as_number("12")
        (('i', 14), ('a-', 3), ('', 12))
    """
    word = word.strip().lower()
    found = re.fullmatch(r"(.*?)(\d+)", word, re.DOTALL)
    if found:
        return found[1], int(found[2][:18])
    if word and set(word) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in word]
        signed = (
            -value if value < following else value
            for value, following in zip(values, [*values[1:], 0], strict=True)
        )
        return "i", sum(signed)
    return None


def holds_label(at: str, label: str) -> bool:
    """Whether a passage names a page by a label such as "3-12", which looks like two numbers."""
    pattern = rf"(?<![\w-]){re.escape(label)}(?![\w-])"
    return bool(label) and re.search(pattern, at, re.IGNORECASE) is not None


def lies_within(number: Number | None, stretches: Stretches) -> bool:
    """Whether a page or paragraph is among those of some stretches."""
    return number is not None and any(
        first[0] == number[0] == last[0] and first[1] <= number[1] <= last[1]
        for first, last in stretches
    )
