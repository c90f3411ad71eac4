"""Report the progress of long work, and refuse work that would take too long.

Work that goes step by step runs its steps through `steps`. Nobody sees it unless they ask, by
`progress`; the command line does on a terminal.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from coordination.errors import TooLong, expect

__all__ = ["Listener", "progress", "require_time", "steps", "time_limit"]

Listener = Callable[[str, int, int], None]
"""What a watcher receives: the name of the work, the steps done, and the steps in all."""

_LOOKED_AT = 1.0
"""Seconds of work from which the rest of it is estimated."""

_SHOWN_AFTER, _SHOWN_EVERY = 0.5, 0.1
"""Seconds before the first line on a terminal, so that short work shows none; and between lines."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)
_most_seconds: ContextVar[float] = ContextVar("most_seconds", default=300.0)
_Step = TypeVar("_Step")


def steps(work: Sequence[_Step], what: str, *, instead: str = "") -> Iterator[_Step]:
    """Yield the steps of long work one by one, and report each to whoever watches.

    Args:
        work: the steps.
        what: what the work is, as the subject of a sentence ("betweenness of 20,000 agencies").
        instead: what to do instead where it would take too long; "" never refuses, which is right
            where steps differ so much that the first say nothing of the rest.

    Raises:
        TooLong: after a second of it, the whole is estimated to exceed what `time_limit` allows.
    """
    listener, most, total = _listener.get(), _most_seconds.get(), len(work)
    begun, looked = time.monotonic(), not instead
    try:
        for done, step in enumerate(work):
            passed = time.monotonic() - begun
            if done and not looked and passed >= _LOOKED_AT:
                looked = True
                if (seconds := passed / done * total) > most:
                    raise TooLong(what, seconds, most, instead)
            if listener:
                listener(what, done, total)
            yield step
    finally:
        if listener:
            listener(what, total, total)


def require_time(what: str, seconds: float, instead: str) -> None:
    """Refuse work before it begins, where its size says how long it would take.

    Args:
        what: what the work is, as the subject of a sentence.
        seconds: the estimate.
        instead: what to do instead.

    Raises:
        TooLong: that is more than `time_limit` allows.
    """
    if seconds > (most := _most_seconds.get()):
        raise TooLong(what, seconds, most, instead)


@contextmanager
def time_limit(minutes: float) -> Iterator[None]:
    """Set the longest time to wait; work that is estimated to take longer is refused.

    Without it, that is five minutes for any one piece of work.

    Args:
        minutes: how long; `float("inf")` for ever.

    Example:
        >>> import coordination as co
        >>> with co.progress.time_limit(minutes=60):
        ...     values = co.measures.agency_betweenness(co.load("gunrunner-cnn-2010"))
    """
    expect((int, float), minutes, "minutes", "number")
    token = _most_seconds.set(minutes * 60)
    try:
        yield
    finally:
        _most_seconds.reset(token)


@contextmanager
def progress(listener: Listener | None = None) -> Iterator[None]:
    """Receive the progress of long work.

    Args:
        listener: called with the name of the work, the steps done and all steps, the last time
            when it ends, however it does; None writes one line to standard error, which goes then.

    Example:
        >>> import coordination as co
        >>> seen = []
        >>> with co.progress.progress(lambda what, done, total: seen.append(done)):
        ...     report = co.check(co.load("gunrunner-cnn-2010"))
        >>> len(seen) == len(co.RULES) + 1
        True
    """
    line = None if listener else _Line()
    token = _listener.set(listener or line)
    try:
        yield
    finally:
        _listener.reset(token)
        if line:
            line.clear()


class _Line:
    """One line on standard error that is written over; work inside other work shows none."""

    def __init__(self) -> None:
        self.what, self.begun, self.shown, self.width = "", 0.0, 0.0, 0

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if not self.what:
            self.what, self.begun = what, now
        if what != self.what:
            return
        if done == total:
            self.what = ""
            self.clear()
        elif now - self.begun >= _SHOWN_AFTER and now - self.shown >= _SHOWN_EVERY:
            self.shown = now
            rest = (now - self.begun) / done * (total - done) if done else 0
            left = f", about {rest:,.0f} s left" if rest >= 1 else ""
            text = f"{what}: {done:,} of {total:,}{left}"[:79]
            self._write("\r" + text.ljust(self.width))
            self.width = len(text)

    def clear(self) -> None:
        if self.width:
            self._write("\r" + " " * self.width + "\r")
            self.width = 0

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
