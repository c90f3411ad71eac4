"""Change records in the text of a data file, and leave every other line as its author wrote it.

ruamel.yaml keeps comments and order, but writes long lines, quotes and indents in its own way. So
only what differs between what it writes before and after the changes goes into the author's text.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Literal

from coordination.errors import DataError
from coordination.loading.save import looks_typed
from coordination.model import SECTIONS

__all__ = ["Edit", "edited"]

_LINE = 90
"""Letters of a line of a longer text that is new."""


@dataclass(frozen=True)
class Edit:
    """One change to the records of a file.

    Attributes:
        action: "add" a record, "append" a value to a list of one, or "set" a field of one.
        section: section of the data file.
        place: place of the record in its section, from 0; of no meaning for "add".
        name: field of the record; "" for "add".
        value: the record, the value to append, or the new value.
    """

    action: Literal["add", "append", "set"]
    section: str
    place: int = 0
    name: str = ""
    value: Any = field(default_factory=dict)


def edited(
    text: str, edits: Sequence[Edit], *, format: Literal["yaml", "json"] = "yaml"
) -> tuple[str, str]:
    """The text of a data file after some changes.

    Args:
        text: a text that `loads` reads.
        edits: the changes, in order.
        format: what the text is.

    Returns:
        The text with every other line as it was; and the same content in ruamel.yaml's own lines,
        for whoever finds that the first doesn't say the same.

    Example:
        >>> text = "title: Two  # of us\\nagencies:\\n  - {id: a, name: A}\\n\\n# the end\\n"
        >>> print(edited(text, [Edit("set", "agencies", 0, "note", "New")])[0], end="")
        title: Two  # of us
        agencies:
          - {id: a, name: A, note: New}
        <BLANKLINE>
        # the end
    """
    before, after = (_json if format == "json" else _yaml)(text, edits)
    return _merged(text, before, after), after


def _apply(data: Any, edits: Sequence[Edit], made: Any) -> None:
    for edit in edits:
        if edit.action == "add":
            if data.get(edit.section) is None:
                _new_section(data, edit.section, made([]))
            data[edit.section].append(made(edit.value))
            continue
        record = data[edit.section][edit.place]
        if edit.action == "set":
            record[edit.name] = made(edit.value)
            continue
        given = record.get(edit.name)
        if isinstance(given, str):
            record[edit.name] = made([given, edit.value])
        elif given is None:
            record[edit.name] = made([edit.value])
        else:
            given.append(made(edit.value))


def _new_section(data: Any, section: str, empty: Any) -> None:
    """Put a section where it stands in a file, before those that refer to it."""
    later = SECTIONS[SECTIONS.index(section) + 1 :]
    keys = list(data)
    at = next((n for n, key in enumerate(keys) if key in later), len(keys))
    if hasattr(data, "insert"):
        data.insert(at, section, empty)
        return
    rest = {key: data.pop(key) for key in keys[at:]}
    data[section] = empty
    data.update(rest)


def _json(text: str, edits: Sequence[Edit]) -> tuple[str, str]:
    data = json.loads(text)
    found = re.search(r"\n( +|\t+)\S", text)
    indent: Any = found[1] if found else None
    before = json.dumps(data, ensure_ascii=False, indent=indent)
    _apply(data, edits, lambda value: value)
    after = json.dumps(data, ensure_ascii=False, indent=indent)
    return before + "\n", after + "\n"


def _yaml(text: str, edits: Sequence[Edit]) -> tuple[str, str]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import ScalarNode
    from ruamel.yaml.resolver import VersionedResolver
    from ruamel.yaml.scalarstring import FoldedScalarString, SingleQuotedScalarString
    from ruamel.yaml.tag import Tag

    class Texts(VersionedResolver):
        """Takes every plain scalar for text, as our own reader does: NO stays Norway."""

        def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
            found = super().resolve(kind, value, implicit)
            if kind is ScalarNode and implicit and implicit[0]:
                return Tag(suffix="tag:yaml.org,2002:str")
            return found

    yaml = YAML(typ="rt")
    yaml.Resolver = Texts
    yaml.preserve_quotes = True
    yaml.width = len(text) + _LINE  # a line that the author left long stays so
    if _indented(text):
        yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        data = yaml.load(text)
    except YAMLError as error:  # what our own reader takes and this one doesn't
        mark = getattr(error, "problem_mark", None)
        raise DataError.of(
            "it can't be changed without changing the lines around it",
            "text in quotes, with \\u2028 and the like written out",
            line=mark.line + 1 if mark else 0,
            column=mark.column + 1 if mark else 0,
        ) from None

    def made(value: Any) -> Any:
        if isinstance(value, Mapping):
            return yaml.map(**{str(key): made(one) for key, one in value.items()})
        if isinstance(value, list | tuple):
            items = yaml.seq([made(one) for one in value])
            if value and all(isinstance(one, str) for one in value):
                items.fa.set_flow_style()
            return items
        if len(value) > _LINE:
            folded = FoldedScalarString(value)
            folded.fold_pos = list(_folds(value))
            return folded
        return SingleQuotedScalarString(value) if looks_typed(value) else value

    def written() -> str:
        stream = io.StringIO()
        yaml.dump(data, stream)
        return stream.getvalue()

    before = written()
    _apply(data, edits, made)
    return before, written()


def _folds(text: str) -> Iterator[int]:
    """Places of the spaces at which a long text goes on to the next line."""
    begin, last = 0, -1
    for space in re.finditer(" ", text):
        if space.start() - begin > _LINE and last >= begin:
            yield last
            begin = last + 1
        last = space.start()
    if len(text) - begin > _LINE and last >= begin:
        yield last


def _indented(text: str) -> bool:
    """Whether most lists stand further in than the key that holds them."""
    heads = re.findall(r"^[a-z_]+:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*( *)- ", text, re.M)
    return heads.count("") * 2 <= len(heads)


def _merged(text: str, before: str, after: str) -> str:
    """A text with what changed between two others, of which the first says the same as it.

    Args:
        text: the text as its author wrote it.
        before: the same content, written otherwise.
        after: that after some changes.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    own, base, new = (part.splitlines() for part in (text, before, after))
    at = _places(base, own)
    parts: list[str] = []
    done = 0
    for first, last, lines in _changes(base, new, at):
        if last < len(base) and last not in at:
            return after  # the author wrote what follows so that no line of it is found again
        until = at[last] if last < len(base) else len(own)
        begin = until  # of what is only new, what follows says the place as well
        if first == 0 or first - 1 in at:
            begin = at[first - 1] + 1 if first else 0
            until = begin if first == last else until
        parts += own[done:begin]
        shift = _shift(base, own, at, first if first == last else first + 1)
        parts += [_moved(line, shift) for line in lines]
        done = until
    whole = [*parts, *own[done:]]
    return end.join(whole) + (end if whole and text.endswith(("\n", "\r")) else "")


