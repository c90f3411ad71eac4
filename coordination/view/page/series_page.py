"""The page of a series: several states of one subject in one file, and what changed between."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from coordination.arguments import checked_arguments
from coordination.change.compare import compare_series
from coordination.files import write_text
from coordination.network import Network
from coordination.quotes.inputs import inputs_of
from coordination.rules.rule import Rule
from coordination.text.dates import day_in_words
from coordination.view.page.frame import framed
from coordination.view.page.markup import (
    BREAK,
    Markup,
    block,
    element,
    english,
    in_lines,
    joined,
    own,
    plain,
    table,
)
from coordination.view.page.page_data import page_data
from coordination.view.page.page_series import state_names, step_data
from coordination.view.page.page_text import page_text
from coordination.view.page.series_scenes import series_scenes
from coordination.view.still.svg import svg

__all__ = ["comparison_html_text", "write_comparison_html"]

_DATE = r",?\s+(as of |in )?([0-9]{1,2} )?([A-Z][a-z]+ )?[0-9]{4}$"
"""The date with which titles of states mostly end."""


def comparison_html_text(
    networks: Sequence[Network],
    *,
    rules: Iterable[Rule] | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> str:
    """The page of a series as text; equal networks give the same bytes.

    Args:
        networks: two networks of one subject or more, earliest first.
        rules: rules to put to each; None means `RULES`.
        options: options by code, as for `check`.

    Raises:
        ValueError: fewer than two networks.
        ViewError: a number isn't finite.
    """
    chosen = None if rules is None else tuple(rules)
    steps = compare_series(networks, rules=chosen, options=options)
    reports = [steps[0].before_report, *(step.after_report for step in steps)]
    # A state's findings stand in the same order in the reports of both steps that it is part of.
    places = [step_data(step) for step in steps]
    names = state_names(networks)
    states, texts = [], []
    all_pictures = series_scenes(networks, reports, steps)
    for n, (network, report) in enumerate(zip(networks, reports, strict=True)):
        pictures, prefix = all_pictures[n], f"{n + 1}-"
        states.append(page_data(network, report, pictures))
        still = Markup(svg(pictures["wide"], prefix=prefix))
        within = f"state-{n + 1}"
        texts.append(
            page_text(network, report, states[n], still, prefix=prefix, within=within, level=3)
        )
    parts = [
        _contents(names),
        *(
            _step(n, step, _findings(states[n : n + 2], step), names[n : n + 2])
            for n, step in enumerate(places)
        ),
        *(
            _state(n, name["title"], text)
            for n, (name, text) in enumerate(zip(names, texts, strict=True))
        ),
    ]
    return framed(
        {"states": states, "steps": places, "names": names},
        title=_title(networks),
        claim=states[-1]["claim"],
        ours=networks[-1].headline is None,
        byline="",
        summary=networks[-1].summary,
        facts=joined(f"{len(networks)} states", _span(networks)),
        text=in_lines(parts),
    )


@checked_arguments
def write_comparison_html(
    networks: Sequence[Network],
    path: str | os.PathLike[str],
    *,
    rules: Iterable[Rule] | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> None:
    """Write one page that holds several states of one subject and what changed between them.

    Each state has its own picture, findings and tables; a switch leads from one to the next. Like
    the page of one network it is one file that needs no connection.

    Args:
        networks: two networks of one subject or more, earliest first.
        path: file to write; it is replaced whole or not at all.
        rules: rules to put to each; None means `RULES`.
        options: options by code, as for `check`.

    Raises:
        ValueError: fewer than two networks.
        ViewError: a number isn't finite.
        OutputRefused: the file is what a network was read from, or a text of its sources.
        OSError: the file can't be written.
    """
    text = comparison_html_text(networks, rules=rules, options=options)
    write_text(path, text, inputs=inputs_of(*networks))


def _contents(names: Sequence[Mapping[str, str]]) -> Markup:
    """Each state with a link to its text."""
    lines = (
        element(
            "li",
            element("a", own(one["title"]), href=f"#state-{n}"),
            f" ({one['label']})" if one["label"] not in one["title"] else None,
        )
        for n, one in enumerate(names, 1)
    )
    heading = element("h2", "States", id="h-states")
    return block(
        "nav", heading, block("ol", *lines), class_="states-list", aria_labelledby="h-states"
    )


def _state(place: int, title: str, text: Markup) -> Markup:
    key = f"state-{place + 1}"
    heading = element("h2", own(title), id=key, tabindex="-1")
    return block(
        "section", heading, text, class_="state", aria_labelledby=key, data_state=str(place)
    )


def _findings(
    states: Sequence[Mapping[str, Any]], step: Mapping[str, Any]
) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Findings of two states, each with what became of it."""
    earlier, later = (state["findings"] for state in states)
    for state, found in step["findings"].items():
        for place in found:
            yield (later if state in ("opened", "persisting") else earlier)[place], state


def _step(
    place: int,
    step: Mapping[str, Any],
    findings: Iterable[tuple[Mapping[str, Any], str]],
    names: Sequence[Mapping[str, str]],
) -> Markup:
    """What changed from one state to the next."""
    before, after = (one["label"] for one in names)
    key = f"step-{place + 1}"
    successions = [
        element(
            "li",
            f"{one['what'].capitalize()}: ",
            own(", ".join(one["before"])),
            " to ",
            own(", ".join(one["after"])),
        )
        for one in step["successions"]
    ]
    return block(
        "section",
        element("h2", f"What changed from {before} to {after}", id=key),
        table(
            "What became of the findings",
            ("Finding", "State"),
            (
                (
                    joined(
                        element("span", one["code"], class_="code"), " ", english(one["message"])
                    ),
                    state,
                )
                for one, state in findings
            ),
            empty="There are no findings.",
        ),
        block("ul", *successions) if successions else None,
        table(
            "What became of the records; what isn't listed is the same",
            ("Record", "Section", "State", "Fields"),
            (
                (
                    own(one["title"]),
                    one["section"],
                    one["state"],
                    BREAK.join(map(_field, one["fields"])),
                )
                for one in step["records"]
            ),
            empty="Nothing changed.",
        ),
        aria_labelledby=key,
    )


def _field(field: Mapping[str, Any]) -> Markup:
    if field["field"] == "evidence":
        fresh, gone = len(field["fresh"]), len(field["gone"])
        return plain(f"evidence: {fresh} new, {gone} no longer")
    return joined(field["field"], ": ", own(field["before"]), " → ", own(field["after"]))


def _title(networks: Sequence[Network]) -> str:
    """The last title without its date, since the page is about several dates."""
    return f"{re.sub(_DATE, '', networks[-1].title)}: what changed"


def _span(networks: Sequence[Network]) -> str:
    days = [network.as_of for network in networks if network.as_of]
    if len(days) < 2:
        return ""
    first, last = (day_in_words(day.isoformat()) for day in (days[0], days[-1]))
    return f", {first} to {last}"
