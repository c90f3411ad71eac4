"""UCINET's DL, one file a kind of link."""

from __future__ import annotations

from coordination.formats.format import Format
from coordination.formats.relations import arcs_by_kind, bare
from coordination.network import Network

__all__ = ["FORMAT"]


def _contents(network: Network, _: str) -> dict[str, bytes]:
    # Every agency is named above the data, or those without links would be missing.
    head = [f"dl n={len(network.agencies)}", "format = edgelist1", "labels:", *network.agencies]
    return {
        f"-{kind}.dl": "\n".join(
            [*head, "labels embedded:", "data:", *(f"{one} {other} 1" for one, other in arcs), ""]
        ).encode()
        for kind, arcs in arcs_by_kind(network).items()
    }


FORMAT = Format(
    "ucinet",
    "UCINET DL",
    (".dl",),
    _contents,
    bare,
    "ids of agencies, and who is linked to whom in force, one file a kind",
    proof="igraph",
)
