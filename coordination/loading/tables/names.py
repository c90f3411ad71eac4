"""Give rows their ids, and turn the names by which people refer to records into these ids."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Sequence

from coordination.errors import Issue, did_you_mean
from coordination.loading.nodes import Alias, Listing, Mapping, Node, Scalar
from coordination.loading.tables.cell_text import clean
from coordination.loading.tables.made_ids import FROM, link_id, made_id, slug
from coordination.loading.tables.sections import Facts, facts, model_of
from coordination.loading.tables.table_text import TableText
from coordination.loading.tables.typed_values import as_date, as_flag, as_word
from coordination.model import SECTIONS, jurisdiction_name
from coordination.model.record import Record, is_id
from coordination.text.language import singular

__all__ = ["complete"]

_NAMES = ("name", "abbreviation", "aliases", "title")
MAX_ISSUES = 1_000
"""Issues after which no further name is told."""

_HINTS = 200
"""Names of which nearby ones are looked for; a table of nothing but typos must stay quick."""

_SHARED = ("agencies", "links", "requirements", "conclusions")
_FIRST = ("sources", "passages", "places", "functions", "agencies")
_THEN = ("links", "requirements", "conclusions")
"""Sections whose ids are known from the start, and those of which links' ids depend on these."""

_NAMED = ("sources", "functions", "places", "agencies")
"""Sections of which two rows of one name, and no id, are one record that was typed twice."""


def complete(
    root: Mapping, text: TableText, beside: Sequence[Mapping], issues: list[Issue]
) -> None:
    """Complete a tree that was made from tables, in place.

    Args:
        root: the tree.
        text: the tables.
        beside: trees of data files that belong to the same network.
        issues: takes what is wrong.
    """
    names = _Names(root, text, beside, issues)
    names.make_ids()
    names.refer(_FIRST)
    names.make_link_ids()
    names.refer(_THEN)
    names.join_mandates()


