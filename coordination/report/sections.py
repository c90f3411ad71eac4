"""The parts of a report that text, Markdown and JSON share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from coordination.appraisal.agency_comments import recommendation_sentence
from coordination.appraisal.coverage import Coverage, coverage
from coordination.appraisal.firmness import Firmness, firmness, small_enough
from coordination.model import Evidence, Recommendation, Requirement, Source
from coordination.network import Network
from coordination.open_questions.guide import answered
from coordination.open_questions.question import Question
from coordination.requirements.assess import assess_all
from coordination.rules.agency_answers import agency_answers
from coordination.rules.finding import FAMILIES, Finding, Statement
from coordination.rules.report import Report
from coordination.rules.reported import found_to_work
from coordination.text.language import counted, singular

__all__ = [
    "WORKS",
    "Count",
    "Family",
    "Place",
    "answers",
    "citation",
    "cited",
    "count_rows",
    "counts",
    "coverage_of",
    "deciding_number",
    "families",
    "firm",
    "first_questions",
    "found_to_work",
    "ignored_rows",
    "labels",
    "meeting_rows",
    "not_examined",
    "numbers",
    "passage_words",
    "places",
    "question_words",
    "reasons",
    "recommendation_sentence",
    "source_title",
    "summary",
]


WORKS = "What works"
"""Heading of what sources conclude to work."""

MOST_QUESTIONS = 5
MOST_ASKED = 6
"""Questions that a report shows, and agencies to ask that each names."""


_STANCES = {"disputes": "Disputes it", "qualifies": "Bears it out in part"}
"""How a passage stands to what it is evidence of, where it doesn't simply carry it."""


class Count(NamedTuple):
    """How many findings one rule has."""

    code: str
    name: str
    reported: int
    derived: int


class Family(NamedTuple):
    """Findings whose codes begin alike, under a title."""

    code: str
    title: str
    findings: tuple[Finding, ...]


class Place(NamedTuple):
    """One place of one source that a finding rests on.

    Attributes:
        number: from 1, in the order of criteria and condition.
        source: id of the source.
        at: the place in it.
        passages: what is read there, each different in its words.
    """

    number: int
    source: str
    at: str
    passages: tuple[Evidence, ...]


def counts(report: Report) -> tuple[Count, ...]:
    """Findings, and notes about the data, by rule and basis, sorted by code."""
    names = {finding.code: finding.name for finding in report.told}
    by_basis = Counter((finding.code, finding.basis) for finding in report.told)
    return tuple(
        Count(
            code,
            names[code],
            by_basis[code, "reported"],
            by_basis[code, "derived"],
        )
        for code in sorted(names)
    )


def families(report: Report) -> tuple[Family, ...]:
    """The findings, and notes about the data, by family, sorted by code."""
    groups: dict[str, list[Finding]] = {}
    for finding in report.told:
        groups.setdefault(finding.family, []).append(finding)
    return tuple(
        Family(code, FAMILIES.get(code, f"{code}: other rules"), tuple(groups[code]))
        for code in sorted(groups)
    )


def summary(report: Report) -> str:
    """The counts in a sentence or two."""
    found = report.findings
    reported = [finding for finding in found if finding.basis == "reported"]
    bare = sum(not finding.evidence for finding in reported)
    both = sum(finding.also_derived for finding in found)
    head = counted(len(found), "finding", none="no")
    if found:
        shown = f", {both} of them shown by the structure as well" if both else ""
        by = "without a source" if reported and bare == len(reported) else "by sources"
        told = f"{len(reported)} reported {by}"
        if 0 < bare < len(reported):
            told = f"{len(reported)} reported, {bare} of them without a source"
        head += f": {told}{shown}, {len(found) - len(reported)} derived"
    parts = [head]
    if about_data := len(report.notes):
        parts.append(counted(about_data, "note about the data", "notes about the data"))
    if report.ignored:
        parts.append(f"{len(report.ignored)} ignored")
    if report.open:
        parts.append(counted(len(report.open), "open question"))
    text = "; ".join(parts)
    return text[0].upper() + text[1:] + "."


def not_examined(network: Network) -> tuple[Requirement, ...]:
    """The requirements about which the data is silent, in the order of the data."""
    silent = {
        one.requirement.id: None for one in assess_all(network) if one.state == "not-examined"
    }
    return tuple(network.requirements[key] for key in silent)


def first_questions(report: Report) -> tuple[tuple[Question, ...], str]:
    """The questions that a report shows, and how many more there are, as a sentence."""
    found = report.questions
    more = len(found) - MOST_QUESTIONS
    return found[:MOST_QUESTIONS], f"And {more} more. " if more > 0 else ""


def question_words(network: Network, question: Question) -> str:
    """A question with whom to ask, and what agencies have answered."""
    asked = labels(network, question.asks[:MOST_ASKED])
    more = len(question.asks) - MOST_ASKED
    others = f" and {more} others" if more > 0 else ""
    said = [f"Answered by {words}" for words in answered(network, question)]
    return " ".join([f"{question.text} Ask: {asked}{others}.", *said])


