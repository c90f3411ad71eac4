"""Raw rows of CSV files of every locale, and of sheets."""

import datetime
import io
import zipfile
from random import Random

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

import coordination as co
from coordination.loading.tables import raw_rows, sheet_limits
from coordination.loading.tables.raw_rows import read_raw
from tests.fuzz.tables import as_ods, as_xlsx, zipped

CELLS = st.text(
    st.sampled_from('abcäß0123 ,;|"\n\t\u00a0é'), max_size=8
)  # all of them in Windows-1252


def table_of(path, heads=()):
    issues = []
    tables = read_raw(path, path.name, issues, heads=heads)
    assert issues == []
    return tables[0]


def written(rows, separator, end="\r\n"):
    def cell(text):
        return '"' + text.replace('"', '""') + '"'

    return end.join(separator.join(map(cell, row)) for row in rows) + end


@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6),
    separator=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_rows_are_the_same_in_every_locale(tmp_path_factory, rows, separator, encoding, end):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    rows = [["from", "to", "kind"], *rows]
    text = written(rows, separator, end)
    path.write_bytes(text.encode(encoding))
    table = table_of(path, ("from", "to"))
    stripped = [tuple(cell.strip() for cell in row) for row in rows]
    assert [row.cells for row in table.rows] == [row for row in stripped if any(row)]
    # Each row is found again by its line and by its number, whatever stands above it.
    assert [stripped[row.number - 1] for row in table.rows] == [row.cells for row in table.rows]
    line = 1
    lines = []
    for row in rows:
        lines.append(line)
        line += 1 + sum(cell.count("\n") for cell in row)
    assert [row.line for row in table.rows] == [lines[row.number - 1] for row in table.rows]


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ("a,b\nQuébec,1\n".encode(), ()),
        ("a,b\nQuébec,1\n".encode("cp1252"), ("it is not UTF-8, and was read as Windows-1252",)),
        ("a,b\nQuébec,1\n".encode("utf-16"), ("it was read as UTF-16",)),
        ("a,b\nQuébec,1\n".encode("utf-16-be"), ("it was read as UTF-16",)),
        ("a;b\nQuébec;1\n".encode(), ()),
        ("sep=|\na|b\nQuébec|1\n".encode(), ()),
    ],
)
def test_what_was_taken_is_noted(tmp_path, data, note):
    path = tmp_path / "any.csv"
    path.write_bytes(data)
    table = table_of(path)
    assert table.rows[-1].cells == ("Québec", "1")
    assert table.notes == note


def test_a_comma_in_a_heading_is_no_separator(tmp_path):
    path = tmp_path / "any.csv"
    path.write_text("id;name\natf;Alcohol, Tobacco, Firearms\nfbi;Bureau, Federal\n")
    assert table_of(path).rows[1].cells == ("atf", "Alcohol, Tobacco, Firearms")


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.4", b"PAR1"])
def test_what_is_no_csv_file_is_said(tmp_path, start):
    path = tmp_path / "any.csv"
    path.write_bytes(start + b"\0\1\2")
    issues = []
    assert read_raw(path, "any.csv", issues) == []
    assert "not a CSV file" in issues[0].message


def book(path, fill):
    with xlsxwriter.Workbook(path) as workbook:
        fill(workbook)
    return path


def test_cells_of_sheets_are_text(tmp_path):
    def fill(workbook):
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet("links")
        sheet.write_row(2, 1, [2009, 0.5, True, " MX\u00a0", "0123"])
        sheet.write_datetime(2, 6, datetime.datetime(2009, 6, 30), day)
        sheet.write_datetime(2, 7, datetime.datetime(2009, 6, 30, 12, 5), day)
        sheet.merge_range(4, 0, 6, 1, "both")
        workbook.add_worksheet("empty").hide()

    issues = []
    links, empty = read_raw(book(tmp_path / "any.xlsx", fill), "any.xlsx", issues)
    assert issues == []
    assert links.rows[0].number == 3
    assert links.rows[0].cells == (
        *("", "2009", "0.5", "true", "MX", "0123"),
        *("2009-06-30", "2009-06-30 12:05:00"),
    )
    assert [(row.number, row.cells[:2]) for row in links.unmerged().rows[1:]] == [
        (5, ("both", "both")),
        (6, ("both", "both")),
        (7, ("both", "both")),
    ]
    assert (empty.rows, empty.hidden) == ((), True)


