"""What agencies say to findings and recommendations, as an audit prints agency comments."""

from __future__ import annotations

from typing import Any, NamedTuple

from coordination.model import Recommendation
from coordination.network import Network
from coordination.rules.agency_answers import agency_answers, answer_words
from coordination.rules.phrases import link_phrase, sentence
from coordination.rules.report import Report
from coordination.rules.serialise import plain_record

__all__ = ["TITLE", "Comment", "comments", "plain_answers", "recommendation_sentence"]

TITLE = "What the agencies say"


class Comment(NamedTuple):
    """What agencies answer to one matter, or to several in the same words.

    Attributes:
        subjects: what is answered, each as a sentence.
        answers: who answers what, each as a sentence with its source.
    """

    subjects: tuple[str, ...]
    answers: tuple[str, ...]


def comments(report: Report) -> tuple[Comment, ...]:
    """The answers of agencies by what they answer: findings first, in the order of the report."""
    by_subject: dict[str, list[str]] = {}
    order: dict[str, tuple[int, int]] = {}
    places = {finding.key: n for n, finding in enumerate((*report.told, *report.open))}
    for answer in agency_answers(report):
        said = answer_words(report.network, answer.passage, answer.position)
        subjects = [
            ((0, places.get(one.key, len(places))), f"{one.code} {one.message}")
            for one in answer.findings
        ]
        subjects += [((1, 0), _record(report.network, *one)) for one in answer.records]
        subjects += [((2, 0), f"{key}, which isn't in this report") for key in answer.missing]
        for place, subject in subjects:
            order.setdefault(subject, place)
            by_subject.setdefault(subject, []).append(said)
    same: dict[tuple[str, ...], list[str]] = {}
    for subject in sorted(by_subject, key=lambda one: order[one]):
        same.setdefault(tuple(dict.fromkeys(by_subject[subject])), []).append(subject)
    return tuple(Comment(tuple(subjects), answers) for answers, subjects in same.items())


def _record(network: Network, section: str, key: str) -> str:
    """A record that is answered, as a sentence."""
    if section == "recommendations":
        told = recommendation_sentence(network, network.recommendations[key])
        return f"Recommendation: {told}"
    if section == "links":
        link = network.links[key]
        return sentence(f"{link_phrase(network, link)}: {link.status}")
    record = getattr(network, section)[key]
    return sentence(record.says or key)


def recommendation_sentence(network: Network, recommendation: Recommendation) -> str:
    """A recommendation with who asked whom, and what became of it."""
    by = network.label(recommendation.by)
    to = ", ".join(map(network.label, recommendation.to))
    when = f", {recommendation.date}" if recommendation.date else ""
    said = recommendation.says.rstrip(".")
    return f"{said} ({by} to {to}{when}: {recommendation.status})."


def plain_answers(report: Report) -> list[dict[str, Any]]:
    """The answers of agencies as JSON values."""
    return [
        {
            "agency": one.agency,
            "position": one.position,
            "answers_to": list(one.passage.answers_to),
            "findings": [finding.key for finding in one.findings],
            "passage": {
                key: value
                for key, value in plain_record(one.passage).items()
                if key not in ("answer_by", "answers_to")
            },
        }
        for one in agency_answers(report)
    ]
