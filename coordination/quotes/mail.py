"""Read the text of a mail; `subprocess_reader` runs it in a separate process."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import Message

from coordination.quotes.charset import decoded
from coordination.quotes.html import html_text

__all__ = ["mail_text"]

_FIELDS = ("From", "To", "Cc", "Date", "Subject")
_MOST_PARTS = 1_000
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)


def mail_text(data: bytes) -> str:
    """Head and text of a mail; what it has as plain text goes before what it has as HTML.

    Attached mails are read as well, other attachments are not.
    """
    message = message_from_bytes(data, policy=policy.compat32)
    return "\n\n".join(filter(None, _parts(message)))


def _parts(message: Message) -> list[str]:
    found = [_head(message)]
    waiting: list[Message] = [message]
    seen = 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop()
        seen += 1
        inner = part.get_payload()
        kind = part.get_content_type()
        if isinstance(inner, list):
            parts = [one for one in inner if isinstance(one, Message)]
            if kind == "multipart/alternative":
                parts = _best(parts)
            if kind == "message/rfc822":
                found += [_head(one) for one in parts]
            waiting += reversed(parts)
        elif kind.startswith("text/") and part.get_content_disposition() != "attachment":
            found.append(_text(part, kind))
    return found


def _best(parts: list[Message]) -> list[Message]:
    """Of several forms of one text the plain one, else the first that can be read."""
    plain = [one for one in parts if one.get_content_type() == "text/plain"]
    return (plain or [one for one in parts if "html" in one.get_content_type()] or parts)[:1]


def _head(message: Message) -> str:
    from email.header import decode_header, make_header

    lines = []
    for field in _FIELDS:
        value = message.get(field)
        if value is None:
            continue
        try:
            text = str(make_header(decode_header(str(value))))
        except (LookupError, ValueError):
            text = str(value)
        lines.append(f"{field}: {' '.join(text.split())}")
    return "\n".join(lines)


def _text(part: Message, kind: str) -> str:
    content = part.get_payload(decode=True)
    text = decoded(content if isinstance(content, bytes) else b"", part.get_content_charset())
    if "html" in kind:
        return html_text(text)
    text = text.replace("\r\n", "\n")
    return _QUOTED.sub("", text)
