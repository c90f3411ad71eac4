"""Verification reads text, HTML and PDF, compares places, and survives hostile files."""

import hashlib
import json
import os
import zlib
from pathlib import Path

import pytest

import coordination as co
from coordination.quotes import source_text, subprocess_reader
from coordination.quotes.citation import _PAGE, _PARAGRAPH, _stated
from tests.steps import counted

TEXT = """\
Headline

By A. Reporter

Agencies met in June. They signed a memorandum.

The Bureau has been unable to provide key training.
"""

DATA = """
title: Quotes
sources:
- {id: report, title: Report}
agencies:
- {id: atf, name: ATF}
- {id: ice, name: ICE}
links:
- id: mou
  kind: agreement
  source: atf
  target: ice
  evidence: [{source: report, at: AT, quote: QUOTE}]
"""


def network(quote: str = "signed a memorandum", at: str = "paragraph 3", **source: str):
    text = DATA.replace("QUOTE", quote).replace("AT,", f"{at},")
    for name, value in source.items():
        text = text.replace("title: Report}", f"title: Report, {name}: '{value}'}}")
    return co.loads(text)


def write(folder: Path, name: str = "report.txt", content: str | bytes = TEXT) -> Path:
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return folder


def test_exact_with_its_place(tmp_path):
    found = co.verify(network(), write(tmp_path))
    (quote,) = found.quotes
    assert (quote.state, quote.paragraph, quote.place) == ("exact", 3, "agrees")
    assert found.clean
    assert found.counts == {"exact": 1}
    assert found.sources[0].sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_wrong_place_is_said(tmp_path):
    found = co.verify(network(at="paragraph 4"), write(tmp_path))
    assert found.quotes[0].place == "differs"
    assert not found.clean
    assert "differs (paragraph 3)" in found.to_text()


def test_counting_from_the_first_sentence_is_recognised(tmp_path):
    data = network(at="paragraph 1").document
    second = {"source": "report", "at": "paragraph 2", "quote": "unable to provide key training"}
    link = co.model.Link.model_validate({"kind": "liaison", "source": "atf", "target": "ice",
                                   "evidence": [second]})  # fmt: skip
    both = co.Network(data.model_copy(update={"links": (*data.links, link)}))
    found = co.verify(both, write(tmp_path))
    assert [quote.place for quote in found.quotes] == ["agrees", "agrees"]
    assert "counted from the file's paragraph 3" in found.sources[0].note


def test_missing_source_is_not_a_wrong_quote(tmp_path):
    found = co.verify(network(), tmp_path)
    assert found.counts == {"source missing": 1}
    assert found.clean


def test_a_changed_file_is_said(tmp_path):
    found = co.verify(network(sha256="0" * 64), write(tmp_path))
    assert found.sources[0].state == "changed"
    assert not found.clean


def test_the_file_beside_the_data_is_found(tmp_path):
    write(tmp_path, "copy.txt")
    data = DATA.replace("QUOTE", "signed a memorandum").replace("AT,", "paragraph 3,")
    (tmp_path / "data.yaml").write_text(data.replace("Report}", "Report, file: copy.txt}"))
    found = co.verify(co.load(tmp_path / "data.yaml"))
    assert found.counts == {"exact": 1}


def test_files_outside_the_folder_are_not_read(tmp_path):
    write(tmp_path, "secret.txt")
    (tmp_path / "inside").mkdir()
    found = co.verify(network(file="../secret.txt"), tmp_path / "inside")
    assert found.counts == {"source missing": 1}


def test_html_without_scripts(tmp_path):
    page = (
        "<html><head><title>signed a memorandum</title></head><body><script>var x = "
        "'unable to help'</script><p>Agencies met.<p>They <b>signed</b> a&nbsp;memorandum.</body>"
    )
    write(tmp_path, "report.html", page)
    (quote,) = co.verify(network(at="paragraph 2"), tmp_path).quotes
    assert (quote.state, quote.place) == ("exact", "agrees")
    assert co.verify(network("unable to help"), tmp_path).counts == {"not found": 1}


