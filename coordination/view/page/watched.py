"""A page that loads itself anew when it is written again, from a file and without a server.

A page that was opened from a file may read no other file, but it may show a picture that lies
beside it, and knows how large that is. So a small picture says by its size which page is newest.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from coordination.files import write_text
from coordination.view.page.frame import source_of

__all__ = ["stamp_of", "watched", "write_watched"]

_SIDE = 4000
"""Sides of the picture are at most so long, in px."""

_SCRIPT = """"use strict";
(() => {
const look = () => {
const stamp = new Image();
stamp.onload = () => {
if (stamp.naturalWidth === WIDTH && stamp.naturalHeight === HEIGHT) later();
else location.reload();
};
stamp.onerror = () => setTimeout(look, 2000);
stamp.src = `${location.href.split(/[?#]/)[0]}.stamp.svg?${Date.now()}`;
};
const later = () => setTimeout(look, 100);
later();
})();
"""


def stamp_of(path: Path) -> Path:
    """The picture beside a page that says which page is the newest."""
    return path.with_name(f"{path.name}.stamp.svg")


def watched(text: str) -> tuple[str, str]:
    """A page that loads itself anew, and the picture that says of it that it is the newest.

    What the reader has chosen stands in the page's address, which loading anew keeps.

    Args:
        text: the page, which is the same from run to run for equal data.
    """
    digest = int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")
    width, height = 1 + digest % _SIDE, 1 + digest // _SIDE % _SIDE
    script = _SCRIPT.replace("WIDTH", str(width)).replace("HEIGHT", str(height))
    head, body = text.split("</head>", 1)
    head = head.replace("script-src ", f"script-src {source_of(script)} ", 1)
    head = head.replace("img-src data:", "img-src data: file:", 1)
    body, end = body.rsplit("</body>", 1)
    # The mark says whose it is; only what is ours is written over under a name that nobody typed.
    mark, size = "<!-- coordination-graph -->", f'width="{width}" height="{height}"'
    stamp = f'{mark}<svg xmlns="http://www.w3.org/2000/svg" {size}/>\n'
    return f"{head}</head>{body}<script>{script}</script>\n</body>{end}", stamp


def write_watched(path: Path, text: str) -> None:
    """Write a page that loads itself anew, then the picture that tells the open one of it."""
    page, stamp = watched(text)
    write_text(path, page)
    write_text(stamp_of(path), stamp, named=False)
