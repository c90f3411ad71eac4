"""Check each quote of a network, and its place, against the text of its source."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from coordination.arguments import checked_arguments
from coordination.errors import MissingExtra, expect
from coordination.files import reads
from coordination.model import SECTIONS, Evidence, Passage, Source
from coordination.model.evidence import passages_of
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
from coordination.quotes.limits import TextProblem, Work
from coordination.quotes.locate import Listings, candidates, looked_for
from coordination.quotes.result import (
    QuoteCheck,
    QuoteState,
    SourceCheck,
    SourceState,
    Verification,
)
from coordination.quotes.source_text import SourceText, read_text

if TYPE_CHECKING:
    from coordination.quotes.match import Place, Searchable

__all__ = ["verify"]


@checked_arguments
def verify(network: Network, sources: str | os.PathLike[str] | None = None) -> Verification:
    """Check each quote of a network, and its place, against the text of its source.

    A source's text is the file that its record names (`file`), or one named by the source's id,
    such as `cnn-2010.txt`. Plain text, Markdown, HTML, PDF, Word, OpenDocument, EPUB and mail are
    read, whatever the file's ending; PDF needs the extra `pdf`. The data file itself and what this
    package wrote are never a source.

    A quote is exact where the text has its words after what printing and typing change is made
    equal: white space, hyphens at line ends, ligatures, the shape of quotation marks, dashes and
    accents, marks of notes, running heads and page numbers, columns. "..." in it stands for words
    left out, "[T]he" for "The" or "the", and "[ATF]" for words that the editor replaced: what the
    source has there is reported (`hidden`), with a warning of any negation. It is near where at
    least 70 percent of its words, or 85 percent of its letters, are there in their order. Pages are
    compared with the number printed on them, where a PDF knows it, and with their number in the
    file; paragraphs with those of a text without pages.

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
    expect(Network, network, "network")
    folder = None if sources is None else Path(sources)
    if folder is not None and not folder.is_dir():
        raise NotADirectoryError(f"there is no folder {os.fspath(sources or '')!r}")
    passages = list(_quoted(network))
    wanted = Counter(passage.source for _, _, passage in passages)
    checked: dict[str, SourceCheck] = {}
    texts: dict[str, _Text] = {}
    listings: Listings = {}
    paths = {
        key: [*candidates(network, one, folder, listings)] for key, one in network.sources.items()
    }
    looked = [key for key in paths if paths[key] or key in wanted]
    begun = time.monotonic()
    for key in steps(looked, "reading sources"):
        late = time.monotonic() - begun > MOST_SECONDS_IN_ALL
        check, text = _read(network.sources[key], [] if late else paths[key])
        if late:
            check = replace(check, state="unreadable", note=_LATE)
        checked[key] = replace(check, quotes=wanted[key])
        if text is not None:
            texts[key] = text
    work = Work()
    found = [
        _check(checked.get(passage.source), texts.get(passage.source), work, section, key, passage)
        for section, key, passage in steps(passages, "comparing quotes")
    ]
    shifts = _shifts(found)
    return Verification(
        tuple(_noted(one, shifts) for one in checked.values()),
        tuple(_placed(quote, places, shifts) for quote, places in found),
    )


MOST_SECONDS_IN_ALL = 300.0
"""Time after which no further source is read."""

_LATE = (
    f"reading the sources before it took more than {MOST_SECONDS_IN_ALL:g} seconds; verify them in"
    " parts, each with its own `--sources`"
)


def _quoted(network: Network) -> Iterator[tuple[str, str, Evidence]]:
    """Each quote once, with its record: one that several records cite, with its passage."""
    for section in SECTIONS:
        for key, record in getattr(network, section).items():
            if isinstance(record, Passage):
                if record.quote:
                    own = record.model_dump(include=set(Evidence.model_fields))
                    yield section, key, Evidence.model_validate(own)
                continue
            for _, one in passages_of(record):
                if one.quote and not one.passage:
                    yield section, key, one