def test_pages_by_form_feed(tmp_path):
    write(tmp_path, content="First page.\fThey signed a memorandum.\fLast.")
    assert co.verify(network(at="p. 2"), tmp_path).quotes[0].place == "agrees"
    assert co.verify(network(at="pages 1-3"), tmp_path).quotes[0].place == "agrees"
    assert co.verify(network(at="page 3"), tmp_path).quotes[0].place == "differs"
    assert co.verify(network(at="chapter 2"), tmp_path).quotes[0].place == "can't be compared"


@pytest.mark.parametrize(
    ("at", "pages", "paragraphs"),
    [
        ("page 12", "12", ""),
        ("p. 12", "12", ""),
        ("p.12, note 3", "12", ""),
        ("pp. 12-13", "12-13", ""),
        ("pages 12 to 14 and 20", "12-14 20", ""),
        ("page xiv", "i14", ""),
        ("pp. iv–vi", "i4-i6", ""),
        ("page A-3", "a-3", ""),
        ("paragraph 8", "", "8"),
        ("paras. 4 and 12", "", "4 12"),
        ("¶ 8", "", "8"),
        ("¶¶ 8, 9", "", "8 9"),
        ("page 2, paragraphs 1 and 2", "2", "1 2"),
        ("in the passage on page in question", "", ""),
        ("What GAO Found", "", ""),
    ],
)
def test_places_as_people_write_them(at, pages, paragraphs):
    assert told(_stated(_PAGE, at)) == pages
    assert told(_stated(_PARAGRAPH, at)) == paragraphs


def told(stretches):
    numbers = [[f"{series}{number}" for series, number in ends] for ends in stretches]
    return " ".join("-".join(dict.fromkeys(ends)) for ends in numbers)


def test_one_of_several_places_is_enough(tmp_path):
    write(tmp_path, content="They met.\fThey signed.\fThey met.\fIt ran on\n\n\fto its end.")
    assert co.verify(network("They met", "page 3"), tmp_path).quotes[0].place == "agrees"
    assert co.verify(network("They met", "page 2"), tmp_path).quotes[0].place == "differs"
    assert co.verify(network("ran on to its end", "page 5"), tmp_path).quotes[0].place == "agrees"


def test_a_paragraph_of_a_section_is_not_one_of_the_file(tmp_path):
    at = "What was found, paragraph 1"
    (quote,) = co.verify(network(at=f"'{at}'"), write(tmp_path)).quotes
    assert (quote.evidence.at, quote.place) == (at, "can't be compared")


def test_a_text_in_one_piece_has_no_paragraphs_to_compare(tmp_path):
    write(tmp_path, content="Agencies met.\nThey signed a memorandum.\n")
    (quote,) = co.verify(network(at="paragraph 2"), tmp_path).quotes
    assert (quote.state, quote.place) == ("exact", "can't be compared")


