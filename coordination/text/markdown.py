"""Escape text from data for Markdown, so that it is shown literally."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coordination.model.validation_messages import printable

__all__ = ["escaped", "table"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&^@])")

_OPENING = re.compile(r"^(\d*)([-+=.)])")
"""What would begin a list or a heading at the start of a line."""


def escaped(text: str) -> str:
    """Text on one line that Markdown shows as it stands.

    Example:
        >>> escaped("<b>a|b</b>")
        '\\\\<b\\\\>a\\\\|b\\\\</b\\\\>'
    """
    marked = _SPECIAL.sub(r"\\\1", printable(" ".join(text.split())))
    return _OPENING.sub(r"\1\\\2", marked)


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    numbers: int = 0,
    *,
    marked: bool = False,
) -> str:
    """A table of escaped cells, without a line break at its end.

    Args:
        head: headings of the columns, as Markdown.
        rows: texts of the cells.
        numbers: how many of the last columns hold numbers, which stand at the right.
        marked: whether the cells are Markdown already.

    Example:
        >>> print(table(["name", "links"], [["a|b", "2"]], numbers=1))
        | name | links |
        | --- | ---: |
        | a\\|b | 2 |
    """
    rule = ["---"] * (len(head) - numbers) + ["---:"] * numbers
    body = [tuple(row) if marked else tuple(escaped(cell) for cell in row) for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in (tuple(head), tuple(rule), *body))
