"""One question that the records leave open, and all of them, in the order in which to ask."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, overload

from coordination.arguments import checked_arguments
from coordination.errors import unknown
from coordination.network import Network
from coordination.rules.finding import Change, Finding

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Question", "Questions", "Row"]


@dataclass(frozen=True)
class Row:
    """One case of a question: a function, or several, and the places where it is open.

    Attributes:
        functions: ids of the functions.
        places: codes or ids of the places; () where the question names none.
        findings: the open findings of this case.
    """

    functions: tuple[str, ...]
    places: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Question:
    """What to ask, whom, why, and what the answer would do.

    Attributes:
        text: the question, with how many cases it covers.
        code: code of the rule that asks.
        name: name of the rule.
        why: when the rule holds, in one sentence.
        asks: ids of the agencies that could answer, those that most cases concern first.
        answer: the answer that would make it a finding.
        settles: the records that would settle it; where it covers several cases, of the first.
        rows: its cases, those with most places first.
        findings: the open findings behind it.
        agencies: ids of all agencies that it concerns.
        functions: ids of all functions that it concerns.
        places: codes or ids of all places that it concerns.
        requirements: ids of the requirements that ask for an answer.
        hangs: number of records that depend on it: agencies, requirements, and functions by place.
    """

    text: str
    code: str
    name: str
    why: str
    asks: tuple[str, ...]
    answer: str
    settles: tuple[Change, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    agencies: tuple[str, ...]
    functions: tuple[str, ...]
    places: tuple[str, ...]
    requirements: tuple[str, ...]
    hangs: int

    @property
    def key(self) -> str:
        """Name that stays the same as long as its cases do; that of its first open finding."""
        return self.findings[0].key


@dataclass(frozen=True)
class Questions(Sequence[Question]):
    """The questions that a network leaves open, those on which most hangs first.

    Attributes:
        network: the network that was asked.
        questions: the questions, in the order in which to ask them.
    """

    network: Network
    questions: tuple[Question, ...]

    @overload
    def __getitem__(self, place: int) -> Question: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Question, ...]: ...

    def __getitem__(self, place: int | slice) -> Question | tuple[Question, ...]:
        return self.questions[place]

    def __len__(self) -> int:
        return len(self.questions)

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def __repr__(self) -> str:
        cases = sum(len(one.findings) for one in self)
        return f"<Questions on {self.network.title!r}: {len(self)} questions, {cases} cases>"

    @checked_arguments
    def about(self, agency: str) -> Questions:
        """The questions that one agency could answer, or that concern it.

        Args:
            agency: id of the agency.

        Raises:
            UnknownName: there is no such agency.
        """
        if agency not in self.network.agencies:
            raise unknown("agency", agency, self.network.agencies)
        return replace(
            self,
            questions=tuple(one for one in self if agency in (*one.asks, *one.agencies)),
        )

    @checked_arguments
    def top(self, count: int) -> Questions:
        """The first questions.

        Args:
            count: how many at most.
        """
        return replace(self, questions=self.questions[:count])

    @checked_arguments
    def to_text(self, *, width: int = 80) -> str:
        """The questions for a terminal; see `coordination.open_questions.guide`."""
        from coordination.open_questions.guide import to_text

        return to_text(self, width=width)

    @checked_arguments
    def to_markdown(self, *, level: int = 1) -> str:
        """The questions as an interview guide; see `coordination.open_questions.guide`."""
        from coordination.open_questions.guide import to_markdown

        return to_markdown(self, level=level)

    def to_records(self) -> list[dict[str, Any]]:
        """One flat row a case, for a spreadsheet: several words joined by "; "."""
        from coordination.open_questions.guide import to_records

        return to_records(self)

    def to_pandas(self) -> pd.DataFrame:
        """The same rows as a table of pandas.

        Raises:
            MissingExtra: pandas isn't installed.
        """
        from coordination.formats.frames import questions_table, to_pandas

        return to_pandas(questions_table(self))

    def to_polars(self) -> pl.DataFrame:
        """The same rows as a table of polars.

        Raises:
            MissingExtra: polars isn't installed.
        """
        from coordination.formats.frames import questions_table, to_polars

        return to_polars(questions_table(self))

    @checked_arguments
    def to_json(self, *, indent: int | None = 2) -> str:
        """The rows as JSON text."""
        rows = {"version": 1, "questions": self.to_records()}
        return json.dumps(rows, indent=indent, ensure_ascii=False, allow_nan=False) + "\n"
