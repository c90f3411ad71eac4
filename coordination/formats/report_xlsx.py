"""The findings of a report as a workbook, for sorting, filtering and sharing."""

from __future__ import annotations

import datetime
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from coordination.arguments import checked_arguments
from coordination.files import write_bytes
from coordination.formats.written import Written
from coordination.model.plain import plain
from coordination.open_questions.guide import COLUMNS as QUESTION_COLUMNS
from coordination.quotes.inputs import inputs_of
from coordination.report import sections
from coordination.report.records import COLUMNS, records_of
from coordination.rules.agency_answers import agency_answers
from coordination.rules.report import Report

__all__ = ["write_xlsx", "xlsx_bytes"]

MOST_CHARACTERS = 32_767
"""What a cell holds; XlsxWriter would leave a longer text out and say nothing."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

_WIDE = {
    "message": 60,
    "criteria": 50,
    "condition": 50,
    "clears": 50,
    "words": 60,
    "key": 28,
    "question": 60,
}


@checked_arguments
def write_xlsx(report: Report, path: str | os.PathLike[str]) -> Written:
    """Write the findings as a workbook; see `Report.to_xlsx`.

    Args:
        report: the report.
        path: file to write; it is replaced whole or not at all.
    """
    content, lost = xlsx_bytes(report)
    write_bytes(path, content, inputs=inputs_of(report.network))
    return Written("xlsx", (Path(path),), lost)


def xlsx_bytes(report: Report) -> tuple[bytes, tuple[str, ...]]:
    """The content of the workbook, and what it couldn't hold.

    Args:
        report: the report.
    """
    book = _Book(f"Findings: {report.network.title}")
    network = report.network
    book.sheet(
        "about",
        ("what", "value"),
        [
            ("title", network.title),
            ("as of", str(network.as_of or "")),
            ("network", network.counts),
            ("findings", sections.summary(report)),
            ("summary", network.summary or ""),
        ],
    )
    for name, told in (("findings", report.findings), ("notes", report.notes)):
        if told or name == "findings":
            rows = [[row[column] for column in COLUMNS] for row in records_of(told)]
            book.sheet(name, COLUMNS, rows)
    asked = [[row[name] for name in QUESTION_COLUMNS] for row in report.questions.to_records()]
    book.sheet("questions", QUESTION_COLUMNS, asked)
    book.sheet("evidence", ("key", "code", "source", "at", "words"), list(_evidence(report)))
    sources = [
        (key, sections.citation(network.sources[key]), network.sources[key].url or "")
        for key in sections.cited(report)
        if key in network.sources
    ]
    book.sheet("sources", ("id", "source", "url"), sources)
    answers = list(_answers(report))
    if answers:
        book.sheet("answers", ("agency", "position", "answers", "words", "source", "at"), answers)
    if report.ignored:
        ignored = [(one.key, one.code, one.message, reason) for one, reason in report.ignored]
        book.sheet("ignored", ("key", "code", "message", "reason"), ignored)
    return book.content(), tuple(book.lost)


def _evidence(report: Report) -> Iterable[tuple[str, ...]]:
    for finding in report.told:
        for place in sections.places(finding):
            for passage in place.passages:
                words = sections.passage_words(passage)
                yield finding.key, finding.code, place.source, place.at, words


def _answers(report: Report) -> Iterable[tuple[str, ...]]:
    """What agencies say to findings and recommendations, one row an answer."""
    for one in agency_answers(report):
        yield (
            report.network.label(one.agency),
            one.position,
            "; ".join(one.passage.answers_to),
            " ".join(part for part in (one.passage.says, one.passage.quote) if part),
            sections.source_title(report.network, one.passage.source),
            one.passage.at,
        )


class _Book:
    def __init__(self, title: str) -> None:
        import xlsxwriter

        self.lost: list[str] = []
        self._file = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._file, _OPTIONS)
        # A fixed day, so that the same report gives the same bytes.
        self._book.set_properties({"title": title[:255], "created": datetime.datetime(2000, 1, 1)})
        self._head = self._book.add_format(
            {"bold": True, "bg_color": "#E7E9EE", "bottom": 1, "valign": "top"}
        )
        self._cell = self._book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._number = self._book.add_format({"valign": "top"})

    def sheet(self, name: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(head):
            sheet.write_string(0, column, title, self._head)
            sheet.set_column(column, column, _WIDE.get(title, 22))
        if name == "about":
            sheet.set_column(1, 1, 100)
        else:
            sheet.autofilter(0, 0, max(1, len(rows)), len(head) - 1)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                self._write(sheet, number, column, value)

    def _write(self, sheet: Any, row: int, column: int, value: Any) -> None:
        held = plain(value)
        if held is None or held == "":
            return
        if isinstance(held, int | float) and not isinstance(held, bool):
            sheet.write_number(row, column, held, self._number)
            return
        text = str(held)
        if len(text) > MOST_CHARACTERS:
            self.lost.append(
                f"{len(text) - MOST_CHARACTERS + 1:,} characters of a text in sheet "
                f"{sheet.get_name()}, row {row + 1}"
            )
            text = f"{text[: MOST_CHARACTERS - 1]}…"
        # Never a formula, whatever it begins with: the cell's type is text.
        sheet.write_string(row, column, text, self._cell)

    def content(self) -> bytes:
        self._book.close()
        return self._file.getvalue()
