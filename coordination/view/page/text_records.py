"""The records of a network as tables that the page writes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from coordination.model import Figure, Link, Record, Source, jurisdiction_name
from coordination.requirements.assess import Assessment, assess_all
from coordination.rules.phrases import other_side
from coordination.text.dates import day_in_words
from coordination.text.language import counted
from coordination.view.groups import group_rows
from coordination.view.page.markup import (
    BREAK,
    Markup,
    block,
    element,
    english,
    joined,
    own,
    plain,
    table,
)
from coordination.view.page.text_part import LIMIT, TextPart, more
from coordination.view.page.titles import ASSESSED, ends_of, kind_words, link_title

__all__ = [
    "agencies",
    "conclusions",
    "figures",
    "groups",
    "links",
    "made",
    "recommendations",
    "requirements",
    "sources",
]


def conclusions(part: TextPart) -> Markup:
    """What sources conclude about coordination."""
    label = part.network.label
    rows = (
        (
            own(", ".join(map(label, one.agencies))),
            one.finds.replace("-", " "),
            own(one.says),
            part.passages(one.evidence),
        )
        for one in islice(part.network.conclusions.values(), LIMIT)
    )
    caption = "What sources conclude about coordination"
    headings = ("About", "Finds", "In our words", "Evidence")
    shown = table(caption, headings, rows, name="conclusions")
    return part.section("conclusions", "Conclusions", shown)


def groups(part: TextPart) -> Markup:
    """The groups of the picture, where it shows groups of a large network."""
    rows = (
        (own(label), country, *(f"{count:,}" for count in counts))
        for label, country, *counts in group_rows(part.network)
    )
    caption = "The groups of the picture; a link that joins two groups counts for each"
    headings = ("Group", "Country", "Agencies", "Links inside", "Links to others", "Failing")
    return part.section("groups", "Groups", table(caption, headings, rows))


def links(part: TextPart) -> Markup:
    """Every link."""
    found = part.network.links
    rows = (_link(part, one) for one in islice(found.values(), LIMIT))
    headings = ("Between", "Kind", "Status", "Functions", "Dates", "Evidence")
    shown = table("Every recorded link", headings, rows, name="links")
    return part.section("links", "Links", more(len(found)), shown)


def _link(part: TextPart, link: Link) -> Iterator[str]:
    network = part.network
    dates = [day_in_words(when) if when else "" for when in (link.start, link.end)]
    layer = "set down" if link.formal else "practised"
    disputed = any(one.stance == "disputes" for one in link.evidence)
    yield english(ends_of(network, link))
    yield _lines(
        kind_words(link.kind),
        own(link.name),
        element("small", f"{layer}, {link.confidence}"),
    )
    yield _lines(link.status, element("small", "disputed by a source") if disputed else None)
    yield own("; ".join(network.functions[key].name for key in link.functions))
    yield " to ".join(dates).strip() if any(dates) else ""
    yield part.passages(link.evidence)


def _lines(*parts: str | None) -> Markup:
    """The parts that aren't empty, each on a line of its own."""
    return BREAK.join(plain(one) for one in parts if one)


def requirements(part: TextPart) -> Markup:
    """Coordination that ought to exist, and what is known of each case of it."""
    rows = (_requirement(part, one) for one in islice(assess_all(part.network), LIMIT))
    caption = "Coordination that ought to exist, and whether it does"
    headings = ("Who needs whom", "What is required", "Function", "State", "Evidence")
    shown = table(caption, headings, rows, name="requirements")
    count = len(part.network.requirements)
    return part.section("requirements", "Requirements", more(count), shown)


def _requirement(part: TextPart, case: Assessment) -> Iterator[str]:
    network, one = part.network, case.requirement
    yield joined(own(network.label(one.agency)), ": ", own(other_side(network, one)))
    yield own(one.says)
    yield own(network.functions[one.function].name if one.function else None)
    yield _lines(ASSESSED[case.state], element("small", case.basis) if case.basis else None)
    yield part.passages(one.evidence)


def agencies(part: TextPart) -> Markup:
    """Every agency."""
    found = part.network.agencies
    rows = (_agency(part, key) for key in islice(found, LIMIT))
    caption = "Every agency, where it acts and what it does"
    headings = ("Name", "Short", "Kind", "Where", "Part of", "Functions")
    shown = table(caption, headings, rows, name="agencies")
    return part.section("agencies", "Agencies", more(len(found)), shown)


