"""Pajek's .net, one file a kind of link."""

from __future__ import annotations

from coordination.formats.format import Format
from coordination.formats.relations import arcs_by_kind, bare
from coordination.network import Network

__all__ = ["FORMAT"]


def _contents(network: Network, _: str) -> dict[str, bytes]:
    # Ids as labels: they are plain ASCII, and a quote in a name can't be written. One relation a
    # file: Pajek reads several from one, other readers of its format don't.
    number = {key: place for place, key in enumerate(network.agencies, 1)}
    head = [f"*Vertices {len(number)}", *(f'{place} "{key}"' for key, place in number.items())]
    return {
        f"-{kind}.net": "\r\n".join(
            [*head, "*Arcs", *(f"{number[one]} {number[other]} 1" for one, other in arcs), ""]
        ).encode()
        for kind, arcs in arcs_by_kind(network).items()
    }


FORMAT = Format(
    "pajek",
    "Pajek",
    (".net",),
    _contents,
    bare,
    "ids of agencies, and who is linked to whom in force, one file a kind",
    proof="networkx, igraph",
)
