"""Pages and paragraphs as a passage cites them: "pp. xii-xiv and 3", "paragraph 2"."""

from __future__ import annotations

import re

from coordination.quotes.normalise import normalised

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

_WRITTEN = r"(?:[a-z]-)?\d+|[ivxlc]+(?![a-z])"
_AND_NEXT = r"(?:\s?(?:ff|f|sqq?|ss)\b\.?|\s(?:et|y)\s(?:seqq?|ss|sig|sigs|seguentes)\b\.?|\+)"
_ONE = rf"(?:{_WRITTEN})(?:{_AND_NEXT}|(?![\d])(?:n\d+|[a-d])?\b)"
_BETWEEN = r"(?:\s*(?:-+|,|;|&|/(?!\s*\d+\s*$)|\b(?:to|through|and|bis|und|y|et|e|a|al)\b)\s*)+"
_LIST = rf"({_ONE}(?:{_BETWEEN}(?:(?:pages?|pp?\.?)\s*)?{_ONE})*)"
_PAGE = re.compile(
    r"\b(?:pages?|pgs?\.?|pp?\.?|seiten?|s\.|p[áa]gs?\.?|p[áa]ginas?|pagin[ae]|str\.)"
    rf"[\s:#]*(?:nos?\.?\s*)?{_LIST}",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    r"(?:\b(?:paragraphs?|paras?\.?|pars?\.|abs(?:atz|ätze|\.)|p[áa]rrafos?)|¶+)"
    rf"[\s:#]*(?:nos?\.?\s*)?{_LIST}",
    re.IGNORECASE,
)
_OF_THE_FILE = re.compile(r"\bpdf\b", re.IGNORECASE)
_WORD = re.compile(rf"(?:{_WRITTEN})(?:{_AND_NEXT}|n\d+)?|-+|[,;&/]|[^\W\d_]+", re.IGNORECASE)
_RANGE = frozenset(("-", "--", "---", "to", "through", "bis", "a", "al"))
_FOLLOWING = 10
"""Pages that "12 ff." may mean."""


def _plain(at: str) -> str:
    """A place with one kind of dash, space and digit, and without signs that can't be seen."""
    return normalised(at)


def _stated(pattern: re.Pattern[str], at: str) -> Stretches:
    """The pages or paragraphs that a passage names, as stretches from first to last.

    Example:
        >>> _stated(_PAGE, "pp. xii-xiv and 3")
        ((('i', 12), ('i', 14)), (('', 3), ('', 3)))
        >>> _stated(_PAGE, "pp. 123-8"), _stated(_PAGE, "p. 12 f.")
        (((('', 123), ('', 128)),), ((('', 12), ('', 13)),))
    """
    found = pattern.search(_plain(at))
    if found is None:
        return ()
    stretches: list[tuple[Number, Number]] = []
    between = "from"
    for part in _WORD.finditer(found[1].lower()):
        number, last = _number_and_last(part[0])
        if number is None:
            between = part[0]
        elif stretches and between in _RANGE:
            first = stretches[-1][0]
            stretches[-1] = (first, _whole(first, last or number))
            between = "from"
        else:
            stretches.append((number, last or number))
    return tuple(stretches)


def _number_and_last(word: str) -> tuple[Number | None, Number | None]:
    """A page or paragraph as written, and the last one where those that follow are meant."""
    found = re.fullmatch(rf"({_WRITTEN})(?:({_AND_NEXT})|n\d+)?", word)
    number = as_number(found[1]) if found else None
    if found is None or number is None or not found[2]:
        return number, None
    following = 1 if found[2].strip(" .") in ("f", "sq") else _FOLLOWING
    return number, (number[0], number[1] + following)


def _whole(first: Number, last: Number) -> Number:
    """The end of a range of which the figures in common may be left out: "123-8", "1204-06"."""
    series, number = last
    if series == "" and first[0] not in ("", "i"):
        series = first[0]  # "A-3 to 5"
    if series == first[0] != "i" and number < first[1]:
        power = 10 ** len(str(number))
        whole = first[1] - first[1] % power + number
        return series, whole if whole >= first[1] else number
    return series, number


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
    """The paragraphs of the whole text that a passage names, not those counted within a section.

    Example:
        >>> cited_paragraphs("paragraph 2"), cited_paragraphs("What GAO Found, paragraph 2")
        (((('', 2), ('', 2)),), ())
    """
    return _stated(_PARAGRAPH, at) if _PARAGRAPH.match(_plain(at)) else ()


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def as_number(word: str) -> Number | None:
    """A page or paragraph from how it is written, or None for what names none.

    Example:
        >>> as_number("xiv"), as_number("A-3"), as_number("12")
        (('i', 14), ('a-', 3), ('', 12))
    """
    word = word.strip().lower()[:40]
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
    pattern = rf"(?<![\w-]){re.escape(_plain(label))}(?![\w-])"
    return bool(label) and re.search(pattern, _plain(at), re.IGNORECASE) is not None


def lies_within(number: Number | None, stretches: Stretches) -> bool:
    """Whether a page or paragraph is among those of some stretches."""
    return number is not None and any(
        first[0] == number[0] == last[0] and first[1] <= number[1] <= last[1]
        for first, last in stretches
    )
