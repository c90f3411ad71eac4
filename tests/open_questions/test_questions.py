"""Questions: grouped, ranked, answerable; a table of who does what where gives a first page."""

import json
from collections import defaultdict

import pytest

import coordination as co
from coordination.cli import main
from tests.cases.who_does_what_where import imported

TEXT = """
title: Rescue at sea
functions: [{id: rescue, name: Sea rescue}, {id: patrol, name: Patrol}]
agencies:
- {id: navy, name: Navy, jurisdiction: MT, mandates: [{function: rescue}, {function: patrol}]}
- {id: police, name: Police, jurisdiction: MT, mandates: [{function: rescue}, {function: patrol}]}
- {id: guard, name: Coast Guard, jurisdiction: IT, mandates: [{function: rescue, role: lead}]}
links:
- {id: pact, kind: agreement, source: navy, target: guard, functions: [rescue]}
"""


@pytest.fixture(scope="module")
def network() -> co.Network:
    return co.loads(TEXT)


@pytest.fixture(scope="module")
def sheet() -> co.Network:
    return imported().network


@pytest.fixture(scope="module")
def asked(sheet):
    return co.questions(sheet)


def asking(found, code):
    return next(one for one in found if one.code == code)


def test_questions_are_no_findings(network):
    report = co.check(network)
    assert report.questions and not any(one.basis == "open" for one in report)
    assert list(co.questions(network)) == list(report.questions)


def test_cases_that_differ_in_function_are_one_question(network):
    lead = asking(co.questions(network), "CG701")
    assert lead.text == "Who leads each of 2 functions in Malta?"
    assert {row.functions for row in lead.rows} == {("rescue",), ("patrol",)}
    assert len(lead.findings) == 2


def test_each_question_says_whom_to_ask_why_and_what_would_settle_it(network):
    for one in co.questions(network):
        assert one.text.endswith("?") and one.why and one.asks and one.answer and one.settles
        assert set(one.asks) <= set(network.agencies)


def test_questions_of_one_agency(network):
    found = co.questions(network)
    assert all("guard" in (*one.asks, *one.agencies) for one in found.about("guard"))
    assert 0 < len(found.about("guard")) < len(found)
    with pytest.raises(co.errors.UnknownName, match="did you mean 'guard'"):
        found.about("gaurd")


def test_those_with_a_requirement_come_first_then_those_on_which_most_hangs(asked):
    order = [(not one.requirements, -one.hangs) for one in asked]
    assert order == sorted(order)
    required = co.loads(
        TEXT
        + "requirements:\n- {id: must, agency: navy, counterpart: {agency: police},"
        + " function: patrol}\n"
    )
    assert co.questions(required)[0].requirements == ("must",)


def test_the_order_of_records_changes_nothing(network):
    turned = co.Network(
        **{
            **network.document.model_dump(),
            "agencies": [one.model_dump() for one in reversed(network.agencies.values())],
        }
    )

    def told(net):
        return {(one.code, one.text, frozenset(one.asks), one.hangs) for one in co.questions(net)}

    assert told(turned) == told(network)


# -- who does what where: Q1 to Q10 of the case --------------------------------------------------


def row_of(question, function):
    return next(row for row in question.rows if row.functions == (function,))


def where_nobody_holds(sheet, function):
    """Places with several agencies at work of which none holds a function, counted apart."""
    at_work, held = defaultdict(set), set()
    for agency in sheet.agencies.values():
        if agency.kind in ("collective", "government"):
            continue
        for mandate in agency.mandates:
            for place in map(sheet.gazetteer.canonical, mandate.places):
                at_work[place].add(agency.id)
                if mandate.function == function:
                    held.add(place)
    return {place for place, agencies in at_work.items() if len(agencies) > 1} - held


@pytest.mark.parametrize("function", ["safe-burial", "surveillance-contact-tracing"])
def test_q1_where_nobody_holds_a_function(sheet, asked, function):
    row = row_of(asking(asked, "CG101"), function)
    assert set(row.places) <= where_nobody_holds(sheet, function)
    assert len(row.places) > 0.9 * len(where_nobody_holds(sheet, function))


def test_q2_who_divides_what_many_do(asked):
    row = row_of(asking(asked, "CG702"), "social-mobilisation")
    busiest = max(row.findings, key=lambda one: len(one.agencies))
    assert "Montserrado" in busiest.message


