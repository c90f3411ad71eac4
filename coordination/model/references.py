"""How records refer to each other, and what is wrong where they don't fit together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coordination.model.agency import Agency
from coordination.model.cycles import Loc, circles
from coordination.model.evidence import Evidence
from coordination.model.figure import Figure
from coordination.model.link import Link
from coordination.model.recommendation import Recommendation
from coordination.model.record import Record, did_you_mean
from coordination.model.requirement import Requirement

__all__ = ["Loc", "Problem", "problems", "where"]

_SINGULAR = {
    "sources": "a source",
    "functions": "a function",
    "agencies": "an agency",
    "links": "a link",
    "requirements": "a requirement",
    "recommendations": "a recommendation",
    "figures": "a figure",
}

_SHARED = ("agencies", "links", "requirements")
"""Sections that draw on one stock of ids, because a figure may be about any of the three."""

_SUGGESTION_BUDGET = 200_000
"""Ids to be compared for suggestions in all: what keeps a file of nothing but typos quick."""


@dataclass(frozen=True)
class Problem:
    """One thing that doesn't fit between records.

    Attributes:
        loc: path to the value that is wrong.
        message: what was found, in one sentence.
        expected: what is accepted there, or "".
        suggestion: the likely fix, or "".
        other: path to the other place that the problem is about, or ().
    """

    loc: Loc
    message: str
    expected: str = ""
    suggestion: str = ""
    other: Loc = ()


def where(loc: Loc) -> str:
    """A path as people write it: `links[3].source`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")


def problems(
    sections: Mapping[str, Sequence[tuple[Loc, Record]]],
    declared: Mapping[str, Collection[str]],
    *,
    invalid: Sequence[tuple[str, Loc, Record]] = (),
    unread: Collection[str] = (),
) -> Iterator[Problem]:
    """Everything that doesn't fit between the records of one network.

    Args:
        sections: the valid records of each section, each with its path.
        declared: the ids of each section, those of records with the wrong shape among them, so
            that a reference to one of these isn't called dangling.
        invalid: section, path and what is known of each record with the wrong shape, so that the
            ids that it has and refers to are checked as well.
        unread: sections of which not all could be read; no reference into them is called dangling.
    """
    yield from _repeated(sections, invalid)
    yield from _dangling(sections, declared, invalid, frozenset(unread))
    agencies: dict[str, Agency] = {}
    for _, record in sections.get("agencies", ()):
        if isinstance(record, Agency):
            agencies.setdefault(record.id, record)
    for section in sections:
        for loc, record in sections[section]:
            if isinstance(record, Link):
                yield from _misfits_of_link(loc, record, agencies)
            elif isinstance(record, Requirement):
                yield from _misfits_of_requirement(loc, record, agencies)
            if not isinstance(record, Requirement):
                yield from _misplaced_finds(loc, record)
    for field, circle, loc, path in circles(sections):
        yield Problem(
            (*loc, *path),
            f"a circle of {field}: {' -> '.join(circle)}",
            expected="a record that doesn't lead back to itself",
        )


# -- ids ---------------------------------------------------------------------------------------


def _repeated(
    sections: Mapping[str, Sequence[tuple[Loc, Record]]],
    invalid: Sequence[tuple[str, Loc, Record]],
) -> Iterator[Problem]:
    whole = ((section, *entry) for section, records in sections.items() for entry in records)
    named = [
        (section, loc, getattr(record, "id", "")) for section, loc, record in (*whole, *invalid)
    ]
    first: dict[tuple[str, str], tuple[str, Loc]] = {}
    # In the order of the data, so that it is the later place that is called the repetition.
    for section, loc, name in sorted(named, key=lambda entry: _order(entry[1])):
        if not name:
            continue
        stock = "shared" if section in _SHARED else section
        if (stock, name) not in first:
            first[stock, name] = section, loc
            continue
        owner, other = first[stock, name]
        expected = "an id of its own"
        if section == "links":
            expected += "; a link without one gets it from its kind, ends, functions and start"
        elif stock == "shared":
            expected += "; agencies, links and requirements share one stock of ids"
        yield Problem(
            (*loc, "id"),
            f"the id '{name}' is taken already by {_SINGULAR[owner]}, {where(_tail(other))}",
            expected=expected,
            other=other,
        )


def _order(loc: Loc) -> tuple[tuple[int, int, str], ...]:
    """Sort key of a path: places in lists as numbers, names as text."""
    return tuple((0, part, "") if isinstance(part, int) else (1, 0, part) for part in loc)


def _tail(loc: Loc) -> Loc:
    """A path from its section on, without what a reader of several files puts before it."""
    start = next((n for n, part in enumerate(loc) if part in _SINGULAR), 0)
    return loc[start:]