def _agency(part: TextPart, key: str) -> Iterator[str]:
    network = part.network
    agency = network.agencies[key]
    area = agency.jurisdiction
    yield own(agency.name)
    yield own(agency.abbreviation)
    yield agency.kind.replace("-", " ")
    yield (jurisdiction_name(area) or area) if area else "international"
    yield own(network.label(agency.part_of) if agency.part_of else None)
    yield own(
        "; ".join(f"{network.functions[one.function].name} ({one.role})" for one in agency.mandates)
    )


def recommendations(part: TextPart, effects: Mapping[str, Any] | None) -> Markup:
    """What was recommended to whom.

    Args:
        part: the network's part of the page.
        effects: what each would change, by its id; None for a network that wasn't checked.
    """
    label = part.network.label
    rows = (
        (
            own(label(one.by)),
            own(", ".join(map(label, one.to))),
            own(one.says),
            one.status.replace("-", " "),
            day_in_words(one.date) if one.date else "",
            *([] if effects is None else [_effect(effects.get(one.id))]),
            part.passages(one.evidence),
        )
        for one in islice(part.network.recommendations.values(), LIMIT)
    )
    carried_out = [] if effects is None else ["If carried out"]
    headings = ("From", "To", "What", "Status", "Date", *carried_out, "Evidence")
    shown = table("What was recommended to whom", headings, rows, name="recommendations")
    return part.section("recommendations", "Recommendations", shown)


def _effect(effect: Mapping[str, Any] | None) -> str:
    if not effect:
        return ""
    gone, fresh = len(effect["cleared"]), len(effect["appeared"])
    return f"{counted(gone, 'finding')} would clear, {fresh:,} would appear"


def figures(part: TextPart) -> Markup:
    """Numbers that sources give."""
    rows = (_figure(part, one) for one in islice(part.network.figures.values(), LIMIT))
    headings = ("About", "Measure", "Value", "Period", "Evidence")
    shown = table("Numbers that sources give", headings, rows, name="figures")
    return part.section("figures", "Figures", shown)


def _figure(part: TextPart, figure: Figure) -> Iterator[str]:
    value = f"{figure.value:,}" if isinstance(figure.value, int) else f"{figure.value:g}"
    yield own(_title_of(part, figure.about))
    yield own(figure.measure)
    yield own(" ".join(one for one in (figure.qualifier, value, figure.unit) if one))
    yield figure.period or ""
    yield part.passages(figure.evidence)


def _title_of(part: TextPart, key: str) -> str:
    """Name of an agency, link or requirement."""
    network = part.network
    if key in network.agencies:
        return network.label(key)
    if key in network.links:
        return link_title(network, network.links[key])
    record: Record = network.requirements[key]
    return str(getattr(record, "says", None) or key)


def made(part: TextPart) -> Markup:
    """How the network was made, by the items of a reporting guideline."""
    rows = (
        (
            f"{one['item']} {one['name']}",
            joined(own(one["value"]), f" ({one['field']})" if one["field"] else None),
        )
        for one in part.network.grand().to_records()
    )
    caption = "Items of the Guidelines for Reporting About Network Data (GRAND)"
    shown = table(caption, ("Item", "This network"), rows)
    return part.section("made", "How the network was made", shown)


def sources(part: TextPart) -> Markup:
    """Every source, which passages lead to."""
    found = islice(part.network.sources.values(), LIMIT)
    lines = (_source(part, place, one) for place, one in enumerate(found))
    return part.section("sources", "Sources", block("ul", *lines, class_="sources"))


def _source(part: TextPart, place: int, source: Source) -> Markup:
    link = None
    # Records made without checks can hold any address; only these two kinds are links.
    if source.url and source.url.startswith(("https://", "http://")):
        how = {"rel": "noopener noreferrer", "target": "_blank"}
        link = element("a", source.url, href=source.url, **how)
    published = f", {day_in_words(source.published)}" if source.published else ""
    return element(
        "li",
        element("cite", own(source.title)),
        *(joined(". ", own(one)) for one in (source.author, source.publisher) if one),
        f"{published} ({source.kind})",
        joined(". ", link) if link else None,
        joined(BREAK, element("span", own(source.note))) if source.note else None,
        id=f"{part.prefix}s{place}",
    )
