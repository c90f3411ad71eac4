"""Build the parse tree node by node, within limits, for YAML and JSON alike."""

from __future__ import annotations

from coordination.errors import Issue
from coordination.loading.nodes import (
    MAX_DEPTH,
    MAX_NODES,
    MAX_SCALAR,
    Alias,
    Listing,
    Mapping,
    Node,
    Refused,
    Scalar,
    Span,
    Text,
)

__all__ = ["Builder"]

_MOST_NOTES = 500
"""Anchors, tags and repeated keys that are listed before reading stops."""


class Builder:
    """Grows one tree. Depth can't exhaust Python's call stack, since nothing here recurs.

    Args:
        text: the text that is read.
        issues: takes what is wrong and doesn't stop the reading.

    Attributes:
        root: the tree, or None as long as nothing was read.
        stack: the lists and mappings that are open, the innermost last.
    """

    def __init__(self, text: Text, issues: list[Issue]) -> None:
        self.text = text
        self.root: Node | None = None
        self.stack: list[Listing | Mapping] = []
        self._issues = issues
        self._keys: list[Scalar | None] = []
        self._count = 0

    @property
    def wants_key(self) -> bool:
        """Whether what comes next is a key of a mapping."""
        return bool(self.stack) and isinstance(self.stack[-1], Mapping) and self._keys[-1] is None

    def open(self, node: Listing | Mapping) -> None:
        """A list or mapping begins."""
        if len(self.stack) >= MAX_DEPTH:
            raise Refused(
                node.start, f"more than {MAX_DEPTH} levels of nesting", "the shape of the records"
            )
        self.add(node)
        self.stack.append(node)
        self._keys.append(None)

    def close(self) -> None:
        """The innermost list or mapping ends."""
        self.stack.pop()
        self._keys.pop()

    def add(self, node: Node) -> None:
        """A key or a value has been read."""
        self._count += 1
        if self._count > MAX_NODES:
            raise Refused(node.start, f"more than {MAX_NODES:,} values", "a smaller file")
        if isinstance(node, Scalar) and node.text is not None and len(node.text) > MAX_SCALAR:
            raise Refused(
                node.start,
                f"a text of {len(node.text):,} characters",
                f"at most {MAX_SCALAR:,} in one text",
            )
        if not self.stack:
            self.root = node
            return
        owner = self.stack[-1]
        if isinstance(owner, Listing):
            owner.items.append(node)
            return
        key, self._keys[-1] = self._keys[-1], None
        if key is not None:
            self._add_entry(owner, key, node)
        elif isinstance(node, Scalar) and not isinstance(node, Alias):
            self._keys[-1] = node
        else:
            raise Refused(
                node.start,
                "a list, a mapping or an alias can't be a key",
                "a key, which is a word",
                "put a text that begins with a brace or a bracket in quotes",
            )

    def _add_entry(self, owner: Mapping, key: Scalar, node: Node) -> None:
        name = key.text or ""
        if name == "<<":
            self.note(key.span, "a merge key (<<)", "each key written where it applies")
        elif name in owner.entries:
            line, column = self.text.place(owner.entries[name][0].start)
            message = f"the key '{name[:60]}' is repeated; it is first given at {line}:{column}"
            self.note(key.span, message, "each key once")
        else:
            owner.entries[name] = key, node

    def note(self, span: Span, message: str, expected: str) -> None:
        """Something is refused, and reading goes on."""
        if len(self._issues) >= _MOST_NOTES:
            start, end = span
            raise Refused(
                start, f"{message}, after {_MOST_NOTES} similar problems", expected, end=end
            )
        self._issues.append(self.text.issue(span, message, expected))
