"""Check the records of one or several parsed files, and join them to one network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from coordination.errors import DataError, Issue
from coordination.loading.given import Lost, given
from coordination.loading.located_issues import issue_at, issues_of, lost_fields
from coordination.loading.nodes import Alias, Listing, Mapping, Node, Scalar, Text, plain, walk
from coordination.loading.tables.endings import TABLES
from coordination.model import SECTIONS, Document, Examined, Record, references
from coordination.model.ids import slug
from coordination.model.partial import partial
from coordination.model.references import Loc
from coordination.model.validation_messages import record_type
from coordination.network import Network, Origin

if TYPE_CHECKING:
    from coordination.loading.tables.files import Tables

__all__ = ["MAX_ISSUES", "Part", "build"]

MAX_ISSUES = 1_000
"""Issues after which no further record is looked at."""

_HEAD = tuple(name for name in Document.model_fields if name not in SECTIONS)

_MODELS: dict[str, type[Record]] = {
    section: model
    for section in SECTIONS
    if (model := record_type(Document, (section,))) is not None
}


class Part(NamedTuple):
    """One file: its text and the tree that it became, None where it is empty or unreadable."""

    text: Text
    root: Node | None


def build(
    parts: Sequence[Part], issues: list[Issue], *, tables: Tables | None = None, title: str = ""
) -> Network:
    """Check everything in the files and join it.

    Args:
        parts: the files, in the order in which their records are to stand.
        issues: what reading them found wrong already.
        tables: agencies and links in bulk, which then don't stand in the files.
        title: title where the files give none.

    Raises:
        DataError: anything is wrong; it holds every issue.
    """
    builder = _Records(parts, issues)
    if title:
        builder.head["title"] = title
    builder.check_heads()
    builder.check_records()
    builder.check_references({} if tables is None else tables.ids)
    if issues and tables is None:
        raise DataError(issues)
    # With issues the document only serves to check the tables against, so its head doesn't matter.
    head = {"title": "unreadable"} if issues else builder.head
    document = Document.model_validate(head).model_copy(
        update={
            section: tuple(record for _, record in records)
            for section, records in builder.records.items()
        }
    )
    if tables is None:
        return Network(document, origins=builder.origins(), checked=True)
    builder.refuse_bulk_sections()
    from coordination.loading.tables.checks import join

    network = join(tables, document, issues, origins=builder.origins())
    if network is None:
        raise DataError(issues)
    return network


def _partly_read(node: Node) -> bool:
    if isinstance(node, Listing):
        return any(isinstance(item, Alias) for item in node.items)
    return not (isinstance(node, Scalar) and node.text is None and not isinstance(node, Alias))


def _place(issue: Issue) -> tuple[str, ...]:
    """Where an issue is; a line of a table has many cells."""
    cell = issue.where.partition(" (")[0] if issue.where.startswith("row ") else ""
    return issue.file, issue.sheet, str(issue.line), str(issue.column), cell


class _Records:
    """What the files hold, as far as it has the right shape.

    Paths begin with the number of the file: (0, "links", 3) is the fourth link of the first one.
    """

    def __init__(self, parts: Sequence[Part], issues: list[Issue]) -> None:
        self.parts = parts
        self.issues = issues
        self.head: dict[str, Any] = {}
        self.records: dict[str, list[tuple[Loc, Record]]] = {section: [] for section in SECTIONS}
        self.invalid: list[tuple[str, Loc, Record]] = []
        self.gave_up = False

    def _roots(self) -> Iterator[tuple[int, Text, Mapping]]:
        for n, part in enumerate(self.parts):
            if isinstance(part.root, Mapping):
                yield n, part.text, part.root

    def check_heads(self) -> None:
        """Check what stands beside the lists of records, and that the files agree on it."""
        stated: dict[str, tuple[Text, Node]] = {}
        for _, text, root in self._roots():
            for name in _HEAD:
                _, node = root.entries.get(name, (None, None))
                if node is None or (isinstance(node, Scalar) and node.text is None):
                    continue
                if name not in stated:
                    stated[name] = text, node
                    self.head[name] = plain(node)
                elif plain(node) != self.head[name]:
                    self._disagree(name, text, node, *stated[name])
        for n, (_, text, root) in enumerate(self._roots()):
            head = {
                key: plain(node)
                for key, (_, node) in root.entries.items()
                if not (key in SECTIONS and isinstance(node, Listing))
                and not (isinstance(node, Scalar) and node.text is None and key in SECTIONS)
                and not (isinstance(node, Scalar) and node.text is None and key in _HEAD)
            }
            lost: Lost = []
            for key in _HEAD:
                if key in root.entries:
                    given(root.entries[key][1], record_type(Document, (key,)), lost)
            self.issues.extend(lost_fields(text, lost, ()))
            unread = any(part.root is None for part in self.parts)
            if "title" in self.head or unread or n > 0:
                head.setdefault("title", "given in another file")
            try:
                Document.model_validate(head)
            except ValidationError as error:
                found = issues_of(error, Document, head, text, root, ())
                self.issues.extend(islice(found, MAX_ISSUES))

    def _disagree(self, name: str, text: Text, node: Node, first: Text, at: Node) -> None:
        self.issues.append(
            text.issue(
                node.span,
                f"a different {name} is given at {first.called(at.start)}",
                f"the {name} in one file, or the same in each",
                where=name,
            )
        )

    def check_records(self) -> None:
        """Check each record on its own, so that a broken one doesn't hide what is in others."""
        for n, text, root in self._roots():
            for section, model in _MODELS.items():
                _, listing = root.entries.get(section, (None, None))
                if not isinstance(listing, Listing):
                    continue
                validate = model.__pydantic_validator__.validate_python
                records = self.records[section]
                for index, node in enumerate(listing.items):
                    lost: Lost = []
                    data = given(node, model, lost)
                    if lost:
                        self.issues.extend(lost_fields(text, lost, (section, index)))
                    try:
                        records.append(((n, section, index), validate(data)))
                    except ValidationError as error:
                        self._note_invalid(error, model, data, text, root, (n, section, index))
                        if len(self.issues) >= MAX_ISSUES:
                            self._give_up(text, node)
                            return

    def _note_invalid(
        self,
        error: ValidationError,
        model: type[Record],
        data: Any,
        text: Text,
        root: Node,
        loc: Loc,
    ) -> None:
        found = issues_of(error, model, data, text, root, loc[1:])
        self.issues.extend(islice(found, max(0, MAX_ISSUES - len(self.issues))))
        known = partial(model, plain(walk(root, loc[1:])[0]))
        self.invalid.append((str(loc[1]), loc, known))

    def _give_up(self, text: Text, node: Node) -> None:
        self.gave_up = True
        message = f"more than {MAX_ISSUES:,} issues; the rest was not checked"
        self.issues.append(text.issue(node.span, message))

    def refuse_bulk_sections(self) -> None:
        """Agencies and links that stand in tables don't stand in files as well."""
        for _, text, root in self._roots():
            for section in TABLES:
                if section in root.entries:
                    key, _ = root.entries[section]
                    message = f"the folder has a table of {section}, but this file lists some too"
                    found = text.issue(key.span, message, "one or the other", where=section)
                    self.issues.append(found)

    def check_references(self, elsewhere: dict[str, list[str]]) -> None:
        """Check that the records fit together, those with the wrong shape left aside.

        Args:
            elsewhere: further ids by section, of records that stand in tables.
        """
        declared = {
            section: {str(getattr(record, "id", "")) for _, record in records}
            for section, records in self.records.items()
        }
        for section, ids in elsewhere.items():
            declared[section].update(ids)
        for section, _, known in self.invalid:
            name = getattr(known, "id", None) or ""
            # An id that is no id (ATF) was meant as the one that others refer to (atf).
            declared[section] |= {name, slug(name)}
        told = {_place(issue) for issue in self.issues}
        found = references.problems(
            self.records,
            declared,
            invalid=self.invalid,
            unread=self._unread(),
            examined=self._examined(),
            as_of=self._day(),
        )
        for problem in found:
            if len(self.issues) >= 2 * MAX_ISSUES:
                break
            part = self.parts[int(problem.loc[0])]
            if part.root is None:
                continue
            message = problem.message
            if problem.other:
                message += f" ({self._place(problem.other)})"
            words = message, problem.expected, problem.suggestion
            issue = issue_at(part.text, part.root, problem.loc[1:], *words)
            # One thing wrong with a value is enough: 'ATF' is no id, and so no agency's either.
            if issue is not None and _place(issue) not in told:
                self.issues.append(issue)

    def _examined(self) -> list[tuple[Loc, Examined]]:
        """What the sources cover in full, with paths in the files that say so."""
        found: list[tuple[Loc, Examined]] = []
        for n, _, root in self._roots():
            _, node = root.entries.get("examined", (None, None))
            try:
                entries = (
                    []
                    if node is None
                    else Document.model_validate(
                        {"title": "head", "examined": plain(node)}
                    ).examined
                )
            except ValidationError:
                continue  # already reported
            found += [((n, "examined", m), entry) for m, entry in enumerate(entries)]
        return found

    def _day(self) -> str | None:
        try:
            return Document(title="head", as_of=self.head.get("as_of")).as_of
        except ValidationError:
            return None  # already reported

    def _unread(self) -> set[str]:
        """Sections whose ids aren't all known, because what holds them couldn't be read."""
        if self.gave_up or not all(isinstance(part.root, Mapping) for part in self.parts):
            return set(SECTIONS)
        return {
            section
            for _, _, root in self._roots()
            for section in SECTIONS
            if section in root.entries and _partly_read(root.entries[section][1])
        }

    def _place(self, loc: Loc) -> str:
        part = self.parts[int(loc[0])]
        assert part.root is not None  # a record of it was read
        return part.text.called(walk(part.root, loc[1:])[0].start)

    def origins(self) -> dict[tuple[str, str], Origin]:
        """Where each record stands, by section and id."""
        found = {}
        for section, records in self.records.items():
            for loc, record in records:
                part = self.parts[int(loc[0])]
                assert isinstance(part.root, Mapping)  # a record of it was read
                listing = part.root.entries[section][1]
                assert isinstance(listing, Listing)
                start = listing.items[int(loc[2])].start
                name = str(getattr(record, "id", ""))
                found[section, name] = Origin(part.text.file_of(start), *part.text.place(start))
        return found
