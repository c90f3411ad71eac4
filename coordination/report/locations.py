"""Find where the subjects of a finding are in the data files."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network, Origin
from coordination.rules.finding import Finding

__all__ = ["origins"]


def origins(network: Network, finding: Finding) -> tuple[tuple[str, Origin], ...]:
    """The records that a finding is about, each with its place, the most informative one first.

    Args:
        network: the network.
        finding: one of its findings.

    Returns:
        Pairs such as ("links/atf-ice-mou", place), in the order requirements, links, other records,
        agencies; empty where the network was built in code.
    """
    found = dict.fromkeys(
        (section, key)
        for section, key in _subjects(network, finding)
        if (section, key) in network.origins
    )
    return tuple((f"{section}/{key}", network.origins[section, key]) for section, key in found)


def _subjects(network: Network, finding: Finding) -> Iterator[tuple[str, str]]:
    yield from (("requirements", key) for key in finding.requirements)
    yield from (("links", key) for key in finding.links)
    for key in finding.records:
        for section in ("recommendations", "figures", "sources"):
            if key in getattr(network, section):
                yield section, key
    yield from (("agencies", key) for key in finding.agencies)
