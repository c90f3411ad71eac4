"""What must hold of whatever is read: of what is refused, and of all that is made of the rest."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from functools import cache
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import jsonschema

import coordination as co
from coordination.formats import FORMATS
from tests.fuzz.case import Fault

_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]"
)
_FOREIGN = re.compile(
    r"pydantic|yaml\.|Input should|Traceback|polars|calamine|\[Errno|object at 0x|NoneType|PyO3"
)
_MOST_ISSUES = 2_100


# -- errors ------------------------------------------------------------------------------------


def told(error: BaseException, given: str = "") -> None:
    """See that an error is ours, and that it can be read and found.

    Args:
        error: what was raised.
        given: the data, whose words the error may repeat.
    """
    if not isinstance(error, co.CoordinationError):
        raise error
    if isinstance(error, co.errors.RuleFailed):
        raise Fault(f"a rule of ours failed: {error}") from error
    if not isinstance(error, co.DataError):
        _one_line(str(error), "message")
        return
    _expect(0 < len(error.issues) <= _MOST_ISSUES, f"{len(error.issues):,} issues")
    for issue in error.issues:
        for part in ("file", "where", "message", "expected", "suggestion", "sheet"):
            _one_line(getattr(issue, part), f"issue's {part}")
        _expect(bool(issue.message), "an issue without a message")
        _expect(bool(issue.file), "an issue without a file")
        for line in issue.snippet.split("\n"):
            _one_line(line, "issue's snippet")
        _expect(issue.snippet.count("\n") <= 1, "a snippet of several lines")
        said = _FOREIGN.search(issue.message)
        _expect(not said or said[0] in given, f"an issue in words of others: {issue.message}")


def _one_line(text: str, what: str) -> None:
    found = _CONTROL.search(text)
    _expect(not found, f"{what} holds a control character: {text[:200]!r}")
    _expect(len(text) < 20_000, f"{what} is {len(text):,} characters long")


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Fault(otherwise)


# -- networks ----------------------------------------------------------------------------------


def comes_back(network: co.Network) -> None:
    """What is written reads as the same network."""
    for form in ("yaml", "json"):
        written = co.dumps(network, format=form)
        try:
            again = co.loads(written, format=form)
        except co.DataError as error:
            raise Fault(f"what is written as {form} is refused: {error.issues[0]}") from error
        _expect(again == network, f"what is written as {form} reads as another network")


def can_be_used(network: co.Network, *, parsed: bool = True) -> None:
    """It can be checked, questioned and reported.

    Args:
        network: the network.
        parsed: whether the Markdown is parsed too, which takes long for texts that do.
    """
    report = co.check(network)
    asked = co.questions(network)
    for made in (report.to_markdown(), asked.to_markdown()):
        if parsed:
            is_markdown(made)
    report.to_text()
    json.loads(report.to_json())
    json.loads(asked.to_json())


def can_be_shown(network: co.Network) -> None:
    """Page, picture, every report and every format are made, and nothing of the data acts there."""
    from coordination.formats.report_xlsx import xlsx_bytes
    from coordination.view.page.page import html_text

    report = co.check(network)
    is_page(html_text(network, report))
    follows_its_schema(report)
    json.loads(report.to_sarif())
    for line in report.to_github().splitlines():
        _expect(
            not line.lstrip().startswith("::")
            or re.match(r"::(error|warning|notice|debug)\b", line),
            f"a command of workflows: {line[:100]!r}",
        )
    is_workbook(xlsx_bytes(report)[0])
    made = [co.grand(network).to_markdown(), co.coverage(report).to_markdown()]
    if len(network.agencies) > 1:
        made.append(co.practices(network, [*network.agencies][:3]).to_markdown())
    for text in made:
        is_markdown(text)
    co.firmness(report)
    co.plan(network)
    for form in FORMATS.values():
        for name, data in form.contents(network, "case").items():
            if name.endswith(".csv") or form.name in ("gephi", "neo4j"):
                is_csv(data.decode("utf-8"))


@cache
def _schema() -> Any:
    from coordination.report.json import schema_text

    return jsonschema.Draft202012Validator(json.loads(schema_text()))


def follows_its_schema(report: co.Report) -> None:
    """The report as JSON is as its schema describes it."""
    for error in _schema().iter_errors(json.loads(report.to_json())):
        raise Fault(f"JSON at {error.json_path[:60]}: {error.message[:200]}")


def is_picture(text: str) -> None:
    """An SVG in which nothing acts."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise Fault(f"the picture isn't XML: {error}") from error
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        _expect(tag not in ("script", "foreignObject", "image"), f"<{tag}> in a picture")
        for name in element.attrib:
            _expect(not name.startswith("on"), f"{name}= in a picture")


