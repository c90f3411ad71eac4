"""How many of an audit's conclusions the questions foresee: python -m tests.foresight.figures.

A conclusion is foreseen if one of the first twenty questions about the structure is of the rule
that the conclusion names and, in one of its cases, concerns all of the conclusion's agencies and,
where it names functions, one of them. Two figures are weaker, one is stricter: `two` asks for two
of its agencies (or the only one), `anyhow` takes questions of any rule, and `of_the_time` leaves
out what later texts alone tell of before.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import coordination as co
from coordination.model import Conclusion
from coordination.open_questions.question import Question
from tests.foresight.pairs import FOLDER, PAIRS, after, before, of_the_time

FIGURES = FOLDER / "figures.json"
QUESTIONS = 20
COUNTED = ("foreseen", "two", "anyhow", "of_the_time")


# -- what is asked ---------------------------------------------------------------------------------


def counts(pair: str) -> dict[str, int]:
    """How many conclusions of a pair are foreseen, in each of the ways that are counted."""
    structure, conclusions = before(pair), tuple(after(pair).conclusions.values())
    asked = co.questions(structure)[:QUESTIONS]
    known = co.questions(of_the_time(structure))[:QUESTIONS]

    def foreseen(questions: Sequence[Question], **how: bool) -> int:
        return sum(any(asks(one, told, **how) for one in questions) for told in conclusions)

    return {
        "conclusions": len(conclusions),
        "foreseen": foreseen(asked),
        "two": foreseen(asked, two=True),
        "anyhow": foreseen(asked, anyhow=True),
        "of_the_time": foreseen(known),
    }


def asks(question: Question, told: Conclusion, *, two: bool = False, anyhow: bool = False) -> bool:
    """Whether a case of a question is about what a conclusion tells.

    Args:
        question: the question.
        told: the conclusion.
        two: whether two of its agencies are enough.
        anyhow: whether a question of another rule counts too.
    """
    concerned = {*told.agencies, *told.towards}
    enough = min(2, len(concerned)) if two else len(concerned)
    return (anyhow or question.name == told.finds) and any(
        len(concerned.intersection(case.agencies)) >= enough
        and (not told.functions or not set(told.functions).isdisjoint(case.functions))
        for case in question.findings
    )


# -- what is told of it ----------------------------------------------------------------------------


def figures() -> dict[str, dict[str, int]]:
    """The counts by pair, and of all."""
    by_pair = {pair: counts(pair) for pair in PAIRS}
    total = {key: sum(one[key] for one in by_pair.values()) for key in ("conclusions", *COUNTED)}
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
        f"agencies are enough, and for {said['anyhow']} where another rule may ask. "
        "[How it is counted](coordination/guide/questions.md#foresight).\n"
    )


def table() -> str:
    """The committed figures by pair, as a table of the guide."""
    lines = [
        "| on record before | conclusions | foreseen | two agencies | any rule | known then |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for pair, counted in committed().items():
        name = f"`{pair}`" if pair in PAIRS else "all"
        cells = [str(counted[key]) for key in ("conclusions", *COUNTED)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = json.dumps(figures(), indent=2) + "\n"
    if not FIGURES.exists() or text != FIGURES.read_text(encoding="utf-8"):
        FIGURES.write_text(text, encoding="utf-8")
        print(f"renewed {FIGURES.name}")