class _Names:
    def __init__(
        self, root: Mapping, text: TableText, beside: Sequence[Mapping], issues: list[Issue]
    ) -> None:
        self.root, self.text, self.issues = root, text, issues
        self.beside = beside
        self.ids: dict[str, dict[str, Mapping]] = {section: {} for section in SECTIONS}
        self.called: dict[str, dict[str, dict[str, None]]] = {section: {} for section in SECTIONS}
        self.told: set[int] = set()
        self.twice: set[int] = set()
        self.hints = 0
        for other in [root, *beside]:
            for section in SECTIONS:
                for record in _records(other, section):
                    if name := _text_of(record, "id"):
                        self.ids[section].setdefault(name, record)

    # -- ids ---------------------------------------------------------------------------------------

    def make_ids(self) -> None:
        """Give each row without an id one, and note by which names records are called."""
        for section in FROM:
            stock = _SHARED if section in _SHARED else (section,)
            named: dict[str, Mapping] = {}
            for record in _records(self.root, section):
                if _text_of(record, "id"):
                    continue
                key = _text_of(record, FROM[section][0]).casefold()
                if section in _NAMED and key and named.setdefault(key, record) is not record:
                    self._twice(section, record, named[key])
                    continue
                taken = ChainMap(*(self.ids[one] for one in stock))
                self._give(section, record, made_id(section, record, taken))
        for other in [self.root, *self.beside]:
            for section in SECTIONS:
                for record in _records(other, section):
                    self._note(section, record)

    def make_link_ids(self) -> None:
        """Note each link without an id by the one that it gets when it is read."""
        for record in _records(self.root, "links"):
            if not _text_of(record, "id"):
                # Two that are alike are told when they are read, so the later one keeps no id here.
                if (name := link_id(record)) not in self.ids["links"]:
                    self.ids["links"][name] = record
                self._note("links", record, name)

    def _give(self, section: str, record: Mapping, name: str) -> None:
        at = record.start
        record.entries = {"id": (Scalar(at, at - 1, "id"), Scalar(at, at, name)), **record.entries}
        self.ids[section][name] = record

    def _twice(self, section: str, record: Mapping, first: Mapping) -> None:
        self.issues.append(
            self.text.issue(
                record.span,
                f"another {singular(section)} has this name and no id "
                f"({self.text.called(first.start)})",
                expected="one row for each; where they are two, an id for each of them",
            )
        )
        # Whoever refers to it by name means the first one.
        self.twice.add(id(record))
        self._give(section, record, made_id(section, record, self.ids[section]))

    def _note(self, section: str, record: Mapping, name: str = "") -> None:
        name = name or _text_of(record, "id")
        if not name or id(record) in self.twice:
            return
        for field in _NAMES:
            if field in record.entries:
                for scalar in _scalars(record.entries[field][1]):
                    key = clean(scalar.text or "").casefold()
                    self.called[section].setdefault(key, {})[name] = None

    # -- references --------------------------------------------------------------------------------

    def refer(self, sections: Sequence[str]) -> None:
        """Turn names into ids, in fields that refer to some of these sections alone."""
        for section in (*SECTIONS, "mandates"):
            for record in _records(self.root, section):
                self._visit(record, model_of(section), sections)
                if section == "mandates" and sections is _FIRST and "agency" in record.entries:
                    self._fit(record, "agency", Facts("id", False, None, ("agencies",)))
        if "examined" in self.root.entries:
            whole = Mapping(self.root.start)
            whole.entries["examined"] = self.root.entries["examined"]
            self._visit(whole, model_of("about"), sections)

    def _visit(self, record: Mapping, model: type[Record], sections: Sequence[str]) -> None:
        for name, (_, node) in record.entries.items():
            if name not in model.model_fields:
                continue
            known = facts(model, name)
            nested = known.nested
            if nested is not None:
                for one in node.items if isinstance(node, Listing) else [node]:
                    if isinstance(one, Mapping):
                        self._visit(one, nested, sections)
            if model.__name__ == "Examined" and name == "section":
                continue
            refers = known.refers or (("passages",) if name == "evidence" else ())
            if not refers:
                if sections is _FIRST:
                    self._fit_words(node, known)
            elif sections is _stage(refers) and not (nested and isinstance(node, Mapping)):
                self._fit(record, name, Facts("id", known.many, None, refers))

    def _fit_words(self, node: Node, known: Facts) -> None:
        """Take words, dates and flags as people type them."""
        for scalar in _scalars(node):
            if isinstance(scalar, Alias) or not scalar.text:
                continue
            if known.words is not None:
                scalar.text = as_word(scalar.text, known.words)
            elif known.form in ("date", "period"):
                scalar.text = as_date(scalar.text)
            elif known.form == "flag":
                scalar.text = as_flag(scalar.text)

    def _fit(self, record: Mapping, name: str, known: Facts) -> None:
        """Turn the names in one field into ids."""
        key, node = record.entries[name]
        if isinstance(node, Listing):
            items: list[Node] = []
            for item in node.items:
                if isinstance(item, Scalar) and not isinstance(item, Alias) and item.text:
                    items.extend(
                        Scalar(item.start, item.end, one) for one in self._split(item, known)
                    )
                else:
                    items.append(item)
            node.items = items
        elif isinstance(node, Scalar) and not isinstance(node, Alias) and node.text:
            found = self._split(node, known) if known.many else [self._one(node, node.text, known)]
            if len(found) == 1:
                node.text = found[0]
            else:
                listing = Listing(node.start)
                listing.items = [Scalar(node.start, node.end, one) for one in found]
                record.entries[name] = key, listing

    def _split(self, scalar: Scalar, known: Facts) -> list[str]:
        """The ids of one entry; a comma parts it where it isn't in a name."""
        text = scalar.text or ""
        if not re.search("[,|]", text) or self._known(text, known.refers):
            return [self._one(scalar, text, known)]
        pieces = [part.strip() for part in re.split("[,|]", text) if part.strip()]
        return [self._one(scalar, piece, known) for piece in pieces]

    def _known(self, word: str, refers: Sequence[str]) -> list[str]:
        """The ids that a word may mean."""
        if any(word in self.ids[section] for section in refers):
            return [word]
        key = clean(word).casefold()
        found = dict.fromkeys(
            name for section in refers for name in self.called[section].get(key, ())
        )
        if not found:
            for section in refers:
                if (name := slug(word)) in self.ids[section]:
                    found[name] = None
        return list(found)

    def _one(self, scalar: Scalar, word: str, known: Facts) -> str:
        places = "places" in known.refers
        if places and word not in self.ids["places"] and jurisdiction_name(word):
            return word
        found = self._known(word, known.refers)
        if len(found) == 1:
            return found[0]
        if places and not found:
            return word.upper() if jurisdiction_name(word.upper()) else word
        if not found and is_id(word):
            return word  # it is told as in any data file that nothing has it
        kind = " or ".join(singular(section) for section in known.refers)
        if found:
            message = f"'{word}' may be {' or '.join(found)}"
            self._tell(scalar, message, f"the id of one {kind}", "")
        else:
            self.hints += 1
            near = known.refers if self.hints <= _HINTS else ()
            every = [name for one in near for name in (*self.ids[one], *self._spelled(one))]
            hint = self._instead(word, known.refers) or did_you_mean(word, every)
            article = "an" if kind[0] in "aeiou" else "a"
            self._tell(
                scalar, f"there is no {kind} '{word}'", f"id or name of {article} {kind}", hint
            )
        return slug(word)[:100].strip("-") or word

    def _instead(self, word: str, refers: Sequence[str]) -> str:
        """Where a word belongs that names a record of another section."""
        if refers == ("passages",) and self._known(word, ("sources",)):
            return "a source goes into evidence_source, and the place in it into evidence_at"
        if refers == ("agencies",) and jurisdiction_name(word.upper()):
            return f"a place is written as jurisdiction: {word.upper()}, where one may be meant"
        return ""

    def _spelled(self, section: str) -> Iterator[str]:
        for record in self.ids[section].values():
            for field in _NAMES:
                if field in record.entries:
                    yield from (one.text or "" for one in _scalars(record.entries[field][1]))

    def _tell(self, scalar: Scalar, message: str, expected: str, suggestion: str) -> None:
        self.told.add(scalar.start)
        if len(self.issues) >= MAX_ISSUES:
            return
        self.issues.append(self.text.issue(scalar.span, message, expected, suggestion))

    # -- mandates ----------------------------------------------------------------------------------

    def join_mandates(self) -> None:
        """Move each mandate to its agency."""
        found = _records(self.root, "mandates")
        self.root.entries.pop("mandates", None)
        for mandate in found:
            owner = self.ids["agencies"].get(_text_of(mandate, "agency"))
            if owner is None:
                self._homeless(mandate)
                continue
            at = mandate.start
            del mandate.entries["agency"]
            if "mandates" not in owner.entries:
                owner.entries["mandates"] = Scalar(at, at - 1, "mandates"), Listing(at)
            listing = owner.entries["mandates"][1]
            if isinstance(listing, Listing):
                listing.items.append(mandate)

    def _homeless(self, mandate: Mapping) -> None:
        function = mandate.entries.get("function", (None, None))[1]
        word = (function.text or "") if isinstance(function, Scalar) else ""
        unknown = bool(word) and word not in self.ids["functions"]
        if unknown and isinstance(function, Scalar) and function.start not in self.told:
            hint = did_you_mean(word[:100], self.ids["functions"])
            self._tell(function, f"there is no function '{word}'", "id or name of a function", hint)
        scalar = mandate.entries.get("agency", (None, Scalar(mandate.start, 0, None)))[1]
        if not isinstance(scalar, Scalar) or scalar.start in self.told:
            return
        name = scalar.text or ""
        expected = "id or name of an agency"
        if not name:
            self._tell(scalar, "the agency is missing", expected, "")
        else:
            hint = did_you_mean(name[:100], self.ids["agencies"])
            self._tell(scalar, f"there is no agency '{name}'", expected, hint)


def _stage(refers: Sequence[str]) -> Sequence[str]:
    """When references into some sections can be resolved: first, or once links have their ids."""
    return _THEN if set(refers) & set(_THEN) else _FIRST


def _records(root: Mapping, section: str) -> list[Mapping]:
    _, listing = root.entries.get(section, (None, None))
    items = listing.items if isinstance(listing, Listing) else []
    return [item for item in items if isinstance(item, Mapping)]


def _text_of(record: Mapping, field: str) -> str:
    _, node = record.entries.get(field, (None, None))
    return (node.text or "").strip() if isinstance(node, Scalar) else ""


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Listing):
        for item in node.items:
            if isinstance(item, Scalar):
                yield item
