"""Find out from its content whose a file is: written by this package, our data, or another's."""

from __future__ import annotations

import json
import re
from io import BytesIO

__all__ = ["is_data", "is_network", "is_ours"]

# Patterns, which `re` compiles when they are first used: most runs look at no other file.
_OURS = (
    rb"""<meta\s+name=["']generator["']\s+content=["']coordination-graph""",
    rb'"generator"\s*:\s*\{\s*"name"\s*:\s*"coordination-graph"',
    rb'"fullName"\s*:\s*"coordination-graph"',
    rb"<!-- (?:written by )?coordination-graph|<creator>coordination-graph</creator>",
    rb"\A# Quotes against their sources\r?\n",
    rb"\A[^\n]{1,500}\n\s*(?:As of [\d-]+: )?[\d,]+ agenc(?:y|ies),\s+[\d,]+\s+links?[,.\s]",
)
"""Marks of what this package writes: pages, reports in each format, verifications."""

_LOOKED_AT = 65_536
"""Bytes at the beginning of a file in which a mark stands."""

_SECTION = (
    rb"""(?m)^\{?[ \t]{0,40}["']?(title|sources|functions|agencies|links|requirements"""
    rb"""|recommendations|figures|passages|conclusions|as_of)["']?[ \t]{0,20}:"""
)
_LISTS = (
    rb"(?m)^(?:passages|agencies|links|requirements|recommendations|figures|conclusions)"
    rb"[ \t]{0,20}:[ \t]{0,20}(?:#[^\n]{0,200})?"
    rb"(?:\n\s{0,80}(?:#[^\n]{0,200}\n\s{0,80}){0,9}-\s|\[)"
)
_GRAPH = (
    rb"(?s)(?:<\?xml[^>]{0,200}\?>\s{0,80})?(?:<!--.{0,2000}?-->\s{0,80})?<(?:graphml|gexf)[\s>]"
)
_HEADS = (
    rb"(?i)\A(?:\xef\xbb\xbf)?(?=[^\n]{0,4000}\b(?:quote|evidence|message|says|cause)\b)"
    rb'"?[\w: .\[\]-]{1,80}"?(?:,"?[\w: .\[\]-]{0,80}"?){2,}\r?\n'
)


def is_ours(data: bytes) -> bool:
    """Whether a file was written by this package: what it writes repeats quotes, right or wrong."""
    if data.startswith(b"PK"):
        return b"coordination-graph" in _part(data, "docProps/core.xml")
    return any(re.search(mark, data[:_LOOKED_AT]) for mark in _OURS)


def _part(data: bytes, name: str) -> bytes:
    """The beginning of a part of a Word document or a workbook; nothing of what is neither."""
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(BytesIO(data)) as parts, parts.open(name) as stream:
            return stream.read(_LOOKED_AT)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RuntimeError, EOFError):
        return b""


def is_network(data: bytes) -> bool:
    """Whether a file is a data file of this package."""
    if data.startswith(b"PK"):  # a workbook with sheets of agencies and links
        names = _part(data, "xl/workbook.xml").lower()
        return b'name="agencies"' in names and b'name="links"' in names
    if b'"$schema"' in data[:500]:
        return False
    sections = {found[1] for found in re.finditer(_SECTION, data)}
    return len(sections) > 2 and bool(sections & {b"sources", b"agencies", b"links"})


def is_data(data: bytes) -> bool:
    """Whether a file holds records rather than a text, in which each quote stands, right or wrong.

    That is a data file of this package or a part of one, a graph, a table with a column of quotes,
    or JSON.
    """
    if is_network(data) or re.match(_GRAPH, data[:8192].lstrip(b"\xef\xbb\xbf \t\r\n")):
        return True
    if re.match(_HEADS, data[:8192]):
        return True
    if re.search(_LISTS, data) and re.search(rb"\bquote[\"']?\s*:", data):
        return True
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and _is_json(data)


def _is_json(data: bytes) -> bool:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) or (
        isinstance(found, list) and any(isinstance(one, dict) for one in found)
    )
