"""Sources of every kind of file are read by their content, and hostile ones end in a reason."""

import io
import os
import random
import struct
import unicodedata
import zipfile
import zlib
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.quotes import subprocess_reader, zipped
from coordination.quotes.limits import TextProblem
from coordination.quotes.source_text import read_text
from tests.quotes import documents
from tests.quotes.test_verify import DATA, make_pdf, network, pdf_of, write
from tests.quotes.trials import prose

READERS = {
    "docx": zipped.docx_text,
    "odt": zipped.odt_text,
    "epub": zipped.epub_text,
}


def drawn(seed: int) -> tuple[list[str], str]:
    """Paragraphs, and a quote out of one of them."""
    rng = random.Random(seed)
    paragraphs = [" ".join(one) for one in prose(rng, 6)]
    words = rng.choice(paragraphs).split()
    at = rng.randrange(len(words) - 7)
    return paragraphs, " ".join(words[at : at + 7])


KINDS = {
    "docx": documents.docx,
    "odt": documents.odt,
    "epub": documents.epub,
    "eml": documents.mail,
    "html": documents.html,
    "txt": documents.text,
}


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        (kind, ending)
        for kind in KINDS
        for ending in ("docx", "pdf", "txt", "html")
        if kind != "txt" or ending == "txt"  # plain text has nothing that says what it is
    ],
)
def test_the_content_says_what_kind_of_file_it_is(tmp_path, request, kind, ending):
    if ending != "txt":  # each kind once by way of a process of its own
        request.getfixturevalue("read_here")
    paragraphs, quote = drawn(len(kind) * 7 + len(ending))
    write(tmp_path, f"report.{ending}", KINDS[kind](paragraphs))
    (found,) = co.verify(network(f"'{quote}'"), tmp_path).quotes
    assert found.state == "exact", found


@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=20)
def test_packed_documents_have_their_paragraphs_in_order(kind, seed):
    paragraphs, _ = drawn(seed)
    assert READERS[kind](KINDS[kind](paragraphs)).split("\n\n") == paragraphs


WORD = """
<w:p><w:r><w:t xml:space="preserve">They </w:t></w:r><w:ins><w:r><w:t>signed</w:t></w:r></w:ins>
<w:del><w:r><w:delText>broke</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> a memo</w:t>
<w:softHyphen/><w:t>randum</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>
<w:t>12</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r>
<w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:tab/><w:t>in</w:t><w:br/><w:t>June.</w:t>
</w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
"""


def test_word_is_read_as_it_reads_with_changes_accepted(tmp_path):
    write(tmp_path, "report.docx", documents.docx(["Head"], WORD.replace("\n", "")))
    text = read_text(tmp_path / "report.docx")
    assert [one.text for one in text.paragraphs] == [
        "Head", "They signed a memorandum¹²\tin\nJune.", "A cell"
    ]  # fmt: skip
    (quote,) = co.verify(network("They signed a memorandum in June"), tmp_path).quotes
    assert (quote.state, quote.paragraph) == ("exact", 2)
    assert "12" in quote.note


