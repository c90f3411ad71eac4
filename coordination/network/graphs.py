"""The links of a network as graphs of networkx, to read and to compute with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import networkx as nx

from coordination.model import Link, vocabulary
from coordination.model.plain import plain, plain_fields
from coordination.network.lookups import chosen_words
from coordination.network.records import Records

__all__ = ["link_graph", "tie_graph"]


def link_graph(records: Records) -> nx.MultiDiGraph:
    """One edge for each pair that a link joins; see `Network.graph`."""
    graph = nx.MultiDiGraph(**_heading(records))
    graph.add_nodes_from(
        (key, plain_fields(agency, without=("id",))) for key, agency in records.agencies.items()
    )
    for link in records.links.values():
        fields = plain_fields(link, without=("id", "source", "target"))
        graph.add_edges_from(
            (source, target, key, {"link": link.id, **fields})
            for source, target, key in link.pairs()
        )
    return nx.freeze(graph)


def tie_graph(
    records: Records,
    kinds: Iterable[str] | None,
    statuses: Iterable[str] | None,
    functions: Iterable[str] | None,
) -> nx.Graph:
    """One edge for each pair of agencies that links join; see `Network.ties`."""
    wanted_kinds = chosen_words(kinds, vocabulary.LINK_KINDS, "kind")
    wanted_statuses = chosen_words(statuses, vocabulary.STATUSES, "status", vocabulary.WORKING)
    wanted_functions = chosen_words(functions, records.functions, "function")
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in records.links.values():
        if link.kind not in wanted_kinds or link.status not in wanted_statuses:
            continue
        serves_others = link.functions and wanted_functions.isdisjoint(link.functions)
        if functions is not None and serves_others:
            continue
        for source, target, _ in link.pairs():
            if source != target:
                found[min(source, target), max(source, target)].append(link)
    graph = nx.Graph(**_heading(records))
    graph.add_nodes_from(records.agencies)
    for (one, other), links in found.items():
        tie_kinds = tuple(sorted({link.kind for link in links}))
        ids = tuple(sorted(link.id for link in links))
        graph.add_edge(
            one, other, links="; ".join(ids), kinds="; ".join(tie_kinds), weight=len(tie_kinds)
        )
    return graph


def _heading(records: Records) -> dict[str, Any]:
    """What a graph says of itself."""
    about = {"title": records.title, "as_of": records.as_of}
    return {name: plain(value) for name, value in about.items() if value is not None}
