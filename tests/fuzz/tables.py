"""Tables in every form that is read: CSV of many dialects, .xlsx, .ods and Parquet."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

from tests.fuzz.mutate import mutated
from tests.fuzz.records import IDS
from tests.fuzz.texts import text

Rows = list[list[str]]

_AGENCIES = {
    "id": lambda r: r.choice(IDS),
    "name": lambda r: text(r),
    "abbreviation": lambda r: text(r),
    "aliases": lambda r: "; ".join(text(r) for _ in range(r.randint(0, 3))),
    "main": lambda r: r.choice(("true", "false", "yes", "1", "")),
    "kind": lambda r: r.choice(("agency", "police", "office", "collective", "shop", "")),
    "level": lambda r: r.choice(("federal", "local", "state", "x", "")),
    "jurisdiction": lambda r: r.choice(("US", "MX", "NA", "US-TX", "Mexico", "")),
    "part_of": lambda r: r.choice((*IDS, "", "")),
    "members": lambda r: "; ".join(r.choice(IDS) for _ in range(r.randint(0, 3))),
    "since": lambda r: _date(r),
    "mandates": lambda r: r.choice(("f:lead", "f:lead; g@US-TX,MX", "f:", ":", "@;", "x:lead", "")),
    "note": lambda r: text(r),
    "evidence_source": lambda r: r.choice(("s", "x", "")),
    "evidence_at": lambda r: text(r),
    "evidence_quote": lambda r: text(r),
}
_LINKS = {
    "id": lambda r: r.choice((*IDS, "", "", "")),
    "kind": lambda r: r.choice(("liaison", "agreement", "request", "Liaison", "")),
    "source": lambda r: r.choice(IDS),
    "target": lambda r: r.choice(IDS),
    "parties": lambda r: "; ".join(r.choice(IDS) for _ in range(r.randint(0, 4))),
    "mutual": lambda r: r.choice(("true", "no", "")),
    "status": lambda r: r.choice(("active", "absent", "strained", "x", "")),
    "functions": lambda r: r.choice(("f", "f; g", "x", "")),
    "name": lambda r: text(r),
    "start": lambda r: _date(r),
    "end": lambda r: _date(r),
    "under": lambda r: r.choice((*IDS, "", "")),
    "confidence": lambda r: r.choice(("high", "low", "x", "")),
    "evidence_source": lambda r: r.choice(("s", "")),
    "evidence_at": lambda r: text(r),
}
_FOREIGN = {
    "From": lambda r: text(r),
    "To": lambda r: text(r),
    "Organisation": lambda r: text(r),
    "Agency": lambda r: text(r),
    "Type": lambda r: r.choice(("MOU", "Training", "liaison", "x", "R", "A/R", "1", "0", "")),
    "Sector": lambda r: text(r),
    "Country": lambda r: r.choice(("Mexico", "US", "Guinea", "N/A", "")),
    "Status": lambda r: r.choice(("ongoing", "completed", "active", "")),
    "Date": lambda r: _date(r),
    "Weight": lambda r: r.choice(("1", "0,5", "1e999", "-", "")),
    "Member of": lambda r: text(r),
    "#org": lambda r: text(r),
    "#sector": lambda r: text(r),
}


def _date(random: Random) -> str:
    dates = ("2009", "2009-06", "2009-06-30", "30.6.2009", "9999-12", "٢٠٠٩", "２００９", "0000")
    return random.choice((*dates, "", ""))


def rows(random: Random, columns: dict[str, Callable[[Random], str]], needed: int) -> Rows:
    """A head and some rows; the first so many columns are nearly always there."""
    names = list(columns)
    chosen = [
        name
        for n, name in enumerate(names)
        if random.random() < (0.97 if n < needed else random.choice((0.2, 0.5)))
    ]
    if random.random() < 0.05:
        chosen.append(random.choice((*names, text(random, 0.8))))
    count = random.choice((0, 1, 2, 3, 5, 8))
    body = [[columns.get(name, text)(random) for name in chosen] for _ in range(count)]
    if "id" in chosen and random.random() < 0.9:
        at = chosen.index("id")
        for number, row in enumerate(body):
            row[at] = IDS[number % len(IDS)] if row[at] else ""
    if body and random.random() < 0.05:
        body[-1] = body[-1][: random.randint(0, len(body[-1]))] + ["more"] * random.randint(0, 3)
    return [chosen, *body]


def agencies(random: Random) -> Rows:
    return rows(random, _AGENCIES, 2)


def links(random: Random) -> Rows:
    return rows(random, _LINKS, 4)


def foreign(random: Random) -> Rows:
    """A table as others make it: an edge list, who does what where, a matrix."""
    if random.random() < 0.2:
        names = [text(random) for _ in range(random.randint(1, 5))]
        marks = ("", "1", "x", "MOU", "0", "R", "A")
        return [["", *names], *([name, *(random.choice(marks) for _ in names)] for name in names)]
    return rows(random, _FOREIGN, random.choice((2, 3)))


def as_csv(table: Rows, random: Random, plain: bool = False) -> bytes:
    """A table as CSV of some dialect; a plain one has commas and UTF-8."""
    stream = io.StringIO()
    delimiter = "," if plain else random.choice(",,,;;\t|")
    quoting = random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    csv.writer(
        stream, delimiter=delimiter, quoting=quoting, lineterminator=random.choice(("\n", "\r\n"))
    ).writerows(table)
    encodings = ("utf-8", "utf-8-sig") if plain else ("utf-8", "utf-8-sig", "utf-16", "cp1252")
    written = stream.getvalue()
    if not plain and random.random() < 0.1:
        written = f"sep={delimiter}\n{written}"
    return written.encode(random.choice(encodings), "replace")


def as_xlsx(sheets: dict[str, Rows], random: Random) -> bytes:
    """Tables as a workbook, with what people leave in one: merged cells, dates, formulas."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(table):
                for column, cell in enumerate(row):
                    way = random.random()
                    if way < 0.95:
                        sheet.write_string(at, column, cell[:32_000])
                    elif way < 0.97:
                        sheet.write_number(at, column, random.choice((0, 2009, 39994.5, -1e300)))
                    elif way < 0.98:
                        sheet.write_formula(at, column, "=A1&1", value=random.choice(("", 1, "x")))
                    else:
                        sheet.write_boolean(at, column, True)
            if random.random() < 0.1 and len(table) > 2 and len(table[0]) > 1:
                sheet.merge_range(1, 0, min(3, len(table) - 1), 0, "merged")
    return stream.getvalue()