def test_q3_where_many_work_and_nobody_coordinates(sheet, asked):
    row = row_of(asking(asked, "CG101"), "coordination")
    assert row.places and set(row.places) <= where_nobody_holds(sheet, "coordination")


def test_q4_what_hangs_on_one_holder(asked):
    alone = asking(asked, "CG501")
    assert ("safe-burial",) in {row.functions for row in alone.rows}
    assert all(len(finding.agencies) == 1 for finding in alone.findings)


def test_q5_where_only_outsiders_work(asked):
    texts = [one.text for one in asked if one.code == "CG106"]
    assert any("Guinea" in text for text in texts)


def test_q7_who_stands_opposite_across_the_border(asked):
    texts = [one for one in asked if "across the border" in one.text]
    row = row_of(texts[0], "surveillance-contact-tracing")
    assert set(row.places) == {"GN", "LR", "SL"}


def test_q8_whether_absence_is_missing_reports(asked):
    assert "Sierra Leone" in asking(asked, "CG907").text


def test_q10_who_leads(asked):
    assert asking(asked, "CG701").text.startswith("Who leads each of")


def test_the_first_page_answers_them_and_is_short(sheet, asked):
    first = asked.top(20)
    assert {"CG101", "CG106", "CG501", "CG701", "CG702", "CG907"} <= {one.code for one in first}
    assert len(first.to_text(width=100).splitlines()) < 200
    assert not co.check(sheet).select("CG1", "CG2", "CG5", "CG7"), "silence is no gap"


def test_q6_one_agency_written_twice():
    network = co.loads(
        "title: x\nagencies:\n"
        '- {id: acf, name: "Action\\u00a0Against Hunger"}\n'
        "- {id: acf-2, name: Action against Hunger}\n"
        "- {id: msf, name: Doctors Without Borders}\n"
        "- {id: region-1, name: Regional Office 11}\n"
        "- {id: region-2, name: Regional Office 12}\n"
    )
    (twice,) = co.check(network, select=["CG906"]).open
    assert set(twice.agencies) == {"acf", "acf-2"}


def test_of_many_agencies_of_one_name_each_is_asked_about_once():
    """Two questions for three agencies, not three; 399 for 400, not 79,800."""
    agencies = [{"id": f"a{n}", "name": "Bureau of Roads"} for n in range(400)]
    network = co.Network(title="x", agencies=agencies)
    assert len(co.check(network, select=["CG906"]).open) == 399
    nearly = [{"id": f"a{n}", "name": f"Bureau of Roads {'abcdefgh'[n % 8]}"} for n in range(400)]
    found = co.check(co.Network(title="x", agencies=nearly), select=["CG906"]).open
    assert len(found) <= 400 * 6


def test_agencies_of_one_name_in_different_places_are_not_asked_about():
    places = ["US", "MX", "MX", "US", "GT"]
    agencies = [
        {"id": f"a{n}", "name": "Ministry of Health", "jurisdiction": place}
        for n, place in enumerate(places)
    ]
    found = co.check(co.Network(title="x", agencies=agencies), select=["CG906"]).open
    assert {frozenset(one.agencies) for one in found} == {
        frozenset({"a0", "a3"}),
        frozenset({"a1", "a2"}),
    }


# -- written -----------------------------------------------------------------------------------


def test_what_settles_it_is_ready_to_paste(network):
    text = co.questions(network).to_markdown()
    block = text.split("```yaml\n")[1].split("```")[0]
    assert block.startswith(("links:\n- ", "agencies:\n- ", "requirements:\n- "))


def test_the_command(network, tmp_path, capsys):
    path = tmp_path / "rescue.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["questions", str(path)]) == 0
    assert "1. What says in writing how those who share" in capsys.readouterr().out
    assert main(["questions", str(path), "--top", "1"]) == 0
    assert "and " in capsys.readouterr().out
    assert main(["questions", str(path), "--for", "nobody"]) == 2
    assert "there is no agency 'nobody'" in capsys.readouterr().err
    assert main(["questions", str(path), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["questions"]
    assert {row["code"] for row in rows} == {one.code for one in co.questions(network)}
    assert main(["questions", str(path), "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("number,question,ask")
    assert main(["questions", str(path), "--top", "0"]) == 2
