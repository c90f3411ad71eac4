"""Read a file in a separate process, since a hostile one may loop or exhaust the memory."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path

from coordination.errors import MissingExtra
from coordination.files.apart import ApartFailed, answer, bound_memory, run_apart
from coordination.quotes.file_kind import Kind
from coordination.quotes.limits import TextProblem

__all__ = ["MOST_MEMORY", "MOST_SECONDS", "main", "read_apart", "written"]

MOST_SECONDS: dict[Kind, float] = {
    **dict.fromkeys(("html", "docx", "odt", "epub", "mail"), 30.0),
    "pdf": 120.0,
}
"""Time that reading one file may take."""

MOST_MEMORY = 2 * 1024**3
"""Memory that reading one file may take, where the system can bound it."""

_NAMES: dict[Kind, str] = {
    "pdf": "PDF",
    "html": "page",
    "docx": "Word document",
    "odt": "OpenDocument text",
    "epub": "EPUB",
    "mail": "mail",
}

_REASONS = {
    "FileNotDecryptedError": "it is encrypted, and a password is needed",
    "WrongPasswordError": "it is encrypted, and a password is needed",
    "DependencyError": "it is encrypted in a way that needs the package cryptography",
    "MemoryError": f"that takes more than {MOST_MEMORY // 1024**3} GiB of memory",
    "RecursionError": "it is nested too deeply",
}
"""What errors of readers mean, where their own words don't say it to a reader."""


def read_apart(path: Path, kind: Kind) -> list[tuple[str, str, str]]:
    """Label, text and state of each page of a PDF; of others one page without a label.

    The state is "scanned" or "damaged" where the page's text can't be read, else "".

    Raises:
        TextProblem: it can't be read, or not within the limits.
        MissingExtra: it is a PDF and pypdf isn't installed.
    """
    if kind == "pdf" and find_spec("pypdf") is None:
        raise MissingExtra("pypdf", "pdf", "reading a PDF")
    try:
        written = run_apart(_APART, kind, str(path), seconds=MOST_SECONDS[kind])
    except ApartFailed as error:
        if error.late:
            raise TextProblem(
                f"the {_NAMES[kind]} wasn't read within {MOST_SECONDS[kind]:g} seconds"
            ) from None
        raise TextProblem(f"the {_NAMES[kind]} can't be read: {error}") from None
    pages: list[tuple[str, str, str]] = json.loads(written)
    return [(label, text, state) for label, text, state in pages]


_APART = "from coordination.quotes.subprocess_reader import main; main()"


def main() -> None:
    """Write the pages of a file, given by its kind and path, as JSON, or why they can't be read."""
    import logging

    logging.disable(logging.CRITICAL)
    bound_memory(MOST_MEMORY)
    answer(lambda: written(sys.argv[1], sys.argv[2]), _REASONS)


def written(kind: str, path: str) -> bytes:
    """The pages of a file as JSON, read in this process.

    Raises:
        Exception: of any kind that readers of files have.
    """
    return json.dumps(_read(Path(path), kind), ensure_ascii=False).encode("utf-8", "replace")


def _read(path: Path, kind: str) -> list[tuple[str, str, str]]:
    if kind == "pdf":
        from coordination.quotes.pdf import pdf_pages

        return pdf_pages(path)
    data = path.read_bytes()
    if kind == "html":
        from coordination.quotes.charset import decoded
        from coordination.quotes.html import html_text

        text = html_text(decoded(data))
    elif kind == "mail":
        from coordination.quotes.mail import mail_text

        text = mail_text(data)
    else:
        from coordination.quotes import zipped

        read = {"docx": zipped.docx_text, "odt": zipped.odt_text, "epub": zipped.epub_text}
        text = read[kind](data)
    return [("", text, "")]
