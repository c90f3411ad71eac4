"""Check each quote of a network, and its place, against the text of its source."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from coordination.errors import MissingExtra
from coordination.markdown import escaped, table
from coordination.model import SECTIONS, Evidence, Source
from coordination.network import Network
from coordination.progress import steps
from coordination.quotes.match import Place, Searchable
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
        note: why it couldn't be read, what was looked for, or what its places are counted from.
        quotes: number of quotes from it.
    """

    source: str
    state: Literal["read", "changed", "missing", "unreadable"]
    file: str = ""
    sha256: str = ""
    note: str = ""
    quotes: int = 0

    def __str__(self) -> str:
        told = "; ".join(filter(None, (_counted(self.quotes, "quote"), self.file, self.note)))
        return f"{self.source}: {self.state} ({told})"


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
        page, sheet, paragraph: where the text has it: page as printed, number of the page in the
            file, number of the paragraph; "" and 0 where unknown. Of several places the one that
            the passage says, else the first.
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
    sheet: int = 0

    def __str__(self) -> str:
        place = f"; the place differs ({self.where})" if self.place == "differs" else ""
        return (
            f"{self.state}: {self.section}/{self.record}, {self.evidence.source},"
            f" {self.evidence.at}{place}\n  {self.shown}"
        )

    @property
    def where(self) -> str:
        """Where the text has it, in words, or ""."""
        if not self.page:
            return f"paragraph {self.paragraph}" if self.paragraph else ""
        other = f", page {self.sheet} of the file" if self.page != str(self.sheet) else ""
        return f"page {self.page}{other}"

    @property
    def shown(self) -> str:
        """The words that differ, else the beginning of the quote."""
        quote = " ".join((self.evidence.quote or "").split())
        return self.diff or (quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN].rstrip()} ...")

    @property
    def wrong(self) -> bool:
        """Whether the text has it otherwise, elsewhere or not at all."""
        return self.state in ("near", "not found") or self.place == "differs"


_SHOWN = 200
"""Characters of a quote that a line shows."""


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
        return f"<Verification: {self._summary}>"

    @property
    def counts(self) -> dict[str, int]:
        """Number of quotes by state."""
        return dict(sorted(Counter(one.state for one in self.quotes).items()))

    @property
    def clean(self) -> bool:
        """Whether every quote that could be looked up is exact and its place doesn't differ.

        A source without a text doesn't count against it; one that can't be read, or isn't the file
        whose checksum is recorded, does.
        """
        return not any(one.wrong for one in self.quotes) and all(
            one.state in ("read", "missing") for one in self.sources
        )

    @property
    def complete(self) -> bool:
        """Whether there was a text to look in for every quote."""
        return all(one.state != "source missing" for one in self.quotes)

    @property
    def _summary(self) -> str:
        counts = ", ".join(f"{count} {state}" for state, count in self.counts.items())
        return _counted(len(self.quotes), "quote") + (f": {counts}" if counts else "")

    def to_text(self) -> str:
        """The sources, what a reader must look at, then the counts."""
        wrong = [one for one in self.quotes if one.wrong]
        lines = [f"source {one}" for one in self.sources] + [str(one) for one in wrong]
        if any(one.diff for one in wrong):
            lines.append("words that differ: [-in the quote-] {+in the source+}")
        return "\n".join([*lines, self._summary]) + "\n"

    def to_markdown(self) -> str:
        """What a reader must look at as a table, then the sources."""
        lines = ["# Quotes against their sources", "", f"{self._summary}."]
        wrong = [one for one in self.quotes if one.wrong]
        if wrong:
            head = (
                "Record",
                "Source",
                "Said to be at",
                "State",
                "Found at",
                "Quote, or what differs",
            )
            rows = [
                (
                    f"{one.section}/{one.record}",
                    one.evidence.source,
                    one.evidence.at,
                    one.state if one.state != "exact" else "exact, elsewhere",
                    one.where,
                    one.shown,
                )
                for one in wrong
            ]
            lines += ["", "## To look at", "", table(head, rows)]
        if any(one.diff for one in wrong):
            lines += ["", escaped("Words that differ: [-in the quote-] {+in the source+}.")]
        if self.sources:
            heads = ("Source", "State", "File", "SHA-256", "Note", "Quotes")
            sources = [
                (one.source, one.state, one.file, one.sha256, one.note, str(one.quotes))
                for one in self.sources
            ]
            lines += ["", "## Sources", "", table(heads, sources, numbers=1)]
        return "\n".join(lines) + "\n"

    def to_json(self) -> str:
        """Sources and quotes as JSON (version 1)."""
        content = {
            "version": 1,
            "counts": self.counts,
            "sources": [asdict(one) for one in self.sources],
            "quotes": self.to_records(),
        }
        return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"

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
                "sheet": one.sheet or None,
                "paragraph": one.paragraph or None,
                "place": one.place,
            }
            for one in self.quotes
        ]


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


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


_Number = tuple[str, int]
"""A page or paragraph as it is written: its series ("" for figures, "i" for Roman, "a-" ...), and
which one it is."""

