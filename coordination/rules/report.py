"""A report: the findings about one network, and the forms that they are written in."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar, get_args, overload

from coordination.arguments import checked_arguments
from coordination.errors import unknown
from coordination.network import Network
from coordination.rules.finding import Basis, Finding
from coordination.rules.rule import Rule, codes_of, require_rule
from coordination.text.language import counted

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from coordination.formats.written import Written
    from coordination.open_questions.question import Questions

__all__ = ["Report", "per_report"]

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Report:
    """The findings about one network, sorted by code and subject; identical from run to run.

    Iterating over a report, taking its length or one of its places, gives the findings about
    coordination that aren't ignored, reported and derived ones: as many as text, JSON and page say
    that there are. Apart from them are notes about the data, in `notes`, and questions that the
    records leave open, in `open`.

    Attributes:
        network: the network that was checked.
        findings: what was found about coordination.
        ignored: findings that were ignored, each with the reason given.
        rules: the rules that ran.
        options: options that were given, by code.
        open: open findings: what the structure asks and the records don't answer.
        unmatched: keys that were to be ignored and that no finding has.
        notes: what was found about the data itself: evidence, sources and quotes (CG9).
    """

    network: Network
    findings: tuple[Finding, ...]
    ignored: tuple[tuple[Finding, str], ...] = ()
    rules: tuple[Rule, ...] = ()
    options: Mapping[str, Mapping[str, Any]] | None = None
    open: tuple[Finding, ...] = ()
    unmatched: tuple[str, ...] = ()
    notes: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @overload
    def __getitem__(self, place: int) -> Finding: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Finding, ...]: ...

    def __getitem__(self, place: int | slice) -> Finding | tuple[Finding, ...]:
        return self.findings[place]

    def __repr__(self) -> str:
        counts = ", ".join(f"{code} {count}" for code, count in self.counts.items())
        found = counted(len(self), "finding")
        about = counted(len(self.notes), "note about the data", "notes about the data")
        told = f"{found}, {about}" if self.notes else found
        return f"<Report on {self.network.title!r}: {told} ({counts or 'none'})>"

    @property
    def told(self) -> tuple[Finding, ...]:
        """The findings and, behind them, the notes about the data."""
        return (*self.findings, *self.notes)

    @property
    def counts(self) -> dict[str, int]:
        """Number of findings, and of notes about the data, by code, sorted by code."""
        return dict(sorted(Counter(finding.code for finding in self.told).items()))

    @checked_arguments
    def about(self, agency: str) -> Report:
        """The findings, notes and questions that concern one agency.

        Raises:
            UnknownName: there is no such agency.
        """
        if agency not in self.network.agencies:
            raise unknown("agency", agency, self.network.agencies)
        return self._only(lambda finding: agency in finding.agencies)

    @checked_arguments
    def select(self, *codes: str, basis: Basis | None = None) -> Report:
        """Findings, notes and questions whose code begins with one of `codes`, of one basis.

        Args:
            *codes: codes or prefixes, such as "CG208" or "CG2"; none means all.
            basis: "reported", "derived" or "open"; None means any.

        Raises:
            UnknownRule: a code or prefix that no rule has.
            UnknownName: a basis that there isn't.
        """
        if basis is not None and basis not in get_args(Basis):
            raise unknown("basis", basis, get_args(Basis))
        if codes_of(codes):
            from coordination.rules import RULES

            for code in codes:
                require_rule((*self.rules, *RULES), code)
        return self._only(
            lambda finding: (
                (not codes or finding.code.startswith(codes)) and basis in (None, finding.basis)
            )
        )

    def _only(self, keep: Any) -> Report:
        return replace(
            self,
            findings=tuple(finding for finding in self.findings if keep(finding)),
            open=tuple(finding for finding in self.open if keep(finding)),
            ignored=tuple(pair for pair in self.ignored if keep(pair[0])),
            notes=tuple(finding for finding in self.notes if keep(finding)),
        )

    def by_tie(self) -> dict[tuple[str, ...], tuple[Finding, ...]]:
        """The findings grouped by the agencies that they concern together, sorted."""
        groups: dict[tuple[str, ...], list[Finding]] = {}
        for finding in self:
            groups.setdefault(tuple(sorted(finding.agencies)), []).append(finding)
        return {agencies: tuple(groups[agencies]) for agencies in sorted(groups)}

    @cached_property
    def questions(self) -> Questions:
        """What the records leave open, grouped and ranked; see `coordination.open_questions`."""
        from coordination.open_questions.ask import questions_of

        return questions_of(self)

    # -- reports; imported when asked for, since they stand above the rules ------------------

    @checked_arguments
    def to_text(self, *, width: int = 80, color: bool = False, brief: bool = False) -> str:
        """The report for a terminal; see `coordination.report.text`."""
        from coordination.report.text import to_text

        return to_text(self, width=width, color=color, brief=brief)

    @checked_arguments
    def to_markdown(self, *, level: int = 1, brief: bool = False) -> str:
        """The report for a working paper; see `coordination.report.markdown`."""
        from coordination.report.markdown import to_markdown

        return to_markdown(self, level=level, brief=brief)

    @checked_arguments
    def to_json(self, *, indent: int | None = 2) -> str:
        """The whole report as versioned JSON; see `coordination.report.json`."""
        from coordination.report.json import to_json

        return to_json(self, indent=indent)

    @checked_arguments
    def to_sarif(self, *, indent: int | None = 2) -> str:
        """The report as SARIF 2.1.0; see `coordination.report.sarif`."""
        from coordination.report.sarif import to_sarif

        return to_sarif(self, indent=indent)

    def to_github(self) -> str:
        """The findings as annotations of GitHub; see `coordination.report.github`."""
        from coordination.report.github import to_github

        return to_github(self)

    def to_records(self) -> list[dict[str, Any]]:
        """The findings as flat rows for pandas and polars; see `coordination.report.records`."""
        from coordination.report.records import to_records

        return to_records(self)

    @checked_arguments
    def to_docx(self, path: str | os.PathLike[str], *, brief: bool = False) -> Written:
        """Write the report as a Word document, styled to go into a working paper.

        Args:
            path: file to write; it is replaced whole or not at all.
            brief: whether to leave out all but the counts and the sentence of each finding.

        Returns:
            The file, and what it couldn't hold: the picture needs the extra `png`.

        Raises:
            MissingExtra: python-docx isn't installed.
        """
        from coordination.formats.report_docx import write_docx

        return write_docx(self, path, brief=brief)

    @checked_arguments
    def to_xlsx(self, path: str | os.PathLike[str]) -> Written:
        """Write the findings, their evidence and sources as a workbook.

        Args:
            path: file to write; it is replaced whole or not at all.

        Returns:
            The file, and what it couldn't hold.
        """
        from coordination.formats.report_xlsx import write_xlsx

        return write_xlsx(self, path)

    def to_pandas(self) -> pd.DataFrame:
        """The findings as a table of pandas, one row each.

        Raises:
            MissingExtra: pandas isn't installed.
        """
        from coordination.formats.frames import report_table, to_pandas

        return to_pandas(report_table(self))

    def to_polars(self) -> pl.DataFrame:
        """The findings as a table of polars, one row each.

        Raises:
            MissingExtra: polars isn't installed.
        """
        from coordination.formats.frames import report_table, to_polars

        return to_polars(report_table(self))

    def _repr_html_(self) -> str:
        from coordination.report.table_html import to_html

        return to_html(self)


def per_report(compute: Callable[[Report], _Result]) -> Callable[[Report], _Result]:
    """Compute a function of a report once, and keep the result with the report."""
    name = f"_{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def kept(report: Report) -> _Result:
        results = vars(report)
        if name not in results:
            results[name] = compute(report)
        found: _Result = results[name]
        return found

    return kept