CHARSETS = ("utf-8", "windows-1252", "iso-8859-1", "iso-8859-2", "windows-1250", "utf-16",
            "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "macintosh")  # fmt: skip
FAR = {"windows-1251": "Ведомства подписали соглашение о связи",
       "koi8-r": "Ведомства подписали соглашение о связи",
       "shift_jis": "関係機関は覚書に署名した。", "euc-jp": "関係機関は覚書に署名した。",
       "gb2312": "各机构签署了备忘录。", "big5": "各機構簽署了備忘錄。",
       "euc-kr": "기관들은 양해각서에 서명했다.", "iso-8859-7": "Οι υπηρεσίες υπέγραψαν μνημόνιο",
       "windows-1256": "وقعت الوكالات مذكرة تفاهم", "iso-8859-9": "Kurumlar bir mutabakat imzaladı",
       "windows-1254": "Kurumlar bir mutabakat imzaladı"}  # fmt: skip


SHOWN = tuple(one for one in CHARSETS if one not in ("iso-8859-2", "windows-1250", "macintosh"))
"""Charsets that plain text shows; nothing in its bytes tells the others from Windows-1252."""


@pytest.mark.parametrize(
    ("charset", "kind"),
    [(one, documents.text) for one in SHOWN] + [(one, documents.html) for one in CHARSETS],
)
@pytest.mark.usefixtures("read_here")
def test_charsets_as_marked_declared_or_shown(tmp_path, charset, kind):
    declares = kind is documents.html
    quote = "Les deux ministères ont signé à Köln" if charset[-1] != "2" else "Über die Grenze"
    data = kind(["Kopf der Seite", f"{quote}. Und so weiter."], charset)
    write(tmp_path, "report.html" if declares else "report.txt", data)
    (found,) = co.verify(network(f"'{quote}'"), tmp_path).quotes
    assert found.state == "exact", found


@pytest.mark.parametrize("charset", FAR)
@pytest.mark.parametrize("form", ["html", "xhtml", "mail"])
@pytest.mark.usefixtures("read_here")
def test_charsets_of_other_scripts_as_declared(tmp_path, charset, form):
    quote = FAR[charset]
    if form == "mail":
        write(tmp_path, "report.eml", documents.mail([quote], charset, both=False))
    elif form == "html":
        write(tmp_path, "report.html", documents.html([quote], charset))
    else:
        page = f'<?xml version="1.0" encoding="{charset}"?><html><body><p>{quote}</p></body></html>'
        write(tmp_path, "report.html", page.encode(charset))
    (found,) = co.verify(network(f"'{quote}'"), tmp_path).quotes
    assert found.state == "exact", found


def test_a_page_that_is_said_to_be_latin_and_holds_utf8(tmp_path):
    page = documents.html(["Die Behörde für Köln"]).replace(b'"utf-8"', b'"iso-8859-1"')
    write(tmp_path, "report.html", page)
    assert co.verify(network("Die Behörde für Köln"), tmp_path).quotes[0].state == "exact"


@pytest.mark.parametrize("name", ["rot13", "utf-7", "unicode_escape", "idna", "zlib", "no-such"])
@pytest.mark.usefixtures("read_here")
def test_what_is_no_charset_is_not_used(tmp_path, name):
    page = documents.html(["They signed a memorandum"]).replace(b'"utf-8"', f'"{name}"'.encode())
    write(tmp_path, "report.html", page)
    assert co.verify(network("They signed a memorandum"), tmp_path).quotes[0].state == "exact"


BILLION = '<!DOCTYPE x [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@cache
def swelling() -> bytes:
    """A document whose text unpacks to far more than it is: a block of blanks, many times over."""
    blanks, times = b" " * 1024**2, 250
    block = zlib.compressobj(9, wbits=-15)
    once = block.compress(blanks) + block.flush(zlib.Z_FULL_FLUSH)
    packed, check = once * times + block.flush(), 0
    for _ in range(times):
        check = zlib.crc32(blanks, check)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", packed)
    content = bytearray(stream.getvalue())
    sizes = struct.pack("<III", check, len(packed), len(blanks) * times)
    for at in (8, content.rindex(b"PK\x01\x02") + 10):  # where each head has the method
        content[at : at + 2] = struct.pack("<H", zipfile.ZIP_DEFLATED)
        content[at + 6 : at + 18] = sizes
    return bytes(content)


def packed_as(method: int, version: int = 20) -> bytes:
    """A document that says that its parts are packed by a method, for readers of a version."""
    content = bytearray(documents.docx(["x"]))
    at = content.find(b"PK\x03\x04")
    while at >= 0:
        content[at + 8 : at + 10] = struct.pack("<H", method)
        at = content.find(b"PK\x03\x04", at + 4)
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 6 : at + 8] = struct.pack("<H", version)
        content[at + 10 : at + 12] = struct.pack("<H", method)
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


