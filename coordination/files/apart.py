"""Run a reader in a process of its own, since a hostile file may loop, exhaust memory or abort."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = ["ApartFailed", "answer", "bound_memory", "run_apart"]


class ApartFailed(Exception):
    """The reader stopped; the message says why.

    Attributes:
        late: whether it took too long.
    """

    def __init__(self, message: str, *, late: bool = False) -> None:
        super().__init__(message)
        self.late = late


def run_apart(
    code: str, *arguments: str, seconds: float, settings: Mapping[str, str] | None = None
) -> bytes:
    """Run Python in a process of its own.

    Args:
        code: what it runs; it imports from this package and from wherever this process does, but
            not from the folder that one stands in, where the stranger's files may lie.
        *arguments: its `sys.argv[1:]`.
        seconds: how long it may take.
        settings: variables of its environment.

    Returns:
        What it wrote to standard output.

    Raises:
        ApartFailed: it took longer, failed, or was ended by the system.
    """
    import subprocess  # the process that is started has no use for it

    paths = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, *arguments],
            capture_output=True,
            timeout=seconds,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **(settings or {})},
        )
    except subprocess.TimeoutExpired:
        raise ApartFailed(f"it wasn't read within {seconds:g} seconds", late=True) from None
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = lines[-1][:200] if lines else f"reading stopped (status {done.returncode})"
        raise ApartFailed(reason)
    return done.stdout


def bound_memory(most: int) -> None:
    """Let this process have so many bytes of memory at most, where the system can bound it."""
    try:
        import resource
    except ImportError:  # Windows has no such bound
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def answer(read: Callable[[], bytes], reasons: Mapping[str, str]) -> None:
    """Write what a reader gives to standard output, or end with one line that says why not.

    Args:
        read: the reader.
        reasons: what errors mean, by the names of their types, where their own words don't say it.
    """
    try:
        content = read()
    except BaseException as error:  # panics of compiled libraries are no exceptions
        name = type(error).__name__
        reason = reasons.get(name) or " ".join(str(error).split()) or name
        sys.stderr.write(f"{reason}\n")
        sys.stderr.flush()
        os._exit(1)
    sys.stdout.buffer.write(content)
