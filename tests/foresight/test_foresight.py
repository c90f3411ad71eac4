"""From what was on record before an audit, how much of what it found would have been asked?"""

from __future__ import annotations

import coordination as co
from tests.documents import README
from tests.foresight import figures


def test_the_figures_are_those_that_were_committed() -> None:
    assert figures.figures() == figures.committed(), "renew them: python -m tests.renew"


def test_a_question_counts_only_where_rule_agencies_and_function_are_the_same() -> None:
    structure = """
        title: Two hold it
        functions: [{id: rescue, name: Sea rescue}, {id: ports, name: Ports}]
        agencies:
        - {id: a, name: Navy, jurisdiction: MT, mandates: [{function: rescue}]}
        - {id: b, name: Police, jurisdiction: MT, mandates: [{function: rescue}]}
        - {id: c, name: Customs, jurisdiction: MT}
    """
    conclusions = """
        conclusions:
        - {id: same, finds: ambiguous-lead, agencies: [a, b], functions: rescue}
        - {id: rule, finds: late-response, agencies: [a, b], functions: rescue}
        - {id: more, finds: ambiguous-lead, agencies: [a, b, c], functions: rescue}
        - {id: else, finds: ambiguous-lead, agencies: [a, b], functions: ports}
    """
    questions = co.questions(co.loads(structure))
    [who_leads] = [one for one in questions if one.name == "ambiguous-lead"]
    told = co.loads(structure + conclusions).conclusions
    assert [key for key in told if figures.asks(who_leads, told[key])] == ["same"]
    assert [key for key in told if figures.asks(who_leads, told[key], two=True)] == ["same", "more"]
    anyhow = [key for key in told if figures.asks(who_leads, told[key], anyhow=True)]
    assert anyhow == ["same", "rule"]


def test_cases_of_one_question_are_not_put_together() -> None:
    structure = """
        title: Each two hold one
        functions: [{id: rescue, name: Sea rescue}, {id: ports, name: Ports}]
        agencies:
        - {id: a, name: Navy, jurisdiction: MT, mandates: [{function: rescue}]}
        - {id: b, name: Police, jurisdiction: MT, mandates: [{function: rescue}]}
        - {id: c, name: Customs, jurisdiction: MT, mandates: [{function: ports}]}
        - {id: d, name: Harbour, jurisdiction: MT, mandates: [{function: ports}]}
    """
    conclusions = """
        conclusions:
        - {id: one, finds: ambiguous-lead, agencies: [c, d], functions: ports}
        - {id: across, finds: ambiguous-lead, agencies: [a, d], functions: ports}
    """
    questions = co.questions(co.loads(structure))
    [who_leads] = [one for one in questions if one.name == "ambiguous-lead"]
    assert set(who_leads.agencies) == {"a", "b", "c", "d"}
    told = co.loads(structure + conclusions).conclusions
    assert [key for key in told if figures.asks(who_leads, told[key])] == ["one"]


def test_readme_tells_the_figure_with_its_denominator() -> None:
    total = figures.committed()["all"]
    text = " ".join(README.read_text(encoding="utf-8").split())
    assert " ".join(figures.sentence().split()) in text
    assert f"{total['foreseen']} (" in figures.sentence()
    assert f"of the {total['conclusions']} conclusions" in " ".join(figures.sentence().split())
