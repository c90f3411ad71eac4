"""CG903: a quote that its source doesn't have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from coordination.network import Network
from coordination.quotes.locate import has_texts
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.phrases import listed
from coordination.rules.rule import rule

if TYPE_CHECKING:
    from coordination.quotes.result import QuoteCheck

__all__ = ["unverified_quote"]


@rule("CG903", "unverified-quote")
def unverified_quote(network: Network, *, sources: str | None = None) -> Iterator[Finding]:
    """A quote isn't in the text of its source, or not where the passage says.

    Differences that printing and typing make don't count: white space, hyphenation at line ends,
    ligatures, the shape of quotation marks, dashes and accents, marks of notes, running heads,
    columns. Texts are looked for in the folder `sources` and beside the data file; a quote whose
    source has no text there, or one that can't be read, is left alone.

    Why it matters:
        The exact words are the strongest evidence that a finding has, and a quote that was typed
        from memory is the first thing that the agency named in it will notice.

    Options:
        sources (default None): folder with the texts of the sources, named as in their `file` or by
        their ids.

    Flagged:
        # report.txt says: ATF has been unable to provide key training and support.
        title: A quote from memory
        sources: [{id: report, title: Report}]
        agencies:
          - {id: atf, name: ATF}
          - {id: mexico, name: Mexico}
        links:
          - kind: training
            source: atf
            target: mexico
            status: unmet
            evidence:
              - {source: report, at: paragraph 1, quote: ATF was unable to provide key training}

    Clean:
        # report.txt says: ATF has been unable to provide key training and support.
        title: A quote that the source has
        sources: [{id: report, title: Report}]
        agencies:
          - {id: atf, name: ATF}
          - {id: mexico, name: Mexico}
        links:
          - kind: training
            source: atf
            target: mexico
            status: unmet
            evidence:
              - {source: report, at: paragraph 1, quote: unable to provide key training}

    Remedy:
        Copy the words out of the source, and its page or paragraph with them.

    Source:
        U.S. Government Accountability Office, WatchBlog, 16 January 2019, The Rigorous Process for
        Producing "Fact-Based" Information: somebody who didn't write the report checks sentence by
        sentence whether the evidence that it is linked to bears it out (referencing).
    """
    if not has_texts(network, sources):
        return
    from coordination.quotes.verify import verify  # most networks have no texts to read

    wrong: dict[tuple[str, str], list[QuoteCheck]] = {}
    for one in verify(network, sources).quotes:
        if one.wrong:
            wrong.setdefault((one.section, one.record), []).append(one)
    for (section, record), checks in wrong.items():
        yield _finding(network, section, record, checks)


_FOUND = {
    "near": "is only nearly in the source",
    "not found": "is not in the source",
    "exact": "is in the source, but not at the place given",
}

_SEVERAL = {
    "not found": "not in the source",
    "near": "only nearly in the source",
    "exact": "in the source, but not at the place given",
}


def _finding(network: Network, section: str, key: str, checks: list[QuoteCheck]) -> Finding:
    first = checks[0]
    title = network.sources[first.evidence.source].title
    message = f"A quote of {key} {_FOUND[first.state]} ({title}, {first.evidence.at})."
    if len(checks) > 1:
        message = f"{len(checks)} quotes of {key} are {_several(checks)}."
    agencies = tuple(getattr(getattr(network, section)[key], "agencies", ()))
    return Finding(
        message,
        "derived",
        agencies,
        condition=Statement(" ".join(map(_detail, checks)), tuple(one.evidence for one in checks)),
        links=(key,) if section == "links" else (),
        requirements=(key,) if section == "requirements" else (),
        records=() if section in ("links", "requirements") else (key,),
        clears=(
            Change(
                "change",
                section,
                "The quote is taken from the source word for word, with its place.",
                key,
            ),
        ),
    )


def _several(checks: list[QuoteCheck]) -> str:
    """Where several quotes are: all alike, or so many of each kind."""
    counts = Counter(str(one.state) for one in checks)
    if len(counts) == 1:
        return _SEVERAL[checks[0].state]
    each = [f"{counts[state]} {_SEVERAL[state]}" for state in _SEVERAL if counts[state]]
    return f"wrong: {listed(each)}"


def _detail(one: QuoteCheck) -> str:
    told = "Nothing like it was found."
    if one.state == "exact":
        told = f"The source has it in {one.where}, and the passage says {one.evidence.at}."
    elif one.diff:
        told = f"The source has it as: {one.diff}."
    return f"{told} {one.note[0].upper()}{one.note[1:]}." if one.note else told
