"""What a rule answers with: a finding, its statements, and the changes that would clear it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from numbers import Real
from typing import Any, Literal, get_args

from coordination.errors import expect, wrong_type
from coordination.model import Evidence, Link, Requirement
from coordination.rules.change import Change
from coordination.rules.statement import Statement
from coordination.text.language import sentence

__all__ = [
    "ABOUT_DATA",
    "FAMILIES",
    "Basis",
    "Change",
    "Finding",
    "Statement",
    "family_of",
    "finding_keys",
]

FAMILIES: dict[str, str] = {
    "CG1": "Counterparts",
    "CG2": "Ties",
    "CG3": "Requests",
    "CG4": "Training",
    "CG5": "Structure",
    "CG6": "Information",
    "CG7": "Roles",
    "CG8": "Recommendations",
    "CG9": "Evidence",
}
"""Families of our own codes; other codes form a family by their letters and first digit."""

ABOUT_DATA = "CG9"
"""Family of findings about the data itself, which are no findings about coordination."""

Basis = Literal["reported", "derived", "open"]
"""How it is known: a source says so; recorded facts show it; or nobody has said, so ask."""

_BASES = get_args(Basis)


@dataclass(frozen=True)
class Finding:
    """One answer of a rule: what is missing, between whom, on what evidence.

    Its parts are those of an audit finding (U.S. Government Auditing Standards: criteria,
    condition, cause, effect).

    Attributes:
        message: one plain sentence that names the agencies; of an open finding, the question.
        basis: "reported" where a source says so, "derived" where recorded facts show it, "open"
            where the structure raises a question and the records are silent.
        agencies: ids of the agencies concerned, the one that has to act first.
        criteria: what was required, with the passages that require it.
        condition: what was found, with the passages that show it.
        cause: why, where a source says so.
        effect: what follows, where a source says so.
        links: ids of the links concerned.
        requirements: ids of the requirements concerned.
        functions: ids of the functions concerned.
        records: ids of other records that it is about: a source, a recommendation, figures.
        places: ids or codes of the places concerned.
        conclusions: ids of the conclusions that it repeats.
        also_derived: whether the recorded facts show what a source reports as well.
        disputed: whether another passage contradicts it.
        value: the number that decided, where one did.
        threshold: the number that it was compared with.
        unit: unit of the two numbers, such as "days".
        clears: what would clear it; of an open finding, the records that would settle it.
        asks: ids of the agencies that could answer an open finding.
        answer: the answer that would make an open finding a gap, as a sentence.
        subjects: ids that its key is made of, where it isn't the usual ones.
        code: code of the rule; filled in by `check`.
        name: name of the rule; filled in by `check`.
        recommendations: ids of the recommendations that answer it; filled in by `check`.
    """

    message: str
    basis: Basis
    agencies: tuple[str, ...]
    criteria: Statement | None = None
    condition: Statement | None = None
    cause: str | None = None
    effect: str | None = None
    links: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()
    also_derived: bool = False
    disputed: bool = False
    value: float | None = None
    threshold: float | None = None
    unit: str = ""
    clears: tuple[Change, ...] = ()
    asks: tuple[str, ...] = ()
    answer: str = ""
    subjects: tuple[str, ...] = ()
    code: str = ""
    name: str = ""
    recommendations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # Rules gather subjects link by link; each is named once, where it first came.
        for name in _SUBJECTS:
            given = getattr(self, name)
            if type(given) is tuple:
                if not given:
                    continue
            elif isinstance(given, str) or not isinstance(given, Iterable):
                raise wrong_type("tuple of ids", given, name)
            ids = tuple(given)
            for one in ids:
                if type(one) is not str:
                    expect(str, one, f"an id among {name}", "text")
            if len(ids) > 1 or ids is not given:
                object.__setattr__(self, name, tuple(dict.fromkeys(ids)))
        self._check_values()

    def _check_values(self) -> None:
        """Refuse what no report could show.

        Raises:
            TypeError: a value is of another type.
            ValueError: a value isn't one of those that there are.
        """
        for name in ("message", "unit", "answer", "code", "name"):
            if type(given := getattr(self, name)) is not str:
                expect(str, given, name, "text")
        if not self.message.strip():
            raise ValueError("message is a sentence; this one is empty")
        if self.basis not in _BASES:
            raise ValueError(f"basis is 'reported', 'derived' or 'open', not {self.basis!r}")
        for name in ("criteria", "condition"):
            if getattr(self, name) is not None:
                expect(Statement, getattr(self, name), name)
        for name in ("cause", "effect"):
            if getattr(self, name) is not None:
                expect(str, getattr(self, name), name, "text")
        for name in ("value", "threshold"):
            number = getattr(self, name)
            if number is not None:
                expect(Real, number, name, "number")
                if not math.isfinite(number):
                    raise ValueError(f"{name} is a finite number, not {number}")
        expect(tuple, self.clears, "clears", "tuple of changes")
        for one in self.clears:
            expect(Change, one, "an entry of clears")

    @classmethod
    def of(
        cls,
        message: str,
        basis: Basis,
        *,
        links: Iterable[Link] = (),
        requirements: Iterable[Requirement] = (),
        agencies: Iterable[str] = (),
        functions: Iterable[str] = (),
        evidence: Iterable[Evidence] = (),
        condition: Statement | str = "",
        **fields: Any,
    ) -> Finding:
        """A finding made from the records that it is about.

        Cause and effect are the first that one of the records gives; agencies are, unless given,
        the ends of the links; functions those of the records, the ones given first.

        Args:
            message: one plain sentence.
            basis: how it is known.
            links: the links that it is about.
            requirements: the requirements that it is about.
            agencies: ids of the agencies concerned; none means the ends of the links.
            functions: ids of further functions concerned.
            evidence: passages that show the condition, besides those of a statement.
            condition: what was found.
            **fields: other fields of the finding.

        Example:
            >>> from coordination.model import Link
            >>> link = Link(kind="other", source="a", target="b", functions=["f"], cause="No")
            >>> found = Finding.of("A and B do not talk.", "reported", links=[link])
            >>> found.agencies, found.functions, found.cause
            (('a', 'b'), ('f',), 'No')
        """
        shown, asked = tuple(links), tuple(requirements)
        told = condition if isinstance(condition, Statement) else Statement(condition)
        passages = tuple(dict.fromkeys([*told.evidence, *evidence]))
        records = (*shown, *asked)
        served = [*functions, *(key for link in shown for key in link.functions)]
        served += [one.function for one in asked if one.function]
        return cls(
            message,
            basis,
            tuple(agencies) or tuple(end for link in shown for end in link.agencies),
            condition=Statement(told.text, passages),
            cause=fields.pop("cause", None) or _first(records, "cause"),
            effect=fields.pop("effect", None) or _first(records, "effect"),
            links=tuple(link.id for link in shown),
            requirements=tuple(one.id for one in asked),
            functions=tuple(served),
            **fields,
        )

    @classmethod
    def asked(
        cls,
        question: str,
        *,
        answer: str,
        settles: Change | Iterable[Change],
        links: Iterable[Link] = (),
        agencies: Iterable[str] = (),
        asks: Iterable[str] | None = None,
        **fields: Any,
    ) -> Finding:
        """An open finding: a question that the records leave open.

        Args:
            question: the question, and behind it what raises it, which is the condition unless one
                is given.
            answer: the answer that would make it a gap, as a clause.
            settles: the records that would settle it.
            links: the links that it is about.
            agencies: ids of the agencies concerned; none means the ends of the links.
            asks: ids of the agencies that could answer; None means those concerned.
            **fields: other fields of the finding, as for `of`.
        """
        about = tuple(links)
        concerned = tuple(agencies) or tuple(end for link in about for end in link.agencies)
        fields.setdefault("condition", question.partition("? ")[2])
        return cls.of(
            question,
            "open",
            links=about,
            agencies=concerned,
            answer=sentence(answer),
            clears=(settles,) if isinstance(settles, Change) else tuple(settles),
            asks=concerned if asks is None else tuple(asks),
            **fields,
        )

    @classmethod
    def known_or_asked(
        cls,
        known: bool,
        gap: str,
        question: str,
        *,
        agencies: Iterable[str],
        settles: Change | Iterable[Change],
        asks: Iterable[str] | None = None,
        answer: str = "",
        **fields: Any,
    ) -> Finding:
        """A gap, where silence of the records means that there is nothing; else the question.

        Args:
            known: whether the sources cover the matter.
            gap: what is missing, as a clause.
            question: what to ask where it isn't known.
            agencies, settles, asks: as for `asked`.
            answer: the answer that would make it a gap; none means `gap`.
            **fields: other fields of the finding, as for `of`.
        """
        if not known:
            fields |= {"agencies": agencies, "settles": settles, "asks": asks}
            return cls.asked(question, answer=answer or gap, **fields)
        changes = (settles,) if isinstance(settles, Change) else tuple(settles)
        return cls.of(sentence(gap), "derived", agencies=agencies, clears=changes, **fields)

    @property
    def key(self) -> str:
        """Name that stays the same as long as code and subjects do, such as "CG201:atf-ice-mou".

        Subjects are the conclusions, or else the requirements, or else the links (a link that fails
        one requirement may come and go without making it another finding); with them other records;
        or else the agencies, functions and places.
        """
        if self.subjects:
            return ":".join([self.code, "+".join(self.subjects)])
        subjects = (self.conclusions or self.requirements or self.links) + self.records
        subjects = subjects or self.agencies + self.functions + self.places
        return ":".join([self.code, "+".join(subjects)])

    def answers_to(self, word: str) -> bool:
        """Whether a word names it: its key, its code, or what the code begins with."""
        return self.key == word if ":" in word else self.code.startswith(word)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All passages of criteria and condition, each once."""
        parts = [part for part in (self.criteria, self.condition) if part is not None]
        return tuple(dict.fromkeys(passage for part in parts for passage in part.evidence))

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that it rests on, sorted."""
        return tuple(sorted({p.source for p in self.evidence if p.stance == "supports"}))

    @property
    def family(self) -> str:
        """Letters and first digit of the code, such as "CG2"."""
        return family_of(self.code)

    @property
    def about_the_record(self) -> bool:
        """Whether it is about recommendations, evidence and data, and not about coordination."""
        return self.family in ("CG8", "CG9")


_SUBJECTS = (
    *("agencies", "links", "requirements", "functions", "records", "places", "conclusions"),
    *("asks", "subjects"),
)


def _first(records: Iterable[Any], field: str) -> str | None:
    """The first "cause" or "effect" that a source gives for one of the records."""
    return next((text for one in records if (text := vars(one).get(field))), None)


@cache
def family_of(code: str) -> str:
    """Letters and first digit of a code."""
    found = re.match(r"[A-Za-z]+\d?", code)
    return found.group() if found else code


def finding_keys(findings: Iterable[Finding]) -> list[str]:
    """A key for each finding that the next export gives it again, and no other finding has."""
    seen: dict[str, int] = {}
    keys = []
    for finding in findings:
        count = seen[finding.key] = seen.get(finding.key, 0) + 1
        keys.append(finding.key if count == 1 else f"{finding.key}~{count}")
    return keys
