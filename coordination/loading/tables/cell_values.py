"""What stands in one cell: words, lists, fields and deeper values, both ways.

Simple lists are written as people write them, `atf; ice`. Fields are `kind: police; level: state`.
What is nested deeper, or has a semicolon of its own, is YAML between brackets or braces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import yaml

from coordination.errors import Issue
from coordination.loading.nodes import Alias, Listing, Mapping, Node, Refused, Scalar, Text
from coordination.loading.tables.cells import mandates
from coordination.loading.tables.sections import Column
from coordination.loading.yaml_text import read_yaml

__all__ = ["cell_of", "node_of", "number_of", "passage_cells"]

_FIELDS = re.compile(r"(agency|collective|jurisdiction|same|kind|level|function)\s*[:=]\s*")
_WORD = re.compile(r"[A-Za-z0-9][\w.-]*\Z", re.ASCII)
_LOOKS_TYPED = re.compile(r"(null|true|false|yes|no|on|off|y|n)?\Z", re.IGNORECASE)

_dumper: Any = getattr(yaml, "CBaseDumper", yaml.BaseDumper)

Say = Callable[..., None]
"""Takes a message, and by name what is expected and suggested."""


# -- cells to values -------------------------------------------------------------------------------


def node_of(column: Column, text: str, at: int, say: Say, decimal_comma: bool = False) -> Node:
    """The value of a cell as a piece of a parse tree.

    Args:
        column: the column.
        text: the cell, which isn't empty.
        at: the place by which issues name the cell.
        say: takes what is wrong.
        decimal_comma: whether the file is of a locale that writes 0,5.
    """
    deep = column.many or column.form in ("fields", "values")
    if deep and text[:1] in ("[", "{"):
        found = _parsed(text, at, say)
        if found is not None:
            return found
    if column.form == "fields":
        return _fields(column, text, at)
    if column.form == "mandates":
        return _mandates(text, at)
    if column.many:
        return _listing(parts(column, text), at)
    if column.form == "number":
        return Scalar(at, at, number_of(text, decimal_comma, say))
    return Scalar(at, at, text)


def parts(column: Column, text: str) -> list[str]:
    """The entries of a list.

    Words and places are parted by commas too. Texts may hold commas, and so may the names by which
    records are referred to; those are parted once it is known which names there are.
    """
    commas = column.form in ("word", "values") or (column.form == "place" and not column.refers)
    pattern = r"[;,|\n]" if commas else r"[;\n]"
    return [part.strip() for part in re.split(pattern, text) if part.strip()]


def _listing(words: list[str], at: int) -> Listing:
    found = Listing(at)
    found.items = [Scalar(at, at, word) for word in words]
    return found


def _fields(column: Column, text: str, at: int) -> Node:
    """`kind: police; level: state` as fields; a bare id is an agency, several are a list."""
    pieces = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    if pieces and all(map(_FIELDS.match, pieces)):
        found = Mapping(at)
        for piece in pieces:
            word = _FIELDS.match(piece)
            assert word is not None  # just matched
            found.entries[word[1]] = (
                Scalar(at, at - 1, word[1]),
                Scalar(at, at, piece[word.end() :]),
            )
        return found
    if column.name == "counterpart":
        found = Mapping(at)
        found.entries["agency"] = Scalar(at, at - 1, "agency"), Scalar(at, at, text)
        return found
    words = parts(column, text)
    return _listing(words, at) if len(words) > 1 else Scalar(at, at, text)


def _mandates(text: str, at: int) -> Node:
    """Mandates in one cell, as tables in bulk have them: `tracing:lead; training@US-TX,US-AZ`."""
    found = Listing(at)
    for fields in mandates(text.replace("\n", ";")):
        one = Mapping(at)
        for name, value in fields.items():
            if value != []:
                node = _listing(value, at) if isinstance(value, list) else Scalar(at, at, value)
                one.entries[name] = Scalar(at, at - 1, name), node
        found.items.append(one)
    return found


def _parsed(text: str, at: int, say: Say) -> Node | None:
    """YAML in a cell, with every place in it being the cell's."""
    issues: list[Issue] = []
    whole = Text("", text)
    try:
        node = read_yaml(whole, issues)
    except Refused as error:
        where = f" (character {error.start + 1} of the cell)"
        say(error.message + where, expected=error.expected, suggestion=error.suggestion)
        return Alias(at, at, None)
    for issue in issues:
        say(issue.message, expected=issue.expected, suggestion=issue.suggestion)
    return None if node is None else _placed(node, at)


