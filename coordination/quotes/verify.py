"""Check each quote of a network, and its place, against the text of its source."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from coordination.errors import MissingExtra
from coordination.model import SECTIONS, Evidence, Source
from coordination.network import Network
from coordination.progress import steps
from coordination.quotes.citation import (
    Number,
    as_number,
    cited_pages,
    cited_paragraphs,
    counts_sheets,
    holds_label,
    lies_within,
)
from coordination.quotes.match import Place, Searchable
from coordination.quotes.result import QuoteCheck, QuoteState, SourceCheck, Verification
from coordination.quotes.source_text import ENDINGS, TextProblem, read_text

__all__ = ["has_texts", "verify"]


def verify(network: Network, sources: str | os.PathLike[str] | None = None) -> Verification:
    """Check each quote of a network, and its place, against the text of its source.

    A source's text is the file that its record names (`file`), or one named by the source's id,
    such as `cnn-2010.txt`. Plain text, HTML and PDF are read; PDF needs the extra `pdf`.

    A quote is exact where the text has its words after white space, hyphens at line ends, ligatures
    and the shape of quotation marks and dashes are made equal; "..." in it stands for words left
    out, and "[T]he" for "The" or "the". It is near where at least 70 percent of its words are there
    in their order. Pages are compared with the number printed on them, where a PDF knows it, and
    with their number in the file; paragraphs with those of a text without pages.

    Args:
        network: the network.
        sources: folder with the texts; None means beside the data file.

    Returns:
        What became of each quote and source.

    Raises:
        NotADirectoryError: `sources` isn't a folder.

    Example:
        >>> verify(Network(title="Nothing quoted"))
        <Verification: 0 quotes>
    """
    folder = None if sources is None else Path(sources)
    if folder is not None and not folder.is_dir():
        raise NotADirectoryError(f"there is no folder {os.fspath(sources or '')!r}")
    passages = list(_quoted(network))
    wanted = Counter(passage.source for _, _, passage in passages)
    checked: list[SourceCheck] = []
    texts: dict[str, Searchable] = {}
    paths = {key: _file_of(network, one, folder) for key, one in network.sources.items()}
    looked = [key for key, path in paths.items() if path is not None or key in wanted]
    for key in steps(looked, "reading sources"):
        check, text = _read(network.sources[key], paths[key])
        checked.append(replace(check, quotes=wanted[key]))
        if text is not None:
            texts[key] = text
    found = [_check(texts, *passage) for passage in passages]
    shifts = _shifts(found)
    return Verification(
        tuple(_noted(one, shifts) for one in checked),
        tuple(_placed(quote, places, shifts) for quote, places in found),
    )


def has_texts(network: Network, sources: str | os.PathLike[str] | None = None) -> bool:
    """Whether `verify` would find the text of any source."""
    folder = None if sources is None else Path(sources)
    return any(_file_of(network, one, folder) for one in network.sources.values())


def _quoted(network: Network) -> Iterator[tuple[str, str, Evidence]]:
    for section in SECTIONS:
        for key, record in getattr(network, section).items():
            passages = [*getattr(record, "evidence", ())]
            passages += [p for m in getattr(record, "mandates", ()) for p in m.evidence]
            for passage in passages:
                if passage.quote:
                    yield section, key, passage


def _file_of(network: Network, source: Source, folder: Path | None) -> Path | None:
    origin = network.origins.get(("sources", source.id))
    if folder is None and origin is not None and origin.file:
        folder = Path(origin.file).parent
    if folder is None:
        return None
    root = folder.resolve()
    for name in _names(source):
        path = (folder / name).resolve()
        # A data file from a stranger doesn't make us read outside the folder.
        if path.is_relative_to(root) and path.is_file():
            return path
    return None


def _names(source: Source) -> list[str]:
    named = [source.file] if source.file else []
    return named + [source.id + ending for ending in ENDINGS]


def _read(source: Source, path: Path | None) -> tuple[SourceCheck, Searchable | None]:
    if path is None:
        named = f"{source.file} or " if source.file else ""
        looked = f"looked for {named}{source.id}{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
        return SourceCheck(source.id, "missing", note=looked), None
    try:
        about = path.stat()
        found = _searchable(path, about.st_mtime_ns, about.st_size)
    except (MissingExtra, OSError) as error:
        found = str(error)
    if isinstance(found, str):
        return SourceCheck(source.id, "unreadable", path.name, note=found), None
    sha256, text = found
    changed = source.sha256 is not None and source.sha256 != sha256
    note = "the file isn't the one whose checksum is recorded" if changed else ""
    state: Literal["changed", "read"] = "changed" if changed else "read"
    return SourceCheck(source.id, state, path.name, sha256, note), text


@lru_cache(maxsize=32)
def _searchable(path: Path, modified: int, size: int) -> tuple[str, Searchable] | str:
    """Checksum and text of a file, or why it can't be read.

    Scenarios and plans check many networks with the same sources, so a text is kept while its file
    stays as it is.
    """
    try:
        text = read_text(path)
    except TextProblem as problem:
        return str(problem)
    return text.sha256, Searchable(text)


_Found = tuple[QuoteCheck, tuple[Place, ...]]
"""A quote with the places where it stands."""


def _check(texts: dict[str, Searchable], section: str, record: str, passage: Evidence) -> _Found:
    text = texts.get(passage.source)
    if text is None or passage.quote is None:
        return QuoteCheck(section, record, passage, "source missing"), ()
    match = text.find(passage.quote)
    state: QuoteState = match.state  # type: ignore[assignment]  # the three of Match
    return QuoteCheck(section, record, passage, state, match.diff), match.places


def _shifts(found: Sequence[_Found]) -> _Shifts:
    """By how much all numbers that a source is cited by differ from the file's, where they agree.

    Who counts from the first sentence of an article counts past its headline and byline, and who
    cites a printed page doesn't count the cover. One place alone tells nothing of that.
    """
    cited: dict[tuple[str, str], list[tuple[int, set[int]]]] = {}
    for one, places in found:
        if one.state != "exact" or counts_sheets(one.evidence.at):
            continue
        paged = places[0].first.sheet > 0
        stated = cited_pages(one.evidence.at) if paged else cited_paragraphs(one.evidence.at)
        if len(stated) != 1 or stated[0][0] != stated[0][1] or stated[0][0][0]:
            continue
        said = stated[0][0][1]
        firsts = {place.first.sheet if paged else place.first.number for place in places}
        key = (one.evidence.source, "page" if paged else "paragraph")
        cited.setdefault(key, []).append((said, {first - said for first in firsts}))
    shifts: _Shifts = {}
    for key, seen in cited.items():
        common = set.intersection(*(possible for _, possible in seen))
        if len({said for said, _ in seen}) > 1 and 0 not in common and max(common, default=0) > 0:
            shifts[key] = min(shift for shift in common if shift > 0)
    return shifts


_Shifts = dict[tuple[str, str], int]
"""Shift of numbers, by source and "page" or "paragraph"."""


def _noted(check: SourceCheck, shifts: _Shifts) -> SourceCheck:
    notes = [check.note] if check.note else []
    for unit in ("page", "paragraph"):
        if shift := shifts.get((check.source, unit), 0):
            notes.append(f"{unit}s are counted from the file's {unit} {shift + 1}")
    return replace(check, note="; ".join(notes))


def _placed(check: QuoteCheck, places: tuple[Place, ...], shifts: _Shifts) -> QuoteCheck:
    """The check with the place that fits the passage best, and whether it does."""
    if not places:
        return check
    source, at = check.evidence.source, check.evidence.at
    told = _told(check, places[0])
    if pages := (cited_pages(at) if places[0].first.sheet else ()):
        shift = shifts.get((source, "page"), 0)
        for place in places:
            numbers: list[Number | None] = []
            for paragraph in (place.first, place.last):
                numbers.append(("", paragraph.sheet - shift))
                if not counts_sheets(at):
                    numbers.append(as_number(paragraph.page))
            literally = not place.first.page.isdigit() and holds_label(at, place.first.page)
            if literally or any(lies_within(number, pages) for number in numbers):
                return replace(_told(check, place), place="agrees")
        return replace(told, place="differs")
    paragraphs = cited_paragraphs(at)
    if paragraphs and places[0].first.number and not places[0].first.sheet:
        shift = shifts.get((source, "paragraph"), 0)
        for place in places:
            ends = (("", one.number - shift) for one in (place.first, place.last))
            if any(lies_within(number, paragraphs) for number in ends):
                return replace(_told(check, place), place="agrees")
        return replace(told, place="differs")
    return told


def _told(check: QuoteCheck, place: Place) -> QuoteCheck:
    first = place.first
    return replace(check, page=first.page, sheet=first.sheet, paragraph=first.number)
