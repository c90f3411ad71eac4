"""Find the files that a network was made of, so that no output replaces one of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from coordination.files.marks import is_ours
from coordination.network import Network
from coordination.quotes.locate import Listings, candidates

__all__ = ["inputs_of"]

_LOOKED_AT = 8 * 1024**2
"""Bytes of a file by which we see whose it is."""


def inputs_of(*networks: Network) -> tuple[Path, ...]:
    """The data files of networks, and the texts of their sources.

    Args:
        networks: the networks.

    Example:
        >>> from coordination.loading import load
        >>> [path.name for path in inputs_of(load("gunrunner-cnn-2010"))][:1]
        ['gunrunner-cnn-2010.yaml']
    """
    return tuple(dict.fromkeys(path for network in networks for path in _of(network)))


def _of(network: Network) -> Iterable[Path]:
    yield from (Path(file) for file in dict.fromkeys(one.file for one in network.origins.values()))
    listings: Listings = {}
    for source in network.sources.values():
        for path in candidates(network, source, None, listings):
            # What this package wrote beside the data is no text of a source, whatever its name.
            if not _wrote(path):
                yield path


def _wrote(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return is_ours(stream.read(_LOOKED_AT))
    except OSError:
        return False
