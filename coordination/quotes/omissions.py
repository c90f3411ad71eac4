"""Read what an editor left out of a quote or changed in it: "...", "[T]he", "[ATF]", "[sic]"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from coordination.quotes.limits import MOST_OMISSIONS

__all__ = ["WIDEST", "Gap", "Hidden", "Piece", "edited", "negations", "too_many"]


@dataclass(frozen=True)
class Gap:
    """Words of the source that a quote leaves out or replaces.

    Attributes:
        widest: letters that it may stand for.
        words: what stands in the quote instead, "" where words were only left out.
        within: whether it stands within a word, as in "support[ed]".
    """

    widest: int
    words: str = ""
    within: bool = False


@dataclass(frozen=True)
class Piece:
    """Words of a quote without an omission.

    Attributes:
        text: the words.
        before, after: what is left out before and after them, if anything.
    """

    text: str
    before: Gap | None = None
    after: Gap | None = None


@dataclass(frozen=True)
class Hidden:
    """What an omission or a bracket of a quote stands for.

    Attributes:
        instead: what the quote has: "..." or the words in brackets.
        words: what the source has there.
        negations: words of negation among them.
        outside: whether it lies before or after the quote, up to the end of the sentence.
    """

    instead: str
    words: str
    negations: tuple[str, ...] = ()
    outside: bool = False


WIDEST = 5_000
"""Characters that "..." in a quote may stand for: two printed pages."""

_REPLACED = 120
"""Characters that words in brackets may stand for."""

_CHANGED = 15
"""Letters of a word's end that brackets may stand for."""

_DOTS = r"(?:\. ?){2,}\.?|\.{2,}"
_STARS = r"(?<!\S)(?:\* ?){3}(?: ?\*)*(?!\S)"
_ELLIPSIS = re.compile(
    rf"[\[({{<] ?(?:(?:{_DOTS})|\*(?: ?\*)*|-{{1,3}}|snip|cut|omitted|omissis) ?[\])}}>]"
    rf"|{_STARS}|(?:{_DOTS})",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r" ?[\[(](?:sic[.!]?|recte|!|\?|(?:our|my|the author's)? ?"
    r"(?:emphasis|italics|bold|translation|translated|footnotes?|citations?|notes?)"
    r"(?: (?:is |are )?(?:added|supplied|ours|mine|in (?:the )?original|omitted|removed"
    r"|by [^\])]{1,40}))?)[\])]",
    re.IGNORECASE,
)
_ONE_LETTER = re.compile(r"\[([^\W\d_])\](?=\w)")
_BRACKETS = re.compile(r"(?P<joined>(?<=\w))?\[(?P<words>[^\[\]]{0,200})\](?P<onward>(?=\w))?")
_SPLIT = re.compile("\ufdd5([^\ufdd6]*)\ufdd6")


def edited(quote: str) -> list[list[Piece]]:
    """Ways to read a plain quote that has omissions or brackets, likeliest first; [] for none.

    A single letter in brackets is the same letter, small or capital.

    Example:
        >>> [[piece.text for piece in way] for way in edited("[ATF] met ... in June [sic]")]
        [['met', 'in June']]
    """
    plain = _REMARK.sub("", quote)
    ways = []
    for letter in (str.lower, str.upper):
        text = _ONE_LETTER.sub(lambda found, to=letter: to(found[1]), plain)  # type: ignore[misc]
        marked = _BRACKETS.sub(_bracket, _ELLIPSIS.sub(_ellipsis, text))
        way = _pieces(marked)
        if way not in ways and (marked != quote):
            ways.append(way)
    return ways


def too_many(quote: str) -> bool:
    """Whether a plain quote has more omissions and brackets than are looked up."""
    marked = _BRACKETS.sub(_bracket, _ELLIPSIS.sub(_ellipsis, quote))
    return sum(1 for _ in islice(_SPLIT.finditer(marked), MOST_OMISSIONS + 1)) > MOST_OMISSIONS


def _ellipsis(_: re.Match[str]) -> str:
    return "\ufdd5...\ufdd6"


def _bracket(found: re.Match[str]) -> str:
    words = found["words"]
    if not words.strip(" .*-"):
        words = "" if found["joined"] is not None else "..."
    within = "~" if found["joined"] is not None or found["onward"] is not None else "="
    return "\ufdd5" + (words if words == "..." else within + words) + "\ufdd6"


def _pieces(marked: str) -> list[Piece]:
    parts = _SPLIT.split(marked)
    texts, gaps = parts[::2], [_gap(words) for words in parts[1::2]]
    found: list[Piece] = []
    before: Gap | None = None
    for number, text in enumerate(texts):
        after = gaps[number] if number < len(gaps) else None
        text = text.strip()
        if before is not None and not before.within:
            text = text.lstrip(" .,;:!?-")
        if after is not None and not after.within:
            text = text.rstrip(" .,;:!?-")
        if text.strip(" .\"'()"):
            found.append(Piece(text, before, after))
            before = after
        else:
            before = _wider(before, after)
            if found:
                last = found[-1]
                found[-1] = Piece(last.text, last.before, before)
    return found


def _gap(words: str) -> Gap:
    if words == "...":
        return Gap(WIDEST)
    if words.startswith("~"):
        return Gap(_CHANGED, words[1:], True)
    return Gap(_REPLACED, words[1:])


def _wider(one: Gap | None, other: Gap | None) -> Gap | None:
    if one is None or other is None:
        return one or other
    words = " ".join(filter(None, (one.words, other.words)))
    return Gap(max(one.widest, other.widest), words, one.within and other.within)


_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|hardly|scarcely"
    r"|barely|rarely|seldom|unable|unwilling|fail(?:s|ed|ing|ures?)?|refus(?:e|es|ed|al|ing)"
    r"|den(?:y|ies|ied|ial)|lack(?:s|ed|ing)?|except|unless|little|few|unlikely"
    r"|nicht|kein\w{0,2}|nie|niemals|niemand|nichts|ohne|weder|kaum|außer"
    r"|ne|pas|jamais|aucun\w{0,3}|sans|ni|rien|nul(?:le)?|sauf"
    r"|nunca|jamás|ning[uú]n\w{0,2}|nadie|nada|sin|tampoco|salvo"
    r"|não|nem|sem|non|mai|nessun\w?|senza|né|niet|geen|nooit|zonder)\b"
    r"|\b\w{2,8}n't\b|\bn'(?=\w)",
    re.IGNORECASE,
)


def negations(hidden: str) -> tuple[str, ...]:
    """Words of negation in what a quote leaves out, each once.

    Example:
        >>> negations("did not meet and never wrote")
        ('not', 'never')
    """
    return tuple(dict.fromkeys(found[0].lower() for found in _NEGATION.finditer(hidden)))
