"""CG205: an agreement past its end."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.model import last_day
from coordination.network import Network
from coordination.requirements.agreements import standing
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.rule import rule
from coordination.text.dates import on_day

__all__ = ["expired_agreement"]


@rule("CG205", "expired-agreement")
def expired_agreement(network: Network) -> Iterator[Finding]:
    """An agreement is still in use, although it ended before the network's date.

    Its status says that it is in force, no newer agreement replaces it, and the last day of its
    `end` is before `as_of`. Without `as_of` nothing is expired.

    Why it matters:
        Work under an agreement that has expired rests on habit: either side may stop, and what the
        agreement allowed (access, secondment of staff, passing on data) may no longer be allowed.

    Options:
        None.

    Reported:
        They rely on an agreement that has ended.

    Derived:
        title: An agreement that has run out
        as_of: 2010-11-09
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
        links:
          - {id: detail, kind: agreement, source: atf, target: dea, start: 2005, end: 2009-12}

    Clean:
        title: An agreement that still runs
        as_of: 2010-11-09
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
        links:
          - {id: detail, kind: agreement, source: atf, target: dea, start: 2005, end: 2010-12}

    Remedy:
        Renew it, or record that it is over and what replaced it.

    Source:
        Nearest standard: GAO-23-105520 (2023), leading collaboration practice "develop and update
        written guidance and agreements"; it asks for updating and doesn't speak of dates of expiry.
    """
    if network.as_of is None:
        return
    over = network.engine.columns.end < network.as_of.toordinal()
    for agreement in standing(network, over):
        assert agreement.end is not None  # it lies in the past
        ended = on_day(agreement.end)
        purpose = say.for_functions(network, agreement.functions)
        phrase = say.link_phrase(network, agreement)
        yield Finding.of(
            say.sentence(f"{phrase}{purpose} ended {ended} and is still relied on"),
            "derived",
            links=[agreement],
            criteria=Statement("An agreement that is relied on must not have run out."),
            condition=Statement(
                say.sentence(f"{phrase} is recorded as in force, and its end was {ended}"),
                agreement.evidence,
            ),
            value=(network.as_of - last_day(agreement.end)).days,
            threshold=0,
            unit="days",
            clears=(Change.set_link(agreement, say.sentence(f"{phrase} is renewed"), end=None),),
        )
