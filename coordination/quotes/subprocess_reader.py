"""Read a file in a process of its own: one from a stranger may loop or swell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from coordination.errors import MissingExtra
from coordination.quotes.source_text import TextProblem

__all__ = ["MOST_MEMORY", "MOST_SECONDS", "main", "read_apart"]

Kind = Literal["pdf", "html"]

MOST_SECONDS = {"pdf": 120.0, "html": 30.0}
"""Time that reading one file may take."""

MOST_MEMORY = 2 * 1024**3
"""Memory that reading one file may take, where the system can bound it."""

_NAMES = {"pdf": "PDF", "html": "page"}

_REASONS = {
    "FileNotDecryptedError": "it is encrypted, and a password is needed",
    "WrongPasswordError": "it is encrypted, and a password is needed",
    "DependencyError": "it is encrypted in a way that needs the package cryptography",
    "MemoryError": f"that takes more than {MOST_MEMORY // 1024**3} GiB of memory",
    "RecursionError": "it is nested too deeply",
}
"""What errors of readers mean, where their own words don't say it to a reader."""


def read_apart(path: Path, kind: Kind) -> list[tuple[str, str]]:
    """Label and text of each page of a PDF; one page without a label of an HTML file.

    Raises:
        TextProblem: it can't be read, or not within the limits.
        MissingExtra: it is a PDF and pypdf isn't installed.
    """
    if kind == "pdf" and find_spec("pypdf") is None:
        raise MissingExtra("pypdf", "pdf", "reading a PDF")
    code = f"from coordination.quotes.subprocess_reader import main; main({kind!r})"
    # The folder that one stands in, where the stranger's files may lie, isn't imported from (-P).
    paths = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, str(path)],
            capture_output=True,
            timeout=MOST_SECONDS[kind],
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except subprocess.TimeoutExpired:
        raise TextProblem(
            f"the {_NAMES[kind]} wasn't read within {MOST_SECONDS[kind]:g} seconds"
        ) from None
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = lines[-1][:200] if lines else "reading stopped"
        raise TextProblem(f"the {_NAMES[kind]} can't be read: {reason}")
    pages: list[list[str]] = json.loads(done.stdout)
    return [(label, text) for label, text in pages]


def main(kind: Kind) -> None:
    """Write the pages of the file whose path was given as JSON, or why they can't be read."""
    import logging

    logging.disable(logging.CRITICAL)
    _bound_memory()
    path = Path(sys.argv[1])
    try:
        if kind == "pdf":
            from coordination.quotes.pdf import pdf_pages

            found = pdf_pages(path)
        else:
            from coordination.quotes.html import html_page

            found = [("", html_page(path))]
        written = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
    except Exception as error:
        name = type(error).__name__
        reason = _REASONS.get(name) or " ".join(str(error).split()) or name
        print(reason, file=sys.stderr)
        sys.exit(1)
    sys.stdout.buffer.write(written)


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bound
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
