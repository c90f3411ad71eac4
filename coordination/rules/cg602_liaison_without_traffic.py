"""CG602: people sit together or keep contact, and no information passes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from coordination.engine.argsort import distinct
from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.idle_agreements import idle
from coordination.requirements.joints import failing
from coordination.requirements.representation import in_order, joining
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Change, Finding
from coordination.rules.rule import rule

__all__ = ["liaison_without_traffic"]

_MOST_ASKED = 200
"""Liaisons up to which each is asked about; in bulk, they are all that was recorded."""


@rule("CG602", "liaison-without-traffic")
def liaison_without_traffic(network: Network) -> Iterator[Finding]:
    """A liaison is in force, and none of the exchange that is reported on works.

    What stands `under` the liaison counts; where nothing does, exchange between its agencies (their
    parts and collectives count) for its functions. It is derived where sources report some of it as
    strained, unmet, absent or late and none works. It is open for a liaison of
    which nothing says what passes through it.

    Why it matters:
        A liaison looks like coordination on every list and chart. Where no information passes, it
        takes up staff and hides the gap.

    Options:
        None.

    Reported:
        They sit together and share nothing.

    Derived:
        title: Two agencies under one roof
        sources:
          - {id: report, title: Report of an auditor}
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {kind: liaison, source: atf, target: ice, name: Staff of both in one centre}
          - kind: information-sharing
            source: atf
            target: ice
            status: absent
            evidence: [{source: report, at: page 6, says: They share no vital information there.}]

    Open:
        title: A liaison of which nothing more is known
        agencies:
          - {id: atf, name: ATF}
          - {id: pgr, name: PGR}
        links:
          - {kind: liaison, source: atf, target: pgr}

    Clean:
        title: Two agencies under one roof that talk
        sources:
          - {id: report, title: Report of an auditor}
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {kind: liaison, source: atf, target: ice, name: Staff of both in one centre}
          - kind: information-sharing
            source: atf
            target: ice
            evidence: [{source: report, at: page 6, says: They share what they learn.}]

    Remedy:
        Say in writing what those who sit together pass on and may see, or end the co-location.

    Source:
        Cataldo, Wagstrom, Herbsleb and Carley 2006, CSCW '06, doi:10.1145/1180875.1180929, section
        3.4: being in one place is only a potential path, and "mere existence of communication does
        not necessarily mean that coordination is taking place". Case: Government Executive, June
        2009: ATF and ICE at the El Paso Intelligence Center.
    """
    columns = network.engine.columns
    liaisons = columns.where(kinds=["liaison"], statuses=vocabulary.IN_FORCE, looped=False)
    liaisons &= ~columns.assumed
    doubtful = idle(
        network,
        liaisons,
        columns.where(kinds=vocabulary.EXCHANGE_KINDS),
        failing=np.zeros(len(liaisons), bool),
        ended=False,
    )
    under = np.isin(columns.link, distinct(columns.under_link[columns.under_link >= 0]))
    for link in network.engine.links_marked(doubtful | (liaisons & under)):
        silent: list[tuple[str, str]] = []
        broken: dict[str, Link] = {}
        named = _under(network, link) if under.any() else ()
        for one, other in combinations(link.agencies, 2):
            exchange = named or tuple(
                found
                for found in joining(network, one, other)
                if found.exchange and found.shares_function(link)
            )
            fails = failing(exchange)
            if fails and not any(found.works for found in exchange):
                silent.append((one, other))
                broken |= {found.id: found for found in fails}
        if silent:
            yield _idle(network, link, silent, tuple(broken.values()))
    yield from _nothing_recorded(network, liaisons)


def _nothing_recorded(network: Network, liaisons: NDArray[np.bool_]) -> Iterator[Finding]:
    """Liaisons in force of which nothing says what passes through them."""
    if liaisons.sum() > _MOST_ASKED:
        return
    for link in network.engine.links_marked(liaisons):
        passes = _under(network, link) or any(
            found.exchange and found.shares_function(link)
            for one, other in combinations(link.agencies, 2)
            for found in joining(network, one, other)
        )
        if passes or not link.works:
            continue
        phrase, who = say.link_phrase(network, link), say.who(network, link.agencies)
        purpose = say.for_functions(network, link.functions)
        yield Finding.asked(
            f"What passes through {phrase}{purpose}? No exchange of information between {who} is"
            " recorded.",
            links=[link],
            condition=say.condition_of_links(network, [link]),
            settles=Change.new_link(
                f"What {who} pass on to each other is recorded.",
                kind="information-sharing",
                source=link.agencies[0],
                target=link.agencies[-1],
                functions=list(link.functions),
                under=link.id,
            ),
            answer=f"nothing passes through {phrase}{purpose}",
        )


def _under(network: Network, liaison: Link) -> tuple[Link, ...]:
    """What is recorded as passing under a liaison."""
    columns = network.engine.columns
    place = network.engine.place_of(liaison.id)
    return in_order(network, network.engine.links_marked(columns.under_link == place))


def _idle(
    network: Network, link: Link, silent: list[tuple[str, str]], broken: tuple[Link, ...]
) -> Finding:
    ends = tuple(dict.fromkeys(end for pair in silent for end in pair))
    functions = link.functions or tuple(key for one in broken for key in one.functions)
    named = f" ({link.name})" if link.name else ""
    return Finding.of(
        say.sentence(
            f"A liaison joins {say.names(network, ends)}{named}"
            f"{say.for_functions(network, link.functions)}, but none of the exchange of information"
            " recorded between them works as it should"
        ),
        "derived",
        links=(link, *broken),
        agencies=ends,
        functions=functions,
        condition=say.condition_of_links(network, (link, *broken)),
        clears=remedies.mend(network, broken),
    )
