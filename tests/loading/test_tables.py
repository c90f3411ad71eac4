"""Tables in bulk give the network that their rows describe, or errors like a file's."""

from pathlib import Path

import pytest

import coordination as co
from coordination.loading.tables import files

pl = pytest.importorskip("polars")

AGENCIES = """\
id,name,kind,level,jurisdiction,part_of,members,mandates,since
atf,"Bureau, of Alcohol",agency,federal,US,,,tracing:lead; training,1972-07-01
atf-phoenix,Phoenix,office,federal,US-AZ,atf,,,
pgr,Procuraduría,prosecutor,federal,MX,,,tracing,
border-states,Border states,collective,,,,atf; pgr,,
na,Namibian police,police,,NA,,,,
"""
LINKS = """\
id,kind,source,target,status,functions,start,end,evidence_source,evidence_at
mou,agreement,atf,pgr,active,,2009-06,2012,report,p. 3
,request,pgr,atf,unmet,tracing; training,,,report,p. 4
among,liaison,border-states,border-states,strained,,,,report,p. 5
"""
REST = """\
title: Border
functions: [{id: tracing, name: Tracing}, {id: training, name: Training}]
sources: [{id: report, title: Report}]
requirements: [{id: r, agency: atf, counterpart: {agency: pgr}, function: tracing}]
"""


@pytest.fixture(autouse=True)
def in_bulk(monkeypatch):
    """Small tables are read row by row; here they go the way of large ones."""
    monkeypatch.setattr(files, "MOST_BYTES", 0)


def folder(tmp_path: Path, agencies: str = AGENCIES, links: str = LINKS, rest: str = REST) -> Path:
    (tmp_path / "agencies.csv").write_text(agencies, encoding="utf-8")
    (tmp_path / "links.csv").write_text(links, encoding="utf-8")
    if rest:
        (tmp_path / "network.yaml").write_text(rest, encoding="utf-8")
    return tmp_path


def issues_of(path: Path) -> list[co.errors.Issue]:
    with pytest.raises(co.DataError) as caught:
        co.load(path)
    return list(caught.value.issues)


def test_rows_become_records(tmp_path):
    network = co.load(folder(tmp_path))
    assert network.title == "Border"
    assert network.agencies["atf"].name == "Bureau, of Alcohol"
    assert network.agencies["na"].jurisdiction == "NA"
    assert network.agencies["border-states"].members == ("atf", "pgr")
    assert network.agencies["atf"].role_in("tracing") == "lead"
    assert network.agencies["atf"].role_in("training") == "participant"
    mou, request, among = network.links.values()
    assert (mou.id, mou.mutual, mou.formal, mou.end) == ("mou", True, True, "2012")
    assert (request.mutual, request.functions) == (False, ("tracing", "training"))
    assert request.id.startswith("request-pgr-atf-")
    assert network.links[request.id] == request
    assert among.evidence[0].at == "p. 5"


def test_tables_equal_the_same_records(tmp_path):
    bulk = co.load(folder(tmp_path))
    records = co.Network(bulk.document)
    assert records == bulk
    for name in bulk.engine.columns.__dataclass_fields__:
        ours, theirs = getattr(bulk.engine.columns, name), getattr(records.engine.columns, name)
        if name not in ("link", "gazetteer"):
            assert list(ours) == list(theirs), name


def test_parquet_equals_csv(tmp_path):
    network = co.load(folder(tmp_path))
    for table in ("agencies", "links"):
        frame = pl.read_csv(tmp_path / f"{table}.csv", infer_schema=False)
        frame.write_parquet(tmp_path / f"{table}.parquet")
        (tmp_path / f"{table}.csv").unlink()
    assert co.load(tmp_path) == network


def test_tables_alone_take_the_folders_name(tmp_path):
    links = "kind,source,target\nliaison,atf,pgr\n"
    agencies = "id,name\natf,ATF\npgr,PGR\n"
    assert co.load(folder(tmp_path, agencies, links, rest="")).title == tmp_path.name


