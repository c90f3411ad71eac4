"""Text of documents that are ZIP files of XML: Word, OpenDocument, EPUB.

`subprocess_reader` calls it, in a process of its own. XML is read without any entity of its own, so
that none can swell or reach outside; a ZIP file's parts are read up to a bound, whatever sizes it
says that they have.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from urllib.parse import unquote
from xml.parsers import expat

from coordination.quotes.charset import decoded
from coordination.quotes.html import html_text, raised
from coordination.quotes.limits import MOST_BYTES, MOST_CHARACTERS, TextProblem

__all__ = ["Document", "docx_text", "epub_text", "odt_text"]

_MOST_UNPACKED = 4 * MOST_BYTES
_MOST_PARTS = 10_000
_DEEPEST = 1_000

Handler = Callable[[str, dict[str, str]], None]


class Document:
    """A ZIP file whose parts are read within bounds.

    Raises:
        TextProblem: it is damaged.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            self._names = {name: name for name in self._archive.namelist()}
        except NotImplementedError as error:  # what zipfile raises for a form it doesn't know
            raise TextProblem(f"it is packed in an unknown way: {error}") from None
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise TextProblem(f"the file is damaged: {error}") from None
        if len(self._names) > _MOST_PARTS:
            raise TextProblem(f"it has more than {_MOST_PARTS:,} parts")
        self._left = _MOST_UNPACKED

    def part(self, name: str) -> bytes | None:
        """A part's content, None where there is no such part.

        Raises:
            TextProblem: it is damaged, encrypted, or all parts together are too long.
        """
        if name not in self._names:
            return None
        try:
            with self._archive.open(name) as stream:
                content = stream.read(self._left + 1)
        except NotImplementedError as error:  # a RuntimeError too, for an unknown compression
            raise TextProblem(f"it is packed in an unknown way ({name}): {error}") from None
        except RuntimeError:
            raise TextProblem("it is encrypted, and a password is needed") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise TextProblem(f"the file is damaged ({name}): {error}") from None
        self._left -= len(content)
        if self._left < 0:
            raise TextProblem(f"it unpacks to more than {_MOST_UNPACKED // 1024**2} MiB")
        return content


