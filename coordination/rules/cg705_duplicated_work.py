"""CG705: two agencies do the same work for the same people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coordination.model import vocabulary
from coordination.network import Network
from coordination.requirements.mandate_holders import Cell, cells, spread
from coordination.rules import remedies
from coordination.rules.cell_findings import Held
from coordination.rules.finding import Finding
from coordination.rules.rule import rule

__all__ = ["duplicated_work"]

_MOST = 30
"""Agencies up to which it is asked of what they do; more have each their own area."""


@rule("CG705", "duplicated-work")
def duplicated_work(network: Network) -> Iterator[Finding]:
    """A source reports that agencies do the same work twice, or nobody says who does which part.

    Duplication is GAO's word for agencies engaged in the same activities for the same
    beneficiaries; it is reported for conclusions of this name. It is open for agencies of one level
    that hold a function in one place in the same role, except in a table of who does what where,
    for which CG702 asks the same. CG703 reports two forums for one thing.

    Why it matters:
        Work that is done twice is paid for twice, and those who are served by two agencies don't
        know which of them decides.

    Options:
        None.

    Reported:
        Both run a laboratory for the same evidence.

    Open:
        title: Two agencies that hold the same in one role
        functions: [{id: tracing, name: Firearms tracing}]
        agencies:
          - {id: atf, name: ATF, jurisdiction: US, mandates: [{function: tracing}]}
          - {id: ice, name: ICE, jurisdiction: US, mandates: [{function: tracing}]}

    Clean:
        title: What an auditor concludes
        sources: [{id: report, title: Report of an auditor, publisher: The auditor}]
        functions: [{id: tracing, name: firearms tracing}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        conclusions:
          - id: found
            finds: works
            agencies: [atf, ice]
            functions: [tracing]
            says: Each has its own part.
            evidence: [{source: report, at: page 4}]

    Remedy:
        Give the work to one, or say what each does for whom.

    Source:
        GAO-15-49SP (2015): duplication is two or more agencies or programs engaged in the same
        activities or providing the same services to the same beneficiaries.
    """
    if not spread(network):  # else "who does what where" is asked of each place
        for cell in cells(network):
            yield from _twice(network, cell)


def _twice(network: Network, cell: Cell) -> Iterator[Finding]:
    """Agencies of one level and role that hold the same: what do both do for the same people?"""
    alike: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for key, role in zip(cell.holders, cell.roles, strict=True):
        alike[role, vocabulary.same_level(network.agencies[key].level)].append(key)
    for (_, level), holders in alike.items():
        apart = len({network.agencies[key].jurisdiction for key in holders}) > 1
        if not 1 < len(holders) <= _MOST or (level == "local" and apart):
            continue
        held = Held(network, cell, holders)
        yield Finding.asked(
            f"Which part of {held.name}{held.where} is done twice, at the same sites or for the"
            f" same people? {held.who} hold it in the same role.",
            **held.fields(subjects=holders),
            settles=remedies.agree(network, holders, [cell.function]),
            answer=f"{held.who} duplicate each other's work{held.where} for {held.name}.",
        )
