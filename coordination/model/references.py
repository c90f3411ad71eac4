"""Check that the references among records fit together."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from coordination.errors import did_you_mean
from coordination.model.agency import Agency
from coordination.model.conclusion import Conclusion
from coordination.model.cycles import circles
from coordination.model.evidence import passages_of
from coordination.model.examined import Examined
from coordination.model.figure import Figure
from coordination.model.jurisdiction import jurisdiction_name, near_places, withdrawn
from coordination.model.link import Link
from coordination.model.misfits import misfits
from coordination.model.passage import Passage
from coordination.model.place import Place
from coordination.model.problem import Loc, Problem
from coordination.model.recommendation import Recommendation
from coordination.model.record import Record
from coordination.model.requirement import Described, Requirement

__all__ = ["FIELDS", "Loc", "Problem", "problems", "where"]

_SINGULAR = {
    "sources": "a source",
    "passages": "a passage",
    "places": "a place",
    "functions": "a function",
    "agencies": "an agency",
    "links": "a link",
    "requirements": "a requirement",
    "conclusions": "a conclusion",
    "recommendations": "a recommendation",
    "figures": "a figure",
}

_SHARED = ("agencies", "links", "requirements", "conclusions")
"""Sections that draw on one stock of ids, because a figure or an answer may be about any."""

_SUGGESTION_BUDGET = 200_000
"""Ids to be compared for suggestions in all: what keeps a file of nothing but typos quick."""


def where(loc: Loc) -> str:
    """A path as people write it: `links[3].source`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")


def problems(
    sections: Mapping[str, Sequence[tuple[Loc, Record]]],
    declared: Mapping[str, Collection[str]],
    *,
    invalid: Sequence[tuple[str, Loc, Record]] = (),
    unread: Collection[str] = (),
    examined: Sequence[tuple[Loc, Examined]] = (),
    as_of: str | None = None,
    fresh: Sequence[tuple[Loc, Record]] | None = None,
) -> Iterator[Problem]:
    """Everything that doesn't fit between the records of one network.

    Args:
        sections: the valid records of each section, each with its path.
        declared: the ids of each section, those of records with the wrong shape among them, so
            that a reference to one of these isn't called dangling.
        invalid: section, path and what is known of each record with the wrong shape, so that the
            ids that it has and refers to are checked as well.
        unread: sections of which not all could be read; no reference into them is called dangling.
        examined: what the sources cover in full, each with its path.
        as_of: the day of the network, on which its codes of places were in use.
        fresh: those of the records that are to be checked, where all others are known to refer only
            to what is there; None means all.
    """
    yield from _repeated(sections, invalid)
    whole = fresh
    if whole is None:
        whole = [entry for records in sections.values() for entry in records]
    broken = [(loc, record) for _, loc, record in invalid]
    of_whole, of_examined = _references_of(whole), _references_of(examined)
    every = (*of_whole, *_references_of(broken), *of_examined)
    yield from _dangling(every, declared, frozenset(unread))
    if as_of is not None:
        yield from _withdrawn([*of_whole, *of_examined], datetime.date.fromisoformat(as_of))
    yield from misfits(sections, [*whole, *broken])
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
        ("shared" if section in _SHARED else section, name, section, loc)
        for section, loc, record in (*whole, *invalid)
        if (name := getattr(record, "id", ""))
    ]
    if len({entry[:2] for entry in named}) == len(named):
        return
    first: dict[tuple[str, str], tuple[str, Loc]] = {}
    # In the order of the data, so that it is the later place that is called the repetition.
    for stock, name, section, loc in sorted(named, key=lambda entry: _order(entry[3])):
        if (stock, name) not in first:
            first[stock, name] = section, loc
            continue
        owner, other = first[stock, name]
        expected = "a unique id"
        if section == "links":
            expected += "; a link without one gets it from its kind, ends, functions and start"
        elif stock == "shared":
            expected += "; agencies, links, requirements and conclusions share one set of ids"
        yield Problem(
            (*loc, "id"),
            f"the id '{name}' is already taken by {_SINGULAR[owner]}, {where(_tail(other))}",
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


_Reference = tuple[Loc, Loc, str, tuple[str, ...]]
"""Path of a record, path of an id inside it, the id, and the sections that may hold that id."""


def _references_of(records: Iterable[tuple[Loc, Record]]) -> list[_Reference]:
    return [(loc, *reference) for loc, record in records for reference in _references(record)]


def _dangling(
    references: Iterable[_Reference],
    declared: Mapping[str, Collection[str]],
    unread: frozenset[str],
) -> Iterator[Problem]:
    known = {section: frozenset(declared.get(section, ())) for section in _SINGULAR}
    left = _SUGGESTION_BUDGET
    for loc, path, name, targets in references:
        if not name or any(t in unread or name in known[t] for t in targets):
            continue
        if targets == _PLACE and jurisdiction_name(name):
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
            expected=_PLACE_EXPECTED if targets == _PLACE else f"the id of {_one_of(wanted)}",
            suggestion=did_you_mean(name, near) or (near_places(name) if targets == _PLACE else ""),
        )


