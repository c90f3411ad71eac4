"""Find the text of a source: the file that its record names, or one named by its id."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from coordination.model import Source
from coordination.network import Network

__all__ = ["Listings", "candidates", "has_texts", "looked_for"]

ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".odt", ".epub", ".eml")
"""Endings of files that texts are looked for in."""

_MOST_LISTED = 20_000
"""Names in a folder that are compared with one that isn't there as it is written."""


Listings = dict[str, frozenset[str] | None]
"""Names in folders, in small letters; None where there are too many, or they can't be listed."""


def candidates(
    network: Network, source: Source, folder: Path | None, listings: Listings
) -> Iterator[Path]:
    """Files in which a source's text may be, the likeliest first.

    A data file from a stranger doesn't make us read outside the folder, nor the data file itself.

    Args:
        network: the network of the source.
        source: the source.
        folder: folder with the texts; None means beside the data file.
        listings: what was listed for other sources; it is added to.
    """
    origin = network.origins.get(("sources", source.id))
    data = Path(origin.file) if origin is not None and origin.file else None
    if folder is None and data is not None:
        folder = data.parent
    if folder is None:
        return
    beside = os.fspath(folder)
    if beside not in listings:
        listings[beside] = _listed(beside)
    for name in _names(source, listings[beside]):
        path = _within(folder, name)
        if path is not None and not _same(path, data):
            yield path


def has_texts(network: Network, sources: str | os.PathLike[str] | None = None) -> bool:
    """Whether there is a file in which `verify` would look for the text of any source."""
    folder = None if sources is None else Path(sources)
    listings: Listings = {}
    return any(
        next(candidates(network, one, folder, listings), None) is not None
        for one in network.sources.values()
    )


def looked_for(source: Source) -> str:
    """What was looked for, in words."""
    named = f"{source.file} or " if source.file else ""
    first, others = ENDINGS[:5], ENDINGS[5:]
    return (
        f"looked for {named}{source.id}{', '.join(first[:-1])} or {first[-1]},"
        f" or {', '.join(others[:-1])} or {others[-1]}"
    )


def _names(source: Source, listed: frozenset[str] | None) -> list[str]:
    """The names that a source's text may have, as far as a folder may have them."""
    names = [source.id + ending for ending in ENDINGS]  # in small letters
    if listed is not None:
        names = [name for name in names if name in listed]
    if source.file is None:
        return names
    # Another name may be written with other characters there, or lead into another folder.
    plain = source.file.isascii() and os.path.basename(source.file) == source.file
    missing = listed is not None and plain and source.file.casefold() not in listed
    return names if missing else [source.file, *names]


def _listed(folder: str) -> frozenset[str] | None:
    """The names in a folder: most that are looked for aren't there, which a list shows quickest."""
    try:
        with os.scandir(folder) as entries:
            names = frozenset(entry.name.casefold() for entry in islice(entries, _MOST_LISTED))
    except (OSError, ValueError):
        return None  # where the path of each leads says what it comes to
    return names if len(names) < _MOST_LISTED else None


def _within(folder: Path, name: str) -> Path | None:
    """A file of a folder by its name, composed or decomposed; None where there is none.

    What is there and can't be looked at is given as it is: reading it says why.
    """
    try:
        root = folder.resolve()
        path = (folder / name).resolve()
        if not name.isascii() and not os.path.lexists(path):
            path = _by_any_form(root, name) or path
    except (OSError, ValueError, RuntimeError):  # a name that can't be, or links in a circle
        return None
    if not path.is_relative_to(root):
        return None
    try:
        return None if stat.S_ISDIR(path.stat().st_mode) else path
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return path


def _by_any_form(root: Path, name: str) -> Path | None:
    """The file whose name is the same letters: systems write "ü" as one character or as two."""
    path = root
    for part in Path(name).parts:
        if part in ("..", os.sep):
            return None
        wanted = unicodedata.normalize("NFC", part)
        with os.scandir(path) as entries:
            found = next(
                (
                    entry.name
                    for entry in islice(entries, _MOST_LISTED)
                    if unicodedata.normalize("NFC", entry.name) == wanted
                ),
                None,
            )
        if found is None:
            return None
        path = path / found
    return path.resolve()


def _same(path: Path, data: Path | None) -> bool:
    if data is None:
        return False
    try:
        return path.samefile(data)
    except OSError:
        return False
