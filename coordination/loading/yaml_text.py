"""Parse YAML to a tree with places; scalars stay text, and what no data file needs is refused.

PyYAML's own loaders turn `NO` into False and `0123` into 83, keep the last of two equal keys and
expand aliases without bound. So only its events are used, and the tree is made here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from coordination.errors import Issue
from coordination.loading.nodes import Alias, Listing, Mapping, Node, Refused, Scalar, Text
from coordination.loading.parse_tree import Builder

__all__ = ["read_yaml"]


_parser: Callable[[str], Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Parser of events: libyaml's, or the same in Python, some twenty times slower."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

# Both are possessive (*+), so that they take one look at each character.
_DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?+[\r\n])*+%")
_NOTHING = re.compile(
    r"(?:[ \t]*+(?:\.\.\.[ \t]*+)?+(?:#[^\r\n]*+)?+[\r\n])*+[ \t]*+(?:\.\.\.|#.*+)?"
)


def read_yaml(text: Text, issues: list[Issue]) -> Node | None:
    """The tree of a YAML text, or None where it is empty.

    Args:
        text: the text.
        issues: takes what is wrong and doesn't stop the reading.

    Raises:
        Refused: the text can't be read on.
    """
    if found := _DIRECTIVE.match(text.text):
        # libyaml compares each directive with all before it: a million of them would never end.
        raise Refused(found.end() - 1, "a line begins with %, a YAML directive", "data alone")
    try:
        return _tree(text, Builder(text, issues))
    except yaml.MarkedYAMLError as error:
        raise _refusal(error, text) from None
    except (yaml.YAMLError, ValueError, OverflowError):  # the last two from escapes like \UFFFFFFFF
        raise Refused(0, "the text holds a character that YAML doesn't allow", "text") from None


def _tree(text: Text, builder: Builder) -> Node | None:
    """Grow the tree of the first document, and see that there is no second one."""
    next_event = _parser(text.text).get_event
    while True:
        event = next_event()
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                _note_properties(event, builder)
            empty = not event.style and event.value in _NULLS
            builder.add(
                Scalar(event.start_mark.index, event.end_mark.index, None if empty else event.value)
            )
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                _note_properties(event, builder)
            start = event.start_mark.index
            builder.open(Mapping(start) if kind is yaml.MappingStartEvent else Listing(start))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            builder.close()
        elif kind is yaml.AliasEvent:
            alias = Alias(event.start_mark.index, event.end_mark.index, None)
            message = f"an alias (*{event.anchor[:60]})"
            builder.note(alias.span, message, "the value itself, written out again")
            builder.add(alias)
        elif kind is yaml.DocumentEndEvent:
            _expect_nothing_more(text, event.end_mark.index)
            return builder.root
        elif kind is yaml.StreamEndEvent:
            return None


def _note_properties(event: Any, builder: Builder) -> None:
    start = event.start_mark.index
    if event.anchor is not None:
        end = start + len(event.anchor) + 1
        builder.note((start, end), f"an anchor (&{event.anchor[:60]})", "the value alone")
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        message = f"a tag ({tag[:60]})"
        builder.note((start, start + len(tag)), message, "the value alone, without a tag")


def _expect_nothing_more(text: Text, index: int) -> None:
    # Looked at here and not by the parser, which would read all directives of a next document.
    found = _NOTHING.match(text.text, index)
    stop = found.end() if found else index
    if stop < len(text.text):
        raise Refused(stop, "a second document begins", "one document per file")


_INDENTATION = (
    "the indentation doesn't match the lines above",
    "'key: value', or '- ' before an entry, with the same indentation as its neighbours",
    "",
)
_BACKSLASH = (
    "a backslash that YAML has no meaning for",
    "\\\\ for a backslash in double quotes",
    "or use single quotes, which keep backslashes as they are",
)
_QUOTE = ("a quote isn't closed", "the same quote at the end of the text", "")
_LIST = ("a list can't begin here", "a list on separate lines below its key", "")

_TROUBLES: tuple[tuple[str, tuple[str, str, str]], ...] = (
    (
        "mapping values are not allowed",
        (
            "a colon that doesn't follow a key",
            "one 'key: value' per line",
            "put a text that contains ': ' in quotes",
        ),
    ),
    ("unexpected end of stream", _QUOTE),
    ("document separator", _QUOTE),
    (
        "expected ',' or",
        (
            "a comma or a closing bracket is missing",
            "entries separated by commas, between brackets",
            "put a text that contains a comma, a colon, a bracket or a quote in quotes",
        ),
    ),
    (
        "expected ':'",
        (
            "a line is neither 'key: value' nor an entry of a list",
            "a colon and a space after each key",
            "",
        ),
    ),
    ("expected <block end>", _INDENTATION),
    ("expected key", _INDENTATION),
    ("expected '-' indicator", _INDENTATION),
    ("sequence entries are not allowed", _LIST),
    ("escape", _BACKSLASH),
    ("hexdecimal", _BACKSLASH),
    (
        "expected <document start>",
        ("there is more text after the end of the data", "one document per file", ""),
    ),
    ("nesting depth", ("more levels of nesting than any record has", "fewer brackets", "")),
)
"""Part of the parser's words, and ours: what was found, what is expected, a suggestion."""


def _refusal(error: yaml.MarkedYAMLError, text: Text) -> Refused:
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    start = min(mark.index if mark else 0, len(text.text))
    character = text.text[start : start + 1]
    if character == "\t":
        return Refused(start, "a tab is used for indentation", "spaces")
    opened = ""
    if error.context_mark is not None and "flow" in context:
        opened = " (opened at {}:{})".format(*text.place(error.context_mark.index))
    for words, (message, expected, suggestion) in _TROUBLES:
        if words in problem:
            if words in ("unexpected end of stream", "document separator") and error.context_mark:
                start = error.context_mark.index
            return Refused(start, message + opened, expected, suggestion)
    if "start any token" in problem and character:
        return Refused(start, f"a text begins with {character}", "quotes around the text")
    return Refused(start, f"this can't be read as YAML{opened}", "YAML")