def test_issues_name_sheet_row_and_column(tmp_path):
    path = book(tmp_path / "any.xlsx", lambda b: b.add_worksheet("links").write(1, 27, "x"))
    table = table_of(path)
    issue = table.issue(table.rows[0], 27, "it is wrong", head="kind")
    assert str(issue) == "any.xlsx, sheet links, row 2, column AB: kind: it is wrong"
    error = co.DataError([table.issue(raw_rows.RawRow(n, 0, ()), 0, "it is") for n in (10, 9)])
    assert [issue.line for issue in error.issues] == [9, 10]


def test_a_cell_that_a_reader_would_drop_is_an_issue(tmp_path):
    def fill(workbook):
        sheet = workbook.add_worksheet("a & b")
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 3, "=1+1", None, "")
        sheet.write_formula(1, 4, "=1+1", None, 2)

    issues = []
    assert read_raw(book(tmp_path / "any.xlsx", fill), "any.xlsx", issues) == []
    assert [(issue.sheet, issue.line, issue.column) for issue in issues] == [
        ("a & b", 2, 3),
        ("a & b", 2, 4),
    ]


def test_a_cell_far_away_is_refused_before_it_is_read(tmp_path):
    path = book(tmp_path / "any.xlsx", lambda b: b.add_worksheet("a").write(1_000_000, 16_000, 1))
    issues = []
    assert read_raw(path, "any.xlsx", issues) == []
    assert "reaches to the cell WQK1000001" in issues[0].message


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheet_limits, "MAX_UNPACKED", 1_000_000)
    path = tmp_path / "any.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 2_000_000)
    issues = []
    assert read_raw(path, "any.xlsx", issues) == []
    assert "unpacks to more than" in issues[0].message


ODS = """<office:document-content xmlns:office="o" xmlns:table="t"><table:table table:name="a">
<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="string"
 table:number-columns-repeated="{columns}"/></table:table-row>
<table:table-row table:number-rows-repeated="1000000"><table:table-cell
 table:number-columns-repeated="16000"/></table:table-row></table:table></office:document-content>"""


@pytest.mark.parametrize(("rows", "refused"), [(10, False), (1_000_000, True)])
def test_repeated_cells_of_ods_count(rows, refused):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", ODS.format(rows=rows, columns=100))
    issues = []
    sheet_limits.examine(file, "any.ods", issues)
    assert bool(issues) is refused


def test_a_text_that_many_cells_share_counts_for_each(tmp_path, monkeypatch):
    def fill(workbook):
        sheet = workbook.add_worksheet("a")
        for row in range(100):
            sheet.write_string(row, 0, "x" * 30_000)

    path = book(tmp_path / "any.xlsx", fill)
    assert path.stat().st_size < 20_000
    monkeypatch.setattr(sheet_limits, "MAX_TEXT", 1_000_000)
    issues = []
    assert read_raw(path, "any.xlsx", issues) == []
    cell = "</table:table-cell></table:table-row>"
    ods = ODS.format(rows=1_000, columns=1)
    ods = ods.replace('"/></table:table-row>', '">' + "x" * 2_000 + cell, 1)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", ods)
    sheet_limits.examine(file, "any.ods", issues)
    assert [("too much text" in issue.message) for issue in issues] == [True, True]


@pytest.mark.parametrize("name", ["any.xlsx", "any.ods", "any.xls"])
def test_what_is_no_workbook_is_said(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0 nothing of that sort")
    issues = []
    assert read_raw(path, name, issues) == []
    assert "can't be read as a workbook" in issues[0].message


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_part_that_is_no_xml_is_refused_before_it_is_read(tmp_path, ending):
    """A reader of workbooks looks for the end of such a part for ever."""
    table = [["From", "To"], ["ATF", "ICE"]]
    data = as_xlsx({"One": table}, Random(1)) if ending == "xlsx" else as_ods({"One": table})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / f"x.{ending}"
    for name in (one for one in members if one.endswith((".xml", ".rels"))):
        path.write_bytes(zipped({**members, name: members[name][:-9] + b"<x>"}))
        issues: list[co.errors.Issue] = []
        assert read_raw(path, path.name, issues) == []
        assert f"{name} isn't XML" in issues[0].message
