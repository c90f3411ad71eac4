"""Make text safe to print: nothing in it moves a terminal, commands a log, or turns word order.

Whatever the command line writes goes through `printed`, be it a report, an error or a table, so
that no text from data, from the name of a file or from a rule of somebody's own can do more than be
read.
"""

from __future__ import annotations

import re

__all__ = ["printed"]

_ACTED_ON = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, among them the beginning of terminal sequences
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction of what follows
    "\u2028\u2029\ud800-\udfff\ufff9-\ufffb\ufffe\uffff"  # line ends, half and no characters
    "\U000e0000-\U000e007f]"  # letters that nobody sees
)
_STYLE = re.compile(r"(\x1b\[[0-9;]{0,12}m)")
_COMMAND = re.compile(r"^(\s*)(?=::)", re.MULTILINE)
_OLD_COMMAND = re.compile(r"##(?=\[)")


def printed(text: str, *, styled: bool = False, commands: bool = False) -> str:
    r"""Text that can only be read; what would be acted on is written as an escape.

    A program that reads JSON gets the same from it as before.

    Args:
        text: the text, with line ends and tabs.
        styled: whether it holds colours of ours, which stay.
        commands: whether it is meant for GitHub's workflows, whose commands stay.

    Example:
        >>> print(printed("a\x1b]52;c;aGk=\x07\n::stop-commands::x\n\u202eb"))
        a\u001b]52;c;aGk=\u0007
        \::stop-commands::x
        \u202eb
    """
    if not text.isascii() or not text.isprintable():
        parts = _STYLE.split(text) if styled else [text]
        text = "".join(
            part if n % 2 else _ACTED_ON.sub(_escaped, part) for n, part in enumerate(parts)
        )
    if not commands and "::" in text:
        text = _COMMAND.sub(r"\1\\", text)
    return text if "##[" not in text else _OLD_COMMAND.sub(r"#\\u0023", text)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
