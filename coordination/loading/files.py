"""Find the file, folder or bundled network that is meant, and read its text."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from coordination.errors import DataError, Issue, NetworkNotFound, did_you_mean, hinted
from coordination.files import reads
from coordination.loading.nodes import MAX_BYTES, MAX_LINES, Text
from coordination.loading.tables.endings import ENDINGS
from coordination.model.validation_messages import printable

__all__ = [
    "MAX_FILES",
    "NO_TEXT",
    "SUFFIXES",
    "bulk_folder",
    "bundled",
    "checked_text",
    "find",
    "inside",
    "read",
    "unreadable",
]

SUFFIXES = (".yaml", ".yml", ".json")
"""Endings of data files."""

MAX_FILES = 1_000
"""Most data files in one folder."""

NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no text has: control characters but tab and line ends, half characters, non-characters."""


def bundled() -> tuple[str, ...]:
    """Names of the networks that come with the package, sorted.

    Example:
        >>> isinstance(bundled(), tuple)
        True
    """
    return tuple(sorted(_bundled_paths()))


def _bundled_paths() -> dict[str, Path]:
    package = Path(__file__).resolve().parent.parent
    folder = package / "graphs"
    if not folder.is_dir():
        # In a checkout the networks stand beside the package; site-packages has no such file.
        folder = package.parent / "graphs"
        if not (package.parent / "pyproject.toml").is_file():
            return {}
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return {}
    return {
        entry.stem if entry.suffix in SUFFIXES else entry.name: entry
        for entry in entries
        if (entry.suffix in SUFFIXES and entry.is_file())
        or (entry.is_dir() and any(_data_files(entry)))
    }


