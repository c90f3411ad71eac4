"""What kind of file a source is, by its content rather than its ending."""

from __future__ import annotations

import re
from typing import Literal

from coordination.quotes.limits import TextProblem

__all__ = ["READ_APART", "Kind", "kind_of"]

Kind = Literal["text", "markdown", "html", "pdf", "docx", "odt", "epub", "mail"]

READ_APART: frozenset[Kind] = frozenset(("html", "pdf", "docx", "odt", "epub", "mail"))
"""Kinds that are read in a process of their own."""

_PICTURES = {
    b"\x89PNG\r\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"AT&TFORM": "DjVu",
}
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "it is a document of old Word (.doc): save it as .docx",
    b"{\\rtf": "it is RTF: save it as .docx or as plain text",
    b"\x1f\x8b": "it is compressed (gzip): unpack it",
    b"7z\xbc\xaf": "it is an archive (7z): unpack it",
    b"Rar!": "it is an archive (RAR): unpack it",
    b"PAR1": "it is a table (Parquet), not a text",
}
_MAIL_FIELD = re.compile(
    rb"(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to"
    rb"|reply-to|cc|content-type|x-[\w-]+|dkim-signature|authentication-results): ?[^\r\n]*"
    rb"(?:\r?\n[ \t][^\r\n]*)*\r?\n",
    re.IGNORECASE,
)
_MAIL_NEEDS = (b"from", b"date", b"received", b"message-id", b"mime-version")
_HTML = re.compile(
    rb"(?:\s|<!--.{0,2000}?-->|<\?xml.{0,200}?\?>)*<(?:!doctype\s+html|html|head|body|meta|title"
    rb"|div|p|h[1-6]|table|article|section|main|span|link|script|style)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(data: bytes, ending: str) -> Kind:
    """The kind of a file.

    Args:
        data: its content.
        ending: its ending, as ".md", which decides where the content can't.

    Raises:
        TextProblem: it is of a kind that isn't read; the message says what to do.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zipped(data)
    for sign, name in _PICTURES.items():
        if data.startswith(sign):
            raise TextProblem(
                f"it is a picture ({name}), whose text must be recognised first", scanned=True
            )
    for sign, advice in _OTHERS.items():
        if data.startswith(sign):
            raise TextProblem(advice)
    head = _narrow(data[:8192])
    if ending in (".html", ".htm", ".xhtml") or _HTML.match(head):
        return "html"
    if ending == ".eml" or _is_mail(head):
        return "mail"
    if ending == ".pdf":
        return "pdf"  # the reader says what is wrong with it
    return "markdown" if ending in (".md", ".markdown") else "text"


def _narrow(head: bytes) -> bytes:
    """The beginning of a file without a mark, and of UTF-16 one byte a character."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:2] == b"\0" or head[:1] == b"\0":
        head = head.replace(b"\0", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe")


def _is_mail(head: bytes) -> bool:
    names, at = [], 0
    while found := _MAIL_FIELD.match(head, at):
        names.append(found[0].partition(b":")[0].lower())
        at = found.end()
    return len(names) > 1 and sum(1 for name in _MAIL_NEEDS if name in names) > 1


def _zipped(data: bytes) -> Kind:
    """Which document a ZIP file is, by the names in its directory."""
    if b"word/document.xml" in data or b"word/document2.xml" in data:
        return "docx"
    head = data[:200]
    if b"application/vnd.oasis.opendocument.text" in head:
        return "odt"
    if b"application/epub+zip" in head or b"META-INF/container.xml" in data:
        return "epub"
    if b"content.xml" in data and b"META-INF/manifest.xml" in data:
        return "odt"
    if b"xl/workbook" in data:
        raise TextProblem("it is a workbook of Excel, not a text")
    if b"ppt/presentation" in data:
        raise TextProblem("it is a presentation: save it as PDF")
    raise TextProblem("it is an archive (ZIP) and holds no document that is read")
