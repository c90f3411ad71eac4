"""Findings, questions and the agencies' answers, as the page writes them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from coordination.appraisal.agency_comments import TITLE, Comment
from coordination.open_questions.guide import answered
from coordination.open_questions.question import Question, Questions
from coordination.rules.finding import FAMILIES, Finding, Statement
from coordination.rules.phrases import sentence
from coordination.rules.report import Report
from coordination.text.language import counted
from coordination.view.page.markup import BREAK, Markup, block, element, english, joined, own, table
from coordination.view.page.text_part import LIMIT, TextPart, more

__all__ = [
    "comments_section",
    "coverage_section",
    "findings_list",
    "findings_section",
    "questions_section",
]


def findings_list(report: Report) -> Markup:
    """The findings in the table of contents, in the order of the section."""
    found = chain.from_iterable(_by_family(report).values())
    return block(
        "ol",
        *(
            element(
                "li",
                element("a", english(sentence(finding.message)), href=f"#f{place}"),
                " ",
                _code(finding.code),
            )
            for place, finding in found
        ),
    )


def findings_section(
    part: TextPart, report: Report | None, told: Sequence[Mapping[str, Any]]
) -> Markup:
    """Every finding with what is required, what was found, and what would clear it.

    Args:
        part: the network's part of the page.
        report: its findings, or None.
        told: the findings in the page's data, for how firm each is.
    """
    if report is None:
        nothing = "No rules were put to this network, so the page holds no findings."
        return part.section("findings", "Findings", element("p", nothing), more(0))
    lines: list[Markup] = []
    if not report.told:
        lines.append(element("p", "The rules that ran found nothing."))
    if ignored := len(report.ignored):
        were, are = ("was", "is") if ignored == 1 else ("were", "are")
        aside = f"{counted(ignored, 'finding')} {were} set aside with a reason and {are} not shown."
        lines.append(element("p", aside))
    if report.told:
        lines.append(_REPORTED_AND_DERIVED)
    for family, found in _by_family(report).items():
        lines.append(part.heading(1, FAMILIES.get(family, family)))
        lines += (
            _finding(part, finding, place, told[place].get("firm", ())) for place, finding in found
        )
    return part.section("findings", "Findings", *lines, more(len(report.told)))


_REPORTED_AND_DERIVED = Markup(
    "<p><strong>Reported</strong>: a source says so. "
    "<strong>Derived</strong>: it follows from the structure of the network.</p>"
)


def _by_family(report: Report) -> dict[str, list[tuple[int, Finding]]]:
    """Findings that are written out by family, each with its place in the report."""
    found: dict[str, list[tuple[int, Finding]]] = {}
    for place, finding in enumerate(islice(report.told, LIMIT)):
        found.setdefault(finding.family, []).append((place, finding))
    return found


def _finding(part: TextPart, finding: Finding, place: int, firm: Sequence[str]) -> Markup:
    asked = part.network.recommendations
    basis = f"{finding.name.replace('-', ' ')}; {finding.basis}"
    if finding.also_derived:
        basis += " and shown by the structure"
    if finding.disputed:
        basis += "; disputed"
    recommended = [
        f"{part.network.label(asked[key].by)}: {asked[key].says}" for key in finding.recommendations
    ]
    rule, *further = (
        _entry("Rule", basis),
        _statement(part, "Required", finding.criteria),
        _statement(part, "Found", finding.condition, finding.criteria),
        _entry("Cause", own(finding.cause)) if finding.cause else None,
        _entry("Effect", own(finding.effect)) if finding.effect else None,
        _entry("How firm", *map(english, firm)),
        _entry("Would clear it", *(english(change.text) for change in finding.clears)),
        _entry("Recommended", *map(own, recommended)),
    )
    return block(
        "article",
        part.heading(2, _code(finding.code), " ", english(sentence(finding.message))),
        element("dl", "\n", rule, "\n", *further),
        class_="finding",
        id=f"{part.prefix}f{place}",
        tabindex="-1",
        data_finding=str(place),
    )


def _entry(term: str, *said: str) -> Markup | None:
    """An entry of a list of terms; without anything said there is none."""
    return joined(element("dt", term), *(element("dd", one) for one in said)) if said else None


def _statement(
    part: TextPart, term: str, statement: Statement | None, above: Statement | None = None
) -> Markup | None:
    """A statement with its passages, without those that stand above already."""
    if statement is None:
        return None
    told = above.evidence if above is not None else ()
    fresh = [passage for passage in statement.evidence if passage not in told]
    again = None
    if len(fresh) < len(statement.evidence):
        again = joined(" ", element("small", "(Passages: see above.)"))
    return _entry(term, joined(english(statement.text), again, part.passages(fresh)))


def _code(code: str) -> Markup:
    return element("span", code, class_="code")


def questions_section(part: TextPart, questions: Questions) -> Markup:
    """What the structure asks and no record answers."""
    lines = (_question(part, one) for one in islice(questions, LIMIT))
    told = element("p", "What the structure asks and no record answers; a question is no finding.")
    return part.section("questions", "Questions", told, block("ul", *lines, class_="questions"))


def _question(part: TextPart, one: Question) -> Markup:
    network = part.network
    asked = ", ".join(network.label(key) for key in one.asks)
    return element(
        "li",
        _code(one.code),
        " ",
        english(sentence(one.text)),
        joined(" ", element("small", "Ask: ", own(asked), ".")) if asked else None,
        *(joined(" Answered by ", own(words)) for words in answered(network, one)),
    )


def comments_section(part: TextPart, comments: Sequence[Comment]) -> Markup:
    """What agencies answer to findings and recommendations."""
    said = (
        joined(
            *(element("dt", own(subject)) for subject in one.subjects),
            *(element("dd", own(answer)) for answer in one.answers),
        )
        for one in comments
    )
    return part.section("answers", TITLE, block("dl", *said, class_="comments"))


def coverage_section(part: TextPart, report: Report, told: Mapping[str, Any]) -> Markup | None:
    """Findings that a recommendation could answer, with those that do.

    Args:
        part: the network's part of the page.
        report: its findings.
        told: the recommendations in the page's data.
    """
    answers: dict[int, list[str]] = {place: [] for place in told.get("uncovered", ())}
    for key, places in told.get("answers", {}).items():
        for place in places:
            answers.setdefault(place, []).append(key)
    if not answers:
        return None
    nothing = "none" if told["complete"] else "none recorded"
    return part.section(
        "coverage",
        "Findings and recommendations",
        table(
            "Which recommendation answers which finding",
            ("Finding", "Recommendation", "Status"),
            (
                _covered(part, report.told[place], answers[place], nothing)
                for place in sorted(answers)[:LIMIT]
            ),
        ),
    )


def _covered(
    part: TextPart, finding: Finding, answers: Sequence[str], nothing: str
) -> Iterator[Markup]:
    """The cells of a finding: what it is, the recommendations, and what became of each."""
    asked = [part.network.recommendations[key] for key in answers]
    yield joined(_code(finding.code), " ", english(sentence(finding.message)))
    yield BREAK.join(own(one.says) for one in asked) if asked else Markup(nothing)
    yield BREAK.join(one.status.replace("-", " ") for one in asked)
