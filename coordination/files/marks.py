"""Find out from its content whose a file is: written by this package, our data, or another's."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from io import BytesIO

__all__ = ["is_data", "is_network", "is_ours"]

_OURS = (
    re.compile(rb"""<meta\s+name=["']generator["']\s+content=["']coordination-graph"""),
    re.compile(rb'"generator"\s*:\s*\{\s*"name"\s*:\s*"coordination-graph"'),
    re.compile(rb'"fullName"\s*:\s*"coordination-graph"'),
    re.compile(rb"<!-- (?:written by )?coordination-graph|<creator>coordination-graph</creator>"),
    re.compile(rb"\A# Quotes against their sources\r?\n"),
    re.compile(
        rb"\A[^\n]{1,500}\n\s*(?:As of [\d-]+: )?[\d,]+ agenc(?:y|ies),\s+[\d,]+\s+links?[,.\s]"
    ),
)
"""Marks of what this package writes: pages, reports in each format, verifications."""

_LOOKED_AT = 65_536
"""Bytes at the beginning of a file in which a mark stands."""

_SECTION = re.compile(
    rb"""^\{?[ \t]{0,40}["']?(title|sources|functions|agencies|links|requirements|recommendations"""
    rb"""|figures|passages|conclusions|as_of)["']?[ \t]{0,20}:""",
    re.MULTILINE,
)
_LISTS = re.compile(
    rb"^(?:passages|agencies|links|requirements|recommendations|figures|conclusions)[ \t]{0,20}:"
    rb"[ \t]{0,20}(?:#[^\n]{0,200})?(?:\n\s{0,80}(?:#[^\n]{0,200}\n\s{0,80}){0,9}-\s|\[)",
    re.MULTILINE,
)
_GRAPH = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>\s{0,80})?(?:<!--.{0,2000}?-->\s{0,80})?<(?:graphml|gexf)[\s>]",
    re.DOTALL,
)
_HEADS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?=[^\n]{0,4000}\b(?:quote|evidence|message|says|cause)\b)"
    rb'"?[\w: .\[\]-]{1,80}"?(?:,"?[\w: .\[\]-]{0,80}"?){2,}\r?\n',
    re.IGNORECASE,
)


def is_ours(data: bytes) -> bool:
    """Whether a file was written by this package: what it writes repeats quotes, right or wrong."""
    if data.startswith(b"PK"):
        return _packed_by_us(data)
    return any(mark.search(data[:_LOOKED_AT]) for mark in _OURS)


def _packed_by_us(data: bytes) -> bool:
    """Whether the properties of a Word document say that we wrote it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts, parts.open("docProps/core.xml") as stream:
            return b"coordination-graph" in stream.read(_LOOKED_AT)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RuntimeError, EOFError):
        return False


def is_network(data: bytes) -> bool:
    """Whether a file is a data file of this package."""
    if data.startswith(b"PK"):
        return _is_workbook(data)
    if b'"$schema"' in data[:500]:
        return False
    sections = {found[1] for found in _SECTION.finditer(data)}
    return len(sections) > 2 and bool(sections & {b"sources", b"agencies", b"links"})


def _is_workbook(data: bytes) -> bool:
    """Whether a workbook has sheets of agencies and links."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts, parts.open("xl/workbook.xml") as stream:
            names = stream.read(_LOOKED_AT).lower()
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RuntimeError, EOFError):
        return False
    return b'name="agencies"' in names and b'name="links"' in names


def is_data(data: bytes) -> bool:
    """Whether a file holds records rather than a text, in which each quote stands, right or wrong.

    That is a data file of this package or a part of one, a graph, a table with a column of quotes,
    or JSON.
    """
    if is_network(data) or _GRAPH.match(data[:8192].lstrip(b"\xef\xbb\xbf \t\r\n")):
        return True
    if _HEADS.match(data[:8192]):
        return True
    if _LISTS.search(data) and re.search(rb"\bquote[\"']?\s*:", data):
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