def _withdrawn(references: Iterable[_Reference], day: datetime.date) -> Iterator[Problem]:
    """Codes of countries that were no longer in use on the day of the network."""
    for loc, path, name, targets in references:
        if targets != _PLACE or len(name) != 2 or (last := withdrawn(name)) is None:
            continue
        if last < day:
            yield Problem(
                (*loc, *path),
                f"the code '{name}' ({jurisdiction_name(name)}) was withdrawn on {last}, "
                f"before the day of the network ({day})",
                expected="a code of ISO 3166 that was in use on that day",
            )


_PLACE = ("places",)
_PLACE_EXPECTED = "an ISO 3166 code such as MX or US-TX, or the id of one of the places"


def _one_of(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _references(record: Record) -> Iterator[tuple[Loc, str, tuple[str, ...]]]:
    """Each id that a record refers to: its path, the id, and the sections that it may be in."""
    for path, passage in passages_of(record):
        if passage.passage is not None:
            yield (*path, "passage"), passage.passage, ("passages",)
        else:
            yield (*path, "source"), passage.source, ("sources",)
    for field, targets in FIELDS.get(type(record), {}).items():
        value = getattr(record, field)
        if isinstance(value, tuple):
            for n, name in enumerate(value):
                yield (field, n), name, targets
        elif value is not None:
            yield (field,), value, targets
    if isinstance(record, Agency):
        for n, mandate in enumerate(record.mandates):
            yield ("mandates", n, "function"), mandate.function, _FUNCTION
            for m, place in enumerate(mandate.places):
                yield ("mandates", n, "places", m), place, _PLACE
    elif isinstance(record, Requirement):
        yield from _references_of_sides(record)
    elif isinstance(record, Recommendation):
        yield from _references_of_effect(record)
    elif isinstance(record, Passage):
        for n, name in enumerate(record.answers_to):
            if ":" not in name:  # a key of a finding, which the rules alone know, has one
                yield ("answers_to", n), name, _ANSWERED


_ANSWERED = ("links", "requirements", "conclusions", "recommendations")
_AGENCY, _FUNCTION, _UNDER = ("agencies",), ("functions",), ("links", "agencies")

FIELDS: dict[type[Record], dict[str, tuple[str, ...]]] = {
    Passage: {"source": ("sources",), "answer_by": _AGENCY},
    Place: {"within": _PLACE, "same_as": _PLACE},
    Agency: {"jurisdiction": _PLACE, "part_of": _AGENCY, "members": _AGENCY},
    Link: {
        "parties": _AGENCY,
        "source": _AGENCY,
        "target": _AGENCY,
        "functions": _FUNCTION,
        "under": _UNDER,
        "superseded_by": ("links",),
    },
    Requirement: {"function": _FUNCTION, "under": _UNDER},
    Conclusion: {
        "agencies": _AGENCY,
        "towards": _AGENCY,
        "functions": _FUNCTION,
        "places": _PLACE,
        "about": ("links", "requirements"),
    },
    Recommendation: {
        "by": _AGENCY,
        "to": _AGENCY,
        "answers": ("requirements", "links", "conclusions"),
    },
    Figure: {"about": _SHARED},
    Examined: {"functions": _FUNCTION, "places": _PLACE},
}
"""Fields that hold ids, and the sections that these may be in."""


def _references_of_sides(record: Requirement) -> Iterator[tuple[Loc, str, tuple[str, ...]]]:
    asking = record.agency
    if isinstance(asking, Described):
        if asking.jurisdiction is not None:
            yield ("agency", "jurisdiction"), asking.jurisdiction, _PLACE
        if asking.function is not None:
            yield ("agency", "function"), asking.function, _FUNCTION
    else:
        several = not isinstance(asking, str)
        for n, name in enumerate(record.named):
            yield ("agency", n) if several else ("agency",), name, _AGENCY
    for end, targets in (("agency", _AGENCY), ("collective", _AGENCY), ("jurisdiction", _PLACE)):
        if (name := getattr(record.counterpart, end)) is not None:
            yield ("counterpart", end), name, targets


def _references_of_effect(record: Recommendation) -> Iterator[tuple[Loc, str, tuple[str, ...]]]:
    if record.would is None:
        return
    for n, link in enumerate(record.would.add):
        for path, name, targets in _references(link):
            yield ("would", "add", n, *path), name, targets
    for n, amendment in enumerate(record.would.change):
        yield ("would", "change", n, "id"), amendment.id, _SHARED
    for n, name in enumerate(record.would.remove):
        yield ("would", "remove", n), name, _SHARED