# -- outputs -----------------------------------------------------------------------------------

_TAGS_THAT_ACT = frozenset(
    ("iframe", "object", "embed", "base", "form", "applet", "frame", "frameset", "img", "image",
     "video", "audio", "source", "track", "portal", "x:script", "link", "animate", "set",
     "foreignobject")
)  # fmt: skip


class _Page(HTMLParser):
    """Looks for what would run, load something, or lead elsewhere than to the web."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.data: list[str] = []
        self.inside = False
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.inside = tag == "script" and given.get("type") == "application/json"
        self.scripts += tag == "script" and not given.get("type", "").startswith("application/")
        icon = tag == "link" and given.get("href", "").startswith("data:,")
        if tag in _TAGS_THAT_ACT and not icon:
            self.wrong.append(f"<{tag}>")
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.wrong.append("<meta refresh>")
        for name, value in given.items():
            if name.startswith("on") or name in ("style", "src", "srcset", "formaction", "ping"):
                self.wrong.append(f"{name}=")
            leads = name in ("href", "xlink:href") and not icon
            if leads and not re.match(r"#|https?://", value):
                self.wrong.append(f"href={value[:40]!r}")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside = False


def is_page(text: str) -> None:
    """A page in which nothing of the data runs, loads or leads astray."""
    page = _Page()
    page.feed(text)
    page.close()
    _expect(not page.wrong, f"in the page: {', '.join(page.wrong[:5])}")
    _expect(page.scripts <= 4, f"{page.scripts} scripts in the page")
    for data in page.data:
        json.loads(data)


def is_markdown(text: str) -> None:
    """Markdown without raw HTML, without pictures, and with links to the web alone."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.validateLink = lambda _: True  # type: ignore[method-assign]
    tokens = parser.parse(text)
    for token in [*tokens, *(inner for one in tokens for inner in one.children or ())]:
        if token.type in ("html_block", "html_inline"):
            _expect(
                bool(_OUR_HTML.fullmatch(token.content.strip())), f"HTML: {token.content[:80]!r}"
            )
        _expect(token.type != "image", "a picture in Markdown")
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            _expect(bool(re.match(r"#|https?://", address)), f"a link to {address[:60]!r}")


_OUR_HTML = re.compile(r"<!--[^<>]*-->|</?(details|summary|br|sub|sup)>")


def is_csv(text: str) -> None:
    """CSV without a cell that a spreadsheet computes."""
    before = csv.field_size_limit(10**9)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    csv.field_size_limit(before)
    for row in rows:
        for cell in row:
            _expect(
                not re.match("[=+@\t\r＝＋－＠]", cell) and not re.match(r"-(?![\d.])", cell),
                f"a cell that is computed: {cell[:60]!r}",
            )


def is_workbook(data: bytes) -> None:
    """A workbook without formulas, and with links to the web alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = ElementTree.fromstring(archive.read(name))
            for element in root.iter():
                tag = element.tag.rpartition("}")[2]
                _expect(tag != "f" or "sheet" not in name, f"a formula in {name}")
                if element.get("TargetMode") == "External":
                    address = element.get("Target", "")
                    _expect(bool(re.match("https?://", address)), f"a link to {address[:60]!r}")


_PRINTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]"
)


def is_printed(text: str, commands: bool = False) -> None:
    """What is printed moves neither a terminal nor a log of workflows."""
    found = _PRINTED.search(text)
    where = text[max(0, found.start() - 40) : found.end() + 20] if found else ""
    _expect(not found, f"a control character is printed: {where!r}")
    for line in re.split("[\n\r]", text):
        ours = commands and re.match(r"::(error|warning|notice) ", line)
        _expect(
            not line.lstrip().startswith("::") or bool(ours), f"a command is printed: {line!r:.99}"
        )


def values_of(data: bytes) -> Any:
    """What JSON holds, or None."""
    try:
        return json.loads(data)
    except ValueError:
        return None