_Text: TypeAlias = "tuple[SourceText, Searchable]"


def _read(source: Source, paths: Sequence[Path]) -> tuple[SourceCheck, _Text | None]:
    note = looked_for(source)
    for path in paths:
        try:
            about = path.stat()
            found = _searchable(path, about.st_mtime_ns, about.st_size)
        except MissingExtra as error:
            found = TextProblem(str(error))
        except OSError as error:
            found = TextProblem(f"the file can't be read: {error.strerror or error}")
        if isinstance(found, TextProblem):
            if found.no_source:
                note = f"{note}; {path.name}: {found}"
                continue
            reads(path)
            state: SourceState = "scanned" if found.scanned else "unreadable"
            return SourceCheck(source.id, state, path.name, note=str(found)), None
        reads(path)
        text = found[0]
        changed = source.sha256 is not None and source.sha256 != text.sha256
        notes = ["the file's checksum differs from the recorded one"] if changed else []
        state = "changed" if changed else "read"
        notes += _unread(text)
        return SourceCheck(source.id, state, path.name, text.sha256, "; ".join(notes)), found
    return SourceCheck(source.id, "missing", note=note), None


_WHY = {
    "scanned": "a picture, whose text must be recognised first",
    "damaged": "damaged, and can't be read",
}


def _unread(text: SourceText) -> Iterator[str]:
    """Which pages of a text can't be read, in words."""
    for state, why in _WHY.items():
        labels = [label for label, _, one in text.unread if one == state]
        if labels:
            shown = ", ".join(labels[:10]) + (" ..." if len(labels) > 10 else "")
            one = len(labels) == 1
            yield f"page{'' if one else 's'} {shown} {'is' if one else 'are each'} {why}"


@lru_cache(maxsize=32)
def _searchable(path: Path, modified: int, size: int) -> _Text | TextProblem:
    """Text of a file, or why it can't be read.

    Scenarios and plans check many networks with the same sources, so a text is kept while its file
    stays as it is.
    """
    from coordination.quotes.match import Searchable

    try:
        text = read_text(path)
    except TextProblem as problem:
        return problem
    return text, Searchable(text)


_Found: TypeAlias = "tuple[QuoteCheck, tuple[Place, ...]]"
"""A quote with the places where it stands."""

_WITHOUT_TEXT: dict[str, QuoteState] = {
    "unreadable": "source unreadable",
    "scanned": "source scanned",
}


def _check(
    source: SourceCheck | None,
    text: _Text | None,
    work: Work,
    section: str,
    record: str,
    passage: Evidence,
) -> _Found:
    if text is None or passage.quote is None:
        state = _WITHOUT_TEXT.get(source.state if source else "", "source missing")
        note = source.note if source and state != "source missing" else ""
        return QuoteCheck(section, record, passage, state, note=note), ()
    match = text[1].find(passage.quote, work)
    check = QuoteCheck(
        section, record, passage, match.state, match.diff, hidden=match.hidden, note=match.note
    )
    if match.state in ("near", "not found") and text[0].unread:
        check = _on_unread_page(check, text[0])
    return check, match.places


def _on_unread_page(check: QuoteCheck, text: SourceText) -> QuoteCheck:
    """A quote that isn't found while some pages can't be read, one of which it may stand on."""
    cited = cited_pages(check.evidence.at)
    for label, number, state in text.unread:
        numbers = [as_number(label), ("", number)]
        if check.state == "not found" and any(lies_within(one, cited) for one in numbers):
            missing: QuoteState = "source scanned" if state == "scanned" else "source unreadable"
            return replace(check, state=missing, note=f"page {label} is {_WHY[state]}")
    notes = [check.note, *_unread(text)]
    return replace(check, note="; ".join(filter(None, notes)))


def _shifts(found: Sequence[_Found]) -> _Shifts:
    """By how much all numbers that a source is cited by differ from the file's, where they agree.

    Who counts from the first sentence of an article counts past its headline and byline, and who
    cites a printed page doesn't count the cover. One place alone is no evidence of that.
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