def meetings(report: Report) -> tuple[tuple[tuple[str, ...], tuple[Finding, ...]], ...]:
    """Agencies that several findings concern together, most findings first."""
    several = [(who, found) for who, found in report.by_tie().items() if who and len(found) > 1]
    return tuple(sorted(several, key=lambda pair: (-len(pair[1]), pair[0])))


def count_rows(report: Report) -> list[tuple[str, str, str, str]]:
    """Findings by rule as rows of text: code, rule, reported, derived."""
    found = counts(report)
    return [(one.code, one.name, str(one.reported), str(one.derived)) for one in found]


def meeting_rows(report: Report) -> list[tuple[str, str]]:
    """Agencies that several findings concern together, and the codes of these."""
    return [
        (labels(report.network, who), ", ".join(dict.fromkeys(one.code for one in found)))
        for who, found in meetings(report)
    ]


def ignored_rows(report: Report) -> list[tuple[str, str, str]]:
    """Findings that were set aside: code, message and reason."""
    return [(one.code, one.message, reason) for one, reason in report.ignored]


def reasons(finding: Finding) -> list[tuple[str, str]]:
    """Cause, effect and the number that decided, as far as there are any, each with its title."""
    named = (
        ("Cause", finding.cause),
        ("Effect", finding.effect),
        ("Value", deciding_number(finding)),
    )
    return [(title, text) for title, text in named if text]


def places(finding: Finding) -> tuple[Place, ...]:
    """The places that a finding rests on, each once, numbered.

    Several records may rest on one passage; what it says is repeated only where it differs.
    """
    found: dict[tuple[str, str], dict[tuple[str | None, ...], Evidence]] = {}
    for passage in finding.evidence:
        same_words = (passage.quote or passage.says, passage.speaker, passage.stance)
        found.setdefault((passage.source, passage.at), {}).setdefault(same_words, passage)
    return tuple(
        Place(number, source, at, tuple(passages.values()))
        for number, ((source, at), passages) in enumerate(found.items(), 1)
    )


def numbers(found: Iterable[Place], statement: Statement) -> tuple[int, ...]:
    """Numbers of the places that a statement rests on."""
    keys = {(passage.source, passage.at) for passage in statement.evidence}
    return tuple(place.number for place in found if (place.source, place.at) in keys)


def deciding_number(finding: Finding) -> str:
    """The number that decided and what it was compared with, or "" where none did.

    Such as "93 days; threshold 0".
    """
    if finding.value is None:
        return ""
    limit = "" if finding.threshold is None else f"; threshold {finding.threshold:g}"
    unit = singular(finding.unit) if finding.value == 1 else finding.unit
    return f"{finding.value:g} {unit}".strip() + limit


def passage_words(passage: Evidence) -> str:
    """What a passage says: its exact words where it has them, and whose they are."""
    words = f'"{passage.quote}"' if passage.quote else passage.says or ""
    if passage.speaker:
        words = f"{passage.speaker}: {words}" if words else passage.speaker
    how = _STANCES.get(passage.stance)
    return f"{how}: {words}".rstrip(": ") if how else words


def source_title(network: Network, source: str) -> str:
    """Title of a source, or its id where the network doesn't hold it."""
    return network.sources[source].title if source in network.sources else source


def citation(source: Source) -> str:
    """A source as an entry of a list of references, without its address."""
    by = source.author or source.publisher
    parts = [f"{by}." if by else "", f"{source.title}."]
    where = [
        part for part in (source.publisher if source.author else None, source.published) if part
    ]
    parts.append(f"{', '.join(where)}." if where else "")
    return " ".join(part for part in parts if part)


def cited(report: Report) -> tuple[str, ...]:
    """Ids of the sources of findings, ignored ones too, of answers and of what works, in order."""
    findings = [*report.told, *(finding for finding, _ in report.ignored)]
    used = {passage.source for finding in findings for passage in finding.evidence}
    used |= {one.passage.source for one in agency_answers(report)}
    conclusions = report.network.conclusions
    used |= {
        passage.source
        for key in found_to_work(report.network)
        for passage in conclusions[key].evidence
    }
    known = [source for source in report.network.sources if source in used]
    return (*known, *sorted(used - set(known)))


def labels(network: Network, agencies: Iterable[str]) -> str:
    """Short names of agencies, separated by commas."""
    return ", ".join(
        network.label(agency) if agency in network.agencies else agency for agency in agencies
    )


def firm(report: Report) -> dict[str, Firmness]:
    """How firm each finding is, by its key; nothing for reports that are too large to try it."""
    if not small_enough(report):
        return {}
    return {one.finding.key: one for one in firmness(report)}


def coverage_of(report: Report) -> Coverage | None:
    """Findings against recommendations, None where the network has none or all are set aside."""
    found = coverage(report)
    return found if report.network.recommendations and found.answered else None


def answers(network: Network, finding: Finding) -> tuple[Recommendation, ...]:
    """The recommendations that answer a finding."""
    known = network.recommendations
    return tuple(known[key] for key in finding.recommendations if key in known)
