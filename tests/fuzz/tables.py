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
Column = Callable[[Random], str]


def _word(*right: str, wrong: tuple[str, ...] = ("x",)) -> Column:
    """A column of words that are right, now and then a wrong one."""
    return lambda r: r.choice(wrong) if r.random() < 0.02 else r.choice(right)


def _few(column: Column, most: int) -> Column:
    return lambda r: "; ".join(column(r) for _ in range(r.randint(0, most)))


_DATES = ("2009", "2009-06", "2009-06-30", "FY2010", "2010-02-28", "")
_id = _word(*IDS[:3], wrong=("x", "", "A", "a;b"))
_date = _word(*_DATES, wrong=("30.6.2009", "9999-12", "٢٠٠٩", "２００９", "0000"))

_AGENCIES: dict[str, Column] = {
    "id": _id,
    "name": text,
    "abbreviation": text,
    "aliases": _few(text, 3),
    "main": _word("true", "false", "", wrong=("yes", "1", "maybe")),
    "kind": _word("agency", "police", "department", "", wrong=("shop", "Police")),
    "level": _word("federal", "local", "state", ""),
    "jurisdiction": _word("US", "MX", "NA", "US-TX", "", wrong=("Mexico", "us", "a")),
    "part_of": _word("", "", "", "a", wrong=(*IDS, "x")),
    "members": _word("", "", "a", wrong=("a; b", "x", ";")),
    "since": _date,
    "mandates": _word("f:lead", "f:lead; g@US-TX,MX", "", wrong=("f:", ":", "@;", "x:lead")),
    "note": text,
    "evidence_source": _word("s", wrong=("x", "")),
    "evidence_at": text,
    "evidence_quote": text,
}
_LINKS: dict[str, Column] = {
    "id": _word("", "", "", "l1", "l2", "l3", wrong=("a", "A")),
    "kind": _word("liaison", "agreement", "request", wrong=("Liaison", "", "x")),
    "source": _id,
    "target": _id,
    "mutual": _word("true", "false", "", wrong=("no", "x")),
    "status": _word("active", "absent", "strained", ""),
    "functions": _word("f", "f; g", "", wrong=("x", ";", "f g")),
    "name": text,
    "start": _date,
    "end": _date,
    "under": _word("", "", "", "l1", "a"),
    "evidence_source": _word("s", wrong=("x", "")),
    "evidence_at": text,
}
_FOREIGN: dict[str, Column] = {
    "From": text,
    "To": text,
    "Organisation": text,
    "Agency": text,
    "Type": lambda r: r.choice(("MOU", "Training", "liaison", "x", "R", "A/R", "1", "0", "")),
    "Sector": text,
    "Country": lambda r: r.choice(("Mexico", "US", "Guinea", "N/A", "")),
    "Status": lambda r: r.choice(("ongoing", "completed", "active", "")),
    "Date": _date,
    "Weight": lambda r: r.choice(("1", "0,5", "1e999", "-", "")),
    "Member of": text,
    "#org": text,
    "#sector": text,
}


def rows(random: Random, columns: dict[str, Column], needed: int) -> Rows:
    """A head and some rows; the first so many columns are nearly always there."""
    names, often = list(columns), random.choice((0.1, 0.3, 0.6))
    chosen = [
        name for n, name in enumerate(names) if random.random() < (0.97 if n < needed else often)
    ]
    if random.random() < 0.05:
        chosen.append(random.choice((*names, text(random, 0.8))))
    count = random.choice((3,) * 12 + (4, 6, 0, 1))
    for pair in ({"evidence_source", "evidence_at"},):
        if pair & set(chosen) and pair <= set(names) and random.random() < 0.97:
            chosen += sorted(pair - set(chosen))
    body = [[columns.get(name, text)(random) for name in chosen] for _ in range(count)]
    if "id" in chosen and columns is _AGENCIES and random.random() < 0.97:
        for number, row in enumerate(body):
            row[chosen.index("id")] = IDS[number % len(IDS)]
        for name in {"part_of", "members"} & set(chosen) if body else ():
            body[0][chosen.index(name)] = ""  # else it would be a part of itself
    if {"source", "target"} <= set(chosen) and random.random() < 0.97:
        for row in body:
            row[chosen.index("source")], row[chosen.index("target")] = random.sample(IDS[:3], 2)
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
