"""A case made in a workbook, as a person makes one: from nothing to its report."""

import datetime
import json

import openpyxl
import pytest

import coordination as co
from coordination.cli import main
from tests.documents import shown_lines

GOOD = {
    "sources": [{"title": "Audit of 2024", "published": 2024, "kind": "Audit"}],
    "functions": [{"name": "Return of vehicles"}],
    "agencies": [
        {"name": "Police of the North", "abbreviation": "PN", "jurisdiction": "SE\u00a0"},
        {"name": "Police, South", "abbreviation": "PS", "kind": "Police", "jurisdiction": "dk"},
        {"name": "Audit Office", "kind": "oversight"},
    ],
    "mandates": [
        {"agency": "PN", "function": "return of vehicles", "role": "Lead "},
        {"agency": "Police, South", "function": "Return of vehicles"},
    ],
    "links": [
        {
            "kind": "Joint operation",
            "source": "pn",
            "target": "PS",
            "start": datetime.date(2019, 6, 1),
            "status": "strained",
            "functions": "return of vehicles",
            "evidence_source": "audit of 2024",
            "evidence_at": "p. 9",
        },
        {"kind": "agreement", "parties": "PN; Police, South; Audit Office"},
    ],
    "requirements": [{"agency": "PN, PS", "counterpart": "Audit Office", "single": False}],
    "figures": [{"about": "PN", "measure": "vehicles", "value": 62600}],
}


def filled(path, sheets, mend=None):
    """A new workbook with rows as a person types them."""
    assert main(["new", str(path), "--empty"]) == 0
    book = openpyxl.load_workbook(path)
    for name, rows in sheets.items():
        sheet = book[name]
        heads = [cell.value for cell in sheet[1]]
        for number, row in enumerate(rows, 2):
            for head, value in row.items():
                sheet.cell(number, heads.index(head) + 1).value = value
    if mend:
        mend(book)
    book.save(path)
    return path


def issues_of(path):
    with pytest.raises(co.DataError) as caught:
        co.load(path)
    return {(one.sheet, one.line, one.column): one for one in caught.value.issues}


def test_from_nothing_to_a_report(tmp_path, capsys):
    path = filled(tmp_path / "case.xlsx", GOOD)
    network = co.load(path)
    assert network.title == "case"
    assert list(network.agencies) == ["police-of-the-north", "police-south", "audit-office"]
    north = network.agencies["police-of-the-north"]
    assert (north.jurisdiction, north.role_in("return-of-vehicles")) == ("SE", "lead")
    joint, agreement = network.links.values()
    assert (joint.kind, joint.start, joint.source) == ("joint-operation", "2019-06-01", north.id)
    assert agreement.parties == tuple(network.agencies)
    (requirement,) = network.requirements.values()
    assert requirement.agency == ("police-of-the-north", "police-south")
    assert network.sources["audit-of-2024"].published == "2024"
    joint_row = network.origins["links", joint.id]
    assert (joint_row.file, joint_row.line, joint_row.column) == (str(path), 2, 1)
    places = json.loads(co.check(network).to_sarif())["runs"][0]["results"][0]["locations"]
    assert all(one["physicalLocation"]["region"]["startColumn"] >= 1 for one in places)
    assert main(["report", str(path)]) == 0
    assert "CG204 strained-tie" in capsys.readouterr().out


def test_made_ids_stay_when_rows_move(tmp_path):
    first = co.load(filled(tmp_path / "a.xlsx", GOOD))
    turned = {name: rows[::-1] for name, rows in GOOD.items()}
    second = co.load(filled(tmp_path / "b.xlsx", turned))
    for section in co.model.SECTIONS:
        assert set(getattr(first, section)) == set(getattr(second, section)), section


WRONG = {
    **GOOD,
    "agencies": [*GOOD["agencies"], {"name": "Audit Office"}, {"abbreviation": "XX"}],
    "mandates": [*GOOD["mandates"], {"agency": "Nobody", "function": "returns"}],
    "links": [
        *GOOD["links"],
        {"kind": "Liason", "source": "PN", "target": "Polce of the North", "start": "13/45/2019"},
        {"kind": "agreement", "source": "PN", "status": "activ"},
    ],
    "figures": [{"about": "PN", "measure": "vehicles", "value": "62,600"}],
}


def test_every_error_is_told_at_its_cell_and_all_at_once(tmp_path):
    found = issues_of(filled(tmp_path / "case.xlsx", WRONG))
    told = {
        ("agencies", 5, 0): "another agency has this name and no id",
        ("agencies", 6, 0): "it is missing",
        ("mandates", 4, 1): "there is no agency 'Nobody'",
        ("mandates", 4, 2): "there is no function 'returns'",
        ("links", 4, 2): "'Liason' is not one of the accepted words",
        ("links", 4, 4): "there is no agency 'Polce of the North'",
        ("links", 4, 11): "'13/45/2019' is not a date",
        ("links", 5, 0): "it has no target",  # told beside the wrong word in the same row
        ("links", 5, 8): "'activ' is not one of the accepted words",
        ("figures", 2, 4): "'62,600' may be 62600 or 62.600",
    }
    assert set(found) == set(told)
    for place, message in told.items():
        assert message in found[place].message
    assert "did you mean 'liaison'?" in found["links", 4, 2].suggestion
    assert "Police of the North" in found["links", 4, 4].suggestion


