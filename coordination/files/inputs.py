"""Remember the files that are read, so that no output replaces one of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from stat import S_ISREG

from coordination.errors import OutputRefused

__all__ = ["keeping_inputs", "reads", "refuse_inputs"]

_LOOKED_AT = 8 * 1024**2
"""Bytes of a file by which we see whose it is."""

_inputs: ContextVar[set[str] | None] = ContextVar("inputs", default=None)


@contextmanager
def keeping_inputs() -> Iterator[None]:
    """Refuse to write over any file that was read since; a command runs in this.

    Example:
        >>> Path("in.txt").write_text("text")
        4
        >>> from coordination.files import write_text
        >>> with keeping_inputs():
        ...     reads("in.txt")
        ...     write_text("./in.txt", "other")
        Traceback (most recent call last):
        ...
        coordination.errors.OutputRefused: ./in.txt is what is read; name another file
    """
    token = _inputs.set(set())
    try:
        yield
    finally:
        _inputs.reset(token)


def reads(path: str | os.PathLike[str]) -> None:
    """Note a file that is being read, so that the same command doesn't write over it."""
    noted = _inputs.get()
    if noted is not None:
        noted.add(os.path.realpath(path))


def refuse_inputs(
    path: str | os.PathLike[str],
    inputs: Iterable[str | os.PathLike[str]] = (),
    *,
    data: bool = False,
    named: bool = True,
    changed: bool = False,
) -> None:
    """Refuse to write over a file that somebody still needs.

    Args:
        path: file to write.
        inputs: files that are read, besides those noted by `reads`.
        data: whether what is written is a data file, which may replace an older one.
        named: whether somebody named the file; a name that we chose ourselves may only replace
            what we wrote.
        changed: whether what is written is a file that was read, changed: only `inputs` count then.

    Raises:
        OutputRefused: it is one of the inputs, by whatever name or link; it is a data file, and
            what is written isn't; or it isn't ours, and nobody named it.
    """
    try:
        about = os.stat(path)
    except (OSError, ValueError):
        return  # nothing is there, or writing says why it can't be
    if not S_ISREG(about.st_mode):
        return
    here = os.path.realpath(path)
    for one in (*(() if changed else _inputs.get() or ()), *inputs):
        if os.path.realpath(one) == here or _same(about, one):
            raise OutputRefused(f"{os.fspath(path)} is what is read; name another file")
    if data and named:
        return
    from coordination.files.marks import is_network, is_ours  # only who writes needs its patterns

    head = _head(path)
    if not named and head and not is_ours(head):
        raise OutputRefused(
            f"{os.fspath(path)} is there already, and this package didn't write it: name the file "
            "to write"
        )
    if not data and is_network(head) and not is_ours(head):
        raise OutputRefused(
            f"{os.fspath(path)} is a data file, and stays as it is: name another file"
        )


def _same(about: os.stat_result, other: str | os.PathLike[str]) -> bool:
    try:
        return os.path.samestat(about, os.stat(other))
    except (OSError, ValueError):
        return False


def _head(path: str | os.PathLike[str]) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(_LOOKED_AT)
    except OSError:
        return b""
