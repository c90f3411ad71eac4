"""Text of Markdown without its marks."""

from __future__ import annotations

import re

__all__ = ["markdown_text"]

_MARKS = (
    (re.compile(r"^ {0,3}(?:```|~~~)[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:#{1,6} +|(?:> ?)+|[-*+] +)", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:[-=]{3,}|(?:\* ?){3,}|_{3,})\s*$", re.MULTILINE), ""),
    (re.compile(r" #+\s*$", re.MULTILINE), ""),
    (re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?: +\"[^\"\n]{0,200}\")?\)"), r"\1"),
    (re.compile(r"\[\^[\w-]{1,40}\](?!:)"), ""),
    (re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,500}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?<!\\)\*\*"), ""),
    (re.compile(r"`{1,2}([^`\n]{1,500})`{1,2}"), r"\1"),
    (re.compile(r"</?(?:b|i|em|strong|sup|sub|u|span|br)\b[^<>\n]{0,200}>"), ""),
    (re.compile(r"\\([\\`*_{}\[\]<>()#+.!|~-])"), r"\1"),
)


def markdown_text(text: str) -> str:
    """Text of Markdown without its marks: emphasis, links, headings, notes.

    Example:
        >>> markdown_text("## Gaps\\n\\nThey **signed** a [memorandum](m.pdf).[^1]")
        'Gaps\\n\\nThey signed a memorandum.'
    """
    text = _without_comments(text)
    for pattern, by in _MARKS:
        text = pattern.sub(by, text)
    return text


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (opened := text.find("<!--", at)) >= 0:
        end = text.find("-->", opened)
        if end < 0:
            break
        parts.append(text[at:opened])
        at = end + 3
    return "".join([*parts, text[at:]])