def make_pdf(pages: list[str], catalog: bytes = b"") -> bytes:
    """A PDF with one line of text a page, written by hand."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for n, line in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        stream = f"BT /F1 12 Tf 50 700 Td ({line}) Tj ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return pdf_of(objects)


def pdf_of(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return out + trailer % (len(objects) + 1, start)


def test_pdf_with_pages(tmp_path):
    pytest.importorskip("pypdf")
    write(tmp_path, "report.pdf", make_pdf(["Agencies met.", "They signed a memorandum."]))
    (quote,) = co.verify(network(at="page 2"), tmp_path).quotes
    assert (quote.state, quote.page, quote.place) == ("exact", "2", "agrees")


LABELS = b"/PageLabels << /Nums [0 << /S /r >> 2 << /S /D >> 4 << /P (A-) /S /D >>] >>"


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ("page 2", "agrees"),  # as printed
        ("page 4", "agrees"),  # as counted in the file
        ("PDF page 4", "agrees"),
        ("page 2 of the PDF", "differs"),
        ("page 3", "differs"),
        ("page ii", "differs"),
    ],
)
@pytest.mark.usefixtures("read_here")
def test_printed_and_counted_pages_of_a_pdf(tmp_path, at, place):
    pytest.importorskip("pypdf")
    lines = ["Cover", "Contents", "One", "They signed a memorandum.", "Notes"]
    write(tmp_path, "report.pdf", make_pdf(lines, LABELS))
    (quote,) = co.verify(network(at=at), tmp_path).quotes
    assert (quote.state, quote.page, quote.sheet, quote.place) == ("exact", "2", 4, place)
    assert quote.where == "page 2, page 4 of the file"
    assert co.verify(network("Contents", "p. ii"), tmp_path).quotes[0].place == "agrees"
    assert co.verify(network("Notes", "page A-1"), tmp_path).quotes[0].place == "agrees"


def test_printed_pages_that_the_file_does_not_know(tmp_path):
    write(tmp_path, content="Cover\fContents\fThey signed a memorandum.\fThey met.")
    data = network(at="page 1").document
    second = {"source": "report", "at": "page 2", "quote": "They met"}
    link = co.model.Link.model_validate({"kind": "liaison", "source": "atf", "target": "ice",
                                   "evidence": [second]})  # fmt: skip
    both = co.Network(data.model_copy(update={"links": (*data.links, link)}))
    found = co.verify(both, tmp_path)
    assert [quote.place for quote in found.quotes] == ["agrees", "agrees"]
    assert found.sources[0].note == "pages are counted from the file's page 3"
    assert co.verify(network(at="page 1"), tmp_path).quotes[0].place == "differs"


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
TREE = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE]
LOOP = [TREE[0], b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
BOMB = zlib.compress(b" " * 3_000_000, 9)
STREAM = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(BOMB), BOMB)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf_of(LOOP), "cyclic page references"),
        (pdf_of([*TREE, STREAM]), "holds no text"),
        (make_pdf(["They signed a memorandum."])[:-300], ""),
    ],
)
def test_a_hostile_pdf_ends_in_a_message(tmp_path, content, reason):
    pytest.importorskip("pypdf")
    found = co.verify(network(), write(tmp_path, "report.pdf", content))
    assert found.sources[0].state in ("unreadable", "read")
    assert reason in found.sources[0].note


def test_an_encrypted_pdf_says_so(tmp_path):
    pypdf = pytest.importorskip("pypdf")
    write(tmp_path, "report.pdf", make_pdf(["They signed a memorandum."]))
    writer = pypdf.PdfWriter(clone_from=tmp_path / "report.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "report.pdf")
    found = co.verify(network(), tmp_path)
    assert "it is encrypted, and a password is needed" in found.sources[0].note


def test_without_pypdf_the_other_texts_are_still_read(tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess_reader, "find_spec", lambda name: None)
    write(tmp_path, "report.pdf", b"%PDF-1.4")
    found = co.verify(network(), tmp_path)
    assert found.sources[0].note == (
        "reading a PDF needs pypdf: pip install 'coordination-graph[pdf]'"
    )
    options = {"CG903": {"sources": str(tmp_path)}}
    assert not co.check(network(), select=["CG903"], options=options).notes


@pytest.mark.parametrize("piece", ["<!--", "<a b='", "<![CDATA["])
def test_a_page_made_to_be_slow_is_stopped(tmp_path, monkeypatch, piece):
    monkeypatch.setitem(subprocess_reader.MOST_SECONDS, "html", 1.0)
    write(tmp_path, "report.html", piece * 300_000)
    (source,) = co.verify(network(), tmp_path).sources
    assert source.state == "unreadable"


def test_a_reader_imports_nothing_from_where_one_stands(tmp_path, monkeypatch):
    pytest.importorskip("pypdf")
    (tmp_path / "pypdf.py").write_text("raise SystemExit('taken over')")
    write(tmp_path, "report.pdf", make_pdf(["Cover", "They signed a memorandum."]))
    monkeypatch.chdir(tmp_path)
    assert co.verify(network(at="page 2"), tmp_path).clean


@pytest.mark.parametrize(
    ("limit", "content", "reason"),
    [
        ("MOST_CHARACTERS", "They signed a memorandum.", "longer than 9 characters"),
        ("MOST_PAGES", "\f" * 9 + "They signed.", "more than 9 pages"),
        ("MOST_PARAGRAPHS", "a\n\n" * 10, "more than 9 paragraphs"),
    ],
)
def test_a_text_that_swells_is_refused(tmp_path, monkeypatch, limit, content, reason):
    monkeypatch.setattr(source_text, limit, 9)
    found = co.verify(network(), write(tmp_path, content=content))
    assert reason in found.sources[0].note


def test_a_text_is_read_once_while_it_stays_as_it_is(tmp_path, monkeypatch):
    path = write(tmp_path) / "report.txt"
    assert co.verify(network(), tmp_path).clean
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read again"))
    assert co.verify(network(), tmp_path).clean
    monkeypatch.undo()
    path.write_text(TEXT.replace("signed", "lost"))
    os.utime(path, ns=(1, 1))
    assert co.verify(network(), tmp_path).counts == {"near": 1}


def test_results_as_text_markdown_and_json(tmp_path):
    found = co.verify(network("They signed the memorandum"), write(tmp_path))
    text, page = found.to_text(), found.to_markdown()
    assert "near: links/mou, report, paragraph 3\n  They signed [-the-] {+a+}" in text
    assert "1 quote: 1 near" in text and "report.txt" in text
    assert "| links/mou | report | paragraph 3 | near | paragraph 3 |" in page
    content = json.loads(found.to_json())
    assert content["counts"] == {"near": 1}
    assert content["sources"][0]["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert content["quotes"] == found.to_records()
    missing = co.verify(network(), tmp_path.parent)
    assert "looked for report.txt, .md, .html, .htm or .pdf" in missing.to_text()
    assert missing.clean and not missing.complete


def test_html_whose_head_is_left_open_and_lines_that_part_paragraphs(tmp_path):
    page = "<head><title>x</title><style>p{}</style><body>Agencies met.<br><br>They signed a"
    write(tmp_path, "report.html", page + " memorandum.<br>\n<br/>Later.")
    (quote,) = co.verify(network(at="paragraph 2"), tmp_path).quotes
    assert (quote.state, quote.place) == ("exact", "agrees")


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4\n", b"junk", b"%PDF-1.7\n" + b"1 0 obj [" * 5000]
)
def test_a_broken_pdf_ends_in_a_message(tmp_path, content):
    pytest.importorskip("pypdf")
    found = co.verify(network(), write(tmp_path, "report.pdf", content))
    assert found.sources[0].state == "unreadable"
    assert "PDF can't be read" in found.sources[0].note


def test_a_pdf_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    pytest.importorskip("pypdf")
    monkeypatch.setitem(subprocess_reader.MOST_SECONDS, "pdf", 0.01)
    found = co.verify(network(), write(tmp_path, "report.pdf", make_pdf(["x"])))
    assert "wasn't read within" in found.sources[0].note


def test_large_and_binary_files_are_refused(tmp_path, monkeypatch):
    found = co.verify(network(), write(tmp_path, content=b"\0" * 5000))
    assert "isn't text" in found.sources[0].note
    monkeypatch.setattr(source_text, "MOST_BYTES", 10)
    found = co.verify(network(), write(tmp_path))
    assert "larger than" in found.sources[0].note


def test_a_report_of_twice_the_pages_takes_twice_the_steps(tmp_path):
    words = [
        "agency",
        "border",
        "trace",
        "firearm",
        "memorandum",
        "liaison",
        "office",
        "report",
        "training",
        "support",
    ]
    page = "\n\n".join(" ".join(words[(n * k + k) % 10] for k in range(60)) for n in range(1, 9))
    quoting = network("They signed the memorandum in Albuquerque", "page 82")

    def verified(number):
        pages = [f"{page} number {n}" for n in range(number)]
        pages[81] += "\n\nThey signed a memorandum in Albuquerque."
        write(tmp_path, content="\f".join(pages))
        with counted() as steps:
            found = co.verify(quoting, tmp_path)
        return found, steps.count

    (_, few), (near, many) = verified(100), verified(200)
    assert many < 2.5 * few
    assert (near.quotes[0].state, near.quotes[0].place) == ("near", "agrees")


def test_no_such_folder(tmp_path):
    with pytest.raises(NotADirectoryError, match="no folder"):
        co.verify(network(), tmp_path / "nowhere")


def test_cg903_tells_what_verification_finds(tmp_path):
    write(tmp_path)
    options = {"CG903": {"sources": str(tmp_path)}}
    wrong = network("They signed the memorandum")
    (finding,) = co.check(wrong, select=["CG903"], options=options).notes
    assert finding.key == "CG903:mou"
    assert "They signed [-the-] {+a+} memorandum." in finding.condition.text
    assert not co.check(network(), select=["CG903"], options=options).notes
    assert not co.check(wrong, select=["CG903"]).notes
