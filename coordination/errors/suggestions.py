"""Suggest the names that a mistyped name may mean: "did you mean 'atf'?"."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["did_you_mean", "hinted", "meant", "no_such"]


def no_such(what: str, word: object, known: Iterable[str], otherwise: str = "") -> str:
    """The sentence for a name that nothing has.

    Args:
        what: what was looked for, such as "agency", or "".
        word: the name that was asked for.
        known: the names that there are.
        otherwise: the hint where none of them is near.

    Example:
        >>> no_such("format", "docs", ["docx", "json"], "formats: docx, json")
        "there is no format 'docs'; did you mean 'docx'?"
    """
    shown = word[:_LONGEST] if isinstance(word, str) else word
    hint = (did_you_mean(shown, known) if isinstance(shown, str) else "") or otherwise
    return hinted(f"there is no {what} {shown!r}" if what else f"there is no {shown!r}", hint)


def hinted(message: str, *hints: str) -> str:
    """A message with what may help behind it, as far as there is anything."""
    return "; ".join(filter(None, (message, *hints)))


_LONGEST = 80
"""Letters of a name that are compared and shown."""

_MOST_KNOWN = 50
"""Names up to which each is compared letter by letter; of more, only those that a quick look finds
nearest."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion such as "did you mean 'atf'?", or "" where nothing known is near."""
    from difflib import get_close_matches

    word = word[:_LONGEST]
    spelled = {name.lower(): name for name in known}
    wanted = word.lower()
    if wanted in spelled:
        near = [wanted]
    else:
        names = list(spelled)
        if len(names) > _MOST_KNOWN:
            names = _nearest(wanted, names)
        near = get_close_matches(wanted, names, 3, 0.6)
    return meant(spelled[name] for name in near)


def meant(names: Iterable[str]) -> str:
    """The suggestion of some names: "did you mean 'GB'?", or "" without any."""
    found = " or ".join(map(repr, names))
    return f"did you mean {found}?" if found else ""


def _nearest(word: str, names: list[str]) -> list[str]:
    """The names that share most letters with a word, in their order, in one pass of compiled code.

    Letters in common are at least as many as `get_close_matches` counts, so none that it would take
    is left out but for the number.
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extract

    short = [name[: 2 * _LONGEST] for name in names]
    scorer = Indel.normalized_similarity
    found = extract(word, short, scorer=scorer, score_cutoff=0.6, limit=_MOST_KNOWN)
    return [names[place] for place in sorted(place for _, _, place in found)]