def _dangling(
    sections: Mapping[str, Sequence[tuple[Loc, Record]]],
    declared: Mapping[str, Collection[str]],
    invalid: Sequence[tuple[str, Loc, Record]],
    unread: frozenset[str],
) -> Iterator[Problem]:
    known = {section: frozenset(declared.get(section, ())) for section in _SINGULAR}
    left = _SUGGESTION_BUDGET
    whole = ((section, *entry) for section, records in sections.items() for entry in records)
    for section, loc, record in (*whole, *invalid):
        for path, name, targets in _references(section, record):
            if not name or any(t in unread or name in known[t] for t in targets):
                continue
            left -= sum(len(known[target]) for target in targets)
            near = set().union(*(known[target] for target in targets)) if left >= 0 else set()
            wanted = [_SINGULAR[target] for target in targets]
            elsewhere = [_SINGULAR[target] for target in known if name in known[target]]
            kind = _one_of([one.split(" ", 1)[1] for one in wanted])
            yield Problem(
                (*loc, *path),
                f"'{name}' is the id of {_one_of(elsewhere)}"
                if elsewhere
                else f"there is no {kind} '{name}'",
                expected=f"the id of {_one_of(wanted)}",
                suggestion=did_you_mean(name, near),
            )


def _one_of(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _references(section: str, record: Record) -> Iterator[tuple[Loc, str, tuple[str, ...]]]:
    """Each id that a record refers to: its path, the id, and the sections that it may be in."""
    for path, passage in _passages(record):
        yield (*path, "source"), passage.source, ("sources",)
    agency = ("agencies",)
    function = ("functions",)
    if isinstance(record, Agency):
        if record.part_of is not None:
            yield ("part_of",), record.part_of, agency
        for n, member in enumerate(record.members):
            yield ("members", n), member, agency
        for n, mandate in enumerate(record.mandates):
            yield ("mandates", n, "function"), mandate.function, function
    elif isinstance(record, Link):
        for n, party in enumerate(record.parties):
            yield ("parties", n), party, agency
        for end in ("source", "target"):
            if (name := getattr(record, end)) is not None:
                yield (end,), name, agency
        for n, name in enumerate(record.functions):
            yield ("functions", n), name, function
        if record.superseded_by is not None:
            yield ("superseded_by",), record.superseded_by, ("links",)
    elif isinstance(record, Requirement):
        yield ("agency",), record.agency, agency
        for end in ("agency", "collective"):
            if (name := getattr(record.counterpart, end)) is not None:
                yield ("counterpart", end), name, agency
        if record.function is not None:
            yield ("function",), record.function, function
    elif isinstance(record, Recommendation):
        yield ("by",), record.by, agency
        for n, name in enumerate(record.to):
            yield ("to", n), name, agency
        for n, name in enumerate(record.answers):
            yield ("answers", n), name, ("requirements", "links")
        yield from _references_of_effect(record)
    elif isinstance(record, Figure):
        yield ("about",), record.about, _SHARED


def _references_of_effect(record: Recommendation) -> Iterator[tuple[Loc, str, tuple[str, ...]]]:
    if record.would is None:
        return
    for n, link in enumerate(record.would.add):
        for path, name, targets in _references("links", link):
            yield ("would", "add", n, *path), name, targets
    for n, amendment in enumerate(record.would.change):
        yield ("would", "change", n, "id"), amendment.id, _SHARED
    for n, name in enumerate(record.would.remove):
        yield ("would", "remove", n), name, _SHARED


def _passages(record: Record) -> Iterator[tuple[Loc, Evidence]]:
    for n, passage in enumerate(getattr(record, "evidence", ())):
        yield ("evidence", n), passage
    for m, mandate in enumerate(getattr(record, "mandates", ())):
        for n, passage in enumerate(mandate.evidence):
            yield ("mandates", m, "evidence", n), passage


# -- what a kind of record asks of those that it refers to ----------------------------------------


def _collective(agency: Agency) -> bool:
    return agency.kind == "collective" or bool(agency.members)


def _misfits_of_link(loc: Loc, link: Link, agencies: Mapping[str, Agency]) -> Iterator[Problem]:
    end = agencies.get(link.source or "")
    if end is not None and link.source == link.target and not _collective(end):
        yield Problem(
            (*loc, "target"),
            f"it links '{end.id}' with itself, which is no collective",
            expected="two different agencies, or an agency with members or of kind collective",
        )


def _misfits_of_requirement(
    loc: Loc, requirement: Requirement, agencies: Mapping[str, Agency]
) -> Iterator[Problem]:
    counterpart = requirement.counterpart
    named = agencies.get(counterpart.collective or "")
    if named is not None and not _collective(named):
        yield Problem(
            (*loc, "counterpart", "collective"),
            f"'{named.id}' has no members",
            expected="an agency with members or of kind collective",
            suggestion=f"to mean that one body, write agency: {named.id}",
        )
    own = agencies.get(requirement.agency)
    if own is not None and counterpart.agency == own.id and not _collective(own):
        yield Problem(
            (*loc, "counterpart", "agency"),
            f"it asks '{own.id}' to coordinate with itself, which is no collective",
            expected="another agency, or an agency with members or of kind collective",
        )


def _misplaced_finds(loc: Loc, record: Record) -> Iterator[Problem]:
    for path, passage in _passages(record):
        if passage.finds is not None:
            yield Problem(
                (*loc, *path, "finds"),
                "finds stands on evidence of something that isn't a requirement",
                expected="finds only on evidence of requirements, which are what is met or lacking",
            )
