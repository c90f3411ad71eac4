"""Pages of a PDF. `apart` calls it, in a process of its own."""

from __future__ import annotations

from pathlib import Path

from coordination.quotes.source_text import MOST_CHARACTERS, MOST_PAGES, TextProblem

__all__ = ["pdf_pages"]


def pdf_pages(path: Path) -> list[tuple[str, str]]:
    """Label, as printed where the file knows it, and text of each page.

    Raises:
        TextProblem: it has too many pages, or too much text.
        Exception: whatever pypdf raises on what it can't read.
    """
    from pypdf import PdfReader

    reader = PdfReader(path)
    if len(reader.pages) > MOST_PAGES:
        raise TextProblem(f"it has more than {MOST_PAGES:,} pages")
    pages, length = [], 0
    for label, page in zip(reader.page_labels, reader.pages, strict=True):
        text = page.extract_text()
        length += len(text)
        if length > MOST_CHARACTERS:
            raise TextProblem(f"its text is longer than {MOST_CHARACTERS:,} characters")
        pages.append((label, text))
    return pages