def as_ods(sheets: dict[str, Rows]) -> bytes:
    """Tables as an OpenDocument spreadsheet."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for short, space in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    found = []
    for name, table in sheets.items():
        body = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{_xml(cell)}</text:p>'
                "</table:table-cell>"
                for cell in row
            )
            + "</table:table-row>"
            for row in table
        )
        found.append(f'<table:table table:name="{_xml(name)}">{body}</table:table>')
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>{''.join(found)}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<m/>",
            "content.xml": content.encode("utf-8", "replace"),
        }
    )


def as_parquet(table: Rows) -> bytes:
    """A table as Parquet; columns of one name count once."""
    import polars as pl

    head, *body = table
    columns = {
        name: [row[at] if at < len(row) else None for row in body] for at, name in enumerate(head)
    }
    stream = io.BytesIO()
    pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).write_parquet(stream)
    return stream.getvalue()


def _xml(cell: str) -> str:
    return escape("".join(one for one in cell if one.isprintable()), {'"': "&quot;"})


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def mutated_archive(data: bytes, random: Random, words: tuple[bytes, ...]) -> bytes:
    """An archive with one of its members changed, or changed itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:
        members = {}
    if not members or random.random() < 0.2:
        return mutated(data, random, [], ())
    name = random.choice(sorted(members))
    if random.random() < 0.05:
        del members[name]
    else:
        members[name] = mutated(members[name], random, list(members.values()), words)
    return zipped(members)