_WRITTEN = r"(?:[a-z]-)?\d+|[ivxlc]+"
_LIST = rf"((?:{_WRITTEN})\b(?:\s*(?:-|–|—|,|;|&|\bto\b|\bthrough\b|\band\b)+\s*(?:{_WRITTEN})\b)*)"
_PAGE = re.compile(rf"\b(?:pages?|pgs?\.?|pp?\.?)\s*{_LIST}", re.IGNORECASE)
_PARAGRAPH = re.compile(rf"(?:\b(?:paragraphs?|paras?\.?)|¶+)\s*{_LIST}", re.IGNORECASE)
_OF_THE_FILE = re.compile(r"\bpdf\b", re.IGNORECASE)


def _stated(pattern: re.Pattern[str], at: str) -> tuple[tuple[_Number, _Number], ...]:
    """The pages or paragraphs that a passage names, as stretches from first to last.

    Example:
        >>> _stated(_PAGE, "pp. xii-xiv and 3")
        ((('i', 12), ('i', 14)), (('', 3), ('', 3)))
    """
    found = pattern.search(at)
    if found is None:
        return ()
    stretches: list[tuple[_Number, _Number]] = []
    between = "from"
    for part in re.finditer(rf"{_WRITTEN}|-|–|—|,|;|&|[a-z]+", found[1].lower()):
        word = part[0]
        number = _numbered(word)
        if number is None:
            between = word
        elif stretches and between in ("-", "–", "—", "to", "through"):
            stretches[-1] = (stretches[-1][0], number)
        else:
            stretches.append((number, number))
    return tuple(stretches)


def _paragraphs(at: str) -> tuple[tuple[_Number, _Number], ...]:
    """The paragraphs of the whole text that a passage names; those of a section aren't told apart.

    Example:
        >>> _paragraphs("paragraph 2"), _paragraphs("What GAO Found, paragraph 2")
        (((('', 2), ('', 2)),), ())
    """
    return _stated(_PARAGRAPH, at) if _PARAGRAPH.match(at.strip()) else ()


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def _numbered(word: str) -> _Number | None:
    """A page or paragraph from how it is written, or None for what names none.

    Example:
        >>> _numbered("xiv"), _numbered("A-3"), _numbered("12")
        (('i', 14), ('a-', 3), ('', 12))
    """
    word = word.strip().lower()
    found = re.fullmatch(r"(.*?)(\d+)", word, re.DOTALL)
    if found:
        return found[1], int(found[2][:18])
    if word and set(word) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in word]
        signed = (
            -value if value < following else value
            for value, following in zip(values, [*values[1:], 0], strict=True)
        )
        return "i", sum(signed)
    return None


def _shifts(found: Sequence[_Found]) -> _Shifts:
    """By how much all numbers that a source is cited by differ from the file's, where they agree.

    Who counts from the first sentence of an article counts past its headline and byline, and who
    cites a printed page doesn't count the cover. One place alone tells nothing of that.
    """
    cited: dict[tuple[str, str], list[tuple[int, set[int]]]] = {}
    for one, places in found:
        if one.state != "exact" or _OF_THE_FILE.search(one.evidence.at):
            continue
        paged = places[0].first.sheet > 0
        stated = _stated(_PAGE, one.evidence.at) if paged else _paragraphs(one.evidence.at)
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
    if pages := (_stated(_PAGE, at) if places[0].first.sheet else ()):
        shift = shifts.get((source, "page"), 0)
        for place in places:
            numbers: list[_Number | None] = []
            for paragraph in (place.first, place.last):
                numbers.append(("", paragraph.sheet - shift))
                if not _OF_THE_FILE.search(at):
                    numbers.append(_numbered(paragraph.page))
            literally = not place.first.page.isdigit() and _holds(at, place.first.page)
            if literally or any(_within(number, pages) for number in numbers):
                return replace(_told(check, place), place="agrees")
        return replace(told, place="differs")
    paragraphs = _paragraphs(at)
    if paragraphs and places[0].first.number and not places[0].first.sheet:
        shift = shifts.get((source, "paragraph"), 0)
        for place in places:
            ends = (("", one.number - shift) for one in (place.first, place.last))
            if any(_within(number, paragraphs) for number in ends):
                return replace(_told(check, place), place="agrees")
        return replace(told, place="differs")
    return told


def _holds(at: str, label: str) -> bool:
    """Whether a passage names a page by a label such as "3-12", which looks like two numbers."""
    pattern = rf"(?<![\w-]){re.escape(label)}(?![\w-])"
    return bool(label) and re.search(pattern, at, re.IGNORECASE) is not None


def _told(check: QuoteCheck, place: Place) -> QuoteCheck:
    first = place.first
    return replace(check, page=first.page, sheet=first.sheet, paragraph=first.number)


def _within(number: _Number | None, stretches: tuple[tuple[_Number, _Number], ...]) -> bool:
    return number is not None and any(
        first[0] == number[0] == last[0] and first[1] <= number[1] <= last[1]
        for first, last in stretches
    )
