"""Verification reads text, HTML and PDF, compares places, and survives hostile files."""

import hashlib
import time
from pathlib import Path

import pytest

import coordination as co
from coordination.quotes import pdf, texts

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
    link = co.Link.model_validate({"kind": "liaison", "source": "atf", "target": "ice",
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


def make_pdf(pages: list[str]) -> bytes:
    """A PDF with one line of text a page, written by hand."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
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
    monkeypatch.setattr(pdf, "MOST_SECONDS", 0.01)
    found = co.verify(network(), write(tmp_path, "report.pdf", make_pdf(["x"])))
    assert "wasn't read within" in found.sources[0].note


def test_large_and_binary_files_are_refused(tmp_path, monkeypatch):
    found = co.verify(network(), write(tmp_path, content=b"\0" * 5000))
    assert "isn't text" in found.sources[0].note
    monkeypatch.setattr(texts, "MAX_BYTES", 10)
    found = co.verify(network(), write(tmp_path))
    assert "larger than" in found.sources[0].note


def test_a_report_of_500_pages_takes_seconds(tmp_path):
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
    pages = [f"{page} number {n}" for n in range(500)]
    pages[321] += "\n\nThey signed a memorandum in Albuquerque."
    write(tmp_path, content="\f".join(pages))
    began = time.perf_counter()
    near = co.verify(network("They signed the memorandum in Albuquerque", "page 322"), tmp_path)
    assert time.perf_counter() - began < 20
    assert (near.quotes[0].state, near.quotes[0].place) == ("near", "agrees")


def test_no_such_folder(tmp_path):
    with pytest.raises(NotADirectoryError, match="no folder"):
        co.verify(network(), tmp_path / "nowhere")


def test_cg903_tells_what_verification_finds(tmp_path):
    write(tmp_path)
    options = {"CG903": {"sources": str(tmp_path)}}
    wrong = network("They signed the memorandum")
    (finding,) = co.check(wrong, select=["CG903"], options=options)
    assert finding.key == "CG903:mou"
    assert "[-the memorandum-] {+a memorandum.+}" in finding.condition.text
    assert not co.check(network(), select=["CG903"], options=options).findings
    assert not co.check(wrong, select=["CG903"]).findings
