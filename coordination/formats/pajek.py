"""Pajek's .net, one relation a kind of link."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.formats.format import Format
from coordination.formats.relations import arcs_by_kind, bare
from coordination.network import Network

__all__ = ["FORMAT"]


def _contents(network: Network, _: str) -> dict[str, bytes]:
    return {"": ("\r\n".join(_lines(network)) + "\r\n").encode()}


def _lines(network: Network) -> Iterator[str]:
    """Ids as labels: they are plain ASCII, and quotes in a name can't be written."""
    number = {key: place for place, key in enumerate(network.agencies, 1)}
    yield f"*Vertices {len(number)}"
    for key, place in number.items():
        yield f'{place} "{key}"'
    relations = arcs_by_kind(network) or {"other": []}
    for relation, (kind, arcs) in enumerate(relations.items(), 1):
        yield f'*Arcs :{relation} "{kind}"'
        for source, target in arcs:
            yield f"{number[source]} {number[target]} 1"


FORMAT = Format(
    "pajek",
    "Pajek",
    (".net",),
    _contents,
    bare,
    "ids of agencies, and who is linked to whom in force, one relation a kind",
    proof="networkx, igraph",
)
