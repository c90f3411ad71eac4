"""The result of checking the quotes of a network, and how it is written."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any, Literal

from coordination.model import Evidence
from coordination.quotes.omissions import Hidden
from coordination.text.language import counted
from coordination.text.markdown import escaped, table
from coordination.text.terminal import one_line

__all__ = [
    "ELSEWHERE",
    "QuoteCheck",
    "QuoteState",
    "SourceCheck",
    "SourceState",
    "Verification",
]

QuoteState = Literal[
    "exact",
    "near",
    "not found",
    "not compared",
    "source missing",
    "source unreadable",
    "source scanned",
]
PlaceState = Literal["agrees", "differs", "can't be compared"]
SourceState = Literal["read", "changed", "missing", "unreadable", "scanned"]

ELSEWHERE = "exact at another place"
"""Result of a quote that the source has word for word, and not where the passage says."""


@dataclass(frozen=True)
class SourceCheck:
    """What became of one source.

    Attributes:
        source: id of the source.
        state: "read", "changed" (its checksum isn't the recorded one), "missing" (no file),
            "unreadable" or "scanned" (pictures of pages, whose text must be recognised first).
        file: name of the file, or "".
        sha256: checksum of the file, or "".
        note: why it couldn't be read, what was looked for, or what its places are counted from.
        quotes: number of quotes from it.
    """

    source: str
    state: SourceState
    file: str = ""
    sha256: str = ""
    note: str = ""
    quotes: int = 0

    def __str__(self) -> str:
        told = "; ".join(filter(None, (counted(self.quotes, "quote"), self.file, self.note)))
        return one_line(f"{self.source}: {self.state} ({told})")


@dataclass(frozen=True)
class QuoteCheck:
    """What became of one quote.

    Attributes:
        section, record: the record that the quote stands on.
        evidence: the passage with the quote.
        state: "exact" after what printing and typing change is made equal; "near" with the
            difference in `diff`; "not found"; "not compared" where that would take too long;
            "source missing", "source unreadable" or "source scanned" where there is no text to look
            in, or the page that the passage says has none.
        diff: words that differ: [-in the quote-] {+in the source+}.
        page, sheet, paragraph: where the text has it: page as printed, number of the page in the
            file, number of the paragraph; "" and 0 where unknown. Of several places the one that
            the passage says, else the first.
        place: whether that agrees with the passage's `at`.
        hidden: what the source has where the quote has "..." or words in brackets.
        note: what of the source's printing the quote leaves out, or why it wasn't compared.
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
    hidden: tuple[Hidden, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        place = f"; the place differs ({self.where})" if self.place == "differs" else ""
        lines = [
            f"{self.result}: {self.section}/{self.record}, {self.evidence.source},"
            f" {self.evidence.at}{place}",
            self.shown,
            *([self.note] if self.note else []),
            *self.warnings,
            *(_told(one) for one in self.hidden),
        ]
        return "\n  ".join(map(one_line, lines))

    @property
    def result(self) -> str:
        """The state, or "exact at another place" where only the place is wrong."""
        return ELSEWHERE if self.state == "exact" and self.place == "differs" else self.state

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must look at though the words are there: negations that are left out."""
        found = dict.fromkeys(word for one in self.hidden for word in one.negations)
        if not found:
            return ()
        words = ", ".join(f'"{word}"' for word in found)
        return (f"what the quote leaves out has a negation ({words})",)

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

    @property
    def to_look_at(self) -> bool:
        """Whether it is wrong, couldn't be compared, or leaves words of the source out."""
        unread = ("not compared", "source unreadable", "source scanned")
        left_out = any(not one.outside for one in self.hidden)
        return self.wrong or self.state in unread or left_out or bool(self.warnings)


_TITLE = "# Quotes against their sources"

_SHOWN = 200
"""Characters of a quote that a line shows."""


def _told(hidden: Hidden) -> str:
    if hidden.outside:
        return f"beside the quote, in the same sentence: {hidden.words}"
    instead = hidden.instead if hidden.instead == "..." else f"[{hidden.instead}]"
    return f"{instead} stands for: {hidden.words}"


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
        """Number of quotes by result: their state, or "exact at another place"."""
        return dict(sorted(Counter(one.result for one in self.quotes).items()))

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
        return all(one.state in ("exact", "near", "not found") for one in self.quotes)

    @property
    def _summary(self) -> str:
        counts = ", ".join(f"{count} {state}" for state, count in self.counts.items())
        return counted(len(self.quotes), "quote") + (f": {counts}" if counts else "")

    def to_text(self) -> str:
        """The sources, what a reader must look at, then the counts."""
        wrong = [one for one in self.quotes if one.to_look_at]
        lines = [f"source {one}" for one in self.sources] + [str(one) for one in wrong]
        if any(one.diff for one in wrong):
            lines.append("words that differ: [-in the quote-] {+in the source+}")
        return "\n".join([*lines, self._summary]) + "\n"

    def to_markdown(self) -> str:
        """What a reader must look at as a table, then the sources."""
        lines = [_TITLE, "", f"{self._summary}."]
        wrong = [one for one in self.quotes if one.to_look_at]
        if wrong:
            head = (
                "Record",
                "Source",
                "Stated place",
                "State",
                "Found at",
                "Quote, or what differs",
            )
            rows = [
                (
                    f"{one.section}/{one.record}",
                    one.evidence.source,
                    one.evidence.at,
                    one.result,
                    one.where,
                    ". ".join(
                        [
                            one.shown,
                            *filter(None, [one.note]),
                            *one.warnings,
                            *map(_told, one.hidden),
                        ]
                    ),
                )
                for one in wrong
            ]
            lines += ["", "## To check", "", table(head, rows)]
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
        """Sources and quotes as JSON (version 2)."""
        content = {
            "version": 2,
            "generator": {"name": "coordination-graph"},
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
                "result": one.result,
                "diff": one.diff,
                "page": one.page,
                "sheet": one.sheet or None,
                "paragraph": one.paragraph or None,
                "place": one.place,
                "hidden": " | ".join(_told(hidden) for hidden in one.hidden),
                "warning": "; ".join(one.warnings),
                "note": one.note,
            }
            for one in self.quotes
        ]
