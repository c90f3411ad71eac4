"""CG206: an agreement older than its parties, or replaced."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from coordination.model import Evidence, Link, first_day, last_day, vocabulary
from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules.agreement_questions import reviewed
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.rule import rule
from coordination.text.dates import day_in_words

__all__ = ["outdated_agreement"]


@rule("CG206", "outdated-agreement")
def outdated_agreement(network: Network) -> Iterator[Finding]:
    """An agreement in force is older than a party's creation or present parent, or is superseded.

    Older means that the last day of its `start` lies before the first day of the party's `since`:
    where one of the two is known by year only, an agreement of the same year isn't older.
    Superseded means that another link which is in force itself is recorded as `superseded_by`.

    Why it matters:
        An agreement that is older than its parties names offices, powers and parent departments
        that no longer exist, and each side may read it as it likes.

    Options:
        None.

    Reported:
        The agreement is out of date.

    Derived:
        title: A memorandum from before the agency
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE, since: 2003-03-01}
        links:
          - {id: customs-mou, kind: agreement, source: atf, target: ice, start: 1978}

    Open:
        title: An agreement of some years ago
        as_of: 2009-06-18
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {id: memo, kind: agreement, source: atf, target: ice, start: 2004}

    Clean:
        title: A memorandum that was renewed
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE, since: 2003-03-01}
        links:
          - {id: customs-mou, kind: agreement, source: atf, target: ice, start: 1978, status: ended,
             superseded_by: atf-ice-mou}
          - {id: atf-ice-mou, kind: agreement, source: atf, target: ice, start: 2009-06-30}

    Remedy:
        Renew it between the agencies as they are now; where it is superseded, end it.

    Source:
        Government Executive, June 2009, on GAO-09-709: "an outdated interagency agreement and
        fights over jurisdiction" hindered ATF and ICE; by the St. Petersburg Times, 21 June 2009,
        paragraph 8, it was of 1978. GAO-16-223 (2016), product page: in answer they updated it in
        2009.
    """
    told: set[str] = set()
    columns = network.engine.columns
    younger_end = np.maximum(columns.since[columns.source], columns.since[columns.target])
    doubtful = (
        columns.where(kinds=vocabulary.PAPER_KINDS, statuses=vocabulary.IN_FORCE) & ~columns.assumed
    )
    doubtful &= columns.replaced | (columns.start < younger_end)
    for agreement in network.engine.links_marked(doubtful):
        newer = network.links[agreement.superseded_by] if agreement.superseded_by else None
        younger = _younger_parties(network, agreement)
        phrase = say.link_phrase(network, agreement)
        if younger or (newer is not None and newer.in_force):
            told.add(agreement.id)
        if newer is not None and newer.in_force:
            yield _finding(
                network,
                agreement,
                f"has been replaced by {say.link_phrase(network, newer)} and is still in force",
                newer.evidence,
                Change.set_link(agreement, say.sentence(f"{phrase} is ended"), status="ended"),
                (newer,),
            )
        elif younger:
            since = [
                f"{network.label(key)} in its present form (since {_day(since)})"
                for key in younger
                for since in [network.agencies[key].since]
            ]
            yield _finding(
                network,
                agreement,
                f"dates from {_day(agreement.start)} and is older than {say.listed(since)}",
                tuple(passage for key in younger for passage in network.agencies[key].evidence),
                Change.set_link(
                    agreement,
                    say.sentence(f"{phrase} is renewed between the agencies as they are now"),
                    start=max(str(network.agencies[key].since) for key in younger),
                ),
            )
    yield from (one for one in reviewed(network) if told.isdisjoint(one.links))


def _day(when: str | None) -> str:
    """A date that is there, since something is younger than it."""
    return day_in_words(when or "")


def _younger_parties(network: Network, agreement: Link) -> tuple[str, ...]:
    if agreement.start is None:
        return ()
    signed = last_day(agreement.start)
    return tuple(
        key
        for key in agreement.agencies
        if (since := network.agencies[key].since) and signed < first_day(since)
    )


def _finding(
    network: Network,
    agreement: Link,
    what: str,
    evidence: tuple[Evidence, ...],
    clears: Change,
    others: tuple[Link, ...] = (),
) -> Finding:
    purpose = say.for_functions(network, agreement.functions)
    message = say.sentence(f"{say.link_phrase(network, agreement)}{purpose} {what}")
    return Finding.of(
        message,
        "derived",
        links=(agreement, *others),
        agencies=agreement.agencies,
        functions=agreement.functions,
        criteria=Statement(
            "An agreement must fit the agencies that it binds, and it must be known which one is in"
            " force."
        ),
        condition=message,
        evidence=(*agreement.evidence, *evidence),
        clears=(clears,),
    )
