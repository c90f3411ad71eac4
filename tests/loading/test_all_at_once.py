"""All that is wrong is reported at once: one fault of a record, cell or file hides no other."""

import json
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import coordination as co

CITED = {"source": "s", "at": "page 1", "says": "So it is."}
BASE: dict[str, Any] = {
    "title": "T",
    "as_of": "2024-06-30",
    "sources": [{"id": "s", "title": "S"}],
    "passages": [{"id": "p", "source": "s", "at": "page 2"}],
    "functions": [{"id": "f", "name": "F"}],
    "agencies": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
    "links": [{"id": "l", "kind": "agreement", "source": "a", "target": "b", "evidence": [CITED]}],
    "requirements": [
        {"id": "r", "agency": "a", "counterpart": {"agency": "b"}, "evidence": [CITED]}
    ],
    "conclusions": [{"id": "c", "finds": "paper-tie", "agencies": ["a", "b"]}],
}
WRONG: dict[str, list[dict[str, Any]]] = {
    "links": [
        {"colour": "red"},
        {"kind": "agreemnt"},
        {"status": "wrking"},
        {"due": "2020-31-01"},
        {"start": "2020", "end": "2010"},
        {"target": None},
        {"functions": ["zz1"]},
        {"under": "zz2"},
        {"evidence": [CITED, CITED | {"source": "zz3"}]},
    ],
    "requirements": [
        {"colour": "red"},
        {"agency": "zz1"},
        {"kinds": ["lason"]},
        {"direction": "sideways"},
        {"single": "true"},
        {"evidence": [CITED, CITED | {"finds": "good"}]},
        {"counterpart": {"agency": "b", "kind": "police"}},
        {"counterpart": {"agency": "b", "level": "nationl"}},
    ],
    "conclusions": [
        {"colour": "red"},
        {"finds": "paper-tiger"},
        {"agencies": None, "about": ["l"], "towards": ["b"]},
        {"about": ["zz1"]},
        {"extent": "a bit"},
    ],
    "passages": [{"colour": "red"}, {"stance": "wrong"}, {"answers_to": ["CG201:l"]}],
}
"""Changes of the first record of a section, each of which is wrong in another field."""


def issues(section: str, *changes: Mapping[str, Any]) -> set[str]:
    record = dict(BASE[section][0])
    for change in changes:
        record |= change
    record = {name: value for name, value in record.items() if value is not None}
    data = BASE | {section: [record, *BASE[section][1:]]}
    with pytest.raises(co.DataError) as raised:
        co.loads(json.dumps(data))
    return {issue.message for issue in raised.value.issues}


@pytest.mark.parametrize("section", WRONG)
def test_no_fault_of_a_record_hides_another(section: str) -> None:
    alone = [issues(section, change) for change in WRONG[section]]
    for (n, one), (m, other) in combinations(enumerate(WRONG[section]), 2):
        if one.keys().isdisjoint(other):
            assert issues(section, one, other) >= alone[n] | alone[m], (one, other)


def test_all_that_does_not_fit_in_a_record_is_reported() -> None:
    both = {"start": "2020", "end": "2010", "target": None}
    found = {"it has no target", "it ends (2010) before it starts (2020)"}
    assert issues("links", both) == found
    with pytest.raises(co.DataError) as raised:  # in code as in a file
        co.Network(**BASE | {"links": [{"kind": "agreemnt", "source": "a", "colour": "red"}]})
    messages = " ".join(issue.message for issue in raised.value.issues)
    assert "agreemnt" in messages and "colour" in messages and "it has no target" in messages


def test_a_misspelt_field_is_not_called_missing_as_well() -> None:
    assert issues("links", {"target": None, "targt": "b"}) == {"there is no field 'targt' here"}


def test_a_cell_that_cannot_be_read_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "about.csv").write_text("field,value\ntitle,T\n", encoding="utf-8")
    (tmp_path / "agencies.csv").write_text(
        "id,name,members,kind\na,A,[x,polic\nb,,,\n", encoding="utf-8"
    )
    (tmp_path / "links.csv").write_text(
        "kind,source,target,evidence,evidence_source,evidence_at\n"
        'agreement,a,zz1,"[{source: x",zz2,page 1\nagreemnt,a,,,,\n',
        encoding="utf-8",
    )
    with pytest.raises(co.DataError) as raised:
        co.load(tmp_path)
    found = [issue.message for issue in raised.value.issues]
    for part in ("bracket is missing", "'polic'", "it is missing", "'zz1'", "'zz2'", "'agreemnt'"):
        assert any(part in message for message in found), (part, found)
    assert "it has no target" in found


def test_a_table_to_import_is_read_past_what_cannot_be_read(tmp_path: Path) -> None:
    table = tmp_path / "ties.csv"
    table.write_text(
        "From,To,Type,Start,End\nATF,ICE,MOU,2009,2005\nATF,P\x07GR,Gathering,2009,\n"
        "FBI,DEA,MOU,31/31/2009,\n",
        encoding="utf-8",
    )
    with pytest.raises(co.DataError) as raised:
        co.read_table(table)
    assert [(issue.line, issue.message.split(" (")[0]) for issue in raised.value.issues] == [
        (2, "it ends"),
        (3, "the text contains the control character U+0007"),
        (3, "'Gathering' is no kind of link that we know"),
        (4, "'31/31/2009' is not a date"),
    ]


def test_what_is_out_of_place_is_one_issue(tmp_path: Path) -> None:
    """Headings below a title, and fields side by side: what is read of them is not missed too."""

    def found(**files: str) -> list[tuple[int, str]]:
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        with pytest.raises(co.DataError) as raised:
            co.load(tmp_path)
        return [(issue.line, issue.message) for issue in raised.value.issues]

    agencies = "id,name,kind\na,A,police\nb,B,police\n"
    links = "My links,,\nkind,source,target\nagreement,a,b\n"
    about = "title,as_of\nT,2024-06-30\n"
    assert found(about=about, agencies=agencies) == [(1, "the fields stand side by side")]
    about = "field,value\ntitle,T\n"
    assert found(about=about, agencies=agencies, links=links) == [
        (1, "the headings stand in row 2")
    ]


def test_a_sheet_with_a_misspelt_name_is_one_issue(tmp_path: Path) -> None:
    network = co.Network(
        title="T",
        agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        links=[{"id": "l", "kind": "agreement", "source": "a", "target": "b"}],
        figures=[{"id": "g", "about": "l", "measure": "letters", "value": 3}],
    )
    co.write(network, tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(tmp_path / "case.xlsx")
    book["links"].title = "Linkz"
    book.save(tmp_path / "case.xlsx")
    with pytest.raises(co.DataError) as raised:
        co.load(tmp_path / "case.xlsx")
    (issue,) = raised.value.issues
    assert issue.sheet == "Linkz" and "'links'" in issue.suggestion


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("42064", "it is 2015-03-01"),
        ("31/12/2020", "did you mean '2020-12-31'?"),
        ("12.31.2020", "did you mean '2020-12-31'?"),
        ("1/2/2003", ""),
        ("31/31/2003", ""),
        ("soon", ""),
    ],
)
def test_a_date_in_another_form_is_told_in_ours(written: str, hint: str) -> None:
    with pytest.raises(co.DataError) as raised:
        co.loads(f"title: T\nagencies: [{{id: a, name: A, since: '{written}'}}]\n")
    (issue,) = raised.value.issues
    assert issue.suggestion.endswith(hint) and bool(issue.suggestion) == bool(hint)
