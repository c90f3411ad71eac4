"""Reports as Word documents and workbooks."""

import io
import re
import zipfile

import openpyxl
import pytest

import coordination as co
from coordination.cli import main
from coordination.formats.report_docx import docx_bytes
from coordination.formats.report_xlsx import MOST_CHARACTERS, xlsx_bytes
from tests import bundled
from tests.formats.networks import hostile

docx = pytest.importorskip("docx")


@pytest.fixture(scope="module")
def report():
    return co.check(bundled.network("gunrunner-cnn-2010"), ignore={"CG9": "not asked for"})


@pytest.fixture(scope="module")
def paper(report):
    content, lost = docx_bytes(report)
    return docx.Document(io.BytesIO(content)), content, lost


@pytest.fixture(scope="module")
def hostile_report():
    return co.check(hostile())


def test_notes_about_the_data_have_a_sheet_of_their_own():
    report = bundled.report("gunrunner-cnn-2010")
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(report)[0]))
    for name, told in (("findings", report), ("notes", report.notes)):
        keys = [row[0] for row in book[name].iter_rows(min_row=2, values_only=True)]
        assert keys == [one.key for one in told] and keys


# -- Word ------------------------------------------------------------------------------------------


def texts(document, *styles):
    return [one.text for one in document.paragraphs if one.style.name in styles]


def test_every_finding_has_a_heading_with_its_parts_below(paper, report):
    document, _, _ = paper
    headings = [text for text in texts(document, "Heading 2") if not text[0].isdigit()]
    assert headings == [
        f"{finding.code} {finding.message.rstrip('.')}"
        for finding in sorted(report, key=lambda one: one.family)
    ]
    whole = "\n".join(one.text for one in document.paragraphs)
    for finding in report:
        for part in (finding.criteria, finding.condition):
            if part is not None:
                assert part.text in whole
        for passage in finding.evidence:
            assert (passage.quote or passage.says or "") in whole
        for change in finding.clears:
            assert change.text in whole


def test_styles_are_those_that_word_makes_contents_and_lists_of(paper):
    document, content, _ = paper
    assert texts(document, "Title") == [f"Findings: {co.load('gunrunner-cnn-2010').title}"]
    assert {"Counterparts", "Ignored", "Agencies", "Links", "References"} <= set(
        texts(document, "Heading 1")
    )
    captions = texts(document, "Caption")
    assert len([one for one in captions if one.startswith("Table")]) == len(document.tables) >= 5
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.xpath("./w:trPr/w:tblHeader") and first.xpath(".//w:b")
        assert not any(row.xpath("./w:trPr/w:tblHeader") for row in others)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        body = parts.read("word/document.xml").decode()
        footers = "".join(parts.read(n).decode() for n in parts.namelist() if "footer" in n)
    assert "SEQ Table" in body
    assert "PAGE" in footers and "NUMPAGES" in footers


def test_the_picture_is_there_or_its_absence_is_said(paper):
    document, _, lost = paper
    if document.inline_shapes:
        assert lost == ()
        assert "53 agencies" not in document.inline_shapes[0]._inline.docPr.get("descr")
        assert document.inline_shapes[0]._inline.docPr.get("descr").startswith("Picture of the")
        assert any(one.startswith("Figure") for one in texts(document, "Caption"))
    else:
        assert len(lost) == 1 and lost[0].startswith("the picture (")


