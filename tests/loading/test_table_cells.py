"""Tables as people leave them: stray spaces, locales, blank rows, lines in cells, timestamps.

Each fault is drawn, and a table that has it gives the same network as one that hasn't, whether it
is read row by row, in bulk, or from Parquet.
"""

import datetime
import io
import itertools
import warnings

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.files import parquet
from coordination.loading.tables import files
from tests.loading.parquet_here import run_here

pl = pytest.importorskip("polars")

QUICK = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
AGENCIES = [
    ["id", "name", "kind", "level", "jurisdiction", "main", "since", "mandates"],
    ["north", "Police du Québec", "police", "national", "MX", "true", "2009-06-30", "f:lead"],
    ["south", "Police of the South", "office", "", "US-TX", "false", "2010", "f; g"],
]
LINKS = [
    ["id", "kind", "source", "target", "status", "functions", "start", "mutual", "evidence_source",
     "evidence_at"],
    ["one", "liaison", "north", "south", "strained", "f; g", "2011-02", "true", "s", "p. 3"],
    ["two", "joint-operation", "south", "north", "active", "g", "2012", "", "s", "p. 4"],
]  # fmt: skip
REST = "title: T\nfunctions: [{id: f, name: F}, {id: g, name: G}]\nsources: [{id: s, title: S}]\n"
UNSEEN = st.text(st.sampled_from(" \t\u00a0\u2003\u202f\u200b\ufeff\u3000"), max_size=3)
WAYS = ["rows", "bulk", "sheet"]  # and once Parquet
NO_BREAK = st.text(st.sampled_from(" \u00a0"), max_size=2)


def csv_text(rows, separator=",", end="\n"):
    quoted = (['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows)
    return "".join(separator.join(row) + end for row in quoted)


def loaded(root, agencies, links, way, encode=lambda text: text.encode(), **how):
    """The network of two tables, read in one of the ways."""
    folder = root / "case"
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    (folder / "rest.yaml").write_text(REST)
    book = openpyxl.Workbook()
    for name, rows in (("agencies", agencies), ("links", links)):
        if way == "sheet":
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append([cell or None for cell in row])
        elif way == "parquet":
            frame = pl.read_csv(io.StringIO(csv_text(rows)), infer_schema=False)
            frame.write_parquet(folder / f"{name}.parquet")
        else:
            (folder / f"{name}.csv").write_bytes(encode(csv_text(rows, **how)))
    if way == "sheet":
        book.remove(book.active)
        book.save(folder / "case.xlsx")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "MOST_BYTES", 0 if way == "bulk" else files.MOST_BYTES)
        patch.setattr(parquet, "run_apart", run_here)
        return co.load(folder)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return loaded(tmp_path_factory.mktemp("clean"), AGENCIES, LINKS, "rows")


@QUICK
@given(around=st.lists(UNSEEN, min_size=5, max_size=5), way=st.sampled_from(WAYS))
@example(around=[" ", "\u00a0", "", "\ufeff", "\t"], way="parquet")
@example(around=["", "", "\t", "", ""], way="bulk")
def test_what_stands_unseen_around_a_cell_is_neither_checked_nor_kept(
    tmp_path_factory, clean, around, way
):
    unseen = itertools.cycle(around)

    def spoiled(rows):
        return [[next(unseen) + cell + next(unseen) for cell in row] for row in rows]

    network = loaded(tmp_path_factory.mktemp("t"), spoiled(AGENCIES), spoiled(LINKS), way)
    assert network == clean
    assert co.check(network).to_json() == co.check(clean).to_json()


@QUICK
@given(
    turns=st.lists(st.sampled_from([str.upper, str.title, str.lower]), min_size=3, max_size=3),
    between=st.sampled_from("- _"),
    way=st.sampled_from(WAYS),
)
@example(turns=[str.upper, str.title, str.lower], between=" ", way="parquet")
def test_words_and_heads_may_be_in_any_case(tmp_path_factory, clean, turns, between, way):
    turn = itertools.cycle(turns)

    def cased(text):
        return next(turn)(text.replace("-", between))

    words = {"kind", "level", "status", "mutual", "main"}

    def spoiled(rows):
        heads = [cased(head.replace("_", "-")) for head in rows[0]]
        body = [
            [
                cased(cell) if head in words else cell
                for head, cell in zip(rows[0], row, strict=True)
            ]
            for row in rows[1:]
        ]
        return [heads, *body]

    network = loaded(tmp_path_factory.mktemp("t"), spoiled(AGENCIES), spoiled(LINKS), way)
    assert network == clean


@QUICK
@given(
    separator=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]),
    end=st.sampled_from(["\n", "\r\n"]),
    way=st.sampled_from(["rows", "bulk"]),
)
def test_any_locale_gives_the_same_and_says_what_was_taken(
    tmp_path_factory, clean, separator, encoding, end, way
):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        network = loaded(
            tmp_path_factory.mktemp("t"),
            AGENCIES,
            LINKS,
            way,
            encode=lambda text: text.encode(encoding),
            separator=separator,
            end=end,
        )
    assert network == clean
    told = " ".join(str(one.message) for one in caught)
    taken = {"cp1252": "read as Windows-1252", "utf-16": "read as UTF-16", "utf-16-le": "UTF-16"}
    assert taken.get(encoding, "") in told
    assert bool(told) == (encoding in taken)


