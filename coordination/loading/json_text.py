"""Read JSON to the same tree as YAML, with the same places and limits.

The json module says whether a text is JSON; its tokens, whose order is right then, give the places.
YAML's events can't: they end at keys of 1,024 letters, at tabs, and at letters written as pairs.
"""

from __future__ import annotations

import json
import re

from coordination.errors import Issue
from coordination.loading.nodes import Listing, Mapping, Node, Refused, Scalar, Text
from coordination.loading.parse_tree import Builder

__all__ = ["read_json"]

# Possessive throughout (*+), so that each character is looked at once.
_TOKEN = re.compile(
    r"""(?P<mark>[{}\[\],:])
    |(?P<string>"[^"\\\r\n\t]*+(?:\\[^\r\n\t][^"\\\r\n\t]*+)*+")
    |(?P<word>[^ \t\r\n{}\[\],:"]++)
    |(?P<unclosed>")""",
    re.VERBOSE,
)
_NO_NUMBERS = ("NaN", "Infinity", "-Infinity")
_VALUE = "a text in double quotes, a number, true, false, null, [ ] or { }"


def read_json(text: Text, issues: list[Issue]) -> Node | None:
    """The tree of a JSON text, or None where it is empty. Numbers, true and false stay text.

    Args:
        text: the text.
        issues: takes what is wrong and doesn't stop the reading.

    Raises:
        Refused: the text can't be read on.
    """
    content = text.text
    if not content.strip(" \t\r\n"):
        return None
    notes: list[Issue] = []
    builder = Builder(text, notes)
    try:
        _grow(builder, content)
    except Refused as refused:
        # What the tokens were taken for is right only where the text is JSON up to there.
        _check(text, refused.start + (content[refused.start] in "[{"))
        raise
    _check(text, len(content))
    issues += notes
    return builder.root


def _grow(builder: Builder, content: str) -> None:
    """Add the tokens of a text, JSON or not, to a tree; end where a quote isn't closed."""
    for token in _TOKEN.finditer(content):
        start, end = token.span()
        kind, word = token.lastgroup, token[0]
        if kind == "string":
            builder.add(Scalar(start, end, _decoded(word) if "\\" in word else word[1:-1]))
        elif kind == "word":
            if word in _NO_NUMBERS:
                raise _no_value(token)
            builder.add(Scalar(start, end, None if word == "null" else word))
        elif kind == "unclosed":
            return
        elif word in "[{":
            builder.open(Listing(start) if word == "[" else Mapping(start))
        elif word in "]}" and builder.stack:
            builder.close()


def _decoded(string: str) -> str:
    try:
        return str(json.loads(string))
    except json.JSONDecodeError:
        return ""  # the check of the whole text says what is wrong with it


def _check(text: Text, end: int) -> None:
    """See that a text is JSON up to a place, to which its tokens gave a tree of few levels."""
    content = text.text
    try:
        # The values are in the tree already; numbers of many digits would take long.
        json.loads(content[:end], object_pairs_hook=len, parse_int=len, parse_float=len)
    except json.JSONDecodeError as error:
        start = error.pos + error.msg.startswith("Illegal trailing comma")
        token = next((one for one in _TOKEN.finditer(content) if one.end() > start), None)
        if token is None or token.start() < end or end == len(content):
            raise _refusal(text, start, error.msg, token) from None


def _refusal(text: Text, start: int, problem: str, token: re.Match[str] | None) -> Refused:
    """What is wrong at a place up to which the text is JSON, and with the token that follows."""
    sofar = Builder(text, [])
    _grow(sofar, text.text[:start])
    if problem.startswith("Invalid \\"):
        return Refused(start, "a backslash that JSON has no meaning for", "\\\\ for a backslash")
    if problem.startswith(("Unterminated", "Invalid control")) or (token and token["unclosed"]):
        quote = next(one for one in _TOKEN.finditer(text.text) if one["unclosed"])
        return Refused(
            quote.start(),
            "a quote isn't closed on its line",
            'a closing " on the same line; a line break inside a text is written \\n',
        )
    closing = "]" if sofar.stack and isinstance(sofar.stack[-1], Listing) else "}"
    if token is None:
        return Refused(sofar.stack[-1].start, "this bracket is never closed", f"a {closing}")
    if token.start() < start:
        return _no_value(token)  # "01", "nulls": it begins as a value does
    if problem.startswith("Extra data"):
        return Refused(token.start(), "there is more text after the end of the data", "one value")
    if problem.startswith("Expecting ':'"):
        return Refused(token.start(), "no colon follows the key", '"key": value')
    if problem.startswith("Expecting ','"):
        opened = "{}:{}".format(*text.place(sofar.stack[-1].start))
        return Refused(
            token.start(),
            f"a comma or a closing bracket is missing (opened at {opened})",
            f"a comma or {closing}",
        )
    if sofar.wants_key:
        return Refused(
            token.start(),
            f"{token[0][:60]} can't be a key",
            "a key in double quotes, then a colon; no comma before the closing }",
        )
    return _no_value(token)


def _no_value(token: re.Match[str]) -> Refused:
    return Refused(token.start(), f"{token[0][:60]} can't be a value", _VALUE, end=token.end())
