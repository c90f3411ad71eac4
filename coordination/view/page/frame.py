"""The frame of a page: its head, style and scripts, and a policy that admits only these."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from coordination.errors import ViewError
from coordination.version import __version__
from coordination.view.page.markup import NO_HTML, Markup, block, element, plain
from coordination.view.page.page_data import refuse_nan

__all__ = ["SCRIPTS", "framed", "source_of"]

SCRIPTS = (
    "payload",
    "data",
    "elements",
    "words",
    "state",
    "groups",
    "scenes",
    "strokes",
    "selection",
    "missing_ties",
    "picture",
    "camera",
    "group_layout",
    "keyboard",
    "evidence",
    "answers",
    "respond",
    "panels",
    "group_panels",
    "contested",
    "recommendations",
    "findings",
    "search",
    "filters",
    "days",
    "legend",
    "save",
    "card",
    "tables",
    "series_switch",
    "changes",
    "start",
)
"""The page's own scripts in the order in which they are joined."""

PACKED_ABOVE = 60_000
"""Letters of data above which the page holds them packed, as it always holds vis-network.

Below, anyone can read the data in the file. Browsers unpack since 2023; older ones show the part of
the page that needs no script. What is unpacked still has to match its hash in the page's policy."""

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"

_FRAME = Markup("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="coordination-graph {version}">
{description}\
<meta property="og:type" content="article">
<meta property="og:title" content="{title}">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{head}
<p class="still-page" role="note">The picture that answers needs a script, which hasn't started. \
Everything it holds is written out below.</p>
<main id="text" tabindex="-1">
{text}
</main>
<footer class="foot">
<p>Written by coordination-graph {version}. Everything is in this file; it asks no other computer \
for anything. vis-network draws the picture (© visjs contributors, Apache-2.0 or MIT).</p>
</footer>
<script type="application/{kind}" id="data">{data}</script>
<script type="application/octet-stream" id="library">{library}</script>
<script>{script}</script>
</body>
</html>""")

_DESCRIPTION = Markup("""\
<meta name="description" content="{claim}">
<meta property="og:description" content="{claim}">
""")


def framed(
    data: Mapping[str, Any],
    *,
    title: str,
    claim: str,
    ours: bool,
    byline: str,
    summary: str | None,
    facts: Markup,
    text: Markup,
) -> str:
    """A whole page.

    Args:
        data: what the page's script reads.
        title: its title.
        claim: what it shows, in one sentence.
        ours: whether that is a sentence of ours, which is English.
        byline: who made the data, of what.
        summary: what it is about.
        facts: the line below the title: day and counts.
        text: the part that needs no script.
    """
    held = _embedded(data)
    packed = len(held) > PACKED_ABOVE
    titled = element("p", claim, class_="claim", dir="ltr" if ours else "auto") if claim else None
    return _FRAME.format(
        version=__version__,
        description=_DESCRIPTION.format(claim=plain(claim)) if claim else "",
        title=plain(title),
        head=_head(title, titled, byline, summary, facts),
        text=text,
        kind="octet-stream" if packed else "json",
        data=Markup(_packed(held) if packed else held),
        **_parts(),
    )


def _head(
    title: str, claim: Markup | None, byline: str, summary: str | None, facts: Markup
) -> Markup:
    about = element("summary", "About this network"), element("p", summary, dir="auto")
    told = block(
        "div",
        element("p", facts, class_="meta"),
        element("p", byline, class_="byline", dir="auto") if byline else None,
        element("details", *about, class_="about") if summary else None,
        class_="facts",
    )
    titles = block(
        "div",
        element("h1", title, dir="auto"),
        claim,
        told,
        class_="titles",
    )
    return block("header", titles, class_="head")


@cache
def _parts() -> dict[str, str]:
    """Style, vis-network and the page's own script as every page holds them, and their policy."""
    folder = resources.files("coordination.view.page") / "assets"
    style = (folder / "page.css").read_text(encoding="utf-8")
    library = (_pyvis() / _VIS).read_text(encoding="utf-8")
    # A string in it holds a control character, which HTML has no place for; its escape does.
    library = _escaped(library)
    own = [(folder / "js" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    first, rest = own[0], "\n".join(own[1:])
    text = _shortened(f"{first}\nfunction openState(at, hash) {{\n{rest}\n}}\nbegin();")
    script = f'"use strict";\n(async () => {{\n{text}\n}})();\n'
    for text, what in ((library, "vis-network"), (script, "the page's script")):
        if re.search(r"</script|<!--", text, re.IGNORECASE):
            raise ViewError(f"{what} holds text that would end its own script element")
    if "</style" in style.lower():
        raise ViewError("the page's style holds text that would end its own style element")
    style = " ".join(re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL).split())
    for mark in "{};,":
        style = style.replace(f" {mark}", mark).replace(f"{mark} ", mark)
    style = style.replace(": ", ":").replace(";}", "}")
    # A carriage return would reach the parser as a newline, and the hash would be another one.
    style, library, script = (part.replace("\r", "") for part in (style, library, script))
    return {
        "policy": _policy(scripts=(library, script), styles=(style,)),
        "style": Markup(style),
        "library": Markup(_packed(library)),
        "script": Markup(script),
    }


def _pyvis() -> Path:
    """The folder of pyvis, which isn't imported: that would bring IPython and networkx."""
    found = find_spec("pyvis")
    if found is None or not found.submodule_search_locations:
        raise ViewError("pyvis, which brings the library that draws the page, isn't installed")
    return Path(found.submodule_search_locations[0])


def _shortened(script: str) -> str:
    """A script without indents, comments and most line ends: an eighth less to mail.

    Sound for the scripts here, none of which has text that runs over several lines. After an
    opening bracket, a comma or a semicolon no statement ends with the line.
    """
    lines = (line.strip() for line in script.splitlines())
    kept = (line for line in lines if line and not line.startswith("//"))
    return "".join(
        line if line[-1] in "{([,;" and "//" not in line else f"{line}\n" for line in kept
    )


def _policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + " ".join(map(source_of, scripts)),
            "style-src " + " ".join(map(source_of, styles)),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def source_of(text: str) -> str:
    """What the policy calls a script or style that it admits."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _embedded(data: Mapping[str, Any]) -> str:
    """Data as JSON that no HTML parser can take for anything else."""
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError:
        refuse_nan(data)
        raise
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return _escaped(text)


def _packed(text: str) -> str:
    """Text as base64 of its gzip form, for pages that would be large otherwise."""
    # The last hundredth, which level 9 would get, takes as long again.
    return base64.b64encode(gzip.compress(text.encode(), 6, mtime=0)).decode()


def _escaped(text: str) -> str:
    """Text of a script with escapes for the characters that HTML has no place for.

    The few letters beyond ASCII are quick to look through; the pattern would look at each place.
    """
    unusual = text.encode("utf-8", "surrogatepass").translate(None, _USUAL)
    for letter in sorted(filter(NO_HTML.match, set(unusual.decode("utf-8", "surrogatepass")))):
        units = letter.encode("utf-16-be").hex()
        escape = "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))
        text = text.replace(letter, escape)
    return text


_USUAL = bytes(range(0x20, 0x7F))
