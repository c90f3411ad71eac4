"""Pages of a PDF, read in a process of its own: a file from a stranger may loop or swell."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from coordination.errors import MissingExtra
from coordination.quotes.texts import TextProblem

__all__ = ["MOST_MEMORY", "MOST_PAGES", "MOST_SECONDS", "pdf_pages"]

MOST_SECONDS = 120
"""Time that reading one PDF may take."""

MOST_MEMORY = 2 * 1024**3
"""Memory that reading one PDF may take, where the system can bound it."""

MOST_PAGES = 5_000
"""Pages beyond which a PDF isn't read."""


def pdf_pages(path: Path) -> list[tuple[str, str]]:
    """Label and text of each page of a PDF.

    Raises:
        TextProblem: it can't be read, or not within the limits.
        MissingExtra: pypdf isn't installed.
    """
    if find_spec("pypdf") is None:
        raise MissingExtra("pypdf", "pdf", "reading a PDF")
    command = [sys.executable, "-m", "coordination.quotes.pdf", str(path)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise TextProblem(f"the PDF wasn't read within {MOST_SECONDS} seconds") from None
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = lines[-1][:200] if lines else "reading stopped"
        raise TextProblem(f"the PDF can't be read: {reason}")
    pages: list[list[str]] = json.loads(done.stdout)
    return [(label, text) for label, text in pages]


def _read(path: str) -> list[tuple[str, str]]:
    from pypdf import PdfReader

    reader = PdfReader(path)
    if len(reader.pages) > MOST_PAGES:
        raise ValueError(f"it has more than {MOST_PAGES:,} pages")
    return [
        (label, page.extract_text())
        for label, page in zip(reader.page_labels, reader.pages, strict=True)
    ]


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bound
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    import logging

    logging.disable(logging.CRITICAL)
    _bound_memory()
    try:
        found = _read(sys.argv[1])
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(1)
    json.dump(found, sys.stdout)
