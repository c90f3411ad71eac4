"""Find the text of a source: the file that its record names, or one named by its id."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from coordination.model import Source
from coordination.network import Network

__all__ = ["candidates", "has_texts", "looked_for"]

ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".odt", ".epub", ".eml")
"""Endings of files that texts are looked for in."""

_MOST_LISTED = 20_000
"""Names in a folder that are compared with one that isn't there as it is written."""


def candidates(network: Network, source: Source, folder: Path | None) -> Iterator[Path]:
    """Files in which a source's text may be, the likeliest first.

    A data file from a stranger doesn't make us read outside the folder, nor the data file itself.

    Args:
        network: the network of the source.
        source: the source.
        folder: folder with the texts; None means beside the data file.
    """
    origin = network.origins.get(("sources", source.id))
    data = Path(origin.file) if origin is not None and origin.file else None
    if folder is None and data is not None:
        folder = data.parent
    if folder is None:
        return
    beside = os.fspath(folder)
    for name in _names(source):
        path = _within(folder, name) if _may_be(beside, name) else None
        if path is not None and not _same(path, data):
            yield path


def has_texts(network: Network, sources: str | os.PathLike[str] | None = None) -> bool:
    """Whether there is a file in which `verify` would look for the text of any source."""
    folder = None if sources is None else Path(sources)
    return any(
        next(candidates(network, one, folder), None) is not None for one in network.sources.values()
    )


def looked_for(source: Source) -> str:
    """What was looked for, in words."""
    named = f"{source.file} or " if source.file else ""
    first, others = ENDINGS[:5], ENDINGS[5:]
    return (
        f"looked for {named}{source.id}{', '.join(first[:-1])} or {first[-1]},"
        f" or {', '.join(others[:-1])} or {others[-1]}"
    )


def _names(source: Source) -> list[str]:
    named = [source.file] if source.file else []
    return named + [source.id + ending for ending in ENDINGS]


def _may_be(folder: str, name: str) -> bool:
    """Whether a file of a name may be in a folder; most aren't, which is quick to see."""
    if not name.isascii() or os.path.basename(name) != name:
        return True  # it may be written with other characters there, or lead elsewhere
    try:
        os.lstat(f"{folder}{os.sep}{name}")
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        pass  # where its path leads says what it comes to
    return True


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
                    for _, entry in zip(range(_MOST_LISTED), entries, strict=False)
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