HOSTILE = {
    "entities that swell": (documents.docx(["x"], head=BILLION), "entities of its own"),
    "an entity outside": (documents.docx(["x"], head=OUTSIDE), "entities of its own"),
    "a part that swells": (swelling, "unpacks to more than"),
    "an unknown compression": (packed_as(97), "packed in an unknown way"),
    "a later form of ZIP": (packed_as(8, version=99), "packed in an unknown way"),
    "no end": (documents.docx(["x"])[:-40], "damaged"),
    "broken XML": (documents.packed(word__document_dot_xml="<w:p><"), "damaged"),
    "deep XML": (documents.packed(word__document_dot_xml="<a>" * 5000), "too deeply"),
    "no chapters": (documents.packed(mimetype="application/epub+zip"), "damaged"),
    "no document": (documents.packed(x_dot_txt="They signed"), "no document that is read"),
    "a workbook": (documents.packed(xl__workbook_dot_xml="x"), "workbook"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "recognised first"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, ".docx"),
    "RTF": (b"{\\rtf1 They signed a memorandum}", ".docx"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_ends_in_a_reason(tmp_path, name):
    content, reason = HOSTILE[name]
    write(tmp_path, "report.docx", content() if callable(content) else content)
    found = co.verify(network(), tmp_path)
    assert reason in found.sources[0].note
    state = "scanned" if name == "a picture" else "unreadable"
    assert (found.sources[0].state, found.quotes[0].state) == (state, f"source {state}")
    assert not found.complete and not found.clean


@given(st.sampled_from(sorted(READERS)), st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_documents_raise_nothing_else(kind, data):
    whole = bytearray(KINDS[kind](["They signed a memorandum.", "They met."]))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        READERS[kind](bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    except TextProblem as problem:
        assert str(problem)


def picture_page(number: int) -> list[bytes]:
    """A page that is a picture, and the picture."""
    picture = zlib.compress(b"\0" * 100)
    return [
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]"
        b" /Resources << /XObject << /I %d 0 R >> >> /Contents %d 0 R >>"
        % (number + 1, number + 2),
        b"<< /Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(picture), picture),
        b"<< /Length 6 >>\nstream\n/I Do \nendstream",
    ]


def pdf(pages: str) -> bytes:
    """A PDF with a page of text for each "t" and a page that is a picture for each "s"."""
    objects = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for count, kind in enumerate(pages, 1):
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        if kind == "s":
            objects += picture_page(number)
            continue
        stream = b"BT /F1 12 Tf 50 700 Td (On page %d they signed a memorandum.) Tj ET" % count
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (number + 1),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return pdf_of(objects)


@pytest.mark.parametrize(
    ("pages", "quote", "at", "state", "source"),
    [
        ("ss", "They met in June", "page 1", "source scanned", "scanned"),
        ("tst", "They met in June", "page 2", "source scanned", "read"),
        ("tst", "They met in June", "page 3", "not found", "read"),
        ("tst", "On page 3 they signed", "page 3", "exact", "read"),
        ("tst", "On page 3 they signed a treaty", "page 3", "near", "read"),
        ("ttt", "They met in June", "page 2", "not found", "read"),
    ],
)
@pytest.mark.usefixtures("read_here")
def test_scanned_pages_are_told_from_missing_quotes(tmp_path, pages, quote, at, state, source):
    pytest.importorskip("pypdf")
    write(tmp_path, "report.pdf", pdf(pages))
    found = co.verify(network(quote, at), tmp_path)
    assert (found.quotes[0].state, found.sources[0].state) == (state, source)
    if "s" in pages:
        assert "recognised first" in found.sources[0].note
        assert state == "exact" or "recognised first" in found.quotes[0].note
    if state == "source scanned":
        options = {"CG903": {"sources": str(tmp_path)}}
        assert not co.check(network(quote, at), select=["CG903"], options=options).notes


def test_a_damaged_page_leaves_the_others(tmp_path):
    pytest.importorskip("pypdf")
    whole = make_pdf(["They met.", "They signed a memorandum.", "They left."])
    write(tmp_path, "report.pdf", whole.replace(b"(They met.) Tj", b"(They met. ( Tj"))
    found = co.verify(network("They left", "page 3"), tmp_path)
    assert found.quotes[0].state == "exact"


@pytest.mark.parametrize("name", ["Bericht für Köln.txt", "señor/mañana é.txt"])
@pytest.mark.parametrize(("written", "named"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_names_of_files_composed_or_decomposed(tmp_path, name, written, named):
    path = tmp_path / unicodedata.normalize(written, name)
    path.parent.mkdir(exist_ok=True)
    path.write_text("They signed a memorandum.")
    found = co.verify(network(file=unicodedata.normalize(named, name)), tmp_path)
    assert found.counts == {"exact": 1}


def test_what_is_no_file_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "report.txt")
    found = co.verify(network(), tmp_path)
    assert found.quotes[0].state == "source unreadable"
    assert "a pipe or a device" in found.sources[0].note


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "I/O")])
def test_a_file_that_may_not_be_read_is_reported(tmp_path, monkeypatch, error):
    from pathlib import Path

    write(tmp_path)

    def refused(*_, **__):
        raise error

    monkeypatch.setattr(Path, "open", refused)
    found = co.verify(network(), tmp_path)
    assert (found.sources[0].state, found.quotes[0].state) == ("unreadable", "source unreadable")
    assert error.strerror in found.sources[0].note
    options = {"CG903": {"sources": str(tmp_path)}}
    assert not co.check(network(), select=["CG903"], options=options).notes


def test_a_folder_or_a_circle_of_links_is_no_source(tmp_path):
    (tmp_path / "report.txt").mkdir()
    (tmp_path / "report.md").symlink_to(tmp_path / "report.md")
    assert co.verify(network(), tmp_path).counts == {"source missing": 1}


@pytest.mark.parametrize("form", ["html", "json", "markdown", "sarif", "text"])
def test_what_this_package_wrote_is_no_source(tmp_path, form):
    net = network()
    report = co.check(net)
    if form == "html":
        co.write_html(net, tmp_path / "report.html", report)
    else:
        written = getattr(report, f"to_{form}")()
        (tmp_path / "report.txt").write_text(written + "\nsigned a memorandum\n")
    found = co.verify(net, tmp_path)
    assert found.counts == {"source missing": 1}
    assert "this package wrote it" in found.sources[0].note


@pytest.mark.parametrize("form", ["to_markdown", "to_json"])
def test_a_verification_is_no_source(tmp_path, form):
    first = co.verify(network("They signed the memorandum"), write(tmp_path))
    (tmp_path / "report.txt").write_text(getattr(first, form)())
    assert co.verify(network(), tmp_path).counts == {"source missing": 1}


@pytest.mark.parametrize("file", ["data.yaml", "./data.yaml", "copy.txt", "linked.txt"])
def test_the_data_file_is_no_source(tmp_path, file):
    data = DATA.replace("QUOTE", "signed a memorandum").replace("AT,", "paragraph 3,")
    data = data.replace("title: Report}", f"title: Report, file: {file}}}")
    for name in ("data.yaml", "copy.txt"):
        (tmp_path / name).write_text(data)
    (tmp_path / "linked.txt").symlink_to("data.yaml")
    assert co.verify(co.load(tmp_path / "data.yaml")).counts == {"source missing": 1}


def test_a_text_beside_what_this_package_wrote_is_still_found(tmp_path):
    co.write_html(network(), tmp_path / "report.html")
    write(tmp_path, "report.docx", documents.docx(["They signed a memorandum."]))
    assert co.verify(network(), tmp_path).counts == {"exact": 1}


@pytest.mark.parametrize("piece", ["<!--", "<a b='", "<![CDATA[", "<script>", "<sup>", "&#1"])
@pytest.mark.usefixtures("read_here")
def test_pages_that_leave_all_open_are_read_in_one_pass(tmp_path, piece):
    write(tmp_path, "report.html", "<p>They signed a memorandum.</p>" + piece * 100_000)
    assert co.verify(network(), tmp_path).quotes[0].state == "exact"


def test_a_zip_that_lies_about_its_sizes(tmp_path):
    content = bytearray(swelling())
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 10)  # said to unpack to ten bytes
    write(tmp_path, "report.docx", bytes(content))
    assert co.verify(network(), tmp_path).sources[0].state == "unreadable"


def test_reading_all_sources_has_a_bound(tmp_path, monkeypatch):
    from coordination.quotes import verify as module

    monkeypatch.setattr(module, "MOST_SECONDS_IN_ALL", -1.0)
    found = co.verify(network(), write(tmp_path))
    assert found.quotes[0].state == "source unreadable"
    assert "--sources" in found.sources[0].note


def test_a_reader_that_dies_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess_reader, "MOST_MEMORY", 2**24)
    write(tmp_path, "report.docx", documents.docx(["They signed a memorandum."]))
    found = co.verify(network(), tmp_path)
    assert found.sources[0].state in ("read", "unreadable")
