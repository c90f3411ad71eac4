"""Write a page again whenever its data is saved."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from coordination.cli import streams
from coordination.errors import CoordinationError
from coordination.files import write_text

__all__ = ["watch"]

EVERY = 0.04
"""Seconds between two looks at the files; a look at one file takes a thousandth of that."""

SELDOM = 20
"""The pause after a look is at least so many times as long as the look: folders may be large."""


def watch(
    data: Path,
    page: Path,
    made: Callable[[], str],
    ready: Callable[[Path], None] | None = None,
) -> None:
    """Write a page each time its data is saved, until somebody stops it.

    The open page loads itself anew. Data that can't be used is told and leaves the last page as it
    is. The page that stays at the end is an ordinary one.

    Args:
        data: the data file, or a folder of them.
        page: the file to write.
        made: makes the page of the data as it is now.
        ready: called with the page once it is there for the first time.
    """
    from coordination.view.page.watched import stamp_of, write_watched

    text = ""
    try:
        for _ in _saves(data):
            began = time.perf_counter()
            try:
                text = made()
            except (CoordinationError, OSError, ValueError) as error:
                streams.tell(f"coordination: {error}")
                continue
            write_watched(page, text)
            streams.put(f"{page} ({time.perf_counter() - began:.1f} s)\n")
            sys.stdout.flush()
            if ready is not None:
                ready(page)
                ready = None
    except KeyboardInterrupt:
        pass
    finally:
        stamp_of(page).unlink(missing_ok=True)
        if text:
            write_text(page, text)


def _saves(data: Path) -> Iterator[None]:
    """Once at first, and each time that a data file was saved, came or went."""
    last: object = None
    while True:
        began = time.perf_counter()
        now = _state(data)
        if now and now != last:
            last = now
            yield
        else:
            time.sleep(max(EVERY, SELDOM * (time.perf_counter() - began)))


def _state(data: Path) -> dict[Path, tuple[int, int]]:
    """When each data file was last written, and its size."""
    from coordination.errors import NetworkNotFound
    from coordination.loading import files_read

    found = {}
    try:
        for file in files_read(data):
            status = file.stat()
            found[file] = status.st_mtime_ns, status.st_size
    except (NetworkNotFound, OSError):
        return {}  # an editor may just be putting the new file in its place
    return found
