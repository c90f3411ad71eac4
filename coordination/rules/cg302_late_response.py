"""CG302: answered or delivered late, or still open past the day it was due."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coordination.engine.columns import STATUSES
from coordination.model import Link, first_day, last_day
from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.rule import rule
from coordination.text.dates import on_day

__all__ = ["late_response"]


@rule("CG302", "late-response")
def late_response(network: Network, *, limit_days: int = 0) -> Iterator[Finding]:
    """Something was answered or delivered late, or is open more than `limit_days` days past due.

    Sources report it of a link whose status is late; with `due` and the day on which it came (the
    request's `end`, or another link's `start`) the days are counted. It is derived, where `due` is
    on record, for a link that is unmet, planned or prescribed although the network's date lies more
    than `limit_days` after `due`; for one other than a request that began more than `limit_days`
    after it; and for a request past it that nothing answers, where the sources cover links in full.
    Of a date that is a year or a month, its last day counts as due and its first as begun. CG401
    reports training.

    Why it matters:
        Leads go cold, and people make plans without the help that they asked for. Help that comes
        late is often of no use.

    Options:
        limit_days (default 0): days after `due` that are tolerated.

    Reported:
        title: The answer came late
        sources: [{id: report, title: Report of an auditor}]
        agencies:
          - {id: north, name: The Police of the North}
          - {id: south, name: The Police of the South}
        links:
          - kind: request
            source: north
            target: south
            status: late
            due: 2009-01-01
            end: 2010-07-26
            evidence: [{source: report, at: page 4, says: It took a year and a half.}]

    Derived:
        title: Access promised for January 2008 came in December 2009
        as_of: 2010-10-06
        agencies:
          - {id: atf, name: ATF}
          - {id: pgr, name: PGR}
        links:
          - {kind: system-access, source: atf, target: pgr, due: 2008-01, start: 2009-12}

    Clean:
        title: Access came in the month for which it was promised
        as_of: 2010-10-06
        agencies:
          - {id: atf, name: ATF}
          - {id: pgr, name: PGR}
        links:
          - {kind: system-access, source: atf, target: pgr, due: 2008-01, start: 2008-01-31}

    Remedy:
        Agree on a time within which each kind of request is answered, and on whom to turn to when
        it has passed. Record when the answer came.

    Source:
        Nearest standard: the International Instrument to Enable States to Identify and Trace, in a
        Timely and Reliable Manner, Illicit Small Arms and Light Weapons (United Nations, 8 December
        2005), of which the title was read. Case: Associated Press, 6 October 2010: a tracing
        program announced in January 2008 was fully employed nearly three years later.
    """
    columns = network.engine.columns
    doubtful = columns.dated & (columns.status != STATUSES.index("late"))
    doubtful &= ~columns.assumed & (columns.source != columns.target)
    for link in network.engine.links_marked(doubtful):
        days = None if link.kind == "training" else _days_late(network, link)
        if days is None or days <= limit_days:
            continue
        what = f"{say.link_phrase(network, link)}{say.for_functions(network, link.functions)}"
        still_open = link.status in ("unmet", "planned", "prescribed") or link.kind == "request"
        how = f"is open {days} days after" if still_open else f"came {days} days after"
        began = "" if still_open else f" It began {on_day(link.start or '')}."
        shown = say.condition_of_links(network, [link])
        yield Finding.of(
            say.sentence(f"{what} {how} it was due"),
            "derived",
            links=[link],
            condition=Statement(
                f"{shown.text} It was due {on_day(link.due or '')}.{began}", link.evidence
            ),
            value=days,
            threshold=limit_days,
            unit="days",
            clears=_clears(network, link),
        )


def _days_late(network: Network, link: Link) -> int | None:
    """Days between the day a link was due and the day it came, or the network's; None if unknown.

    None also where it isn't known that it is late: it works, and nothing says when it came.
    """
    if link.due is None or link.status in ("ended", "absent"):
        return None
    due = last_day(link.due)
    if link.kind != "request" and link.in_force and link.status != "prescribed":
        return (first_day(link.start) - due).days if link.start else None
    if network.as_of is None or (link.in_force and not _unanswered(network, link)):
        return None
    return (network.as_of - due).days


def _unanswered(network: Network, request: Link) -> bool:
    """Whether nothing answers a request, as far as sources that cover links in full say."""
    asking, asked = request.ends
    return "links" in network.examined and not any(
        link.works and (link.mutual or link.ends[0] == asked) and link.shares_function(request)
        for link in network.links_between(asked, asking)
        if link.kind not in ("request", "agreement", "directive", "oversight")
    )


def _clears(network: Network, link: Link) -> tuple[Change, ...]:
    if link.kind == "request" and link.works:
        asking, asked = link.ends
        answer = Change.new_link(
            f"{network.label(asked)} answers the request of {network.label(asking)}.",
            kind="support",
            source=asked,
            target=asking,
            functions=list(link.functions),
        )
        return (answer,)
    fields: dict[str, Any] = {} if link.works else {"status": "active"}
    if link.due and link.kind != "request":
        fields["start"] = link.due
    text = say.sentence(f"{say.link_phrase(network, link)} is given, and in time")
    return (Change.set_link(link, text, **fields),)
