"""The links in force as one list of arcs a kind, for formats without attributes."""

from __future__ import annotations

from coordination.formats.format import not_in_force, sections_lost
from coordination.network import Network

__all__ = ["arcs_by_kind", "bare"]


def arcs_by_kind(network: Network) -> dict[str, list[tuple[str, str]]]:
    """Who is linked to whom by links in force, by kind; mutual links run both ways.

    Each arc stands once: two documents about one pair are no stronger tie.
    """
    found: dict[str, dict[tuple[str, str], None]] = {}
    for link in network.links.values():
        if not link.in_force:
            continue
        arcs = found.setdefault(link.kind, {})
        for source, target, _ in link.pairs():
            arcs[source, target] = None
            if link.mutual:
                arcs[target, source] = None
    return {kind: list(found[kind]) for kind in sorted(found)}


def bare(network: Network) -> list[str]:
    """What a format loses that has ids, kinds and arcs alone."""
    return [
        *not_in_force(network),
        "names and every other field of agencies and links",
        *sections_lost(network, "agencies", "links"),
    ]