@QUICK
@given(
    blanks=st.lists(st.tuples(st.integers(1, 3), NO_BREAK), max_size=4),
    way=st.sampled_from(WAYS),
)
@example(blanks=[(1, ""), (2, "\u00a0")], way="parquet")
def test_rows_of_commas_only_are_no_rows(tmp_path_factory, clean, blanks, way):
    def spoiled(rows):
        rows = list(rows)
        for at, text in blanks:
            rows.insert(at, [text] * len(rows[0]))
        return rows

    network = loaded(tmp_path_factory.mktemp("t"), spoiled(AGENCIES), spoiled(LINKS), way)
    assert network == clean


@QUICK
@given(
    lines=st.lists(st.integers(0, 3), min_size=3, max_size=3),
    blanks=st.integers(0, 2),
    end=st.sampled_from(["\n", "\r\n"]),
    way=st.sampled_from(["rows", "bulk", "sheet"]),
)
def test_an_issue_names_the_line_and_row_below_cells_of_several_lines(
    tmp_path_factory, lines, blanks, end, way
):
    heads = [*LINKS[0], "cause"]
    rows = [[*LINKS[1], "x" + "\ny" * count] for count in lines]
    for number, row in enumerate(rows):
        row[0] = f"link-{number}"
    rows.append([*LINKS[2], ""])
    rows[-1][4] = "activ"
    whole = [heads, *rows[:-1], *[[""] * len(heads)] * blanks, rows[-1]]
    with pytest.raises(co.DataError) as caught:
        loaded(tmp_path_factory.mktemp("t"), AGENCIES, whole, way, end=end)
    (issue,) = caught.value.issues
    assert "'activ'" in issue.message and "did you mean 'active'" in issue.suggestion
    row = 1 + len(lines) + blanks + 1
    if way == "sheet":
        assert (issue.sheet, issue.line, issue.column) == ("links", row, 5)
    else:
        assert issue.line == row + sum(lines)
        assert f"row {row}," in issue.where and "status" in issue.where


STAMPS = st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2020, 1, 1))


@settings(QUICK, max_examples=2)
@given(stamps=st.lists(STAMPS, min_size=6, max_size=6))
@pytest.mark.parametrize(("unit", "zone"), [("ms", None), ("us", "UTC"), ("ns", None)])
def test_timestamps_of_parquet_are_days(tmp_path_factory, stamps, unit, zone):
    folder = tmp_path_factory.mktemp("t")
    (folder / "rest.yaml").write_text(REST)
    pl.DataFrame({"id": ["a", "b"], "name": ["A", "B"]}).write_parquet(folder / "agencies.parquet")
    days = [stamp.date() + datetime.timedelta(1) for stamp in stamps]
    links = pl.DataFrame(
        {
            "id": [f"link-{n}" for n in range(len(stamps) + 1)],
            "kind": "liaison",
            "source": "a",
            "target": "b",
            "start": pl.Series([*stamps, None], dtype=pl.Datetime(unit, zone)),
            "end": pl.Series([*days, None], dtype=pl.Date),
            "due": pl.Series([*(float(stamp.year) for stamp in stamps), None]),
        }
    )
    links.write_parquet(folder / "links.parquet")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "run_apart", run_here)
        network = co.load(folder)
    for stamp, day, link in zip(stamps, days, network.links.values(), strict=False):
        assert (link.start, link.end) == (stamp.date().isoformat(), day.isoformat())
        assert link.due == str(stamp.year)
    assert network.links[f"link-{len(stamps)}"].start is None