def test_byte_order_mark_and_windows_lines(tmp_path):
    folder(tmp_path)
    for table in ("agencies", "links"):
        path = tmp_path / f"{table}.csv"
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert len(co.load(tmp_path).links) == 3


@pytest.mark.parametrize(
    ("table", "old", "new", "line", "message", "hint"),
    [
        ("links", "mou,agreement", "mou,agrement", 2, "'agrement'", "did you mean 'agreement'"),
        ("links", "mou,agreement", "mou,", 2, "missing", ""),
        ("links", "pgr,active", "prg,active", 2, "no agency 'prg'", "did you mean 'pgr'"),
        ("links", "pgr,atf,unmet", "pgr,atf,unmett", 3, "'unmett'", "did you mean 'unmet'"),
        ("links", "tracing; training", "tracing; trainng", 3, "'trainng'", "'training'"),
        ("links", "2009-06,2012", "2009-13,2012", 2, "'2009-13' is not a date", ""),
        ("links", "2009-06,2012", "2013,2012", 2, "ends (2012) before it starts (2013)", ""),
        ("links", "report,p. 4", "reprt,p. 4", 3, "'reprt'", "did you mean 'report'"),
        ("links", "report,p. 4", "report,", 3, "missing", ""),
        ("links", "among,liaison,border-states,border-states", "among,liaison,atf,atf", 4,
         "links 'atf' with itself", ""),
        ("links", "among,", "mou,", 4, "'mou' is already taken", ""),
        ("links", "among,", "atf,", 4, "'atf' is already taken", ""),
        ("links", "among,", "r,", 4, "'r' is already taken", ""),
        ("links", "mou,", "M O U,", 2, "'M O U'", "m-o-u"),
        ("agencies", "pgr,Procuraduría", "pgr,", 4, "missing", ""),
        ("agencies", "prosecutor", "procecutor", 4, "'procecutor'", "did you mean 'prosecutor'"),
        ("agencies", "federal,MX", "federal,MEX", 4, "'MEX'", "did you mean 'MX'"),
        ("agencies", "US-AZ,atf", "US-AZ,aft", 3, "no agency 'aft'", "did you mean 'atf'"),
        ("agencies", "atf; pgr", "atf; prg", 5, "'prg'", "did you mean 'pgr'"),
        ("agencies", "tracing:lead", "tracing:leader", 2, "'leader'", "did you mean 'lead'"),
        ("agencies", "na,Namibian", "pgr,Namibian", 6, "'pgr' is already taken", ""),
        ("agencies", "1972-07-01", "1972-07-32", 2, "'1972-07-32' is not a date", ""),
        ("agencies", "federal,US,,", "federal,US,atf-phoenix,", 2,
         "a circle of part_of: atf -> atf-phoenix -> atf", ""),
        ("agencies", "federal,MX,,", "federal,MX,,border-states", 4,
         "a circle of members: pgr -> border-states -> pgr", ""),
        ("agencies", "na,Namibian", ",Namibian", 6, "missing", ""),
        ("agencies", "jurisdiction", "jurisdicton", 1, "no column 'jurisdicton'",
         "did you mean 'jurisdiction'"),
        ("agencies", "id,name", "key,name", 1, "the column 'id' is missing", ""),
    ],
)  # fmt: skip
def test_broken_rows_are_told_by_file_and_line(tmp_path, table, old, new, line, message, hint):
    texts = {"agencies": AGENCIES, "links": LINKS}
    assert old in texts[table]
    texts[table] = texts[table].replace(old, new, 1)
    found = issues_of(folder(tmp_path, **texts))
    matching = [
        issue
        for issue in found
        if issue.file.endswith(f"{table}.csv") and issue.line == line and message in issue.message
    ]
    assert matching, "\n".join(map(str, found))
    assert any(hint in issue.suggestion for issue in matching)


def test_all_problems_of_all_files_at_once(tmp_path):
    found = issues_of(
        folder(
            tmp_path,
            AGENCIES.replace("prosecutor", "procecutor"),
            LINKS.replace("unmet", "unmett").replace("pgr,active", "prg,active"),
            REST.replace("agency: pgr", "agency: pgrr"),
        )
    )
    assert {Path(issue.file).name for issue in found} == {
        "agencies.csv",
        "links.csv",
        "network.yaml",
    }
    assert len(found) == 4


