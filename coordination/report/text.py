"""The report for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from coordination.appraisal.agency_comments import TITLE, comments
from coordination.appraisal.firmness import Firmness
from coordination.network import Network
from coordination.report import sections
from coordination.report.grand import grand
from coordination.rules.finding import Finding
from coordination.rules.report import Report
from coordination.text.language import counted
from coordination.text.terminal import columns, one_line, wrap

__all__ = ["to_text"]

_NARROWEST = 40
_STYLES = {"bold": "1", "reported": "33", "derived": "36", "faint": "2"}


def to_text(report: Report, *, width: int = 80, color: bool = False, brief: bool = False) -> str:
    """A report as plain text: counts first, then each finding by family.

    Args:
        report: the report.
        width: columns of a line; 40 at least.
        color: whether to mark headings and bases with ANSI colours.
        brief: whether to leave out all but the counts and the sentence of each finding.

    Returns:
        Text that ends with a line break.
    """
    return "\n".join(_Writer(report, max(width, _NARROWEST), color).lines(brief)) + "\n"


class _Writer:
    def __init__(self, report: Report, width: int, color: bool) -> None:
        self.report = report
        self.network: Network = report.network
        self.width = width
        self.color = color
        self.wrap = partial(wrap, width=width)
        self.firm: dict[str, Firmness] = {}

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.color else text

    def heading(self, text: str) -> Iterator[str]:
        yield ""
        yield self.paint(text, "bold")
        yield "-" * min(columns(text), self.width)

    def lines(self, brief: bool) -> Iterator[str]:
        yield from (self.paint(line, "bold") for line in self.wrap(self.network.title))
        day = f"As of {self.network.as_of}: " if self.network.as_of else ""
        yield from self.wrap(f"{day}{self.network.counts}.")
        yield ""
        yield from self.wrap(sections.summary(self.report))
        yield from self.counts()
        if not brief:
            self.firm = sections.firm(self.report)
        for family in sections.families(self.report):
            yield from self.heading(family.title)
            for finding in family.findings:
                if not brief:
                    yield ""
                yield from self.brief(finding) if brief else self.finding(finding)
        if not brief:
            yield from self.works()
            yield from self.meetings()
            yield from self.recommendations()
            yield from self.answers()
            yield from self.questions()
            yield from self.made()
        yield from self.ignored()
        if not brief:
            yield from self.sources()

    def counts(self) -> Iterator[str]:
        found = sections.counts(self.report)
        if not found:
            return
        code = max(len("rule"), *(len(count.code) for count in found))
        name = max(len(count.name) for count in found)
        if code + name + len("    reported  derived") > self.width:
            name = 0
        yield ""
        yield f"{'rule':<{code}}  {'':<{name}}  reported  derived"
        for count in found:
            numbers = f"{count.reported or '-':>8}  {count.derived or '-':>7}"
            yield f"{count.code:<{code}}  {count.name[:name]:<{name}}  {numbers}"

    def brief(self, finding: Finding) -> Iterator[str]:
        indent = " " * (len(finding.code) + 2)
        first, *others = self.wrap(finding.message, first=f"{finding.code}  ", following=indent)
        yield self.paint(finding.code, finding.basis) + first[len(finding.code) :]
        yield from others

    def finding(self, finding: Finding) -> Iterator[str]:
        disputed = ", disputed" if finding.disputed else ""
        basis = self.paint(f"{finding.basis}{disputed}", finding.basis)
        yield f"{self.paint(finding.code, 'bold')} {finding.name} ({basis})"
        yield from self.wrap(finding.message, first="  ", following="  ")
        found = sections.places(finding)
        for title, statement in (("Criteria", finding.criteria), ("Condition", finding.condition)):
            if statement is not None:
                marks = ", ".join(map(str, sections.numbers(found, statement)))
                yield from self.part(
                    title, f"{statement.text} [{marks}]" if marks else statement.text
                )
        for title, text in sections.reasons(finding):
            yield from self.part(title, text)
        if found:
            yield "  Evidence"
        for place in found:
            yield from self.place(place)
        if finding.key in self.firm:
            yield from self.part("How firm", str(self.firm[finding.key]))
        answers = sections.answers(self.network, finding)
        if answers:
            yield "  Recommended"
        for one in answers:
            yield from self.item(sections.recommendation_sentence(self.network, one))
        if finding.clears:
            yield "  What would clear it"
        for change in finding.clears:
            yield from self.item(change.text)

    def part(self, title: str, text: str) -> Iterator[str]:
        yield from self.wrap(text, first=f"  {title:<10}", following=" " * 12)

    def item(self, text: str) -> Iterator[str]:
        yield from self.wrap(text, first="    - ", following="      ")

    def place(self, place: sections.Place) -> Iterator[str]:
        mark = f"    [{place.number}] "
        indent = " " * len(mark)
        title = sections.source_title(self.network, place.source)
        yield from self.wrap(f"{title}, {place.at}", first=mark, following=indent)
        for passage in place.passages:
            words = sections.passage_words(passage)
            if words:
                yield from self.wrap(words, first=indent, following=indent)

    def works(self) -> Iterator[str]:
        found = sections.found_to_work(self.network)
        if found:
            yield from self.heading(sections.WORKS)
        for said in found.values():
            yield from self.wrap(said, first="- ", following="  ")

    def meetings(self) -> Iterator[str]:
        found = sections.meeting_rows(self.report)
        if not found:
            return
        yield from self.heading("Where several findings meet")
        for names, codes in found:
            yield from self.wrap(f"{names}: {codes}", first="- ", following="  ")

    def recommendations(self) -> Iterator[str]:
        found = sections.coverage_of(self.report)
        if found is None:
            return
        yield from self.heading("Recommendations")
        for key, findings in found.by_recommendation.items():
            one = self.network.recommendations[key]
            codes = ", ".join(dict.fromkeys(finding.code for finding in findings))
            said = sections.recommendation_sentence(self.network, one)
            yield from self.wrap(
                f"{key} addresses {codes or 'none of the findings'}: {said}",
                first="- ",
                following="  ",
            )
        nothing = "none" if found.complete else "none recorded"
        codes = ", ".join(dict.fromkeys(finding.code for finding in found.uncovered))
        if codes:
            count = counted(len(found.uncovered), "finding", none="no")
            yield from self.wrap(f"{nothing} for {count} ({codes})", first="- ", following="  ")

    def answers(self) -> Iterator[str]:
        found = comments(self.report)
        if not found:
            return
        yield from self.heading(TITLE)
        for one in found:
            for subject in one.subjects:
                yield from self.wrap(subject, first="- ", following="  ")
            for answer in one.answers:
                yield from self.wrap(answer, first="    ", following="    ")

    def questions(self) -> Iterator[str]:
        shown, more = sections.first_questions(self.report)
        if not shown:
            return
        yield from self.heading("Questions")
        for one in shown:
            yield from self.wrap(
                sections.question_words(self.network, one), first="- ", following="  "
            )
        yield from self.wrap(f"{more}`coordination questions` shows what would settle each.")

    def made(self) -> Iterator[str]:
        yield from self.heading("How the network was made")
        yield from self.wrap(f"{grand(self.network).to_text()} `coordination grand` shows them.")

    def ignored(self) -> Iterator[str]:
        if not self.report.ignored and not self.report.unmatched:
            return
        yield from self.heading("Ignored")
        for key in self.report.unmatched:
            yield from self.wrap(f"{key}: no finding has this key", first="- ", following="  ")
        for finding, reason in self.report.ignored:
            yield from self.wrap(
                f"{finding.code} {finding.message} Reason: {reason}", first="- ", following="  "
            )

    def sources(self) -> Iterator[str]:
        found = [key for key in sections.cited(self.report) if key in self.network.sources]
        if not found:
            return
        yield from self.heading("Sources")
        for key in found:
            source = self.network.sources[key]
            yield from self.wrap(sections.citation(source), first="- ", following="  ")
            if source.url:
                yield f"  {one_line(source.url)}"
