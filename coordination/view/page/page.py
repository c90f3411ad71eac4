"""Write the page: one self-contained HTML file that makes no requests."""

from __future__ import annotations

import os
from collections.abc import Sequence

from coordination.arguments import checked_arguments
from coordination.errors import expect
from coordination.files import refuse_inputs, write_text
from coordination.loading.gc_pause import collector_paused
from coordination.network import Network
from coordination.progress import require_time
from coordination.quotes.inputs import inputs_of
from coordination.rules.report import Report
from coordination.text.dates import day_in_words
from coordination.text.language import counted
from coordination.view.first_picture import telling
from coordination.view.layout.scenes import scenes
from coordination.view.page.frame import framed
from coordination.view.page.markup import Markup, element, joined
from coordination.view.page.page_data import page_data
from coordination.view.page.page_text import page_text
from coordination.view.scene import Layout
from coordination.view.still.svg import svg

__all__ = ["html_text", "write_html"]

_SECONDS_OF_A_RECORD = 4e-5
"""What an agency or a link of a large network takes, roughly."""


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
        return framed(
            data,
            title=network.title,
            claim=data["claim"],
            ours=network.headline is None,
            byline=data["byline"],
            summary=network.summary,
            facts=_facts(network, report),
            text=page_text(network, report, data, Markup(svg(pictures["wide"]))),
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


def _facts(network: Network, report: Report | None) -> Markup:
    """Day and counts, as the line below the title."""
    day = None
    if network.as_of:
        date = network.as_of.isoformat()
        day = joined("As of ", element("time", day_in_words(date), datetime=date), " · ")
    size = f"{counted(len(network.agencies), 'agency')} ·\n{counted(len(network.links), 'link')}"
    if report is None:
        return joined(day, element("span", size, class_="counts"))
    found = telling(report)
    split = None
    if found:
        reported = sum(finding.basis == "reported" for finding in found)
        shares = f"({reported:,} reported, {len(found) - reported:,} derived)"
        split = joined(" ", element("span", shares, class_="split"))
    size = element("span", size, " · ", class_="counts")
    return joined(day, size, counted(len(found), "finding"), split)