def _data_files(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.suffix.lower() in SUFFIXES and not entry.name.startswith("."):
            yield entry


def find(path_or_name: str | os.PathLike[str]) -> list[tuple[Path, str]]:
    """The files of a network, each with the name that issues call it by.

    Args:
        path_or_name: a file, a folder, or the name of a bundled network.

    Returns:
        One path, or those of all data files in a folder, which may be none.

    Raises:
        NetworkNotFound: there is none of that name.
        DataError: the folder can't be read, or holds too many files.
    """
    given = os.fspath(path_or_name)
    if isinstance(path_or_name, str) and not _looks_like_a_path(given):
        paths = _bundled_paths()
        if given in paths:
            return _files_of(paths[given], paths[given].name)
    path = Path(given)
    try:
        found = path.exists()
    except (OSError, ValueError):  # a name that is too long, or holds NUL
        found = False
    if not found:
        raise NetworkNotFound(_not_found(path, given))
    return _files_of(path, given)


def bulk_folder(path_or_name: str | os.PathLike[str]) -> Path | None:
    """The folder that is meant, where it is one, so that tables may be looked for in it."""
    given = os.fspath(path_or_name)
    if isinstance(path_or_name, str) and not _looks_like_a_path(given):
        bundled_path = _bundled_paths().get(given)
        if bundled_path is not None:
            return bundled_path if bundled_path.is_dir() else None
    return Path(given) if Path(given).is_dir() else None


def _looks_like_a_path(given: str) -> bool:
    separators = [os.sep, os.altsep or os.sep]
    return any(s in given for s in separators) or given.lower().endswith((*SUFFIXES, *ENDINGS))


def _not_found(path: Path, given: str) -> str:
    shown = printable(given[:200])
    if not given:
        return "the name of the network is empty"
    names = list(bundled())
    try:
        if path.is_symlink():
            return f"'{shown}' is a broken symbolic link"
        if _looks_like_a_path(given):
            names = [entry.name for entry in sorted(path.parent.iterdir())[:MAX_FILES]]
    except (OSError, ValueError):
        names = []
    if _looks_like_a_path(given):
        message = f"there is no file or folder '{shown}'"
        hint, bundle = did_you_mean(path.name, names), ""
    else:
        message = f"there is no network, file or folder '{shown}'"
        hint = did_you_mean(given, names)
        bundle = f"bundled: {', '.join(names)}"
    return hinted(message, hint, bundle)


def inside(folder: Path, entry: Path) -> Path:
    """A file of a folder, as it is.

    Raises:
        DataError: it is a link that leads out of the folder: a folder from a stranger must not make
            us read, and tell lines of, what lies elsewhere.
    """
    if entry.is_symlink():
        try:
            leads_out = not entry.resolve().is_relative_to(folder.resolve())
        except (OSError, RuntimeError):  # links in a circle
            leads_out = True
        if leads_out:
            message = "it is a link that leads out of its folder, and isn't followed"
            raise DataError.of(message, file=printable(os.fspath(entry)))
    return entry


def _files_of(path: Path, name: str) -> list[tuple[Path, str]]:
    if not path.is_dir():
        return [(path, name)]
    try:
        found = [
            (inside(path, entry), os.path.join(name, entry.name)) for entry in _data_files(path)
        ]
    except OSError as error:
        raise DataError([unreadable(name, error)]) from None
    if len(found) > MAX_FILES:
        raise DataError([_too_large(name, f"the folder holds more than {MAX_FILES:,} data files")])
    return found


def unreadable(name: str, error: OSError) -> Issue:
    """The issue about a file that the system doesn't let us read."""
    reason = (error.strerror or "unknown reason").lower()
    return Issue(printable(name), message=f"it can't be read: {reason}")


def read(path: Path, name: str, issues: list[Issue]) -> Text | None:
    """The text of a file, or None and an issue where it can't be read as text.

    Args:
        path: the file.
        name: what issues call it.
        issues: takes what is wrong.
    """
    shown = printable(name)
    reads(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            # A pipe or a device could keep us waiting for ever.
            issues.append(Issue(shown, message="it isn't a file", expected="a file or a folder"))
            return None
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        issues.append(unreadable(name, error))
        return None
    return _decoded(data, name, issues)


def _decoded(data: bytes, name: str, issues: list[Issue]) -> Text | None:
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        content = data[:MAX_BYTES].decode(encoding) if len(data) <= MAX_BYTES else ""
    except UnicodeDecodeError as error:
        text = Text(name, data.decode(encoding, errors="replace"))
        start = len(data[: error.start].decode(encoding, errors="replace"))
        binary = b"\0" in data[:1024]
        issue = text.issue(
            (start, start + 1),
            f"byte {data[error.start]:#04x} isn't {encoding.upper().removesuffix('-SIG')} text",
            expected="text in UTF-8",
            suggestion="is this a data file? It contains bytes that never occur in text"
            if binary
            else "the file may have been saved as Latin-1 or Windows-1252; save it as UTF-8",
        )
        issues.append(issue)
        return None
    text = Text(name, content)
    if len(data) > MAX_BYTES:
        issues.append(_too_large(name))
        return None
    return checked_text(text, issues)


def _too_large(name: str, message: str = f"it is larger than {MAX_BYTES // 1024**2} MiB") -> Issue:
    return Issue(
        printable(name),
        message=message,
        expected="data files as people write them, or several of them in a folder",
    )


def checked_text(text: Text, issues: list[Issue]) -> Text | None:
    """The text, or None and an issue where it is too long or holds what no text has."""
    if len(text.text) > MAX_BYTES:
        issues.append(_too_large(text.name))
        return None
    breaks = text.text.count("\n") + text.text.count("\r") - text.text.count("\r\n")
    if breaks >= MAX_LINES:
        issues.append(_too_large(text.name, f"it has more than {MAX_LINES:,} lines"))
        return None
    found = NO_TEXT.search(text.text)
    if found is None:
        return text
    issues.append(
        text.issue(
            found.span(),
            f"the text contains the character U+{ord(found[0]):04X}",
            expected="text without control characters",
            suggestion="is this a data file, and is it in UTF-8?" if found[0] == "\0" else "",
        )
    )
    return None
