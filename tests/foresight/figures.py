"""How many of an audit's conclusions the questions foresee: python -m tests.foresight.figures.

A conclusion is foreseen if one of the first twenty questions about the structure is of the rule
that the conclusion names and, in one of its cases, concerns all of the conclusion's agencies and,
where it names functions, one of them. Other figures stand beside it: `two` asks for two of its
agencies (or the only one), `line` takes an agency's parts and wholes for the agency, `shown` counts
derived findings too, `anyhow` takes questions of any rule, and `of_the_time` leaves out what later
texts alone tell of before. What the questions cost is counted as well: `cases` are those in which
they ask, `borne_out` those of which a conclusion is foreseen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import coordination as co
from coordination.model import Conclusion
from coordination.open_questions.question import Question
from coordination.requirements.representation import above
from tests.foresight.pairs import FOLDER, PAIRS, after, before, of_the_time

FIGURES = FOLDER / "figures.json"
QUESTIONS = 20
COUNTED = ("foreseen", "two", "line", "shown", "anyhow", "of_the_time")
ASKED = ("questions", "cases", "borne_out")


# -- what is asked ---------------------------------------------------------------------------------


def counts(pair: str) -> dict[str, int]:
    """How many conclusions of a pair are foreseen, in each of the ways that are counted."""
    structure, conclusions = before(pair), tuple(after(pair).conclusions.values())
    report = co.check(structure)
    asked, derived = report.questions[:QUESTIONS], tuple(report)
    known = co.questions(of_the_time(structure))[:QUESTIONS]
    cases = [case for one in asked for case in one.findings]

    def foreseen(questions: Sequence[Question], **how: bool) -> int:
        return sum(any(asks(one, told, **how) for one in questions) for told in conclusions)

    return {
        "conclusions": len(conclusions),
        "foreseen": foreseen(asked),
        "two": foreseen(asked, two=True),
        "line": sum(any(concerns(case, told, structure) for case in cases) for told in conclusions),
        "shown": sum(
            any(concerns(case, told) for case in (*cases, *derived)) for told in conclusions
        ),
        "anyhow": foreseen(asked, anyhow=True),
        "of_the_time": foreseen(known),
        "questions": len(asked),
        "cases": len(cases),
        "borne_out": sum(any(concerns(case, told) for told in conclusions) for case in cases),
    }


def asks(question: Question, told: Conclusion, *, two: bool = False, anyhow: bool = False) -> bool:
    """Whether a case of a question is about what a conclusion tells.

    Args:
        question: the question.
        told: the conclusion.
        two: whether two of its agencies are enough.
        anyhow: whether a question of another rule counts too.
    """
    return any(concerns(case, told, two=two, anyhow=anyhow) for case in question.findings)


def concerns(
    case: co.Finding,
    told: Conclusion,
    line: co.Network | None = None,
    *,
    two: bool = False,
    anyhow: bool = False,
) -> bool:
    """Whether one case, or one derived finding, is about what a conclusion tells.

    Args:
        case: the case.
        told: the conclusion.
        line: the network whose parts and wholes stand for each other; None means none do.
        two: whether two of its agencies are enough.
        anyhow: whether another rule counts too.
    """
    concerned = {*told.agencies, *told.towards}
    enough = min(2, len(concerned)) if two else len(concerned)
    named = set(case.agencies)
    if line is not None:
        named |= {key for one in case.agencies for key in (*line.parts(one), *above(line, one))}
    return (
        (anyhow or case.name == told.finds)
        and len(concerned & named) >= enough
        and (not told.functions or not set(told.functions).isdisjoint(case.functions))
    )


# -- what is told of it ----------------------------------------------------------------------------


def figures() -> dict[str, dict[str, int]]:
    """The counts by pair, and of all."""
    by_pair = {pair: counts(pair) for pair in PAIRS}
    total = {
        key: sum(one[key] for one in by_pair.values()) for key in ("conclusions", *COUNTED, *ASKED)
    }
    return {**by_pair, "all": total}


def committed() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return found


def sentence() -> str:
    """The committed figure in the words of README."""
    total = committed()["all"]
    said = {key: f"{total[key]} ({total[key] / total['conclusions']:.0%})" for key in COUNTED}
    return (
        f"From the structure alone that was on record before {len(PAIRS)} audits and inquiries, "
        f"the first {QUESTIONS} questions ask for {said['foreseen']} of the {total['conclusions']} "
        "conclusions that were later drawn about coordination: by the same rule, of all of the "
        f"same agencies and about the same function. They ask for {said['two']} where two of the "
        f"agencies are enough, and for {said['anyhow']} where another rule may ask. They ask in "
        f"{total['cases']} cases, and {total['borne_out']} of these came true. Most "
        "of the questions were added after the misses of ten of these pairs had been read, one "
        "after those of all. "
        "[How it is counted, and what was added after seeing]"
        "(coordination/guide/questions.md#foresight).\n"
    )


def table() -> str:
    """The committed figures by pair, as a table of the guide."""
    lines = [
        "| on record before | conclusions | foreseen | two agencies | parts and wholes | or shown |"
        " any rule | known then | cases asked | came true |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for pair, counted in committed().items():
        name = f"`{pair}`" if pair in PAIRS else "all"
        columns = ("conclusions", *COUNTED, "cases", "borne_out")
        lines.append(f"| {name} | {' | '.join(str(counted[key]) for key in columns)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = json.dumps(figures(), indent=2) + "\n"
    if not FIGURES.exists() or text != FIGURES.read_text(encoding="utf-8"):
        FIGURES.write_text(text, encoding="utf-8")
        print(f"renewed {FIGURES.name}")