def test_the_guide_shows_an_issue_as_it_is(tmp_path):
    issue = issues_of(filled(tmp_path / "case.xlsx", WRONG))["links", 4, 2]
    assert shown_lines("spreadsheets", "Liason", str(issue).replace(f"{tmp_path}/", ""))


def test_a_name_of_something_else_says_where_it_belongs(tmp_path):
    requirement = {"agency": "PN", "counterpart": "MX", "evidence": "Audit of 2024"}
    found = issues_of(filled(tmp_path / "case.xlsx", {**GOOD, "requirements": [requirement]}))
    heads = {issue.where: issue.suggestion for issue in found.values()}
    assert "jurisdiction: MX" in heads["counterpart"]
    assert "evidence_source" in heads["evidence"]


def test_heads_and_sheets_that_are_not_ours_are_told(tmp_path):
    def spoil(book):
        book["links"]["B1"] = "Type"
        book["links"]["AZ3"] = "a stray cell"
        book.create_sheet("scratch")["A1"] = "x"
        book["about"]["A2"] = "titel"

    found = issues_of(filled(tmp_path / "case.xlsx", GOOD, spoil))
    assert "did you mean 'kind'?" in found["links", 1, 2].suggestion
    assert "without a heading" in found["links", 3, 52].message
    assert "(scratch)" in found["scratch", 0, 0].suggestion
    assert "did you mean 'title'?" in found["about", 2, 1].suggestion


def test_a_marked_copy_is_mended_and_read(tmp_path, capsys):
    path = filled(tmp_path / "case.xlsx", WRONG)
    marked = tmp_path / "marked.xlsx"
    assert main(["check", str(path), "--mark", str(marked)]) == 2
    assert "6 rows with problems" in capsys.readouterr().err
    book = openpyxl.load_workbook(marked)
    sheet = book["links"]
    heads = [cell.value for cell in sheet[1]]
    beside = sheet.cell(4, heads.index("(problems)") + 1).value
    assert "'Liason'" in beside and "'13/45/2019' is not a date" in beside
    assert "Liason" in sheet["B4"].comment.text
    assert sheet["B4"].fill.fgColor.rgb != sheet["B3"].fill.fgColor.rgb
    listed = book["(problems)"]
    assert listed.max_row == 1 + 10
    assert {row[1].hyperlink.location for row in listed.iter_rows(min_row=2)} >= {"'links'!B4"}
    for sheet, row in (("agencies", 5), ("agencies", 5), ("mandates", 4)):
        book[sheet].delete_rows(row)
    book["links"].delete_rows(4, 2)
    book["figures"]["D2"] = 62600
    book.save(marked)
    assert (
        co.load(marked).document.links == co.load(filled(tmp_path / "b.xlsx", GOOD)).document.links
    )


def test_a_clean_workbook_is_not_marked(tmp_path, capsys):
    path = filled(tmp_path / "case.xlsx", GOOD)
    assert main(["check", str(path), "--mark", str(tmp_path / "marked.xlsx")]) == 1
    assert "Nothing to mark" in capsys.readouterr().err
    assert not (tmp_path / "marked.xlsx").exists()
    assert main(["check", str(path), "gunrunner-2010", "--mark", "x.xlsx"]) == 2


def test_the_example_workbook_is_the_example_file(tmp_path, capsys):
    for name in ("case.xlsx", "case.yaml"):
        assert main(["new", str(tmp_path / name)]) == 0
    assert co.load(tmp_path / "case.xlsx") == co.load(tmp_path / "case.yaml")
    assert main(["new", str(tmp_path / "case.xlsx")]) == 2
    assert main(["new", str(tmp_path / "case.ods")]) == 2
    assert main(["new", str(tmp_path / "other.yaml"), "--empty"]) == 2


@pytest.mark.parametrize("name", ["edges.csv", "matrix.xlsx"])
def test_a_table_that_is_not_ours_says_what_to_do(tmp_path, capsys, name):
    path = tmp_path / name
    if name.endswith(".csv"):
        path.write_text("From,To\na,b\n")
    else:
        book = openpyxl.Workbook()
        book.active.append(["", "ATF", "ICE"])
        book.save(path)
    assert main(["report", str(path)]) == 2
    told = capsys.readouterr().err
    assert f"coordination import {path}" in told and "coordination new case.xlsx" in told
