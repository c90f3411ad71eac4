"""Write questions for a terminal, as an interview guide in Markdown, or as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from coordination.model.validation_messages import printable
from coordination.network import Network
from coordination.open_questions.question import Question, Questions, Row
from coordination.rules import phrases as say
from coordination.rules.agency_answers import answer_words, answers_of
from coordination.rules.finding import Change, Finding
from coordination.rules.phrases import listed, sentence
from coordination.text.markdown import escaped
from coordination.text.terminal import wrap

__all__ = ["COLUMNS", "answered", "to_markdown", "to_records", "to_text"]

_MOST_ROWS = 6
_MOST_NAMED = 6
"""Rows of a question, and agencies or places of a row, that a guide names; rows hold all."""

_FEW_PLACES = 8
"""Places of a question up to which its cases are told by agency, not by place."""

_NONE = "The records leave no question open that the rules know of."


def to_text(questions: Questions, *, width: int = 80) -> str:
    """Questions for a terminal.

    Args:
        questions: the questions.
        width: columns to write.
    """
    network = questions.network
    lines = [*wrap(network.title, width), _head(questions), ""]
    for number, one in enumerate(questions, 1):
        first = f"{number}. "
        indent = " " * len(first)
        lines += wrap(f"{one.text} [{one.code}]", width, first, indent)
        for label, text in _parts(network, one):
            lines += wrap(f"{label}: {text}" if label else text, width, indent, indent + "  ")
        for row in _rows(network, one):
            lines += wrap(row, width, f"{indent}- ", f"{indent}  ")
        if settled := _settled(one.settles):
            lines.append(f"{indent}To settle it, record:")
            lines += [f"{indent}  {printable(line)}" for line in settled.splitlines()]
        lines.append("")
    if not questions:
        lines.append(_NONE)
    return "\n".join(lines).rstrip("\n") + "\n"


def to_markdown(questions: Questions, *, level: int = 1) -> str:
    """Questions as an interview guide in Markdown.

    Args:
        questions: the questions.
        level: level of its heading.
    """
    network = questions.network
    mark = "#" * level
    parts = [f"{mark} Questions: {escaped(network.title)}", _head(questions)]
    for number, one in enumerate(questions, 1):
        parts.append(f"{mark}# {number}. {escaped(one.text)}")
        told = [
            f"- {label}: {escaped(text)}" if label else f"- {escaped(text)}"
            for label, text in [*_parts(network, one), ("Rule", f"{one.code} {one.name}")]
        ]
        parts.append("\n".join(told))
        if rows := [f"- {escaped(row)}" for row in _rows(network, one)]:
            parts.append("\n".join(rows))
        if settled := _settled(one.settles):
            parts.append(f"To settle it, record:\n\n```yaml\n{settled}```")
    if not questions:
        parts.append(_NONE)
    return "\n\n".join(parts) + "\n"


COLUMNS = (
    "number",
    "question",
    "ask",
    "functions",
    "places",
    "finding if",
    "settled by",
    "answered by",
    "code",
    "rule",
    "hangs",
    "key",
)
"""Columns of the rows that `to_records` gives."""


def to_records(questions: Questions) -> list[dict[str, Any]]:
    """One flat row a case: the question, whom to ask, and what its answer would do.

    Args:
        questions: the questions.
    """
    network = questions.network
    return [
        {
            "number": number,
            "question": finding.message,
            "ask": "; ".join(network.label(key) for key in finding.asks),
            "functions": "; ".join(network.functions[key].name for key in finding.functions),
            "places": "; ".join(network.gazetteer.name(place) for place in finding.places),
            "finding if": finding.answer,
            "settled by": " ".join(change.text for change in finding.clears),
            "answered by": " ".join(
                answer_words(network, passage) for passage in answers_of(network, finding)
            ),
            "code": finding.code,
            "rule": finding.name,
            "hangs": one.hangs,
            "key": finding.key,
        }
        for number, one in enumerate(questions, 1)
        for finding in one.findings
    ]


def _head(questions: Questions) -> str:
    cases = sum(len(one.findings) for one in questions)
    if not questions:
        return "No questions."
    one = "1 question" if len(questions) == 1 else f"{len(questions)} questions"
    several = "" if cases == len(questions) else f" in {cases} cases"
    return f"{one}{several} that the records leave open; silence is no gap."


def _parts(network: Network, one: Question) -> Iterator[tuple[str, str]]:
    """What a question says of itself, each with its label."""
    rest = one.findings[0].message.partition("?")[2].strip()
    if len(one.findings) == 1 and rest:
        yield "", rest
    if one.asks:
        yield "Ask", _some([network.label(key) for key in one.asks])
    if one.why:
        yield "Why", one.why
    if one.answer and len(one.findings) == 1:
        yield "A finding if", one.answer
    elif one.answer:
        yield "A finding if, such as", one.answer
    for words in answered(network, one):
        yield "Answered by", words


def answered(network: Network, one: Question) -> tuple[str, ...]:
    """What agencies have answered to a question, which stays open until a record settles it."""
    found = dict.fromkeys(
        passage for finding in one.findings for passage in answers_of(network, finding)
    )
    return tuple(answer_words(network, passage) for passage in found)


def _rows(network: Network, one: Question) -> Iterator[str]:
    """Its cases, where it has several."""
    if len(one.findings) == 1:
        return
    rows = [text for row in one.rows for text in _row(network, row, len(one.places))]
    yield from rows[:_MOST_ROWS]
    if (more := len(rows) - _MOST_ROWS) > 0:
        yield f"and {more} more"


def _row(network: Network, row: Row, places: int) -> Iterator[str]:
    """Its cases in lines: one of many places in one, others each with whom they are about."""
    spread = len(row.findings) > 1 or places > _FEW_PLACES
    if row.functions and all(one.places for one in row.findings) and spread:
        yield _of_places(network, row, places)
    else:
        yield from dict.fromkeys(_case(network, one) for one in row.findings)


def _case(network: Network, finding: Finding) -> str:
    rest = finding.message.partition("?")[2].strip()
    if finding.requirements and len(finding.requirements) == 1:
        says = network.requirements[finding.requirements[0]].says
        return f"{finding.message} {sentence(says)}" if says else finding.message
    if finding.links:
        phrase = say.link_phrase(network, network.links[finding.links[0]])
        return f"{phrase[0].upper()}{phrase[1:]}{f': {rest}' if rest else ''}"
    if not finding.functions:
        return finding.message
    name = listed([network.functions[key].name for key in finding.functions])
    where = say.in_places(network, finding.places)
    return f"{name}{where}: {_some([network.label(key) for key in finding.agencies])}"


def _of_places(network: Network, row: Row, places: int) -> str:
    name = listed([network.functions[key].name for key in row.functions])
    by_weight = sorted(row.findings, key=lambda one: -len(one.agencies))
    named = list(dict.fromkeys(place for one in by_weight for place in one.places))
    where = _some([network.gazetteer.name(place) for place in named])
    count = f"{len(named)} of {places} places: " if places > 1 else ""
    return f"{name}: {count}{where}"


def _some(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMED:
        return listed(names)
    return listed([*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1} others"])


def _settled(changes: Sequence[Change]) -> str:
    """The first record that would settle a question, as a data file holds it; "" for a change."""
    from coordination.loading.save import record_text

    for change in changes:
        if change.action == "add" and change.fields:
            return record_text(change.section, change.fields)
        if change.action == "change" and change.fields:
            known = {"id": change.id} if change.id else {}
            return record_text(change.section, {**known, **change.fields})
    return ""
