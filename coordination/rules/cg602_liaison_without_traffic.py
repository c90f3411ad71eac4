"""CG602: people sit together or keep contact, and no information passes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np

from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.assess import failing
from coordination.requirements.idle_agreements import idle
from coordination.requirements.representation import joining
from coordination.rules.finding import Finding
from coordination.rules.link_findings import tell_links
from coordination.rules.phrases import for_functions, names
from coordination.rules.remedies import mend
from coordination.rules.rule import rule

__all__ = ["liaison_without_traffic"]


@rule("CG602", "liaison-without-traffic")
def liaison_without_traffic(network: Network) -> Iterator[Finding]:
    """A liaison or co-location is in force, and none of the exchange that is reported on works.

    Between its two agencies (their parts and collectives count), sources report exchange of
    information for its functions as strained, unmet, absent or late, and no link of exchange for
    them works. A liaison between agencies of whose exchange nobody reports is not flagged.

    Why it matters:
        A liaison looks like coordination on every list and chart. Where nothing passes between the
        desks it costs people and hides the gap.

    Options:
        None.

    Flagged:
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
    doubtful = idle(
        network,
        liaisons & ~columns.assumed,
        columns.where(kinds=vocabulary.EXCHANGE_KINDS),
        failing=np.zeros(len(liaisons), bool),
        ended=False,
    )
    for link in network.engine.links_marked(doubtful):
        silent: list[tuple[str, str]] = []
        broken: dict[str, Link] = {}
        for one, other in combinations(link.agencies, 2):
            exchange = [
                found
                for found in joining(network, one, other)
                if found.exchange and _same_function(found, link)
            ]
            fails = failing(exchange)
            if fails and not any(found.works for found in exchange):
                silent.append((one, other))
                broken |= {found.id: found for found in fails}
        if not silent:
            continue
        ends = tuple(dict.fromkeys(end for pair in silent for end in pair))
        purpose = for_functions(network, link.functions)
        finding = tell_links(
            network,
            f"no exchange of information works between {names(network, ends)}{purpose}, although"
            f" a liaison joins them{f' ({link.name})' if link.name else ''}",
            (link, *broken.values()),
            ends,
            basis="derived",
            clears=mend(network, broken.values()),
        )
        yield replace(finding, functions=link.functions or finding.functions)


def _same_function(link: Link, liaison: Link) -> bool:
    if not link.functions or not liaison.functions:
        return True
    return not set(link.functions).isdisjoint(liaison.functions)
