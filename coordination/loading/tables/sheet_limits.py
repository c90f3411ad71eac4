"""Look at a workbook before it is read: how large it is unpacked, and what a reader would miss.

A workbook is an archive. A small one may unpack to any size, or hold one cell in its farthest
corner, for which a reader would make room from the first cell on. And a reader leaves out what a
formula has no result for, so cells are dropped without a word.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate

from coordination.errors import Issue
from coordination.model.validation_messages import printable

__all__ = ["MAX_BYTES", "MAX_CELLS", "examine"]

MAX_BYTES = 64 * 1024 * 1024
"""Largest workbook that is read."""

MAX_UNPACKED = 256 * 1024 * 1024
"""Largest size of all that a workbook holds, unpacked."""

MAX_CELLS = 5_000_000
"""Most cells of one sheet, from the first to the last that is filled."""

MAX_TEXT = 256 * 1024 * 1024
"""Most characters in all cells of a sheet; a text that many cells share counts for each."""

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,4})([0-9]{1,9})["']""")
_SHARED = re.compile(rb"<(?:\w+:)?si\b[^>]*>(.*?)</(?:\w+:)?si>", re.DOTALL)
_RESULT = re.compile(rb"<(?:\w+:)?v\b[^>]*>[^<]")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_INDEX = re.compile(rb"<(?:\w+:)?v\b[^>]*>\s*([0-9]{1,9})")
_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])[^>]*>")
_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHOWN = 20
"""Cells without a result that are named."""


def examine(path: Path | BinaryIO, name: str, issues: list[Issue]) -> None:
    """Say what keeps a workbook from being read whole.

    Args:
        path: the file.
        name: what issues call it.
        issues: takes what is wrong.
    """
    if not zipfile.is_zipfile(path):
        return  # .xls, whose sheets have 65,536 rows of 256 cells at most
    with zipfile.ZipFile(path) as archive:
        if not _fits(archive):
            message = f"it unpacks to more than {MAX_UNPACKED // 1024**2} MiB"
            issues.append(Issue(name, message=message))
            return
        if problem := _not_xml(archive):
            issues.append(Issue(name, message=f"it can't be read as a workbook: {problem}"))
            return
        members = set(archive.namelist())
        if "content.xml" in members:
            _examine_ods(archive.read("content.xml"), name, issues)
            return
        texts = archive.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in members else b""
        shared = [len(text) for text in _SHARED.findall(texts)]
        for sheet, member in _sheets(archive, members):
            _examine_sheet(archive.read(member), name, sheet, shared, issues)


def _fits(archive: zipfile.ZipFile) -> bool:
    """Whether what a reader unpacks is bounded; what the archive says of itself may be untrue."""
    total = 0
    for member in archive.infolist():
        if not member.filename.lower().endswith((".xml", ".rels")):
            continue
        with archive.open(member) as stream:
            while block := stream.read(1 << 20):
                total += len(block)
                if total > MAX_UNPACKED:
                    return False
    return True


def _not_xml(archive: zipfile.ZipFile) -> str:
    """What is wrong with the first part that isn't XML, or "": a reader may loop on it for ever."""
    for member in archive.infolist():
        if not member.filename.lower().endswith((".xml", ".rels")):
            continue
        try:
            with archive.open(member) as stream:
                parser = ParserCreate()
                parser.ParseFile(stream)
        except ExpatError as error:
            return f"{printable(member.filename)[:80]} isn't XML: {error}"
    return ""


def _sheets(archive: zipfile.ZipFile, members: set[str]) -> Iterator[tuple[str, str]]:
    """Name of each sheet, and the member of the archive that holds its cells."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= members:
        return
    targets = {}
    for tag in re.findall(rb"<(?:\w+:)?Relationship\b[^>]*>", archive.read(_RELATIONS)):
        targets[_attribute(tag, b"Id")] = _attribute(tag, b"Target")
    for tag in re.findall(rb"<(?:\w+:)?sheet\b[^>]*>", archive.read("xl/workbook.xml")):
        target = targets.get(_attribute(tag, rb"\w+:id"), "").removeprefix("/")
        member = target if target.startswith("xl/") else f"xl/{target}"
        if member in members:
            yield html.unescape(_attribute(tag, b"name")), member


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"""\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
    return (found[1] or found[2] or b"").decode("utf-8", "replace") if found else ""


def _examine_sheet(
    xml: bytes, name: str, sheet: str, shared: list[int], issues: list[Issue]
) -> None:
    rows = columns = characters = 0
    unread: list[tuple[int, int, str]] = []
    farthest = ""
    for cell in _CELL.finditer(xml):
        attributes, content = cell[1], cell[2]
        if place := _PLACE.search(attributes):
            column, row = _number(place[1]), int(place[2])
            if row > rows or column > columns:
                farthest = (place[1] + place[2]).decode()
            rows, columns = max(rows, row), max(columns, column)
            if b't="e"' in attributes or (_FORMULA.search(content) and not _RESULT.search(content)):
                error = b't="e"' in attributes
                unread.append((row, column, "an error" if error else "a formula without a result"))
        if b't="s"' in attributes and (index := _INDEX.search(content)):
            at = int(index[1])
            characters += shared[at] if at < len(shared) else 0
    if rows * columns > MAX_CELLS:
        issues.append(_too_many(name, sheet, f"it reaches to the cell {farthest}"))
    elif characters > MAX_TEXT:
        issues.append(_too_many(name, sheet, "its cells hold too much text"))
    for row, column, what in unread[:_SHOWN]:
        issues.append(
            Issue(
                name,
                row,
                column,
                message=f"the cell holds {what}",
                expected="a value, as the formula gives it when the file is saved by the program "
                "that shows it",
                sheet=sheet,
            )
        )


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _examine_ods(xml: bytes, name: str, issues: list[Issue]) -> None:
    """Rows and cells may be repeated; empty ones at the end of a row or sheet don't count."""
    sheet, height, used = "", 0, 0
    wide = widest = pending = repeated = texts = characters = 0

    def close_row() -> None:
        nonlocal height, used, widest, characters
        height += repeated
        characters += repeated * texts
        if wide:
            used = height
            widest = max(widest, wide)

    def close_sheet() -> None:
        close_row()
        if used * widest > MAX_CELLS:
            issues.append(_too_many(name, sheet, f"it reaches to row {used:,}, column {widest:,}"))
        elif characters > MAX_TEXT:
            issues.append(_too_many(name, sheet, "its cells hold too much text"))

    tags = list(_TAG.finditer(xml))
    ends = [tag.start() for tag in tags[1:]] + [len(xml)]
    for tag, end in zip(tags, ends, strict=True):
        kind = tag[1]
        if kind == b"table":
            close_sheet()
            sheet, height, used, widest, repeated = _attribute(tag[0], b"table:name"), 0, 0, 0, 0
            wide = pending = texts = characters = 0
        elif kind == b"table-row":
            close_row()
            repeated = int(_attribute(tag[0], b"table:number-rows-repeated") or 1)
            wide = pending = texts = 0
        else:
            times = int(_attribute(tag[0], b"table:number-columns-repeated") or 1)
            pending += times
            if b"value-type=" in tag[0]:
                wide = pending
                texts += times * (end - tag.end())
    close_sheet()


def _too_many(name: str, sheet: str, what: str) -> Issue:
    return Issue(
        name,
        message=f"{what}, more than the {MAX_CELLS:,} cells that are read",
        expected="a sheet without stray cells far down or far to the right",
        sheet=sheet,
    )