def test_the_same_file_reads_the_same_however_large(tmp_path, clean):
    """A CSV folder that we write holds lists of passages, and is read row by row at any size."""
    co.write(clean, tmp_path / "out", "csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "MOST_BYTES", 0)
        assert co.load(tmp_path / "out") == clean


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("requirements.txt", "requirements.csv"),
        ("requirments.csv", "requirements"),
        ("edges.csv", "coordination import"),
        ("case.graphml", "coordination import"),
        ("links.parquet.csv", "links.csv"),
        ("figures.parquet", "figures.csv"),
    ],
)
def test_data_that_is_not_understood_is_never_passed_over(tmp_path, name, hint):
    (tmp_path / "rest.yaml").write_text(REST)
    (tmp_path / "README.md").write_text("# Notes\n")
    (tmp_path / "~$case.xlsx").write_text("a lock")
    co.load(tmp_path)
    (tmp_path / name).write_text("id,name\na,A\n")
    with pytest.raises(co.DataError) as caught:
        co.load(tmp_path)
    (issue,) = caught.value.issues
    assert issue.file.endswith(name) and "isn't understood" in issue.message
    assert hint in issue.suggestion


def test_tables_and_data_files_mix(tmp_path):
    (tmp_path / "rest.yaml").write_text(REST + "agencies: [{id: third, name: Third}]\n")
    (tmp_path / "agencies.csv").write_text("name;kind\nPolice of the North;police\n")
    (tmp_path / "links.tsv").write_text("kind\tsource\ttarget\nliaison\tThird\tpolice of the north")
    (tmp_path / "figures.csv").write_text(
        'about;measure;value\nthird;share;0,5\nthird;cars;1 234,5\nThird;size;"62600"\n'
    )
    (tmp_path / "mandates.csv").write_text("agency,function,role\nPolice of the North,F,lead\n")
    network = co.load(tmp_path)
    (link,) = network.links.values()
    assert (link.source, link.target) == ("third", "police-of-the-north")
    assert [figure.value for figure in network.figures.values()] == [0.5, 1234.5, 62600]
    assert network.agencies["police-of-the-north"].role_in("f") == "lead"
    third = "{id: third, name: Third, mandates: [{function: g}]}"
    (tmp_path / "rest.yaml").write_text(REST + f"agencies: [{third}]\n")
    (tmp_path / "mandates.csv").write_text("agency,function,role\nThird,F,lead\n")
    mandates = co.load(tmp_path).agencies["third"].mandates
    assert [(one.function, one.role) for one in mandates] == [("g", "participant"), ("f", "lead")]
    (tmp_path / "mandates.csv").write_text("agency,function,role\n\nThird,F,leader\n")
    with pytest.raises(co.DataError) as caught:
        co.load(tmp_path)
    (issue,) = caught.value.issues
    assert issue.file.endswith("mandates.csv") and issue.line == 3
    assert issue.where == "row 3, column C (role)" and "did you mean 'lead'?" in issue.suggestion


@pytest.mark.parametrize(
    ("text", "value"),
    [("0,5", "0.5"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1'234", "1234"),
     ("-3", "-3"), ("1.234.567", "1234567"), ("1e3", "1e3"), ("\u22125", "-5")],
)  # fmt: skip
def test_numbers_of_any_locale(tmp_path, text, value):
    (tmp_path / "rest.yaml").write_text("title: T\nagencies: [{id: a, name: A}]\n")
    (tmp_path / "figures.csv").write_text(f"about;measure;value\na;m;{text}\n", "utf-8")
    (figure,) = co.load(tmp_path).figures.values()
    assert figure.value == float(value)


@pytest.mark.parametrize("text", ["62,600", "1.234"])
def test_a_number_that_may_be_two_is_an_issue(tmp_path, text):
    (tmp_path / "rest.yaml").write_text("title: T\nagencies: [{id: a, name: A}]\n")
    (tmp_path / "figures.csv").write_text(f"about;measure;value\na;m;{text}\n")
    with pytest.raises(co.DataError, match=f"'{text}' may be"):
        co.load(tmp_path)
