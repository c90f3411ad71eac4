"""Write text as the content or an attribute of an XML element.

`xml.sax.saxutils` does the same, and brings urllib, http and ssl with it.
"""

from __future__ import annotations

import re

__all__ = ["attribute", "content"]

_IN_CONTENT = re.compile("[&<>\r]")
_IN_ATTRIBUTE = re.compile('[&<>"\r\n\t]')
_WRITTEN = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    # A bare carriage return is read as a line feed, and in an attribute each of them as a blank.
    "\r": "&#13;",
    "\n": "&#10;",
    "\t": "&#9;",
}


def _write(match: re.Match[str]) -> str:
    return _WRITTEN[match[0]]


def content(text: str) -> str:
    """A text between two tags.

    Example:
        >>> content("Alcohol, Tobacco & <Firearms>")
        'Alcohol, Tobacco &amp; &lt;Firearms&gt;'
    """
    return _IN_CONTENT.sub(_write, text)


def attribute(text: str) -> str:
    """A text as the value of an attribute, with its quotes.

    Example:
        >>> print(attribute('the "memo"'))
        "the &quot;memo&quot;"
    """
    return f'"{_IN_ATTRIBUTE.sub(_write, text)}"'
