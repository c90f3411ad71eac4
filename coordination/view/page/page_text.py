"""The part of the page that needs no script: findings and tables, also for screen readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coordination.appraisal.agency_comments import TITLE, comments
from coordination.network import Network
from coordination.rules.report import Report
from coordination.view.first_picture import telling
from coordination.view.groups import FULL
from coordination.view.page import text_records
from coordination.view.page.markup import Markup, block, element, in_lines
from coordination.view.page.text_findings import (
    comments_section,
    coverage_section,
    findings_list,
    findings_section,
    questions_section,
)
from coordination.view.page.text_part import LIMIT, TextPart

__all__ = ["page_text"]


def page_text(
    network: Network,
    report: Report | None,
    data: Mapping[str, Any],
    still: Markup,
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
        still: the still picture.
        prefix: what its ids begin with, where a page holds several networks.
        within: id of the heading above it, in a page of several networks, so that the names of
            sections differ.
        level: level of its headings.
    """
    part = TextPart(network, prefix, within, level)
    entries, sections = zip(*_sections(part, report, data), strict=True)
    lines = [] if prefix else [_contents(*filter(None, entries))]
    if network.summary and prefix:
        about = element("p", network.summary, dir="auto")
        lines.append(part.section("summary", "About this network", about, class_="summary"))
    picture = element("div", still, class_="still")
    lines.append(part.section("picture", "Picture", picture, class_="picture-still"))
    lines += sections
    return in_lines(lines)


def _contents(*entries: Markup) -> Markup:
    heading = element("h2", "Contents", id="h-contents")
    return block(
        "nav", heading, block("ul", *entries), class_="contents", aria_labelledby="h-contents"
    )


def _entry(name: str, title: str, *after: str) -> Markup:
    """The line of a section in the table of contents."""
    return element("li", element("a", title, href=f"#h-{name}"), *after)


def _sections(
    part: TextPart, report: Report | None, data: Mapping[str, Any]
) -> Iterator[tuple[Markup | None, Markup]]:
    """Each section after the line that leads to it from the table of contents."""
    network, told = part.network, data["recommended"] or {}
    found = None
    if report is not None and report.told:
        count = f" ({len(telling(report)):,})\n"
        found = _entry("findings", "Findings", count, findings_list(report), "\n")
    yield found, findings_section(part, report, data["findings"])
    if report is not None and (questions := report.questions):
        count = f" ({min(len(questions), LIMIT):,})"
        yield _entry("questions", "Questions", count), questions_section(part, questions)
    if report is not None and (said := comments(report)):
        yield _entry("answers", TITLE), comments_section(part, said)
    if network.conclusions:
        yield _entry("conclusions", "Conclusions"), text_records.conclusions(part)
    if len(network.agencies) > FULL:
        yield _entry("groups", "Groups"), text_records.groups(part)
    yield _entry("links", "Links"), text_records.links(part)
    if network.requirements:
        yield _entry("requirements", "Requirements"), text_records.requirements(part)
    yield _entry("agencies", "Agencies"), text_records.agencies(part)
    if network.recommendations:
        effects = None if report is None else told.get("effects", {})
        shown = text_records.recommendations(part, effects)
        yield _entry("recommendations", "Recommendations"), shown
    if report is not None and (covered := coverage_section(part, report, told)):
        yield None, covered
    if network.figures:
        yield _entry("figures", "Figures"), text_records.figures(part)
    yield _entry("made", "How the network was made"), text_records.made(part)
    if network.sources:
        yield _entry("sources", "Sources"), text_records.sources(part)
