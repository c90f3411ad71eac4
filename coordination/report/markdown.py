"""The report as Markdown that pastes into a working paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coordination.appraisal.agency_comments import TITLE, comments
from coordination.appraisal.firmness import Firmness
from coordination.model import Source
from coordination.model.validation_messages import printable
from coordination.report import sections
from coordination.report.grand import grand
from coordination.rules.finding import Finding
from coordination.rules.report import Report
from coordination.text.markdown import escaped, table

__all__ = ["to_markdown"]


def to_markdown(report: Report, *, level: int = 1, brief: bool = False) -> str:
    """A report as Markdown (CommonMark with tables), every text of the data escaped.

    Args:
        report: the report.
        level: level of the first heading, so that it fits into a longer text.
        brief: whether to leave out all but the counts and the sentence of each finding.

    Returns:
        Markdown that ends with a line break.

    Raises:
        ValueError: a level below 1 or above 4, under which findings have no heading left.
    """
    if not 1 <= level <= 4:
        raise ValueError(f"level is 1 to 4, not {level}")
    return "\n\n".join(_Writer(report, level).blocks(brief)) + "\n"


class _Writer:
    def __init__(self, report: Report, level: int) -> None:
        self.report = report
        self.network = report.network
        self.level = level
        self.reference = {source: n for n, source in enumerate(sections.cited(report), 1)}
        self.firm: dict[str, Firmness] = {}

    def heading(self, depth: int, text: str) -> str:
        return f"{'#' * (self.level + depth)} {text}"

    def blocks(self, brief: bool) -> Iterator[str]:
        network = self.network
        yield self.heading(0, f"Findings: {escaped(network.title)}")
        day = f"As of {network.as_of}: " if network.as_of else ""
        yield f"{day}{escaped(network.counts)}. {escaped(sections.summary(self.report))}"
        if self.report.told:
            head = ("Code", "Rule", "Reported", "Derived")
            yield table(head, sections.count_rows(self.report), numbers=2)
        if not brief:
            self.firm = sections.firm(self.report)
        for family in sections.families(self.report):
            yield self.heading(1, escaped(family.title))
            if brief:
                yield "\n".join(
                    f"- **{one.code}** ({one.basis}): {escaped(one.message)}"
                    for one in family.findings
                )
            else:
                for finding in family.findings:
                    yield from self.finding(finding)
        if not brief:
            yield from self.works()
            yield from self.meetings()
            yield from self.recommendations()
            yield from self.answers()
            yield from self.questions()
        yield from self.ignored()
        if not brief:
            yield from self.reporting_items()
            yield from self.references()

    def finding(self, finding: Finding) -> Iterator[str]:
        yield self.heading(2, f"{finding.code} {escaped(finding.message.rstrip('.'))}")
        found = sections.places(finding)
        basis = f"{finding.basis.capitalize()}{', disputed' if finding.disputed else ''}"
        parts = [f"**Basis.** {basis}; rule {escaped(finding.name)}."]
        for title, statement in (("Criteria", finding.criteria), ("Condition", finding.condition)):
            if statement is not None:
                used = sections.numbers(found, statement)
                where = "; ".join(self.cite(place) for place in found if place.number in used)
                source = f" ({where})" if where else ""
                parts.append(f"**{title}.** {escaped(statement.text)}{source}")
        parts += [f"**{title}.** {escaped(text)}" for title, text in sections.reasons(finding)]
        yield from parts
        if found:
            yield "**Evidence.**"
            yield "\n".join(line for place in found for line in self.place(place))
        if finding.key in self.firm:
            yield f"**How firm.** {escaped(str(self.firm[finding.key]))}"
        if answers := sections.answers(self.network, finding):
            yield "**Recommended.**"
            yield "\n".join(
                f"- {escaped(sections.recommendation_sentence(self.network, one))}"
                for one in answers
            )
        if finding.clears:
            yield "**What would clear it.**"
            yield "\n".join(f"- {escaped(change.text)}" for change in finding.clears)

    def cite(self, place: sections.Place) -> str:
        return f"\\[{self.reference[place.source]}\\], {escaped(place.at)}"

    def place(self, place: sections.Place) -> Iterator[str]:
        title = sections.source_title(self.network, place.source)
        yield f"- *{escaped(title)}*, {escaped(place.at)} \\[{self.reference[place.source]}\\]"
        for passage in place.passages:
            if words := sections.passage_words(passage):
                yield f"  - {escaped(words)}"

    def works(self) -> Iterator[str]:
        found = sections.found_to_work(self.network)
        if found:
            yield self.heading(1, sections.WORKS)
            yield "\n".join(f"- {escaped(said)}" for said in found.values())

    def meetings(self) -> Iterator[str]:
        if found := sections.meeting_rows(self.report):
            yield self.heading(1, "Where several findings meet")
            yield table(("Agencies", "Findings"), found, numbers=0)

    def recommendations(self) -> Iterator[str]:
        found = sections.coverage_of(self.report)
        if found is None:
            return
        yield self.heading(1, "Findings and recommendations")
        yield found.to_markdown().rstrip()

    def answers(self) -> Iterator[str]:
        found = comments(self.report)
        if not found:
            return
        yield self.heading(1, TITLE)
        yield "\n".join(
            line
            for one in found
            for line in (
                *(f"- {escaped(subject)}" for subject in one.subjects),
                *(f"  - {escaped(answer)}" for answer in one.answers),
            )
        )

    def questions(self) -> Iterator[str]:
        shown, more = sections.first_questions(self.report)
        if shown:
            yield self.heading(1, "Questions")
            yield "\n".join(
                f"- {escaped(sections.question_words(self.network, one))}" for one in shown
            )
            yield f"{more}`coordination questions` shows what would settle each."

    def ignored(self) -> Iterator[str]:
        if self.report.ignored or self.report.unmatched:
            yield self.heading(1, "Ignored")
        if self.report.unmatched:
            keys = (f"`{key}`" for key in self.report.unmatched)
            yield f"No finding has these keys: {', '.join(keys)}."
        if self.report.ignored:
            rows = sections.ignored_rows(self.report)
            yield table(("Code", "Finding", "Reason"), rows, numbers=0)

    def reporting_items(self) -> Iterator[str]:
        yield self.heading(1, "How the network was made")
        yield grand(self.network).to_markdown().rstrip()

    def references(self) -> Iterator[str]:
        if not self.reference:
            return
        yield self.heading(1, "References")
        yield "\n".join(
            f"{number}. {self.entry(source)}" for source, number in self.reference.items()
        )

    def entry(self, key: str) -> str:
        source: Source | None = self.network.sources.get(key)
        if source is None:
            return escaped(key)
        address = f" <{_address(source.url)}>" if source.url else ""
        return escaped(sections.citation(source)) + address


def _address(url: str) -> str:
    """An address between angle brackets: what would end it is written in its percent form."""
    return re.sub(r'[<>"\\`|\s]', lambda one: f"%{ord(one.group()):02X}", printable(url))
