"""Check each quote of a network, and its place, against the text of its source."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from coordination.model import SECTIONS, Evidence, Source
from coordination.network import Network
from coordination.quotes.match import Searchable
from coordination.quotes.texts import ENDINGS, TextProblem, read_text

__all__ = ["QuoteCheck", "SourceCheck", "Verification", "has_texts", "verify"]

QuoteState = Literal["exact", "near", "not found", "source missing"]
PlaceState = Literal["agrees", "differs", "can't be compared"]


@dataclass(frozen=True)
class SourceCheck:
    """What became of one source.

    Attributes:
        source: id of the source.
        state: "read", "changed" (its checksum isn't the recorded one), "missing" (no file) or
            "unreadable".
        file: name of the file, or "".
        sha256: checksum of the file, or "".
        note: why it couldn't be read, or what its places are counted from.
    """

    source: str
    state: Literal["read", "changed", "missing", "unreadable"]
    file: str = ""
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True)
class QuoteCheck:
    """What became of one quote.

    Attributes:
        section, record: the record that the quote stands on.
        evidence: the passage with the quote.
        state: "exact" after normalising white space, hyphenation, ligatures and quotation marks;
            "near" with the difference in `diff`; "not found"; "source missing" where there is no
            text to look in.
        diff: words that differ: [-in the quote-] {+in the source+}.
        page, paragraph: where the text has it, "" and 0 where unknown.
        place: whether that agrees with the passage's `at`.
    """

    section: str
    record: str
    evidence: Evidence
    state: QuoteState
    diff: str = ""
    page: str = ""
    paragraph: int = 0
    place: PlaceState = "can't be compared"

    def __str__(self) -> str:
        where = f"{self.section}/{self.record}, {self.evidence.source}, {self.evidence.at}"
        found = f" (page {self.page})" if self.page else ""
        found = found or (f" (paragraph {self.paragraph})" if self.paragraph else "")
        place = f"; the place {self.place}{found}" if self.place == "differs" else ""
        return f"{self.state}: {where}{place}" + (f"\n  {self.diff}" if self.diff else "")


@dataclass(frozen=True)
class Verification:
    """All quotes and sources of a network, checked.

    Attributes:
        sources: one entry for each source that carries a quote, or whose file is known.
        quotes: one entry for each quote, in the order of the data.
    """

    sources: tuple[SourceCheck, ...]
    quotes: tuple[QuoteCheck, ...]

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {state}" for state, count in self.counts.items())
        return f"<Verification: {len(self.quotes)} quotes ({counts or 'none'})>"

    @property
    def counts(self) -> dict[str, int]:
        """Number of quotes by state."""
        return dict(sorted(Counter(one.state for one in self.quotes).items()))

    @property
    def clean(self) -> bool:
        """Whether every quote that could be looked up is exact and its place doesn't differ."""
        return all(
            one.state == "source missing" or (one.state == "exact" and one.place != "differs")
            for one in self.quotes
        ) and all(one.state in ("read", "missing") for one in self.sources)

    def to_text(self) -> str:
        """What a reader must look at, then the counts."""
        lines = [
            f"source {one.source}: {one.state}" + (f" ({one.note})" if one.note else "")
            for one in self.sources
        ]
        lines += [str(one) for one in self.quotes if one.state != "exact" or one.place == "differs"]
        counts = ", ".join(f"{count} {state}" for state, count in self.counts.items())
        lines.append(f"{len(self.quotes)} quotes: {counts or 'none'}")
        return "\n".join(lines) + "\n"

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per quote, as pandas and polars take them."""
        return [
            {
                "section": one.section,
                "record": one.record,
                "source": one.evidence.source,
                "at": one.evidence.at,
                "quote": one.evidence.quote,
                "state": one.state,
                "diff": one.diff,
                "page": one.page,
                "paragraph": one.paragraph or None,
                "place": one.place,
            }
            for one in self.quotes
        ]


def verify(network: Network, sources: str | os.PathLike[str] | None = None) -> Verification:
    """Check each quote of a network, and its place, against the text of its source.

    A source's text is the file that its record names (`file`), looked for in `sources` and beside
    the data file, or a file in `sources` named by the source's id, such as `cnn-2010.txt`. Plain
    text, HTML and PDF are read; PDF needs the extra `pdf`.

    Args:
        network: the network.
        sources: folder with the texts; None means beside the data file.

    Returns:
        What became of each quote and source.

    Raises:
        NotADirectoryError: `sources` isn't a folder.
        MissingExtra: a text is a PDF and pypdf isn't installed.
    """
    folder = None if sources is None else Path(sources)
    if folder is not None and not folder.is_dir():
        raise NotADirectoryError(f"there is no folder {os.fspath(sources or '')!r}")
    paths = {key: _file_of(network, one, folder) for key, one in network.sources.items()}
    passages = list(_quoted(network))
    wanted = {passage.source for _, _, passage in passages}
    checked: list[SourceCheck] = []
    texts: dict[str, Searchable] = {}
    for key, source in network.sources.items():
        path = paths[key]
        if path is None and key not in wanted:
            continue
        check, text = _read(source, path)
        checked.append(check)
        if text is not None:
            texts[key] = text
    quotes = [_check(texts, *passage) for passage in passages]
    shifts = _shifts(quotes)
    return Verification(
        tuple(_noted(one, shifts.get(one.source, 0)) for one in checked),
        tuple(_placed(one, shifts.get(one.evidence.source, 0)) for one in quotes),
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
    folders = [folder] if folder else []
    origin = network.origins.get(("sources", source.id))
    if origin is not None and origin.file and not folder:
        folders.append(Path(origin.file).parent)
    names = [source.file] if source.file else []
    names += [source.id + ending for ending in ENDINGS]
    for place in folders:
        root = place.resolve()
        for name in names:
            path = (place / name).resolve()
            # A data file from a stranger doesn't make us read outside the folder.
            if path.is_relative_to(root) and path.is_file():
                return path
    return None


def _read(source: Source, path: Path | None) -> tuple[SourceCheck, Searchable | None]:
    if path is None:
        return SourceCheck(source.id, "missing"), None
    try:
        text = read_text(path)
    except TextProblem as problem:
        return SourceCheck(source.id, "unreadable", path.name, note=str(problem)), None
    changed = source.sha256 is not None and source.sha256 != text.sha256
    note = "the file isn't the one whose checksum is recorded" if changed else ""
    state: Literal["changed", "read"] = "changed" if changed else "read"
    return SourceCheck(source.id, state, path.name, text.sha256, note), Searchable(text)


def _check(
    texts: dict[str, Searchable], section: str, record: str, passage: Evidence
) -> QuoteCheck:
    text = texts.get(passage.source)
    if text is None or passage.quote is None:
        return QuoteCheck(section, record, passage, "source missing")
    match = text.find(passage.quote)
    state: QuoteState = match.state  # type: ignore[assignment]  # the three of Match
    if match.paragraph is None:
        return QuoteCheck(section, record, passage, state)
    return QuoteCheck(
        section,
        record,
        passage,
        state,
        match.diff,
        match.paragraph.page,
        match.paragraph.number,
    )


_ROMAN_OR_NUMBER = r"(\d+|[ivxlc]+)"
_RANGE = rf"{_ROMAN_OR_NUMBER}(?:\s*(?:-|–|to)\s*{_ROMAN_OR_NUMBER})?"
_PAGE = re.compile(rf"\b(?:pages?|pp?\.)\s*{_RANGE}\b", re.IGNORECASE)
_PARAGRAPH = re.compile(rf"\b(?:paragraphs?|paras?\.?|¶+)\s*{_RANGE}\b", re.IGNORECASE)


def _stated(pattern: re.Pattern[str], at: str) -> tuple[str, str] | None:
    found = pattern.search(at)
    if found is None:
        return None
    first, last = found.groups()
    return first.lower(), (last or first).lower()


def _shifts(quotes: list[QuoteCheck]) -> dict[str, int]:
    """By how much all paragraph numbers of a source differ from the file's, where they agree.

    Who counts from the first sentence of an article counts past its headline and byline. One quote
    alone tells nothing of that.
    """
    found: dict[str, list[int]] = {}
    for one in quotes:
        stated = _stated(_PARAGRAPH, one.evidence.at)
        if one.state == "exact" and stated and stated[0].isdigit() and stated[0] == stated[1]:
            found.setdefault(one.evidence.source, []).append(one.paragraph - int(stated[0]))
    return {
        source: shifts[0]
        for source, shifts in found.items()
        if len(shifts) > 1 and len(set(shifts)) == 1 and shifts[0] > 0
    }


def _noted(check: SourceCheck, shift: int) -> SourceCheck:
    if not shift:
        return check
    note = f"paragraphs are counted from the file's paragraph {shift + 1}"
    return replace(check, note="; ".join(part for part in (check.note, note) if part))


def _placed(check: QuoteCheck, shift: int) -> QuoteCheck:
    if check.state not in ("exact", "near"):
        return check
    place: PlaceState = "can't be compared"
    page, paragraph = (_stated(pattern, check.evidence.at) for pattern in (_PAGE, _PARAGRAPH))
    if page and check.page:
        place = "agrees" if _between(check.page.lower(), *page) else "differs"
    elif paragraph and not check.page:
        place = "agrees" if _between(str(check.paragraph - shift), *paragraph) else "differs"
    return replace(check, place=place)


def _between(found: str, first: str, last: str) -> bool:
    if found in (first, last):
        return True
    if found.isdigit() and first.isdigit() and last.isdigit():
        return int(first) <= int(found) <= int(last)
    return False