def test_agencies_stand_in_one_place_only(tmp_path):
    rest = REST + "agencies: [{id: x, name: X}]\n"
    (issue,) = issues_of(folder(tmp_path, rest=rest))
    assert "the folder has a table of agencies" in issue.message


def test_one_table_alone_is_not_enough(tmp_path):
    folder(tmp_path)
    (tmp_path / "links.csv").unlink()
    assert any("no table of links" in issue.message for issue in issues_of(tmp_path))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x01", b"PAR1junkPAR1", b'id,name\n"a,b'])
def test_junk_ends_in_a_clear_error(tmp_path, content):
    folder(tmp_path)
    ending = ".parquet" if content.startswith(b"PAR1") else ".csv"
    (tmp_path / "agencies.csv").unlink()
    (tmp_path / f"agencies{ending}").write_bytes(content)
    assert issues_of(tmp_path)


def test_many_wrong_rows_are_counted(tmp_path):
    rows = "".join(f"liaison,atf,nobody{n}\n" for n in range(3000))
    found = issues_of(folder(tmp_path, links="kind,source,target\n" + rows))
    assert len(found) <= 1100
    assert any("3,000 rows are wrong" in issue.message for issue in found)


def test_links_that_replaced_each_other(tmp_path):
    rows = "a,liaison,atf,pgr,b\nb,liaison,atf,pgr,c\nc,liaison,atf,pgr,b\nd,liaison,atf,pgr,a\n"
    (issue,) = issues_of(folder(tmp_path, links="id,kind,source,target,superseded_by\n" + rows))
    assert issue.line == 3
    assert issue.message == "a circle of superseded_by: b -> c -> b"


def test_a_link_under_a_row_that_is_wrong_is_no_fault_of_ours(tmp_path):
    agencies = "id,name,evidence_source\nf,F,s\n"
    links = "id,kind,source,target,under,evidence_source\n,agreement,f,f,d,s\nd,,,,,s\n"
    found = issues_of(folder(tmp_path, agencies, links, "title: T\n"))
    assert any("row 2" in str(issue) or issue.line == 3 for issue in found)


@pytest.mark.parametrize(
    ("links", "fits"),
    [
        (["agreement,a,b,,", "agreement,a,b,,"], False),
        (["agreement,a,b,,", "agreement,b,a,,"], False),
        (["request,a,b,,", "request,b,a,,"], True),
        (["request,a,b,,", "request,b,a,,2009"], True),
        (["request,a,b,f; g,", "request,a,b,g;f,"], False),
        (["request,a,b,f,", "request,a,b,g,"], True),
        (["request,a,b,f,2009", "request,a,b,f,2009"], False),
    ],
)
def test_rows_without_ids_that_say_the_same_are_one_link_twice(tmp_path, links, fits):
    """What is written with its ids must read again."""
    rest = "title: T\nfunctions: [{id: f, name: F}, {id: g, name: G}]\n"
    rows = "\n".join(["kind,source,target,functions,start", *links]) + "\n"
    path = folder(tmp_path, "id,name\na,A\nb,B\n", rows, rest)
    if fits:
        network = co.load(path)
        assert co.loads(co.dumps(network)) == network and len(network.links) == 2
    else:
        assert any("already taken" in one.message for one in issues_of(path))


def test_a_row_whose_made_id_another_row_has_is_refused(tmp_path):
    agencies = "id,name\na,A\nb,B\n"
    path = folder(tmp_path, agencies, "kind,source,target\nagreement,a,b\n", "title: T\n")
    (key,) = co.load(path).links
    rows = f"id,kind,source,target\n{key},agreement,a,b\n,agreement,b,a\n"
    found = issues_of(folder(tmp_path, agencies, rows, "title: T\n"))
    assert any(f"the id '{key}' is already taken" in one.message for one in found)
