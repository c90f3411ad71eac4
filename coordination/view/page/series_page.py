"""The page of a series: several states of one subject in one file, and what changed between."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from coordination.arguments import checked_arguments
from coordination.change.compare import compare_series
from coordination.files import write_text
from coordination.network import Network
from coordination.quotes.inputs import inputs_of
from coordination.rules.rule import Rule
from coordination.text.dates import day_in_words
from coordination.version import __version__
from coordination.view.page.page import assembled, sections
from coordination.view.page.page_data import page_data
from coordination.view.page.page_series import state_names, step_data
from coordination.view.page.series_scenes import series_scenes

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
        pictures = all_pictures[n]
        states.append(page_data(network, report, pictures))
        texts.append(
            {
                **names[n],
                "text": sections(
                    network,
                    report,
                    states[n],
                    pictures["wide"],
                    prefix=f"{n + 1}-",
                    within=f"state-{n + 1}",
                    level=3,
                ),
            }
        )
    data = {"states": states, "steps": places, "names": names}
    return assembled(
        "comparison.html.j2",
        data,
        title=_title(networks),
        version=__version__,
        claim=states[-1]["claim"],
        byline="",
        summary=networks[-1].summary,
        states=texts,
        steps=[_told(n, states, place, names[n : n + 2]) for n, place in enumerate(places)],
        span=_span(networks),
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


def _told(
    step: int,
    states: Sequence[dict[str, Any]],
    place: dict[str, Any],
    names: Sequence[dict[str, str]],
) -> dict[str, Any]:
    """One step as its tables show it without a script."""
    earlier, later = states[step]["findings"], states[step + 1]["findings"]
    return {
        "before": names[0],
        "after": names[1],
        "findings": [
            {"state": state, **(later if state in ("opened", "persisting") else earlier)[n]}
            for state, found in place["findings"].items()
            for n in found
        ],
        "records": place["records"],
        "successions": place["successions"],
    }


def _title(networks: Sequence[Network]) -> str:
    """The last title without its date, since the page is about several dates."""
    return f"{re.sub(_DATE, '', networks[-1].title)}: what changed"


def _span(networks: Sequence[Network]) -> Markup:
    days = [network.as_of for network in networks if network.as_of]
    if len(days) < 2:
        return Markup("")
    first, last = (day_in_words(day.isoformat()) for day in (days[0], days[-1]))
    return Markup("{} to {}").format(first, last)
