"""Parse JSON to the same tree as YAML, with the same places and limits."""

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
    |(?P<word>[^\s{}\[\],:"]++)""",
    re.VERBOSE,
)
_SPACE = re.compile(r"[ \t\r\n]*+")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?\Z")


def read_json(text: Text, issues: list[Issue]) -> Node | None:
    """The tree of a JSON text, or None where it is empty. Numbers, true and false stay text.

    Args:
        text: the text.
        issues: takes what is wrong and doesn't stop the reading.

    Raises:
        Refused: the text can't be read on.
    """
    return _Reader(text, issues).tree()


class _Reader:
    def __init__(self, text: Text, issues: list[Issue]) -> None:
        self.content = text.text
        self.text = text
        self.builder = Builder(text, issues)
        self.at = 0

    def tree(self) -> Node | None:
        """Read the one value that a JSON text holds."""
        self._skip()
        if self.at == len(self.content):
            return None
        builder = self.builder
        may_close = False  # only what has just been opened may close without a value
        while True:
            token = self._token()
            if may_close and token["mark"] == self._closing:
                self._close(token)
            elif builder.wants_key:
                self._key(token)
                may_close = False
                continue
            elif token["mark"] in ("[", "{"):
                start = token.start()
                builder.open(Listing(start) if token["mark"] == "[" else Mapping(start))
                self._pass(token)
                may_close = True
                continue
            else:
                builder.add(self._scalar(token))
                self._pass(token)
            while builder.stack and (token := self._token())["mark"] == self._closing:
                self._close(token)
            if not builder.stack:
                break
            if token["mark"] != ",":
                opened = "{}:{}".format(*self.text.place(builder.stack[-1].start))
                raise Refused(
                    token.start(),
                    f"a comma or a closing bracket is missing (opened at {opened})",
                    f"a comma or {self._closing}",
                )
            self._pass(token)
            may_close = False
        if self.at != len(self.content):
            raise Refused(self.at, "there is more text after the end of the data", "one value")
        return builder.root

    @property
    def _closing(self) -> str:
        return "]" if isinstance(self.builder.stack[-1], Listing) else "}"

    def _close(self, token: re.Match[str]) -> None:
        self.builder.close()
        self._pass(token)

    def _pass(self, token: re.Match[str]) -> None:
        self.at = token.end()
        self._skip()

    def _skip(self) -> None:
        found = _SPACE.match(self.content, self.at)
        self.at = found.end() if found else self.at

    def _token(self) -> re.Match[str]:
        token = _TOKEN.match(self.content, self.at)
        if token is not None:
            return token
        if self.content.startswith('"', self.at):
            raise Refused(
                self.at,
                "a quote isn't closed on its line",
                'a closing " on the same line; a line break inside a text is written \\n',
            )
        if self.at == len(self.content) and self.builder.stack:
            opened = self.builder.stack[-1].start
            raise Refused(opened, "this bracket is never closed", f"a {self._closing}")
        raise Refused(self.at, "this can't be read as JSON", "JSON")

    def _key(self, token: re.Match[str]) -> None:
        if token["string"] is None:
            raise Refused(
                token.start(),
                f"{token[0][:60]} can't be a key",
                "a key in double quotes, then a colon; no comma before the closing }",
            )
        self.builder.add(self._scalar(token))
        self._pass(token)
        colon = self._token()
        if colon["mark"] != ":":
            raise Refused(colon.start(), "no colon follows the key", '"key": value')
        self._pass(colon)

    def _scalar(self, token: re.Match[str]) -> Scalar:
        start, end = token.span()
        string, word = token["string"], token["word"]
        if string is not None:
            return Scalar(
                start, end, self._decoded(string, start) if "\\" in string else string[1:-1]
            )
        if word == "null":
            return Scalar(start, end, None)
        if word in ("true", "false") or (word and _NUMBER.match(word)):
            return Scalar(start, end, word)
        raise Refused(
            start,
            f"{token[0][:60]} can't be a value",
            "a text in double quotes, a number, true, false, null, [ ] or { }",
            end=end,
        )

    def _decoded(self, string: str, start: int) -> str:
        try:
            return str(json.loads(string))
        except json.JSONDecodeError as error:
            raise Refused(
                start + error.pos,
                "a backslash that JSON has no meaning for",
                "\\\\ for a backslash",
            ) from None
