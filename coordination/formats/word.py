"""A Word document with the parts of a working paper, by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from coordination.errors import MissingExtra
from coordination.model.plain import plain

__all__ = ["Word"]

_EPOCH = (2000, 1, 1, 0, 0, 0)
"""Time of every part of the file, so that the same report gives the same bytes."""

_INK, _SHADE = "1F1F1F", "E7E9EE"


class Word:
    """A document that is written from top to bottom.

    Args:
        title: its title, which stands at the top and in its properties.
        subject: what it is about, in its properties.
    """

    def __init__(self, title: str, subject: str) -> None:
        try:
            import docx
            from docx.shared import Cm, Pt, RGBColor
        except ImportError as error:
            raise MissingExtra("python-docx", "docx", "writing Word documents") from error
        self._docx = docx.Document()
        self._close = Pt(2)  # between the lines of a list
        self._numbers = {"Table": 0, "Figure": 0}
        section = self._docx.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.5)
        self.width = section.page_width - section.left_margin - section.right_margin
        styles = self._docx.styles
        styles["Normal"].font.size = Pt(10.5)
        for name, size in (("Title", 20), ("Heading 1", 15), ("Heading 2", 11.5), ("Caption", 9)):
            styles[name].font.size = Pt(size)
            styles[name].font.color.rgb = RGBColor.from_string(_INK)
        properties = self._docx.core_properties
        properties.title, properties.subject = _clean(title)[:255], _clean(subject)[:255]
        properties.author, properties.comments = "", ""
        properties.identifier = "coordination-graph"  # such a document is no source of quotes
        self._docx.add_paragraph(_clean(title), style="Title")
        self._page_numbers(section)

    def _page_numbers(self, section: Any) -> None:
        line = section.footer.paragraphs[0]
        line.alignment = 2  # right
        self._field(line, "PAGE", "1")
        line.add_run(" / ")
        self._field(line, "NUMPAGES", "1")

    def _field(self, paragraph: Any, code: str, shown: str) -> None:
        """A number that Word keeps up to date."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = shown
        run.append(text)
        field.append(run)
        paragraph._p.append(field)

    # -- text --------------------------------------------------------------------------------

    def heading(self, level: int, text: str) -> None:
        """A heading in the style of its level, so that Word can make a table of contents."""
        self._docx.add_heading(_clean(text), level)

    def paragraph(self, text: str, *, lead: str = "") -> None:
        """A paragraph, after a few words in bold."""
        line = self._docx.add_paragraph()
        line.paragraph_format.keep_with_next = not text  # a list follows
        if lead:
            line.add_run(f"{_clean(lead)} ").bold = True
        line.add_run(_clean(text))

    def bullets(self, texts: Iterable[str], level: int = 1) -> None:
        """A list."""
        style = "List Bullet" if level == 1 else f"List Bullet {level}"
        for text in texts:
            line = self._docx.add_paragraph(_clean(text), style=style)
            line.paragraph_format.space_after = self._close

    def reference(self, number: int, text: str, url: str | None) -> None:
        """An entry of the list of sources, with its address as a link."""
        from docx.shared import Cm

        line = self._docx.add_paragraph()
        line.paragraph_format.left_indent = Cm(1)
        line.paragraph_format.first_line_indent = Cm(-1)
        line.add_run(f"[{number}]\t{_clean(text)}")
        if url:
            line.add_run(" ")
            self._link(line, url)

    def _link(self, paragraph: Any, url: str) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        address = _clean(url)
        target = self._docx.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), target)
        run = paragraph.add_run(address)
        run.underline = True
        link.append(run._r)
        paragraph._p.append(link)

    # -- tables and pictures -----------------------------------------------------------------

    def _caption(self, kind: str, text: str, *, above: bool) -> None:
        self._numbers[kind] += 1
        line = self._docx.add_paragraph(style="Caption")
        line.paragraph_format.keep_with_next = above
        line.add_run(f"{kind} ")
        self._field(line, f"SEQ {kind} \\* ARABIC", str(self._numbers[kind]))
        line.add_run(f". {_clean(text)}")

    def table(self, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table with its caption above; its head is repeated on every page."""
        from docx.oxml import OxmlElement, parse_xml
        from docx.oxml.ns import nsdecls, qn
        from docx.shared import Pt

        self._caption("Table", caption, above=True)
        table = self._docx.add_table(rows=1 + len(rows), cols=len(head), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, self._widths(head, rows), strict=True):
            column.width = width
        cells = iter(table._cells)  # `table.cell` would look through all of them each time
        for number, row in enumerate((head, *rows)):
            for column, text in enumerate(row):
                cell = next(cells)
                cell.width = table.columns[column].width
                line = cell.paragraphs[0]
                line.paragraph_format.space_after = Pt(0)
                run = line.add_run(_clean(text))
                run.font.size = Pt(9)
                if number == 0:
                    run.bold = True
                    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{_SHADE}"/>')
                    cell._tc.get_or_add_tcPr().append(shade)
        for number, element in enumerate(table._tbl.tr_lst):
            properties = element.get_or_add_trPr()
            whole = OxmlElement("w:cantSplit")
            whole.set(qn("w:val"), "true")
            properties.append(whole)
            if number == 0:
                repeated = OxmlElement("w:tblHeader")
                repeated.set(qn("w:val"), "true")
                properties.append(repeated)
        self._docx.add_paragraph().paragraph_format.space_after = Pt(0)

    def _widths(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
        """Widths of columns by how much they hold, none too narrow for its words."""
        texts = list(zip(*(head, *rows), strict=True))
        held = [max(8, min(60, max(map(len, column)))) for column in texts]
        return [int(self.width * size / sum(held)) for size in held]

    def picture(self, png: bytes, caption: str, description: str) -> None:
        """A picture as wide as the text, with its caption below and words for those who listen."""
        self._docx.add_picture(io.BytesIO(png), width=self.width)
        inline = self._docx.inline_shapes[-1]
        limit = int(self.width * 1.25)  # a page holds it with its caption
        if inline.height > limit:
            inline.width, inline.height = int(inline.width * limit / inline.height), limit
        inline._inline.docPr.set("descr", _clean(description))
        self._docx.paragraphs[-1].paragraph_format.keep_with_next = True
        self._caption("Figure", caption, above=False)

    def content(self) -> bytes:
        """The file, the same for the same document."""
        import datetime

        properties = self._docx.core_properties
        properties.created = properties.modified = datetime.datetime(*_EPOCH)
        properties.last_modified_by = ""
        saved, packed = io.BytesIO(), io.BytesIO()
        self._docx.save(saved)
        with (
            zipfile.ZipFile(saved) as parts,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as fixed,
        ):
            for name in parts.namelist():
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                fixed.writestr(entry, parts.read(name))
        return packed.getvalue()


def _clean(text: str) -> str:
    return str(plain(text)).replace("\r\n", "\n").replace("\r", "\n")
