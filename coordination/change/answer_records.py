"""Turn answers of agencies into records: passages, and the evidence and statuses that change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from coordination.errors import did_you_mean, hinted
from coordination.loading.edit_text import Edit
from coordination.model.answer import Answer, AnswerFile
from coordination.model.ids import numbered, slug
from coordination.network import Network
from coordination.open_questions.question import Question
from coordination.rules.agency_answers import carrying
from coordination.rules.check import check
from coordination.rules.finding import Finding, finding_keys
from coordination.rules.report import Report
from coordination.rules.rule import Rule

__all__ = ["AnswerState", "Taken", "recorded"]

AnswerState = Literal["recorded", "known", "stale"]

_STANCES = {
    "agrees": "supports",
    "agrees-in-part": "qualifies",
    "disagrees": "disputes",
    "answers": "supports",
}
_STATUSES = {
    "agrees": "concurred",
    "agrees-in-part": "partly-concurred",
    "disagrees": "not-concurred",
}
_SECTIONS = {"conclusion": "conclusions", "link": "links", "recommendation": "recommendations"}
_CITING = ("conclusions", "requirements", "links")
_SETTLED = ("implemented", "not-implemented")
"""Statuses of a recommendation that tell more than what the addressee said of it."""


@dataclass(frozen=True)
class Taken:
    """One answer, and what became of it.

    Attributes:
        answer: the answer.
        state: "recorded" where it is new, "known" where the data holds it, "stale" where what it
            answers is gone or has changed.
        text: what became of it, as a sentence.
    """

    answer: Answer
    state: AnswerState
    text: str


def recorded(
    network: Network, given: AnswerFile, rules: tuple[Rule, ...]
) -> tuple[tuple[Taken, ...], list[Edit]]:
    """What becomes of each answer, and the changes to the data file in order.

    Args:
        network: the network that is answered to.
        given: the answers.
        rules: the rules whose findings were answered.
    """
    book = _Book(network, rules)
    taken = tuple(book.take(answer, given) for answer in given.answers)
    return taken, book.edits()


@dataclass
class _New:
    """A passage that is new, or that answers more than it did."""

    fields: dict[str, Any]
    place: int | None = None
    answers: list[str] = field(default_factory=list)


class _Book:
    def __init__(self, network: Network, rules: tuple[Rule, ...]) -> None:
        self.network, self.rules = network, rules
        self.sources: dict[str, dict[str, Any]] = {}
        self.passages: list[_New] = [
            _New(
                {name: getattr(one, name) for name in _SAME} | {"id": one.id},
                place,
                list(one.answers_to),
            )
            for place, one in enumerate(network.passages.values())
            if one.answer_by is not None
        ]
        self.ids = set(network.passages)
        self.cited: dict[tuple[str, str, str], Any] = {}
        self.statuses: dict[str, str] = {}

    @cached_property
    def report(self) -> Report:
        return check(self.network, rules=self.rules)

    @cached_property
    def findings(self) -> dict[str, Finding]:
        found = (*self.report.told, *self.report.open)
        return dict(zip(finding_keys(found), found, strict=True))

    @cached_property
    def questions(self) -> dict[str, Question]:
        return {one.key: one for one in self.report.questions}

    def take(self, answer: Answer, given: AnswerFile) -> Taken:
        """Note what one answer changes."""
        who = self._who(answer)
        if self._is_known(answer, given):
            return Taken(answer, "known", f"{who}; recorded already")
        if reason := self._stale(answer):
            return Taken(answer, "stale", f"{who}; no longer applies: {reason}")
        finding = self.findings[answer.to.key] if answer.to.kind == "finding" else None
        target = finding.key if finding is not None else answer.to.key
        passage = self._passage(answer, given, target)
        passage.answers += self._cases(answer) or [target]
        done = [f"passage {passage.fields['id']}"]
        for section, key in self._citing(answer, finding):
            done += self._cite(answer, passage, section, key)
        if answer.to.kind == "recommendation":
            done += self._status(answer)
        return Taken(answer, "recorded", f"{who}; {', '.join(done)}")

    def _cases(self, answer: Answer) -> list[str]:
        """Keys of the open findings that an answer to a question answers.

        These are those of its cases that ask the agency. The answer is the agency's word for what
        is there; the record that would settle the question is for the coder to add.
        """
        if answer.to.kind != "question":
            return []
        first, *others = self.questions[answer.to.key].findings
        return [first.key, *(one.key for one in others if answer.agency in one.asks)]

    def _who(self, answer: Answer) -> str:
        key = answer.agency
        label = self.network.label(key) if key in self.network.agencies else key
        return f"{label}: {answer.position.replace('-', ' ')}"

    def _is_known(self, answer: Answer, given: AnswerFile) -> bool:
        """Whether the answer is recorded already, whatever has become of what it answers."""
        if answer.agency not in self.network.agencies:
            return False
        fields = self._fields(answer, given)
        return any(
            answer.to.key in one.answers and _is_same(one.fields, fields) for one in self.passages
        )

    def _stale(self, answer: Answer) -> str:
        """Why an answer doesn't apply, or ""."""
        if answer.agency not in self.network.agencies:
            hint = did_you_mean(answer.agency, self.network.agencies)
            return hinted(f"there is no agency '{answer.agency}'", hint)
        key, kind = answer.to.key, answer.to.kind
        known: Mapping[str, Any]
        if kind in ("finding", "question"):
            known = self.findings if kind == "finding" else self.questions
        else:
            known = getattr(self.network, _SECTIONS[kind])
        if key not in known:
            return f"there is no {kind} '{key}' any more"
        now = says(self.network, kind, known[key])
        if answer.to.saw is not None and _one_line(answer.to.saw) != _one_line(now):
            return f'it has changed since: it was "{_one_line(answer.to.saw)}", it is "{now}"'
        return ""

    def _citing(self, answer: Answer, finding: Finding | None) -> Iterator[tuple[str, str]]:
        """The records that cite the answer: of a derived finding or a question there is none."""
        if answer.to.kind == "question":
            return
        if finding is None:
            yield _SECTIONS[answer.to.kind], answer.to.key
            return
        for key in carrying(finding):
            yield next(one for one in _CITING if key in getattr(self.network, one)), key

    def _cite(self, answer: Answer, passage: _New, section: str, key: str) -> list[str]:
        record = getattr(self.network, section)[key]
        name = passage.fields["id"]
        if name in {one.passage for one in record.evidence} or (section, key, name) in self.cited:
            return []
        value: Any = name
        if section == "requirements":
            finds = "met" if answer.position == "disagrees" else "lacking"
            value = {"passage": name, "finds": finds}
        self.cited[section, key, name] = value
        return [f"evidence of {key}"]

    def _status(self, answer: Answer) -> list[str]:
        key, status = answer.to.key, _STATUSES[answer.position]
        now = self.statuses.get(key, self.network.recommendations[key].status)
        if now == status or now in _SETTLED:
            return []
        self.statuses[key] = status
        return [f"status of {key}: {status}"]

    def _passage(self, answer: Answer, given: AnswerFile, target: str) -> _New:
        """The passage that an answer is, one that is there or a new one."""
        fields = self._fields(answer, given)
        for one in self.passages:
            if _is_same(one.fields, fields):
                return one
        source = fields["source"]
        if source not in self.network.sources:
            self.sources.setdefault(source, self._new_source(answer, given))
        made = _New({"id": self._id(f"{answer.agency}-on-{_slug(target)}"), **fields})
        self.passages.append(made)
        return made

    def _id(self, wanted: str) -> str:
        name = numbered(wanted[:90].strip("-"), self.ids)
        self.ids.add(name)
        return name

    def _fields(self, answer: Answer, given: AnswerFile) -> dict[str, Any]:
        """The passage that an answer is, but for its id and what it answers."""
        cited = answer.passage
        return {
            "source": self._source(answer, given),
            "at": (cited.place if cited else None) or "whole text",
            "says": _one_line(answer.words),
            "quote": _one_line(cited.quote) if cited and cited.quote else None,
            "speaker": answer.speaker,
            "stance": _STANCES[answer.position],
            "answer_by": answer.agency,
        }

    def _source(self, answer: Answer, given: AnswerFile) -> str:
        """Id of the source of an answer: the document that it names, else the answer itself."""
        if answer.passage is not None:
            name = _one_line(answer.passage.document).casefold()
            for key, source in self.network.sources.items():
                if name in (key, _one_line(source.title).casefold()):
                    return key
        new = self._new_source(answer, given)
        known = [(key, one.title, one.published) for key, one in self.network.sources.items()]
        known += [(key, one["title"], one["published"]) for key, one in self.sources.items()]
        for key, title, published in known:
            if (title, published) == (new["title"], new["published"]):
                return key
        wanted = f"{answer.agency}-answer"
        if answer.passage is not None:
            wanted = _slug(answer.passage.document) or f"{answer.agency}-source"
        return numbered(wanted[:60].strip("-"), {*self.network.sources, *self.sources})

    def _new_source(self, answer: Answer, given: AnswerFile) -> dict[str, Any]:
        if answer.passage is not None:
            title = _one_line(answer.passage.document)
            return {"title": title, "published": answer.passage.date, "kind": "other"}
        by = self.network.agencies[answer.agency].name
        return {
            "title": f"Answer of {by} to the findings",
            "publisher": by,
            "published": answer.day or given.network.as_of,
            "kind": "official",
        }

    def edits(self) -> list[Edit]:
        """The changes to the data file, in the order of its sections."""
        found = [
            Edit("add", "sources", value=_filled(key, new)) for key, new in self.sources.items()
        ]
        for one in self.passages:
            if one.place is None:
                fields = {**one.fields, "answers_to": one.answers}
                if fields["stance"] == "supports":
                    del fields["stance"]
                found.append(Edit("add", "passages", value=_filled(fields.pop("id"), fields)))
                continue
            before = list(self.network.passages.values())[one.place].answers_to
            for target in one.answers[len(before) :]:
                found.append(Edit("append", "passages", one.place, "answers_to", target))
        for (section, key, _), value in self.cited.items():
            place = list(getattr(self.network, section)).index(key)
            found.append(Edit("append", section, place, "evidence", value))
        for key, status in self.statuses.items():
            place = list(self.network.recommendations).index(key)
            found.append(Edit("set", "recommendations", place, "status", status))
        return found


def _is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one[name] == other[name] for name in _SAME)


_SAME = ("source", "at", "says", "quote", "speaker", "stance", "answer_by")
"""Fields by which a passage is the same answer."""


def says(network: Network, kind: str, record: Any) -> str:
    """What a finding or record says, as the page notes it beside an answer.

    Args:
        network: the network.
        kind: what it is.
        record: the finding or record.
    """
    if kind == "finding":
        return _one_line(record.message)
    if kind == "recommendation":
        return _one_line(record.says)
    if kind == "question":
        return _one_line(record.text)
    if kind == "conclusion":
        return _one_line(f"{record.finds}: {record.says or ''}".rstrip(": "))
    return _one_line(f"{record.kind}, {record.status}: {', '.join(record.agencies)}")


def _filled(key: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"id": key, **{name: value for name, value in fields.items() if value is not None}}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _slug(text: str) -> str:
    return slug(text)[:60].strip("-")
