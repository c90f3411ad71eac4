"""What agencies answer to findings: passages of sources in which one of them speaks of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from coordination.engine.engine import per_network
from coordination.model import Evidence, Passage
from coordination.network import Network
from coordination.rules.finding import Finding, Statement
from coordination.rules.phrases import sentence
from coordination.rules.report import Report

__all__ = [
    "POSITIONS",
    "AgencyAnswer",
    "agency_answers",
    "answer_words",
    "answers_of",
    "carrying",
    "with_answers",
]

POSITIONS: dict[str, str] = {
    "supports": "agrees",
    "qualifies": "agrees in part",
    "disputes": "disagrees",
}
"""What an agency answers, by the stance of the passage."""

_RECORDS = ("conclusions", "requirements", "links", "recommendations")


class AgencyAnswer(NamedTuple):
    """One answer of an agency, and what it answers.

    Attributes:
        agency: id of the agency that answers.
        position: "agrees", "agrees in part" or "disagrees"; "answers" where it answers a question.
        passage: the passage in which it does.
        findings: findings of the report that it answers, by their key or by what they rest on.
        records: other records that it answers, as (section, id).
        missing: keys of findings that it answers and that the report doesn't have.
    """

    agency: str
    position: str
    passage: Passage
    findings: tuple[Finding, ...]
    records: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]

    @property
    def evidence(self) -> Evidence:
        """The passage as records cite it."""
        return Evidence(passage=self.passage.id).filled({self.passage.id: self.passage})


def agency_answers(report: Report) -> tuple[AgencyAnswer, ...]:
    """What agencies answer to the findings and recommendations of a report.

    Args:
        report: the report.

    Example:
        >>> from coordination.loading import load
        >>> from coordination.rules.check import check
        >>> [(one.agency, one.position) for one in agency_answers(check(load("gunrunner-2010")))]
        [('atf', 'agrees')]
    """
    answers = [
        passage
        for passage in report.network.passages.values()
        if passage.answer_by is not None and passage.answers_to
    ]
    named: dict[str, list[Finding]] = defaultdict(list)
    if answers:
        for finding in (*report.told, *report.open, *(finding for finding, _ in report.ignored)):
            for name in (finding.key, *carrying(finding)):
                named[name].append(finding)
    return tuple(_of(report.network, passage, named) for passage in answers)


def _of(network: Network, passage: Passage, named: Mapping[str, list[Finding]]) -> AgencyAnswer:
    findings: dict[str, Finding] = {}
    records: list[tuple[str, str]] = []
    missing: list[str] = []
    for name in passage.answers_to:
        found = named.get(name, [])
        findings |= {one.key: one for one in found}
        if ":" in name:
            missing += [] if found else [name]
        elif not found:
            section = next(one for one in _RECORDS if name in getattr(network, one))
            records.append((section, name))
    assert passage.answer_by is not None
    return AgencyAnswer(
        passage.answer_by,
        "answers"
        if findings and all(one.basis == "open" for one in findings.values())
        else POSITIONS[passage.stance],
        passage,
        tuple(findings.values()),
        tuple(records),
        tuple(missing),
    )


def answers_of(network: Network, finding: Finding) -> tuple[Passage, ...]:
    """The passages in which agencies answer a finding or an open question by its key."""
    cited = [network.passages.get(one.passage or "") for one in finding.evidence]
    return tuple(one for one in cited if one is not None and finding.key in one.answers_to)


def answer_words(network: Network, passage: Passage, position: str = "answers") -> str:
    """What an agency answers, as a sentence with its source.

    Args:
        network: the network.
        passage: the passage in which it does.
        position: "agrees", "agrees in part", "disagrees", or "answers" for a question.
    """
    said = [sentence(passage.says)] if passage.says else []
    if passage.quote:
        said.append(f'"{passage.quote}"')
    assert passage.answer_by is not None
    speaker = passage.speaker
    who = network.label(passage.answer_by)
    if speaker and speaker not in (who, network.agencies[passage.answer_by].name):
        who = f"{who}, {speaker}"
    source = network.sources[passage.source]
    when = f", {source.published}" if source.published else ""
    where = f"({source.title}{when}, {passage.at})"
    head = f"{who}:" if position == "answers" else f"{who}: {position}."
    return " ".join([head, *said, where])


def carrying(finding: Finding) -> tuple[str, ...]:
    """Ids of the records that report a finding: of a derived one there are none.

    An agency that answers such a finding answers what these records say.
    """
    if finding.basis != "reported":
        return ()
    told = {*finding.conclusions, *finding.requirements, *finding.links}
    return tuple(key for key in finding.subjects if key in told)


@per_network
def _by_key(network: Network) -> Mapping[str, tuple[Evidence, ...]]:
    """Passages in which agencies answer findings, by the key of the finding."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for passage in network.passages.values():
        if passage.answer_by is not None:
            for key in passage.answers_to:
                if ":" in key:
                    found[key].append(Evidence(passage=passage.id).filled(network.passages))
    return {key: tuple(passages) for key, passages in found.items()}


def with_answers(network: Network, finding: Finding) -> Finding:
    """A finding with what agencies answer to it: disputed where one of them disagrees.

    Args:
        network: the network.
        finding: the finding, with its code.
    """
    given = _by_key(network)
    answers = given.get(finding.key, ()) if given else ()
    if not answers:
        return finding
    known = {passage.passage for passage in finding.evidence}
    fresh = tuple(one for one in answers if one.passage not in known)
    condition = finding.condition or Statement("")
    return replace(
        finding,
        condition=Statement(condition.text, (*condition.evidence, *fresh)),
        disputed=finding.disputed or any(one.stance == "disputes" for one in answers),
    )
