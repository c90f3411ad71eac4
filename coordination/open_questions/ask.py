"""Group open findings into questions, and rank them by how much depends on each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from coordination.arguments import checked_arguments
from coordination.network import Network
from coordination.open_questions.question import Question, Questions, Row
from coordination.rules import phrases as say
from coordination.rules.check import check
from coordination.rules.finding import Finding
from coordination.rules.report import Report
from coordination.rules.rule import Rule

__all__ = ["questions", "questions_of"]

_FUNCTION, _PLACE, _LINK = "\N{BULLET}f", "\N{BULLET}p", "\N{BULLET}l"
"""What stands for a function's name, for " in" with the places, and for an agreement, in the form
of a question."""

_REQUIRED = {
    "CG107": "Is each of {count} things done that {paper} requires",
    "CG401": "Is each of {count} trainings given that {paper} requires",
    "CG601": "Does each of {count} exchanges of information happen that {paper} requires",
}
"""What is asked of several requirements of one agreement, by the code of the rule that asks."""


@checked_arguments
def questions(network: Network, *, rules: Iterable[Rule] | None = None) -> Questions:
    """What the structure of a network asks and its records leave open, as an interview guide.

    A rule that finds the records silent asks instead of reporting: who leads, whether two agencies
    that share a task work together, whether an agreement is carried out. Questions that differ only
    in function and place are one; those on which most hangs come first. Silence is no gap: none of
    them counts as a finding until somebody answers.

    Args:
        network: the network.
        rules: the rules that may ask; None means `RULES`.

    Returns:
        The questions, ranked.

    Raises:
        RuleFailed: a rule raised an error.

    Source:
        A. Verity, OCHA's 3W: Purpose, Target Audience, Scope and Products (2013): what is known of
        who does what where helps responders to ask more informed questions.

    Example:
        >>> from coordination.loading import loads
        >>> network = loads('''
        ... title: Two hold it
        ... functions: [{id: rescue, name: sea rescue}]
        ... agencies:
        ... - {id: a, name: Navy, jurisdiction: MT, mandates: [{function: rescue}]}
        ... - {id: b, name: Police, jurisdiction: MT, mandates: [{function: rescue}]}
        ... ''')
        >>> print(next(one.text for one in questions(network) if one.code == "CG701"))
        Who leads sea rescue in Malta?
    """
    return questions_of(check(network, rules=rules))


def questions_of(report: Report) -> Questions:
    """The questions behind the open findings of a report, grouped and ranked.

    Args:
        report: the report.
    """
    network = report.network
    rules = {rule.code: rule for rule in report.rules}
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in report.open:
        alike[finding.code, _form(network, finding)].append(finding)
    found = [
        _question(network, form, findings, rules[code].sentence if code in rules else "")
        for (code, form), findings in alike.items()
    ]
    found.sort(key=lambda one: (not one.requirements, -one.hangs, one.code, one.text))
    return Questions(network, tuple(found))


def _form(network: Network, finding: Finding) -> str:
    """The question itself with what differs left open: what cases have in common.

    Functions, places and agreements are left open. Requirements that stand under one agreement or
    directive are one question, whatever each is about.
    """
    papers = {network.requirements[key].under for key in finding.requirements}
    if finding.code in _REQUIRED and len(papers) == 1 and (paper := papers.pop()) in network.links:
        return f"{_LINK}{paper}"
    text, mark, _ = finding.message.partition("?")
    for key in finding.links:
        text = text.replace(say.link_phrase(network, network.links[key]), _LINK)
    where = say.in_places(network, finding.places)
    if where:
        text = text.replace(where, _PLACE)
    if _LINK in text:
        text = text.replace(say.for_functions(network, finding.functions), "")
    for function in sorted(finding.functions, key=lambda key: -len(network.functions[key].name)):
        text = text.replace(network.functions[function].name, _FUNCTION)
    return text + mark


def _question(network: Network, form: str, findings: Sequence[Finding], why: str) -> Question:
    by_function: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        by_function[finding.functions].append(finding)
    rows = [
        Row(
            functions,
            tuple(dict.fromkeys(place for one in cases for place in one.places)),
            tuple(cases),
        )
        for functions, cases in by_function.items()
    ]
    rows.sort(key=lambda row: -len(row.places))
    first = findings[0]
    agencies = _each(one.agencies for one in findings)
    functions = _each(one.functions for one in findings)
    places = _each(one.places for one in findings)
    requirements = _each(one.requirements for one in findings)
    asked = Counter(agency for one in findings for agency in dict.fromkeys(one.asks))
    cells = {
        (function, place) for row in rows for function in row.functions for place in row.places
    }
    return Question(
        first.message.partition("?")[0] + "?"
        if len(findings) == 1 and "?" in first.message
        else _filled(network, form, findings, functions, places),
        first.code,
        first.name,
        why,
        tuple(agency for agency, _ in asked.most_common()),
        first.answer,
        first.clears,
        tuple(rows),
        tuple(findings),
        agencies,
        functions,
        places,
        requirements,
        len(agencies) + len(requirements) + max(len(cells), len(functions)),
    )


def _filled(
    network: Network,
    form: str,
    findings: Sequence[Finding],
    functions: Sequence[str],
    places: Sequence[str],
) -> str:
    """The form with what it covers: one function or place by name, several by their number."""
    if len(functions) == 1 or _FUNCTION not in form:
        name = network.functions[functions[0]].name if functions else ""
    else:
        name = f"each of {len(functions)} functions"
    where = say.in_places(network, places) if len(places) < 3 else f" in {len(places)} places"
    text = form.replace(_FUNCTION, name).replace(_PLACE, where)
    if _LINK in form:
        return _of_papers(network, form, findings)
    cases = len(findings)
    if _FUNCTION not in form and _PLACE not in form and cases > 1:
        text = f"{text} (and likewise in {cases - 1} other {'case' if cases == 2 else 'cases'})"
    return text


def _of_papers(network: Network, form: str, findings: Sequence[Finding]) -> str:
    """What is asked of several requirements of one agreement, or of several agreements alike."""
    paper = form.removeprefix(_LINK)
    if paper in network.links:
        phrase = say.link_phrase(network, network.links[paper])
        return _REQUIRED[findings[0].code].format(count=len(findings), paper=phrase) + "?"
    kinds = {network.links[one.links[0]].kind for one in findings}
    words = say.listed([f"{kind.replace('-', ' ')}s" for kind in sorted(kinds)])
    return form.replace(_LINK, f"each of {len(findings)} {words}")


def _each(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for group in groups for key in group))
