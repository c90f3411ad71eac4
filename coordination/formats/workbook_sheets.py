"""The sheets of our workbook: heads, drop-downs, widths, and links from one record to another."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from coordination.errors import column_letters
from coordination.loading.tables.section_rows import Cells
from coordination.loading.tables.sections import Column

__all__ = ["MOST_CHARACTERS", "NOT_IN_XML", "WIDE", "Book", "meaning", "pieces"]

MOST_CHARACTERS = 32_767
"""UTF-16 units that a cell holds; XlsxWriter would leave a longer text out and say nothing."""

NOT_IN_XML = re.compile("[\ufffe\uffff]")
"""Characters of which a workbook can't be read any more; the rest of such XlsxWriter escapes."""

MOST_LINES = 12
"""Lines of a text that a row shows; the rest is seen in the cell."""

MOST_LINKS = 20_000
"""Links from cell to cell in one sheet; Excel takes some 65,000."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

WIDE = {
    **dict.fromkeys(("says", "quote", "cause", "effect", "note", "description"), 50),
    **dict.fromkeys(("evidence_says", "evidence_quote", "would", "value"), 50),
    **dict.fromkeys(("name", "title", "measure", "counterpart", "evidence"), 32),
    **dict.fromkeys(("main", "mutual", "formal", "single", "written", "examined"), 10),
}

_KEYS = {
    "sources": "id",
    "passages": "id",
    "functions": "id",
    "places": "id",
    "agencies": "id",
    "links": "id",
    "requirements": "id",
    "conclusions": "id",
}
"""Sheets whose ids others refer to."""


def pieces(text: str) -> list[str]:
    """A text in pieces that fit a cell each, cut between two characters that aren't spaces.

    Example:
        >>> [len(piece) for piece in pieces("x" * 40_000)]
        [32767, 7233]
    """
    found = []
    while len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        cut = min(len(text), MOST_CHARACTERS)
        while len(text[:cut].encode("utf-16-le")) // 2 > MOST_CHARACTERS:
            cut -= max(1, (len(text[:cut].encode("utf-16-le")) // 2 - MOST_CHARACTERS) // 2)
        at = cut
        while at > 1 and not re.match(r"[\w.,][\w.,]", text[at - 1 : at + 1]):
            at -= 1
        cut = at if at > 1 else cut
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text]


class Book:
    """One workbook while it is written.

    Args:
        title: title of the network.

    Attributes:
        book: XlsxWriter's workbook.
        head, needed, text, number, link, bold, wrong: forms of cells.
    """

    def __init__(self, title: str) -> None:
        import xlsxwriter

        self._file = io.BytesIO()
        self.book: Any = xlsxwriter.Workbook(self._file, _OPTIONS)
        # A fixed day, so that the same network gives the same bytes.
        self.book.set_properties({"title": title[:255], "created": datetime.datetime(2000, 1, 1)})
        top = {"valign": "top"}
        self.head = self._format(bold=True, bg_color="#E7E9EE", bottom=1, **top)
        self.needed = self._format(bold=True, bg_color="#C9D3E6", bottom=1, **top)
        self.text = self._format(text_wrap=True, num_format="@", **top)
        self.number = self._format(**top)
        self.link = self._format(font_color="#1F4E9E", num_format="@", text_wrap=True, **top)
        self.bold = self._format(bold=True, **top)
        self.wrong = self._format(bg_color="#FBD9D3", text_wrap=True, num_format="@", **top)
        self._words: dict[str, Sequence[str]] = {}
        self._rows: dict[str, dict[str, int]] = {}

    def _format(self, **how: Any) -> Any:
        return self.book.add_format(how)

    # -- sections ----------------------------------------------------------------------------------

    def name_ids(self, sizes: Mapping[str, int]) -> None:
        """Name the range of ids of each sheet, for the drop-downs of others.

        Args:
            sizes: rows of each sheet.
        """
        for name in _KEYS:
            last = sizes[name] + 1
            self.book.define_name(f"ids_of_{name}", f"='{name}'!$A$2:$A${last}")

    def add_section(
        self, name: str, known: Sequence[Column], rows: Sequence[Cells], empty: int
    ) -> None:
        """One sheet of records.

        Args:
            name: its name.
            known: its columns.
            rows: its rows.
            empty: empty rows below them that have the same form.
        """
        sheet = self.book.add_worksheet(name)
        last = len(rows) + empty
        at = 0
        links = 0
        for column in known:
            texts = [pieces(str(row.get(column.name, ""))) for row in rows]
            parts = max(map(len, texts), default=1)
            for part in range(parts):
                head = column.name if part == 0 else f"{column.name} ({part + 1})"
                sheet.write_string(0, at, head, self.needed if column.required else self.head)
                # Text keeps 2009-06 from becoming a day; a number is what the program takes it for.
                form = self.number if column.form == "number" else self.text
                sheet.set_column(at, at, WIDE.get(column.name, 18), form)
                if part == 0:
                    sheet.write_comment(0, at, meaning(column), {"x_scale": 2, "y_scale": 1.5})
                    self.validate(sheet, at, last, column)
                for number, row in enumerate(rows, 1):
                    value = row.get(column.name)
                    if isinstance(value, str) and part < len(texts[number - 1]):
                        target = self._target(column, value) if links < MOST_LINKS else ""
                        links += bool(target)
                        self.put(sheet, number, at, texts[number - 1][part], target)
                    elif part == 0 and value is not None:
                        self.put(sheet, number, at, value)
                at += 1
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, max(0, at - 1))
        for number, row in enumerate(rows, 1):
            widths = [(str(value), WIDE.get(name, 18)) for name, value in row.items()]
            self.fit_row(sheet, number, widths)

    def print_wide(self, sheet: Any) -> None:
        """Print a sheet across the page, its heads on each."""
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def fit_row(self, sheet: Any, row: int, cells: Sequence[tuple[str, int]]) -> None:
        """Make a row as high as its texts need, within reason; not every program does it itself.

        Args:
            sheet: XlsxWriter's sheet.
            row: the row, from 0.
            cells: texts, each with the width of its column in characters.
        """
        lines = [sum(1 + len(line) // width for line in text.split("\n")) for text, width in cells]
        most = min(max(lines, default=1), MOST_LINES)
        if most > 1:
            sheet.set_row(row, 15 * most)

    def _target(self, column: Column, value: str) -> str:
        """Where the one record stands that a cell refers to, or ""."""
        for section in column.refers:
            row = self._rows.get(section, {}).get(value)
            if row is not None:
                return f"internal:'{section}'!A{row + 1}"
        return ""

    def place_ids(self, rows: Mapping[str, Sequence[Cells]]) -> None:
        """Note where each record stands, so that cells may lead to it.

        Args:
            rows: the rows of each sheet.
        """
        self._rows = {
            name: {str(row.get("id")): number for number, row in enumerate(rows[name], 1)}
            for name in _KEYS
        }

    def validate(self, sheet: Any, at: int, last: int, column: Column) -> None:
        """A drop-down; names may be typed in place of ids, and several words where lists are."""
        options: dict[str, Any] = {"validate": "list", "ignore_blank": True}
        if column.words is not None:
            options["source"] = f"=words_of_{self._list_of(sheet.get_name(), column)}"
            options["error_message"] = "One of the words in the list; see the sheet guide."
        elif column.form == "flag":
            options["source"] = ["yes", "no"]
        elif column.refers and column.form == "id":
            options["source"] = f"=ids_of_{column.refers[0]}"
        else:
            return
        if column.many or column.refers:
            options["show_error"] = False
        sheet.data_validation(1, at, last, at, options)

    def _list_of(self, sheet: str, column: Column) -> str:
        """The name of the list that holds the words of a column, which others may share."""
        words = tuple(column.words or ())
        for name, held in self._words.items():
            if held == words:
                return name
        name = re.sub(r"\W", "_", f"{sheet}_{column.name.removeprefix('evidence_')}")
        self._words[name] = words
        return name

    def add_lists(self) -> None:
        """The hidden sheet of the words that drop-downs show."""
        sheet = self.book.add_worksheet("lists")
        sheet.hide()
        for column, (name, words) in enumerate(self._words.items()):
            sheet.write_string(0, column, name, self.head)
            for row, word in enumerate(words, 1):
                sheet.write_string(row, column, word)
            letters = column_letters(column + 1)
            place = f"='lists'!${letters}$2:${letters}${len(words) + 1}"
            self.book.define_name(f"words_of_{name}", place)

    # -- cells -------------------------------------------------------------------------------------

    def put(self, sheet: Any, row: int, column: int, value: Any, target: str = "") -> None:
        """Write a cell, as a link where it refers to another record.

        Args:
            sheet: XlsxWriter's sheet.
            row, column: the cell, from 0.
            value: a text or a number.
            target: where the link leads.
        """
        if isinstance(value, str):
            value = NOT_IN_XML.sub("", value)
        if value == "":
            return
        if isinstance(value, int | float):
            # A number has 15 digits in a spreadsheet; one that has more stays text.
            if float(f"{value:.15G}") == value and abs(value) < 1e15:
                sheet.write_number(row, column, value, self.number)
                return
            value = repr(value)
        if target and len(value) <= 255:
            sheet.write_url(row, column, target, self.link, value)
        else:
            # Never a formula, whatever it begins with: the cell's type is text.
            sheet.write_string(row, column, value, self.text)

    def content(self, shown: str = "about") -> bytes:
        """The whole file.

        Args:
            shown: the sheet that a program shows first.
        """
        self.book.get_worksheet_by_name(shown).activate()
        self.book.close()
        return self._file.getvalue()


def meaning(column: Column) -> str:
    """What a column says, in a sentence or two."""
    parts = [column.meaning]
    if column.required:
        parts.append("Required.")
    if column.default:
        parts.append(f"Where it is empty: {column.default}.")
    return " ".join(part for part in parts if part)
