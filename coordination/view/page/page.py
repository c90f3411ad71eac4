"""Write the page: one self-contained HTML file that makes no requests."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from coordination.arguments import checked_arguments
from coordination.errors import ViewError, expect
from coordination.files import refuse_inputs, write_text
from coordination.loading.gc_pause import collector_paused
from coordination.network import Network
from coordination.progress import require_time
from coordination.quotes.inputs import inputs_of
from coordination.rules.report import Report
from coordination.view.layout.scenes import scenes
from coordination.view.page.page_data import page_data, refuse_nan
from coordination.view.page.page_static import static_page
from coordination.view.scene import Layout, Scene
from coordination.view.still.svg import svg

__all__ = ["assembled", "html_text", "sections", "write_html"]

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

_SECONDS_OF_A_RECORD = 4e-5
"""What an agency or a link of a large network takes, roughly."""

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


def sections(
    network: Network,
    report: Report | None,
    data: Mapping[str, Any],
    picture: Scene,
    *,
    prefix: str = "",
    within: str = "",
    level: int = 2,
) -> Markup:
    """What a page says of a network without a script: still picture, findings and tables.

    Args:
        network: the network.
        report: its report, or None.
        data: its part of the page's data.
        picture: the scene of the still picture.
        prefix: what its ids begin with, where a page holds several networks.
        within: id of the heading above it, in a page of several networks, so that the names of
            sections differ.
        level: level of its headings.
    """
    return Markup(
        _environment()
        .get_template("sections.html.j2")
        .render(
            prefix=prefix,
            within=f"{within} " if within else "",
            level=level,
            still=Markup(svg(picture, prefix=prefix)),
            **static_page(network, report, data),
        )
    )


def assembled(template: str, data: Mapping[str, Any], **values: Any) -> str:
    """A page: its template filled, with style, scripts, data and a policy that admits only these.

    Args:
        template: name of the template, which extends the frame.
        data: what the page's script reads.
        **values: what the template names.
    """
    text = _embedded(data)
    packed = len(text) > PACKED_ABOVE
    style, library, script = _parts()
    return (
        _environment()
        .get_template(template)
        .render(
            policy=_policy(scripts=(library, script), styles=(style,)),
            style=Markup(style),
            library=Markup(_packed(library)),
            script=Markup(script),
            packed=packed,
            data=Markup(_packed(text) if packed else text),
            **values,
        )
    )


@checked_arguments
def html_text(
    network: Network,
    report: Report | None = None,
    *,
    layouts: tuple[Layout, ...] = ("wide", "phone"),
) -> str:
    """The page of a network as text; equal networks and reports give the same bytes.

    Args:
        network: the network.
        report: its report, from `check`.
        layouts: the pictures that the page holds, "wide" among them.

    Raises:
        ViewError: a number isn't finite.
        TooLong: an estimate exceeds what `time_limit` allows.
    """
    expect(Network, network, "network")
    if report is not None:
        expect(Report, report, "report")
    size = len(network.agencies) + len(network.links)
    require_time(
        f"writing the page of {len(network.agencies):,} agencies and {len(network.links):,} links",
        size * _SECONDS_OF_A_RECORD,
        "write a part of it, such as network.sub(agencies=...)",
    )
    with collector_paused():
        pictures = scenes(network, report, layouts)
        data = page_data(network, report, pictures)
        return assembled(
            "page.html.j2",
            data,
            sections=sections(network, report, data, pictures["wide"]),
            **static_page(network, report, data),
        )


@checked_arguments
def write_html(
    network: Network | Sequence[Network],
    path: str | os.PathLike[str],
    report: Report | None = None,
) -> None:
    """Write the page of a network: one file that opens anywhere and needs no connection.

    Args:
        network: the network; or several networks of one subject, earliest first, whose page shows
            each of them and what changed between.
        path: file to write; it is replaced whole or not at all.
        report: its report, from `check`; without one the page shows no findings. The page of
            several networks has theirs by itself.

    Raises:
        ValueError: a series of fewer than two networks, or not the earliest first.
        ViewError: a number isn't finite.
        TooLong: an estimate exceeds what `time_limit` allows.
        OutputRefused: the file is what the network was read from, or a text of its sources.
        OSError: the file can't be written.
    """
    expect((str, os.PathLike), path, "path", "path")
    if isinstance(network, Sequence) and not isinstance(network, str | bytes):
        from coordination.view.page.series_page import write_comparison_html

        if report is not None:
            raise TypeError("the page of several networks checks them itself; leave the report out")
        write_comparison_html(network, path)
        return
    inputs = inputs_of(network)
    refuse_inputs(path, inputs)  # before drawing, which may take a minute
    write_text(path, html_text(network, report), inputs=inputs)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("coordination.view.page", "template"),
        autoescape=True,
        finalize=_printable,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["own"] = _own_direction
    return made


def _own_direction(words: str | None) -> str:
    """Words that keep their own direction, marked where a script of them may run from the right."""
    text = _printable(words or "")
    return Markup("<bdi>{}</bdi>").format(text) if _MAYBE_RIGHT.search(text) else text


_MAYBE_RIGHT = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def _printable(value: Any) -> Any:
    """A value as the template writes it, without characters that HTML has no place for."""
    if isinstance(value, Markup) or not isinstance(value, str) or value.isprintable():
        return value
    return _NO_HTML.sub("", value)


_NO_HTML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)


@cache
def _parts() -> tuple[str, str, str]:
    """Style, vis-network and the page's own script, as they stand between their tags."""
    folder = resources.files("coordination.view.page") / "template"
    style = (folder / "page.css").read_text(encoding="utf-8")
    library = (_pyvis() / _VIS).read_text(encoding="utf-8")
    # A string in it holds a control character, which HTML has no place for; its escape does.
    library = _escaped(library)
    own = [(folder / "js" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    first, rest = own[0], "\n".join(own[1:])
    text = _without_indents(f"{first}\nfunction openState(at, hash) {{\n{rest}\n}}\nbegin();")
    script = f'"use strict";\n(async () => {{\n{text}\n}})();\n'
    for text, what in ((library, "vis-network"), (script, "the page's script")):
        if re.search(r"</script|<!--", text, re.IGNORECASE):
            raise ViewError(f"{what} holds text that would end its own script element")
    if "</style" in style.lower():
        raise ViewError("the page's style holds text that would end its own style element")
    # A carriage return would reach the parser as a newline, and the hash would be another one.
    style = re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
    return style.replace("\r", ""), library.replace("\r", ""), script.replace("\r", "")


def _pyvis() -> Path:
    """The folder of pyvis, which isn't imported: that would bring IPython and networkx."""
    found = find_spec("pyvis")
    if found is None or not found.submodule_search_locations:
        raise ViewError("pyvis, which brings the library that draws the page, isn't installed")
    return Path(found.submodule_search_locations[0])


def _without_indents(script: str) -> str:
    """A script without indents and lines that are comments: a tenth less to mail.

    Sound for the scripts here, none of which has text that runs over several lines.
    """
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


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

    Its few distinct letters are quick to look through; the pattern would look at each place.
    """
    for letter in sorted(filter(_NO_HTML.match, set(text))):
        units = letter.encode("utf-16-be").hex()
        escape = "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))
        text = text.replace(letter, escape)
    return text
