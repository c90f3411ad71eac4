"""Text from bytes, by the charset that they declare or show."""

from __future__ import annotations

import codecs
import re

from coordination.quotes.limits import TextProblem

__all__ = ["decoded"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_DECLARED = (
    re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE),
    re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE),
)

_WESTERN = frozenset(("ascii", "iso8859-1", "cp1252", "latin-1"))
"""What a file is often said to be in that holds UTF-8."""

_SAME = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
         "euc_kr": "cp949", "shift_jis": "cp932", "iso8859-9": "cp1254", "iso8859-11": "cp874",
         "utf-16": "utf-16-le"}  # fmt: skip
"""Charsets that browsers read as a wider one."""

_KNOWN = re.compile(
    r"utf-?(8|16|32)(-?[lb]e)?|ascii|iso8859-\d+|cp\d+|koi8-[rut]|mac-[a-z]+|gb\w+|big5\w*|hz"
    r"|euc_(jp|kr)|shift_jis\w*|iso2022_(jp|kr)\w*|johab|tis-620|ptcp154"
)


def decoded(data: bytes, declared: str | None = None) -> str:
    """Text from bytes.

    A mark at the beginning goes first, then what the file declares of itself (an XML prolog, a
    `meta` of HTML), then UTF-8 if the bytes are valid, UTF-16 if every other one is 0, and
    Windows-1252.

    Args:
        data: the bytes.
        declared: charset that is declared elsewhere, as in a mail's head.

    Raises:
        TextProblem: it isn't text.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(marked, errors="replace")
    if wide := _two_bytes_each(data):
        return data.decode(wide, errors="replace")
    name = _charset(declared) or next(
        (found for found in map(_charset, _declared(data[:4096])) if found), None
    )
    if b"\0" in data[:4096] and not (name or "").startswith(("utf-16", "utf-32")):
        raise TextProblem("the file isn't text")
    if name is None or name in _WESTERN or name.startswith(("utf-16", "utf-32")):
        # What says that it is UTF-16 in plain letters isn't.
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("cp1252", errors="replace")
    try:
        return data.decode(_SAME.get(name, name))
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_SAME.get(name, name) if name != "utf-8" else "cp1252", "replace")


def _declared(head: bytes) -> list[str]:
    found = (pattern.search(head) for pattern in _DECLARED)
    return [one[1].decode("ascii") for one in found if one]


def _charset(name: str | None) -> str | None:
    """The name that Python has for a charset, None for what isn't one of text."""
    if not name:
        return None
    try:
        known = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    return known if _KNOWN.fullmatch(known) else None


def _two_bytes_each(data: bytes) -> str | None:
    head = data[:2000]
    half = len(head) // 2
    if half < 4:
        return None
    if head[1::2].count(0) > 0.6 * half and head[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[::2].count(0) > 0.6 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None
