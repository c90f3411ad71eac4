"""Read the pages of a PDF; `subprocess_reader` runs it in a separate process."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from coordination.quotes.limits import MOST_CHARACTERS, MOST_PAGES, TextProblem

__all__ = ["pdf_pages"]

Page = tuple[str, str, str]
"""Label of a page, its text, and what is wrong with it: "", "scanned" or "damaged"."""

_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08]|\\(cid:\\d+\\)|/[gG]\\d{1,4}(?=/|\\s)")


def pdf_pages(path: Path) -> list[Page]:
    """Label, as printed where the file knows it, text and state of each page.

    A page that can't be read doesn't keep the others from being read.

    Raises:
        TextProblem: it has too many pages, or too much text.
        Exception: whatever pypdf raises on what it can't read.
    """
    from pypdf import PdfReader

    reader = PdfReader(path)
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise TextProblem(f"it has more than {MOST_PAGES:,} pages")
    try:
        labels = [str(label) for label in reader.page_labels]
    except Exception:  # a damaged tree of labels says nothing of the text
        labels = []
    if len(labels) != count:
        labels = [str(number) for number in range(1, count + 1)]
    pages: list[Page] = []
    length, failed = 0, None
    for number, label in enumerate(labels):
        try:
            page = reader.pages[number]
            text = page.extract_text()
        except (MemoryError, RecursionError):
            raise
        except Exception as error:
            failed = error
            pages.append((label, "", "damaged"))
            continue
        length += len(text)
        if length > MOST_CHARACTERS:
            raise TextProblem(f"its text is longer than {MOST_CHARACTERS:,} characters")
        pages.append((label, text, _state(page, text)))
    if failed is not None and all(state == "damaged" for _, _, state in pages):
        raise failed
    return pages


def _state(page: Any, text: str) -> str:
    """Whether a page is a picture, or its letters can't be told."""
    letters = sum(1 for one in text if one.isalnum())
    strange = sum(len(found[0]) for found in _UNREADABLE.finditer(text))
    if strange > 20 and strange > letters // 3:
        return "damaged"
    if letters < 25 and _has_picture(page):
        return "scanned"
    return ""


def _has_picture(page: Any) -> bool:
    try:
        resources = page["/Resources"].get_object()
        found = resources["/XObject"].get_object() if "/XObject" in resources else {}
        kinds = [one.get_object().get("/Subtype") for one in list(found.values())[:50]]
        if "/Image" in kinds or "/Form" in kinds:
            return True
        contents = page.get_contents()
        return contents is not None and b" ID " in contents.get_data()[:100_000]
    except Exception:  # what is damaged here shows no picture
        return False