def _shift(base: Sequence[str], own: Sequence[str], at: Mapping[int, int], first: int) -> int:
    """How much further in the author wrote what stands above a place."""
    for n in range(first - 1, -1, -1):
        if n in at and base[n].strip():
            return _indent(own[at[n]]) - _indent(base[n])
    return 0


def _moved(line: str, shift: int) -> str:
    """A line moved in or out; one at the margin, such as the key of a section, stays there."""
    indent = _indent(line)
    is_key = not indent and not line.startswith("- ")
    return " " * (0 if is_key else max(0, indent + shift)) + line.strip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _places(base: Sequence[str], own: Sequence[str]) -> dict[int, int]:
    """Lines of one text that stand in the other, with their place there."""
    # A comment keeps its column, so a line that is moved in has fewer spaces before it.
    first, second = ([" ".join(line.split()) for line in lines] for lines in (base, own))
    matcher = SequenceMatcher(None, first, second)
    return {
        block.a + n: block.b + n
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    }


def _changes(
    base: Sequence[str], new: Sequence[str], known: Mapping[int, int]
) -> Iterator[tuple[int, int, list[str]]]:
    """Stretches of the base that change, with what comes in their place.

    Each begins and ends beside lines that the text has: what it writes otherwise there comes along.
    """
    last = 0
    for tag, first, until, start, stop in SequenceMatcher(None, base, new).get_opcodes():
        if tag == "equal":
            continue
        lines = list(new[start:stop])
        # What is new goes above the empty lines and comments that stand before what follows.
        while tag == "insert" and first > last and _is_apart(base[first - 1]):
            first = until = first - 1
        is_placed = tag == "insert" and (first == len(base) or first in known)
        while first > last and first - 1 not in known and not is_placed:
            first -= 1
            lines.insert(0, base[first])
        while (
            until < len(base) and until not in known and not (first == until and first - 1 in known)
        ):
            lines.append(base[until])
            until += 1
        last = until
        yield first, until, lines


def _is_apart(line: str) -> bool:
    stripped = line.strip()
    return not stripped or stripped.startswith("#")