class _Reader:
    """The elements of an XML text, one after the other, with names without their namespaces."""

    def __init__(self, opened: Handler, closed: Callable[[str], None]) -> None:
        self._opened, self._closed = opened, closed
        self._depth = 0
        self.text: Callable[[str], None] = lambda _: None

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = lambda words: self.text(words)
        parser.EntityDeclHandler = _refuse
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise TextProblem(f"the file is damaged: {error}") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise TextProblem("it is nested too deeply")
        self._opened(_local(name), {_local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._closed(_local(name))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse(*_: object) -> None:
    raise TextProblem("its XML declares entities of its own, which aren't read")


class _Paragraphs:
    """Paragraphs that are put together from runs of text."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.open: list[list[str]] = []  # a text box stands within a paragraph
        self.length = 0

    def begin(self) -> None:
        self.open.append([])

    def add(self, words: str) -> None:
        if self.open:
            self.length += len(words)
            if self.length > MOST_CHARACTERS:
                raise TextProblem(f"its text is longer than {MOST_CHARACTERS:,} characters")
            self.open[-1].append(words)

    def end(self) -> None:
        if self.open and (text := "".join(self.open.pop()).strip()):
            self.found.append(re.sub(r"\n(?:[ \t]*\n)+", "\n", text))

    def joined(self) -> str:
        return "\n\n".join(self.found)


_WORD_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_WORD_GONE = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText"))
"""What a reader of the document doesn't see: tracked deletions, fields, second versions."""


def docx_text(data: bytes) -> str:
    """Text of a document of Word as it reads with all changes accepted; its notes come last."""
    document = Document(data)
    paragraphs = _Paragraphs()
    main = next(
        (part for name in ("word/document.xml", "word/document2.xml")
         if (part := document.part(name)) is not None), None
    )  # fmt: skip
    if main is None:
        raise TextProblem("the file is damaged: it has no text part")
    _read_word(main, paragraphs)
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if (part := document.part(name)) is not None:
            _read_word(part, paragraphs)
    return paragraphs.joined()


def _read_word(data: bytes, paragraphs: _Paragraphs) -> None:
    gone = 0
    in_text = in_raised = in_hidden = False

    def opened(name: str, values: dict[str, str]) -> None:
        nonlocal gone, in_text, in_raised, in_hidden
        off = values.get("val") in ("0", "false", "none")
        if name in _WORD_GONE:
            gone += 1
        elif name == "p":
            paragraphs.begin()
        elif name == "r":
            in_raised = in_hidden = False
        elif name == "vertAlign":
            in_raised = values.get("val") == "superscript"
        elif name == "vanish":
            in_hidden = not off
        elif name == "t":
            in_text = True
        elif name in _WORD_SIGNS and not gone:
            paragraphs.add(_WORD_SIGNS[name])
        elif name == "sym" and not gone:
            code = values.get("char", "")
            if re.fullmatch("[0-9A-Fa-f]{2,5}", code):
                paragraphs.add(chr(int(code, 16)))

    def closed(name: str) -> None:
        nonlocal gone, in_text
        if name in _WORD_GONE:
            gone = max(0, gone - 1)
        elif name == "p":
            paragraphs.end()
        elif name == "t":
            in_text = False

    def text(words: str) -> None:
        if in_text and not gone and not in_hidden:
            paragraphs.add(raised(words) if in_raised else words)

    reader = _Reader(opened, closed)
    reader.text = text
    reader.read(data)


_ODT_GONE = frozenset(("tracked-changes", "annotation", "note-citation", "script", "sequence-decls",
                       "desc", "title"))  # fmt: skip


def odt_text(data: bytes) -> str:
    """Text of an OpenDocument text; a note comes after the paragraph that has its mark."""
    part = Document(data).part("content.xml")
    if part is None:
        raise TextProblem("the file is damaged: it has no text part")
    paragraphs = _Paragraphs()
    gone = 0

    def opened(name: str, values: dict[str, str]) -> None:
        nonlocal gone
        if name in _ODT_GONE:
            gone += 1
        elif gone:
            return
        elif name in ("p", "h"):
            paragraphs.begin()
        elif name == "s":
            count = values.get("c", "1")
            paragraphs.add(" " * min(int(count) if count.isdecimal() else 1, 100))
        elif name == "tab":
            paragraphs.add("\t")
        elif name == "line-break":
            paragraphs.add("\n")

    def closed(name: str) -> None:
        nonlocal gone
        if name in _ODT_GONE:
            gone = max(0, gone - 1)
        elif name in ("p", "h") and not gone:
            paragraphs.end()

    reader = _Reader(opened, closed)
    reader.text = lambda words: None if gone else paragraphs.add(words)
    reader.read(part)
    return paragraphs.joined()


def epub_text(data: bytes) -> str:
    """Text of a book in EPUB, its chapters in the order in which they are read."""
    book = Document(data)
    chapters = []
    length = 0
    for name in _chapters(book):
        part = book.part(name)
        if part is None:
            continue
        text = html_text(decoded(part))
        length += len(text)
        if length > MOST_CHARACTERS:
            raise TextProblem(f"its text is longer than {MOST_CHARACTERS:,} characters")
        chapters.append(text)
    return "\n\n".join(filter(None, chapters))


def _chapters(book: Document) -> Iterator[str]:
    container = book.part("META-INF/container.xml")
    packages: list[str] = []
    if container is not None:
        _Reader(
            lambda name, values: (
                packages.append(values.get("full-path", "")) if name == "rootfile" else None
            ),
            lambda name: None,
        ).read(container)
    if not packages:
        raise TextProblem("the file is damaged: it doesn't say where its text is")
    listed: dict[str, str] = {}
    order: list[str] = []

    def opened(name: str, values: dict[str, str]) -> None:
        if name == "item" and "html" in values.get("media-type", ""):
            listed[values.get("id", "")] = values.get("href", "")
        elif name == "itemref":
            order.append(values.get("idref", ""))

    package = book.part(packages[0])
    if package is None:
        raise TextProblem("the file is damaged: it has no list of its chapters")
    _Reader(opened, lambda name: None).read(package)
    folder = posixpath.dirname(packages[0])
    for key in dict.fromkeys(order or listed):
        if key in listed:
            yield posixpath.normpath(posixpath.join(folder, unquote(listed[key])))
