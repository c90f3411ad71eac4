"""Documents of each kind that hold given paragraphs, made by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(**parts: str | bytes) -> bytes:
    """A ZIP file; "__" in a name stands for "/" and "_dot_" for "."."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content, stored)
    return stream.getvalue()


def docx(paragraphs: Sequence[str], body: str = "", head: str = "") -> bytes:
    runs = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in paragraphs)
    document = f"{head}<w:document {W}><w:body>{runs}{body}</w:body></w:document>"
    return packed(**{"[Content_Types]_dot_xml": "<Types/>", "word__document_dot_xml": document})


def odt(paragraphs: Sequence[str], body: str = "") -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    runs = "".join(f"<text:p>{escape(one)}</text:p>" for one in paragraphs)
    content = f"<office:document-content {names}>{runs}{body}</office:document-content>"
    return packed(
        mimetype="application/vnd.oasis.opendocument.text",
        **{"META-INF__manifest_dot_xml": "<m/>", "content_dot_xml": content},
    )


def epub(paragraphs: Sequence[str], extra: str = "") -> bytes:
    """A book of two chapters, listed in the wrong order and read in the right one."""
    half = len(paragraphs) // 2

    def chapter(some: Sequence[str]) -> str:
        texts = "".join(f"<p>{escape(one)}</p>" for one in some)
        return f"<html><head><title>Chapter</title></head><body>{texts}{extra}</body></html>"

    package = (
        '<package><manifest><item id="two" href="b%20two.xhtml" media-type="application/xhtml+xml"'
        '/><item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="one"/><itemref idref="two"/></spine></package>'
    )
    return packed(
        mimetype="application/epub+zip",
        **{
            "META-INF__container_dot_xml": '<c><rootfile full-path="OEBPS/content.opf"/></c>',
            "OEBPS__content_dot_opf": package,
            "OEBPS__one_dot_xhtml": chapter(paragraphs[:half]),
            "OEBPS__b two_dot_xhtml": chapter(paragraphs[half:]),
        },
    )


def html(paragraphs: Sequence[str], charset: str = "utf-8", declared: bool = True) -> bytes:
    meta = f'<meta charset="{charset}">' if declared else ""
    texts = "".join(f"<p>{escape(one)}</p>\n" for one in paragraphs)
    page = f"<!DOCTYPE html><html><head>{meta}</head><body>{texts}</body></html>"
    return page.encode(charset, "xmlcharrefreplace")


def mail(paragraphs: Sequence[str], charset: str = "utf-8", both: bool = True) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "a@example.org", "b@example.org"
    message["Date"], message["Subject"] = "Mon, 3 Mar 2008 10:00:00 +0000", "Gaps – überall"
    message.set_content("\n\n".join(paragraphs), charset=charset)
    if both:
        texts = "".join(f"<p>{escape(one)}</p>" for one in paragraphs)
        message.add_alternative(f"<html><body>{texts}</body></html>", subtype="html")
    message.add_attachment(b"\0\1", maintype="application", subtype="octet-stream")
    for n, part in enumerate(one for one in message.walk() if one.is_multipart()):
        part.set_boundary(f"part-{n}")  # else another one each time
    return message.as_bytes()


def text(paragraphs: Sequence[str], charset: str = "utf-8") -> bytes:
    return "\n\n".join(paragraphs).encode(charset)