def _placed(node: Node, at: int) -> Node:
    if isinstance(node, Alias):
        return Alias(at, at, None)
    if isinstance(node, Scalar):
        return Scalar(at, at, node.text)
    if isinstance(node, Listing):
        listing = Listing(at)
        listing.items = [_placed(item, at) for item in node.items]
        return listing
    mapping = Mapping(at)
    for name, (key, value) in node.entries.items():
        # A key that has no colon ends where its value begins; loading tells the two apart by that.
        bare = isinstance(value, Scalar) and value.text is None and value.start <= key.end
        mapping.entries[name] = Scalar(at, at if bare else at - 1, name), _placed(value, at)
    return mapping


_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[\s\u00a0\u202f'’][0-9]{3})+(?=[.,]|\Z)")
_AMBIGUOUS = re.compile(r"[-+]?[0-9]{1,3}([.,])[0-9]{3}\Z")


def number_of(text: str, decimal_comma: bool, say: Say) -> str:
    """A number as Python writes it, whatever the locale; what could be two numbers is said.

    Args:
        text: the number as it stands in the table.
        decimal_comma: whether the table is of a locale that writes 0,5.
        say: takes what is wrong.

    Example:
        >>> number_of("1 234,5", True, print), number_of("62600", False, print)
        ('1234.5', '62600')
    """
    plain = text.replace("\u2212", "-")
    if _GROUPED.match(plain):
        plain = re.sub(r"[\s\u00a0\u202f'’]", "", plain)
    comma, point = plain.rfind(","), plain.rfind(".")
    found = _AMBIGUOUS.match(plain)
    if found and (found[1] == "," or decimal_comma):
        whole, part = plain.replace(found[1], ""), plain.replace(",", ".")
        say(
            f"'{text}' may be {whole} or {part}",
            expected="a number without separators of thousands, such as 62600 or 0.5",
        )
        return whole
    if comma >= 0 and point >= 0:
        thousands = "." if comma > point else ","
        return plain.replace(thousands, "").replace(",", ".")
    if plain.count(",") == 1:
        return plain.replace(",", ".")
    if plain.count(".") > 1 and re.fullmatch(r"[-+]?[0-9]{1,3}(\.[0-9]{3})+", plain):
        return plain.replace(".", "")
    if plain.count(",") > 1 and re.fullmatch(r"[-+]?[0-9]{1,3}(,[0-9]{3})+", plain):
        return plain.replace(",", "")
    return plain


# -- values to cells -------------------------------------------------------------------------------


def cell_of(column: Column, value: Any) -> str | int | float:
    """A value, as a data file holds it, as a cell that `node_of` reads as the same.

    Args:
        column: the column.
        value: text, number, boolean, or lists and dicts of them.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    if isinstance(value, str):
        return value if not _misread(column, value) else flow([value] if column.many else value)
    if column.form == "fields" and isinstance(value, dict):
        if column.name == "counterpart" and list(value) == ["agency"]:
            return str(value["agency"])
        return "; ".join(f"{key}: {word}" for key, word in value.items())
    if isinstance(value, list) and value and all(_joins(column, one) for one in value):
        single = column.form == "fields" and len(value) == 1  # a list of one is no bare id
        joined = "; ".join(value)
        if not single and joined[0] not in "[{":
            return joined
    return flow(value)


def _misread(column: Column, text: str) -> bool:
    return column.many and not _joins(column, text)


def _joins(column: Column, item: Any) -> bool:
    return isinstance(item, str) and parts(column, item) == [item] and item[0] not in "[{"


def flow(value: Any) -> str:
    """A value as YAML on one line."""
    text: str = yaml.serialize(_flow_node(value), Dumper=_dumper, allow_unicode=True, width=10**9)
    return text.removesuffix("\n").removesuffix("\n...")


def _flow_node(value: Any) -> yaml.Node:
    if isinstance(value, dict):
        pairs = [(_flow_node(key), _flow_node(item)) for key, item in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=True)
    if isinstance(value, list | tuple):
        items = [_flow_node(item) for item in value]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=True)
    if isinstance(value, str):
        bare = _WORD.match(value) and not _LOOKS_TYPED.match(value)
        return yaml.ScalarNode("tag:yaml.org,2002:str", value, style=None if bare else '"')
    return yaml.ScalarNode("tag:yaml.org,2002:str", json.dumps(value, allow_nan=False))


def passage_cells(evidence: list[Any]) -> tuple[list[Any], dict[str, Any]]:
    """The evidence of a record as what stands in the column `evidence`, and the one written out.

    Ids of passages are listed; a last passage that is written out has columns of its own.
    """
    if evidence and isinstance(evidence[-1], dict):
        *named, last = evidence
        if all(isinstance(one, str) for one in named):
            return named, last
    return evidence, {}
