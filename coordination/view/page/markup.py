"""Markup of the page: what is put in is escaped, unless it is markup itself.

A template language would do the same; importing one and compiling the page's templates took a
tenth of the time of a whole report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from coordination.text.direction import is_english, may_run_from_right

__all__ = [
    "BREAK",
    "NO_HTML",
    "Markup",
    "block",
    "element",
    "english",
    "in_lines",
    "joined",
    "own",
    "plain",
    "table",
]


BREAK = Markup("<br>")

NO_HTML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
"""A character that HTML has no place for."""


def plain(words: str | None) -> Markup:
    """Words as they stand between tags, without characters that HTML has no place for.

    Example:
        >>> plain('"AT&T"'), plain(Markup("<br>"))
        (Markup('&#34;AT&amp;T&#34;'), Markup('<br>'))
    """
    if isinstance(words, Markup):
        return words
    if not words:
        return Markup("")
    return escape(words if words.isprintable() else NO_HTML.sub("", words))


def own(words: str | None) -> Markup:
    """Words that keep their own direction; those that may run from right to left are marked."""
    text = plain(words)
    return element("bdi", text) if may_run_from_right(text) else text


def english(sentence: str | None) -> Markup:
    """A sentence of ours: English, read from the left, whatever name it begins with."""
    text = plain(sentence)
    if not is_english(sentence or ""):  # the names of escapes are Latin letters as well
        return own(text)
    return element("bdi", text, dir="ltr") if may_run_from_right(text) else text


def joined(*parts: str | None) -> Markup:
    """Parts one after another, each escaped unless it is markup."""
    return Markup("".join(map(plain, parts)))


def in_lines(parts: Iterable[str | None]) -> Markup:
    """Parts on lines of their own; one that is None has none."""
    return Markup("".join(f"{plain(part)}\n" for part in parts if part is not None))


def element(tag: str, *inside: str | None, **attributes: str | None) -> Markup:
    """An element with what stands in it; a name of an attribute is written `data_table`, `class_`.

    Example:
        >>> element("p", "A & B", element("b", "!"), class_="claim", id=None)
        Markup('<p class="claim">A &amp; B<b>!</b></p>')
    """
    return Markup(f"{_opened(tag, attributes)}{''.join(map(plain, inside))}</{tag}>")


def block(tag: str, *lines: str | None, **attributes: str | None) -> Markup:
    r"""An element whose parts stand on lines of their own; a part that is None has none.

    Example:
        >>> block("ul", element("li", "one"), None)
        Markup('<ul>\n<li>one</li>\n</ul>')
    """
    return Markup(f"{_opened(tag, attributes)}\n{in_lines(lines)}</{tag}>")


def table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Iterable[str | None]],
    *,
    name: str | None = None,
    empty: str | None = None,
) -> Markup:
    """A table that may be wider than the page; the first cell of a row is its heading.

    Args:
        caption: what it shows.
        headings: of its columns.
        rows: its cells.
        name: what the page's script knows it by.
        empty: what it says without rows.
    """
    lines = [
        Markup(f'<tr><th scope="row">{plain(head)}</th>{"".join(map(_cell, cells))}</tr>')
        for head, *cells in rows
    ]
    if empty is not None and not lines:
        lines = [element("tr", element("td", empty, colspan=str(len(headings))))]
    head = element("tr", *(element("th", one, scope="col") for one in headings))
    whole = (element("caption", caption), element("thead", head), block("tbody", *lines))
    return block("div", block("table", *whole), class_="wide", data_table=name)


def _cell(part: str | None) -> str:
    return f"<td>{plain(part)}</td>"


def _opened(tag: str, attributes: dict[str, str | None]) -> str:
    if not attributes:
        return f"<{tag}>"
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{plain(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>"
