"""What agencies answer to findings stays beside them: a finding that is denied isn't gone."""

import json

import pytest

import coordination as co
from coordination.rules.agency_answers import agency_answers

DATA = """
title: Two agencies that lead
sources:
  - {id: audit, title: Report of an auditor, published: 2009-06}
  - {id: letter, title: Letter of the FBI, published: 2009-07-01}
passages:
  - {id: heard-late, source: audit, at: page 3, says: ATF hears late of what the FBI knows.}
  - id: fbi-answers
    source: letter
    at: page 1
    says: The FBI passes on within a day.
    quote: within one day
    speaker: Deputy Director
    stance: disputes
    answer_by: fbi
    answers_to: [late-news]
  - id: fbi-on-leads
    source: letter
    at: page 2
    says: The Attorney General settled who leads.
    stance: disputes
    answer_by: fbi
    answers_to: ["CG701:explosives+US"]
  - id: atf-on-leads
    source: letter
    at: page 9
    says: ATF sees it so, with one exception.
    stance: qualifies
    answer_by: atf
    answers_to: ["CG701:explosives+US", ask-both]
functions: [{id: explosives, name: Explosives investigations}]
agencies:
  - {id: atf, name: ATF, jurisdiction: US, mandates: [{function: explosives, role: lead}]}
  - {id: fbi, name: FBI, jurisdiction: US, mandates: [{function: explosives, role: lead}]}
  - {id: oig, name: OIG, jurisdiction: US}
links:
  - {id: late-news, kind: information-sharing, source: fbi, target: atf, status: late,
     evidence: [heard-late, fbi-answers]}
recommendations:
  - {id: ask-both, by: oig, to: [atf, fbi], says: Agree on who leads., status: open}
"""


@pytest.fixture(scope="module")
def report():
    return co.check(co.loads(DATA))


def finding_of(report, code):
    return report.select(code).findings[0]


def test_a_reported_finding_that_an_agency_denies_stays_disputed_with_both_passages(report):
    denied = finding_of(report, "CG302")
    assert denied.basis == "reported" and denied.disputed
    assert {one.passage for one in denied.evidence} >= {"heard-late", "fbi-answers"}


def test_a_derived_finding_that_an_agency_denies_by_its_key_stays_disputed(report):
    both_lead = finding_of(report, "CG701")
    assert both_lead.key == "CG701:explosives+US"
    assert both_lead.basis == "derived" and both_lead.disputed
    assert {one.passage for one in both_lead.evidence} == {"fbi-on-leads", "atf-on-leads"}
    assert both_lead.sources == (), "who disagrees, or agrees in part, is no support"


def test_an_answer_leads_to_the_findings_and_records_that_it_answers(report):
    found = [
        (one.agency, one.position, [f.code for f in one.findings], one.records, one.missing)
        for one in agency_answers(report)
    ]
    assert found == [
        ("fbi", "disagrees", ["CG302"], (), ()),
        ("fbi", "disagrees", ["CG701"], (), ()),
        ("atf", "agrees in part", ["CG701"], (("recommendations", "ask-both"),), ()),
    ]
    gone = co.check(co.loads(DATA.replace("CG701:explosives", "CG701:explosive")))
    assert [one.missing for one in agency_answers(gone)][1:] == [("CG701:explosive+US",)] * 2


def test_how_firm_a_finding_is_names_who_disputes_it(report):
    firm = {one.finding.code: one for one in co.firmness(report)}
    assert firm["CG701"].disputants == ("Letter of the FBI",)
    assert firm["CG302"].disputants == ("Deputy Director",)


@pytest.mark.parametrize("kind", ["text", "markdown", "docx"])
def test_a_report_prints_both_sides(report, kind, tmp_path):
    if kind == "docx":
        docx = pytest.importorskip("docx")
        report.to_docx(tmp_path / "x.docx")
        lines = [one.text for one in docx.Document(tmp_path / "x.docx").paragraphs]
        said = " ".join(lines)
    else:
        said = getattr(report, f"to_{kind}")()
    said = " ".join(said.replace("**", "").replace("\\", "").split())
    head, tail = said.split("What the agencies say", 1)
    assert "reported, disputed" in head.lower()
    assert "FBI, Deputy Director: disagrees. The FBI passes on within a day." in tail
    assert '"within one day" (Letter of the FBI, 2009-07-01, page 1)' in tail
    assert "ATF: agrees in part. ATF sees it so, with one exception." in tail
    assert "Recommendation: Agree on who leads" in tail
    assert tail.index("passes on within a day") < tail.index("one exception")


def test_a_report_as_json_holds_the_answers_and_their_findings(report):
    told = json.loads(report.to_json())["answers"]
    assert [(one["agency"], one["position"], one["findings"]) for one in told] == [
        ("fbi", "disagrees", ["CG302:late-news"]),
        ("fbi", "disagrees", ["CG701:explosives+US"]),
        ("atf", "agrees in part", ["CG701:explosives+US"]),
    ]


def test_a_workbook_has_a_row_for_each_answer(report, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    report.to_xlsx(tmp_path / "x.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "x.xlsx")["answers"].values)
    assert rows[1][:4] == (
        "FBI",
        "disagrees",
        "late-news",
        "The FBI passes on within a day. within one day",
    )
    assert len(rows) == 4


def test_an_answer_names_an_agency_and_records_that_there_are():
    for wrong, message in (
        ("answer_by: fbi\n    answers_to: [late-news]", ""),
        ("answer_by: cia\n    answers_to: [late-news]", "there is no agency 'cia'"),
        ("answer_by: fbi\n    answers_to: [late-new]", "did you mean 'late-news'"),
        ("answers_to: [late-news]", "answers_to without answer_by"),
    ):
        text = DATA.replace("answer_by: fbi\n    answers_to: [late-news]", wrong)
        if not message:
            co.loads(text)
            continue
        with pytest.raises(co.DataError, match=message):
            co.loads(text)


def test_an_answer_goes_with_the_agency_that_gave_it():
    network = co.loads(DATA)
    left = network.sub(agencies=["atf", "oig"])
    assert left.passages["fbi-answers"].answer_by is None
    assert left.passages["atf-on-leads"].answer_by == "atf"
    assert co.loads(co.dumps(left)) == left
