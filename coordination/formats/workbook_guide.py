"""The sheets `guide` and `about` of our workbook."""

from __future__ import annotations

from collections.abc import Sequence

from coordination.formats.workbook_sheets import Book, meaning, pieces
from coordination.loading.tables.section_rows import Cells
from coordination.loading.tables.sections import SHEETS, Column, columns

__all__ = ["add_about", "add_guide"]

GUIDE = (
    ("A sheet for each section, a row for each record. What a column means stands in the note on "
     "its heading, and below."),
    ("Ids are optional: a row without one gets it from its name. Other sheets refer to a record by "
     "its id, its name, its abbreviation or an alias."),
    "Several words in one cell are separated by semicolons: atf; ice",
    ("A counterpart or a description of agencies is written as fields: kind: police; level: state. "
     "One id alone is an agency."),
    ("What is nested deeper is written as in a data file, between brackets or braces: "
     "[{source: audit-2024, at: page 9, says: ...}]"),
    "Dates are 2009, 2009-06 or 2009-06-30. An empty cell is not given.",
    ("A column or sheet of your own is left aside where its name stands in brackets: (notes). A "
     "text that is too long for one cell goes on in a column such as says (2)."),
    ("Read it: coordination report case.xlsx. See each problem in its row: "
     "coordination check case.xlsx --mark marked.xlsx"),
)  # fmt: skip
"""What the sheet `guide` says first."""


def add_guide(book: Book) -> None:
    """The sheet that says how the workbook is filled in, and what each column means."""
    sheet = book.book.add_worksheet("guide")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 100)
    sheet.freeze_panes(1, 0)
    for at, head in enumerate(("sheet", "column", "meaning")):
        sheet.write_string(0, at, head, book.head)
    book.print_wide(sheet)
    row = 1
    for sentence in GUIDE:
        sheet.write_string(row, 2, sentence, book.text)
        book.fit_row(sheet, row, [(sentence, 100)])
        row += 1
    for name in SHEETS:
        sheet.write_url(row, 0, f"internal:'{name}'!A1", book.link, name)
        for column in columns(name):
            if column.name.startswith("evidence_") and name != "links":
                continue
            sheet.write_string(row, 1, column.name, book.bold)
            sheet.write_string(row, 2, meaning(column), book.text)
            book.fit_row(sheet, row, [(meaning(column), 100)])
            row += 1


def add_about(book: Book, rows: Sequence[Cells], known: Sequence[Column]) -> None:
    """The sheet with what is said of the whole network, a field in each row."""
    sheet = book.book.add_worksheet("about")
    given = {str(row["field"]): str(row["value"]) for row in rows}
    parts = max((len(pieces(value)) for value in given.values()), default=1)
    heads = ["field", "value", *(f"value ({n})" for n in range(2, parts + 1)), "(meaning)"]
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, book.head)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, parts, 90)
    sheet.set_column(parts + 1, parts + 1, 60)
    sheet.freeze_panes(1, 1)
    book.print_wide(sheet)
    shown = [one for one in known if not one.seldom or one.name in given]
    for row, column in enumerate(shown, 1):
        sheet.write_string(row, 0, column.name, book.bold)
        for n, piece in enumerate(pieces(given.get(column.name, ""))):
            book.put(sheet, row, 1 + n, piece)
        sheet.write_string(row, parts + 1, meaning(column), book.text)
        book.fit_row(sheet, row, [(given.get(column.name, ""), 90), (meaning(column), 60)])
