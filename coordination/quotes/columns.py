"""Read pages that are set in columns one column after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from coordination.quotes.source_text import Paragraph

__all__ = ["by_columns"]

_LEAST_LINES = 3
_WIDEST_LINE = 300
_MOST_LINES = 1_000
_GUTTER = re.compile(r"(?:^ *|(?<=\S)) {2,}(?=\S)")


def by_columns(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...] | None:
    """The paragraphs with columns read one after the other; None where no page has columns."""
    found: list[Paragraph] = []
    changed = False
    for _, group in groupby(paragraphs, lambda one: one.sheet):
        page = list(group)
        lines = "\n\n".join(one.text for one in page).expandtabs().split("\n")
        parts = list(_parts(lines))
        if len(parts) > 1:
            changed = True
            found += [replace(page[0], text=part, number=0) for part in parts]
        else:
            found += page
    return tuple(found) if changed else None


def _parts(lines: list[str]) -> Iterator[str]:
    """The columns of some lines and what stands across them, or the lines as they are."""
    gutter = _gutter(lines)
    if gutter is None:
        if text := "\n".join(lines).strip("\n"):
            yield text
        return
    beside: list[str] = []
    for line in [*lines, None]:
        if line is not None and (not line[gutter - 2 : gutter].strip() or len(line) < gutter):
            beside.append(line)
            continue
        yield from _parts([one[:gutter].rstrip() for one in beside])
        yield from _parts([one[gutter:].rstrip() for one in beside])
        beside = []
        if line is not None:
            yield line


def _gutter(lines: list[str]) -> int | None:
    """Where the right column begins, if most lines leave room before it."""
    if not _LEAST_LINES <= len(lines) <= _MOST_LINES or max(map(len, lines)) > _WIDEST_LINE:
        return None
    begins: Counter[int] = Counter()
    for line in lines:
        begins.update({found.end() for found in _GUTTER.finditer(line)})
    for place, _ in sorted(begins.items(), key=lambda item: (-item[1], item[0]))[:4]:
        long = [line for line in lines if len(line) > place]
        parted = [line for line in long if not line[place - 2 : place].strip()]
        on_both_sides = sum(1 for line in parted if line[:place].strip())
        if on_both_sides >= _LEAST_LINES and 2 * (len(long) - len(parted)) <= len(parted):
            return place
    return None
