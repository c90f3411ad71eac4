"""Towards whom a requirement that isn't met needs a line of its own."""

from __future__ import annotations

from coordination.model import vocabulary
from coordination.network import Network
from coordination.requirements.assess import Assessment

__all__ = ["undrawn"]


def undrawn(network: Network, assessment: Assessment) -> list[str]:
    """Ids of the agencies of the other side with which no recorded link shows what is missing.

    Args:
        network: the network.
        assessment: a case that isn't met: "unlinked", or found lacking by a source.
    """
    own = network.acting_for(assessment.requirement.agency)
    if assessment.gap == "unlinked":
        return [
            agency
            for agency in assessment.unlinked
            if agency != assessment.requirement.agency
            and not any(network.acting_for(agency) & set(one.agencies) for one in assessment.links)
        ]
    agencies = assessment.unlinked or assessment.counterparts
    return [agency for agency in agencies if not _fails(network, own, network.acting_for(agency))]


def _fails(network: Network, own: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a link between some agencies and others, or among them, is recorded as failing."""
    for link in {link.id: link for one in own for link in network.links_of(one)}.values():
        ends = set(link.agencies)
        joins = len(ends) == 1 or len(own & ends) > 1 if own == others else bool(others & ends)
        if joins and link.status in vocabulary.FAILING:
            return True
    return False
