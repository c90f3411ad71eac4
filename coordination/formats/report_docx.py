"""A report as a Word document that can go into a working paper."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from coordination.appraisal.agency_comments import TITLE, comments
from coordination.arguments import checked_arguments
from coordination.errors import CoordinationError
from coordination.files import refuse_inputs, write_bytes
from coordination.formats.word import Word
from coordination.formats.written import Written
from coordination.open_questions.guide import answered
from coordination.quotes.inputs import inputs_of
from coordination.report import sections
from coordination.report.grand import grand
from coordination.rules.finding import Finding
from coordination.rules.report import Report

__all__ = ["docx_bytes", "write_docx"]

MOST_QUESTIONS = 20
"""Questions in the document; the workbook has all of them."""

MOST_ROWS = 300
"""Rows of the tables of agencies and links; a paper has no room for more."""


@checked_arguments
def write_docx(report: Report, path: str | os.PathLike[str], *, brief: bool = False) -> Written:
    """Write a report as a Word document; see `Report.to_docx`.

    Args:
        report: the report.
        path: file to write; it is replaced whole or not at all.
        brief: whether to leave out all but the counts and the sentence of each finding.

    Raises:
        MissingExtra: python-docx isn't installed.
    """
    inputs = inputs_of(report.network)
    refuse_inputs(path, inputs)
    content, lost = docx_bytes(report, brief=brief)
    write_bytes(path, content, inputs=inputs)
    return Written("docx", (Path(path),), lost)


def docx_bytes(report: Report, *, brief: bool = False) -> tuple[bytes, tuple[str, ...]]:
    """The content of the document, and what it couldn't hold.

    Args:
        report: the report.
        brief: whether to leave out all but the counts and the sentence of each finding.
    """
    writer = _Writer(report)
    writer.write(brief)
    return writer.word.content(), tuple(writer.lost)


class _Writer:
    def __init__(self, report: Report) -> None:
        self.report, self.network = report, report.network
        self.word = Word(f"Findings: {self.network.title}", "Findings about coordination")
        self.reference = {source: n for n, source in enumerate(sections.cited(report), 1)}
        self.lost: list[str] = []

    def write(self, brief: bool) -> None:
        network = self.network
        day = f"As of {network.as_of}: " if network.as_of else ""
        self.word.paragraph(f"{day}{network.counts}. {sections.summary(self.report)}")
        if network.summary:
            self.word.paragraph(network.summary)
        self.counts()
        if not brief:
            self.picture()
        firm = {} if brief else sections.firm(self.report)
        for family in sections.families(self.report):
            self.word.heading(1, family.title)
            for finding in family.findings:
                if brief:
                    self.word.bullets([f"{finding.code} ({finding.basis}): {finding.message}"])
                else:
                    self.finding(finding, str(firm.get(finding.key, "")))
        if not brief:
            if works := sections.found_to_work(self.network):
                self.word.heading(1, sections.WORKS)
                self.word.bullets(list(works.values()))
            self.meetings()
            self.recommendations()
            self.answers()
            self.questions()
        self.ignored()
        if not brief:
            self.agencies()
            self.links()
            self.reporting_items()
            self.sources()

    def counts(self) -> None:
        if rows := sections.count_rows(self.report):
            head = ("Code", "Rule", "Reported", "Derived")
            self.word.table("Findings by rule", head, rows)

    def picture(self) -> None:
        from coordination.view.still.png import png_bytes

        if not self.network.agencies:
            return
        try:
            png = png_bytes(self.network, self.report)
        except CoordinationError as error:  # resvg or a font is missing, or it is too large
            self.lost.append(f"the picture ({error})")
            return
        title = self.network.title
        self.word.picture(
            png,
            title,
            f"Picture of the network: {title}, {self.network.counts}. The tables at the end of "
            "the document list its agencies and links.",
        )

    def finding(self, finding: Finding, firm: str) -> None:
        self.word.heading(2, f"{finding.code} {finding.message.rstrip('.')}")
        found = sections.places(finding)
        disputed = ", disputed" if finding.disputed else ""
        basis = f"{finding.basis.capitalize()}{disputed}; rule {finding.name}."
        self.word.paragraph(basis, lead="Basis.")
        for title, statement in (("Criteria", finding.criteria), ("Condition", finding.condition)):
            if statement is not None:
                used = sections.numbers(found, statement)
                where = "; ".join(
                    f"[{self.reference[place.source]}], {place.at}"
                    for place in found
                    if place.number in used
                )
                cited = f"{statement.text} ({where})" if where else statement.text
                self.word.paragraph(cited, lead=f"{title}.")
        for title, text in sections.reasons(finding):
            self.word.paragraph(text, lead=f"{title}.")
        if found:
            self.word.paragraph("", lead="Evidence.")
            for place in found:
                title = sections.source_title(self.network, place.source)
                self.word.bullets([f"{title}, {place.at} [{self.reference[place.source]}]"])
                said = (sections.passage_words(passage) for passage in place.passages)
                self.word.bullets([words for words in said if words], 2)
        if firm:
            self.word.paragraph(firm, lead="How firm.")
        self.titled(
            "Recommended.",
            (
                sections.recommendation_sentence(self.network, one)
                for one in sections.answers(self.network, finding)
            ),
        )
        self.titled("What would clear it.", (change.text for change in finding.clears))

    def titled(self, lead: str, texts: Iterable[str]) -> None:
        found = list(texts)
        if found:
            self.word.paragraph("", lead=lead)
            self.word.bullets(found)

    def questions(self) -> None:
        found = self.report.questions
        if not found:
            return
        self.word.heading(1, "Open questions")
        self.word.paragraph("What the records leave open is no finding until somebody answers.")
        for number, one in enumerate(found[:MOST_QUESTIONS], 1):
            self.word.heading(2, f"{number}. {one.text}")
            whom = sections.labels(self.network, one.asks)
            for lead, text in (("Ask.", whom), ("Why.", one.why), ("Answer.", one.answer)):
                if text:
                    self.word.paragraph(text, lead=lead)
            for words in answered(self.network, one):
                self.word.paragraph(words, lead="Answered by.")
        if len(found) > MOST_QUESTIONS:
            self.lost.append(f"{len(found) - MOST_QUESTIONS:,} questions after the first")

    def meetings(self) -> None:
        if rows := sections.meeting_rows(self.report):
            self.word.heading(1, "Where several findings meet")
            title = "Agencies that several findings concern together"
            self.word.table(title, ("Agencies", "Findings"), rows)

    def recommendations(self) -> None:
        found = sections.coverage_of(self.report)
        if found is None:
            return
        answers = found.by_recommendation
        self.word.heading(1, "Findings and recommendations")
        self.word.table(
            "Recommendations, and the findings that they answer",
            ("Recommendation", "Status", "Answers"),
            [
                (
                    one.says,
                    one.status,
                    ", ".join(finding.key for finding in answers.get(one.id, ())) or "no finding",
                )
                for one in found.recommendations
            ],
        )
        nothing = "have none" if found.complete else "have none recorded"
        if found.uncovered:
            self.titled(
                f"Findings that {nothing}.",
                (f"{finding.code} {finding.message}" for finding in found.uncovered),
            )

    def answers(self) -> None:
        found = comments(self.report)
        if found:
            self.word.heading(1, TITLE)
        for one in found:
            for subject in one.subjects:
                self.word.bullets([subject])
            self.word.bullets(list(one.answers), 2)

    def ignored(self) -> None:
        if self.report.ignored:
            self.word.heading(1, "Ignored")
            head, rows = ("Code", "Finding", "Reason"), sections.ignored_rows(self.report)
            self.word.table("Findings set aside, with the reason", head, rows)

    def agencies(self) -> None:
        rows = [
            (
                one.abbreviation or "",
                one.name,
                one.kind,
                one.level or "",
                one.jurisdiction or "",
                sections.labels(self.network, [one.part_of]) if one.part_of else "",
            )
            for one in list(self.network.agencies.values())[:MOST_ROWS]
        ]
        head = ("Short", "Name", "Kind", "Level", "Place", "Part of")
        self.appendix("Agencies", head, rows, len(self.network.agencies))

    def links(self) -> None:
        rows = [
            (
                sections.labels(self.network, one.agencies),
                one.kind.replace("-", " "),
                one.status,
                ", ".join(self.network.functions[key].name for key in one.functions),
                "; ".join(part for part in (one.start, one.end) if part),
            )
            for one in list(self.network.links.values())[:MOST_ROWS]
        ]
        head = ("Agencies", "Kind", "Status", "Functions", "Dates")
        self.appendix("Links", head, rows, len(self.network.links))

    def appendix(
        self, title: str, head: tuple[str, ...], rows: Sequence[Sequence[str]], count: int
    ) -> None:
        if not rows:
            return
        self.word.heading(1, title)
        more = f", the first {len(rows):,} of {count:,}" if count > len(rows) else ""
        self.word.table(f"{title} of the network{more}", head, rows)
        if more:
            self.lost.append(f"{count - len(rows):,} {title.lower()}")

    def reporting_items(self) -> None:
        self.word.heading(1, "How the network was made")
        self.word.table(
            "Reporting items of the GRAND guideline",
            ("Item", "Name", "Value"),
            [(one.number, one.name, one.value) for one in grand(self.network)],
        )

    def sources(self) -> None:
        if not self.reference:
            return
        self.word.heading(1, "References")
        for key, number in self.reference.items():
            source = self.network.sources.get(key)
            text = sections.citation(source) if source else key
            self.word.reference(number, text, source.url if source else None)