def test_without_resvg_the_picture_is_left_out_and_said(report, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    content, lost = docx_bytes(report)
    assert not docx.Document(io.BytesIO(content)).inline_shapes
    assert len(lost) == 1 and "resvg-py" in lost[0]


def test_sources_are_numbered_and_their_addresses_are_links(paper, report):
    document, content, _ = paper
    targets = {
        one.target_ref for one in document.part.rels.values() if one.reltype.endswith("hyperlink")
    }
    cited = {passage.source for finding in report for passage in finding.evidence}
    known = report.network.sources
    assert targets == {known[key].url for key in cited if known[key].url}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert "[1]" in parts.read("word/document.xml").decode()


def test_a_document_is_the_same_from_run_to_run(report, paper):
    assert docx_bytes(report)[0] == paper[1]


def test_a_brief_document_has_counts_and_sentences_alone(report):
    content, lost = docx_bytes(report, brief=True)
    document = docx.Document(io.BytesIO(content))
    assert lost == () and not document.inline_shapes and not texts(document, "Heading 2")
    whole = "\n".join(one.text for one in document.paragraphs)
    assert all(finding.message in whole for finding in report)


def test_hostile_text_stays_text_in_word(hostile_report):
    content, _ = docx_bytes(hostile_report)
    document = docx.Document(io.BytesIO(content))
    cells = {cell.text for table in document.tables for cell in table._cells}
    for agency in hostile_report.network.agencies.values():
        assert re.sub(r"\r\n?", "\n", agency.name) in cells


# -- a workbook ------------------------------------------------------------------------------------


def book_of(report):
    content, lost = xlsx_bytes(report)
    return openpyxl.load_workbook(io.BytesIO(content)), lost


def test_questions_are_a_sheet_and_a_table(report):
    records = report.questions.to_records()
    assert records
    book, _ = book_of(report)
    head, *rows = book["questions"].iter_rows(values_only=True)
    assert list(head) == list(records[0]) and len(rows) == len(records)
    frame = report.questions.to_pandas()
    assert list(frame.columns) == list(head)
    assert list(frame["question"]) == [record["question"] for record in records]
    assert frame["number"].dtype == "float64"
    assert report.questions.to_polars()["key"].to_list() == [one["key"] for one in records]
    empty = co.questions(co.Network(title="Empty"))
    assert list(empty.to_pandas().columns) == list(head) and len(empty.to_pandas()) == 0


def test_findings_stand_in_a_sheet_as_in_a_table(report):
    book, lost = book_of(report)
    assert lost == () and book.sheetnames == [
        *("about", "findings", "questions", "evidence", "sources", "answers", "ignored")
    ]
    head, *rows = book["findings"].iter_rows(values_only=True)
    records = report.to_records()
    assert list(head) == list(records[0])
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        assert [value if value != "" else None for value in record.values()] == list(row)
    assert book["findings"].freeze_panes == "A2"
    assert book["findings"].auto_filter.ref
    assert book["ignored"].max_row == 1 + len(report.ignored)


def test_no_cell_is_a_formula_or_a_link(hostile_report):
    book, _ = book_of(hostile_report)
    seen = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "inlineStr"), cell.coordinate
                assert cell.hyperlink is None
                seen.add(cell.value)
    assert any(isinstance(value, str) and value.startswith("=") for value in seen)


def test_a_text_too_long_for_a_cell_is_cut_and_said():
    says = "x" * 19_000
    agencies = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    link = {"kind": "request", "source": "a", "target": "b", "status": "unmet", "cause": says}
    report = co.check(co.Network(title="T", agencies=agencies, links=[link]), select="CG301")
    (finding,) = report.findings
    object.__setattr__(finding, "effect", "y" * 40_000)
    book, lost = book_of(report)
    assert len(lost) == 1 and "row 2" in lost[0] and "sheet findings" in lost[0]
    texts = {cell.value for row in book["findings"].iter_rows() for cell in row}
    assert says in texts
    assert "y" * (MOST_CHARACTERS - 1) + "…" in texts


def test_a_workbook_is_the_same_from_run_to_run(report):
    assert xlsx_bytes(report) == xlsx_bytes(report)


# -- the command -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_command_writes_a_file_and_asks_for_its_name(form, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["report", "gunrunner-cnn-2010", "--format", form, "--brief"]) == 2
    assert f"--format {form} takes --output FILE.{form}" in capsys.readouterr().err
    arguments = ["gunrunner-cnn-2010", "--format", form, "--brief", "--output", f"x.{form}"]
    assert main(["report", *arguments]) == 0
    assert (tmp_path / f"x.{form}").read_bytes().startswith(b"PK")
    assert capsys.readouterr().out == ""
    report = bundled.report("gunrunner-cnn-2010")
    written = report.to_docx("y.docx", brief=True) if form == "docx" else report.to_xlsx("y.xlsx")
    assert written.files[0].read_bytes() == (tmp_path / f"x.{form}").read_bytes()


def test_without_python_docx_the_extra_is_named(report, monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(co.errors.MissingExtra, match=r"\[docx\]"):
        report.to_docx(tmp_path / "x.docx")
    assert not list(tmp_path.iterdir())
