"""Small HTML tables, as notebooks show them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

__all__ = ["SHOWN", "small_table"]

SHOWN = 20
"""Rows that a table in a notebook shows; more would push the next cell off the screen."""


def small_table(
    title: str,
    summary: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    more: int = 0,
    hint: str = "",
) -> str:
    """A title, a sentence and a table, every text escaped.

    Args:
        title: what it is about.
        summary: the sentence below the title.
        columns: headings.
        rows: cells of each row.
        more: how many rows are left out.
        hint: Python that shows the whole.

    Example:
        >>> small_table("T", "2 agencies", ["short"], [["A&B"]], more=1).count("<tr>")
        2
    """
    head = f"<p><b>{escape(title)}</b><br>{escape(summary)}</p>"
    foot = f"<p>{more:,} more</p>" if more > 0 else ""
    if hint:
        foot += f"<p><code>{escape(hint)}</code></p>"
    if not rows:
        return head + foot
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    cells = "".join(
        "<tr>"
        + "".join(f'<td style="text-align: left">{escape(cell)}</td>' for cell in row)
        + "</tr>"
        for row in rows
    )
    table = f"<table><thead><tr>{names}</tr></thead><tbody>{cells}</tbody></table>"
    return head + table + foot
