"""What a format is: how it is recognised, written and read, and what it can't hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coordination.model import SECTIONS
from coordination.text.language import counted, listed, singular

if TYPE_CHECKING:
    from coordination.formats.graph import PlainGraph
    from coordination.network import Network

__all__ = ["Format", "not_in_force", "nothing_lost", "sections_lost"]


@dataclass(frozen=True)
class Format:
    """One format of files.

    Attributes:
        name: what `format=` and `--format` call it.
        title: what people call it.
        endings: endings of file names that mean it, none where it must be named.
        contents: the content of each file by what its name adds to the name given, "" for the name
            itself. It takes the network and the stem of the name.
        lost: what of a network it can't hold, one phrase each.
        carries: what it holds, for the table of formats.
        read: the graph in a file, or None where the format is only written. It takes the path of
            the file.
        proof: readers of others that our tests compare what we write with.
        parts: the files that are read together with one of them.
        folder: whether the files stand in a folder of the name given.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    contents: Callable[[Network, str], Mapping[str, bytes]]
    lost: Callable[[Network], Iterable[str]]
    carries: str
    read: Callable[[Path], PlainGraph] | None = None
    proof: str = ""
    parts: Callable[[Path], tuple[Path, ...]] = lambda path: (path,)
    folder: bool = False


def nothing_lost(_: Network) -> list[str]:
    """No phrase, for formats that hold everything."""
    return []


def sections_lost(network: Network, *carried: str) -> list[str]:
    """A phrase about the sections that a format doesn't hold, or nothing where they are empty."""
    sizes = {
        section: len(getattr(network, section)) for section in SECTIONS if section not in carried
    }
    found = [counted(size, singular(section)) for section, size in sizes.items() if size]
    return [listed(found)] if found else []


def not_in_force(network: Network) -> list[str]:
    """A phrase about the links that a format without a status leaves out."""
    count = sum(not link.in_force for link in network.links.values())
    if not count:
        return []
    which = "1 link that isn't" if count == 1 else f"{count:,} links that aren't"
    return [f"{which} in force"]
