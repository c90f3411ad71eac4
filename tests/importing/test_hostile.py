"""Tables of any size and content: a right network, or one clear error with its place; bounded."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.importing.heads import FIELDS, PLACES
from coordination.importing.words import MARKS, NO_MARKS, TABLES
from coordination.loading.tables import raw_csv
from tests.importing.tables import csv_file, issue_texts, ties, workbook


def refused(path, *given, **options):
    with pytest.raises(co.DataError) as caught:
        co.read_table(path, *given, **options)
    text = issue_texts(caught.value)
    assert path.name in text and len(text) < 5_000
    return text


@pytest.mark.parametrize("rows", [[], [[]], [["", ""]], [["From", "To", "Type"]]])
def test_empty_tables(tmp_path, rows):
    for path in (
        csv_file(tmp_path / "t.csv", rows),
        workbook(tmp_path / "t.xlsx", {"One": rows, "Two": []}),
    ):
        if rows and rows[0] and rows[0][0]:
            imported = co.read_table(path)
            assert imported.rows == 0 and not imported.network.agencies
        else:
            assert "empty" in refused(path)


def test_too_many_columns_or_rows_are_one_error(tmp_path, monkeypatch):
    wide = tmp_path / "wide.csv"
    wide.write_text(",".join(["From", "To", *map(str, range(100_000))]) + "\nA,B\n")
    assert "columns" in refused(wide)
    assert raw_csv.MAX_ROWS == 250_000
    monkeypatch.setattr(raw_csv, "MAX_ROWS", 20_000)
    tall = tmp_path / "tall.csv"
    tall.write_text("From,To\n" + "A,B\n" * 21_000)
    assert "20,000 rows" in refused(tall)


def test_names_with_markup_formulas_and_controls_are_text_or_an_issue(tmp_path):
    names = [
        "<script>alert(1)</script>",
        "=1+1",
        "@SUM(A1)",
        "a\nb",
        "../../x",
        "' DROP",
        "\u202eevil",
    ]
    rows = [["From", "To"], *([name, "B"] for name in names)]
    imported = co.read_table(csv_file(tmp_path / "t.csv", rows))
    kept = {one.name for one in imported.network.agencies.values()}
    assert kept == {*names[:3], "a b", *names[4:6], "evil", "B"}
    text = imported.to_text() + imported.mapping_text
    assert "\u202e" not in text
    assert co.loads(co.dumps(imported.network)) == imported.network
    text = refused(csv_file(tmp_path / "c.csv", [["From", "To"], ["a\x1b[31mb", "c"]]))
    assert "row 2" in text and "\x1b" not in text


def test_a_cell_of_twenty_thousand_letters_is_kept_and_a_longer_one_named(tmp_path):
    for size, kept in ((20_000, True), (20_001, False)):
        table = csv_file(tmp_path / "t.csv", [["From", "To"], ["A", "é" * size], ["A", "B"]])
        if kept:
            imported = co.read_table(table)
            assert max(len(one.name) for one in imported.network.agencies.values()) == size
            assert all(len(key) <= 100 for key in imported.network.agencies)
            assert len(imported.to_text()) < 3_000
        else:
            text = refused(table)
            assert "row 2" in text and "column B" in text


def test_a_remark_that_is_too_long_is_named_with_its_row(tmp_path):
    for rows in (
        [["From", "To", "Comments"], ["A", "B", "x" * 20_001]],
        [["Organisation", "Activity", "District", "Comments"], ["A", "B", "Bong", "x" * 20_001]],
    ):
        text = refused(csv_file(tmp_path / "t.csv", rows))
        assert "row 2" in text and "20,000" in text.replace("20000", "20,000")


def test_merged_heads_above_the_real_ones(tmp_path):
    import xlsxwriter

    path = tmp_path / "m.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Survey")
        sheet.merge_range("A1:C1", "Who works with whom")
        sheet.merge_range("A2:B2", "Agencies")
        sheet.write_row("A3", ["From", "To", "Type"])
        sheet.merge_range("A4:A5", "ATF")
        sheet.write_row("B4", ["ICE", "MOU"])
        sheet.write_row("B5", ["PGR", "training"])
    imported = co.read_table(path)
    # A name that is merged over several rows stands in each of them.
    assert ties(imported.network) == {("agreement", "ATF", "ICE"), ("training", "ATF", "PGR")}


def test_a_workbook_of_many_sheets_says_which_is_meant(tmp_path):
    sheets = {f"Sheet {n}": [["Notes"], ["text"]] for n in range(5)}
    path = workbook(tmp_path / "t.xlsx", {**sheets, "Ties": [["From", "To"], ["A", "B"]]})
    imported = co.read_table(path)
    assert imported.sheet == "Ties" and imported.mapping.sheet == "Ties"
    assert "there is no sheet 'Tis'; did you mean 'Ties'" in refused(path, sheet="Tis")
    assert "nothing shows" in refused(path, sheet="Sheet 1")


def test_what_is_no_table(tmp_path):
    for name, data in (("t.xlsx", b"PK\x03\x04broken"), ("t.csv", b"%PDF-1.4 x"), ("t.ods", b"")):
        path = tmp_path / name
        path.write_bytes(data)
        assert refused(path)
    with pytest.raises(co.errors.NetworkNotFound):
        co.read_table(tmp_path / "none.csv")


def test_a_row_of_many_names_on_both_sides_ends_in_one_error(tmp_path, monkeypatch):
    monkeypatch.setattr("coordination.importing.draft.MOST_RECORDS", 1_000)
    some, others = (";".join(f"{side}{n}" for n in range(500)) for side in "ab")
    rows = [["From", "To"], ["x", "y"], [some, others]]
    text = refused(csv_file(tmp_path / "t.csv", rows))
    assert "row 3" in text and "1,000 links" in text


def test_many_alike_names_stay_bounded(tmp_path):
    rows = [
        ["From", "To"],
        *([f"Office {'a' * (n % 7)} of Town", f"Town {n}"] for n in range(1500)),
    ]
    imported = co.read_table(csv_file(tmp_path / "t.csv", rows))
    assert len(imported.near) <= 500 and len(imported.to_text().splitlines()) < 60


def test_a_wide_matrix(tmp_path):
    names = [f"Agency {n}" for n in range(300)]
    rows = [["", *names], *([a, *("x" if a < b else "" for b in names)] for a in names[:3])]
    imported = co.read_table(csv_file(tmp_path / "m.csv", rows))
    assert len(imported.network.agencies) == 300
    assert len(imported.network.links) == sum(a < b for a in names[:3] for b in names)


@pytest.mark.parametrize("mark", ["\x7f", "\x1b", "\x01", "\x85", "\uffff"])
@pytest.mark.parametrize("column", range(4))
def test_what_no_text_has_is_an_issue_at_its_cell(tmp_path, mark, column):
    """Whatever becomes of the cell: an agency, a sector, a place."""
    path = tmp_path / "3w.csv"
    cells = ["MSF", "Health", "Guinea", "ongoing"]
    cells[column] = f"a{mark}b"
    path.write_text(f"Organisation,Sector,Country,Status\n{','.join(cells)}\n", "utf-8")
    with pytest.raises(co.DataError) as raised:
        co.read_table(path)
    assert f"column {'ABCD'[column]}" in str(raised.value)
    assert "control character" in str(raised.value)


HEADS = [head for form in FIELDS.values() for heads in form.values() for head in heads[:4]]
HEADS += [heads[0] for heads in PLACES] + ["", "R", "A", "#org", "=1+1", "a" * 300, "2014-05-06"]
WORDS = [word for table in TABLES.values() for word in table] + sorted(MARKS | NO_MARKS)
WORDS += ["ATF", "Ministry of Health", "Liberia", "Lofa", "US-TX", "", "", "\u202e", "a\nb", "; ;"]
WORDS += [
    "A;B",
    "国境",
    "\x1b",
    "<b>",
    "31/12/2009",
    "1e9",
    "nan",
    "__proto__",
    '"',
    "Total",
    "é" * 101,
]


@given(st.integers(0, 2**32))
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_any_table_is_a_network_or_one_clear_error(tmp_path_factory, seed):
    draw = random.Random(seed)
    width = draw.randint(1, 7)
    pool = draw.sample(WORDS, draw.randint(3, 30))
    rows = [[draw.choice(WORDS)] for _ in range(draw.choice([0, 0, 0, 1, 2]))]
    rows.append([draw.choice(HEADS) for _ in range(width)])
    rows += [[draw.choice(pool) for _ in range(width)] for _ in range(draw.randint(0, 8))]
    table = csv_file(tmp_path_factory.mktemp("any") / "t.csv", rows)
    try:
        imported = co.read_table(table)
    except co.DataError as error:
        assert all(issue.file for issue in error.issues)
        return
    assert imported.to_text()
    path = table.with_suffix(".map.yaml")
    path.write_text(imported.mapping_text, encoding="utf-8")
    assert co.read_table(table, path).network == imported.network
    assert co.loads(co.dumps(imported.network)) == imported.network
