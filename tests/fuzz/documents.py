"""Source texts of each kind, which hold some of the quotes, and the data that quotes them."""

from __future__ import annotations

import json
from random import Random

from tests.fuzz.case import Case
from tests.fuzz.mutate import mutated
from tests.fuzz.tables import mutated_archive
from tests.fuzz.texts import text
from tests.quotes import documents

ENDINGS = ("txt", "txt", "txt", "md", "html", "eml", "docx", "odt", "epub", "pdf")
_HTML = (
    b"<p>", b"</p>", b"<script>", b"</script", b"<!--", b"-->", b"<table><tr><td>", b"<pre>",
    b"<sup>1</sup>", b"&#x1F600;", b"&#0;", b"&amp", b"<style>", b"<![CDATA[", b"<?", b"<a name=",
    b"<svg>", b"<template>", b'<meta charset="utf-7">', b"<br/>", b"<noscript>", b"\xad", b"<q>",
)  # fmt: skip
_XML = (
    b"<w:t>", b"</w:t>", b"<w:br/>", b"<w:tab/>", b"<text:s text:c='99999999'/>", b"<text:p>",
    b'<!DOCTYPE a [<!ENTITY b "c">]>', b"&b;", b"<![CDATA[", b"w:val=", b"<w:footnoteReference/>",
)  # fmt: skip
_PDF = (
    b"/Length 9", b"/Filter /FlateDecode", b"/Filter [/A85 /LZWDecode]", b"BT", b"ET", b"Tj",
    b"/Kids [3 0 R]", b"/Count 99999999", b"/Parent 3 0 R", b"endobj", b"xref", b"<<", b">>",
    b"/PageLabels << /Nums [0 << /P (\x1b]52;c;aGk=\x07) >>] >>", b"/Encrypt 1 0 R", b"%%EOF",
    b"/ToUnicode 5 0 R", b"/Font << /F1 4 0 R >>", b"(", b")", b"<00>", b"Td", b"Tm",
)  # fmt: skip
_TEXT = (b"\f", b"\n\n", b"- ", b"-\n", b"[...]", b"* * *", b"\xc2\xad", b"\xcc\x81", b"3", b"p. 4")
_MAIL = (b"Content-Type: text/html", b"charset=", b"boundary=x", b"--x", b"=\n", b"base64", b"\n\n")
WORDS = {
    "txt": _TEXT, "md": _TEXT, "html": _HTML, "eml": _MAIL,
    "docx": _XML, "odt": _XML, "epub": _XML + _HTML, "pdf": _PDF,
}  # fmt: skip
ARCHIVES = ("docx", "odt", "epub")


def pdf(paragraphs: list[str]) -> bytes:
    """A PDF of one page for every three paragraphs."""
    pages = [paragraphs[at : at + 3] for at in range(0, len(paragraphs), 3)] or [[]]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, lines in enumerate(pages):
        shown = " ".join(f"({_escaped(line)}) Tj 0 -20 Td" for line in lines)
        content = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode("latin-1", "replace")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    found = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        found
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(found)}\n%%EOF\n"
        ).encode()
    )


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def draw(random: Random, seeds: list[Case]) -> Case:
    """A data file that quotes a source, and the source."""
    if seeds and random.random() < 0.3:
        case = dict(random.choice(seeds))
        name = random.choice(sorted(case))
        others = [data for one in seeds for data in one.values()]
        case[name] = _mutated(case[name], name.rpartition(".")[2], random, others)
        return case
    paragraphs = [_paragraph(random) for _ in range(random.randint(1, 9))]
    ending = random.choice(ENDINGS)
    data = _written(paragraphs, ending, random)
    if random.random() < 0.6:
        data = _mutated(data, ending, random, [])
    quotes = [_quote(random.choice(paragraphs), random) for _ in range(random.randint(1, 5))]
    places = ("page 1", "p. 1-2", "paragraph 2", "¶ 3", "sheet 1", "a\nb", text(random, 1.0))
    network = {
        "title": "Quotes",
        "sources": [{"id": "s", "title": "S", **_named(ending, random)}],
        "agencies": [
            {
                "id": "a",
                "name": "A",
                "evidence": [
                    {"source": "s", "at": random.choice(places), "quote": quote}
                    for quote in quotes
                    if quote.strip()
                ],
            }
        ],
    }
    return {
        "data.json": json.dumps(network).encode("utf-8", "replace"),
        f"s.{ending}": data,
    }


def _named(ending: str, random: Random) -> dict[str, str]:
    if random.random() < 0.8:
        return {}
    names = (f"s.{ending}", "data.json", "../secret.txt", "/etc/hostname", ".", "s\u0301.txt")
    return {"file": random.choice(names)}


def _written(paragraphs: list[str], ending: str, random: Random) -> bytes:
    if ending in ("txt", "md"):
        between = random.choice(("\n\n", "\n\n", "\n", "\f", "\r\n\r\n"))
        charset = random.choice(("utf-8", "utf-8", "utf-16", "cp1252", "shift_jis"))
        return between.join(paragraphs).encode(charset, "replace")
    clean = ["".join(one for one in part if one.isprintable()) for part in paragraphs]
    if ending == "pdf":
        return pdf(clean)
    if ending == "eml":
        return documents.mail(clean, both=random.random() < 0.5)
    if ending == "html":
        return documents.html(clean, random.choice(("utf-8", "cp1252")), random.random() < 0.7)
    return {"docx": documents.docx, "odt": documents.odt, "epub": documents.epub}[ending](clean)


def _mutated(data: bytes, ending: str, random: Random, others: list[bytes]) -> bytes:
    words = WORDS.get(ending, _TEXT)
    if ending in ARCHIVES:
        return mutated_archive(data, random, words)
    return mutated(data, random, others, words)


def _paragraph(random: Random) -> str:
    return " ".join(text(random, 0.15) for _ in range(random.randint(1, 12)))


def _quote(paragraph: str, random: Random) -> str:
    """Some words of a paragraph as people quote them: shortened, altered, bracketed."""
    words = paragraph.split() or ["x"]
    start = random.randrange(len(words))
    taken = words[start : start + random.randint(1, 12)]
    for _ in range(random.choice((0, 0, 1, 1, 2, 5, 30))):
        at = random.randrange(len(taken) + 1)
        gap = random.choice(
            ("...", "[...]", ". . .", "* * *", "[sic]", "[ATF]", "…", "(...)", "not")
        )
        taken[at:at] = [gap]
    if random.random() < 0.2:
        taken[random.randrange(len(taken))] = text(random, 1.0)
    return " ".join(taken)
